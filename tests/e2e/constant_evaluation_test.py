#!/usr/bin/env python3
"""Functions that may be computed when compiling: which of their calls are seen. constant_evaluation_test.py BUILD"""
import unittest

import support
from support import run

# The calls in main run when the program does, whatever the compiler could know of them. Those that set static objects run before
# that, when the compiler does, and the first initialiser sees what they set.
PROGRAM = r"""
#include <cstdio>
static int peek();
static const int peeked = peek();
constexpr int twice(int n) { return n * 2; }
struct Fixed { int v; constexpr Fixed() : v(8) {} };
struct Given { int v; constexpr Given(int n) : v(twice(n)) {} };
struct WithLambda { int v = [] { return 9; }(); };
static Fixed first;
static Given second(3);
static WithLambda third;
static int peek() { return std::printf("%d %d %d\n", first.v, second.v, third.v); }
static_assert(twice(2) == 4 && Given(3).v == 6);
constexpr auto held = [](int n) { return n + 1; };
int main(int count, char**) {
  volatile int n = count;
  const auto local = [](int x) { return x + 1; };
  int sum = 0;
  for (int i = 0; i < 5; ++i) {
    Given given(n);
    sum += given.v + local(n) + local(3) + held(n) + held(5) + twice(n) + twice(4) + [] { return 3; }();
    Fixed* fixed = new Fixed;
    sum += fixed->v + Fixed().v;
    delete fixed;
    WithLambda in;
    sum += in.v;
  }
  std::printf("%d\n", sum);
}
"""
SEEN = {"main": 1, "peek": 1, "twice": 15, "Fixed::Fixed": 10, "Given::Given": 5, "WithLambda::(lambda:8)": 5, "(lambda:14)": 10,
        "main::(lambda:17)": 10, "main::(lambda:21)": 5}


class Calls(support.Scratch):
    compiler = "g++"
    computed_unoptimised = {"WithLambda::(lambda:8)"}  # g++ -O0 computes local objects of constants when compiling, always

    def recorded(self, options, *flags):
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", f'version: 1\nfunctions: [{{match: ["**"]{options}}}]\n')
        run([self.compiler, "-std=c++20", *flags, "a.cpp", "-o", "plain"], cwd=self.dir)
        self.compile("a.cpp", compiler=self.compiler, flags=("-std=c++20", *flags))
        self.link(["a.o"], compiler=self.compiler, flags=flags)
        self.assertEqual(self.execute("plain").stdout, self.execute(env={"ON": "1"}).stdout)
        return self.calls()

    def test_calls_that_run_are_seen_at_every_optimisation(self):
        for flags in (["-O0"], ["-O1"], ["-O2"], ["-O3"], ["-O2", "-flto"], ["-O2", "-fno-inline"]):
            for options in ("", ", condition: env_set('ON')"):
                with self.subTest(flags=flags, options=options):
                    computed = self.computed_unoptimised if flags == ["-O0"] else ()
                    self.assertEqual(self.recorded(options, *flags), {name: n for name, n in SEEN.items() if name not in computed})


class CallsWithClang(Calls):
    compiler = "clang++-22"
    computed_unoptimised = ()


if __name__ == "__main__":
    support.main()
