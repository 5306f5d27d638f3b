"""What following allocations costs: this runtime beside heaptrack, jemalloc's profiler and gperftools' heap profiler, in one interleaved
run: nanoseconds of processor time that a pair of malloc and free (of new and delete) takes longer than with the same allocator alone."""
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FLAGS = ["-O2", "-DNDEBUG", "-std=c++17"]
LIBRARIES = pathlib.Path("/usr/lib/x86_64-linux-gnu")


@dataclasses.dataclass
class Kind:
    name: str
    program: str                # of the folder
    base: str                   # the kind that it is compared with
    variables: dict = dataclasses.field(default_factory=dict)
    before: tuple = ()
    bar: float = 0              # ns, 0: none
    best: dict = dataclasses.field(default_factory=dict)

    def run(self, place, what):
        done = subprocess.run([*self.before, f"./{self.program}", what], cwd=place, capture_output=True, text=True, check=False, env={**os.environ, **self.variables})
        found = re.search(r"^pair ([\d.]+)$", done.stdout, re.MULTILINE)
        if done.returncode != 0 or not found:
            sys.exit(f"{self.name} ended with {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
        self.best[what] = min(self.best.get(what, float("inf")), float(found.group(1)))


def kinds(options, place):
    source = str(HERE / "allocations.cpp")
    lib = options.build / "lib"
    subprocess.run(["g++", *FLAGS, source, "-o", "plain"], cwd=place, check=True)
    hooks = [f"-Wl,--push-state,--whole-archive,{lib}/libscopegraft_memory_malloc.a,--pop-state", "-ldl"]
    subprocess.run(["g++", *FLAGS, "-DSCOPEGRAFT_BENCH_SCOPES", f"-I{HERE.parents[2]}/runtime/include", source, "-o", "hooked", f"-L{lib}", *hooks, "-lscopegraft",
                    f"-Wl,-rpath,{lib}"], cwd=place, check=True)
    profile = {"SCOPEGRAFT_OUTPUT": str(place / "p.scopegraft")}
    out = [Kind("glibc alone", "plain", "glibc alone"),
           Kind("this, linked, nothing tracked", "hooked", "glibc alone", {**profile, "SCOPEGRAFT_BENCH_OPTIONS": "rate=1"}, bar=0.5),
           Kind("this, bytes, counts, live and peak of each function", "hooked", "glibc alone", {**profile, "SCOPEGRAFT_BENCH_OPTIONS": "rate=1;memory"}, bar=4)]
    if shutil.which("heaptrack"):
        out.append(Kind("heaptrack, each allocation with its stack", "plain", "glibc alone", before=("heaptrack", "-r", "-o", str(place / "heap"))))
    jemalloc = next(LIBRARIES.glob("libjemalloc.so.*"), None)
    if jemalloc:
        alone = {"LD_PRELOAD": str(jemalloc)}
        out.append(Kind("jemalloc alone", "plain", "jemalloc alone", alone))
        out.append(Kind("this above jemalloc", "hooked", "jemalloc alone", {**alone, **profile, "SCOPEGRAFT_BENCH_OPTIONS": "rate=1;memory"}))
        told = subprocess.run(["./plain", "malloc"], cwd=place, env={**os.environ, **alone, "MALLOC_CONF": "prof:true"}, capture_output=True, text=True, check=False)
        if "Invalid conf" in told.stderr:
            print("  (this machine's jemalloc is built without its profiler)")
        else:
            out.append(Kind("jemalloc's profiler, 1 byte in 2^19", "plain", "jemalloc alone", {**alone, "MALLOC_CONF": "prof:true"}))
            out.append(Kind("jemalloc's profiler, each allocation", "plain", "jemalloc alone", {**alone, "MALLOC_CONF": "prof:true,lg_prof_sample:0"}))
    tcmalloc = next(LIBRARIES.glob("libtcmalloc.so.*"), None)
    if tcmalloc:
        alone = {"LD_PRELOAD": str(tcmalloc)}
        out.append(Kind("tcmalloc alone", "plain", "tcmalloc alone", alone))
        out.append(Kind("this above tcmalloc", "hooked", "tcmalloc alone", {**alone, **profile, "SCOPEGRAFT_BENCH_OPTIONS": "rate=1;memory"}))
        out.append(Kind("gperftools' heap profiler", "plain", "tcmalloc alone", {**alone, "HEAPPROFILE": str(place / "heap-profile")}))
    return out


def table(options, place):
    print("a pair of allocation and release, over the same allocator alone   malloc, free     new, delete")
    all_kinds = kinds(options, place)
    for _ in range(options.rounds):
        for kind in all_kinds:
            for what in ("malloc", "new"):
                kind.run(place, what)
    base = {kind.name: kind for kind in all_kinds}
    for kind in all_kinds:
        if kind.base == kind.name:
            print(f"  {kind.name:<62}{kind.best['malloc']:8.2f} ns{kind.best['new']:12.2f} ns   (itself)")
            continue
        over = {what: kind.best[what] - base[kind.base].best[what] for what in kind.best}
        bar = f"   bar {kind.bar} ns{'' if max(over.values()) <= kind.bar else '   above the bar'}" if kind.bar else ""
        print(f"  {kind.name:<62}{over['malloc']:8.2f} ns{over['new']:12.2f} ns{bar}", flush=True)
