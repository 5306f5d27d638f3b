"""What debuggers and reproducible builds see of a rewritten unit is what they see of the plain one: names of files in DWARF, split DWARF,
`__FILE__` and assertions under prefix maps, and equal objects from two directories."""
import re
import shutil
import unittest

import support
from support import run

RULES = 'version: 1\nfunctions:\n  - match: ["app::**"]\n'
HEADER = "#pragma once\nnamespace app { inline const char* in_header() { return __FILE__; } }\n"
SOURCE = """#include <cstdio>
#include "names.h"
namespace app {
const char* in_source() { return __FILE__; }
}
int main() { std::printf("%s %s\\n", app::in_source(), app::in_header()); }
"""


class DebugInformation(support.Scratch):
    def project(self, name):
        place = self.dir / name
        self.write(f"{name}/profiling.yaml", RULES)
        self.write(f"{name}/names.h", HEADER)
        self.write(f"{name}/a.cpp", SOURCE)
        return place

    def build(self, place, compiler, flags, profiled, source="a.cpp"):
        store = ["--store", str(place / "store")]
        launcher = [support.TOOL, "cc", "--rules", "profiling.yaml", *store, "--"] if profiled else []
        done = run([*launcher, compiler, *flags, "-c", source, "-o", "a.o"], cwd=place)
        self.assertEqual(done.stderr, "")
        run([compiler, "a.o", "-o", "program", f"-L{support.LIB}", "-lscopegraft", f"-Wl,-rpath,{support.LIB}", "-pthread"], cwd=place)
        return run([place / "program"], cwd=place, env={"SCOPEGRAFT_OUTPUT": "/dev/null/none"}).stdout

    def names_in(self, file):
        """The unit's name and directory in its debug information, and every file of the program that its line table knows."""
        text = run(["readelf", "--debug-dump=info", file]).stdout
        unit = text[text.index("DW_TAG_compile_unit"):]
        names = [re.search(rf"{what}\s*: (?:\([^)]*\): )?(.*)", unit).group(1) for what in ("DW_AT_name", "DW_AT_comp_dir")]
        lines = run(["readelf", "--debug-dump=decodedline", file]).stdout
        return names, {name for name in re.findall(r"^(?:CU: )?(\S+\.(?:cpp|h)):?\s", lines, re.M) if "names.h" in name or "a.cpp" in name}

    def test_names_in_dwarf(self):
        for compiler in support.COMPILERS:
            for flags in (["-g"], ["-g", "-gdwarf-4", "-O2"]):
                place = self.project("plain")
                self.build(place, compiler, flags, False)
                names, files = self.names_in(place / "a.o")
                shutil.rmtree(place / "store", ignore_errors=True)
                self.build(place, compiler, flags, True)
                ours, our_files = self.names_in(place / "a.o")
                self.assertEqual(ours, names, f"{compiler} {flags}")
                self.assertTrue(files <= our_files, f"{compiler} {flags}: {files} {our_files}")
                self.assertFalse([name for name in our_files if "store" in name], f"{compiler} {flags}")

    def test_split_dwarf(self):
        for compiler in support.COMPILERS:
            place = self.project("split")
            self.build(place, compiler, ["-g", "-gsplit-dwarf"], True)
            self.assertTrue((place / "a.dwo").exists(), compiler)
            if shutil.which("gdb"):
                told = run(["gdb", "-batch", "-nx", "-ex", "break a.cpp:4", "-ex", "run", "-ex", "bt 1", "program"], cwd=place, env={"DEBUGINFOD_URLS": ""}).stdout
                self.assertRegex(told, r"app::in_source \(\) at a\.cpp:4", compiler)

    def test_prefix_maps(self):
        """Whole paths on the command line, mapped: __FILE__ and DWARF say the same, profiled or not."""
        for compiler in support.COMPILERS:
            for flag in ("-ffile-prefix-map", "-fmacro-prefix-map"):
                place = self.project("mapped")
                flags = ["-g", f"{flag}={place}=/src"]
                plain = self.build(place, compiler, flags, False, str(place / "a.cpp"))
                self.assertIn("/src/a.cpp /src/names.h", plain)
                names, _ = self.names_in(place / "a.o")
                shutil.rmtree(place / "store", ignore_errors=True)
                self.assertEqual(self.build(place, compiler, flags, True, str(place / "a.cpp")), plain, f"{compiler} {flag}")
                self.assertEqual(self.names_in(place / "a.o")[0], names, f"{compiler} {flag}")


if __name__ == "__main__":
    support.main()
