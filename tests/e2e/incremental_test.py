"""A build rebuilds what has changed and nothing else, with Ninja and with Makefiles."""
import os
import time
import unittest

import support
from support import Package, run

PROJECT = support.CMAKE_PROJECT + """
add_executable(demo main.cpp work.cpp idle.cpp)
scopegraft_instrument(demo RULES profiling.yaml)
"""
MAIN = '#include "work.h"\nint idle();\nint main() { return work(3) + twice(2) + idle() == 14 ? 0 : 1; }\n'
WORK_H = "#pragma once\nint work(int n);\ninline int twice(int n) {\n  return 2 * n;\n}\n"
WORK = '#include "work.h"\nint work(int n) {\n  return twice(n) + 3;\n}\n'
IDLE = "int idle() {\n  return 1;\n}\n"
RULES = "version: 1\nfunctions:\n  - match: [\"work\", \"twice\"]\n"


class Incremental(support.Scratch):
    generator = "Ninja"

    def setUp(self):
        super().setUp()
        for name, text in (("CMakeLists.txt", PROJECT), ("main.cpp", MAIN), ("work.h", WORK_H), ("work.cpp", WORK), ("idle.cpp", IDLE), ("profiling.yaml", RULES)):
            self.write(name, text)
        # A launcher that was there before stays, behind ours: this one writes down what the compiler is really asked to do.
        log = self.write("log.sh", f'#!/bin/sh\necho "$@" >> {self.dir}/compiled\nexec "$@"\n')
        log.chmod(0o755)
        run(["cmake", "-G", self.generator, "-S", self.dir, "-B", self.dir / "build", f"-DCMAKE_PREFIX_PATH={Package.install()}",
             f"-DCMAKE_CXX_COMPILER_LAUNCHER={log}"])
        run(["cmake", "--build", self.dir / "build"])
        run([self.dir / "build" / "demo"], env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft")})

    def touch(self, name, text=None):
        time.sleep(1.1 if self.generator != "Ninja" else 0.02)  # Make compares whole seconds on some file systems
        if text is None:
            os.utime(self.dir / name)
        else:
            (self.dir / name).write_text(text)

    def rebuild(self):
        """Names of the units that the build system ran the compiler launcher for."""
        text = run(["cmake", "--build", self.dir / "build", "--verbose"]).stdout
        return sorted(name for name in ("main", "work", "idle") if f"-c {self.dir}/{name}.cpp" in text)

    def compiled(self):
        """Units that the compiler was called for since the last time this was asked."""
        path = self.dir / "compiled"
        text = path.read_text() if path.exists() else ""
        path.unlink(missing_ok=True)
        return sorted(name for name in ("main", "work", "idle") if f"{name}.cpp.o -c " in text)

    def test_nothing_changed(self):
        self.assertEqual(self.rebuild(), [])

    def test_calls_are_counted(self):
        self.assertEqual(self.calls(), {"work": 1, "twice": 2})

    def test_one_source_touched(self):
        self.touch("work.cpp")
        self.assertEqual(self.rebuild(), ["work"])
        self.assertEqual(self.rebuild(), [])

    def test_a_header_that_was_copied_is_still_a_dependency(self):
        self.touch("work.h", WORK_H.replace("2 * n", "n + n"))
        self.assertEqual(self.rebuild(), ["main", "work"])

    def test_rules_edited_for_one_function_compile_only_its_units(self):
        self.assertEqual(self.compiled(), ["idle", "main", "work"])
        self.touch("profiling.yaml", RULES + '  - match: ["idle"]\n')
        self.rebuild()
        self.assertEqual(self.compiled(), ["idle"])
        run([self.dir / "build" / "demo"], env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft")})
        self.assertEqual(self.calls(), {"work": 1, "twice": 2, "idle": 1})
        self.assertEqual(self.rebuild(), [])


    def test_a_renamed_source(self):
        (self.dir / "idle.cpp").rename(self.dir / "lazy.cpp")
        self.touch("CMakeLists.txt", PROJECT.replace("idle.cpp", "lazy.cpp"))
        self.touch("profiling.yaml", RULES + '  - match: ["idle"]\n')
        told = run(["cmake", "--build", self.dir / "build"])
        self.assertNotIn("scopegraft: ", told.stderr)
        run([self.dir / "build" / "demo"], env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft")})
        self.assertEqual(self.calls(), {"work": 1, "twice": 2, "idle": 1})
        self.assertEqual({f["file"] for f in self.report()["functions"] if f["name"] == "idle"}, {"lazy.cpp"})

    def test_a_removed_source_takes_its_matches_along(self):
        self.touch("profiling.yaml", RULES + '  - match: ["idle"]\n')
        self.assertNotIn("matches no function", "".join(self.built()))
        (self.dir / "idle.cpp").unlink()
        self.touch("main.cpp", MAIN.replace("int idle();\n", "").replace("idle()", "1"))
        self.touch("CMakeLists.txt", PROJECT.replace(" idle.cpp", ""))
        self.assertIn("`idle` matches no function or call of what was built", "".join(self.built()))

    def built(self):
        done = run(["cmake", "--build", self.dir / "build"])
        return done.stdout, done.stderr


class IncrementalMake(Incremental):
    generator = "Unix Makefiles"


if __name__ == "__main__":
    support.main()
