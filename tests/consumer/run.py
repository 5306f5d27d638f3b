#!/usr/bin/env python3
"""An outside project against Scopegraft, every way in: run.py BUILD WAY [GENERATOR].

BUILD is a build directory of Scopegraft, or `installed` for what stands below /usr. Ways: find_package, add_subdirectory,
fetch_content (with a generator of CMake), make (pkg-config and the launcher), meson, prebuild (`scopegraft instrument`).
"""
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = {"main": 1, "object_part": 1, "fixed_part": 1, "shared_part": 1, "plugin_part": 1, "header_part": 4}
JOBS = str(os.cpu_count() or 2)


def run(*words, **more):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{done.stdout[-6000:]}{done.stderr[-6000:]}")
    return done.stdout + done.stderr


class Package:
    """Scopegraft as this project finds it."""

    def __init__(self, build, place, installs):
        self.prefix, self.tool = pathlib.Path("/usr"), pathlib.Path("/usr/bin/scopegraft")
        if build != "installed":
            self.tool = pathlib.Path(build).resolve() / "bin/scopegraft"
        if build != "installed" and installs:
            run("cmake", "--install", build, "--prefix", place / "moved from")
            self.prefix = place / "prefix"
            (place / "moved from").rename(self.prefix)  # the package is relocatable
            self.tool = self.prefix / "bin/scopegraft"

    def environment(self):
        """What pkg-config and the loader need for a prefix that is not the system's."""
        if self.prefix == pathlib.Path("/usr"):
            return dict(os.environ)
        lib = next(self.prefix.glob("**/pkgconfig")).parent
        return dict(os.environ, PKG_CONFIG_PATH=str(lib / "pkgconfig"), LD_LIBRARY_PATH=str(lib))


def cmake(package, way, generator, project, build):
    words = ["cmake", "-G", generator, "-S", project, "-B", build, f"-DWAY={way}", "-DCMAKE_BUILD_TYPE=Release"]
    if way == "find_package":
        words.append(f"-DCMAKE_PREFIX_PATH={package.prefix}")
    else:
        words += [f"-DSCOPEGRAFT_DIR={HERE.parents[1]}", "-DCMAKE_PREFIX_PATH=/usr/lib/llvm-22"]
        if shutil.which("ccache"):
            words += ["-DCMAKE_CXX_COMPILER_LAUNCHER=env;CCACHE_SLOPPINESS=pch_defines,time_macros;ccache"]  # as ./dev
    run(*words)
    log = run("cmake", "--build", build, "-j", JOBS)
    unmatched = [line for line in log.splitlines() if "matches no function or call" in line]
    if len(unmatched) != 1 or "profiling.yaml:6:29: warning: `no_such_function`" not in unmatched[0]:
        sys.exit(f"of rules that match nothing is told {unmatched}\n{log}")
    again = run("cmake", "--build", build)
    if "no_such_function" in again or (build / "apart").exists():
        sys.exit(f"a build of nothing tells or builds something:\n{again}")
    return log


def make(package, project, build):
    shutil.copytree(project, build)
    env = package.environment()
    log = run("make", "-C", build, "-j", JOBS, env=env)
    again = run("make", "-C", build, env=env)
    if "g++" in again:
        sys.exit(f"a second make builds again:\n{again}")
    (build / "parts.h").write_text((build / "parts.h").read_text() + "\n")
    touched = run("make", "-C", build, env=env)
    if touched.count(" -c ") != 5:  # all but the one in C
        sys.exit(f"a changed header is not the dependency of five units:\n{touched}")
    return log + touched


def meson(package, project, build):
    words = [str(package.tool), "cc", "--rules", str(project / "profiling.yaml"), "--store", str(build / "scopegraft"), "--", "g++"]
    native = project / "scopegraft.ini"
    native.write_text(f"[binaries]\ncpp = {words!r}\n")
    env = package.environment()
    run("meson", "setup", "--native-file", native, build, project, env=env)
    return run("ninja", "-C", build, env=env)


def prebuild(package, project, build):
    """Sources are rewritten from compile_commands.json before anything is compiled, and any compiler takes the result."""
    build.mkdir()
    sources = [source for source in sorted(project.glob("*.cpp"))]
    entries = [{"directory": str(build), "file": str(source), "arguments": ["g++", "-std=c++17", "-O2", "-fPIC", "-c", str(source), "-o", source.stem + ".o"]}
               for source in sources]
    (build / "compile_commands.json").write_text(json.dumps(entries))
    log = run(package.tool, "instrument", "-p", build, "--rules", project / "profiling.yaml", "-o", build / "instrumented", "--quiet")
    for entry in json.loads((build / "instrumented/compile_commands.json").read_text()):
        run(*(entry.get("arguments") or shlex.split(entry["command"])), cwd=entry["directory"])
    run("gcc", "-fPIC", "-c", project / "c_part.c", "-o", build / "c_part.o")
    libraries = run("pkg-config", "--libs", "scopegraft", env=package.environment()).split()
    objects = [build / f"{source.stem}.o" for source in sources if source.stem != "plugin"]
    run("g++", *objects, build / "c_part.o", "-o", build / "consumer", *libraries, "-ldl")
    run("g++", "-shared", build / "plugin.o", "-o", build / "libplugin.so", *libraries)
    return log


def main():
    build_of_ours, way, generator = sys.argv[1], sys.argv[2], (sys.argv[3:] or [""])[0]
    place = pathlib.Path(tempfile.mkdtemp(prefix="scopegraft-consumer-")).resolve()
    try:
        package = Package(build_of_ours, place, way not in ("add_subdirectory", "fetch_content"))
        project, build = place / "a project" if way == "find_package" else place / "project", place / "build"
        shutil.copytree(HERE / "project", project)
        others = {"make": make, "meson": meson, "prebuild": prebuild}
        log = others[way](package, project, build) if way in others else cmake(package, way, generator, project, build)
        lost = [line for line in log.splitlines() if line.startswith("scopegraft:")]
        if lost:
            sys.exit("something was lost:\n" + "\n".join(lost))
        env = package.environment() if way in others else dict(os.environ)
        printed = run(build / "consumer", build / "libplugin.so", env=dict(env, SCOPEGRAFT_OUTPUT=str(place / "out.scopegraft")))
        if printed != "19\n":
            sys.exit(f"the program prints {printed!r}")
        report = json.loads(run(package.tool, "report", "--format", "json", place / "out.scopegraft"))
        calls = {f["name"]: f["call_count"] for f in report["functions"]}
        if calls != EXPECTED:
            sys.exit(f"calls {calls}\nexpected {EXPECTED}")
        print(f"{way} {generator}: {len(calls)} functions, calls as expected")
    finally:
        shutil.rmtree(place, ignore_errors=True)


main()
