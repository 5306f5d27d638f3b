#!/usr/bin/env python3
"""Runs the golden cases: rewrite, compare with what is expected, compile and run plain and rewritten with both compilers.

A case is a folder `NNNx_name` (NNN: its number in README.md) with `rules.yaml`, sources, and
  expected/         the rewritten text of every source, and the copies of headers under expected/headers/
  expected.explain  one line per function: what became of it and why
  case.json         what differs from the defaults; see DEFAULTS

For each compiler and standard the plain and the rewritten program must compile with the same warnings (all of them on), give
the same output and end with the same code.
"""
import argparse
import concurrent.futures
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

DEFAULTS = {
    "min": 11,                # oldest and newest standard the input compiles with
    "max": 26,
    "standard": 20,           # of the rewriting that expected/ holds
    "reference": "clang++",   # the compiler that it is for
    "flags": [],              # for every compilation
    "compilers": ["g++", "clang++"],
    "sources": None,          # None: every *.cpp of the folder
    "status": "rewritten",    # or source -> status
    "variants": {},           # name -> more flags; expected/NAME per variant
    "run": True,
    "link_flags": [],
    "pedantic_errors": True,  # the input also compiles with -pedantic-errors
    "exceptions": True,       # the input needs exceptions or RTTI
    "prepare": "",            # shell line run in the copy of the folder before anything else
    "warnings": True,         # plain and rewritten draw the same warnings
    "only_one_draws": [],     # words of warnings that plain or rewritten text draws alone
    "moved": [],              # lines whose warnings stand at other columns: behind a guard in a macro's argument
    "texts": True,            # expected/ holds the rewritten text (not so of a source that `prepare` makes)
    "twice": False,           # the rewritten text is rewritten once more: that changes nothing
    "debugger": [],           # commands of gdb that tell the same of plain and rewritten program
    "same_output": True,      # plain and rewritten print the same
}

STANDARDS = {"g++": [11, 14, 17, 20, 23], "clang++": [11, 14, 17, 20, 23, 26]}
WARNINGS = {
    "g++": ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wsign-conversion", "-Wold-style-cast",
            "-Wnon-virtual-dtor", "-Wunused", "-Wuseless-cast", "-Wmissing-declarations", "-Wredundant-decls",
            "-Wduplicated-branches", "-Wlogical-op", "-Wnull-dereference", "-Wzero-as-null-pointer-constant",
            "-Wextra-semi", "-Wunreachable-code", "-Wcast-qual", "-Wmisleading-indentation"],
    "clang++": ["-Weverything", "-Wno-unknown-warning-option"],
}


NO_CARETS = {"g++": "-fno-diagnostics-show-caret", "clang++": "-fno-caret-diagnostics"}


class Failure(Exception):
    pass


class Case:
    def __init__(self, folder, options):
        self.folder = folder
        self.name = folder.name
        self.options = options
        self.spec = dict(DEFAULTS)
        file = folder / "case.json"
        if file.exists():
            given = json.loads(file.read_text())
            unknown = set(given) - set(DEFAULTS)
            if unknown:
                raise Failure(f"case.json: unknown {sorted(unknown)}")
            self.spec.update(given)

    def sources(self):
        if self.spec["sources"] is not None:
            return self.spec["sources"]
        return sorted(p.name for p in self.folder.glob("*.cpp"))

    def standards(self, compiler):
        fitting = [s for s in STANDARDS[compiler] if self.spec["min"] <= s <= self.spec["max"]]
        if self.options.long or len(fitting) <= 2:
            return fitting
        return [fitting[0], fitting[-1]]


def run(words, folder, **more):
    return subprocess.run([str(w) for w in words], cwd=folder, capture_output=True, text=True, errors="replace",
                          timeout=120, **more)


def program(compiler, options):
    return options.clang if compiler == "clang++" else options.gcc


def rewrite(case, work, out, standard, compiler, flags, preludes=()):
    """Rewrites every source; gives name -> (result, explanations). `preludes`: options of the rewriter."""
    options = case.options
    results = {}
    for source in case.sources():
        base = out / source
        base.parent.mkdir(parents=True, exist_ok=True)
        words = [options.engine, "--rules", work / "rules.yaml", "--presets", options.presets, "--source", source,
                 "--output", base, "--store", out / "store", "--result", f"{base}.result", "--explain", f"{base}.explain",
                 "--graft-include", options.include, "--root", work, *preludes, "--", f"-std=c++{standard}", "-O1", f"-I{options.include}"]
        if compiler == "g++":
            words.append(f"-fgnuc-version={options.gcc_version}")
        done = run(words + case.spec["flags"] + flags, work)
        if done.returncode not in (0, 3):
            raise Failure(f"{source}: the rewriter ended with {done.returncode}: {done.stderr.strip()}")
        result = json.loads(pathlib.Path(f"{base}.result").read_text())
        wanted = case.spec["status"]
        if isinstance(wanted, dict):
            wanted = wanted.get(source, "rewritten")
        if result["status"] != wanted:
            raise Failure(f"{source}: status is {result['status']} ({result['reason']}), not {wanted}")
        explanations = [json.loads(line) for line in pathlib.Path(f"{base}.explain").read_text().splitlines()]
        results[source] = (result, explanations)
    return results


def check_twice(case, work, out, results):
    """The rewritten text as a source: it is known again, or stays as it is."""
    for source, (result, _) in results.items():
        if result["status"] != "rewritten":
            continue
        again = work / "again"
        again.mkdir(exist_ok=True)
        shutil.copy(out / source, again / source)
        words = [case.options.engine, "--rules", work / "rules.yaml", "--presets", case.options.presets, "--source", f"again/{source}", "--output",
                 out / "again.cpp", "--store", out / "store", "--result", out / "again.result", "--explain", out / "again.explain",
                 "--graft-include", case.options.include, "--root", work, "--", f"-std=c++{case.spec['standard']}"]
        done = run(words + case.spec["flags"], work)
        again = json.loads((out / "again.result").read_text())
        if done.returncode != 0 or again["status"] != "unchanged" or "rewritten already" not in again["reason"]:
            raise Failure(f"{source} a second time: {done.returncode}, {again['status']} ({again['reason']}) {done.stderr}")


def normalised(text, case, work, out):
    text = text.replace(str(case.options.include), "<runtime>").replace(str(out / "store"), "<store>")
    text = text.replace(str(work), "<case>")
    return re.sub(r"\b[0-9a-f]{32}-", "<hash>-", text)


def actual_texts(case, work, out, results):
    """What expected/ should hold: relative name -> bytes."""
    texts = {}
    for source, (result, _) in results.items():
        if result["status"] != "rewritten":
            continue
        texts[source] = (out / source).read_bytes()
        seen = {}
        for copied in result["copies"]:
            name = re.sub(r"^[0-9a-f]{32}-", "", os.path.basename(copied["copy"]))
            seen[name] = seen.get(name, 0) + 1
            stem, dot, extension = name.rpartition(".")
            text = pathlib.Path(copied["copy"]).read_bytes()
            if seen[name] > 1:
                name = f"{stem}-{seen[name]}{dot}{extension}"
            while f"headers/{name}" in texts and texts[f"headers/{name}"] != text:
                name = "other-" + name
            texts[f"headers/{name}"] = text
    for key, value in texts.items():
        texts[key] = normalised(value.decode("latin-1"), case, work, out).encode("latin-1")
    return texts


def explain_text(results):
    lines = []
    for source, (_, explanations) in results.items():
        for e in explanations:
            set_by_rules = [f"{k}={json.dumps(v['value'])}" for k, v in e["options"].items()
                            if v["origin"] != "built-in default"] if e["outcome"] == "profiled" else []
            how = "looked up" if "lookup" in e else "called"
            called = f" {how} in {e['call_in'] or 'no function'}" if "call_in" in e else ""
            line = f"{e['file']}:{e['line']}:{e['column']}: {e['function']}{called}: {e['outcome']}"
            if e["reason"] and e["outcome"] != "profiled":
                line += f": {e['reason']}"
            lines.append(" ".join([line] + set_by_rules))
    return "\n".join(dict.fromkeys(lines)) + "\n"


def compare(expected, actual, what):
    if expected == actual:
        return
    difference = difflib.unified_diff(expected.decode("latin-1").splitlines(), actual.decode("latin-1").splitlines(),
                                      f"expected/{what}", "actual", lineterm="")
    raise Failure(f"{what} differs\n" + "\n".join(list(difference)[:60]))


def check_texts(case, work, out):
    variants = case.spec["variants"] or {"": []}
    for variant, flags in variants.items():
        target = out / "reference" / variant if variant else out / "reference"
        results = rewrite(case, work, target, case.spec["standard"], case.spec["reference"], flags)
        if case.spec["twice"]:
            check_twice(case, work, target, results)
        texts = actual_texts(case, work, target, results) if case.spec["texts"] else {}
        texts = {(f"{variant}/{k}" if variant else k): v for k, v in texts.items()}
        explain = "expected.explain" if not variant else f"expected.{variant}.explain"
        explained = explain_text(results).encode("utf-8")
        if case.options.update:
            folder = case.folder / "expected" / variant if variant else case.folder / "expected"
            shutil.rmtree(folder, ignore_errors=True)
            for name, text in texts.items():
                file = case.folder / "expected" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text)
            (case.folder / explain).write_bytes(explained)
            continue
        root = case.folder / "expected"
        known = {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()} if root.exists() else set()
        if variant:
            known = {k for k in known if k.startswith(variant + "/")}
        if known != set(texts):
            raise Failure(f"expected/ holds {sorted(known)}, the rewriter made {sorted(texts)}")
        for name, text in texts.items():
            compare((root / name).read_bytes(), text, name)
        compare((case.folder / explain).read_bytes(), explained, explain)


def compile_one(case, compiler, words, work, sources, target):
    """Gives the warnings; raises when it does not compile."""
    warnings = []
    objects = []
    for index, source in enumerate(sources):
        object_file = f"{target}.{index}.o"
        done = run([program(compiler, case.options)] + words + ["-c", source, "-o", object_file], work)
        if done.returncode != 0:
            raise Failure("\n".join(done.stderr.splitlines()[:30]))
        warnings.append(done.stderr)
        objects.append(object_file)
    return "".join(warnings), objects


def as_spelled(warnings, work):
    """A quoted include of a copied header becomes absolute: the same file by another spelling."""
    return re.sub(rf"{re.escape(str(work))}/(\./)?|(?<![\w./])\./", "", warnings)


def without(warnings, words):
    """Without the warnings that hold one of the words, and without the lines that say who includes what."""
    lines = [line for line in warnings.splitlines() if not re.match(r"In file included from| +from ", line)]
    return "\n".join(line for line in lines if not any(word in line for word in words)) + "\n"


def link_and_run(case, compiler, objects, work, target, words):
    done = run([program(compiler, case.options)] + words + objects + ["-o", target] + case.spec["link_flags"] +
               [case.options.runtime, f"-Wl,-rpath,{os.path.dirname(case.options.runtime)}", "-pthread"], work)
    if done.returncode != 0:
        raise Failure("does not link:\n" + done.stderr[:2000])
    environment = dict(os.environ, SCOPEGRAFT_OUTPUT=f"{target}.scopegraft")
    done = run([target], work, env=environment)
    return done.returncode, done.stdout, done.stderr


def debugged(case, work, program):
    """What gdb says to the commands of the case, without addresses."""
    words = ["gdb", "-batch", "-nx", "-iex", "set debuginfod enabled off", "-ex", "set confirm off", "-ex", "set style enabled off"]
    for command in case.spec["debugger"]:
        words += ["-ex", command]
    done = run([*words, program], work)
    text = re.sub(r"0x[0-9a-f]+", "ADDRESS", as_spelled(done.stdout, work))
    text = re.sub(r"Line (\d+) of \"(.*?)\" starts at address .*", r"Line \1 of \2", text)
    return "\n".join(line for line in text.splitlines() if not re.match(r"\[|Using host libthread_db", line)) + "\n"


def compare_debugging(case, work, target):
    plain, grafted = (debugged(case, work, f"{target}.{kind}.run") for kind in ("plain", "grafted"))
    compare(plain.encode(), grafted.encode(), "in gdb")
    if not re.search(r"^Breakpoint 1, ", plain, re.M):
        raise Failure(f"gdb never stopped:\n{plain}")


def check_program(case, work, out, compiler, standard, more, label):
    spec = case.spec
    words = [f"-std=c++{standard}", "-O1", "-g", NO_CARETS[compiler], f"-I{case.options.include}"] + more
    warn = WARNINGS[compiler] + spec["flags"]
    folder = out / label
    folder.mkdir(parents=True, exist_ok=True)
    for variant, flags in (spec["variants"] or {"": []}).items():
        target = folder / (variant or "program")
        words_here = words + warn + flags
        try:
            plain_warnings, plain = compile_one(case, compiler, words_here, work, case.sources(), f"{target}.plain")
        except Failure as failure:
            raise Failure(f"{label}: the input itself does not compile\n{failure}")
        results = rewrite(case, work, target.with_suffix(".rewritten"), standard, compiler, flags + more)
        rewritten = [target.with_suffix(".rewritten") / s if r[0]["status"] == "rewritten" else s
                     for s, r in results.items()]
        try:
            warnings, objects = compile_one(case, compiler, words_here, work, rewritten, f"{target}.grafted")
        except Failure as failure:
            raise Failure(f"{label}: the rewritten text does not compile\n{failure}")
        plain_warnings, warnings = (as_spelled(text, work) for text in (plain_warnings, warnings))
        if spec["only_one_draws"]:
            plain_warnings, warnings = (without(text, spec["only_one_draws"]) for text in (plain_warnings, warnings))
        for line in spec["moved"]:
            plain_warnings, warnings = (re.sub(rf"({re.escape(line)}):\d+", r"\1", text) for text in (plain_warnings, warnings))
        if spec["warnings"] and plain_warnings != warnings:
            difference = difflib.unified_diff(plain_warnings.splitlines(), warnings.splitlines(), "plain", "rewritten",
                                              lineterm="", n=0)
            raise Failure(f"{label}: warnings differ\n" + "\n".join(list(difference)[:30]))
        if not spec["run"]:
            continue
        before = link_and_run(case, compiler, plain, work, f"{target}.plain.run", more)
        after = link_and_run(case, compiler, objects, work, f"{target}.grafted.run", more)
        if spec["debugger"]:
            compare_debugging(case, work, target)
        if spec["same_output"] and before != after:
            raise Failure(f"{label}: the programs differ\nplain:     {before}\nrewritten: {after}")


def builds(case, compiler):
    """(standard, name, flags) of each build: the oldest standard's without exceptions and RTTI where the case allows it, the newest one's
    pedantic. With --long, and where there is but one standard, each as it is and the newest once more with all of that."""
    standards = case.standards(compiler)
    pedantic = ("-pedantic", ["-pedantic-errors"]) if case.spec["pedantic_errors"] else ("", [])
    bare = ("-bare", ["-fno-exceptions", "-fno-rtti"]) if not case.spec["exceptions"] else ("", [])
    if len(standards) == 2 and not case.options.long:
        return [(standards[0], *bare), (standards[1], *pedantic)]
    all_of_it = (pedantic[0] + bare[0], pedantic[1] + bare[1])
    return [(standard, "", []) for standard in standards] + [(standards[-1], *all_of_it) for _ in standards[:1] if all_of_it[1]]


def check_programs(case, work, out):
    for compiler in case.spec["compilers"]:
        for standard, name, flags in builds(case, compiler):
            check_program(case, work, out, compiler, standard, flags, f"{compiler}-{standard}{name}")


def check(folder, options):
    try:
        case = Case(folder, options)
        with tempfile.TemporaryDirectory(prefix="golden-") as temporary:
            work = pathlib.Path(temporary).resolve() / "case"
            out = pathlib.Path(temporary).resolve() / "out"
            shutil.copytree(folder, work, symlinks=True)
            if case.spec["prepare"]:
                done = run(["sh", "-ec", case.spec["prepare"]], work)
                if done.returncode != 0:
                    raise Failure("prepare: " + done.stderr)
            check_texts(case, work, out)
            if not options.texts_only and case.spec["status"] != "unparsed":
                check_programs(case, work, out)
            if options.keep:
                shutil.copytree(temporary, options.keep, dirs_exist_ok=True)
        return folder.name, ""
    except Failure as failure:
        return folder.name, str(failure)
    except subprocess.TimeoutExpired as failure:
        return folder.name, f"took too long: {failure.cmd[0]}"


def numbers(text):
    low, _, high = text.partition("-")
    return range(int(low), int(high or low) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True, help="scopegraft-rewrite")
    parser.add_argument("--include", required=True, help="folder that holds scopegraft/graft.h")
    parser.add_argument("--presets", default="", help="folder of the shipped presets")
    parser.add_argument("--runtime", required=True, help="the runtime's library")
    parser.add_argument("--clang", default="clang++-22")
    parser.add_argument("--gcc", default="g++")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--long", action="store_true", help="every standard, not only the oldest and the newest")
    parser.add_argument("--update", action="store_true", help="write what the rewriter makes as expected, then check it")
    parser.add_argument("--texts-only", action="store_true", help="compile nothing")
    parser.add_argument("--keep", help="folder that takes the files of the (single) case")
    parser.add_argument("--numbers", help="only cases with these numbers: 7 or 10-19")
    parser.add_argument("cases", nargs="*", help="names or parts of names; default: all")
    options = parser.parse_args()
    options.include = pathlib.Path(options.include).resolve()
    options.runtime = str(pathlib.Path(options.runtime).resolve())
    options.engine = pathlib.Path(options.engine).resolve()
    if shutil.which(options.clang) is None:
        options.clang = "clang++"
    options.gcc_version = run([options.gcc, "-dumpfullversion"], HERE).stdout.strip()
    folders = sorted(p for p in HERE.iterdir() if p.is_dir() and re.match(r"\d{3}", p.name))
    if options.numbers:
        folders = [p for p in folders if int(p.name[:3]) in numbers(options.numbers)]
    if options.cases:
        folders = [p for p in folders if any(word in p.name for word in options.cases)]
    if not folders:
        print("no such case")
        return 1 if options.cases else 0
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for name, failure in pool.map(lambda folder: check(folder, options), folders):
            failed += failure != ""
            print(f"{'FAIL' if failure else 'ok  '} {name}", flush=True)
            if failure:
                print("     " + failure.replace("\n", "\n     "), flush=True)
    print(f"{len(folders) - failed} of {len(folders)} cases hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
