"""Validates every shipped rules file against rules/profiling.schema.json, and texts that must not pass.

Needs python3-jsonschema and python3-yaml; without them the test fails.
"""
import json
import pathlib
import sys

import jsonschema
import yaml

WRONG = [
    "{}",
    "{version: 2}",
    "{version: 1, functons: []}",
    "{version: 1, functions: [{}]}",
    "{version: 1, functions: [{match: []}]}",
    "{version: 1, functions: [{match: f, sample_rate: 2}]}",
    "{version: 1, functions: [{match: f, track_memory: 'yes'}]}",
    "{version: 1, functions: [{match: f, keep_slow: 50}]}",
    "{version: 1, modules: [{match: f}]}",
    "{version: 1, modules: [{sample_rate: 1}]}",
    "{version: 1, classes: [{match: C, exclude: f}]}",
    "{version: 1, functions: [{match: f, cache: {hit_when: truthy}}]}",
    "{version: 1, functions: [{match: f, collectors: [{database: {queries: true}}]}]}",
    "{version: 1, tests: [{function: f, expect: perhaps}]}",
    "{version: 1, tests: [{expect: profiled}]}",
]


def main(root: pathlib.Path) -> int:
    schema = json.loads((root / "rules/profiling.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures = 0
    files = sorted(root.glob("rules/presets/*.yaml")) + sorted(root.glob("profiling.yaml"))
    files += sorted(root.glob("integration/examples/**/profiling.yaml")) + sorted(root.glob("tests/unit/rules/*.yaml"))
    if len(files) < 4:
        print(f"only {len(files)} rules files found below {root}")
        failures += 1
    for file in files:
        for error in validator.iter_errors(yaml.safe_load(file.read_text())):
            print(f"{file.relative_to(root)}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
            failures += 1
    for text in WRONG:
        if validator.is_valid(yaml.safe_load(text)):
            print(f"passes the schema, but must not: {text}")
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
