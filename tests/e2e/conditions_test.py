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


# The same conditions as objects of the program, asked by it and by a rule.
OBJECTS = r"""
#include "scopegraft/conditions.h"
#include "scopegraft/context.h"

#include <cstdio>
#include <stdexcept>

namespace app {
using namespace scopegraft;
bool chosen = false;
inline const auto critical = when_env_set("CRITICAL") || when_load_high(100000);
inline const auto fast = when_env_equals("MODE", "fast") && !when_user_flagged("slow");
inline const auto own = when([] { return chosen; }) & (when_debug_mode() | when_env_set("ANY"));
inline const auto broken = when([]() -> bool { throw std::runtime_error("asked"); });
int first(int n) {
  return n + 1;
}
int second(int n) {
  return n + 2;
}
int third(int n) {
  return n + 3;
}
int never(int n) {
  return n + 4;
}
void all() { std::printf("%d%d%d%d ", critical(), fast(), own(), broken()); first(second(third(never(0)))); }
}  // namespace app
int main() {
  app::all();
  app::chosen = true;
  app::all();
  const scopegraft::ContextScope flagged(scopegraft::capture().with_flag("slow"));
  app::all();
  if (app::critical) std::printf("critical");
}
"""

# Has a load of its own, in the place of the machine's: 0.5 per processor, 1.5, and 0.5 again.
LOADED = r"""
#include <unistd.h>

#include <atomic>
#include <cstdlib>

std::atomic<int> halves{1}, readings{0};

extern "C" int getloadavg(double* averages, int wanted) noexcept {
  for (int i = 0; i < wanted; ++i) averages[i] = 0.5 * halves * static_cast<double>(sysconf(_SC_NPROCESSORS_ONLN));
  ++readings;
  return wanted;
}
int work(int n) {
  return n + 1;
}
int main() {
  int sum = work(0) + work(0);
  for (int load = 3; load > 0; load -= 2) {
    halves = load;
    // One reading may have been under way; the next is known once the one after it is taken.
    for (int seen = readings; readings < seen + 3;) usleep(10000);
    for (int i = 0; i < 4; ++i) sum += work(i);
  }
  return sum == 22 && readings > 0 ? 0 : 1;
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

    def test_a_load_that_rises_and_falls(self):
        self.write("main.cpp", LOADED)
        self.write("profiling.yaml", "version: 1\nfunctions: [{match: [work], condition: load_high(0.8)}]\n")
        self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17",))
        self.link(["main.o"], compiler=self.compiler)
        self.execute()
        self.assertEqual(self.calls(), {"work": 4})

    def test_the_programs_own_predicate_and_arguments(self):
        self.assertEqual(self.counted("call(is_chosen)"), 4)
        self.assertEqual(self.counted("arg(n > 5)"), 4)

    def test_flags_of_the_context(self):
        self.assertEqual(self.counted("user_flagged(vip)"), 1)

    def test_connected(self):
        self.assertEqual(self.counted("!env_set(CRITICAL) && (arg(n < 2) || call(is_chosen))"), 6)

    def test_objects_of_the_program_say_the_same(self):
        self.write("main.cpp", OBJECTS)
        self.write("profiling.yaml", """version: 1
functions:
  - {match: ["app::first"], condition: "call(app::critical)"}
  - {match: ["app::second"], condition: "call(app::fast)"}
  - {match: ["app::third"], condition: "call(app::own)"}
  - {match: ["app::never"], condition: "call(app::broken)"}
""")
        done = self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror", f"-I{support.ROOT}/runtime/include", "-DNDEBUG"))
        self.assertEqual(done.stderr, "")
        self.link(["main.o"], compiler=self.compiler)
        self.assertEqual(self.execute().stdout, "0000 0000 0000 ")
        (self.dir / "out.scopegraft").unlink(missing_ok=True)
        self.assertEqual(self.execute(env={"CRITICAL": "1", "MODE": "fast", "ANY": "1"}).stdout, "1100 1110 1010 critical")
        self.assertEqual(self.calls(), {"app::first": 3, "app::second": 2, "app::third": 2})

    def mistakes(self, options, source="namespace app { bool ready() { return true; } int needs(int n) { return n; } }\nint work(int count) {\n  return count + 1;\n}\n"):
        """What the build says of a wrong condition, and the compiler's and the explained outcome."""
        self.write("main.cpp", source + "int other(int n) {\n  return n;\n}\nint main() { return work(1) - 2 + other(0); }\n")
        self.write("profiling.yaml", f"version: 1\nfunctions:\n  - match: [other]\n{options}")
        done = self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17",))
        outcome = {e["function"]: (e["outcome"], e["reason"]) for e in self.explained()}
        self.assertEqual(outcome["other"][0], "profiled")  # one wrong condition costs no other function
        self.assertEqual(outcome["work"][0], "skipped")
        return done.stderr, outcome["work"][1]

    def test_a_name_that_does_not_exist_is_told_with_place_and_hint(self):
        said, reason = self.mistakes('  - match: [work]\n    condition: "debug_mode || arg(coutn > 100)"\n')
        self.assertIn("profiling.yaml:5:35: warning: `coutn > 100` of `condition`: use of undeclared identifier 'coutn' (did you mean `count`?)\n", said)
        self.assertIn('      condition: "debug_mode || arg(coutn > 100)"\n' + " " * 36 + "^\n", said)
        self.assertIn("its `condition` does not compile", reason)
        said, _ = self.mistakes("  - match: [work]\n    condition: arg(xyzzy)\n")
        self.assertIn("use of undeclared identifier 'xyzzy' (the parameters are `count`)", said)

    def test_what_is_no_condition_is_told(self):
        said, _ = self.mistakes('  - match: [work]\n    condition: "call(app::raedy)"\n')
        self.assertRegex(said, r"profiling\.yaml:5:\d+: warning: `app::raedy` of `condition`: no member named 'raedy' in namespace 'app'")
        said, _ = self.mistakes('  - match: [work]\n    condition: "call(app::needs)"\n')
        self.assertRegex(said, r"`app::needs` of `condition`: too few arguments")
        said, _ = self.mistakes('  - match: [work]\n    condition: "arg(r)"\n', "struct Record { int n; };\nint work(Record r) {\n  return r.n;\n}\n#define work(n) work(Record{n})\n")
        self.assertRegex(said, r"`r` of `condition`: cannot convert 'Record' to 'bool'")

    def test_a_wrong_condition_of_a_decorator(self):
        source = '#include <scopegraft/decorate.h>\nSCOPEGRAFT_PROFILE(condition = arg(nmuber > 1))\nint work(int number) {\n  return number + 1;\n}\n'
        self.write("main.cpp", source + "int other(int n) {\n  return n;\n}\nint main() { return work(1) - 2 + other(0); }\n")
        self.write("profiling.yaml", "version: 1\nfunctions: [{match: [other]}]\n")
        done = self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17", f"-I{support.ROOT}/runtime/include"))
        self.assertRegex(done.stderr, r"^main\.cpp:2:36: warning: `nmuber > 1` of `condition`: use of undeclared identifier 'nmuber' \(did you mean `number`\?\)\n  SCOPEGRAFT_PROFILE\(condition = arg\(nmuber > 1\)\)\n {37}\^\n$")


class ConditionsWithClang(Conditions):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
