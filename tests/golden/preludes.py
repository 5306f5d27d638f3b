#!/usr/bin/env python3
"""Every case is rewritten alike with precompiled standard headers: preludes.py --engine E --include I --presets P

The first units of each set of flags read their headers themselves and one makes the prelude; so all cases go through twice, and the
second time is compared with a run that has no preludes at all. How many used one is part of what is asserted: a prelude that is never
used would pass otherwise.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile

import golden

LEAST_USED = 0.8  # of the sources; the rest have modules, headers of their own under standard names, or macros that differ


def rewritten(case, place, preludes):
    """name of a source -> (text, result without what may differ, explanations, whether it used a prelude)."""
    work, out = place / "case", place / "out"
    shutil.copytree(case.folder, work, symlinks=True)
    out.mkdir()
    if case.spec["prepare"]:
        done = golden.run(["sh", "-ec", case.spec["prepare"]], work)
        if done.returncode != 0:
            raise golden.Failure("prepare: " + done.stderr)
    found = {}
    for source, (result, explanations) in golden.rewrite(case, work, out, case.spec["standard"], case.spec["reference"], [], preludes).items():
        used = result.pop("prelude") == "used"
        reads = set(result.pop("reads"))
        text = (out / source).read_text(errors="surrogateescape") if result["status"] == "rewritten" else ""
        copies = {path.name: path.read_text(errors="surrogateescape") for path in (out / "store" / "headers").glob("*")}
        found[source] = ((text, copies, result, explanations), reads, used)
    shutil.rmtree(place)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--engine", "--include", "--presets"):
        parser.add_argument(name, required=True)
    parser.add_argument("--gcc", default="g++")
    options = parser.parse_args()
    options.include = pathlib.Path(options.include).resolve()
    options.engine = pathlib.Path(options.engine).resolve()
    options.gcc_version = golden.run([options.gcc, "-dumpfullversion"], golden.HERE).stdout.strip()
    cases = [golden.Case(p, options) for p in sorted(golden.HERE.iterdir()) if p.is_dir() and p.name[:3].isdigit()]
    failed, sources, used = 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="golden-preludes-") as temporary:
        place = pathlib.Path(temporary).resolve()
        preludes = ["--preludes", place / "preludes"]
        for case in cases:
            rewritten(case, place / "work", preludes)
        for case in cases:
            without, with_prelude = rewritten(case, place / "work", ()), rewritten(case, place / "work", preludes)
            for source, (made, reads, _) in without.items():
                made_with, reads_with, this_used = with_prelude[source]
                sources, used = sources + 1, used + this_used
                missing = {path for path in reads - reads_with if not path.startswith(str(place))}
                if made != made_with or missing:
                    failed += 1
                    print(f"FAIL {case.folder.name}/{source}: another text with a prelude" + (f"; not read: {sorted(missing)}" if missing else ""))
    print(f"{sources - failed} of {sources} sources are rewritten alike, {used} with a prelude")
    return 1 if failed or used < LEAST_USED * sources else 0


if __name__ == "__main__":
    sys.exit(main())
