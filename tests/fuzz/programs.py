#!/usr/bin/env python3
"""Programs of random constructs in random layouts, each of which must do the same with a scope in every function.

    programs.py --build BUILD [--seed N] [--count N | --seconds N] [--compiler NAME ...]

A program prints what it does. It is compiled plain and through `scopegraft cc`; whatever compiles before must compile after, with no new
diagnostic, nothing left out, and the same output. A program that fails is cut down to the pieces that matter and kept.
"""
import random
import sys

import judge
from constructs import BRACES, CONSTRUCTS, INLINE_BRACES

PRELUDE = """#include <cstdio>
inline int say(int line, const char* name, int value) { std::printf("%d %s %d\\n", line, name, value); return value; }
inline int here(int line = __builtin_LINE()) { return line; }
#define SAY(x) say(__LINE__, __func__, (x))
#define SAY_LINE(x) say(__LINE__, __func__, (x))
"""
PRELUDE_20 = """#include <source_location>
inline int place(std::source_location l = std::source_location::current()) { return int(l.line() * 1000 + l.column()); }
#undef SAY
#define SAY(x) say(place(), __func__, (x))
#include <coroutine>
#include <utility>
struct Task {
  struct promise_type {
    int value = 0;
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int v) noexcept { value = v; return {}; }
    void return_value(int v) noexcept { value = v; }
    void unhandled_exception() { throw; }
  };
  explicit Task(std::coroutine_handle<promise_type> h) : handle(h) {}
  Task(Task&& o) noexcept : handle(std::exchange(o.handle, {})) {}
  ~Task() { if (handle) handle.destroy(); }
  int finish() { while (!handle.done()) handle.resume(); return handle.promise().value; }
  std::coroutine_handle<promise_type> handle;
};
struct Step {
  int value;
  bool await_ready() const noexcept { return value > 2; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return value; }
};
"""
FLAGS = ((), ("-O2",), ("-O2", "-g"), ("-Wall", "-Wextra", "-Wshadow", "-O1"), ("-fno-inline",), ("-pedantic-errors",), ("-fvisibility=hidden", "-O3"))
# Around a whole piece: (name, text before, text behind).
FRAMES = (("plain", "", ""), ("plain", "", ""), ("namespace", "namespace n#N {\n", "\n}\nusing namespace n#N;"),
          ("anonymous", "namespace {", "}"), ("inline_namespace", "inline namespace v#N\n{ ", " }"), ("conditional", "#if 1\n", "\n#else\nint {{{\n#endif"),
          ("line", "#line 700 \"other.cc\"\n", ""), ("pragma", "#pragma pack(push, 1)\n", "\n#pragma pack(pop)"), ("raw_string", 'const char* r#N = R"x({ ; } \n#line 5\n)x";', ""),
          ("extern_cxx", 'extern "C++" {', "}"), ("blanks", "\t \t", "   \t"), ("macro_argument", "SAME(", ")"), ("comment", "/* { */ ", " // }"),
          ("hostile", "#define scopegraft 1 +\n#define static_assertion -\n#define Site }\n#define Scope {\n", "\n#undef Site\n#undef Scope\n#undef scopegraft"))


class Piece:
    """One construct, laid out; `header` pieces stand in a header of the program."""

    def __init__(self, rng, number, construct):
        self.header = rng.random() < 0.25
        frame = rng.choice(FRAMES)
        while (frame[0] == "macro_argument" and not construct.macro_safe) or ("namespace" in frame[0] or frame[0] == "anonymous") and not construct.namespace:
            frame = rng.choice(FRAMES)
        inline = frame[0] == "macro_argument" or "coroutine" in construct.name
        braces = INLINE_BRACES if inline else BRACES
        text = construct.text
        if frame[0] == "macro_argument":
            # No directive may stand in a macro argument, so a scope there keeps the line but not the column.
            text = text.replace("\n", " ").replace("SAY(", "SAY_LINE(")
        call = construct.call.replace("SAY(", "SAY_LINE(") if "«" in construct.call else construct.call

        def lay_out(source, choices):
            while "«" in source:
                brace = rng.choice(choices)
                source = source.replace("«", brace, 1)
            return source.replace("»", "}")
        self.name = f"{construct.name}/{frame[0]}"
        self.text = (frame[1] + lay_out(text, braces) + frame[2]).replace("#N", str(number))
        self.call = lay_out(call, INLINE_BRACES).replace("#N", str(number))


def make_program(seed, compiler):
    rng = random.Random(f"{seed}-{compiler}")
    standard = rng.choice((11, 14, 17, 20, 20, 20, 23))
    usable = [c for c in CONSTRUCTS if c.since <= standard <= c.until and any(compiler.startswith(name) for name in c.compilers)]
    pieces = [Piece(rng, number, rng.choice(usable)) for number in range(rng.randint(1, 8))]
    flags = [f"-std={rng.choice(('c++', 'gnu++'))}{standard}", *rng.choice(FLAGS)]
    ends = rng.choice(("\n", "\n", "\n", "\r\n"))
    mark = rng.choice((b"", b"", b"", b"\xef\xbb\xbf"))
    return Program(seed, compiler, standard, pieces, flags, ends, mark)


class Program:
    def __init__(self, seed, compiler, standard, pieces, flags, ends, mark):
        self.seed, self.compiler, self.standard, self.pieces, self.flags, self.ends, self.mark = seed, compiler, standard, pieces, flags, ends, mark
        self.name = f"program-{seed}-{compiler}"

    def files(self):
        prelude = "#pragma once\n" + PRELUDE + (PRELUDE_20 if self.standard >= 20 else "") + "#define SAME(...) __VA_ARGS__\n"
        header = '#pragma once\n#include "prelude.h"\n' + "\n".join(piece.text.replace("#line 700 \"other.cc\"\n", "") for piece in self.pieces if piece.header)
        main = '#include "prelude.h"\n#include "part.h"\n' + "\n".join(piece.text for piece in self.pieces if not piece.header)
        main += "\nint main() {\n" + "\n".join("  " + piece.call for piece in self.pieces) + "\n  return 0;\n}"
        encode = lambda text: text.replace("\n", self.ends).encode()
        return {"prelude.h": prelude.encode(), "part.h": encode(header + "\n"), "main.cpp": self.mark + encode(main)}

    def smaller(self):
        """The program without one of its pieces, each in turn; then with plain layouts."""
        for index in range(len(self.pieces)):
            yield Program(self.seed, self.compiler, self.standard, self.pieces[:index] + self.pieces[index + 1:], self.flags, self.ends, self.mark)
        if self.ends != "\n" or self.mark:
            yield Program(self.seed, self.compiler, self.standard, self.pieces, self.flags, "\n", b"")
        if len(self.flags) > 1:
            yield Program(self.seed, self.compiler, self.standard, self.pieces, self.flags[:1], self.ends, self.mark)

    def describe(self):
        return f"{self.name} {' '.join(self.flags)}: " + ", ".join(piece.name + (" in the header" if piece.header else "") for piece in self.pieces)


if __name__ == "__main__":
    sys.exit(judge.main(__doc__, make_program))
