"""Other profilers beside this one, on one call tree, in one interleaved run: nanoseconds of processor time over the plain call."""
import dataclasses
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
RULES = 'version: 1\nfunctions:\n  - match: ["tree::*"]\n    sample_rate: {rate}\n'
TREE = ["-O2", "-DNDEBUG", "-std=c++17", "-pthread"]
PAGES = 2000
COUNTED_PAGES = 100  # under callgrind


@dataclasses.dataclass
class Peer:
    """A program, and how it is run: `state` is off (built in, switched off), counts (calls are counted, few or none timed) or measures (every call timed)."""
    name: str
    state: str
    program: pathlib.Path
    plain: pathlib.Path
    before: tuple = ()
    variables: dict = dataclasses.field(default_factory=dict)
    pages: int = PAGES
    counted: bool = True  # runs under callgrind

    def run(self, place, threads):
        done = subprocess.run([*self.before, self.program, str(self.pages), str(threads)], cwd=place, capture_output=True, text=True, check=False,
                              env={**os.environ, **self.variables})
        found = re.search(r"^(\d+) ([\d.]+) \d+$", done.stdout, re.MULTILINE)
        if done.returncode != 0 or not found:
            sys.exit(f"{self.name} ({self.state}) ended with {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
        return float(found.group(2))

    def instructions(self, place):
        """Of one call, or None."""
        if not self.counted or not shutil.which("valgrind"):
            return None
        few, many = (self.under_callgrind(place, pages) for pages in (COUNTED_PAGES, 2 * COUNTED_PAGES))
        return (many[1] - few[1]) / (many[0] - few[0])

    def under_callgrind(self, place, pages):
        words = ["valgrind", "--tool=callgrind", "--smc-check=all", f"--callgrind-out-file={place}/callgrind.out", self.program, str(pages)]
        done = subprocess.run(words, cwd=place, capture_output=True, text=True, check=True, env={**os.environ, **self.variables})
        return int(done.stdout.split()[0]), int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def compile_tree(place, name, words, more=()):
    subprocess.run([*words, *TREE, str(HERE / "call_tree.cpp"), *more, "-o", str(place / name)], check=True, cwd=place)
    return place / name


def ours(options, place, compiler, rate):
    """Built as a user builds: through the launcher."""
    rules = place / f"{rate}.yaml"
    rules.write_text(RULES.format(rate=rate))
    name = f"ours-{pathlib.Path(compiler).name}-{rate}"
    launcher = [options.build / "bin" / "scopegraft", "cc", "--rules", rules, "--store", place / f"store-{name}", "--root", HERE, "--"]
    subprocess.run([*map(str, launcher), compiler, *TREE, "-c", str(HERE / "call_tree.cpp"), "-o", f"{name}.o"], check=True, cwd=place)
    lib = options.build / "lib"
    subprocess.run([compiler, f"{name}.o", "-o", name, f"-L{lib}", "-lscopegraft", f"-Wl,-rpath,{lib}", "-pthread"], check=True, cwd=place)
    return place / name


def peers(options, place):
    gcc, clang = "g++", shutil.which("clang++-22")
    plain = compile_tree(place, "plain", [gcc])
    hooks = [gcc, "-finstrument-functions"]
    for name in ("empty_hooks", "table_hooks"):
        subprocess.run([gcc, *TREE, "-c", str(HERE / f"{name}.cpp"), "-o", f"{name}.o"], check=True, cwd=place)
    out = [Peer("-finstrument-functions, empty hooks", "off", compile_tree(place, "empty", hooks, ["empty_hooks.o"]), plain),
           Peer("hooks by hand: thread's table, rdtsc", "measures", compile_tree(place, "table", hooks, ["table_hooks.o"]), plain)]
    if shutil.which("uftrace"):
        gprof = compile_tree(place, "pg", [gcc, "-pg"])
        # Linked without -pg, which would start gprof's timer.
        subprocess.run([gcc, *TREE, "-pg", "-mfentry", "-mnop-mcount", "-fno-pie", "-c", str(HERE / "call_tree.cpp"), "-o", "nops.o"], check=True, cwd=place)
        subprocess.run([gcc, "nops.o", "-no-pie", "-pthread", "-o", "nops"], check=True, cwd=place)
        nops = place / "nops"
        out += [Peer("uftrace (-pg -mfentry -mnop-mcount)", "off", nops, plain),
                Peer("uftrace record -D 1", "counts", gprof, plain, ("uftrace", "record", "--no-event", "-D", "1", "-d", str(place / "uftrace.data")), {}, 200, False),
                Peer("uftrace record", "measures", gprof, plain, ("uftrace", "record", "--no-event", "-d", str(place / "uftrace.data")), {}, 200, False)]
    else:
        print("  uftrace is not here: apt-get install uftrace")
    if clang:
        plain_clang = compile_tree(place, "plain-clang", [clang])
        xray = compile_tree(place, "xray", [clang, "-fxray-instrument", "-fxray-instruction-threshold=1"])
        # LLVM 22.1 has no profiling mode to choose (__xray_log_get_current_mode gives none, no file is written): what is left of it is the patched call.
        fdr = {"XRAY_OPTIONS": f"patch_premain=true xray_mode=xray-fdr xray_logfile_base={place}/xray-"}
        out += [Peer("XRay, unpatched", "off", xray, plain_clang),
                Peer("XRay, patched, nothing attached", "off", xray, plain_clang, (), {"XRAY_OPTIONS": "patch_premain=true"}),
                Peer("XRay, flight data recorder", "measures", xray, plain_clang, (), fdr)]
    else:
        print("  XRay is not here: apt-get install clang-22")
    compilers = [(gcc, plain)] + ([(clang, plain_clang)] if clang else [])
    for compiler, base in compilers:
        brief = pathlib.Path(compiler).name
        profile = {"SCOPEGRAFT_OUTPUT": str(place / "%p.scopegraft")}
        automatic, measured = ours(options, place, compiler, "auto"), ours(options, place, compiler, 1)
        out += [Peer(f"Scopegraft, {brief}", "off", automatic, base, (), {**profile, "SCOPEGRAFT_ENABLED": "0"}),
                Peer(f"Scopegraft, {brief}, sample_rate 0", "counts", automatic, base, (), {**profile, "SCOPEGRAFT_SAMPLE_RATE": "0"}),
                Peer(f"Scopegraft, {brief}, auto", "counts", automatic, base, (), profile),
                Peer(f"Scopegraft, {brief}, sample_rate 1", "measures", measured, base, (), profile)]
    return out


def table(options, place):
    print("peers: nanoseconds of a thread's processor time over the plain call, medians of interleaved rounds; instructions by callgrind", flush=True)
    all_peers = peers(options, place)
    plains = [Peer("plain", "", plain, plain) for plain in dict.fromkeys(peer.plain for peer in all_peers)]
    taken = {}
    for _ in range(options.rounds):
        for threads in (1, 2):
            for number, peer in enumerate(plains + all_peers):
                taken.setdefault((number, threads), []).append(peer.run(place, threads))
    took = {key: statistics.median(values) for key, values in taken.items()}
    base = {plain.program: number for number, plain in enumerate(plains)}
    counted = {plain.program: plain.instructions(place) for plain in plains}
    over = {}
    print(f"  {'':<44}{'state':<10}{'1 thread':>9}{'2 threads':>11}{'instructions':>14}")
    for number, peer in enumerate(all_peers, len(plains)):
        one, two = (took[number, threads] - took[base[peer.plain], threads] for threads in (1, 2))
        instructions = peer.instructions(place)
        told = "-" if instructions is None else f"{instructions - counted[peer.plain]:.0f}"
        over.setdefault(peer.state, []).append((one, peer.name))
        print(f"  {peer.name:<44}{peer.state:<10}{one:>6.2f} ns{two:>8.2f} ns{told:>14}", flush=True)
    for state, rows in over.items():
        mine = [row for row in rows if row[1].startswith("Scopegraft")]
        others = [row for row in rows if not row[1].startswith("Scopegraft")]
        if mine and others:
            (ns, name), (peer_ns, peer_name) = max(mine), min(others)
            print(f"  {state}: {name} / {peer_name} = {ns / peer_ns:.2f}")
