#!/usr/bin/env python3
"""`group_by`: metrics broken down by context fields, from the rule to every report. group_by_test.py BUILD"""
import csv
import io
import json
import shutil
import unittest

import support
from support import run

PROGRAM = r"""
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace app {
struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
int store(int n) { return n + 1; }
int handle(const std::string& tenant, int shard, int n) {
  if (n < 0) throw std::runtime_error("negative");
  return store(n);
}
Task fetch(std::string tenant) {
  co_await std::suspend_always{};
  co_await std::suspend_always{};
}
int down(const std::string& tenant, int n) { return n == 0 ? 0 : 1 + down(tenant, n - 1); }
}  // namespace app

int main(int argc, char** argv) {
  const int tenants = argc > 1 ? std::atoi(argv[1]) : 2;
  std::vector<std::thread> threads;
  for (int t = 0; t != 2; ++t)
    threads.emplace_back([=] {
      for (int i = 0; i != 3 * tenants; ++i) app::handle("tenant " + std::to_string(i % tenants), t, i);
    });
  for (std::thread& thread : threads) thread.join();
  try {
    app::handle("tenant 0", 7, -1);
  } catch (const std::runtime_error&) {
  }
  for (int i = 0; i != 3; ++i) {
    app::Task task = app::fetch(i == 0 ? "a" : "b");
    while (!task.handle.done() && (i != 2 || task.handle)) {
      task.handle.resume();
      if (i == 2) break;  // abandoned
    }
    task.handle.destroy();
  }
  app::down("deep", 4);
}
"""

MEMORY_PROGRAM = r"""
#include <coroutine>
#include <cstdlib>
#include <ostream>
#include <string>

namespace app {
struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
// Printed because of a rule, not by the program.
struct Id {
  int number;
};
std::ostream& operator<<(std::ostream& out, const Id& id) { return out << std::string(1000, ' ') << id.number; }
void* kept[64];
int used = 0;
void* volatile seen;
void fill(std::size_t bytes) { kept[used++] = seen = std::malloc(bytes); }
void handle(char tenant, Id id, std::size_t bytes) {
  void* const scratch = seen = std::malloc(bytes);
  fill(bytes);
  std::free(scratch);
}
Task fetch(char tenant, std::size_t bytes) {
  fill(bytes);
  co_await std::suspend_always{};
  fill(2 * bytes);
  std::free(kept[--used]);
}
}  // namespace app

int main() {
  for (int i = 0; i != 4; ++i) app::handle('a', {i}, 1 << 20);
  app::handle('b', {4}, 3 << 20);
  app::Task a = app::fetch('a', 1 << 20), b = app::fetch('b', 4 << 20);
  b.handle.resume();
  a.handle.resume();
  a.handle.destroy();
  b.handle.destroy();
}
"""

MEMORY_RULES = """version: 1
defaults: {track_memory: true, sample_rate: 1}
functions:
  - match: ["app::handle"]
    context_fields: [tenant, id]
    group_by: [tenant]
  - match: ["app::fetch"]
    context_fields: [tenant]
    group_by: [tenant]
  - match: ["app::fill", "app::operator<<"]
"""

RULES = """version: 1
functions:
  - match: ["app::handle"]
    context_fields: [tenant, shard]
    group_by: [tenant, shard]
  - match: ["app::store"]
    group_by: [tenant]
  - match: ["app::fetch", "app::down"]
    context_fields: [tenant]
    group_by: [tenant]
"""


class GroupBy(support.Scratch):
    compiler = "g++"

    def measure(self, *args):
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", RULES)
        self.compile("a.cpp", compiler=self.compiler, flags=("-std=c++20",))
        self.link(["a.o"], compiler=self.compiler)
        self.execute(args=args)
        return {f["name"]: f for f in self.report()["functions"]}

    def written(self, *words, check=True):
        return run([support.TOOL, "report", *words, "out.scopegraft"], cwd=self.dir, check=check)

    def test_the_parts_of_a_function_are_its_whole(self):
        rows = self.measure()
        handle = rows["app::handle"]
        parts = {(part["group"]["tenant"], part["group"]["shard"]): part for part in handle["groups"]}
        self.assertEqual({key: (part["call_count"], part["exception_count"]) for key, part in parts.items()},
                         {("tenant 0", "0"): (3, 0), ("tenant 0", "1"): (3, 0), ("tenant 1", "0"): (3, 0), ("tenant 1", "1"): (3, 0), ("tenant 0", "7"): (1, 1)})
        self.assertEqual(handle["call_count"], 13)
        self.assertAlmostEqual(sum(part["execution_time_ms"] for part in parts.values()), handle["execution_time_ms"], delta=1e-6 + handle["execution_time_ms"] / 1000)
        self.assertEqual(max(part["max_ms"] for part in parts.values()), handle["max_ms"])
        self.assertEqual(min(part["min_ms"] for part in parts.values()), handle["min_ms"])
        # A callee has the fields of its caller.
        self.assertEqual({part["group"]["tenant"]: part["call_count"] for part in rows["app::store"]["groups"]}, {"tenant 0": 6, "tenant 1": 6})

    def test_coroutines(self):
        parts = {part["group"]["tenant"]: part for part in self.measure()["app::fetch"]["groups"]}
        self.assertEqual({tenant: (part["call_count"], part["suspensions"], part["abandoned"]) for tenant, part in parts.items()}, {"a": (1, 2, 0), "b": (2, 3, 1)})
        for part in parts.values():
            self.assertLessEqual(part["active_time_ms"], part["execution_time_ms"])

    def test_a_recursion_counts_every_call_and_the_time_of_the_outermost(self):
        down = self.measure()["app::down"]
        (part,) = down["groups"]
        self.assertEqual((part["call_count"], down["call_count"]), (5, 5))
        self.assertAlmostEqual(part["execution_time_ms"], down["execution_time_ms"], places=6)

    def test_values_beyond_the_bound_are_one_row(self):
        rows = self.measure("100")
        store = rows["app::store"]
        parts = {part["group"]["tenant"]: part["call_count"] for part in store["groups"]}
        self.assertEqual(len(parts), 65)
        self.assertEqual(parts.pop("(other)"), store["call_count"] - sum(parts.values()))
        self.assertEqual(store["call_count"], 600)
        self.assertEqual(set(parts.values()), {6})

    def test_every_report(self):
        self.measure()
        text = self.written("--group-by", "tenant").stdout
        self.assertRegex(text, r"(?m)^.* 7 .*app::handle \{tenant=tenant 0\}$")
        self.assertRegex(text, r"(?m)^.* 6 .*app::store \{tenant=tenant 1\}$")
        self.assertNotIn("SELF", text)
        rows = json.loads(self.written("--group-by", "shard", "--format", "json").stdout)["functions"]
        self.assertEqual({(row["function"], row["group"]["shard"]): row["call_count"] for row in rows}, {("app::handle", "0"): 6, ("app::handle", "1"): 6, ("app::handle", "7"): 1})
        table = list(csv.DictReader(io.StringIO(self.written("--group-by", "tenant", "--format", "csv").stdout)))
        self.assertEqual({row["name"]: (row["call_count"], row["self_time_ms"]) for row in table if "handle" in row["name"]},
                         {"app::handle {tenant=tenant 0}": ("7", ""), "app::handle {tenant=tenant 1}": ("6", "")})
        metrics = self.written("--format", "prometheus").stdout
        self.assertRegex(metrics, r'scopegraft_group_calls_total\{function="app::handle",file="a\.cpp",line="\d+",tenant="tenant 0",shard="7"\} 1\n')
        self.assertRegex(metrics, r'scopegraft_group_exceptions_total\{function="app::handle",.*shard="7"\} 1\n')
        for form in ("html", "folded", "callgrind", "speedscope", "chrome-trace", "pprof", "otlp"):
            self.assertEqual(self.written("--group-by", "tenant", "--format", form, "-o", "x", check=form != "html").returncode in (0, 2), True)

    def test_memory(self):
        self.write("a.cpp", MEMORY_PROGRAM)
        self.write("profiling.yaml", MEMORY_RULES)
        self.compile("a.cpp", compiler=self.compiler, flags=("-std=c++20",))
        self.link(["a.o"], compiler=self.compiler, flags=support.memory_flags("malloc"))
        self.execute()
        rows = {f["name"]: f for f in self.report()["functions"]}
        memory = {(name.removeprefix("app::"), part["group"]["tenant"]):
                  tuple(round(part[key], 1) for key in ("memory_allocated_mb", "memory_peak_mb", "memory_delta_mb", "allocations"))
                  for name in ("app::handle", "app::fetch") for part in rows[name]["groups"]}
        self.assertEqual(memory, {("handle", "a"): (8, 2, 4, 8), ("handle", "b"): (6, 6, 3, 2), ("fetch", "a"): (3, 3, 1, 2), ("fetch", "b"): (12, 12, 4, 2)})
        self.assertNotIn("app::operator<<", rows)
        for key in ("memory_allocated_mb", "memory_delta_mb", "allocations"):
            self.assertAlmostEqual(sum(part[key] for part in rows["app::handle"]["groups"]), rows["app::handle"][key])
        self.assertRegex(self.written("--group-by", "tenant").stdout, r"(?m)PEAK +FUNCTION AND FIELD$[^$]* 6\.01 MB  app::handle \{tenant=b\}$")
        metrics = self.written("--format", "prometheus").stdout
        self.assertRegex(metrics, r'scopegraft_group_allocated_bytes_total\{function="app::fetch",.*tenant="b"\} 12591072\n')

    def test_profiles_of_two_runs_add_up(self):
        self.measure()
        self.execute(profile="second.scopegraft")
        rows = {f["name"]: f for f in self.report("out.scopegraft", "second.scopegraft")["functions"]}
        self.assertEqual({part["group"]["tenant"]: part["call_count"] for part in rows["app::store"]["groups"]}, {"tenant 0": 12, "tenant 1": 12})

    def test_a_field_that_nothing_is_grouped_by_is_told(self):
        self.measure()
        done = self.written("--group-by", "tenent", check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("no function of this profile is grouped by `tenent`; there are function, thread, file, class, shard, tenant", done.stderr)


@unittest.skipUnless(shutil.which("clang++-22"), "clang is not here")
class GroupByWithClang(GroupBy):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
