#!/usr/bin/env python3
"""An outside project against Scopegraft, every way in, with Ninja and with Makefiles: run.py BUILD WAY GENERATOR."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BUILD, WAY, GENERATOR = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = {"main": 1, "object_part": 1, "fixed_part": 1, "shared_part": 1, "plugin_part": 1, "header_part": 4}


def run(*words, **more):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{done.stdout[-6000:]}{done.stderr[-6000:]}")
    return done.stdout


def main():
    place = pathlib.Path(tempfile.mkdtemp(prefix="scopegraft-consumer-")).resolve()
    try:
        project, build = place / "a project" if WAY == "find_package" else place / "project", place / "build"
        shutil.copytree(HERE / "project", project)
        words = ["cmake", "-G", GENERATOR, "-S", project, "-B", build, f"-DWAY={WAY}", "-DCMAKE_BUILD_TYPE=Release"]
        if WAY == "find_package":
            run("cmake", "--install", BUILD, "--prefix", place / "moved from")
            (place / "moved from").rename(place / "prefix")  # the package is relocatable
            words.append(f"-DCMAKE_PREFIX_PATH={place / 'prefix'}")
        else:
            words += [f"-DSCOPEGRAFT_DIR={HERE.parents[1]}", "-DCMAKE_PREFIX_PATH=/usr/lib/llvm-22"]
            if shutil.which("ccache"):
                words += ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"]
        run(*words)
        log = run("cmake", "--build", build, "-j", os.cpu_count() or 2)
        lost = [line for line in log.splitlines() if line.startswith("scopegraft:")]
        if lost:
            sys.exit("something was lost:\n" + "\n".join(lost))
        env = dict(os.environ, SCOPEGRAFT_OUTPUT=str(place / "out.scopegraft"))
        printed = run(build / "consumer", build / "libplugin.so", env=env)
        if printed != "19\n":
            sys.exit(f"the program prints {printed!r}")
        tool = place / "prefix/bin/scopegraft" if WAY == "find_package" else BUILD / "bin/scopegraft"
        report = json.loads(run(tool, "report", "--format", "json", place / "out.scopegraft"))
        calls = {f["name"]: f["call_count"] for f in report["functions"]}
        if calls != EXPECTED:
            sys.exit(f"calls {calls}\nexpected {EXPECTED}")
        print(f"{WAY} with {GENERATOR}: {len(calls)} functions, calls as expected")
    finally:
        shutil.rmtree(place, ignore_errors=True)


main()
