"""Whatever happens to a build - many jobs at once, a job killed, a full disk, sources that cannot be written - what stands in the
store is whole, and the next build ends as if nothing had been."""
import concurrent.futures
import os
import re
import signal
import subprocess
import time
import unittest

import support
from support import TOOL, run

RULES = 'version: 1\nfunctions:\n  - match: ["**"]\n'
UNITS = 10
SHARED = "#pragma once\n#include <vector>\n" + "".join(f"inline int shared_{n}(int x) {{\n  return x + {n};\n}}\n" for n in range(8))
TEMPORARY = re.compile(r"\.(tmp\d+\.\d+|[A-Za-z0-9]{6})$")  # the launcher's, the engine's
WHO_CAME_FIRST = re.compile(r'"prelude": ".*",\n')  # in result.json


def unit(number):
    calls = " + ".join(f"shared_{n}({number})" for n in range(8))
    return f'#include "shared.h"\nint unit_{number}() {{\n  return {calls};\n}}\n'


def can_unshare():
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


class Robustness(support.Scratch):
    def setUp(self):
        super().setUp()
        self.write("profiling.yaml", RULES)
        self.write("src/shared.h", SHARED)
        for number in range(UNITS):
            self.write(f"src/unit_{number}.cpp", unit(number))
        declared = "".join(f"int unit_{n}();\n" for n in range(UNITS))
        self.write("src/main.cpp", declared + "int main() {\n  return (" + " + ".join(f"unit_{n}()" for n in range(UNITS)) + ") == 640 ? 0 : 1;\n}\n")

    def words(self, name, store, object_name=None):
        object_name = object_name or name
        return [TOOL, "cc", "--rules", "profiling.yaml", "--store", store, "--", "g++", "-O1", "-c", f"src/{name}.cpp", "-o", f"{object_name}.o",
                "-MD", "-MF", f"{object_name}.d"]

    def names(self):
        return [f"unit_{n}" for n in range(UNITS)] + ["main"]

    def whole(self, store):
        """{path below the store: content} of every file that is not somebody's half-written temporary. Stamps hold times, preludes count
        units, and whether a unit found one depends on who came first."""
        return {str(path.relative_to(self.dir / store)): WHO_CAME_FIRST.sub("", path.read_text()) for path in (self.dir / store).rglob("*")
                if path.is_file() and not TEMPORARY.search(path.name) and path.name != "stamp" and path.parent.name != "preludes"}

    def test_parallel_jobs_leave_what_one_after_the_other_leaves(self):
        jobs = [(name, f"{name}{target}") for name in self.names() for target in ("", "_of_another_target")]
        for name, object_name in jobs:
            run(self.words(name, "alone", object_name), cwd=self.dir)
        with concurrent.futures.ThreadPoolExecutor(len(jobs) // 2) as pool:
            for done in [pool.submit(run, self.words(name, "store", object_name), cwd=self.dir) for name, object_name in jobs]:
                self.assertEqual(done.result().stderr, "")
        alone, together = self.whole("alone"), self.whole("store")
        self.assertTrue(any(name.startswith("headers/") for name in alone))
        self.assertEqual({name: text.replace("/alone/", "/store/") for name, text in alone.items()}, together)
        self.link([f"{name}.o" for name in self.names()])
        self.execute()
        self.assertEqual(self.calls()["shared_3"], UNITS)

    def test_a_killed_job_leaves_no_half_file(self):
        begun = time.monotonic()
        run(self.words("unit_0", "whole"), cwd=self.dir)
        took = time.monotonic() - begun
        expected = {name: text.replace("/whole/", "/store/") for name, text in self.whole("whole").items()}
        seen = 0
        for attempt in range(24):
            job = subprocess.Popen([str(w) for w in self.words("unit_0", "store")], cwd=self.dir, start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(took * attempt / 20)
            try:
                os.killpg(job.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # it had ended
            job.wait()
            for name, text in self.whole("store").items():
                self.assertEqual(text, expected[name], f"{name} after a kill")
                seen += 1
        self.assertGreater(seen, 0)
        for name in self.names():
            run(self.words(name, "store"), cwd=self.dir)
        self.link([f"{name}.o" for name in self.names()])
        self.execute()
        self.assertEqual(self.calls()["unit_0"], 1)

    @unittest.skipUnless(can_unshare(), "mount namespaces are not allowed here")
    def test_a_full_disk_costs_a_measurement_not_the_build(self):
        (self.dir / "store").mkdir()
        script = 'mount -t tmpfs -o size=8k none store && exec "$@"'
        done = run(["unshare", "-rm", "sh", "-c", script, "sh", *self.words("unit_0", "store")], cwd=self.dir)
        self.assertRegex(done.stderr, r"^scopegraft: src/unit_0\.cpp: not instrumented: .*No space left on device.*\n$")
        strict = [*self.words("unit_0", "store")]
        strict.insert(2, "--strict")
        self.assertNotEqual(run(["unshare", "-rm", "sh", "-c", script, "sh", *strict], cwd=self.dir, check=False).returncode, 0)
        for name in self.names()[1:]:
            run(self.words(name, "elsewhere"), cwd=self.dir)
        self.link([f"{name}.o" for name in self.names()])
        self.execute()
        self.assertEqual(self.calls()["shared_3"], UNITS - 1)

    @unittest.skipUnless(can_unshare(), "mount namespaces are not allowed here")
    def test_a_source_tree_that_cannot_be_written(self):
        script = 'mount --bind src src && mount -o remount,ro,bind src && ! touch src/shared.h 2>/dev/null && exec "$@"'
        for name in self.names():
            done = run(["unshare", "-rm", "sh", "-c", script, "sh", *self.words(name, "store")], cwd=self.dir)
            self.assertEqual(done.stderr, "")
        self.link([f"{name}.o" for name in self.names()])
        self.execute()
        self.assertEqual(self.calls()["shared_3"], UNITS)


if __name__ == "__main__":
    support.main()
