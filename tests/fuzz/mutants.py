#!/usr/bin/env python3
"""Mutants of the sample sources: a few edits of whole tokens, and whatever still compiles must do the same with scopes.

    mutants.py --build BUILD [--seed N] [--count N | --seconds N] [--compiler NAME ...]

The samples are the golden cases that are one file, and programs of programs.py. Most mutants do not compile; those that do
are shapes nobody would think of.
"""
import json
import pathlib
import random
import re
import sys

import judge
import programs

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'[ \t]+|\n|//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|[A-Za-z_]\w*|\.?\d[\w.]*|::|->\*?|<<=?|>>=?|<=>|[-+*/%&|^!=<>]=|&&|\|\||\.\.\.|##?|.', re.S)
# What may stand between any two tokens, in front of a declaration, where a statement or a declaration may stand; and anything at all.
BLANKS = ("\n", "\\\n", " /* { */ ", " // {\n", "\t", "\n\n", " /* \n } */ ", "\n#if 1\n#endif\n", "\n#line 9\n", '\n#line 40 "other.h"\n', "\r\n", "\n#pragma GCC diagnostic push\n")
SPECIFIERS = ("static", "inline", "constexpr", "[[nodiscard]]", "[[maybe_unused]]", "__attribute__((noinline))", "extern \"C\"", "__extension__", "template <class Q>",
              "consteval", "constinit", "virtual", "explicit", "friend", "[[gnu::always_inline]] inline", "thread_local", "__attribute__((const))", "[[noreturn]]")
STATEMENTS = (";", "{}", "{;}", "[] { return 1; }();", "[[maybe_unused]] auto zl = [](auto zx) { return zx; };", "if (0) {}", "struct ZL { void zf() {} int zg() { return 2; } };",
              "try { throw 1; } catch (...) {}", "static int zn = 0;", "do {} while (0);", "using ZT = int;", "switch (0) { default:; }", "goto zdone; zdone:;", "extern int ze;",
              "if (true) { int zi = [&] { return 3; }(); (void)zi; } else {}", "return;", "for (int zi = 0; zi < 2; ++zi) {}", "__COUNTER__;", "(void)__PRETTY_FUNCTION__;",
              "_Pragma(\"GCC diagnostic ignored \\\"-Wall\\\"\")", "alignas(16) char zb[3];", "static const auto zs = [](int zx) noexcept { return zx + 1; };", "asm volatile(\"\");")
DECLARATIONS = (";", "void zd() {}", "struct ZS { int zf() { return 1; } ZS() {} ~ZS() {} };", "static int zq = [] { return 2; }();", "namespace {}", "template <class ZT> ZT zt(ZT z) { return z; }",
                "inline namespace zi { int zf() { return 3; } }", "extern \"C\" { void zc(void) {} }", "auto zl = [](auto... z) { return sizeof...(z); };", "using ZU = decltype(sizeof 1);",
                "#define SAY2(x) SAY(x)\n", "int zv{[] { return 4; }()};", "static_assert(sizeof(int) == 4, \"\");", "[[gnu::constructor]] static void zk() {}", "union ZN { int a; ZN() : a(1) {} };")
POOL = ("{", "}", ";", "(", ")", "{}", "const", "noexcept", "mutable", "auto", "int", "long", "try", "catch (...) {}", "[]", "[&]", "[=]", "-> int", "return", "throw 1;", "if (1)", "else",
        "while (0)", "do", "namespace {", "};", "&", "&&", "*", ",", "::", "<%", "%>", "[] { return 1; }()", "[](auto x) { return x; }", "this", "typename", "default:", "requires true", "co_return")


def samples():
    """The texts of the golden cases that stand alone."""
    found = []
    for main in sorted((ROOT / "tests" / "golden").glob("*/main.cpp")):
        others = [path for path in main.parent.iterdir() if path.suffix in (".h", ".hpp", ".cpp", ".inc", ".def") and path != main]
        case = json.loads((main.parent / "case.json").read_text()) if (main.parent / "case.json").exists() else {}
        if not others and not {"flags", "prepare", "status", "compilers", "sources"} & case.keys() and case.get("max", 26) >= 20:
            text = main.read_text(encoding="latin-1")
            if '#include "' not in text:
                found.append(text)
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
                tokens[at].insert(0, what if what in BLANKS else f" {what} ")
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


def directives(tokens):
    """Indices of the tokens of preprocessing directives: no edit of text would leave them whole."""
    inside, found, fresh = False, set(), True
    for index, token in enumerate(tokens):
        inside = (inside and "\n" not in token) or (fresh and token.startswith("#"))
        fresh = "\n" in token or (fresh and token.isspace())
        if inside:
            found.add(index)
    return found


def function_bodies(tokens):
    """Indices of the tokens whose innermost brace is that of a function or a statement, by what stands in front of it."""
    inside, stack, last = set(), [], ""
    for index, token in enumerate(tokens):
        if stack and stack[-1]:
            inside.add(index)
        if token in ("{", "<%"):
            stack.append(last in (")", "const", "noexcept", "mutable", "else", "do", "try", "override", "&", "&&") or (last == "{" and bool(stack) and stack[-1]))
        elif token in ("}", "%>") and stack:
            stack.pop()
        last = last if token.isspace() or token.startswith(("//", "/*")) else token
    return inside


def edit(rng, tokens):
    excluded = directives(tokens)
    places = [index for index, token in enumerate(tokens) if not token.isspace() and index not in excluded]
    depths, depth = {}, 0
    for index, token in enumerate(tokens):
        depths[index] = depth
        depth += {"{": 1, "<%": 1, "}": -1, "%>": -1}.get(token, 0)
    kind = rng.choice(("blank",) * 4 + ("statement",) * 4 + ("declaration",) * 2 + ("specifier",) * 3 + ("wild",) * 3)
    if kind == "blank":
        return "insert", rng.choice(places), rng.choice(BLANKS)
    before, last = {}, ""
    for index, token in enumerate(tokens):
        before[index] = last
        last = last if token.isspace() else token
    ends = [index for index in places if before[index] in (";", "{", "}") or not before[index]]
    bodies = function_bodies(tokens)
    within = [index for index in ends if index in bodies] or places
    outside = [index for index in ends if depths[index] == 0] or places
    if kind == "statement":
        return "insert", rng.choice(within), rng.choice(STATEMENTS)
    if kind == "declaration":
        return "insert", rng.choice(outside), rng.choice(DECLARATIONS) + "\n"
    if kind == "specifier":
        return "insert", rng.choice(ends or places), rng.choice(SPECIFIERS)
    wild = rng.choice(("delete", "replace", "insert", "double", "move"))
    at = rng.choice(places)
    what = rng.randrange(max(at - 8, 0), at + 8) if wild == "move" else rng.choice(POOL) if rng.random() < 0.7 else tokens[rng.choice(places)]
    return wild, at, what


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
    edits = [edit(rng, tokens) for _ in range(rng.choice((1, 1, 2, 3)))]
    return Mutant(f"mutant-{seed}-{compiler}", compiler, flags, others, tokens, edits)


if __name__ == "__main__":
    sys.exit(judge.main(__doc__, make_mutant, least=0.2))
