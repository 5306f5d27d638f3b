#!/usr/bin/env python3
"""Scopegraft::otlp against a collector that behaves, and ones that do not: what arrives, once each, and what is counted as dropped
is all that the program made.
otlp_http_test.py BUILD"""
import collections
import json
import os
import re
import shutil
import ssl
import struct
import subprocess
import time
import unittest

import otlp_test
import support
from otlp_collector import Collector, answer, close, close_mid_answer, close_mid_body, hang, spans_of
from support import Package, run

PROGRAM = r"""
#include <scopegraft/config.h>
#include <scopegraft/context.h>

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace app {
void leaf(int place) { if (place < 0) std::abort(); }
void tree(int number) {  // three spans
  leaf(number);
  leaf(number + 1);
}
}  // namespace app

namespace {
struct AtTheEnd {
  int trees = 0;
  ~AtTheEnd() { for (int i = 0; i != trees; ++i) app::tree(i); }
} at_the_end;

void grow(int trees) {
  for (int i = 0; i != trees; ++i) {
    app::tree(i);
    if (i % 100 == 99) scopegraft::flush_spans();  // the queue before the sender's is small
  }
}
// Ready; goes on when its standard input ends.
void say_ready() {
  scopegraft::flush_spans();
  std::puts("ready");
  std::fflush(stdout);
  while (std::getchar() != EOF) {}
}
}  // namespace

int main(int, char** argv) {
  const std::string what = argv[1];
  const int trees = std::atoi(argv[2]);
  scopegraft::configure_performance({.batch_size = 100});
  if (what == "destructor") at_the_end.trees = trees;
  if (what == "plain" || what == "pause" || what == "long") grow(trees);
  if (what == "pause") say_ready();
  if (what == "long") {  // until all is settled
    scopegraft::flush_spans();
    for (;;) {
      const scopegraft::SpanCounts counts = scopegraft::span_counts();
      if (counts.written + counts.dropped == counts.ended) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  if (what == "threads") {
    std::vector<std::thread> threads;
    for (int i = 0; i != 4; ++i) threads.emplace_back(grow, trees);
    for (std::thread& thread : threads) thread.join();
  }
  if (what == "fork") {
    grow(trees);
    scopegraft::flush_spans();
    for (int i = 0; i != 2; ++i)
      if (fork() == 0) {
        grow(trees);
        if (i == 0 && fork() == 0) grow(trees);
        std::exit(0);
      }
    while (wait(nullptr) > 0) {}
    grow(trees);
    usleep(200'000);  // the grandchild's end is nobody's
  }
}
"""

RULES = """version: 1
functions:
  - match: ["app::*"]
    create_span: true
    sample_rate: 1
"""

CMAKE = support.CMAKE_PROJECT.replace("17", "20") + """
add_executable(program a.cpp)
target_link_libraries(program PRIVATE Scopegraft::otlp)
scopegraft_instrument(program RULES profiling.yaml MEMORY off)
"""


@unittest.skipUnless((support.LIB / "libscopegraft_otlp.a").exists(), "libcurl is not here (Debian: libcurl4-openssl-dev)")
class OtlpHttp(support.Scratch):
    built = None

    @classmethod
    def program(cls, scratch):
        """Built once, as users do."""
        if cls.built is None:
            cls.built = Package.install() / "otlp_http_test"
            cls.built.mkdir()
            for name, text in (("a.cpp", PROGRAM), ("profiling.yaml", RULES), ("CMakeLists.txt", CMAKE)):
                (cls.built / name).write_text(text)
            run(["cmake", "-G", "Ninja", "-S", cls.built, "-B", cls.built / "build", f"-DCMAKE_PREFIX_PATH={Package.install()}", "-DCMAKE_BUILD_TYPE=Release"])
            run(["cmake", "--build", cls.built / "build"])
        return cls.built / "build/program"

    def collector(self, *arguments, **named):
        made = Collector(*arguments, **named)
        self.addCleanup(made.end)
        return made

    def environment(self, url, **more):
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("OTEL_", "SCOPEGRAFT_")) and not name.lower().endswith("_proxy")}
        return {**clean, "OTEL_EXPORTER_OTLP_ENDPOINT": url, "SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft"),
                "SCOPEGRAFT_OTLP_EXIT_SECONDS": "60", **more}

    def start(self, url, what, trees, program=None, **more):
        child = subprocess.Popen([program or self.program(self), what, str(trees)], env=self.environment(url, **more), cwd=self.dir, stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(child.kill)
        return child

    def end(self, child):
        out, err = child.communicate(timeout=120)
        self.assertEqual((child.returncode, err), (0, ""), out)

    def ran(self, url, what, trees, program=None, **more):
        begin = time.monotonic()
        self.end(self.start(url, what, trees, program, **more))
        return time.monotonic() - begin

    def forget(self):
        for profile in self.dir.glob("out.scopegraft*"):
            profile.unlink()

    def dropped(self):
        return sum(self.report(file)["dropped"]["spans"] for file in self.dir.glob("out.scopegraft*") if not file.name.endswith((".jsonl", ".pb")))

    def check(self, collector, made, dropped=0):
        """What was made has arrived or is counted; whole trees have their structure. Nothing arrives twice."""
        self.assertEqual(collector.wrong, [])
        ids = collections.Counter(span["id"] for span in collector.spans)
        self.assertEqual([span for span, count in ids.items() if count != 1], [])
        self.assertEqual((len(ids), self.dropped()), (made - dropped, dropped))
        by_id = {span["id"]: span for span in collector.spans}
        leaves = collections.Counter()
        for span in collector.spans:
            if span["name"] == "app::tree":
                self.assertEqual(span["parent"], "")
                continue
            self.assertEqual((span["name"], len(span["parent"])), ("app::leaf", 16))
            leaves[span["parent"]] += 1
            if span["parent"] in by_id:
                self.assertEqual(by_id[span["parent"]]["trace"], span["trace"])
        if dropped == 0:
            self.assertEqual({count for count in leaves.values()}, {2})
            self.assertEqual(leaves.keys(), {span["id"] for span in collector.spans if span["name"] == "app::tree"})

    # ---- one that behaves
    def test_every_span_arrives_once(self):
        for compression in ("none", "gzip"):
            with self.subTest(compression):
                collector = self.collector().listen()
                self.ran(collector.url, "plain", 500, OTEL_EXPORTER_OTLP_COMPRESSION=compression,
                         OTEL_EXPORTER_OTLP_HEADERS="api-key=a%20b%3D,x-tenant=acme", OTEL_SERVICE_NAME="shop")
                self.check(collector, 1500)
                for request in collector.requests:
                    headers = {name.lower(): value for name, value in request["headers"].items()}
                    self.assertEqual((request["path"], headers["content-type"], headers["api-key"], headers["x-tenant"], headers.get("content-encoding", "none")),
                                     ("/v1/traces", "application/x-protobuf", "a b=", "acme", compression))
                    self.assertNotIn("expect", headers)
                self.assertEqual(list(self.dir.glob("*spans*")), [], "no file beside the profile")

    def test_opentelemetrys_own_types_read_it(self):
        if not (shutil.which("node") and otlp_test.fetch_decoder()):
            self.skipTest("npm could not fetch OpenTelemetry's types")
        collector = self.collector().listen()
        self.ran(collector.url, "plain", 100, OTEL_SERVICE_NAME="shop")
        (self.dir / "sent.pb").write_bytes(b"".join(struct.pack(">I", len(request["body"])) + request["body"] for request in collector.requests))
        requests = json.loads(run(["node", otlp_test.DECODER / "decode.cjs", self.dir / "sent.pb"]).stdout)
        spans = [span for request in requests for resource in request["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]
        self.assertEqual(sorted(span["spanId"] for span in spans), sorted(span["id"] for span in collector.spans))
        (resource,) = {json.dumps(resource["resource"]) for request in requests for resource in request["resourceSpans"]}
        self.assertIn('"shop"', resource)

    def test_the_file_is_written_where_it_is_named(self):
        collector = self.collector().listen()
        self.ran(collector.url, "plain", 100, SCOPEGRAFT_SPANS=str(self.dir / "spans.jsonl"))
        self.check(collector, 300)
        lines = [json.loads(line) for line in (self.dir / "spans.jsonl").read_text().splitlines()]
        self.assertEqual({span["spanId"] for line in lines for span in line["resourceSpans"][0]["scopeSpans"][0]["spans"]}, {span["id"] for span in collector.spans})

    def test_without_an_endpoint_nothing_is_sent(self):
        child = self.start("", "pause", 10)
        self.assertEqual(child.stdout.readline(), "ready\n")
        self.assertNotIn("scopegraft-otlp", self.threads_of(child))
        self.end(child)
        self.assertEqual(len((self.dir / "out.scopegraft.spans.jsonl").read_text().splitlines()), 1)

    def test_the_endpoint_of_traces_is_used_as_it_is(self):
        collector, other = self.collector().listen(), self.collector().listen()
        self.ran(other.url, "plain", 10, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=collector.url + "/in?x=1")
        self.check(collector, 30)
        self.assertEqual(({request["path"] for request in collector.requests}, other.requests), ({"/in?x=1"}, []))

    def test_spans_of_destructors_arrive(self):
        collector = self.collector().listen()
        self.ran(collector.url, "destructor", 50)
        self.check(collector, 150)

    def test_several_threads(self):
        collector = self.collector().listen()
        self.ran(collector.url, "threads", 300, OTEL_EXPORTER_OTLP_COMPRESSION="gzip")
        self.check(collector, 4 * 900)

    def test_forked_children_send_their_own(self):
        collector = self.collector(script=[answer(503)]).listen()
        self.ran(collector.url, "fork", 100)
        self.check(collector, 5 * 300)

    def until(self, what, holds):
        end = time.monotonic() + 60
        while not holds():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.05)

    def threads_of(self, child):
        """{name: status} of its threads."""
        found = {}
        for task in os.listdir(f"/proc/{child.pid}/task"):
            with open(f"/proc/{child.pid}/task/{task}/status", encoding="utf-8") as status:
                text = status.read()
            found[re.search(r"^Name:\s*(.*)$", text, re.M).group(1)] = text
        return found

    def test_signals_are_the_programs(self):
        collector = self.collector().listen()
        child = self.start(collector.url, "pause", 10)
        self.assertEqual(child.stdout.readline(), "ready\n")
        self.until("a request", lambda: collector.requests)
        blocked = int(re.search(r"^SigBlk:\s*(\w+)$", self.threads_of(child)["scopegraft-otlp"], re.M).group(1), 16)
        for number in (1, 2, 10, 13, 14, 15):
            self.assertTrue(blocked >> (number - 1) & 1, number)
        self.end(child)
        self.check(collector, 30)

    # ---- ones that do not
    def test_absent(self):
        collector = self.collector()  # never listens
        elapsed = self.ran(collector.url, "plain", 500, SCOPEGRAFT_OTLP_EXIT_SECONDS="1")
        self.assertLess(elapsed, 30)
        self.check(collector, 1500, dropped=1500)
        self.assertLess(self.ran(collector.url, "plain", 500, SCOPEGRAFT_OTLP_EXIT_SECONDS="0"), 30)
        self.check(collector, 1500, dropped=1500)

    def test_comes_up_late(self):
        collector = self.collector()
        child = self.start(collector.url, "pause", 200)
        self.assertEqual(child.stdout.readline(), "ready\n")
        collector.listen()
        self.until("everything", lambda: len(collector.spans) == 600)
        self.end(child)
        self.check(collector, 600)

    def test_comes_up_while_the_program_exits(self):
        collector = self.collector()
        child = self.start(collector.url, "plain", 200)
        time.sleep(1)
        collector.listen()
        self.end(child)
        self.check(collector, 600)

    def test_more_than_the_queue_holds(self):
        collector = self.collector()
        child = self.start(collector.url, "pause", 15_000)
        self.assertEqual(child.stdout.readline(), "ready\n")
        collector.listen()
        self.end(child)
        dropped = self.dropped()
        self.assertGreaterEqual(dropped, 45_000 - 32_768)
        self.assertLess(dropped, 45_000)
        self.check(collector, 45_000, dropped=dropped)

    def test_busy_with_a_time_to_wait(self):
        for status in (503, 429):
            with self.subTest(status):
                collector = self.collector(script=[answer(status, headers=[("Retry-After", "2")])]).listen()
                self.ran(collector.url, "long", 50)
                self.check(collector, 150)
                self.assertGreaterEqual(collector.requests[1]["at"] - collector.requests[0]["at"], 2)

    def test_a_time_to_wait_beyond_the_end_is_not_waited_for(self):
        collector = self.collector(then=answer(503, headers=[("Retry-After", "200")])).listen()
        self.assertLess(self.ran(collector.url, "plain", 100), 50)
        self.assertEqual(len(collector.requests), 1)
        self.check(collector, 300, dropped=300)

    def test_busy_without_one(self):
        for status in (429, 502, 503, 504):
            with self.subTest(status):
                collector = self.collector(script=[answer(status), answer(status)]).listen()
                self.ran(collector.url, "long", 50)
                self.check(collector, 150)
                bodies = [request["body"] for request in collector.requests]
                self.assertEqual((bodies[0], bodies[1]), (bodies[2], bodies[2]))

    def test_refusals_are_not_repeated(self):
        for status in (301, 400, 401, 404, 413, 500, 501):
            with self.subTest(status):
                collector = self.collector(script=[answer(status, headers=[("Location", "/elsewhere")])]).listen()
                self.ran(collector.url, "long", 50)
                lost = len(list(spans_of(collector.requests[0]["body"])))
                self.assertGreater(lost, 0)
                self.check(collector, 150, dropped=lost)
                self.assertEqual(len({request["body"] for request in collector.requests}), len(collector.requests))

    def test_partial_success(self):
        # Of the first request seven are rejected, then there is a warning only, then something else than OTLP.
        collector = self.collector(script=[answer(200, b"\x0a\x07\x08\x07\x12\x03why"), answer(200, b"\x0a\x05\x12\x03why"), answer(200, b"OK")]).listen()
        self.ran(collector.url, "plain", 200)
        self.assertEqual((len(collector.spans), self.dropped()), (600, 7))

    def test_hanging(self):
        collector = self.collector(then=hang).listen()
        elapsed = self.ran(collector.url, "plain", 500, OTEL_EXPORTER_OTLP_TIMEOUT="100000", SCOPEGRAFT_OTLP_EXIT_SECONDS="1")
        self.assertLess(elapsed, 50)
        self.check(collector, 1500, dropped=1500)

    def test_hanging_at_first(self):
        collector = self.collector(script=[hang, hang]).listen()
        self.ran(collector.url, "long", 50, OTEL_EXPORTER_OTLP_TIMEOUT="300")
        self.check(collector, 150)

    def test_closing(self):
        collector = self.collector(script=[close, close_mid_body, close_mid_answer]).listen()
        self.ran(collector.url, "long", 200)
        self.check(collector, 600)
        self.assertGreaterEqual(len(collector.requests), 3 + 6)

    # ---- TLS
    def authority(self, name):
        """A CA, and a server's context with a certificate of it for 127.0.0.1."""
        def openssl(*words):
            run(["openssl", *words], cwd=self.dir)
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN={name}", "-days", "2")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}-server.key", "-out", f"{name}-server.csr", "-subj", "/CN=collector")
        self.write("san", "subjectAltName=IP:127.0.0.1\n")
        openssl("x509", "-req", "-in", f"{name}-server.csr", "-CA", f"{name}.pem", "-CAkey", f"{name}.key", "-CAcreateserial", "-days", "2", "-extfile", "san",
                "-out", f"{name}-server.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.dir / f"{name}-server.pem", self.dir / f"{name}-server.key")
        return context

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not here")
    def test_https(self):
        ours, other = self.authority("ours"), self.authority("other")
        collector = self.collector(tls=ours).listen()
        self.ran(collector.url, "plain", 200, OTEL_EXPORTER_OTLP_CERTIFICATE=str(self.dir / "ours.pem"), OTEL_EXPORTER_OTLP_COMPRESSION="gzip")
        self.check(collector, 600)
        for certificate in (str(self.dir / "ours.pem"), ""):  # an unknown CA; the system's
            with self.subTest(certificate):
                collector = self.collector(tls=other).listen()
                self.ran(collector.url, "plain", 200, OTEL_EXPORTER_OTLP_CERTIFICATE=certificate, SCOPEGRAFT_OTLP_EXIT_SECONDS="1")
                self.check(collector, 600, dropped=600)
                self.assertEqual(collector.requests, [])

    # ---- ways to build
    @unittest.skipUnless(shutil.which("pkg-config"), "pkg-config is not here")
    def test_by_pkg_config(self):
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", RULES)
        self.compile("a.cpp", flags=("-std=c++20", f"-I{support.ROOT}/runtime/include"))
        (found,) = Package.install().glob("lib*/**/pkgconfig/scopegraft-otlp.pc")
        libs = run(["pkg-config", "--libs", "scopegraft-otlp"], env={"PKG_CONFIG_PATH": str(found.parent)}).stdout.split()
        self.assertTrue([word for word in libs if word.endswith("-lcurl")], libs)
        run(["g++", "a.o", "-o", "program", *libs, f"-Wl,-rpath,{support.LIB}", "-pthread"], cwd=self.dir)
        collector = self.collector().listen()
        self.ran(collector.url, "plain", 20, program=self.dir / "program")
        self.check(collector, 60)

    def test_under_the_address_sanitizer(self):
        # Through trouble and an end that comes too early.
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", RULES)
        flags = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g1", "-std=c++20")
        self.compile("a.cpp", flags=(*flags, f"-I{support.ROOT}/runtime/include"))
        sources = sorted((support.ROOT / "integration/otlp").glob("*.cpp"))
        run(["g++", *flags, "-O1", "a.o", *sources, "-o", "program", f"-I{support.ROOT}/runtime/include", f"-I{support.ROOT}/integration",
             '-DSCOPEGRAFT_VERSION="test"', f"-L{support.LIB}", "-lscopegraft", f"-Wl,-rpath,{support.LIB}", "-lcurl", "-lz", "-pthread"], cwd=self.dir)
        program = self.dir / "program"
        # No fork: a child of a program with threads may wait for ever for the lock of g++ 12's sanitizer, in its allocator.
        for what, trees, made in (("threads", 100, 1200), ("destructor", 50, 150)):
            with self.subTest(what):
                self.forget()
                collector = self.collector(script=[answer(503), close, close_mid_body, hang, answer(200, b"\x0a\x02\x08\x00")]).listen()
                self.ran(collector.url, what, trees, program, OTEL_EXPORTER_OTLP_COMPRESSION="gzip", OTEL_EXPORTER_OTLP_HEADERS="a=b", OTEL_EXPORTER_OTLP_TIMEOUT="1000")
                self.check(collector, made)
        self.forget()
        collector = self.collector(then=hang).listen()
        self.ran(collector.url, "threads", 100, program, SCOPEGRAFT_OTLP_EXIT_SECONDS="0.5")
        self.check(collector, 1200, dropped=1200)


if __name__ == "__main__":
    support.main()
