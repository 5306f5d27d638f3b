#!/usr/bin/env python3
"""Decorators and named scopes in the source, with the rewriter and in an ordinary build. decorators_test.py BUILD"""
import json
import unittest

import support
from support import run

INCLUDE = support.ROOT / "runtime/include"
PEDANTIC = ("-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-pedantic-errors", "-Wshadow", "-Werror", f"-I{INCLUDE}")

PROGRAM = r"""
#include <cstdio>
#include <scopegraft/scopegraft.h>

SCOPEGRAFT_PROFILE(name = "first", sample_rate = 1)
int free_function(int n);
int free_function(int n) { return n + 1; }

SCOPEGRAFT_PROFILE(name = "a template")
template <class T>
T twice(T n) {
  return n + n;
}

SCOPEGRAFT_PROFILE(track_exceptions = false)
class Counter {
 public:
  SCOPEGRAFT_PROFILE(name = "counting")
  int count(int n) { return total_ += n; }
  SCOPEGRAFT_PROFILE(off)
  int read() const { return total_; }
  int plain(int n) const { return total_ - n; }

 private:
  int total_ = 0;
};

SCOPEGRAFT_PROFILE(off)
int app_hidden(int n) { return n; }
int app_seen(int n) { return n; }

int main() {
  SCOPEGRAFT_SCOPE("the whole");
  auto lambda = SCOPEGRAFT_PROFILE(name = "a lambda") [](int n) { return n * 2; };
  Counter counter;
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    SCOPEGRAFT_SCOPE("a round");
    sum += free_function(i) + twice(i) + lambda(i) + counter.count(i) + counter.read() + counter.plain(i);
    sum += app_hidden(i) + app_seen(i);
  }
  std::printf("%d\n", sum);
}
"""


class Decorators(support.Scratch):
    compiler = "g++"

    def setUp(self):
        super().setUp()
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", 'version: 1\nfunctions: [{match: ["app_*"]}]\n')

    def test_an_ordinary_build_is_clean_and_times_named_scopes(self):
        run([self.compiler, *PEDANTIC, "-c", "a.cpp", "-o", "a.o"], cwd=self.dir)
        self.link(["a.o"], compiler=self.compiler)
        printed = self.execute().stdout
        self.assertEqual(self.calls(), {"the whole": 1, "a round": 3})
        self.compile("a.cpp", compiler=self.compiler, flags=PEDANTIC)
        self.link(["a.o"], compiler=self.compiler)
        self.assertEqual(self.execute().stdout, printed)

    def test_with_the_rewriter_each_speaks_of_what_follows_it(self):
        done = self.compile("a.cpp", compiler=self.compiler, flags=PEDANTIC)
        self.assertEqual(done.stderr, "")
        self.link(["a.o"], compiler=self.compiler)
        self.execute()
        self.assertEqual(self.calls(), {"first": 3, "a template": 3, "counting": 3, "Counter::plain": 3, "a lambda": 3, "app_seen": 3,
                                        "the whole": 1, "a round": 3})
        off = {e["function"]: e["outcome"] for e in self.explained()}
        self.assertEqual((off["app_hidden"], off["Counter::read"]), ("excluded", "excluded"))

    def test_every_key(self):
        options = {"name": '"all"', "sample_rate": "0.5", "track_memory": "true", "track_args": "true", "track_exceptions": "false", "inherit_context": "false",
                   "create_span": "true", "per_instance": "true", "condition": "arg(n > 0) && !env_set(QUIET)", "add_context": "{operation: test}",
                   "collectors": "{memory, database{track_queries: true}}", "redact": "{secret}", "group_by": "{operation}", "keep_slow": "50ms",
                   "overhead_budget": "1%", "cache": '{get = "lib::find", hit_when = "result > 1"}', "context_fields": "{n}"}
        known = set(json.loads((support.ROOT / "rules/profiling.schema.json").read_text())["definitions"]["function"]["properties"])
        self.assertEqual(known - {"files", "match", "exclude", "skip_trivial", "min_statements"}, set(options) - {"match"})
        written = ", ".join(f"{key} = {value}" for key, value in options.items())
        self.write("a.cpp", "#include <scopegraft/decorate.h>\nnamespace lib { int find(int n) { return n; } }\nSCOPEGRAFT_PROFILE(" + written +
                   ")\nint all(int n, int secret) {\n  return lib::find(n) + secret;\n}\nint main() { return all(1, 2) == 3 ? 0 : 1; }\n")
        done = self.compile("a.cpp", compiler=self.compiler, flags=PEDANTIC)
        self.assertEqual(done.stderr, "")
        explained = next(e for e in self.explained() if e["function"] == "all")
        self.assertEqual(explained["outcome"], "profiled")
        for key in options:
            with self.subTest(key=key):
                self.assertTrue(explained["options"][key]["origin"].startswith("decorator a.cpp:3:"), explained["options"][key])
        self.link(["a.o"], compiler=self.compiler)
        self.execute()
        self.assertEqual(self.calls(), {"all": 1})

    def test_a_lookup_that_the_function_does_not_make_is_told(self):
        self.write("a.cpp", """#include <scopegraft/decorate.h>
struct Cache { int* get(int k) { return k % 2 != 0 ? &kept : nullptr; } int kept = 3; };
Cache cache;
SCOPEGRAFT_PROFILE(cache = {get = "Cache::get"})
int right(int n) { const auto ask = [n] { return cache.get(n); }; return ask() != nullptr ? 1 : 0; }
SCOPEGRAFT_PROFILE(cache = {get = "Cache::gett"})
int wrong(int n) { return cache.get(n) != nullptr ? 1 : 0; }
int main() { return right(1) + wrong(1) - 2; }
""")
        done = self.compile("a.cpp", compiler=self.compiler, flags=PEDANTIC)
        self.assertRegex(done.stderr, r"^a\.cpp:6:36: warning: `Cache::gett` of `cache`: `wrong` calls no such function\n.*\n {37}\^\n$")

    def test_the_header_of_decorators_needs_nothing(self):
        self.write("a.cpp", "#include <scopegraft/decorate.h>\nSCOPEGRAFT_PROFILE(name = \"x\", track_memory = true)\nint f(int n);\nSCOPEGRAFT_PROFILE(off) int f(int n) { return n; }\n"
                   "struct S {\n  SCOPEGRAFT_PROFILE()\n  int g() { return 0; }\n};\nint main() { return f(S().g()); }\n")
        for standard in ("11", "14", "17", "20"):
            run([self.compiler, f"-std=c++{standard}", *PEDANTIC[1:], "a.cpp", "-o", "plain"], cwd=self.dir)  # no library
            self.assertEqual(run([self.dir / "plain"]).returncode, 0)
        included = run([self.compiler, "-std=c++17", "-E", f"-I{INCLUDE}", "a.cpp"], cwd=self.dir).stdout
        self.assertEqual({line.split('"')[1].rsplit("/", 1)[-1] for line in included.splitlines() if line.startswith("# ") and "/" in line} - {"stdc-predef.h"},
                         {"decorate.h", "graft.h", "graft_words.h", "graft_x86_64.h"})

    def test_named_scopes_nest_below_their_function(self):
        self.compile("a.cpp", compiler=self.compiler, flags=PEDANTIC)
        self.link(["a.o"], compiler=self.compiler)
        self.execute()
        paths = run([support.TOOL, "report", "--format", "folded", "--weight", "calls", "out.scopegraft"], cwd=self.dir).stdout
        self.assertIn("the whole;a round;first 3", paths)


class DecoratorsWithClang(Decorators):
    compiler = "clang++-22"


WRONG = """#include <scopegraft/scopegraft.h>
SCOPEGRAFT_PROFILE(name = "x",
                   sample_rat = 0.5)
int f(int n) { return n; }
SCOPEGRAFT_PROFILE(track_memory = maybe) int g(int n) { return n; }
SCOPEGRAFT_PROFILE(name = "nothing")
static int number = 1;
SCOPEGRAFT_PROFILE(name = "fixed") constexpr int h(int n) { return n; }
#define PROFILED SCOPEGRAFT_PROFILE(name = "out of a macro")
PROFILED int i(int n) { return n; }
int main() { return f(0) + g(0) + h(0) + i(0) + number - 1; }
"""

TOLD = (
    (r"a\.cpp:3:20: %s: unknown key `sample_rat` \(did you mean `sample_rate`\?\)\n  +sample_rat = 0\.5\)\n {21}\^\n"),
    (r"a\.cpp:5:20: %s: `track_memory` wants true or false, not `maybe`"),
    (r"a\.cpp:6:1: warning: SCOPEGRAFT_PROFILE has no effect: no function, class or lambda begins behind it \(put it right before the declaration\)\n"
     r"  SCOPEGRAFT_PROFILE\(name = \"nothing\"\)\n  \^\n"),
    (r"a\.cpp:8:1: warning: SCOPEGRAFT_PROFILE has no effect on `h`: constexpr before C\+\+20"),
    (r"a\.cpp:10:1: warning: SCOPEGRAFT_PROFILE out of a macro has no effect"),
)


class WrongDecorators(support.Scratch):
    def setUp(self):
        super().setUp()
        self.write("a.cpp", WRONG)
        self.write("profiling.yaml", "version: 1\n")
        self.write("build/compile_commands.json",
                   json.dumps([{"directory": str(self.dir), "file": "a.cpp", "command": f"g++ -std=c++17 -I{INCLUDE} -c a.cpp"}]))

    def test_a_build_tells_them_and_goes_on(self):
        done = self.compile("a.cpp", flags=("-std=c++17", f"-I{INCLUDE}"))
        for pattern in TOLD:
            self.assertRegex(done.stderr, pattern.replace("%s", "warning"))
        self.link(["a.o"])
        self.execute()
        self.assertEqual(self.calls(), {"x": 1, "g": 1})  # the options that are right have their effect

    def test_strict_builds_end(self):
        done = self.compile("a.cpp", flags=("-std=c++17", f"-I{INCLUDE}"), tool_flags=("--strict",), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, TOLD[0].replace("%s", "error"))
        self.assertFalse((self.dir / "a.o").exists())

    def test_list_shows_them_and_fails(self):
        done = run([support.TOOL, "list", "-p", "build", "--rules", "profiling.yaml"], cwd=self.dir, check=False)
        self.assertEqual(done.returncode, 1)
        for pattern in TOLD:
            self.assertRegex(done.stderr, pattern.replace("%s", "error"))

    def test_instrument_tells_them_and_is_strict_on_demand(self):
        words = [support.TOOL, "instrument", "-p", "build", "--rules", "profiling.yaml", "-o", "out"]
        self.assertRegex(run(words, cwd=self.dir).stderr, TOLD[0].replace("%s", "warning"))
        self.assertEqual(run([*words, "--strict"], cwd=self.dir, check=False).returncode, 1)


if __name__ == "__main__":
    support.main()
