#!/usr/bin/env python3
"""The run tests of GCC's own C++ suite with a scope in every function: each must end as it does plain, and print the same.

    gcc_testsuite.py --build BUILD [--compiler g++ ...] [--sample N] [--from I] [--to J] [--only PART...] [--update] [--keep]

The suite comes with Debian's package gcc-12-source. A test is compiled and run plain first; one that the compiler does not take, or that
fails plain, does not count (the answer is kept beside the suite, one file per compiler). Then it is compiled through `scopegraft cc` with
everything matched. gcc_testsuite.json pins how many ran, and each unit or function that was left out, with the reason; its `differs` is kept
by hand: tests that see the runtime by their very nature, and why; and its `either`: tests of undefined behaviour, which end one way or the other.
"""
import argparse
import concurrent.futures
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading

import gcc_directives

HERE = pathlib.Path(__file__).resolve().parent
PINS = HERE / "gcc_testsuite.json"
ARCHIVE = pathlib.Path("/usr/src/gcc-12")
RULES = 'version: 1\ndefaults: {skip_trivial: false}\nfunctions:\n  - match: ["**"]\n'
SECONDS = 600


@dataclasses.dataclass
class Ending:
    """How a test ended: where it got to, the exit code, what it printed."""
    stage: str = "ran"   # compile, link, ran
    code: int = 0
    out: str = ""
    told: str = ""       # what compiler and linker wrote

    def passed(self):
        return self.stage == "ran" and self.code == 0


@dataclasses.dataclass
class Verdict:
    case: gcc_directives.Case
    state: str           # skipped, equal, different
    detail: str = ""
    sites: int = 0
    lost: tuple = ()     # lines of the launcher about units or functions left out


def unpack(place):
    suite = place / "suite"
    if not suite.is_dir():
        archives = sorted(ARCHIVE.glob("gcc-*-dfsg.tar.xz"))
        if not archives:
            sys.exit("the suite is not here: apt-get install gcc-12-source")
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place) as half, tarfile.open(archives[0]) as archive:
            for member in archive:
                head, _, tail = member.name.partition("/gcc/testsuite/")
                if tail.startswith(("g++.dg/", "g++.old-deja/", "c-c++-common/")) and not member.isdir():
                    archive.extract(member, half)
            os.rename(pathlib.Path(half) / head.split("/")[0] / "gcc" / "testsuite", suite)
    return suite


def execute(words, cwd, seconds=SECONDS, env=None):
    """(exit code, both streams); ends the whole group when it takes too long."""
    with subprocess.Popen(words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
        try:
            out, _ = process.communicate(timeout=seconds)
            return process.returncode, out.decode("latin-1")
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return -999, "out of time"


def pins():
    return json.loads(PINS.read_text()) if PINS.exists() else {}


class Runner:
    def __init__(self, options, compiler, work):
        self.tool = options.build / "bin" / "scopegraft"
        self.lib = options.build / "lib"
        self.compiler = compiler
        self.work = work
        self.keep = options.keep
        self.rules = work / "rules.yaml"
        self.rules.write_text(RULES)
        version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
        self.known_file = work / f"plain-{compiler}-{hashlib.sha1(version.encode()).hexdigest()[:8]}.json"
        self.known = json.loads(self.known_file.read_text()) if self.known_file.exists() else {}
        self.lock = threading.Lock()
        self.differs, self.either = (pins().get(compiler, {}).get(key, {}) for key in ("differs", "either"))
        ccache = shutil.which("ccache")
        self.ccache = [ccache] if ccache else []

    def accepts(self, case):
        return case.name in self.differs or case.name in self.either

    def build_and_run(self, case, cwd, launcher, libraries):
        words = [*self.ccache, self.compiler, *case.options]
        objects, told = [], ""
        for number, source in enumerate(case.sources):
            objects.append(f"{number}.o")
            code, text = execute([*launcher, *words, "-c", source, "-o", objects[-1]], cwd)
            told += text
            if code != 0:
                return Ending("compile", code, "", told)
        options = [word for number, word in enumerate(case.options) if word != "-x" and case.options[number - 1] != "-x"]
        code, text = execute([self.compiler, *options, *objects, "-o", "a.out", *libraries], cwd)
        if code != 0:
            return Ending("link", code, "", told + text)
        env = dict(os.environ, **case.environment, SCOPEGRAFT_OUTPUT=f"{cwd}/%p.scopegraft")
        code, out = execute(["./a.out"], cwd, env=env)
        # Addresses and numbers of processes differ from run to run.
        out = re.sub(r"0x[0-9a-f]{4,}|==\d+==|\(BuildId: \w+\)", "*", out)
        return Ending("ran", code, out, told)

    def plain(self, case):
        with self.lock:
            known = self.known.get(case.name)
        if known and known["options"] == case.options:
            return Ending(known["stage"], known["code"], known["out"], known["told"])
        ending = self.within(case, "plain", [], [])
        with self.lock:
            self.known[case.name] = {"options": case.options, "stage": ending.stage, "code": ending.code, "out": ending.out[:20000], "told": ending.told[:20000]}
        return ending

    def within(self, case, kind, launcher, libraries):
        place = tempfile.mkdtemp(prefix=kind + "-", dir=self.work)
        try:
            return self.build_and_run(case, place, [word.replace("{place}", place) for word in launcher], libraries)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def judge(self, case):
        plain = self.plain(case)
        if not plain.passed():
            return Verdict(case, "skipped", plain.stage)
        place = pathlib.Path(tempfile.mkdtemp(prefix="scoped-", dir=self.work))
        launcher = [str(self.tool), "cc", "--rules", str(self.rules), "--store", f"{place}/store", "--root", str(pathlib.Path(case.sources[0]).parent), "--"]
        ending = self.build_and_run(case, str(place), launcher, [f"-L{self.lib}", "-lscopegraft", f"-Wl,-rpath,{self.lib}", "-pthread"])
        lines = ending.told.splitlines()
        lost = tuple(line for line in lines if line.startswith("scopegraft: "))
        told = "\n".join(line for line in lines if not line.startswith("scopegraft: "))
        profiled = sum('"outcome":"profiled"' in line.replace('": "', '":"') for file in place.glob("store/units/*/explain.jsonl") for line in file.read_text(errors="replace").splitlines())
        verdict = Verdict(case, "equal", "", profiled, lost)
        if (ending.stage, ending.code) != (plain.stage, plain.code):
            verdict.state, verdict.detail = "different", f"{ending.stage} ended with {ending.code}\n{told[-1500:]}{ending.out[-1500:]}"
        elif ending.out[:20000] != plain.out and self.within(case, "plain", [], []).out[:20000] == plain.out:
            verdict.state, verdict.detail = "different", f"printed\n{ending.out[:1500]}\ninstead of\n{plain.out[:1500]}"
        elif not diagnostics(told) <= diagnostics(plain.told) and len(plain.told) < 20000 and "-save-temps" not in case.options:
            verdict.state, verdict.detail = "different", f"the compiler said\n{told[:1500]}\ninstead of\n{plain.told[:1500]}"
        if not (self.keep and verdict.state == "different"):
            shutil.rmtree(place, ignore_errors=True)
        else:
            verdict.detail += f"\nkept in {place}"
        return verdict

    def remember(self):
        half = self.known_file.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps(self.known, sort_keys=True))
        half.rename(self.known_file)


def chosen(cases, options):
    if options.only:
        cases = [case for case in cases if any(part in case.name for part in options.only)]
    if options.sample:
        cases = sorted(cases, key=lambda case: hashlib.sha1(case.name.encode()).hexdigest())[:options.sample]
    return sorted(cases, key=lambda case: case.name)[options.first:options.last]


def check_pins(compiler, verdicts, whole, update):
    """What was left out must be what is pinned; the counts too when all tests ran. Returns the complaints."""
    known = pins()
    pinned = known.get(compiler, {})
    ran = [verdict for verdict in verdicts if verdict.state != "skipped"]
    left_out = {verdict.case.name: [reason_of(line) for line in verdict.lost] for verdict in ran if verdict.lost}
    counted = {"ran": len(ran), "sites": sum(verdict.sites for verdict in ran)}
    if update:
        names = {verdict.case.name for verdict in ran}
        kept = {name: lines for name, lines in pinned.get("left_out", {}).items() if name not in names and not whole}
        known[compiler] = {**pinned, **(counted if whole else {}), "left_out": dict(sorted({**kept, **left_out}.items()))}
        PINS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
        return []
    expected = {name: lines for name, lines in pinned.get("left_out", {}).items() if name in {verdict.case.name for verdict in ran}}
    complaints = [f"{name}: left out {left_out.get(name)}, pinned is {expected.get(name)}" for name in sorted(left_out.keys() | expected.keys())
                  if left_out.get(name) != expected.get(name)]
    if whole and any(pinned.get(key) != value for key, value in counted.items()):
        complaints.append(f"{counted}, pinned is { {key: pinned.get(key) for key in counted} }")
    return complaints


def diagnostics(told):
    """Each warning once, files by their last name: a compiler that repeats itself says nothing new, ccache makes paths relative."""
    return {re.sub(r"[^ :]*/", "", line) for line in told.splitlines() if re.search(r":\d+: (warning|error|note): ", line)}


def reason_of(line):
    """A line of the launcher without the file's place."""
    return re.sub(r"(/\S+/)", "", line.partition(": ")[2].partition(": ")[2])[:160]


def run_compiler(options, compiler, suite):
    cases = chosen(gcc_directives.read_cases(suite), options)
    runner = Runner(options, compiler, options.work)
    judge = runner.plain if options.plain else runner.judge
    verdicts = []
    try:
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for number, verdict in enumerate(pool.map(judge, cases), 1):
                verdicts.append(verdict)
                if not options.plain and verdict.state == "different" and not runner.accepts(verdict.case):
                    print(f"{verdict.case.name} with {compiler} ({' '.join(verdict.case.options)}): {verdict.detail}\n", flush=True)
                if number % 200 == 0:
                    runner.remember()
                    print(f"  {number} of {len(cases)}", flush=True)
    finally:
        runner.remember()
    if options.plain:
        print(f"{compiler}: {sum(ending.passed() for ending in verdicts)} of {len(cases)} tests pass plain")
        return 0
    different = [verdict for verdict in verdicts if verdict.state == "different" and not runner.accepts(verdict.case)]
    needless = [verdict.case.name for verdict in verdicts if verdict.state == "equal" and verdict.case.name in runner.differs]
    equal = [verdict for verdict in verdicts if verdict.state == "equal"]
    lost = [verdict for verdict in verdicts if verdict.lost]
    units = [verdict for verdict in lost if any("not instrumented" in line for line in verdict.lost)]
    print(f"{compiler}: {len(equal)} tests of {len(equal) + len(different)} end as plain, {sum(v.sites for v in verdicts)} sites; "
          f"{len(units)} not instrumented, {len(lost) - len(units)} with functions left out; {len(verdicts) - len(equal) - len(different)} skipped")
    complaints = check_pins(compiler, verdicts, len(cases) == len(gcc_directives.read_cases(suite)), options.update)
    complaints += [f"{name}: ends as plain, and is said to differ" for name in needless]
    for complaint in complaints:
        print("  " + complaint)
    return 1 if different or complaints or not equal or not any(verdict.sites for verdict in verdicts) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--compiler", action="append")
    parser.add_argument("--sample", type=int, default=0, help="a fixed choice of N tests")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="last", type=int)
    parser.add_argument("--only", nargs="*", help="tests whose name holds one of these")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--plain", action="store_true", help="only find out which tests pass plain")
    parser.add_argument("--update", action="store_true", help="write what was counted as the pins")
    parser.add_argument("--keep", action="store_true", help="keep the directories of tests that end differently")
    options = parser.parse_args()
    os.environ.pop("CCACHE_BASEDIR", None)  # would change the names of files that programs print
    options.build = options.build.resolve()
    options.work = (options.work or options.build / "realworld" / "gcc-testsuite").resolve()
    suite = unpack(options.work)
    return max([run_compiler(options, compiler, suite) for compiler in options.compiler or ["g++", "clang++-22"]])


if __name__ == "__main__":
    sys.exit(main())
