"""What the end-to-end tests share: a scratch project, the tool, its reports. Each test file is a unittest program:
    TEST.py BUILD_DIRECTORY [unittest arguments]
"""
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else pathlib.Path("build/dev").resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = BUILD / "bin" / "scopegraft"
LIB = BUILD / "lib"
COMPILERS = [name for name in ("g++", "clang++-22") if shutil.which(name)]


def run(words, cwd=None, env=None, check=True, timeout=600, stdin=None):
    """Runs a command; returns the CompletedProcess with text output. A failure shows everything it printed."""
    full = dict(os.environ, **(env or {}))
    done = subprocess.run([str(w) for w in words], cwd=cwd, env=full, capture_output=True, text=True, errors="replace", timeout=timeout, input=stdin)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)


def calls_of(report):
    """{name of a function: its calls}, overloads added up."""
    calls = collections.Counter()
    for function in report["functions"]:
        calls[function["name"]] += function["call_count"]
    return dict(calls)


def memory_flags(hooks):
    """Links the hooks of `track_memory`, as scopegraft-memory-malloc.pc and -new.pc do."""
    return (f"-Wl,--push-state,--whole-archive,{LIB}/libscopegraft_memory_{hooks}.a,--pop-state", "-ldl")


class Scratch(unittest.TestCase):
    """A directory of its own for every test, gone afterwards."""

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="scopegraft-e2e-")).resolve()
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)

    def write(self, name, text):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def compile(self, source, compiler="g++", rules="profiling.yaml", flags=(), check=True, output=None, tool=None, launchers=(), tool_flags=()):
        """One `scopegraft cc` call in the scratch directory."""
        output = output or pathlib.Path(source).with_suffix(".o").name
        return run([tool or TOOL, "cc", "--rules", rules, "--store", "store", *tool_flags, "--", *launchers, compiler, "-O1", *flags, "-c", source, "-o", output],
                   cwd=self.dir, check=check)

    def link(self, objects, output="program", compiler="g++", flags=()):
        run([compiler, *objects, "-o", output, f"-L{LIB}", "-lscopegraft", f"-Wl,-rpath,{LIB}", "-pthread", *flags], cwd=self.dir)
        return self.dir / output

    def execute(self, program="program", args=(), env=None, check=True, profile="out.scopegraft"):
        """Runs an instrumented program, its profile in `profile`; none of an earlier run is left there."""
        (self.dir / profile).unlink(missing_ok=True)
        return run([self.dir / program, *args], cwd=self.dir, env={"SCOPEGRAFT_OUTPUT": str(self.dir / profile), **(env or {})}, check=check)

    def report(self, *files):
        """The report of profile files as the JSON that users get."""
        return json.loads(run([TOOL, "report", "--format", "json", *(files or ("out.scopegraft",))], cwd=self.dir).stdout)

    def calls(self, *files):
        return calls_of(self.report(*files))

    def explained(self):
        """Every line of every explain file of the store."""
        lines = []
        for file in sorted(self.dir.glob("**/explain.jsonl")):
            lines += [json.loads(line) for line in file.read_text().splitlines()]
        return lines


CMAKE_PROJECT = """cmake_minimum_required(VERSION 3.25)
project(demo LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 17)
find_package(Scopegraft REQUIRED)
"""


class Package:
    """The installed package, made once per test program."""
    prefix = None

    @classmethod
    def install(cls):
        if cls.prefix is None:
            cls.prefix = pathlib.Path(tempfile.mkdtemp(prefix="scopegraft-prefix-")).resolve()
            import atexit
            atexit.register(shutil.rmtree, cls.prefix, ignore_errors=True)
            run(["cmake", "--install", BUILD, "--prefix", cls.prefix])
        return cls.prefix
