"""C++20 modules: interface, partition and implementation units, in clang's builds of one and of two phases; with g++ what Clang can
see without g++'s compiled modules, and a line for the rest."""
import shutil
import unittest

import support
from support import LIB, TOOL, run

SOURCES = {
    "round.cppm": """export module shapes:round;
export namespace shapes {
double circle(double radius) { return radius * radius * 3.0; }
}
""",
    "shapes.cppm": """module;
#include <cmath>
#include <string>
export module shapes;
export import :round;
export namespace shapes {
double square(double side) { return side * side; }
template <typename T> T twice(T value) { return value + value; }
inline std::string name() { return "shapes"; }
int line() { return __LINE__; }
double hidden(double);
}
""",
    "shapes_impl.cpp": """module shapes;
namespace shapes {
static double helper(double x) { return x + 1; }
double hidden(double x) { return helper(x) * square(2); }
}
""",
    "main.cpp": """#include <cstdio>
import shapes;
int main() {
  std::printf("%g %d %g %g %s %d\\n", shapes::square(3), shapes::twice(21), shapes::circle(2), shapes::hidden(1), shapes::name().c_str(), shapes::line());
}
""",
    "profiling.yaml": 'version: 1\nfunctions:\n  - match: ["shapes::**"]\n',
}
PRINTED = "9 42 12 8 shapes 10\n"
CALLS = {"shapes::square": 2, "shapes::twice": 1, "shapes::circle": 1, "shapes::hidden": 1, "shapes::helper": 1, "shapes::name": 1, "shapes::line": 1}


class Modules(support.Scratch):
    def setUp(self):
        super().setUp()
        for name, text in SOURCES.items():
            self.write(name, text)
        self.told = ""

    def step(self, launcher, *words):
        self.told += run([*launcher, *words], cwd=self.dir).stderr

    def build(self, launcher, compiler, steps):
        for file in [*self.dir.glob("*.o"), *self.dir.glob("*.pcm")]:
            file.unlink()
        shutil.rmtree(self.dir / "gcm.cache", ignore_errors=True)
        for words in steps:
            self.step([] if words[-3].endswith(".pcm") else launcher, compiler, "-std=c++20", "-O1", *words)
        run([compiler, *(str(file) for file in sorted(self.dir.glob("*.o"))), "-o", "program", f"-L{LIB}", "-lscopegraft", f"-Wl,-rpath,{LIB}", "-pthread"], cwd=self.dir)
        return self.execute().stdout

    def check(self, compiler, steps):
        """The same output as plain; gives the calls."""
        self.assertEqual(self.build([], compiler, steps), PRINTED)
        self.assertEqual(self.build([TOOL, "cc", "--rules", "profiling.yaml", "--store", "store", "--"], compiler, steps), PRINTED)
        return self.calls()

    @unittest.skipUnless("clang++-22" in support.COMPILERS, "clang++-22 is not here")
    def test_clang_in_two_phases(self):
        path = "-fprebuilt-module-path=."
        steps = [["--precompile", "round.cppm", "-o", "shapes-round.pcm"], [path, "--precompile", "shapes.cppm", "-o", "shapes.pcm"],
                 [path, "-c", "shapes-round.pcm", "-o", "round.o"], [path, "-c", "shapes.pcm", "-o", "shapes.o"],
                 [path, "-c", "shapes_impl.cpp", "-o", "impl.o"], [path, "-c", "main.cpp", "-o", "main.o"]]
        self.assertEqual(self.check("clang++-22", steps), CALLS)
        self.assertEqual(self.told, "")

    @unittest.skipUnless("clang++-22" in support.COMPILERS, "clang++-22 is not here")
    def test_clang_in_one_phase(self):
        """As CMake spells it: the compiled module beside the object, the language and the modules from a response file."""
        self.write("round.modmap", "-x c++-module\n-fmodule-output=shapes-round.pcm\n")
        self.write("shapes.modmap", "-x c++-module\n-fmodule-output=shapes.pcm\n-fmodule-file=shapes:round=shapes-round.pcm\n")
        self.write("user.modmap", "-fmodule-file=shapes=shapes.pcm\n-fmodule-file=shapes:round=shapes-round.pcm\n")
        steps = [["@round.modmap", "-c", "round.cppm", "-o", "round.o"], ["@shapes.modmap", "-c", "shapes.cppm", "-o", "shapes.o"],
                 ["@user.modmap", "-c", "shapes_impl.cpp", "-o", "impl.o"], ["@user.modmap", "-c", "main.cpp", "-o", "main.o"]]
        self.assertEqual(self.check("clang++-22", steps), CALLS)
        self.assertEqual(self.told, "")

    @unittest.skipUnless(shutil.which("clang++-22"), "clang is not here")
    def test_a_header_unit_is_found_from_the_copy(self):
        self.write("src/unit.h", "#pragma once\ninline int from_header(int x) { return x + 100; }\n")
        self.write("src/user.cppm", "export module user;\nexport import /* beside it */ \"unit.h\";\nexport namespace shapes { inline int use(int x) { return from_header(x); } }\n")
        self.write("src/main.cpp", "import user;\nimport \"unit.h\";\nnamespace shapes { int line() { return __LINE__; } }\nint main() { return shapes::use(3) + from_header(-100) + shapes::line() - 106; }\n")
        clang = ["clang++-22", "-std=c++20", "-Wno-experimental-header-units"]
        launcher = [TOOL, "cc", "--rules", "profiling.yaml", "--store", "store", "--"]
        run([*clang, "-fmodule-header=user", "src/unit.h", "-o", "unit.pcm"], cwd=self.dir)
        self.step(launcher, *clang, "-fmodule-file=unit.pcm", "--precompile", "src/user.cppm", "-o", "user.pcm")
        self.step(launcher, *clang, "-fmodule-file=unit.pcm", "-c", "user.pcm", "-o", "user.o")
        self.step(launcher, *clang, "-fmodule-file=unit.pcm", "-fmodule-file=user=user.pcm", "-c", "src/main.cpp", "-o", "main.o")
        self.assertEqual(self.told, "")
        run(["clang++-22", "user.o", "main.o", "-o", "program", f"-L{LIB}", "-lscopegraft", f"-Wl,-rpath,{LIB}"], cwd=self.dir)
        self.execute()
        self.assertEqual(self.calls(), {"shapes::use": 1, "shapes::line": 1})

    def test_gcc(self):
        # Clang cannot read what g++ makes of a module: a unit that imports one is compiled as it is, with a line that says so.
        modules = "-fmodules-ts"
        steps = [[modules, "-x", "c++", "-c", "round.cppm", "-o", "round.o"], [modules, "-x", "c++", "-c", "shapes.cppm", "-o", "shapes.o"],
                 [modules, "-c", "shapes_impl.cpp", "-o", "impl.o"], [modules, "-c", "main.cpp", "-o", "main.o"]]
        self.assertEqual(self.check("g++", steps), {"shapes::circle": 1})
        self.assertEqual([line.split(": ")[1:3] for line in self.told.splitlines()],
                         [["shapes.cppm", "not instrumented"], ["shapes_impl.cpp", "not instrumented"], ["main.cpp", "not instrumented"]])
        self.assertTrue(all("not found" in line for line in self.told.splitlines()), self.told)


if __name__ == "__main__":
    support.main()
