"""Conditions of rules (C1-C6) in a real program: a call that does not fulfil its condition is neither counted nor measured."""
import support

PROGRAM = r"""
#include "scopegraft/context.h"

bool chosen = false;
bool is_chosen() { return chosen; }
int work(int n) {
  return n + 1;
}
int main() {
  int sum = 0;
  for (int i = 0; i < 10; ++i) {
    chosen = i >= 7;
    sum += work(i);
  }
  const scopegraft::ContextScope flagged(scopegraft::capture().with_flag("vip"));
  sum += work(0);
  return sum == 56 ? 0 : 1;
}
"""


class Conditions(support.Scratch):
    compiler = "g++"

    def counted(self, condition, env=None, flags=("-DNDEBUG",)):
        self.write("main.cpp", PROGRAM)
        self.write("profiling.yaml", f"version: 1\nfunctions:\n  - match: [\"work\"]\n    condition: '{condition}'\n")
        done = self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17", "-Wall", "-Wextra", "-Werror", f"-I{support.ROOT}/runtime/include", *flags))
        self.assertEqual(done.stderr, "")
        self.link(["main.o"], compiler=self.compiler)
        (self.dir / "out.scopegraft").unlink(missing_ok=True)
        self.execute(env=env)
        return self.calls().get("work", 0) if (self.dir / "out.scopegraft").exists() else 0

    def test_the_environment(self):
        self.assertEqual(self.counted("env_set(CRITICAL)"), 0)
        self.assertEqual(self.counted("env_set(CRITICAL)", env={"CRITICAL": ""}), 11)
        self.assertEqual(self.counted("env_equals(MODE, fast)", env={"MODE": "slow"}), 0)
        self.assertEqual(self.counted("env_equals(MODE, fast)", env={"MODE": "fast"}), 11)

    def test_debug_builds(self):
        self.assertEqual(self.counted("debug_mode"), 0)
        self.assertEqual(self.counted("debug_mode", flags=()), 11)
        self.assertEqual(self.counted("debug_mode", env={"SCOPEGRAFT_DEBUG": "1"}), 11)

    def test_the_load(self):
        self.assertEqual(self.counted("load_high(0.0001)"), 11)
        self.assertEqual(self.counted("load_high(100000)"), 0)

    def test_the_programs_own_predicate_and_arguments(self):
        self.assertEqual(self.counted("call(is_chosen)"), 4)
        self.assertEqual(self.counted("arg(n > 5)"), 4)

    def test_flags_of_the_context(self):
        self.assertEqual(self.counted("user_flagged(vip)"), 1)

    def test_connected(self):
        self.assertEqual(self.counted("!env_set(CRITICAL) && (arg(n < 2) || call(is_chosen))"), 6)


class ConditionsWithClang(Conditions):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
