#!/usr/bin/env python3
"""Pins the instructions of a scope: guard_instructions_test.py <include> <library directory> <scratch directory>.

Builds guard_instructions.cpp with every compiler there is, counts with callgrind (difference of two run lengths, so the start does
not count), and looks into the disassembly: a counted call must reach no function. A change of the code may change the numbers;
update them together, and say why.
"""
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# Instructions over the bare call, at most: (g++ 12, clang++ 22). How often the ring of measured calls is folded depends on the
# clock too: two runs differ by some in a hundred there.
PINNED = {"excluded": (5, 5), "never_sampled": (30, 30), "measured": (163, 163), "excluded_leaf": (5, 5), "never_sampled_leaf": (19, 19), "measured_leaf": (156, 156), "unmet_environment": (24, 22),
          "unmet_load": (12, 12), "unmet_flag": (8, 8)}
PINNED_WITHOUT_EXCEPTIONS = {"never_sampled": (24, 24)}  # -fno-exceptions


def instructions(program, kind, calls, scratch):
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={scratch}/callgrind.out", program, kind, str(calls)],
                          capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def per_call(program, kind, scratch):
    return (instructions(program, kind, 21000, scratch) - instructions(program, kind, 1000, scratch)) / 20000


def over_bare(program, kind, bare, pin, scratch):
    """Instructions of a call over those of a bare one. What folding a measured call takes depends on its duration, and so on what else
    the machine does: the least of three where the first is more than is pinned."""
    over = per_call(program, kind, scratch) - bare
    for _ in range(2):
        if over > most(pin):
            over = min(over, per_call(program, kind, scratch) - bare)
    return over


def most(pin):
    return pin + max(1, 0.04 * pin)


def slow_calls_out_of_line(program, function):
    """The calls of a function that stand before its first return: what a counted call may execute."""
    text = subprocess.run(["objdump", "-dC", "--no-show-raw-insn", program], capture_output=True, text=True, check=True).stdout
    body = re.search(rf"<{re.escape(function)}>:\n(.*?)\n\n", text, re.S).group(1)
    lines = [line.split("\t", 1)[1].strip() for line in body.splitlines() if "\t" in line]
    hot = lines[:next(i for i, line in enumerate(lines) if line.startswith("ret"))]
    return [line for line in hot if line.startswith("call")]


def build(compiler, standard, source, program, include, library, flags=()):
    subprocess.run([compiler, f"-std={standard}", "-O2", *flags, f"-I{include}", str(HERE / source), "-o", program, f"-L{library}", "-lscopegraft",
                    f"-Wl,-rpath,{library}"], check=True)


def holds(compiler, kind, over, pin):
    """Whether a count is at most what is pinned (a fold of the ring may lie in it or not), and not so little that nothing was run."""
    wrong = over > most(pin) or over < pin * 0.5
    print(f"{compiler:27} {kind:18} {over:7.1f} instructions, pinned {pin}{'  WRONG' if wrong else ''}")
    return not wrong


def main():
    include, library, scratch = sys.argv[1:4]
    pathlib.Path(scratch).mkdir(parents=True, exist_ok=True)
    failed = False
    for column, compiler in enumerate(("g++", "clang++-22")):
        if shutil.which(compiler) is None:
            continue
        program = f"{scratch}/guard_instructions_{column}"
        build(compiler, "c++17", "guard_instructions.cpp", program, include, library)
        bare = per_call(program, "bare", scratch)
        for kind, pins in PINNED.items():
            failed |= not holds(compiler, kind, over_bare(program, kind, bare, pins[column], scratch), pins[column])
        without = f"{program}_without_exceptions"
        build(compiler, "c++17", "guard_instructions.cpp", without, include, library, ["-fno-exceptions"])
        for kind, pins in PINNED_WITHOUT_EXCEPTIONS.items():
            failed |= not holds(compiler + " -fno-exceptions", kind, over_bare(without, kind, bare, pins[column], scratch), pins[column])
        for function in ("never_sampled()", "measured()", "never_sampled_leaf()", "measured_leaf()"):
            calls = slow_calls_out_of_line(program, function)
            if calls:
                failed = True
                print(f"{compiler}: {function} calls before its return: {calls}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
