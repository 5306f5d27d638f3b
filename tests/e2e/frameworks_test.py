"""Test programs of GoogleTest and Catch2 tell their slowest tests, and where those spend their time."""
import json
import pathlib
import unittest

import support
from support import Package, run

CODE = """#include "code.h"
#include <chrono>
#include <stdexcept>
#include <thread>
void slow(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}
int quick(int n) {
  if (n < 0) throw std::invalid_argument("n");
  return n + 1;
}
std::vector<char> hold(std::size_t bytes) {
  return std::vector<char>(bytes, 'x');
}
"""
CODE_H = "#pragma once\n#include <cstddef>\n#include <vector>\nvoid slow(int ms);\nint quick(int n);\nstd::vector<char> hold(std::size_t bytes);\n"
GTEST = """#include <gtest/gtest.h>
#include "code.h"
TEST(Code, Sleeps) {
  slow(40);
  slow(40);
}
TEST(Code, IsQuick) {
  for (int i = 0; i < 100; ++i) EXPECT_EQ(quick(i), i + 1);
}
TEST(Code, Holds) {
  EXPECT_EQ(hold(8 << 20).size(), 8u << 20);
}
TEST(Code, FailsOnPurpose) {
  slow(10);
  EXPECT_EQ(quick(1), 1);
}
"""
CATCH = """#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <scopegraft/testing/catch2.h>
#include "code.h"
TEST_CASE("Code.Sleeps") {
  slow(40);
  slow(40);
}
TEST_CASE("Code.IsQuick") {
  SECTION("a") {
    for (int i = 0; i < 60; ++i) REQUIRE(quick(i) == i + 1);
  }
  SECTION("b") {
    for (int i = 0; i < 40; ++i) REQUIRE(quick(i) == i + 1);
  }
}
TEST_CASE("Code.Holds") {
  REQUIRE(hold(8 << 20).size() == 8u << 20);
}
TEST_CASE("Code.FailsOnPurpose") {
  slow(10);
  REQUIRE(quick(1) == 1);
}
"""
LISTS = """cmake_minimum_required(VERSION 3.25)
project(demo LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 17)
find_package(Scopegraft REQUIRED)
add_library(code STATIC code.cpp)
add_executable(tests tests.cpp)
target_link_libraries(tests PRIVATE code FRAMEWORK)
scopegraft_instrument(code tests RULES profiling.yaml)
"""


class Frameworks(support.Scratch):
    def build(self, source, framework):
        self.write("code.h", CODE_H)
        self.write("code.cpp", CODE)
        self.write("tests.cpp", source)
        self.write("profiling.yaml", 'version: 1\nfunctions:\n  - match: ["slow", "quick", "hold"]\n')
        self.write("CMakeLists.txt", LISTS.replace("FRAMEWORK", framework))
        run(["cmake", "-G", "Ninja", "-S", self.dir, "-B", self.dir / "build", f"-DCMAKE_PREFIX_PATH={Package.install()}"])
        run(["cmake", "--build", self.dir / "build"])

    def check(self, words=()):
        done = self.execute("build/tests", words, env={"SCOPEGRAFT_TESTS_JSON": str(self.dir / "tests.json"), "SCOPEGRAFT_TESTS": "2"}, check=False)
        self.assertNotEqual(done.returncode, 0)  # one fails, and the program's end says so as without us
        tests = {test["name"]: test for test in json.loads((self.dir / "tests.json").read_text())["tests"]}
        self.assertEqual(list(tests), ["Code.Sleeps", "Code.IsQuick", "Code.Holds", "Code.FailsOnPurpose"])
        self.assertEqual([name for name, test in tests.items() if not test["passed"]], ["Code.FailsOnPurpose"])
        sleeps = tests["Code.Sleeps"]
        self.assertGreaterEqual(sleeps["time_ms"], 80)
        self.assertEqual((sleeps["functions"][0]["name"], sleeps["functions"][0]["calls"]), ("slow", 2))
        self.assertGreaterEqual(sleeps["functions"][0]["time_ms"], 79)
        self.assertEqual([(f["name"], f["calls"]) for f in tests["Code.IsQuick"]["functions"]], [("quick", 100)])
        self.assertGreater(tests["Code.Holds"]["memory_peak_mb"], 7.9)
        self.assertLess(tests["Code.IsQuick"]["memory_peak_mb"], 7.9)
        self.assertRegex(done.stderr, r"slowest tests, and the functions they spend their time in\n +[\d.]+ ms  Code\.Sleeps.*\n +[\d.]+ ms +2 x  slow\n")
        self.assertEqual(done.stderr.count("ms  Code."), 2)
        calls = self.calls()
        self.assertEqual((calls["test Code.Sleeps"], calls["slow"], calls["quick"]), (1, 3, 101))

    def test_googletest(self):
        self.build(GTEST, "Scopegraft::gtest gtest_main gtest pthread")
        self.check()
        plain = self.execute("build/tests", ["--gtest_filter=Code.IsQuick"], env={"SCOPEGRAFT_ENABLED": "0"})
        self.assertEqual(plain.stderr, "")

    @unittest.skipUnless(pathlib.Path("/usr/include/catch2/catch.hpp").exists(), "Catch2 is not here")
    def test_catch2(self):
        self.build(CATCH, "Scopegraft::catch2")
        self.check()


if __name__ == "__main__":
    support.main()
