#!/usr/bin/env python3
"""Memory by function in programs built as users build them: planted leaks beside heaptrack and valgrind, libraries, static programs,
resident memory. memory_test.py BUILD"""
import re
import shutil
import unittest
import xml.etree.ElementTree

import support
from support import Package, run

LEAKS = r"""
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <chrono>
#include <vector>
#define APART __attribute__((noinline))

namespace app {
struct Session { Session* next; char text[48]; };
static std::vector<std::unique_ptr<char[]>> cache;
static void* volatile sink;

// Grows with every round: small objects, and a buffer now and then.
APART void leaks_sessions(int round) {
  for (int i = 0; i < 100; ++i) sink = new Session{nullptr, {static_cast<char>(round)}};
}
APART void leaks_a_buffer(int round) {
  if (round % 2 == 0) sink = std::memset(std::malloc(20000), round, 20000);
}
APART void leaks_what_it_resized() {
  void* memory = std::calloc(1, 1000);
  sink = memory;
  sink = std::realloc(memory, 4000);
}
// Filled in the first rounds only.
APART void fills_a_cache(int round) {
  if (round < 10) cache.push_back(std::make_unique<char[]>(500000));
}
APART void churns() {
  std::vector<std::string> words;
  for (int i = 0; i < 200; ++i) words.push_back(std::string(100, 'x'));
}
APART void handles(int round) {
  leaks_sessions(round);
  leaks_a_buffer(round);
  fills_a_cache(round);
  churns();
}
APART char* makes_for_others() { return new char[30000]; }
APART void frees_of_others(char* memory) { delete[] memory; }
}  // namespace app

int main() {
  for (int round = 0; round < 160; ++round) {
    app::handles(round);
    app::leaks_what_it_resized();
    app::frees_of_others(app::makes_for_others());
    app::sink = nullptr;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}
"""
GROWING = {"app::leaks_sessions": 160 * 100 * 56, "app::leaks_a_buffer": 80 * 20000, "app::leaks_what_it_resized": 160 * 4000}
HELD = {"app::fills_a_cache": 10 * 500000}
RULES = 'version: 1\ndefaults: {track_memory: true, sample_rate: 1}\nfunctions:\n  - match: ["app::*"]\n'
MEGABYTE = 1024 * 1024


def function_of(frames, names):
    """The innermost of the given functions in a stack, from the inside out."""
    return next((name for frame in frames for name in names if re.search(rf"\b{name}\b", frame)), None)


class Leaks(support.Scratch):
    """A program with planted leaks, seen by three tools."""

    def built(self, compiler="g++"):
        self.write("a.cpp", LEAKS)
        self.write("profiling.yaml", RULES)
        run([compiler, "-O1", "-g", "a.cpp", "-o", "plain", "-pthread"], cwd=self.dir)
        self.compile("a.cpp", compiler=compiler)
        self.link(["a.o"], compiler=compiler, flags=support.memory_flags("malloc"))
        self.execute()

    def kept(self):
        return {f["name"]: f["memory_kept_mb"] * MEGABYTE for f in self.report()["functions"]}

    def same(self, ours, theirs, names):
        for name in names:
            self.assertIn(name, theirs)
            self.assertLess(abs(ours[name] - theirs[name]), 0.01 * theirs[name], f"{name}: {ours[name]:.0f} bytes here, {theirs[name]} there")

    def test_the_bytes_are_the_planted_ones(self):
        for compiler in support.COMPILERS:
            with self.subTest(compiler=compiler):
                self.built(compiler)
                ours = self.kept()
                self.same(ours, {**GROWING, **HELD}, {**GROWING, **HELD})
                self.assertEqual(ours["app::churns"], 0)
                self.assertAlmostEqual(ours["app::makes_for_others"] / (160 * 30000), 1, delta=0.01)
                self.assertEqual(ours["app::frees_of_others"], -ours["app::makes_for_others"])
                self.assertEqual(ours["app::handles"], 0)  # what it calls keeps memory, not it

    def test_what_grows_comes_first(self):
        self.built()
        report = self.report()
        leaks = report["leaks"]
        # makes_for_others grows too: that another function frees it is not its own doing.
        self.assertEqual([leak["name"] for leak in leaks if leak["name"] != "app::makes_for_others"], sorted(GROWING, key=GROWING.get, reverse=True))
        for leak in leaks:
            self.assertLess(leak["memory_growth_mb"], 0.75 * leak["memory_kept_mb"])
            self.assertGreater(leak["memory_growth_mb"], 0.25 * leak["memory_kept_mb"])
        text = run([support.TOOL, "report", "--leaks", "out.scopegraft"], cwd=self.dir, env={"COLUMNS": "140"}).stdout
        self.assertIn("by its growth in the second half of the run", text)
        lines = [line for line in text.splitlines() if "app::" in line]
        self.assertIn("leaks_a_buffer", lines[1])
        self.assertRegex(next(line for line in lines if "fills_a_cache" in line), r"^ *- +4\.\d+ MB")

    @unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed (./dev test installs it)")
    def test_valgrind_says_the_same(self):
        self.built()
        run(["valgrind", "--leak-check=full", "--xml=yes", "--xml-file=leaks.xml", "./plain"], cwd=self.dir)
        theirs = {}
        for error in xml.etree.ElementTree.parse(self.dir / "leaks.xml").findall("error"):
            if error.findtext("kind") != "Leak_DefinitelyLost":
                continue
            name = function_of([frame.findtext("fn") or "" for frame in error.findall("stack/frame")], GROWING)
            theirs[name] = theirs.get(name, 0) + int(error.findtext("xwhat/leakedbytes"))
        self.assertEqual(set(theirs), set(GROWING))
        self.same(self.kept(), theirs, GROWING)

    @unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed (./dev test installs it)")
    def test_valgrind_has_no_complaint_of_the_hooks(self):
        self.built()
        for hooks in ("malloc", "new"):
            with self.subTest(hooks=hooks):
                self.link(["a.o"], flags=support.memory_flags(hooks))
                run(["valgrind", "-q", "--error-exitcode=9", "./program"], cwd=self.dir, env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft")})
                ours = self.kept()
                self.same(ours, GROWING, ["app::leaks_sessions"])  # made with new

    @unittest.skipUnless(shutil.which("heaptrack"), "heaptrack is not installed (./dev test installs it)")
    def test_heaptrack_says_the_same(self):
        self.built()
        run(["heaptrack", "-o", self.dir / "heap", "./plain"], cwd=self.dir)
        data = next(self.dir.glob("heap.*"))
        run(["heaptrack_print", "-f", data, "-F", "stacks", "--flamegraph-cost-type", "leaked"], cwd=self.dir)
        theirs = {}
        for line in (self.dir / "stacks").read_text().splitlines():
            stack, cost = line.rsplit(" ", 1)
            name = function_of(reversed(stack.split(";")), {**GROWING, **HELD})
            if name is not None:
                theirs[name] = theirs.get(name, 0) + int(cost)
        planted = {name for name in theirs if theirs[name] > 0 and name in GROWING}
        self.assertEqual(planted, set(GROWING))
        self.same(self.kept(), theirs, GROWING)


class Projects(support.Scratch):
    """scopegraft_instrument(... MEMORY ...)"""

    def project(self, lines, check=True):
        prefix = Package.install()
        self.write("lib.cpp", "#include <vector>\nnamespace app {\nstd::vector<char> makes(int n) {\n  return std::vector<char>(static_cast<unsigned long>(n));\n}\n}\n")
        self.write("main.cpp", "#include <vector>\nnamespace app {\nstd::vector<char> makes(int n);\n}\nint main() {\n"
                   "  unsigned long sum = 0;\n  for (int i = 0; i < 100; ++i) sum += app::makes(1000000).size();\n  return sum == 100000000 ? 0 : 1;\n}\n")
        self.write("profiling.yaml", RULES)
        self.write("CMakeLists.txt", support.CMAKE_PROJECT + "\n".join(lines) + "\n")
        configured = run(["cmake", "-G", "Ninja", "-S", ".", "-B", "build", f"-DCMAKE_PREFIX_PATH={prefix}"], cwd=self.dir, check=check)
        if configured.returncode == 0:
            run(["ninja", "-C", "build"], cwd=self.dir)
        return configured

    def of_makes(self, program="build/demo"):
        self.execute(program)
        return next(f for f in self.report()["functions"] if f["name"] == "app::makes")

    def test_a_shared_library_in_a_plain_program(self):
        self.project(["add_library(work SHARED lib.cpp)", "scopegraft_instrument(work)", "add_executable(demo main.cpp)", "target_link_libraries(demo PRIVATE work)"])
        self.assertAlmostEqual(self.of_makes()["memory_peak_mb"] * MEGABYTE / 1e6, 1, delta=0.01)

    def test_a_static_library_in_a_plain_program(self):
        self.project(["add_library(work STATIC lib.cpp)", "scopegraft_instrument(work)", "add_executable(demo main.cpp)", "target_link_libraries(demo PRIVATE work)"])
        self.assertAlmostEqual(self.of_makes()["memory_peak_mb"] * MEGABYTE / 1e6, 1, delta=0.01)

    def test_a_static_program(self):
        self.project(["add_executable(demo main.cpp lib.cpp)", "target_link_options(demo PRIVATE -static)", "scopegraft_instrument(demo STATIC)"])
        self.assertIn("statically linked", run(["file", "-L", self.dir / "build/demo"]).stdout)
        self.assertAlmostEqual(self.of_makes()["memory_peak_mb"] * MEGABYTE / 1e6, 1, delta=0.01)

    def test_only_resident_memory(self):
        self.project(["add_executable(demo main.cpp lib.cpp)", "scopegraft_instrument(demo MEMORY rss)"])
        self.assertIsNone(self.of_makes()["memory_peak_mb"])
        resident = self.report()["resident_memory"]
        self.assertGreater(resident[-1]["rss_mb"], 1)
        self.assertGreaterEqual(resident[-1]["rss_max_mb"], resident[-1]["rss_mb"])
        text = run([support.TOOL, "report", "out.scopegraft"], cwd=self.dir).stdout
        self.assertRegex(text, r"resident memory: peak [\d.]+ MB, [\d.]+ MB at first, [\d.]+ MB at last")
        self.assertIn("memory by function is not known", text)

    def test_another_word(self):
        configured = self.project(["add_executable(demo main.cpp lib.cpp)", "scopegraft_instrument(demo MEMORY heap)"], check=False)
        self.assertIn("MEMORY is malloc, new, rss or off, not 'heap'", configured.stderr)


class Orders(support.Scratch):
    """The example application with its own rules: memory and arguments by function, in every report that people and programs read."""

    def test_its_report(self):
        prefix = Package.install()
        run(["cmake", "-G", "Ninja", "-S", support.ROOT / "integration/examples/orders", "-B", "build", f"-DCMAKE_PREFIX_PATH={prefix}",
             f"-DORDERS_RULES={support.ROOT}/profiling.yaml"], cwd=self.dir)
        run(["ninja", "-C", "build"], cwd=self.dir)
        self.execute("build/orders", ["4000", "orders.db"])
        report = self.report()
        functions = {f["name"]: f for f in report["functions"]}
        parse = functions["parse"]
        self.assertEqual(parse["avg_args_size_kb"] * 1024, 16)  # a string_view: the text is its caller's
        handle = next(f for f in report["functions"] if f["function"] == "orders::Service::handle")
        self.assertGreater(handle["avg_args_size_kb"] * 1024, 60)  # a string and its text
        self.assertLess(handle["avg_args_size_kb"], 1)
        self.assertGreater(parse["memory_peak_mb"], 0)
        analyzer = [f for name, f in functions.items() if "DataAnalyzer" in name and f["memory_peak_mb"] is not None]
        self.assertTrue(any(f["memory_kept_mb"] > 0 for f in analyzer), analyzer)
        calls = [call["arguments"] for call in report["slow_calls"] if call["name"] == "parse"]
        self.assertTrue(calls)
        for arguments in calls:
            self.assertRegex(next(iter(arguments.values())), r"^\d+;customer\d+;")
        text = run([support.TOOL, "report", "out.scopegraft"], cwd=self.dir, env={"COLUMNS": "200"}).stdout
        self.assertRegex(text, r"PEAK +KEPT +.*ARGS")
        self.assertRegex(text, r"parse \w+=\d+;customer")
        self.assertIn("DataAnalyzer", run([support.TOOL, "report", "--leaks", "out.scopegraft"], cwd=self.dir).stdout)
        # The six metrics have the same names in every format.
        rows = run([support.TOOL, "report", "--format", "csv", "out.scopegraft"], cwd=self.dir).stdout.splitlines()
        for name in ("execution_time_ms", "memory_peak_mb", "memory_delta_mb", "call_count", "exception_count", "avg_args_size_kb"):
            self.assertIn(name, rows[0].split(","))
            self.assertIn(name, parse)


if __name__ == "__main__":
    support.main()
