"""Units of a build share their standard headers, and each is read as if it had parsed them itself."""
import concurrent.futures
import json
import os
import unittest

import support
from support import run

RULES = "version: 1\nmodules:\n  - files: [\"**\"]\n    skip_trivial: false\n"
ORDINARY = "#include <string>\n#include <vector>\nstd::size_t count_{n}(const std::vector<std::string>& all) {{\n  return all.size();\n}}\n"


class Preludes(support.Scratch):
    def setUp(self):
        super().setUp()
        self.write("profiling.yaml", RULES)

    def unit(self, name, text, **more):
        """The result of one unit, by `scopegraft cc`; it must compile."""
        self.write(name, text)
        self.compile(name, **more)
        results = [p for p in self.dir.glob(f"**/units/*-{name.rsplit('/', 1)[-1]}/result.json")]
        self.assertEqual(len(results), 1)
        return json.loads(results[0].read_text())

    def warm_up(self, **more):
        for n in range(3):
            last = self.unit(f"ordinary_{n}.cpp", ORDINARY.format(n=n), **more)
        self.assertEqual(last["prelude"], "used")

    def functions(self, result):
        return sorted(site["name"] for site in result["sites"])

    def test_the_third_unit_makes_them(self):
        told = [self.unit(f"u{n}.cpp", ORDINARY.format(n=n))["prelude"] for n in range(5)]
        self.assertEqual(told, ["not used: too few units so far"] * 2 + ["used"] * 3)
        self.assertEqual(len(list(self.dir.glob("store/preludes/*.pch"))), 1)
        self.assertEqual(list(self.dir.glob("store/preludes/*.making")), [])

    def test_a_macro_of_a_header_that_is_not_included_is_none(self):
        self.warm_up()
        text = "#ifdef CHAR_BIT\nint with_limits() {\n  return CHAR_BIT;\n}\n#else\nint without_limits() {\n  return 0;\n}\n#endif\n"
        without = self.unit("without.cpp", text)
        self.assertRegex(without["prelude"], "not used: it asks for CHAR_BIT without .*limits.h")
        self.assertEqual(self.functions(without), ["without_limits"])
        included = self.unit("included.cpp", "#include <climits>\n" + text)
        self.assertEqual((included["prelude"], self.functions(included)), ("used", ["with_limits"]))

    def test_a_type_that_many_headers_have_is_the_same_in_each(self):
        self.warm_up()
        text = "#include <dirent.h>\n#include <sys/mman.h>\n{0}#include <sys/types.h>\nlong number(const dirent& entry, off_t at) {{\n  return static_cast<long>(entry.d_ino) + at;\n}}\n"
        self.assertEqual(self.unit("folder.cpp", text.format(""))["prelude"], "used")
        asks = self.unit("asks.cpp", text.format("#ifndef __ssize_t_defined\nint early() {\n  return 1;\n}\n#endif\n"))
        self.assertRegex(asks["prelude"], "not used: it asks for __ssize_t_defined without ")
        self.assertEqual(self.functions(asks), ["early", "number"])

    def test_a_macro_that_is_defined_again_as_it_was_is_the_same(self):
        self.warm_up()
        text = "#undef __FD_SETSIZE\n{0}#include <sys/select.h>\nint most() {{\n  return FD_SETSIZE;\n}}\n"
        self.assertEqual(self.unit("same.cpp", text.format("#define __FD_SETSIZE 1024\n"))["prelude"], "used")
        for n, other in enumerate(("", "#define __FD_SETSIZE 9\n", "#define __FD_SETSIZE 9\n#undef __FD_SETSIZE\n#define __FD_SETSIZE 9\n")):
            told = self.unit(f"other_{n}.cpp", text.format(other))["prelude"]
            self.assertEqual(told, "not used: it defines __FD_SETSIZE before it includes sys/select.h")

    def test_costly_headers_are_in_them_when_the_first_units_have_read_them(self):
        for n, more in enumerate(("#include <random>\n", "", "", "#include <random>\n#include <valarray>\n")):
            last = self.unit(f"ordinary_{n}.cpp", more + ORDINARY.format(n=n))
        self.assertEqual(last["prelude"], "used")
        source, = self.dir.glob("store/preludes/*-prelude.h")
        self.assertIn("#include <random>\n", source.read_text())
        self.assertNotIn("#include <valarray>\n", source.read_text())

    def test_a_macro_of_the_unit_holds_in_headers_that_come_later(self):
        self.warm_up()
        before = self.unit("before.cpp", "#define private public\n#include <vector>\nint before() {\n  return 1;\n}\n")
        self.assertEqual(before["prelude"], "not used: it defines private before it includes vector")
        self.assertEqual(self.functions(before), ["before"])
        after = self.unit("after.cpp", "#include <vector>\n#define private public\nint after() {\n  return 1;\n}\n")
        self.assertEqual((after["prelude"], self.functions(after)), ("used", ["after"]))

    def test_a_name_of_a_header_that_is_not_included_is_free(self):
        self.warm_up()
        own = self.unit("own.cpp", "int floor(int n) {\n  return n;\n}\nnamespace std { struct vector { int size() { return 1; } }; }\nint own() {\n  return floor(2) + std::vector().size();\n}\n",
                        flags=("-Wno-builtin-declaration-mismatch",))
        self.assertTrue(own["prelude"].startswith("not used: with them: "), own["prelude"])
        self.assertEqual(self.functions(own), ["floor", "own", "std::vector::size"])

    def test_a_header_of_the_project_under_a_standard_name(self):
        self.write("include/vector", "#pragma once\n#define OWN 1\n")
        self.warm_up()
        own = self.unit("own.cpp", "#include <vector>\n#ifdef OWN\nint own() {\n  return OWN;\n}\n#endif\n", flags=("-Iinclude",))
        self.assertEqual(own["prelude"], "not used: include may hold other standard headers")
        self.assertEqual(self.functions(own), ["own"])

    def test_another_language_has_others(self):
        self.warm_up()
        told = [self.unit(f"n{n}.cpp", ORDINARY.format(n=10 + n), flags=("-std=c++20",))["prelude"] for n in range(3)]
        self.assertEqual(told, ["not used: too few units so far"] * 2 + ["used"])
        self.assertEqual(len(list(self.dir.glob("store/preludes/*.pch"))), 2)

    def test_they_are_made_again_when_a_header_has_changed(self):
        self.warm_up()
        (described,) = self.dir.glob("store/preludes/*.txt")
        (made,) = self.dir.glob("store/preludes/*.pch")
        lines = described.read_text().splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("file "))
        words = lines[at].split(" ")
        words[2] = str(int(words[2]) - 1)  # as if it had another time then
        described.write_text("\n".join([*lines[:at], " ".join(words), *lines[at + 1:]]) + "\n")
        before = made.stat().st_mtime_ns
        self.assertEqual(self.unit("again.cpp", ORDINARY.format(n=7))["prelude"], "used")
        self.assertGreater(made.stat().st_mtime_ns, before)

    def test_a_broken_file_costs_no_unit(self):
        self.warm_up()
        (made,) = self.dir.glob("store/preludes/*.pch")
        whole = made.read_bytes()
        for broken in (whole[:len(whole) // 2], b"", os.urandom(4096)):
            made.write_bytes(broken)
            result = self.unit("unit.cpp", ORDINARY.format(n=8))
            self.assertTrue(result["prelude"].startswith("not used: "), result["prelude"])
            self.assertEqual(self.functions(result), ["count_8"])
            for file in self.dir.glob("store/preludes/*.misses"):
                file.unlink()

    def test_many_at_once(self):
        names = [f"m{n}.cpp" for n in range(12)]
        for n, name in enumerate(names):
            self.write(name, ORDINARY.format(n=n))
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            list(pool.map(self.compile, names))
        self.assertEqual(len(list(self.dir.glob("store/preludes/*.pch"))), 1)
        results = [json.loads(p.read_text()) for p in self.dir.glob("store/units/*/result.json")]
        self.assertEqual(sorted(sum((self.functions(r) for r in results), [])), sorted(f"count_{n}" for n in range(12)))

    def test_targets_of_a_build_share_them(self):
        project = support.CMAKE_PROJECT
        for n in range(4):
            self.write(f"t{n}.cpp", ORDINARY.format(n=n) + "int main() { return 0; }\n")
            project += f"add_executable(t{n} t{n}.cpp)\nscopegraft_instrument(t{n} RULES profiling.yaml)\n"
        self.write("CMakeLists.txt", project)
        run(["cmake", "-G", "Ninja", "-S", self.dir, "-B", self.dir / "build", f"-DCMAKE_PREFIX_PATH={support.Package.install()}"])
        run(["cmake", "--build", self.dir / "build", "-j", "1"])
        told = sorted(json.loads(p.read_text())["prelude"] for p in self.dir.glob("build/scopegraft/t*/units/*/result.json"))
        self.assertEqual(told, ["not used: too few units so far"] * 2 + ["used"] * 2)
        self.assertEqual(len(list(self.dir.glob("build/**/*.pch"))), 1)

    def test_clang_builds_have_them_too(self):
        self.warm_up(compiler="clang++-22")

    def test_a_module_has_none(self):
        self.warm_up(compiler="clang++-22", flags=("-std=c++20",))
        text = "export module m;\nexport int of_module() {\n  return 1;\n}\n"
        unit = self.unit("m.cppm", text, compiler="clang++-22", flags=("-std=c++20", "-x", "c++-module"))
        self.assertEqual((unit["prelude"], self.functions(unit)), ("not used: the unit is one of a module", ["of_module"]))


if __name__ == "__main__":
    support.main()
