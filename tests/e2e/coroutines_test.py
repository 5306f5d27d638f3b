#!/usr/bin/env python3
"""A coroutine library in the common shapes (coroutines/types.h), profiled without a word in its source: what it prints stays, what is
counted was counted by hand; with both compilers, and with sanitizers. coroutines_test.py BUILD"""
import shutil
import unittest

import support
from support import run

HERE = support.pathlib.Path(__file__).resolve().parent / "coroutines"
RULES = 'version: 1\nfunctions: [{match: ["app::**", "main::(lambda*"], exclude: ["app::Held::*"]}]\n'


class Coroutines(support.Scratch):
    compiler = "g++"

    def build(self, *flags):
        for file in HERE.iterdir():
            self.write(file.name, file.read_text())
        self.write("profiling.yaml", RULES)
        flags = ("-std=c++20", "-pthread", *flags)
        run([self.compiler, *flags, "program.cpp", "-o", "plain"], cwd=self.dir)
        self.compile("program.cpp", compiler=self.compiler, flags=flags, tool_flags=("--strict",))
        self.link(["program.o"], compiler=self.compiler, flags=flags)

    def run_both(self, steps, env=None):
        plain = run([self.dir / "plain", str(steps)], env=env)
        self.assertEqual(plain.stdout, f"55 21 7 7 5 20 6 too many 41 20 0 {steps // 2} 5 1 0 21 31 9\n")
        profiled = self.execute(args=(str(steps),), env=env)
        self.assertEqual((profiled.stdout, profiled.stderr), (plain.stdout, ""))

    def check_counts(self, steps):
        report = self.report()
        rows = {f["name"].split("(lambda")[0]: f for f in report["functions"]}
        counted = {name: (f["call_count"], f.get("suspensions"), f["exception_count"], f.get("abandoned")) for name, f in rows.items()}
        # Two operands that may be ready.
        calls, suspensions, *rest = counted.pop("app::two_eager")
        self.assertEqual((calls, rest), (1, [0, 0]))
        self.assertLessEqual(suspensions, 2)
        self.assertEqual(counted, {
            "app::sum": (1, 10, 0, 0), "app::leaf": (10, 10, 0, 0), "app::work": (19, None, 0, None), "app::holding": (1, 2, 0, 0),
            "app::shared": (1, 1, 0, 0), "app::reader": (2, 1, 0, 0), "app::eager": (2, 2, 0, 0), "app::numbers": (1, 9, 0, 0), "app::evens": (1, 5, 0, 0),
            "app::ticks": (2, 14, 1, 0), "app::consume": (2, 9, 1, 0), "app::placed": (1, 0, 0, 0), "app::guarded": (1, 2, 0, 0),
            "app::chain": (1, steps, 0, 0), "app::step": (steps + 3, 0, 0, 0), "app::fails": (2, 0, 1, 0), "app::recovers": (1, 2, 0, 0),
            "app::forever": (1, 1, 0, 1), "app::Service::member": (1, 1, 0, 0), "app::Service::templated": (1, 1, 0, 0), "main::": (1, 1, 0, 0)})
        edges = {(edge["caller"], edge["callee"]): edge["call_count"] for edge in report["edges"]}
        for edge, count in {("app::sum", "app::leaf"): 10, ("app::leaf", "app::work"): 10, ("app::evens", "app::numbers"): 1, ("app::consume", "app::ticks"): 2,
                            ("app::ticks", "app::work"): 7, ("app::eager", "app::work"): 2, ("app::recovers", "app::fails"): 2, ("app::reader", "app::shared"): 1,
                            ("app::two_eager", "app::eager"): 2, ("app::chain", "app::step"): steps, ("app::Service::member", "app::step"): 1}.items():
            self.assertEqual(edges.get(edge), count, edge)
        for row in report["functions"]:
            if "active_time_ms" in row and row["active_time_ms"] is not None:
                self.assertLessEqual(row["active_time_ms"], row["execution_time_ms"])

    def test_counts_and_a_chain_of_a_million(self):
        self.build("-O2")  # symmetric transfer is a tail call only then, in g++ 12
        self.run_both(1_000_000)
        self.check_counts(1_000_000)

    def test_without_optimisation(self):
        self.build("-O0")
        self.run_both(100)
        self.check_counts(100)

    # A tail call would leave the sanitizers' own frames behind, so the chain is short there.
    def test_under_the_address_sanitizer(self):
        self.build("-O1", "-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined")
        self.run_both(100, env={"ASAN_OPTIONS": "detect_stack_use_after_return=1"})
        self.check_counts(100)

    def test_under_the_thread_sanitizer(self):
        self.build("-O1", "-g1", "-fsanitize=thread")
        self.run_both(100, env={"TSAN_OPTIONS": "halt_on_error=1"})
        self.check_counts(100)


@unittest.skipUnless(shutil.which("clang++-22"), "clang is not here")
class CoroutinesWithClang(Coroutines):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
