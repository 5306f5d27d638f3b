#!/usr/bin/env python3
"""Mutants of the sample sources: a few edits of whole tokens, and whatever still compiles must do the same with scopes.

    mutants.py --build BUILD [--seed N] [--count N | --seconds N] [--compiler NAME ...]

The samples are the golden cases that are one file, and programs of programs.py. Most mutants do not compile; those that do
are shapes nobody would think of.
"""
import pathlib
import random
import re
import sys

import judge
import programs

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'[ \t]+|\n|//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|[A-Za-z_]\w*|\.?\d[\w.]*|::|->\*?|<<=?|>>=?|<=>|[-+*/%&|^!=<>]=|&&|\|\||\.\.\.|##?|.', re.S)
POOL = ("{", "}", ";", "(", ")", "{}", "{;}", "static", "inline", "constexpr", "const", "noexcept", "virtual", "explicit", "mutable", "auto", "int", "long",
        "template <class T>", "try", "catch (...) {}", "[]", "[&]", "[=]", "-> int", "return", "throw 1;", "if (1)", "else", "while (0)", "do", "for (;;)",
        "namespace {", "struct X {", "};", "extern \"C\"", "&", "&&", "*", ",", "::", "\\\n", "/* { */", "// {\n", "\n", "\n#if 1\n", "\n#endif\n", "\n#line 9\n",
        "<%", "%>", "[[nodiscard]]", "[[maybe_unused]]", "__attribute__((noinline))", "[] { return 1; }()", "[](auto x) { return x; }", "this", "operator()",
        "typename", "using", "default:", "case 0:", "goto", "requires true", "co_return", "consteval", "constinit", "volatile", "thread_local", "__extension__")


def samples():
    """The texts of the golden cases that stand alone."""
    found = []
    for main in sorted((ROOT / "tests" / "golden").glob("*/main.cpp")):
        others = [path for path in main.parent.iterdir() if path.suffix in (".h", ".hpp", ".cpp", ".inc", ".def") and path != main]
        if not others:
            found.append(main.read_text(encoding="latin-1"))
    return found


SAMPLES = samples()


class Mutant:
    def __init__(self, name, compiler, flags, files, tokens, edits):
        self.name, self.compiler, self.flags, self.others, self.tokens, self.edits = name, compiler, flags, files, tokens, edits

    def text(self):
        tokens = [[token] for token in self.tokens]
        for kind, at, what in self.edits:
            if kind == "delete":
                tokens[at] = []
            elif kind == "replace":
                tokens[at] = [what]
            elif kind == "insert":
                tokens[at].insert(0, f" {what} ")
            elif kind == "double":
                tokens[at] = tokens[at] * 2
            elif kind == "move":
                tokens[what % len(tokens)] += tokens[at]
                tokens[at] = []
        return "".join(part for token in tokens for part in token)

    def files(self):
        return {**self.others, "main.cpp": self.text().encode("latin-1")}

    def smaller(self):
        for index in range(len(self.edits)):
            yield Mutant(self.name, self.compiler, self.flags, self.others, self.tokens, self.edits[:index] + self.edits[index + 1:])

    def describe(self):
        return f"{self.name} {' '.join(self.flags)}: " + "; ".join(f"{kind} {self.tokens[at]!r} ({what!r})" for kind, at, what in self.edits)


def make_mutant(seed, compiler):
    rng = random.Random(f"mutant-{seed}-{compiler}")
    if SAMPLES and rng.random() < 0.5:
        text = rng.choice(SAMPLES)
        others, flags = {}, [f"-std=gnu++{rng.choice((17, 20, 20))}", "-O1"]
    else:
        program = programs.make_program(rng.randrange(10**6), compiler)
        others = program.files()
        text, flags = others.pop("main.cpp").decode("latin-1"), program.flags
    tokens = [match.group(0) for match in TOKEN.finditer(text)]
    places = [index for index, token in enumerate(tokens) if not token.isspace()]
    edits = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        kind = rng.choice(("delete", "replace", "insert", "insert", "insert", "double", "move"))
        at = rng.choice(places)
        what = rng.randrange(max(at - 8, 0), at + 8) if kind == "move" else rng.choice(POOL) if rng.random() < 0.7 else tokens[rng.choice(places)]
        edits.append((kind, at, what))
    return Mutant(f"mutant-{seed}-{compiler}", compiler, flags, others, tokens, edits)


if __name__ == "__main__":
    sys.exit(judge.main(__doc__, make_mutant, least=0.1))
