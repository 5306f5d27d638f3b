#!/usr/bin/env python3
"""The numbers of the project, each a ratio taken in one interleaved run: run.py --build build/release [part...]

Parts: guard (the cost of a scope), small (a program of small functions), memory (following allocations, beside heaptrack and others), peers (other profilers), rewrite (one unit), build (a whole project), program (LevelDB's db_bench), report (of a large profile). A bar is what the
project wants to reach; a row above its bar is marked. Nothing here fails: machines differ, the table is read by people.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

HEAVY = """#include <iostream>
#include <map>
#include <regex>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
namespace app {
int parse(const std::string& text) {
  nlohmann::json j = nlohmann::json::parse(text);
  return j.at("n").get<int>();
}
bool matches(const std::string& text) {
  return std::regex_search(text, std::regex("a+b"));
}
std::string show(int n) {
  std::cout << n;
  return fmt::format("{:>8}", n);
}
}  // namespace app
"""


def timed(words, **more):
    """Seconds of processor time (user and system, children too) of a command, which must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def elapsed(words):
    """Seconds from start to end of a command, which must succeed: what its user waits."""
    before = time.monotonic()
    timed(words)
    return time.monotonic() - before


def interleaved(first, second, rounds):
    """Medians of two functions that give seconds, taken in turn."""
    a, b = [], []
    for _ in range(rounds):
        a.append(first())
        b.append(second())
    return statistics.median(a), statistics.median(b)


def row(what, value, bar, unit="x"):
    mark = "" if value <= bar else "   above the bar"
    print(f"  {what:<66}{value:8.2f}{unit:<3} bar {bar}{unit}{mark}", flush=True)


def guard(options, place):
    subprocess.run([options.build / "bin" / "guard_bench"], check=True)


def rewrite(options, place):
    print("rewriting")
    (place / "heavy.cpp").write_text(HEAVY)
    (place / "profiling.yaml").write_text('version: 1\nfunctions:\n  - match: ["app::**"]\n')
    tool = options.build / "bin" / "scopegraft"
    clang = ["clang++-22", "-std=c++20", "-O2", "-w", "-fsyntax-only", "heavy.cpp"]
    database(place)
    ours = [tool, "list", "-p", place, "--rules", "profiling.yaml"]
    timed(ours, cwd=place)  # asks the compiler for its search path, once

    def ours_once():
        shutil.rmtree(place / "scopegraft-list" / "units", ignore_errors=True)
        return timed(ours, cwd=place)

    parse, whole = interleaved(lambda: timed(clang, cwd=place), ours_once, options.rounds)
    row("header-heavy unit / clang -fsyntax-only of it", whole / parse, 0.5)
    (place / "never.cpp").write_text("#include <iostream>\nint other() { return 1; }\n")
    fake = place / "bin" / "g++"
    fake.parent.mkdir()
    fake.symlink_to(shutil.which("true"))
    never = [tool, "cc", "--rules", "profiling.yaml", "--store", "store", "--", fake, "-c", "never.cpp", "-o", "never.o"]
    bare, through = interleaved(lambda: many([fake], place), lambda: many(never, place), options.rounds)
    row("a unit that no rule can touch, above the bare compiler", (through - bare) * 1000, 5, " ms")


def many(words, place, times=20):
    return sum(timed(words, cwd=place) for _ in range(times)) / times


def database(place):
    words = ["g++", "-std=c++20", "-O2", "-c", "heavy.cpp", "-o", "heavy.o"]
    (place / "compile_commands.json").write_text(json.dumps([{"directory": str(place), "file": "heavy.cpp", "arguments": words}]))


def leveldb(options):
    """LevelDB's source, as ./dev realworld fetches it."""
    sys.path.insert(0, str(ROOT / "tests" / "realworld"))
    import run as realworld
    project = json.loads((ROOT / "tests/realworld/projects/leveldb.json").read_text())
    work = options.build / "realworld" / "leveldb"
    work.mkdir(parents=True, exist_ok=True)
    return realworld.fetch(project, work)


def configured(options, place, source, name, launcher, flags=""):
    directory = place / name
    libraries = f"-L{options.build}/lib -lscopegraft -Wl,-rpath,{options.build}/lib" if launcher else ""
    timed(["cmake", "-G", "Ninja", "-S", source, "-B", directory, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_STANDARD=14", "-DLEVELDB_BUILD_TESTS=OFF",
           "-DCMAKE_CXX_COMPILER=g++", f"-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG {flags}", f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}",
           f"-DCMAKE_CXX_STANDARD_LIBRARIES={libraries}"], env=dict(os.environ, CCACHE_DISABLE="1"))
    return directory


def all_matched(source, place):
    rules = place / "all.yaml"
    rules.write_text(f'version: 1\nmodules:\n  - files: ["{source}/**"]\n    skip_trivial: false\n')
    return rules


def profiled_build(options, place, source, rules, kind="profiled", flags=""):
    launcher = f"{options.build}/bin/scopegraft;cc;--rules;{rules};--store;{place}/store-{kind}-{rules.stem};--root;{source};--"
    return configured(options, place, source, f"{kind}-{rules.stem}", launcher, flags)


def build(options, place):
    print("whole builds (LevelDB, g++ -O2, every function matched)")
    source = leveldb(options)
    plain, profiled = configured(options, place, source, "plain", ""), profiled_build(options, place, source, all_matched(source, place))

    # Command by command in turn, so that a machine's slow minutes are shared; each round from nothing (what units share is made again).
    commands = [subprocess.run(["ninja", "-t", "commands", "leveldb"], cwd=directory, capture_output=True, text=True, check=True).stdout.splitlines()
                for directory in (plain, profiled)]
    ratios = []
    for _ in range(options.rounds):
        shutil.rmtree(place / "store-profiled-all", ignore_errors=True)
        sums = [0.0, 0.0]
        for both in zip(*commands, strict=True):
            for i, (command, directory) in enumerate(zip(both, (plain, profiled), strict=True)):
                sums[i] += timed(["sh", "-c", command], cwd=directory)
        ratios.append(sums[1] / sums[0])
    row("processor time of the build / plain", statistics.median(ratios), 1.25)
    print(f"  of {len(ratios)} builds from {min(ratios):.2f} to {max(ratios):.2f}", flush=True)


def program(options, place):
    """LevelDB's db_bench: as rules match by default, one-liners too, and by what `scopegraft tune` makes of the latter's profile. Beside it the
    same functions with one instruction in each that adds to a counter: no exact count takes less, so only the last kind has a bar."""
    print("a real program (db_bench, profiled at `auto`); processor time, medians of rounds in turns")
    source = leveldb(options)
    every, usual, tuned = all_matched(source, place), place / "usual.yaml", place / "tuned.yaml"
    usual.write_text(f'version: 1\nmodules:\n  - files: ["{source}/**"]\n')
    profile = place / "bench.scopegraft"

    def built(directory):
        timed(["ninja", "db_bench"], cwd=directory)
        return directory

    def once(directory):
        return timed([directory / "db_bench", "--num=200000", "--benchmarks=fillseq,fillrandom,readrandom,readseq", f"--db={place}/bench.db"],
                     env=dict(os.environ, SCOPEGRAFT_OUTPUT=str(profile)))

    kinds = {"plain": built(configured(options, place, source, "plain", ""))}
    for rules in (every, usual):
        kinds[rules.stem] = built(profiled_build(options, place, source, rules))
        kinds[f"{rules.stem} counter"] = built(profiled_build(options, place, source, rules, "counter", f"-include {HERE}/one_counter.h"))
    once(kinds["all"])
    timed([options.build / "bin" / "scopegraft", "tune", "--budget", "2%", "--rules", every, "-o", tuned, profile])
    kinds["tuned"] = built(profiled_build(options, place, source, tuned))
    taken = {kind: [] for kind in kinds}
    for _ in range(options.rounds):
        for kind in (*kinds, "plain", "tuned", "plain", "tuned"):  # between those two the difference is smallest
            taken[kind].append(once(kinds[kind]))
    ratio = {kind: statistics.median(seconds) / statistics.median(taken["plain"]) for kind, seconds in taken.items()}
    row("every function but those that `scopegraft tune --budget 2%` leaves out / plain", ratio["tuned"], 1.03)
    for what, kind in (("every function but trivial ones (the default)", "usual"), ("every function, one-liners too", "all")):
        print(f"  {what + ' / plain':<66}{ratio[kind]:8.2f}x; with nothing but a counter in each {ratio[f'{kind} counter']:.2f}x", flush=True)


def small(options, place):
    """Many small functions that call each other in varied order: best of a few rounds, over the program without scopes."""
    print("a program of small functions, each with a scope")
    rules = place / "small.yaml"
    rules.write_text(f'version: 1\nmodules:\n  - files: ["{HERE}/**"]\n    skip_trivial: false\n')
    compiler = ["g++", "-std=c++17", "-O2", "-DNDEBUG", "-c", HERE / "small_functions.cpp", "-o"]
    tool = options.build / "bin" / "scopegraft"
    timed([*compiler, place / "plain.o"])
    timed([tool, "cc", "--rules", rules, "--store", place / "small", "--root", HERE, "--", *compiler, place / "scopes.o"])
    for name, link in (("plain", []), ("scopes", [f"-L{options.build}/lib", "-lscopegraft", f"-Wl,-rpath,{options.build}/lib"])):
        timed(["g++", place / f"{name}.o", "-o", place / name, *link])
    profile = place / "small.scopegraft"
    kinds = {"plain": ("plain", {}), "auto": ("scopes", {}), "disabled": ("scopes", {"SCOPEGRAFT_ENABLED": "0"}),
             "never sampled": ("scopes", {"SCOPEGRAFT_SAMPLE_RATE": "0"})}  # the last to write the profile: exact counts
    best = dict.fromkeys(kinds, float("inf"))
    for _ in range(options.rounds):
        for kind, (program, variables) in kinds.items():
            done = subprocess.run([place / program, "30"], capture_output=True, text=True, check=True,
                                  env=dict(os.environ, SCOPEGRAFT_OUTPUT=str(profile), **variables))
            best[kind] = min(best[kind], float(done.stdout.split()[0]))
    report = subprocess.run([tool, "report", "--format", "json", profile], capture_output=True, text=True, check=True).stdout
    calls = sum(function["call_count"] for function in json.loads(report)["functions"])
    for kind, bar in (("auto", 2), ("never sampled", 1.5), ("disabled", 0.3)):
        row(f"{kind}, over the plain call", (best[kind] - best["plain"]) / calls, bar, " ns")


def peers(options, place):
    sys.path.insert(0, str(HERE / "peers"))
    import peers as others
    others.table(options, place)


def memory(options, place):
    sys.path.insert(0, str(HERE / "peers"))
    import memory as others
    others.table(options, place)


def report(options, place):
    print("reports")
    runtime = ["-I", HERE.parents[1] / "runtime/include", HERE / "large_tree.cpp", f"-L{options.build}/lib", f"-Wl,-rpath,{options.build}/lib", "-lscopegraft"]
    timed(["g++", "-std=c++20", "-O2", *runtime, "-o", place / "large_tree"])
    profile = place / "large.scopegraft"
    timed([place / "large_tree"], env=dict(os.environ, SCOPEGRAFT_OUTPUT=str(profile), SCOPEGRAFT_MAX_NODES="2M"))
    tool = options.build / "bin" / "scopegraft"
    told = json.loads(subprocess.run([tool, "report", "--format", "json", profile], capture_output=True, text=True, check=True).stdout)
    counted = sum(function["call_count"] for function in told["functions"])
    if counted != 3 * 1_111_110 or told["dropped"]["nodes"] != 0:
        sys.exit(f"the profile of the large tree has {counted} calls, {told['dropped']} dropped")
    for format in ("text", "json", "folded", "html"):
        words = [tool, "report", "--format", format, "-o", place / "report", profile]
        seconds = statistics.median(elapsed(words) for _ in range(options.rounds))
        if format == "text":
            row("a report of 1.1 M places in the call tree", seconds, 1, " s")
            print(f"  {'the same, processor time of its two threads':<54}{statistics.median(timed(words) for _ in range(options.rounds)):8.2f} s", flush=True)
        else:
            print(f"  the same as {format + ', ' + str((place / 'report').stat().st_size >> 20) + ' MB':<54}{seconds:8.2f} s", flush=True)


PARTS = {"guard": guard, "small": small, "peers": peers, "memory": memory, "rewrite": rewrite, "build": build, "program": program, "report": report}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("parts", nargs="*", metavar="part")
    options = parser.parse_args()
    options.build = options.build.resolve()
    for name in options.parts or PARTS:
        place = pathlib.Path(tempfile.mkdtemp(prefix="scopegraft-bench-"))
        try:
            PARTS[name](options, place)
        finally:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
