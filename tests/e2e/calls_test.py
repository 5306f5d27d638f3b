#!/usr/bin/env python3
"""`calls:` rules: calls into libraries, timed where they stand. calls_test.py BUILD"""
import unittest

import support
from support import run

SQLITE = r"""
#include <sqlite3.h>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace shop {
class Statement {
 public:
  Statement(sqlite3* db, const char* text) { check(sqlite3_prepare_v2(db, text, -1, &statement_, nullptr)); }
  ~Statement() { sqlite3_finalize(statement_); }
  bool next() { return sqlite3_step(statement_) == SQLITE_ROW; }
  int number() { return sqlite3_column_int(statement_, 0); }
  static void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errstr(code));
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

void fill(sqlite3* db) {
  for (int i = 0; i < 10; ++i) {
    char text[80];
    std::snprintf(text, sizeof text, "INSERT INTO things VALUES (%d)", i);
    Statement::check(sqlite3_exec(db, text, nullptr, nullptr, nullptr));
  }
}
int sum(sqlite3* db) {
  int total = 0;
  for (Statement rows(db, "SELECT n FROM things"); rows.next();) total += rows.number();
  return total;
}
}  // namespace shop

int main() {
  sqlite3* db = nullptr;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;
  sqlite3_exec(db, "CREATE TABLE things (n INTEGER)", nullptr, nullptr, nullptr);
  shop::fill(db);
  std::printf("%d\n", shop::sum(db));
  sqlite3_close(db);
}
"""

ORDER = r"""
#include <cstdio>
#include <stdexcept>
#include <string>
extern "C" int outside(int n);
namespace lib {
int inner(int n) { return n + 1; }
int outer(const std::string& s, int n) { return static_cast<int>(s.size()) + n; }
void fails(int n) {
  if (n == 2) throw std::runtime_error("2");
}
int hook(int n) { return inner(n); }
}  // namespace lib
int work(int n) { return lib::outer(std::to_string(lib::inner(n)), lib::inner(n)); }
int main() {
  int total = 0;
  for (int i = 0; i < 5; ++i) {
    try {
      total += work(i) + lib::hook(i);
      lib::fails(i);
    } catch (const std::exception&) {
      total += lib::inner(100);
    }
  }
  int (*pointer)(int) = &lib::inner;
  std::printf("%d %d\n", total, pointer(1));
}
"""


class Calls(support.Scratch):
    compiler = "g++"

    def build(self, source, rules, flags=(), link=()):
        self.write("a.cpp", source)
        self.write("profiling.yaml", "version: 1\n" + rules)
        self.compile("a.cpp", compiler=self.compiler, flags=("-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *flags))
        self.link(["a.o"], compiler=self.compiler, flags=link)
        return self.execute().stdout

    def paths(self):
        """{call path: calls} of the folded stacks."""
        text = run([support.TOOL, "report", "--format", "folded", "out.scopegraft"], cwd=self.dir).stdout
        return {line.rsplit(" ", 1)[0] for line in text.splitlines()}

    def test_sqlite_and_a_variadic_function(self):
        rules = 'functions: [{match: ["shop::fill", "shop::sum"]}]\ncalls:\n  - match: ["sqlite3_*", "snprintf"]\n    exclude: ["sqlite3_errstr"]\n'
        self.assertEqual(self.build(SQLITE, rules, link=("-lsqlite3",)), "45\n")
        calls = self.calls()
        self.assertEqual(calls, {"shop::fill": 1, "shop::sum": 1, "snprintf": 10, "sqlite3_exec": 11, "sqlite3_prepare_v2": 1, "sqlite3_step": 11,
                                 "sqlite3_column_int": 10, "sqlite3_finalize": 1, "sqlite3_open": 1, "sqlite3_close": 1})

    def test_a_call_stands_below_the_function_that_makes_it(self):
        rules = 'functions: [{match: ["shop::fill", "shop::sum"]}]\ncalls: [{match: ["sqlite3_exec", "sqlite3_step"]}]\n'
        self.build(SQLITE, rules, link=("-lsqlite3",))
        paths = self.paths()
        self.assertTrue(any(path.endswith("shop::fill;sqlite3_exec") for path in paths), paths)
        self.assertTrue(any(path.endswith("shop::sum;sqlite3_step") for path in paths), paths)

    def test_arguments_are_no_part_of_a_call(self):
        self.build(ORDER, 'functions: [{match: ["work"]}]\ncalls: [{match: ["lib::*"]}]\n')
        self.assertEqual(self.calls(), {"work": 5, "lib::inner": 16, "lib::outer": 5, "lib::hook": 5, "lib::fails": 5})
        tree = {path.split(";", 1)[-1] if path.startswith("a.out") else path for path in self.paths()}
        nested = [path for path in tree if "lib::outer;" in path or "lib::fails;" in path]
        self.assertEqual(nested, [], "an argument's call stands below the call that it is an argument of")
        self.assertTrue(any(path.endswith("lib::hook;lib::inner") for path in tree), tree)

    def test_exceptions_end_a_call(self):
        self.build(ORDER, 'calls: [{match: ["lib::fails", "lib::inner"]}]\n')
        exceptions = {f["name"]: f["exception_count"] for f in self.report()["functions"]}
        self.assertEqual(exceptions["lib::fails"], 1)
        self.assertFalse(any("lib::fails;" in path for path in self.paths()))

    def test_options_of_a_call(self):
        self.build(ORDER, 'calls: [{match: ["lib::outer"], name: the library, sample_rate: 0.01}]\n')
        self.assertEqual(self.calls(), {"the library": 5})

    def test_a_condition(self):
        self.build(ORDER, 'functions: [{match: ["work"]}]\ncalls: [{match: ["lib::outer"], condition: "env_set(MEASURE_IT)"}]\n')
        self.assertEqual(self.calls(), {"work": 5})
        self.execute(env={"MEASURE_IT": "1"})
        self.assertEqual(self.calls(), {"work": 5, "lib::outer": 5})

    def test_what_is_left_out_has_a_reason(self):
        self.build(ORDER.replace("int main() {", "int fallback(int n = lib::inner(1)) { return n; }\n#define INNER(n) lib::inner(n)\nint main() {\n  fallback(INNER(3));"),
                   'calls: [{match: ["lib::inner"]}]\n')
        reasons = {e["reason"] for e in self.explained() if "call_in" in e and e["outcome"] == "skipped"}
        self.assertEqual(reasons, {"in a default argument", "it comes from the macro INNER"})

    def test_a_header_of_a_function_that_no_other_rule_matches(self):
        self.write("deep.h", '#pragma once\nnamespace lib { int inner(int); }\ninline int deep(int n) { return lib::inner(n); }\n')
        self.build(ORDER.replace("int main() {", '#include "deep.h"\nint main() {\n  deep(1);'), 'calls: [{match: ["lib::inner"], files: ["deep.h"]}]\n')
        self.assertEqual([(f["name"], f["file"], f["call_count"]) for f in self.report()["functions"]], [("lib::inner", "deep.h", 1)])


class CallsWithClang(Calls):
    compiler = "clang++-22"


class Listed(support.Scratch):
    def setUp(self):
        super().setUp()
        self.write("a.cpp", ORDER)
        self.write("profiling.yaml", 'version: 1\ncalls:\n  - match: ["lib::fails", "lib::nothing_of_that_name"]\n')
        self.write("build/compile_commands.json", __import__("json").dumps([{"directory": str(self.dir), "file": "a.cpp", "command": "g++ -c a.cpp"}]))

    def test_list_names_calls_and_rules_without_a_match(self):
        done = run([support.TOOL, "list", "-p", "build", "--rules", "profiling.yaml", "--explain"], cwd=self.dir)
        self.assertIn("lib::fails  a.cpp:20  called in main", done.stdout)
        self.assertIn("0 functions and 1 calls profiled", done.stdout)
        self.assertRegex(done.stderr, r"profiling\.yaml:3:28: warning: `lib::nothing_of_that_name` matches no function or call")
        self.assertNotIn("lib::fails", done.stderr)


if __name__ == "__main__":
    support.main()
