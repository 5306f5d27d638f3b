#!/usr/bin/env python3
"""Real projects, plain and profiled: both are built from Debian's source package, both run the project's own tests, and the
outcomes must be equal. The number of grafted sites is pinned, so that a function lost is a failure here.

    run.py --build BUILD [--compiler g++] [--quick] [--update] [--plain] [project...]

A project is a file projects/NAME.json:
  package   Debian's source package                 cmake    arguments of the configuration
  rules     the text of profiling.yaml (the whole   tests    regular expression of the tests that count ("" = all)
            project when it is not given)           exclude  regular expression of the tests that do not
  prepare   shell commands run once in the source   skip     tests that fail plain as well, with the reason
  targets   what is built ("" = all), as a regular  quick    arguments of ctest for --quick
            expression over the build's targets
  load      a program of the build to run profiled: {"command": [...], "among": N, "hot": [functions]}: the report
            must name those among its N first by inclusive time
  tune      a budget, such as "2%": `scopegraft tune` writes rules from the profile of the load, the project is built with
            them, and the load's next profile must be within the budget
  sites     {"g++": {"all": N, "headers": N}, ...}  the pinned counts; everything else is checked without them too
  allow     {"clang++": [flags]}: what this compiler needs to compile the plain project at all, behind the project's own flags
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
JOBS = str(os.cpu_count() or 2)
EVERYTHING = 'version: 1\nmodules:\n  - files: ["{source}/**"]\n    skip_trivial: false\n'


class Failure(Exception):
    pass


def run(words, log=None, check=True, **more):
    """Runs a command with its output in `log` (a path); the tail of it is shown when the command fails."""
    if log is None:
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, **more)
        text = done.stdout + done.stderr
    else:
        with open(log, "w", encoding="utf-8") as file:
            done = subprocess.run(words, stdout=file, stderr=subprocess.STDOUT, check=False, **more)
        text = pathlib.Path(log).read_text(errors="replace")
    if check and done.returncode != 0:
        raise Failure(f"{' '.join(map(str, words))[:300]}\nended with {done.returncode}:\n" + "\n".join(text.splitlines()[-40:]))
    return text


def fetch(project, place):
    """The project's source, unpacked and with Debian's patches."""
    source = place / "source"
    if source.is_dir():
        return source
    download = place / "download"
    shutil.rmtree(download, ignore_errors=True)
    download.mkdir(parents=True)
    told = run(["apt-get", "source", "-q", "-y", project["package"]], cwd=download, check=False)
    unpacked = [path for path in download.iterdir() if path.is_dir()]
    originals = list(download.glob("*.orig.tar.*[!c]"))
    if not unpacked and len(originals) == 1:  # the archive has lost Debian's part: upstream's alone
        unpacked = [download / "upstream"]
        unpacked[0].mkdir()
        run(["tar", "-xf", str(originals[0]), "-C", str(unpacked[0]), "--strip-components=1"])
    if len(unpacked) != 1:
        raise Failure(f"apt-get source {project['package']} left {len(unpacked)} directories\n{told[-2000:]}")
    for command in project.get("prepare", []):
        run(["sh", "-c", command], cwd=unpacked[0])
    unpacked[0].rename(source)
    return source


def make(project, build):
    """Builds what the project asks for; the diagnostics of the compiler in the order of their text."""
    targets = []
    if project.get("targets"):
        all_targets = run(["ninja", "-t", "targets", "all"], cwd=build)
        targets = sorted({line.split(": ")[0] for line in all_targets.splitlines() if re.fullmatch(project["targets"], line.split(": ")[0])})
        if not targets:
            raise Failure(f"no target is called {project['targets']}")
    # Ninja prints nothing about what stands already: what all builds before said is kept, that of one that was interrupted too.
    log, kept = build / "build.log", build / "warnings.log"
    if log.exists():
        with open(kept, "a", encoding="utf-8") as file:
            file.write(log.read_text(errors="replace"))
    text = run(["ninja", "-k", "20", *targets], log=log, cwd=build) + (kept.read_text(errors="replace") if kept.exists() else "")
    return sorted(set(line.replace(str(build), "BUILD") for line in text.splitlines() if re.search(r": (warning|error): ", line)))


def allow(project, compiler):
    """Clang takes flags from the environment that come after those of a project, which often says -Werror of what newer ones warn of."""
    flags = project.get("allow", {}).get(compiler.split("-")[0], [])
    os.environ["CCC_OVERRIDE_OPTIONS"] = " ".join(["#", *("+" + flag for flag in flags)])
    os.environ["CCACHE_NAMESPACE"] = " ".join(flags)  # ccache does not see the former


def configure(project, source, build, compiler, launcher, libraries):
    c_compiler = compiler.replace("clang++", "clang").replace("g++", "gcc")
    words = ["cmake", "-G", "Ninja", "-S", str(source / project.get("subdirectory", ".")), "-B", str(build), f"-DCMAKE_CXX_COMPILER={compiler}", f"-DCMAKE_C_COMPILER={c_compiler}",
             "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *project.get("cmake", [])]
    ccache = shutil.which("ccache")
    chain = launcher + ([ccache] if ccache else [])
    if chain:
        words.append("-DCMAKE_CXX_COMPILER_LAUNCHER=" + ";".join(chain))
    if libraries:
        words.append("-DCMAKE_CXX_STANDARD_LIBRARIES=" + libraries)
    build.mkdir(parents=True, exist_ok=True)
    run(words, log=build / "configure.log")


def outcomes(project, build, quick, alone=()):
    """{test: (outcome, output)} of the project's own tests, or of those in `alone`, one after the other. Some are timed against the
    clock: each has three tries, plain and profiled alike."""
    words = ["ctest", "-j", "1" if alone else JOBS, "--timeout", "900", "--repeat", "until-pass:3", "--output-junit", str(build / "tests.xml")]
    if alone:
        words += ["-R", "^(" + "|".join(re.escape(test) for test in sorted(alone)) + ")$"]
    elif project.get("tests"):
        words += ["-R", project["tests"]]
    if project.get("exclude"):
        words += ["-E", project["exclude"]]
    if quick and project.get("quick"):
        words += project["quick"]
    # Projects write to fixed names in the directory of temporary files: two runs at a time must not meet there.
    for directory in ("profiles", "tmp"):
        shutil.rmtree(build / directory, ignore_errors=True)
        (build / directory).mkdir()
    env = dict(os.environ, SCOPEGRAFT_OUTPUT=str(build / "profiles" / "%p.scopegraft"), TMPDIR=str(build / "tmp"), TEST_TMPDIR=str(build / "tmp"))
    run(words, log=build / ("tests.alone.log" if alone else "tests.log"), check=False, cwd=build, env=env)
    found = {}
    for case in tree.parse(build / "tests.xml").getroot().iter("testcase"):
        if case.get("name") not in project.get("skip", {}):
            found[case.get("name")] = (case.get("status"), case.findtext("system-out") or "")
    for directory in ("profiles", "tmp"):
        shutil.rmtree(build / directory, ignore_errors=True)
    if not found:
        raise Failure("no test of the project ran")
    return found


def compare_outcomes(project, plain, profiled, quick):
    """The number of tests that end alike and of those that passed; one that passes plain must pass profiled."""
    def different():
        return {test for test in expected.keys() | got.keys() if expected.get(test, ("missing",))[0] != got.get(test, ("missing",))[0]}

    expected, got = outcomes(project, plain, quick), outcomes(project, profiled, quick)
    if different():  # some wait a second for what a busy disk does in two: they have the machine for themselves now
        alone = different()
        print(f"  tests that end differently, again and alone: {', '.join(sorted(alone))}")
        expected |= outcomes(project, plain, quick, alone)
        got |= outcomes(project, profiled, quick, alone)
    # What fails plain on this machine says nothing about the profiled program, but it is told.
    untested = {test for test in different() if expected.get(test, ("missing",))[0] == "fail"}
    for test in sorted(untested):
        print(f"  {test} fails plain on this machine, not profiled:\n" + "\n".join(expected[test][1].splitlines()[-20:]))
    if len(untested) * 10 > len(expected):
        raise Failure(f"{len(untested)} of {len(expected)} tests fail plain")
    for test in sorted(different() - untested):
        plain_end, profiled_end = expected.get(test, ("missing", ""))[0], got.get(test, ("missing", ""))
        raise Failure(f"{test} ends differently: plain {plain_end}, profiled {profiled_end[0]}; its output, profiled:\n" + "\n".join(profiled_end[1].splitlines()[-40:]))
    alike = got.keys() - untested
    return len(alike), sum(1 for test in alike if got[test][0] == "run")


def sites(store):
    """Profiled functions of all units, each once: {(file, line, column)}, and the lines that tell a loss."""
    found, skipped = set(), set()
    for explain in store.glob("units/*/explain.jsonl"):
        for line in explain.read_text(errors="replace").splitlines():
            entry = json.loads(line)
            place = (entry["file"], entry["line"], entry["column"])
            if entry["outcome"] == "profiled":
                found.add(place)
            else:
                if not entry.get("reason"):
                    raise Failure(f"a function is left out without a reason: {line}")
                skipped.add(place)
    return found, skipped - found


def is_header(name):
    return pathlib.PurePath(name).suffix in (".h", ".hpp", ".hh", ".hxx", ".ipp", ".tcc", ".inl", "")


def run_load(project, build, tool):
    """The profile of the load, and its report."""
    profile = build / "load.scopegraft"
    profile.unlink(missing_ok=True)
    run([word.replace("{build}", str(build)) for word in project["load"]["command"]], log=build / "load.log", cwd=build,
        env=dict(os.environ, SCOPEGRAFT_OUTPUT=str(profile)))
    return profile, json.loads(run([str(tool), "report", "--format", "json", str(profile)]))


def check_load(project, build, tool):
    load = project["load"]
    report = run_load(project, build, tool)[1]
    functions = sorted(report["functions"], key=lambda f: -f["execution_time_ms"])[:load.get("among", 25)]
    names = [f["name"] for f in functions]
    missing = [hot for hot in load["hot"] if hot not in names]
    if missing:
        raise Failure(f"the report of the load does not name {missing} among its first functions: {names}")
    print(f"  hot functions of {' '.join(load['command'])}: {', '.join(names[:5])}")


def launcher_of(tool, rules, store, source):
    # Strict is not asked for: what is lost is counted below, the build itself must always succeed.
    return [str(tool), "cc", "--rules", str(rules), "--store", str(store), "--root", str(source), "--"]


def check_tuning(project, place, tool, options, libraries):
    """Rules by `scopegraft tune`, as often as it says that they cost too much, from a second build: the last profile is within the budget."""
    source, build, budget = place / "source", place / f"tuned-{options.compiler}", project["tune"]
    rules, tuned = place / "profiling.yaml", place / "profiling.tuned.yaml"
    by_hand = rules.read_text()
    tuned.unlink(missing_ok=True)
    profile, before = run_load(project, place / f"profiled-{options.compiler}", tool)
    words = [str(tool), "tune", "--budget", budget, "--rules", str(rules), "--output", str(tuned)]
    # A function that is left out gives its time to its caller and lets the compiler inline it: what is then too dear is known only after it.
    for rounds in range(1, 4):
        told = run([*words, str(profile)])
        configure(project, source, build, options.compiler, launcher_of(tool, tuned, build / "scopegraft", source), libraries)
        make(project, build)
        profile, after = run_load(project, build, tool)
        again = run([*words, "--dry-run", str(profile)])
        cost = again.splitlines()[0]
        print(f"  tune, round {rounds}: {told.splitlines()[0]}; then: {cost}")
        if "exclude " not in again.split("\n\n")[0] and "sample  " not in again.split("\n\n")[0]:
            break
    else:
        raise Failure(f"after three rounds of tuning: {cost}")
    if rules.read_text() != by_hand:
        raise Failure("tuning changed the rules that were written by hand")
    kept = {f["name"] for f in after["functions"]}
    lost = [hot for hot in project["load"]["hot"] if hot not in kept]
    if lost:
        raise Failure(f"tuning left out {lost}")
    print(f"  {len(before['functions'])} functions in the report before, {len(after['functions'])} after")


def try_project(name, options):
    project = json.loads((HERE / "projects" / f"{name}.json").read_text())
    place = options.work / name
    place.mkdir(parents=True, exist_ok=True)
    source = fetch(project, place)
    rules = place / "profiling.yaml"
    rules.write_text(project.get("rules", EVERYTHING).replace("{source}", str(source)))
    tool = options.build / "bin" / "scopegraft"
    libraries = f"-L{options.build}/lib -lscopegraft -Wl,-rpath,{options.build}/lib"
    allow(project, options.compiler)
    plain, profiled = place / f"plain-{options.compiler}", place / f"profiled-{options.compiler}"
    store = profiled / "scopegraft"
    configure(project, source, plain, options.compiler, [], "")
    plain_warnings = make(project, plain)
    if options.plain:
        ended = outcomes(project, plain, options.quick)
        print(f"{name} with {options.compiler}, plain: {len(plain_warnings)} warnings; tests not passed: {sorted(test for test, (how, _) in ended.items() if how != 'run')} of {len(ended)}")
        return
    configure(project, source, profiled, options.compiler, launcher_of(tool, rules, store, source), libraries)
    profiled_warnings = make(project, profiled)
    new_warnings = [line for line in profiled_warnings if line not in plain_warnings]
    if new_warnings:
        raise Failure("warnings that the plain build does not have:\n" + "\n".join(new_warnings[:20]))
    lost = [line for line in (profiled / "build.log").read_text(errors="replace").splitlines() if line.startswith("scopegraft: ")]
    if lost:
        raise Failure("units or functions were lost:\n" + "\n".join(lost[:20]))
    found, skipped = sites(store)
    headers = sum(1 for file, _, _ in found if is_header(file))
    print(f"{name} with {options.compiler}: {len(found)} sites, {headers} of them in headers; {len(skipped)} functions left out, each with a reason")
    pins = project.setdefault("sites", {})
    counted = {"all": len(found), "headers": headers}
    if options.update:
        pins[options.compiler] = counted
        (HERE / "projects" / f"{name}.json").write_text(json.dumps(project, indent=2) + "\n")
    elif options.compiler not in pins:
        print(f"  no count is pinned for {options.compiler} yet: --update writes it")
    elif pins[options.compiler] != counted:
        raise Failure(f"{counted} sites, pinned are {pins[options.compiler]}")
    tests, passed = compare_outcomes(project, plain, profiled, options.quick)
    print(f"  {tests} tests end alike, {passed} of them passed")
    if "load" in project:
        check_load(project, profiled, tool)
    if "tune" in project and not options.quick:
        check_tuning(project, place, tool, options, libraries)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--update", action="store_true", help="write the counted sites as the pinned ones")
    parser.add_argument("--plain", action="store_true", help="only the plain build and its tests")
    parser.add_argument("projects", nargs="*")
    options = parser.parse_args()
    # Objects that were cached with other settings spell their paths in another way.
    os.environ.pop("CCACHE_BASEDIR", None)
    os.environ["CCACHE_NAMESPACE"] = "realworld"
    options.build = options.build.resolve()
    options.work = (options.work or options.build / "realworld").resolve()
    failed = []
    for name in options.projects or sorted(path.stem for path in (HERE / "projects").glob("*.json")):
        try:
            try_project(name, options)
        except Failure as failure:
            print(f"{name} with {options.compiler}: {failure}")
            failed.append(name)
    sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
