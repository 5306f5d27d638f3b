"""What the rules select, seen in the calls of a real program: features S1, S2, S4, S5, S7, O1, O4, O5, G1, G2, with both compilers."""
import support
from support import run

PROGRAM = r"""
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "shapes.h"

namespace app {
static int hidden(int n) { return n + 1; }
int process(int n) { return hidden(n) * 2; }
int process(double d) { return static_cast<int>(d); }
template <class T>
T twice(T value) {
  return value + value;
}
struct Money {
  int cents = 0;
};
Money operator+(Money a, Money b) { return Money{a.cents + b.cents}; }
int checked(int n) {
  if (n < 0) throw std::runtime_error("negative");
  return n;
}
int skipped_private(int n) { return n; }
}  // namespace app

extern "C" int c_linkage(int n) { return n; }

int main() {
  int sum = app::process(1) + app::process(2.5) + app::twice(3) + static_cast<int>(app::twice(1.5)) + c_linkage(4);
  sum += (app::Money{1} + app::Money{2}).cents;
  for (int i = -2; i < 3; ++i) {
    try {
      sum += app::checked(i);
    } catch (const std::runtime_error&) {
    }
  }
  const auto lambda = [](int n) { return n + 1; };
  sum += lambda(1) + lambda(2);
  sum += app::skipped_private(1);
  {
    shapes::Square square(3);
    const shapes::Shape& shape = square;
    sum += shape.area() + square.area(2) + shapes::count();
  }
  std::printf("%d\n", sum);
}
"""

SHAPES = r"""#pragma once
namespace shapes {
inline int& counter() {
  static int value = 0;
  return value;
}
struct Shape {
  virtual ~Shape() {
    ++counter();
  }
  virtual int area() const = 0;
};
class Square : public Shape {
 public:
  explicit Square(int side) : side_(side) {
    ++counter();
  }
  ~Square() override {
    ++counter();
  }
  int area() const override {
    return side_ * side_;
  }
  int area(int times) const& {
    return times * side_ * side_;
  }
  operator bool() const {
    return side_ != 0;
  }

 private:
  int side_;
};
inline int count() {
  return counter();
}
}  // namespace shapes
"""


class Selecting(support.Scratch):
    compiler = "g++"

    def profile(self, rules, env=None, flags=()):
        self.write("main.cpp", PROGRAM)
        self.write("shapes.h", SHAPES)
        self.write("profiling.yaml", "version: 1\n" + rules)
        done = self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17", "-Wall", "-Wextra", "-Werror", *flags))
        self.assertEqual(done.stderr, "")
        self.link(["main.o"], compiler=self.compiler)
        for old in self.dir.glob("*.scopegraft"):
            old.unlink()
        self.assertEqual(self.execute(env=env).stdout, "59\n")
        return self.report() if (self.dir / "out.scopegraft").exists() else {"functions": []}

    def counts(self, *arguments, **more):
        return support.calls_of(self.profile(*arguments, **more))

    def test_every_form_of_function(self):
        calls = self.counts('functions: [{match: ["**"]}]\n')
        expected = {"app::hidden": 1, "app::process": 2, "app::twice": 2, "app::operator+": 1, "app::checked": 5, "app::skipped_private": 1, "c_linkage": 1,
                    "main": 1, "shapes::Square::Square": 1, "shapes::Square::~Square": 1, "shapes::Shape::~Shape": 1, "shapes::Square::area": 2,
                    "shapes::counter": 4, "shapes::count": 1}
        lambdas = {name: n for name, n in calls.items() if "lambda" in name}
        self.assertEqual(list(lambdas.values()), [2])
        self.assertEqual({name: n for name, n in calls.items() if name not in lambdas}, expected)

    def test_one_function_by_name(self):
        self.assertEqual(self.counts('functions: [{match: ["app::process"], name: data_transform}]\n'), {"data_transform": 2})

    def test_a_regular_expression(self):
        self.assertEqual(self.counts('functions: [{match: ["regex:^app::(twice|checked)$"]}]\n'), {"app::twice": 2, "app::checked": 5})

    def test_a_class_without_some_of_its_methods(self):
        self.assertEqual(self.counts('classes: [{match: ["Square"], exclude_methods: ["Square", "operator*"]}]\n'),
                         {"shapes::Square::area": 2, "shapes::Square::~Square": 1})

    def test_classes_by_their_base(self):
        self.assertEqual(self.counts('classes: [{derived_from: ["shapes::Shape"], exclude_methods: ["~*"]}]\n'),
                         {"shapes::Square::Square": 1, "shapes::Square::area": 2})

    def test_a_module_by_files(self):
        self.assertEqual(self.counts('modules: [{files: ["*.h"], skip_trivial: false, exclude: ["count*"]}]\n'),
                         {"shapes::Square::Square": 1, "shapes::Square::~Square": 1, "shapes::Shape::~Shape": 1, "shapes::Square::area": 2})

    def test_a_module_by_namespace(self):
        self.assertEqual(self.counts('modules: [{namespaces: ["app::**"], skip_trivial: false, exclude: ["*_private", "operator*", "hidden"]}]\n'),
                         {"app::process": 2, "app::twice": 2, "app::checked": 5})

    def test_trivial_functions_are_left_out_of_modules(self):
        calls = self.counts('modules: [{namespaces: ["app::**"]}]\n')
        self.assertIn("app::checked", calls)
        reasons = {e["function"]: e["reason"] for e in self.explained() if e["outcome"] != "profiled"}
        self.assertIn("app::skipped_private", reasons)
        self.assertIn("trivial", reasons["app::skipped_private"])

    def test_exceptions_are_counted_exactly(self):
        report = self.profile('functions: [{match: ["app::checked"]}]\n')
        self.assertEqual([(f["call_count"], f["exception_count"]) for f in report["functions"]], [(5, 2)])

    def test_counts_are_exact_at_any_sample_rate(self):
        self.assertEqual(self.counts('functions: [{match: ["app::checked"], sample_rate: 0.01}]\n'), {"app::checked": 5})

    def test_the_environment_switches_off(self):
        self.assertEqual(self.counts('functions: [{match: ["**"]}]\n', env={"SCOPEGRAFT_ENABLED": "0"}), {})

    def test_the_environment_excludes(self):
        calls = self.counts('functions: [{match: ["app::*"]}]\n', env={"SCOPEGRAFT_EXCLUDE_PATTERNS": "app::twice,*hidden"})
        self.assertEqual(calls, {"app::process": 2, "app::operator+": 1, "app::checked": 5, "app::skipped_private": 1})

    def test_every_function_left_out_has_a_reason(self):
        self.profile('exclude: ["main"]\nfunctions: [{match: ["app::*"]}]\n')
        for entry in self.explained():
            self.assertTrue(entry["reason"], entry)
        self.assertEqual({e["function"]: e["outcome"] for e in self.explained()}["main"], "excluded")

    def test_without_exceptions_and_rtti(self):
        self.write("plain.cpp", "int f(int n) {\n  return n;\n}\nint main() {\n  return f(0);\n}\n")
        self.write("profiling.yaml", 'version: 1\nfunctions: [{match: ["f"]}]\n')
        self.compile("plain.cpp", compiler=self.compiler, flags=("-fno-exceptions", "-fno-rtti", "-Werror", "-Wall"))
        self.link(["plain.o"], compiler=self.compiler)
        self.execute()
        self.assertEqual(self.calls(), {"f": 1})


class SelectingWithClang(Selecting):
    compiler = "clang++-22"


class PreBuildStep(support.Scratch):
    """`scopegraft instrument` and `scopegraft list` over a compilation database."""

    def setUp(self):
        super().setUp()
        self.write("src/a.cpp", '#include "h.h"\nint main() {\n  return twice(0);\n}\n')
        self.write("src/h.h", "#pragma once\ninline int twice(int n) {\n  return 2 * n;\n}\n")
        self.write("src/never.cpp", "int other() {\n  return 1;\n}\n")
        self.write("profiling.yaml", 'version: 1\nfunctions: [{match: ["twice", "no_such_function"]}]\n')
        entries = [{"directory": str(self.dir / "src"), "file": name, "command": f"g++ -O1 -c {name} -o {name}.o"} for name in ("a.cpp", "never.cpp")]
        self.write("build/compile_commands.json", __import__("json").dumps(entries))

    def instrument(self, *flags, check=True):
        return run([support.TOOL, "instrument", "-p", "build", "--rules", "profiling.yaml", "-o", "instrumented", *flags], cwd=self.dir, check=check)

    def test_the_result_builds_and_counts(self):
        done = self.instrument()
        self.assertIn("1 units rewritten (1 functions)", done.stdout)
        self.assertRegex(done.stderr, r"profiling\.yaml:2:\d+: warning: `no_such_function` matches no function")
        for entry in __import__("json").loads((self.dir / "instrumented/compile_commands.json").read_text()):
            run(entry["arguments"], cwd=entry["directory"])
        self.link(["src/a.cpp.o"])
        self.execute()
        self.assertEqual(self.calls(), {"twice": 1})

    def test_only_what_changed_is_done_again(self):
        self.assertIn("0 were up to date", self.instrument().stdout)
        self.assertIn("1 were up to date", self.instrument().stdout)
        (self.dir / "src/h.h").write_text("#pragma once\ninline int twice(int n) {\n  return n + n;\n}\n")
        self.assertIn("0 were up to date", self.instrument().stdout)

    def test_list_names_functions_and_rules(self):
        done = run([support.TOOL, "list", "-p", "build", "--rules", "profiling.yaml", "--explain"], cwd=self.dir)
        self.assertIn("twice", done.stdout)
        self.assertIn("profiling.yaml:2", done.stdout)
        self.assertIn("1 functions profiled", done.stdout)

    def test_a_missing_database_is_told_with_a_hint(self):
        done = run([support.TOOL, "list", "-p", "nowhere", "--rules", "profiling.yaml"], cwd=self.dir, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("compile_commands.json", done.stderr)


if __name__ == "__main__":
    support.main()
