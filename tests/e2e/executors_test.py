#!/usr/bin/env python3
"""`executors:` rules: what a named function runs elsewhere has the context of its caller. executors_test.py BUILD"""
import json
import shutil
import unittest

import support

POOL = r"""
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace app {
// A pool as most programs have one; it knows nothing of contexts.
class Pool {
 public:
  Pool() : thread_([this] { run(); }) {}
  ~Pool() {
    post(nullptr);
    thread_.join();
  }
  void post(std::function<void()> job) {
    const std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(std::move(job));
    there_is_one_.notify_one();
  }
  template <class F>
  std::future<std::invoke_result_t<std::decay_t<F>&>> submit(F&& f) {
    auto task = std::make_shared<std::packaged_task<std::invoke_result_t<std::decay_t<F>&>()>>(std::forward<F>(f));
    post([task] { (*task)(); });
    return task->get_future();
  }

 private:
  void run() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      there_is_one_.wait(lock, [this] { return !jobs_.empty(); });
      const std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      if (!job) return;
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable there_is_one_;
  std::deque<std::function<void()>> jobs_;
  std::thread thread_;
};
}  // namespace app
"""

PROGRAM = r"""
#include <cstdio>
#include <future>
#include <thread>

#include "pool.h"

namespace app {
int work(int step) { return step; }
template <class T> int in_template(Pool& pool, T step) { return pool.submit([step] { return work(step); }).get(); }
void handle(Pool& pool, int request) {
  pool.submit([] { return work(1); }).get();
  std::promise<void> done;
  pool.post([&] { work(2); done.set_value(); });
  done.get_future().get();
  std::thread([] { work(3); }).join();
  std::thread named(work, 4);
  named.join();
  std::async(std::launch::async, [] { return work(5); }).get();
  std::async(std::launch::async, work, 6).get();
  in_template(pool, 7);
  if (request == 2) try { pool.submit([]() -> int { throw work(8); }).get(); } catch (int step) { std::printf("%d\n", step); }
}
}  // namespace app

int main() {
  app::Pool pool;
  app::handle(pool, 1);
  app::handle(pool, 2);
  pool.submit([] { return app::work(9); }).get();
}
"""

RULES = """version: 1
executors:
  - match: ["app::Pool::submit", "app::Pool::post", "std::thread::thread", "std::async"]
    files: ["a.cpp"]
functions:
  - match: ["app::handle"]
    create_span: true
    context_fields: [request]
  - match: ["app::work"]
    create_span: true
    context_fields: [step]
"""


class Executors(support.Scratch):
    compiler = "g++"

    def build(self, rules, flags=("-std=c++17",), tool_flags=()):
        self.write("pool.h", POOL)
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", rules)
        return self.compile("a.cpp", compiler=self.compiler, flags=(*flags, "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror"), tool_flags=tool_flags)

    def spans(self):
        self.link(["a.o"], compiler=self.compiler)
        self.assertEqual(self.execute(env={"SCOPEGRAFT_SPANS": str(self.dir / "spans.jsonl")}).stdout, "8\n")
        return [span for line in (self.dir / "spans.jsonl").read_text().splitlines()
                for resource in json.loads(line)["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]

    def test_what_is_handed_over_has_the_context_of_its_caller(self):
        self.build(RULES, tool_flags=("--strict",))
        spans = self.spans()
        told = {span["spanId"]: {each["key"]: each["value"].get("intValue") for each in span["attributes"]} for span in spans}
        requests = {span["spanId"]: told[span["spanId"]]["request"] for span in spans if span["name"] == "app::handle"}
        self.assertEqual(sorted(requests.values()), ["1", "2"])
        steps = {(requests.get(span.get("parentSpanId")), told[span["spanId"]].get("request"), told[span["spanId"]]["step"]) for span in spans if span["name"] == "app::work"}
        self.assertEqual(steps, {(r, r, str(step)) for r in ("1", "2") for step in range(1, 8)} | {("2", "2", "8"), (None, None, "9")})

    def test_without_the_rule_it_has_none(self):
        self.build(RULES.replace("executors:", "calls:").replace("std::thread::thread", "x"))
        self.assertTrue(all("parentSpanId" not in span for span in self.spans() if span["name"] == "app::work"))

    def test_before_cpp17_there_is_a_reason(self):
        self.write("a.cpp", "#include <thread>\nvoid work() {}\nint main() { std::thread thread(work); thread.join(); }\n")
        self.write("profiling.yaml", "version: 1\nfunctions: [{match: [work]}]\nexecutors: [{match: ['std::thread::thread']}]\n")
        self.compile("a.cpp", compiler=self.compiler, flags=("-std=c++14",), tool_flags=("--strict",))
        self.assertEqual([(e["outcome"], e["reason"]) for e in self.explained() if e["function"] == "std::thread::thread"], [("skipped", "a context needs C++17")])

    def test_a_name_that_nothing_has_is_told(self):
        self.build(RULES.replace('"std::async"]', '"std::async", "app::Pool::sumbit"]'))
        listed = support.run([support.TOOL, "list", "--rules", "profiling.yaml", "--explain", "-p", self.database()], cwd=self.dir, check=False)
        self.assertRegex(listed.stdout + listed.stderr, r"profiling\.yaml:3:\d+: warning: .*app::Pool::sumbit")
        self.assertIn("what it is handed takes the context along", listed.stdout)

    def database(self):
        self.write("compile_commands.json", json.dumps([{"directory": str(self.dir), "file": "a.cpp", "arguments": [self.compiler, "-std=c++17", "-c", "a.cpp", "-o", "a.o"]}]))
        return self.dir


@unittest.skipUnless(shutil.which("clang++-22"), "clang is not here")
class ExecutorsWithClang(Executors):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
