"""The README's reference says what there is: keys of rules come out of the schema; variables, CMake options and names of the
API are looked up in the sources. `reference_test.py BUILD --update` writes the table of keys."""
import json
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
INTEGRATION = ROOT / "integration/README.md"
PLACES = ["defaults", "modules", "classes", "functions", "calls", "executors", "tests"]
BEGIN, END = "<!-- keys: out of rules/profiling.schema.json, by tests/e2e/reference_test.py --update -->\n", "<!-- end of keys -->\n"


def key_table():
    schema = json.loads((ROOT / "rules/profiling.schema.json").read_text())
    definitions = {"defaults": "defaults", "modules": "module", "classes": "class", "functions": "function", "calls": "call", "executors": "executor", "tests": "test"}
    keys = {}
    for name, key in schema["properties"].items():
        keys[name] = (key["description"], ["the top"])
    for place in PLACES:
        for name, key in schema["definitions"][definitions[place]]["properties"].items():
            keys.setdefault(name, (key["description"], []))[1].append(place)
    lines = ["| key | in | meaning |", "|---|---|---|"]
    for name, (description, places) in keys.items():
        lines.append(f"| `{name}` | {', '.join(places)} | {description.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def sources(*patterns):
    return "\n".join(path.read_text() for pattern in patterns for path in sorted(ROOT.glob(pattern)))


FUNCTION = re.compile(r"(?P<indent>(?:  )?)(?:\[\[nodiscard\]\] )?(?:(?:SCOPEGRAFT_RT_API|inline|constexpr|virtual|static|template <[^>]*>) )*"
                      r"(?:decltype\(auto\) |auto |[\w:][\w:<>,*& ]*?[ &*])(?P<name>[a-zA-Z]\w*)\(")


def api_of(header):
    """Names of functions, classes, their public functions (as `Class.name`) and macros that a header offers its users."""
    names, owner, public, internal = [], None, True, False
    for line in header.splitlines():
        if match := re.match(r"(}  // )?namespace (?:scopegraft::)?(?:detail|\w*_rt|sg_\w+|std)\b", line):
            internal = match[1] is None
        elif internal:
            continue
        elif match := re.match(r"(class|struct) (?:\[\[nodiscard\]\] )?(\w+)[^;]*{$", line):
            owner, public = match[2], match[1] == "struct"
            names.append(owner)
        elif line.startswith("};"):
            owner = None
        elif re.match(r" (?:public|private|protected):", line):
            public = line == " public:"
        elif match := re.match(r"#define (SCOPEGRAFT_(?!RT_)\w+)\(", line):
            names.append(match[1])
        elif (match := FUNCTION.match(line)) and not re.match(r" *(?:return|friend|using|explicit|static_assert|else)\b", line):
            if match["name"].startswith(("sg_", "operator")) or match["name"] == owner or " override" in line:
                continue
            if not match["indent"] and owner is None:
                names.append(match["name"])
            elif match["indent"] and owner and public:
                names.append(f"{owner}.{match['name']}")
    return names


class Reference(unittest.TestCase):
    def setUp(self):
        self.text = README.read_text()

    def test_every_key_of_the_schema(self):
        written = self.text[self.text.index(BEGIN) + len(BEGIN):self.text.index(END)]
        self.assertEqual(written, key_table(), "run reference_test.py BUILD --update")

    def test_every_variable_that_the_runtime_reads(self):
        read = set(re.findall(r'"(SCOPEGRAFT_[A-Z_]+)"', sources("runtime/src/live/*.cpp", "runtime/src/context/*.cpp", "integration/*/*.cpp")))
        read |= set(re.findall(r'(?:env_set|env_equals)\("(SCOPEGRAFT_[A-Z_]+)"', sources("runtime/include/scopegraft/graft.h")))
        self.assertGreater(len(read), 10)
        listed = set(re.findall(r"^\| `(SCOPEGRAFT_[A-Z_]+)", self.text, re.M))
        self.assertEqual(read - listed, set(), "missing in the README")
        known = sources("runtime/**/*.cpp", "runtime/**/*.h", "tool/**/*.cpp", "integration/**/*.cpp", "integration/**/*.h")
        self.assertEqual({name for name in listed if name not in known}, set(), "in the README, read by nobody")

    def test_every_name_of_the_api(self):
        for folder, text, least in [("runtime/include/scopegraft", self.text, 60), ("integration/*/include/scopegraft/*", INTEGRATION.read_text(), 30)]:
            names = [name for path in sorted(ROOT.glob(folder + "/*.h")) for name in api_of(path.read_text())]
            self.assertGreater(len(names), least)
            missing = [name for name in names if not re.search(rf"`[^`]*\b{name.rpartition('.')[2]}\b", text)]
            self.assertEqual(missing, [], f"of {folder}, missing in the reference")

    def test_no_function_is_made_up(self):
        table = self.text[self.text.index("### Functions of the API"):self.text.index("## How it works")]
        named = set(re.findall(r"`(\w+)\(", table)) | set(re.findall(r"`(\w+)`", "".join(re.findall(r" \(`.*?`\)", table))))
        known = sources("runtime/include/scopegraft/*.h")
        self.assertEqual({name for name in named if not re.search(rf"\b{name}\b", known)}, set(), "in the README, but not there")
        text = INTEGRATION.read_text()
        table = text[text.index("## Functions\n"):text.index("## When it does not")]
        named = set(re.findall(r"`(?:http|rpc|testing)::(\w+)", table)) | set(re.findall(r"`(\w+)`", "".join(re.findall(r" \(`.*?`\)", table))))
        self.assertGreater(len(named), 30)
        known = sources("integration/*/include/scopegraft/*/*.h")
        self.assertEqual({name for name in named if not re.search(rf"\b{name}\b", known)}, set(), "in integration/README.md, but not there")

    def test_fields_of_defaults_and_performance(self):
        text = (ROOT / "runtime/include/scopegraft/config.h").read_text()
        fields = re.findall(r"std::optional<[\w:]+> (\w+);", text)
        self.assertEqual(len(fields), 10)
        self.assertEqual([name for name in fields if f"`{name}`" not in self.text], [])

    def test_every_test_of_a_feature_exists(self):
        rows = re.findall(r"^\| ([A-Z]\d+) \|(.*)\|$", (ROOT / "tests/FEATURES.md").read_text(), re.M)
        self.assertGreater(len(rows), 20)
        self.assertEqual(len({id for id, _ in rows}), len(rows), "a feature has one row")
        for id, row in rows:
            named = re.findall(r"`((?:e2e|unit|golden|consumer|realworld|bench)/[^`]+)`", row)
            self.assertTrue(named, f"{id} names no test")
            for test in named:
                with self.subTest(feature=id, test=test):
                    path, _, name = test.partition("::")
                    self.assertTrue((ROOT / "tests" / path).exists())
                    if not name:
                        continue
                    text = (ROOT / "tests" / path).read_text()
                    suite, _, case = name.partition(".")
                    pattern = rf"def {name}\(self" if path.endswith(".py") else rf"^TEST\w*\({suite}, {case}\)"
                    self.assertRegex(text, re.compile(pattern, re.M))

    def test_every_argument_of_scopegraft_instrument(self):
        text = (ROOT / "integration/cmake/ScopegraftInstrument.cmake").read_text()
        flags, values = re.search(r'cmake_parse_arguments\(PARSE_ARGV 0 arg "([^"]*)" "([^"]*)"', text).groups()
        words = [word for word in (flags + ";" + values).split(";") if word]
        self.assertIn("RULES", words)
        self.assertEqual([word for word in words if f"`{word}" not in self.text], [])


if __name__ == "__main__":
    if "--update" in sys.argv:
        text = README.read_text()
        README.write_text(text[:text.index(BEGIN) + len(BEGIN)] + key_table() + text[text.index(END):])
    else:
        unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
