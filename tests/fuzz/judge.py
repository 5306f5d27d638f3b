"""Compiles a program plain and through `scopegraft cc` with everything matched, and says how the two differ. Shared by the fuzzers.

A program is any object with `name`, `compiler`, `flags`, `files()` -> {name: bytes} with a main.cpp, `smaller()` -> programs that hold
less, and `describe()`.
"""
import argparse
import concurrent.futures
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

RULES = 'version: 1\ndefaults: {skip_trivial: false}\nfunctions:\n  - match: ["**"]\n'
SECONDS = 20
TRIES = 40  # steps of making a finding smaller


class Plain(Exception):
    """The program says nothing: plain it does not compile, or does not end well."""


def execute(words, cwd, env=None, seconds=600):
    try:
        done = subprocess.run(words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return -999, "", "out of time"
    return done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1")


class Judge:
    def __init__(self, build, work):
        self.tool, self.lib, self.work = build / "bin" / "scopegraft", build / "lib", work
        work.mkdir(parents=True, exist_ok=True)
        (work / "rules.yaml").write_text(RULES)
        self.sites, self.lock = 0, threading.Lock()

    def compare(self, program):
        """"" when scopes change nothing, else what they change. Raises Plain."""
        place = pathlib.Path(tempfile.mkdtemp(prefix=program.name + "-", dir=self.work))
        try:
            for name, data in program.files().items():
                (place / name).write_bytes(data)
            return self._compare(program, place)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _compare(self, program, place):
        words = [program.compiler, *program.flags, "-c", "main.cpp", "-o"]
        code, _, told = execute([*words, "plain.o"], place)
        if code != 0:
            raise Plain(told)
        self._link(program, place, "plain", [])
        plain = execute(["./plain"], place, seconds=SECONDS)
        if plain[0] not in range(0, 126):
            raise Plain("ends with %d" % plain[0])
        code, _, scoped_told = execute([str(self.tool), "cc", "--rules", str(self.work / "rules.yaml"), "--store", "store", "--root", str(place), "--", *words, "scoped.o"], place)
        sites = sum(file.read_text(errors="replace").count('"profiled"') for file in place.glob("store/units/*/explain.jsonl"))
        with self.lock:
            self.sites += sites
        lost = [line for line in scoped_told.splitlines() if line.startswith("scopegraft: ")]
        scoped_told = "".join(line + "\n" for line in scoped_told.splitlines() if not line.startswith("scopegraft: "))
        if code != 0:
            return f"does not compile\n{scoped_told}"
        # A program that Clang refuses may pass by; the tool's own reason is not taken for granted.
        if lost and not (all("not instrumented" in line for line in lost) and self._refused_by_clang(program, place)):
            return "\n".join(lost)
        if not diagnostics(scoped_told) <= diagnostics(told):
            return f"the compiler says\n{scoped_told}\ninstead of\n{told}"
        try:
            self._link(program, place, "scoped", [f"-L{self.lib}", "-lscopegraft", f"-Wl,-rpath,{self.lib}"])
        except Plain as failure:
            return f"does not link\n{failure}"
        scoped = execute(["./scoped"], place, dict(os.environ, SCOPEGRAFT_OUTPUT=str(place / "out.scopegraft")), SECONDS)
        if scoped != plain and self._well_defined(program, place):
            return f"ends with {scoped[0]} and prints\n{scoped[1]}{scoped[2]}\ninstead of {plain[0]} and\n{plain[1]}{plain[2]}"
        return ""

    def _link(self, program, place, name, libraries):
        code, _, told = execute([program.compiler, *(f for f in program.flags if f.startswith("-f")), f"{name}.o", "-o", name, "-pthread", *libraries], place)
        if code != 0:
            raise Plain(told)

    def _refused_by_clang(self, program, place):
        standard = [flag for flag in program.flags if flag.startswith("-std")]
        return execute(["clang++-22", *standard, "-fsyntax-only", "-w", "main.cpp"], place)[0] != 0

    def _well_defined(self, program, place):
        """Only a program that does the same at every level, and in which the sanitizers see nothing, can speak against us."""
        seen = set()
        for options in (["-O0"], ["-O3"], ["-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]):
            if execute([program.compiler, *program.flags, *options, "main.cpp", "-o", "again"], place)[0] != 0:
                return False
            seen.add(execute(["./again"], place, seconds=SECONDS)[:2])
        return len(seen) == 1

    def reduce(self, program, difference):
        tries = 0
        while tries < TRIES:
            for smaller in program.smaller():
                tries += 1
                try:
                    less = self.compare(smaller)
                except Plain:
                    less = ""
                if less:
                    program, difference = smaller, less
                    break
            else:
                break
        return program, difference


def diagnostics(told):
    """Each diagnostic once: a compiler that repeats itself says nothing new."""
    return {line for line in told.splitlines() if re.search(r":\d+: (warning|error|note): ", line)}


def report(finding, difference, kept):
    place = kept / finding.name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name, data in finding.files().items():
        (place / name).write_bytes(data)
    (place / "finding.txt").write_text(f"{finding.describe()}\n{difference}\n")
    print(f"\n{finding.describe()}\n{difference[:3000]}\nkept in {place}", flush=True)


def main(doc, make, least=0.8):
    """`make(seed, compiler)` -> program, or None. `least`: the part of programs that must compile plain, or the generator is broken."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--compiler", action="append")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    compilers = options.compiler or [name for name in ("g++", "clang++-22") if shutil.which(name)]
    work = (options.work or options.build / "fuzz" / pathlib.Path(sys.argv[0]).stem).resolve()
    judge = Judge(options.build.resolve(), work)
    end = time.monotonic() + options.seconds if options.seconds else None
    seeds = range(options.seed, options.seed + options.count) if options.count else itertools.count(options.seed)

    def one(seed):
        """(programs tried, of which spoke, findings)."""
        tried = spoke = 0
        found = []
        for compiler in compilers:
            if end and time.monotonic() > end:
                break
            program = make(seed, compiler)
            tried += 1
            try:
                difference = judge.compare(program)
            except Plain:
                continue
            spoke += 1
            if difference:
                found.append(judge.reduce(program, difference))
        return tried, spoke, found

    tried = spoke = findings = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        seeds = iter(seeds)
        while not end or time.monotonic() < end:
            batch = list(itertools.islice(seeds, 4 * options.jobs))
            if not batch:
                break
            for more_tried, more_spoke, found in pool.map(one, batch):
                tried, spoke, findings = tried + more_tried, spoke + more_spoke, findings + len(found)
                for finding, difference in found:
                    report(finding, difference, work / "findings")
    print(f"{tried} programs from seed {options.seed}, {spoke} of them compile and run plain, {judge.sites} scopes, {findings} differ with scopes")
    if spoke < least * tried or not tried:
        print(f"too few compile plain: less than {least:.0%}")
        return 1
    return 1 if findings or not judge.sites else 0
