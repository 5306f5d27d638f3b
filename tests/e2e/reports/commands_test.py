"""report, diff, check --max-regression, tune and top on real profiles of a real program."""
import json
import os
import pathlib
import pty
import select
import subprocess
import sys
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import support
from support import BUILD, ROOT, TOOL, run

# load() takes as long as it is told; tiny() is called so often that profiling it costs something.
PROGRAM = r"""
#include "scopegraft/scopegraft.h"
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
namespace shop {
void spin(long us) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(us);
  while (std::chrono::steady_clock::now() < end) {}
}
void load(long us, int i) { SCOPEGRAFT_SCOPE("shop::load"); spin(us + i % 7); if (i % 10 == 0) throw std::runtime_error("gone"); }
volatile unsigned sum;
void tiny(unsigned n) { SCOPEGRAFT_SCOPE("shop::tiny"); sum = sum + n; }
void serve(long us, int i) {
  SCOPEGRAFT_SCOPE("shop::serve");
  try { load(us, i); } catch (const std::exception&) {}
}
}
int main(int argc, char** argv) {
  const long us = std::atol(argv[1]);
  for (int i = 0; i < 200; ++i) shop::serve(us, i);
  for (unsigned n = 0; argc > 2 && n < 3000000; ++n) shop::tiny(n);
  if (argc > 3) std::this_thread::sleep_for(std::chrono::seconds(60));
}
"""

# Counting the calls of tiny() costs more than anything else here.
LOOP = r"""
#include <cmath>
namespace app {
volatile unsigned sum;
void tiny(unsigned n) { sum = sum + n; }
double work(int i) { double x = i; for (int k = 0; k < 10000; ++k) x = std::sqrt(x + k); return x; }
double run() { double s = 0; for (int i = 0; i < 2000; ++i) s += work(i); for (unsigned n = 0; n < 5000000; ++n) tiny(n); return s; }
}
int main() { return app::run() > 0 ? 0 : 1; }
"""


class Commands(support.Scratch):
    program = None

    def setUp(self):
        super().setUp()
        self.write("shop.cpp", PROGRAM)
        run(["g++", "-std=c++17", "-O1", f"-I{ROOT}/runtime/include", "-c", "shop.cpp"], cwd=self.dir)
        self.link(["shop.o"])

    def profile(self, name, *args):
        self.execute(args=args, profile=name)

    def tool(self, *words, check=True, env=None):
        return run([TOOL, *words], cwd=self.dir, check=check, env=env)

    def test_report(self):
        self.profile("a.scopegraft", "50")
        text = self.tool("report", "a.scopegraft").stdout
        self.assertRegex(text, r"\n *[\d.]+ .?s +[\d.]+ % .* shop::load\n")
        self.assertRegex(text, r"exception leaders(.|\n)*10\.0 % +20 +200  shop::load\n")
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)
        self.assertRegex(self.tool("report", "--tree", "a.scopegraft").stdout, r"  shop::serve\n.*  └ shop::load\n")
        self.assertIn("callers of shop::load", self.tool("report", "--callers", "load", "a.scopegraft").stdout)
        report = self.report("a.scopegraft")
        load = next(f for f in report["functions"] if f["name"] == "shop::load")
        self.assertEqual((load["call_count"], load["exception_count"]), (200, 20))
        self.assertGreater(load["avg_execution_time_ms"], 0.05)
        self.assertTrue(report["clean_exit"])
        merged = self.report("a.scopegraft", "a.scopegraft")
        self.assertEqual(next(f for f in merged["functions"] if f["name"] == "shop::load")["call_count"], 400)
        self.assertEqual(self.tool("report", "--start", "2020-01-01", "a.scopegraft", "a.scopegraft", check=False).returncode, 2)
        without = self.report("--compensate", "a.scopegraft")
        self.assertEqual((report["overhead"]["compensated"], without["overhead"]["compensated"]), (False, True))
        serve, less = (next(f for f in r["functions"] if f["name"] == "shop::serve") for r in (report, without))
        self.assertLessEqual(less["execution_time_ms"], serve["execution_time_ms"])
        self.assertEqual(less["call_count"], serve["call_count"])
        self.assertGreater(serve["overhead_ms"], 0)
        self.assertAlmostEqual(sum(f["overhead_ms"] for f in report["functions"]), report["overhead"]["time_ms"], places=4)
        refused = self.tool("report", "--compensate", "--start", "2020-01-01", "a.scopegraft", check=False)
        self.assertEqual((refused.returncode, refused.stdout), (2, ""))
        self.assertIn("leave out --start and --end, or --compensate", refused.stderr)
        refused = self.tool("report", "--sort", "overhead", "--start", "2020-01-01", "a.scopegraft", check=False)
        self.assertEqual((refused.returncode, refused.stdout), (2, ""))
        self.assertIn("or --sort overhead", refused.stderr)
        self.assertIn("OVERHEAD", self.tool("report", "--sort", "overhead", "a.scopegraft").stdout)
        formats = "csv html folded speedscope chrome-trace callgrind pprof prometheus otlp".split()
        if not (BUILD / "tool/html/page.cpp").exists():  # built without npm
            formats.remove("html")
            refused = self.tool("report", "-f", "html", "-o", "a.html", "a.scopegraft", check=False)
            self.assertEqual(refused.returncode, 2)
            self.assertIn("left the format `html` out", refused.stderr)
        for name in formats:
            self.tool("report", "-f", name, "-o", f"a.{name}", "a.scopegraft")
            self.assertGreater((self.dir / f"a.{name}").stat().st_size, 20)

    def test_the_newest_profile_is_taken(self):
        state = {"XDG_STATE_HOME": str(self.dir / "state")}
        none = self.tool("report", check=False, env=state)
        self.assertEqual(none.returncode, 2)
        self.assertIn("no profile in", none.stderr)
        for us in ("20", "30"):
            run([self.dir / "program", us], cwd=self.dir, env=state)
            time.sleep(0.05)  # file systems keep times in ticks
        self.assertEqual(len(list((self.dir / "state/scopegraft").iterdir())), 2)
        report = json.loads(self.tool("report", "-f", "json", env=state).stdout)
        load = next(f for f in report["functions"] if f["name"] == "shop::load")
        self.assertGreater(load["min_ms"], 0.0299)

    def test_a_killed_process_is_reported_and_told(self):
        process = subprocess.Popen([self.dir / "program", "10", "tiny", "wait"], env={**os.environ, "SCOPEGRAFT_OUTPUT": str(self.dir / "k.scopegraft")})
        self.addCleanup(process.kill)
        self.wait_for(lambda: (self.dir / "k.scopegraft").exists() and self.calls("k.scopegraft").get("shop::tiny") == 3000000)
        frame = self.tool("top", "--once", str(process.pid)).stdout
        self.assertRegex(frame, rf"process {process.pid}, up ")
        self.assertRegex(frame, r"  shop::load\n")
        process.kill()
        process.wait()
        self.assertEqual(self.calls("k.scopegraft"), {"shop::serve": 200, "shop::load": 200, "shop::tiny": 3000000})
        self.assertIn("nothing up to then is missing", self.tool("report", "k.scopegraft").stdout)

    def test_top_lives_on_a_terminal_and_leaves_it_as_it_was(self):
        self.profile("a.scopegraft", "10", "tiny")
        process = subprocess.Popen([self.dir / "program", "10", "tiny", "wait"], env={**os.environ, "SCOPEGRAFT_OUTPUT": str(self.dir / "l.scopegraft")})
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.wait_for(lambda: (self.dir / "l.scopegraft").exists() and self.calls("l.scopegraft").get("shop::tiny") == 3000000)
        ours, theirs = pty.openpty()
        before = termios.tcgetattr(theirs)
        top = subprocess.Popen([TOOL, "top", "-d", "0.1", str(process.pid)], stdin=theirs, stdout=theirs, env={**os.environ, "TERM": "xterm"})
        seen = self.read_until(ours, b"shop::tiny")
        os.write(ours, b"s")
        seen += self.read_until(ours, b"shop::tiny")
        os.write(ours, b"q")
        seen += self.read_until(ours, b"\x1b[?1049l")
        self.assertEqual(top.wait(timeout=60), 0)
        self.assertIn(b"\x1b[?1049h", seen)
        self.assertEqual(termios.tcgetattr(theirs), before)
        os.close(ours)
        os.close(theirs)

    def read_until(self, terminal, word):
        seen = b""
        for _ in range(600):
            ready, _, _ = select.select([terminal], [], [], 0.1)
            seen += os.read(terminal, 65536) if ready else b""
            if word in seen:
                return seen
        self.fail(f"not shown within a minute: {word}; but {seen}")

    def wait_for(self, holds):
        for _ in range(600):
            if holds():
                return
            time.sleep(0.1)
        self.fail("waited for a minute")

    def test_a_regression_is_found_and_chance_is_not(self):
        # Far apart, so that a busy machine makes no difference.
        self.profile("before.scopegraft", "5")
        self.profile("after.scopegraft", "5000")
        done = self.tool("check", "--max-regression", "10%", "before.scopegraft", "after.scopegraft", check=False)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"regression: shop::load: mean time \+\d+\.\d %, p < 0\.001\n")
        self.assertEqual(self.tool("check", "--max-regression", "10%", "before.scopegraft", "before.scopegraft").returncode, 0)
        markdown = self.tool("diff", "--markdown", "--max-regression", "10%", "before.scopegraft", "after.scopegraft", check=False)
        self.assertIn("| function | before | after |", markdown.stdout)
        self.assertEqual(self.tool("diff", "before.scopegraft", "after.scopegraft").returncode, 0)
        damaged = self.write("damaged.scopegraft", "no profile")
        self.assertEqual(self.tool("diff", "before.scopegraft", damaged, check=False).returncode, 2)

    def test_tune_closes_the_loop(self):
        self.write("profiling.yaml", 'version: 1\nfunctions:\n  - match: ["app::*"]\n')
        self.write("loop.cpp", LOOP)
        first = self.loop("profiling.yaml")
        self.assertEqual({f["name"]: f["call_count"] for f in first["functions"]}, {"app::run": 1, "app::work": 2000, "app::tiny": 5000000})
        self.tool("tune", "--budget", "0.5%", "loop.scopegraft")
        second = self.loop("profiling.tuned.yaml")
        self.assertEqual({f["name"]: f["call_count"] for f in second["functions"]}, {"app::run": 1, "app::work": 2000})

    def loop(self, rules):
        self.compile("loop.cpp", rules=rules)
        self.link(["loop.o"], output="loop")
        self.execute("loop", profile="loop.scopegraft")
        return self.report("loop.scopegraft")

    def test_tune_writes_rules_that_load(self):
        self.write("profiling.yaml", 'version: 1\nfunctions:\n  - match: ["shop::*"]\n')
        self.profile("a.scopegraft", "5", "tiny")
        done = self.tool("tune", "--budget", "0.001%", "a.scopegraft", check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        rules = (self.dir / "profiling.tuned.yaml").read_text()
        self.assertIn('extends: ["profiling.yaml"]', rules)
        self.assertRegex(rules, r'  - match: \["shop::tiny"\]\n    (exclude: \["shop::tiny"\]|sample_rate: 0\.\d+)\n')
        self.tool("check", "--rules", "profiling.tuned.yaml")
        self.assertEqual((self.dir / "profiling.yaml").read_text(), 'version: 1\nfunctions:\n  - match: ["shop::*"]\n')
        again = self.tool("tune", "--budget", "50%", "a.scopegraft")
        self.assertIn("written: ", again.stdout)
        self.assertIn("shop::tiny", (self.dir / "profiling.tuned.yaml").read_text())  # the earlier entry is kept
        mine = self.write("mine.yaml", "version: 1\n")
        self.assertEqual(self.tool("tune", "-o", mine, "a.scopegraft", check=False).returncode, 2)
        self.assertEqual(mine.read_text(), "version: 1\n")


if __name__ == "__main__":
    support.main()
