"""`scopegraft cc` never breaks a build: what cannot be instrumented is compiled as it is, with one line that says so."""
import os
import shutil
import stat

import support
from support import TOOL, run

RULES = 'version: 1\nfunctions:\n  - match: ["**"]\n'
GOOD = "int good(int n) {\n  return n + 1;\n}\nint main() {\n  return good(-1);\n}\n"


class Launcher(support.Scratch):
    def setUp(self):
        super().setUp()
        self.write("profiling.yaml", RULES)

    def test_a_profiled_unit(self):
        self.write("a.cpp", GOOD)
        done = self.compile("a.cpp")
        self.assertEqual((done.stdout, done.stderr), ("", ""))
        self.link(["a.o"])
        self.execute()
        self.assertEqual(self.calls()["good"], 1)

    def test_the_users_own_mistake_is_told_as_without_us(self):
        self.write("a.cpp", "int f() {\n  return undeclared;\n}\n")
        plain = run(["g++", "-O1", "-c", "a.cpp", "-o", "a.o"], cwd=self.dir, check=False)
        ours = self.compile("a.cpp", check=False)
        self.assertEqual(ours.returncode, plain.returncode)
        self.assertTrue(ours.stderr.endswith(plain.stderr), ours.stderr)

    def test_warnings_are_the_same(self):
        self.write("a.cpp", "int f(int unused) {\n  int x;\n  return x;\n}\n")
        flags = ("-Wall", "-Wextra")
        plain = run(["g++", "-O1", *flags, "-c", "a.cpp", "-o", "a.o"], cwd=self.dir)
        self.assertIn("warning", plain.stderr)
        self.assertEqual(self.compile("a.cpp", flags=flags).stderr, plain.stderr)

    def test_what_only_gcc_accepts_is_compiled_plain(self):
        self.write("a.cpp", "int main() {\n  int nested = ({ __label__ out; goto out; out: 0; });\n  auto f = [](auto... x) { return sizeof...(x); };\n"
                            "  register __int128 y asm(\"xmm0\");\n  return __builtin_has_attribute(nested, aligned) + nested + (int)f() * 0;\n}\n")
        done = self.compile("a.cpp")
        self.assertRegex(done.stderr, r"^scopegraft: a\.cpp: not instrumented: .+\n$")
        run(["g++", "a.o", "-o", "program"], cwd=self.dir)
        strict = self.compile("a.cpp", tool_flags=["--strict"], check=False)
        self.assertNotEqual(strict.returncode, 0)

    def test_what_is_hidden_from_clang_is_seen_as_gcc_sees_it(self):
        self.write("a.cpp", "#ifndef __clang__\nint only_gcc(int n) {\n  return n + 1;\n}\n#endif\nint main() {\n  return only_gcc(-1);\n}\n")
        self.assertEqual(self.compile("a.cpp").stderr, "")
        self.link(["a.o"])
        self.execute()
        self.assertEqual(self.calls(), {"main": 1, "only_gcc": 1})

    def test_wrong_rules_are_an_error_with_a_position(self):
        self.write("profiling.yaml", "version: 1\nfunctions:\n  - mach: [f]\n")
        self.write("a.cpp", GOOD)
        done = self.compile("a.cpp", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"profiling\.yaml:3:5: error: .*mach")
        self.assertIn("match", done.stderr)

    def test_c_and_assembly_pass(self):
        self.write("a.c", "int f(int class) { return class; }\n")
        self.write("b.s", ".globl b\nb:\n ret\n")
        self.compile("a.c", compiler="gcc")
        self.compile("b.s", compiler="gcc")

    def test_several_sources_in_one_command(self):
        self.write("a.cpp", "int f();\nint main() {\n  return f();\n}\n")
        self.write("b.cpp", "int f() {\n  return 0;\n}\n")
        run([TOOL, "cc", "--rules", "profiling.yaml", "--store", "store", "--", "g++", "a.cpp", "b.cpp", "-o", "program", f"-L{support.LIB}", "-lscopegraft",
             f"-Wl,-rpath,{support.LIB}"], cwd=self.dir)
        self.execute()
        self.assertEqual(self.calls(), {"main": 1, "f": 1})

    def test_usage_mistakes(self):
        for words in (["cc"], ["cc", "--"], ["cc", "--nonsense", "--", "g++"], ["cc", "--rules"]):
            done = run([TOOL, *words], check=False)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("usage: scopegraft cc", done.stderr)

    def test_the_sources_are_never_touched(self):
        source = self.write("a.cpp", GOOD)
        source.chmod(stat.S_IRUSR)
        before = source.stat()
        self.compile("a.cpp")
        after = source.stat()
        self.assertEqual((before.st_mtime_ns, before.st_ino, source.read_text()), (after.st_mtime_ns, after.st_ino, GOOD))

    def test_the_depfile_names_originals(self):
        self.write("h.h", "inline int twice(int n) {\n  return n * 2;\n}\n")
        self.write("a.cpp", '#include "h.h"\nint main() {\n  return twice(0);\n}\n')
        self.compile("a.cpp", flags=("-MD", "-MF", "a.d", "-MP"))
        text = (self.dir / "a.d").read_text()
        self.assertNotIn("store/", text)
        for name in ("a.cpp", "h.h", "profiling.yaml", "scopegraft-rewrite"):
            self.assertIn(name, text)


class FaultyEngine(support.Scratch):
    """A rewriter that makes mistakes: the ladder must catch every one."""

    def setUp(self):
        super().setUp()
        self.write("profiling.yaml", RULES)
        self.write("a.cpp", "int good(int n) {\n  return n + 1;\n}\nint bad(int n) {\n  return n - 1;\n}\nint main() {\n  return good(0) - 1 + bad(1);\n}\n")
        self.tool = self.dir / "bin" / "scopegraft"
        self.tool.parent.mkdir()
        shutil.copy(TOOL, self.tool)

    def engine(self, script):
        path = self.write("bin/scopegraft-rewrite", "#!/bin/bash\nreal=" + str(TOOL.parent / "scopegraft-rewrite") + "\nout=; for a in \"$@\"; do [ \"$p\" = --output ] && out=$a; p=$a; done\n" + script)
        path.chmod(0o755)

    def build(self, check=True, **more):
        done = self.compile("a.cpp", tool=self.tool, check=check, **more)
        if done.returncode == 0:
            self.link(["a.o"])
            self.execute()
        return done

    def test_a_guard_that_does_not_compile_costs_one_function(self):
        self.engine('"$real" "$@" || exit\nsed -i "s/Scope sg_scope_4_/Skope sg_scope_4_/" "$out"\n')
        done = self.build()
        self.assertRegex(done.stderr, r"^scopegraft: a\.cpp: 1 of 3 functions left out, their guards do not compile: bad \(.*\)\n$")
        self.assertEqual(self.calls(), {"good": 1, "main": 1})
        self.assertNotEqual(self.build(check=False, tool_flags=["--strict"]).returncode, 0)

    def test_a_warning_of_the_rewritten_text_alone_is_no_error_and_not_told(self):
        self.engine('"$real" "$@" || exit\nsed -i "s/::scopegraft_rt::[A-Za-z]*Scope sg_scope_4_/int unused = 4; &/; s/::scopegraft_rt::[A-Za-z]*Scope sg_scope_1_/short narrow = 99999; &/" "$out"\n')
        for compiler in support.COMPILERS:
            with self.subTest(compiler=compiler):
                done = self.build(compiler=compiler, flags=("-Wall", "-Wextra", "-Werror"))
                self.assertEqual(done.stderr, "")
                self.assertEqual(self.calls(), {"good": 1, "bad": 1, "main": 1})
        # The same warning of the program's own text is an error as ever.
        self.write("a.cpp", "int good(int n) {\n  return n + 1;\n}\nint bad(int n) {\n  int mine = 3;\n  return n - 1;\n}\nint main() {\n  return good(0) + bad(1);\n}\n")
        done = self.build(check=False, flags=("-Wall", "-Wextra", "-Werror"))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("mine", done.stderr)
        self.assertNotIn("narrow", done.stderr)

    def test_what_is_told_is_what_the_optimiser_sees_in_the_original(self):
        self.engine('"$real" "$@" || exit\nsed -i "s/::scopegraft_rt::[A-Za-z]*Scope sg_scope_4_/int odd; volatile int even = odd; (void)even; &/" "$out"\n')
        theirs = "int f() {\n  int mine;\n  return mine;\n}\n"
        for compiler in support.COMPILERS:
            for text in ("", theirs):
                with self.subTest(compiler=compiler, text=text):
                    self.write("a.cpp", "int good(int n) {\n  return n + 1;\n}\nint bad(int n) {\n  return n - 1;\n}\nint main() {\n  return good(0) - 1 + bad(1);\n}\n" + text)
                    plain = run([compiler, "-O1", "-Wall", "-c", "a.cpp", "-o", "plain.o"], cwd=self.dir)
                    done = self.build(compiler=compiler, flags=("-Wall", "-MD", "-MF", "a.d"))
                    self.assertEqual("uninitialized" in plain.stderr, text != "")
                    self.assertEqual(done.stderr, plain.stderr)
                    self.assertEqual(self.calls(), {"good": 1, "bad": 1, "main": 1})
                    self.assertTrue((self.dir / "a.d").read_text().startswith("a.o:"))
                    self.assertEqual(list((self.dir / "store").glob("units/*/aside")), [])

    def test_a_guard_that_does_not_compile_costs_one_function_of_several_sources(self):
        self.write("b.cpp", "#include <cstddef>\nint more(int n) {\n  return n + 2;\n}\n")
        self.write("c.cpp", "int nothing;\n")
        self.engine('"$real" "$@" || exit\n[ ! -f "$out" ] || sed -i "s/Scope sg_scope_4_/Skope sg_scope_4_/" "$out"\n')
        done = run([self.tool, "cc", "--rules", "profiling.yaml", "--store", "store", "--", "g++", "-c", "a.cpp", "b.cpp", "c.cpp"], cwd=self.dir)
        self.assertRegex(done.stderr, r"^scopegraft: a\.cpp and what is compiled with it: 1 of 4 functions left out, their guards do not compile: bad \(.*\)\n$")
        self.link(["a.o", "b.o", "c.o"])
        self.execute()
        self.assertEqual(self.calls(), {"good": 1, "main": 1})  # nobody calls `more`

    def test_rewritten_text_that_is_broken_elsewhere_is_not_used(self):
        self.engine('"$real" "$@" || exit\necho "this is not C++" >> "$out"\n')
        done = self.build(flags=("-MD", "-MF", "a.d"))
        self.assertRegex(done.stderr, r"^scopegraft: a\.cpp: not instrumented: the compiler rejects the rewritten text")
        self.assertIn("scopegraft-rewrite", (self.dir / "a.d").read_text())  # another rewriter will do better
        self.assertFalse((self.dir / "out.scopegraft").exists() and self.calls())

    def test_a_crash_of_the_engine(self):
        self.engine("kill -SEGV $$\n")
        done = self.build()
        self.assertRegex(done.stderr, r"^scopegraft: a\.cpp: not instrumented: the rewriter ended with 139")

    def test_a_damaged_result(self):
        self.engine('while [ $# -gt 0 ]; do [ "$1" = --result ] && echo "{\\"status\\": 3" > "$2"; shift; done\n')
        self.assertRegex(self.build().stderr, r"not instrumented: the rewriter's result is damaged")

    def test_no_engine_at_all(self):
        self.assertRegex(self.build().stderr, r"^scopegraft: a\.cpp: not instrumented: the rewriter ended with 127")


if __name__ == "__main__":
    support.main()
