"""Another processor: the runtime built for aarch64 by Debian's cross compiler, a program built through the launcher for it, run by
qemu, its profile read here. And a system root of its own, for this processor."""
import pathlib
import shutil
import unittest

import support
from support import BUILD, ROOT, run

TRIPLE = "aarch64-linux-gnu"
TOOLCHAIN = f"""set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER {TRIPLE}-gcc)
set(CMAKE_CXX_COMPILER {TRIPLE}-g++)
set(CMAKE_FIND_ROOT_PATH /usr/{TRIPLE})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
"""
PROGRAM = """#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
namespace app {
int leaf(int n) {
  if (n % 100 == 99) throw std::runtime_error("no");
  return n * 3;
}
long work(int n) {
  long sum = 0;
  for (int i = 0; i < n; ++i) {
    try {
      sum += leaf(i);
    } catch (const std::exception&) {
      ++sum;
    }
  }
  return sum;
}
std::string text(int n) { return std::string(static_cast<std::size_t>(n), 'x') + "."; }
int only_there() {
#if defined(__aarch64__)
  return 64;
#else
  return not_declared_for_other_processors();
#endif
}
}
int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([] { app::work(1000); });
  for (std::thread& thread : threads) thread.join();
  std::printf("%zu %d\\n", app::text(100000).size(), app::only_there());
}
"""
RULES = 'version: 1\nfunctions:\n  - match: ["app::**"]\n    track_memory: true\n    sample_rate: 1\n'


class Cross(support.Scratch):
    @unittest.skipUnless(shutil.which(f"{TRIPLE}-g++") and shutil.which("qemu-aarch64"), f"{TRIPLE}-g++ or qemu-aarch64 is not here (Debian: g++-aarch64-linux-gnu, qemu-user)")
    def test_aarch64(self):
        launcher = {f"CMAKE_{language}_COMPILER_LAUNCHER": "ccache" for language in ("C", "CXX")} if shutil.which("ccache") else {}
        runtime = BUILD / "cross-aarch64"  # stays: built once
        runtime.mkdir(exist_ok=True)
        toolchain = runtime / "toolchain.cmake"
        toolchain.write_text(TOOLCHAIN)
        run(["cmake", "-G", "Ninja", "-S", ROOT, "-B", runtime, f"-DCMAKE_TOOLCHAIN_FILE={toolchain}", "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O1",
             "-DSCOPEGRAFT_TOOL=OFF", "-DSCOPEGRAFT_TESTS=OFF"], env=launcher)
        run(["cmake", "--build", runtime, "--target", "scopegraft_runtime", "scopegraft_memory_malloc_hooks"])
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", RULES)
        told = self.compile("a.cpp", compiler=f"{TRIPLE}-g++", flags=["-std=c++17"])
        self.assertEqual(told.stderr, "")
        lib = runtime / "lib"
        run([f"{TRIPLE}-g++", "a.o", "-o", "program", f"-L{lib}", "-lscopegraft_memory_malloc", "-lscopegraft", f"-Wl,-rpath,{lib}", "-pthread"], cwd=self.dir)
        done = run(["qemu-aarch64", "-L", f"/usr/{TRIPLE}", "./program"], cwd=self.dir, env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft")})
        self.assertEqual(done.stdout, "100001 64\n")
        report = self.report()
        rows = {f["name"]: f for f in report["functions"]}
        self.assertEqual({name: row["call_count"] for name, row in rows.items()}, {"app::work": 3, "app::leaf": 3000, "app::text": 1, "app::only_there": 1})
        self.assertEqual(rows["app::leaf"]["exception_count"], 30)
        self.assertGreaterEqual(rows["app::text"]["memory_peak_mb"], 0.1)
        self.assertGreater(rows["app::work"]["execution_time_ms"], 0)

    def test_a_system_root(self):
        """Headers are looked for below --sysroot by the rewriter too."""
        root = self.dir / "root"
        (root / "usr" / "include").mkdir(parents=True)
        for entry in pathlib.Path("/usr/include").iterdir():
            (root / "usr" / "include" / entry.name).symlink_to(entry)
        for name in ("lib", "lib64"):
            if pathlib.Path("/usr", name).exists():
                (root / "usr" / name).symlink_to(pathlib.Path("/usr", name))
                (root / name).symlink_to(pathlib.Path("/usr", name))
        self.write("root/usr/include/only_in_the_root.h", "#pragma once\nnamespace device { inline int pins() { return 7; } }\n")
        self.write("a.cpp", '#include <only_in_the_root.h>\n#include <cstdio>\nnamespace app { int pins() { return device::pins(); } }\nint main() { std::printf("%d\\n", app::pins()); }\n')
        self.write("profiling.yaml", RULES)
        for compiler in support.COMPILERS:
            shutil.rmtree(self.dir / "store", ignore_errors=True)
            for spelled in ([f"--sysroot={root}"], *([["-isysroot", str(root)]] if compiler == "g++" else [])):  # clang looks for nothing there
                told = self.compile("a.cpp", compiler=compiler, flags=spelled)
                self.assertEqual(told.stderr, "", f"{compiler} {spelled}")
            self.link(["a.o"], compiler=compiler)
            self.assertEqual(self.execute().stdout, "7\n")
            self.assertEqual(self.calls(), {"app::pins": 1})


if __name__ == "__main__":
    support.main()
