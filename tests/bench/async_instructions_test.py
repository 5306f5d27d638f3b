#!/usr/bin/env python3
"""Pins the instructions of a coroutine's scope, over the same coroutine without one: async_instructions_test.py <include> <library
directory> <scratch directory>.

A run without a suspension, and one suspension and resumption, counted only and measured. What they cost in time beside a Scope and
two clock reads is told by guard_bench.
"""
import pathlib
import shutil
import subprocess
import sys

from guard_instructions_test import per_call

HERE = pathlib.Path(__file__).resolve().parent
# (g++ 12, clang++ 22), at most. What a fold of the ring takes is in the measured runs, so they vary by some in a hundred.
PINNED = {"ready counted": (90, 60), "ready measured": (368, 323), "turns counted": (76, 84), "turns measured": (152, 161)}


def main():
    include, library, scratch = sys.argv[1:4]
    pathlib.Path(scratch).mkdir(parents=True, exist_ok=True)
    failed = False
    for column, compiler in enumerate(("g++", "clang++-22")):
        if shutil.which(compiler) is None:
            continue
        program = f"{scratch}/async_instructions_{column}"
        subprocess.run([compiler, "-std=c++20", "-O2", f"-I{include}", str(HERE / "async_instructions.cpp"), "-o", program, f"-L{library}",
                        "-lscopegraft", f"-Wl,-rpath,{library}"], check=True)
        counts = {kind: per_call(program, kind, scratch) for kind in ("bare", "measured", "ready bare", "turns bare", *PINNED)}
        scope = counts["measured"] - counts["bare"]
        for kind, pins in PINNED.items():
            over = counts[kind] - counts[kind.split()[0] + " bare"]
            wrong = over > pins[column] + max(1, 0.04 * pins[column]) or over < pins[column] * 0.5
            failed |= wrong
            print(f"{compiler:12} {kind:15} {over:7.1f} instructions, pinned {pins[column]}{'  WRONG' if wrong else ''}")
        ratio = (counts["ready measured"] - counts["ready bare"]) / scope
        print(f"{compiler:12} a measured run without a suspension / a measured Scope ({scope:.1f}): {ratio:.2f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
