#!/usr/bin/env python3
"""Spans of a real program, JSON lines and protobuf, decoded by OpenTelemetry's own types. Skipped where npm cannot fetch them.
otlp_test.py BUILD"""
import collections
import json
import pathlib
import shutil
import time
import unittest

import support
from support import run

HERE = pathlib.Path(__file__).resolve().parent / "otlp"
DECODER = support.BUILD / "tests/e2e/otlp"
REMOTE = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")

PROGRAM = r"""
#include <scopegraft/config.h>
#include <scopegraft/context.h>

#include <coroutine>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>

namespace app {
struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> handle;
};

int query(const std::string& table) { return static_cast<int>(table.size()); }
void refuse(int code) { throw std::runtime_error("refused " + std::to_string(code)); }
void on_thread() { query("orders \"quoted\" \xc3\xa9"); }
Task fetch(int id) {
  co_await std::suspend_always{};
  query(std::to_string(id));
}
void handle(const std::string& tenant, double share) {
  query("users");
  try {
    refuse(503);
  } catch (const std::exception&) {
  }
  std::thread(scopegraft::bind(on_thread)).join();
  Task task = fetch(7);
  std::thread([&] { task.handle.resume(); }).join();
  task.handle.destroy();
  if (share > 1) std::puts(tenant.c_str());
}
}  // namespace app

int main(int argc, char** argv) {
  if (argc > 1) scopegraft::configure_performance({.batch_size = 4, .use_fast_serialization = std::strcmp(argv[1], "protobuf") == 0});
  const auto remote = scopegraft::with_remote_parent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=1");
  app::handle("acme", 0.5);
}
"""

RULES = """version: 1
functions:
  - match: ["app::handle"]
    create_span: true
    context_fields: [tenant, share]
    add_context: {operation: checkout, retries: 3, dry_run: false}
  - match: ["app::query"]
    create_span: true
    context_fields: [table]
  - match: ["app::refuse", "app::on_thread", "app::fetch"]
    create_span: true
"""


def fetch_decoder():
    """The decoder with its packages; false where there is no npm, or nothing that it can fetch from."""
    DECODER.mkdir(parents=True, exist_ok=True)
    for file in HERE.iterdir():
        shutil.copy(file, DECODER)
    if (DECODER / "node_modules/@opentelemetry/otlp-transformer").exists():
        return True
    npm = shutil.which("npm")
    return npm is not None and run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=DECODER, check=False).returncode == 0


def value_of(attribute):
    (value,) = attribute["value"].values()
    return value


@unittest.skipUnless(shutil.which("node") and fetch_decoder(), "npm could not fetch OpenTelemetry's types")
class Otlp(support.Scratch):
    def decoded(self, file, check=True):
        return run(["node", DECODER / "decode.cjs", file], check=check)

    def spans(self, encoding, compiler):
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", RULES)
        self.compile("a.cpp", compiler=compiler, flags=("-std=c++20", f"-I{support.ROOT}/runtime/include"))
        self.link(["a.o"], compiler=compiler)
        self.began = time.time_ns()
        self.execute(args=(encoding,), env={"SCOPEGRAFT_SPANS": str(self.dir / "spans"), "OTEL_SERVICE_NAME": "shop"})
        self.ended = time.time_ns()
        requests = json.loads(self.decoded(self.file_of(encoding)).stdout)
        self.requests = len(requests)
        spans = []
        for request in requests:
            for resource in request["resourceSpans"]:
                told = {each["key"]: value_of(each) for each in resource["resource"]["attributes"]}
                self.assertEqual((told["service.name"], told["telemetry.sdk.language"]), ("shop", "cpp"))
                for scope in resource["scopeSpans"]:
                    self.assertEqual(scope["scope"]["name"], "scopegraft")
                    spans += scope["spans"]
        return spans

    def file_of(self, encoding):
        file = self.dir / ("spans.pb" if encoding == "protobuf" else "spans")
        self.assertTrue(file.exists(), list(self.dir.iterdir()))
        return file

    def check(self, encoding, compiler):
        spans = self.spans(encoding, compiler)
        self.assertEqual(self.requests, 2)  # seven spans, four at a time
        self.assertEqual(collections.Counter(span["name"] for span in spans),
                         {"app::handle": 1, "app::query": 3, "app::refuse": 1, "app::on_thread": 1, "app::fetch": 1})
        by_id = {span["spanId"]: span for span in spans}
        self.assertEqual(len(by_id), len(spans))
        paths = set()
        for span in spans:
            self.assertEqual((span["traceId"], span["traceState"], len(span["spanId"]), span["kind"] in (1, "SPAN_KIND_INTERNAL")), (REMOTE[0], "vendor=1", 16, True))
            start, end = int(span["startTimeUnixNano"]), int(span["endTimeUnixNano"])
            self.assertLessEqual(start, end)
            self.assertTrue(self.began - 10**9 < start and end < self.ended + 10**9, (self.began, start, end, self.ended))  # ns of the calendar
            told = {each["key"]: value_of(each) for each in span["attributes"]}
            self.assertEqual((told["code.function.name"], told["code.file.path"], told["tenant"]), (span["name"], "a.cpp", "acme"))
            path, at = [], span
            while at["parentSpanId"] != REMOTE[1]:
                parent = by_id[at["parentSpanId"]]
                self.assertLessEqual(int(parent["startTimeUnixNano"]), int(at["startTimeUnixNano"]))
                self.assertGreaterEqual(int(parent["endTimeUnixNano"]), int(at["endTimeUnixNano"]))
                path.insert(0, at["name"] + (" " + told["table"] if at is span and "table" in told else ""))
                at = parent
            self.assertEqual(at["name"], "app::handle")
            paths.add("/".join(path))
            failed = span["name"] == "app::refuse"
            self.assertEqual(span["status"], {"message": "left by an exception", "code": 2} if failed else {})
        self.assertEqual(paths, {"", "app::query users", "app::refuse", "app::on_thread", "app::on_thread/app::query orders \"quoted\" \u00e9",
                                 "app::fetch", "app::fetch/app::query 7"})
        (root,) = [span for span in spans if span["name"] == "app::handle"]
        told = {each["key"]: each["value"] for each in root["attributes"]}
        self.assertEqual([told[key] for key in ("share", "operation", "retries", "dry_run")],
                         [{"doubleValue": 0.5}, {"stringValue": "checkout"}, {"intValue": "3"}, {"boolValue": False}])
        threads = {value_of(each) for span in spans for each in span["attributes"] if each["key"] == "thread.id"}
        self.assertGreater(len(threads), 1)

    def test_json_lines(self):
        self.check("json", "g++")

    def test_protobuf(self):
        self.check("protobuf", "g++")

    @unittest.skipUnless("clang++-22" in support.COMPILERS, "clang is not here")
    def test_with_clang(self):
        self.check("json", "clang++-22")

    def test_the_decoder_refuses_what_is_not_otlp(self):
        for wrong, why in (('{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"x","begin":"1"}]}]}]}', "begin is nothing that OTLP knows"),
                           ('{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"4bf9-","name":"x"}]}]}]}', "4bf9- came back as 4bf9")):
            done = self.decoded(self.write("wrong.jsonl", wrong + "\n"), check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(why, done.stderr)


if __name__ == "__main__":
    support.main()
