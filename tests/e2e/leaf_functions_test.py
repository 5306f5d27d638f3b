#!/usr/bin/env python3
"""Functions that call nothing or cannot throw: their calls stand below their callers, whatever happens around them. leaf_functions_test.py BUILD"""
import support
from support import run

EVERYTHING = "version: 1\nmodules: [{files: [\"*.cpp\"], skip_trivial: false, sample_rate: RATE}]\n"

TREE = r"""
#include <cstring>
#include <thread>
#include <vector>
struct Point {
  int x = 1;
  int get() const { return x; }
  void add(int by) { x += by; }
};
int sum(const Point* points, int count) {
  int result = 0;
  for (int i = 0; i < count; ++i) result += points[i].get();
  return result;
}
int bytes(const char* text) {
  int value;
  std::memcpy(&value, text, sizeof value);
  return value & 1;
}
struct Asks {
  Point& point;
  ~Asks() { point.get(); }
};
void throws(Point& point) {
  Asks asks{point};
  point.add(1);
  throw 1;
}
void work(int rounds) {
  Point points[4];
  for (int i = 0; i < rounds; ++i) {
    points[i % 4].add(1);
    sum(points, 4);
    bytes("abcd");
  }
  try {
    throws(points[0]);
  } catch (int) {
  }
}
int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back(work, 1000);
  for (std::thread& thread : threads) thread.join();
  work(10);
}
"""

# What only -fnon-call-exceptions allows: an instruction throws, by way of a handler.
TRAPS = r"""
#include <csignal>
struct Fault {};
void handler(int) {
  sigset_t all;
  sigemptyset(&all);
  sigaddset(&all, SIGSEGV);
  sigprocmask(SIG_UNBLOCK, &all, nullptr);
  throw Fault();
}
int read(const int* place) {
  return *place;
}
int main() {
  std::signal(SIGSEGV, handler);
  int faults = 0, good = 1;
  for (int i = 0; i < 20; ++i) try {
      read(i % 2 == 0 ? nullptr : &good);
    } catch (const Fault&) {
      ++faults;
    }
  return faults == 10 ? 0 : 1;
}
"""

# What is compiled without exceptions asks for none, even where one is in flight.
WITHOUT = r"""
int leaf(int n) { return n + 1; }
int work(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += leaf(i);
  return sum;
}
"""
UNWINDS = r"""
int work(int n);
struct Works {
  ~Works() { work(3); }
};
void throws(int n) {
  Works works;
  throw n;
}
int main() {
  for (int i = 0; i < 5; ++i) try {
      throws(i);
    } catch (int) {
    }
  return work(1) - 1;
}
"""


class LeafFunctions(support.Scratch):
    compiler = "g++"

    def build(self, source, rate="auto", flags=(), link=True):
        self.write("main.cpp", source)
        self.write("profiling.yaml", EVERYTHING.replace("RATE", rate))
        self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17", *flags))
        if link:
            self.link(["main.o"], compiler=self.compiler)
        return next(self.dir.glob("store/units/*/main.cpp")).read_text()

    def functions(self):
        return {f["name"]: f for f in self.report()["functions"]}

    def callers(self, function):
        """{caller: calls} as `scopegraft report --callers` gives it, by the lines of the tree of calls."""
        stacks = {}
        text = run([support.TOOL, "report", "--format", "folded", "--weight", "calls", "out.scopegraft"], cwd=self.dir).stdout
        for line in text.splitlines():
            stack, count = line.rsplit(" ", 1)
            names = stack.split(";")
            if names[-1] == function:
                caller = names[-2] if len(names) > 1 else ""
                stacks[caller] = stacks.get(caller, 0) + int(count)
        return stacks

    def test_calls_stand_below_their_callers(self):
        for rate in ("0", "auto", "1"):
            text = self.build(TREE, rate)
            self.assertIn("LeafScope sg_scope_7_19", text)  # Point::get
            self.execute()
            self.assertEqual(self.callers("Point::get"), {"sum": 4 * 3010, "Asks::~Asks": 4}, rate)
            self.assertEqual(self.callers("Point::add"), {"work": 3010, "throws": 4})
            self.assertEqual(self.callers("bytes"), {"work": 3010})
            functions = self.functions()
            self.assertEqual(functions["throws"]["exception_count"], 4)
            self.assertEqual(functions["Point::get"]["exception_count"], 0)  # called while one is in flight
            if rate == "1":
                self.assertGreater(functions["Point::get"]["execution_time_ms"], 0)

    def test_a_call_that_a_rule_speaks_of_stands_below_its_function(self):
        self.write("main.cpp", TREE)
        self.write("profiling.yaml", EVERYTHING.replace("RATE", "1") + "calls: [{match: [memcpy]}]\n")
        self.compile("main.cpp", compiler=self.compiler, flags=("-std=c++17", "-fno-builtin"))
        self.link(["main.o"], compiler=self.compiler)
        self.execute()
        self.assertEqual(self.callers("memcpy"), {"bytes": 3010})

    def test_a_unit_without_exceptions_called_while_one_is_in_flight(self):
        for rate in ("0", "0.5", "1"):
            self.write("work.cpp", WITHOUT)
            self.write("profiling.yaml", EVERYTHING.replace("RATE", rate))
            self.compile("work.cpp", compiler=self.compiler, flags=("-std=c++17", "-fno-exceptions"))
            self.build(UNWINDS, rate, link=False)
            self.link(["main.o", "work.o"], compiler=self.compiler)
            self.execute()
            functions = self.functions()
            self.assertEqual({name: (f["call_count"], f["exception_count"]) for name, f in functions.items()},
                             {"main": (1, 0), "throws": (5, 5), "Works::~Works": (5, 0), "work": (6, 0), "leaf": (16, 0)}, rate)
            self.assertEqual(self.callers("leaf"), {"work": 16})

    def test_an_instruction_that_throws_is_counted(self):
        text = self.build(TRAPS, "0", ("-fnon-call-exceptions",))
        self.assertEqual("LeafScope" in text, self.compiler != "g++")  # clang has no such exceptions
        if self.compiler == "g++":
            self.execute()
            read = self.functions()["read"]
            self.assertEqual((read["call_count"], read["exception_count"]), (20, 10))


class LeafFunctionsWithClang(LeafFunctions):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
