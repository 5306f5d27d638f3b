"""What a test of GCC's own suite asks for: its `{ dg-... }` comments as a Case. Pure but for reading the file.

The selectors are DejaGnu's: globs on the target's triplet and names of abilities, joined by `&&`, `||`, `!` and braces. An ability that is
not known here counts as present: whether the test runs at all is then seen when it is built plain.
"""
import dataclasses
import fnmatch
import pathlib
import re
import shlex

TRIPLET = "x86_64-pc-linux-gnu"
ABSENT = {"ia32", "ilp32", "x32", "vxworks_kernel", "vxworks_rtp", "mmix", "ptr_eq_short", "short_enums", "default_packed", "size32plus_not",
          "unwrapped_not", "arm_eabi", "offload_device", "openacc_nvidia_accel_selected", "avx512f_runtime", "hard_float", "cilkplus_runtime"}
# Directories whose tests need more than a compiler: a debugger, profiles fed back, plug-ins of GCC, several parts.
ELSEWHERE = {"modules", "plugin", "compat", "tree-prof", "bprob", "gcov", "guality", "goacc", "goacc-gomp", "lto", "simulate-thread", "pch", "hwasan", "dfp"}
BY_DIRECTORY = {"torture": ["-O2"], "asan": ["-fsanitize=address", "-g"], "tsan": ["-fsanitize=thread", "-g"], "tm": ["-fgnu-tm"], "gomp": ["-fopenmp"],
                "coroutines": ["-std=c++20"], "vect": ["-O2", "-ftree-vectorize"]}
STANDARDS = (98, 11, 14, 17, 20, 23)


@dataclasses.dataclass
class Case:
    name: str                 # relative to the suite
    sources: list             # absolute, the test's own first
    options: list
    environment: dict


def directives(text):
    """[(name, [argument])] in order; an argument in braces keeps them."""
    found = []
    for match in re.finditer(r"\{[ \t]*(dg-[a-z-]+)", text):
        depth, at = 1, match.end()
        while at < len(text) and depth and text[at] != "\n":
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        if depth == 0:
            found.append((match.group(1), arguments(text[match.end():at - 1])))
    return found


def arguments(text):
    words, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] == '"':
            end = at + 1
            while end < len(text) and text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            words.append(text[at + 1:end])
            at = end + 1
        elif text[at] == "{":
            depth, end = 1, at + 1
            while end < len(text) and depth:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            words.append(text[at:end])
            at = end
        else:
            end = at
            while end < len(text) and not text[end].isspace() and text[end] not in "{}":
                end += 1
            words.append(text[at:max(end, at + 1)])
            at = max(end, at + 1)
    return words


def standard_holds(word, standard):
    """c++11: that or later; c++14_down; c++98_only. None when it is none of these."""
    match = re.fullmatch(r"c\+\+(\d[\dabcxyz])(_down|_only)?", word)
    if not match:
        return None
    asked = {"0x": 11, "1y": 14, "1z": 17, "2a": 20, "2b": 23}.get(match.group(1)) or int(match.group(1))
    return {None: standard >= asked, "_down": standard <= asked, "_only": standard == asked}[match.group(2)]


def holds(selector, standard):
    """`target ...`, `{ target ... }` or the bare condition: does it hold here under this standard?"""
    words = re.findall(r"\{|\}|&&|\|\||!|[^\s{}!]+", selector.replace("target", " ", 1))

    def term():
        word = words.pop(0) if words else "}"
        if word == "!":
            return not term()
        if word == "{":
            value = condition()
            if words:
                words.pop(0)
            return value
        by_standard = standard_holds(word, standard)
        if by_standard is not None:
            return by_standard
        return fnmatch.fnmatchcase(TRIPLET, word) if "-" in word else word not in ABSENT

    def condition():
        value = term()
        while words and words[0] != "}":
            if words[0] == "&&":
                words.pop(0)
                value = term() and value
            else:  # `||`, or a list: any of them
                if words[0] == "||":
                    words.pop(0)
                value = term() or value
        return value

    return condition()


def is_target(word):
    return word.lstrip("{ ").startswith("target")


def applies(selectors, standard):
    return all(holds(word, standard) for word in selectors if is_target(word))


def with_standard(found, standard, path):
    """The options under one standard, or None when the test does not run under it."""
    options, extra, runs = ["-pedantic-errors", "-Wno-long-long"], [], False
    for name, words in found:
        if name == "dg-do" and words[:1] == ["run"]:
            runs = applies(words[1:], standard)
        elif name == "dg-options" and words and applies(words[1:], standard):
            options = shlex.split(words[0])
        elif name == "dg-additional-options" and words and applies(words[1:], standard):
            extra += shlex.split(words[0])
        elif name == "dg-skip-if" and len(words) > 1 and len(words) < 3 and holds(words[1], standard):
            return None
        elif name == "dg-require-effective-target" and words and not holds(words[0], standard):
            return None
        elif name == "dg-add-options" and words[:1] == ["tls"]:
            extra.append("-pthread")
    if not runs:
        return None
    options = options + extra
    for part in path.parts:
        options += [word for word in BY_DIRECTORY.get(part, []) if not (word.startswith("-std") and any(o.startswith("-std") or o == "-ansi" for o in options))]
    return options


def read_case(suite, path):
    """The Case of a file, or None when it is no run test that can run here."""
    text = path.read_text(encoding="latin-1")
    relative = path.relative_to(suite)
    if "dg-do" not in text or ELSEWHERE.intersection(relative.parts):
        return None
    found = directives(text)
    for standard in (17, 20, 23, 14, 11, 98):
        options = with_standard(found, standard, relative)
        if options is not None:
            break
    else:
        return None
    if not any(word.startswith("-std") or word == "-ansi" for word in options):
        options.append(f"-std=gnu++{standard}")
    case = Case(str(relative), [str(path)], options, {})
    for name, words in found:
        if name == "dg-additional-sources" and words:
            case.sources += [str(path.parent / word) for word in words[0].split()]
        elif name == "dg-set-target-env-var" and len(words) > 1:
            case.environment[words[0]] = words[1]
    return case


def read_cases(suite):
    """Every run test of the two C++ parts, in the order of their names."""
    paths = [path for part in ("g++.dg", "g++.old-deja") for path in (suite / part).rglob("*.C")]
    return [case for case in (read_case(suite, path) for path in sorted(paths)) if case]
