#!/usr/bin/env python3
"""Pins the instructions of a coroutine's scope, over the same coroutine without one: async_instructions_test.py <include> <library
directory> <scratch directory>.

A run without a suspension, and one suspension and resumption, counted only and measured. What they cost in time beside a Scope and
two clock reads is told by guard_bench.
"""
import pathlib
import shutil
import sys

from guard_instructions_test import build, holds, over_bare, per_call

# (g++ 12, clang++ 22), at most. What a fold of the ring takes is in the measured runs, so they vary by some in a hundred.
PINNED = {"lazy counted": (45, 48), "lazy measured": (287, 290), "ready counted": (69, 47), "ready measured": (311, 289),
          "turns counted": (77, 74), "turns measured": (194, 196)}


def main():
    include, library, scratch = sys.argv[1:4]
    pathlib.Path(scratch).mkdir(parents=True, exist_ok=True)
    failed = False
    for column, compiler in enumerate(("g++", "clang++-22")):
        if shutil.which(compiler) is None:
            continue
        program = f"{scratch}/async_instructions_{column}"
        build(compiler, "c++20", "async_instructions.cpp", program, include, library)
        counts = {kind: per_call(program, kind, scratch) for kind in ("bare", "measured", "lazy bare", "ready bare", "turns bare")}
        scope = counts["measured"] - counts["bare"]
        over = {}
        for kind, pins in PINNED.items():
            over[kind] = over_bare(program, kind, counts[kind.split()[0] + " bare"], pins[column], scratch)
            failed |= not holds(compiler, kind, over[kind], pins[column])
        ratio = over["lazy measured"] / scope
        print(f"{compiler:12} a measured run without a suspension / a measured Scope ({scope:.1f}): {ratio:.2f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
