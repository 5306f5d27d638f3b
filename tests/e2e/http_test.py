"""The notes example, built as its README says: routes are rows, requests are spans of the caller's trace, /metrics is Prometheus'."""
import concurrent.futures
import json
import re
import shutil
import signal
import subprocess
import unittest
import urllib.error
import urllib.request

import support
from support import ROOT, Package, run


def attributes(span):
    return {each["key"]: next(iter(each["value"].values())) for each in span["attributes"]}


class Http(support.Scratch):
    @classmethod
    def setUpClass(cls):
        cls.build = Package.install().with_name(Package.prefix.name + "-notes")
        cls.addClassCleanup(shutil.rmtree, cls.build, ignore_errors=True)
        run(["cmake", "-G", "Ninja", "-S", ROOT / "integration/examples/notes", "-B", cls.build, f"-DCMAKE_PREFIX_PATH={Package.prefix}", "-DCMAKE_BUILD_TYPE=Release"])
        told = run(["cmake", "--build", cls.build])
        assert "scopegraft: " not in told.stdout + told.stderr, told.stdout + told.stderr

    def setUp(self):
        super().setUp()
        self.server = subprocess.Popen([self.build / "notes", "0"], stdout=subprocess.PIPE, text=True,
                                       env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft"), "SCOPEGRAFT_SPANS": str(self.dir / "spans.jsonl")})
        self.addCleanup(self.stop)
        self.url = self.server.stdout.readline().strip()
        self.assertRegex(self.url, r"^http://127\.0\.0\.1:\d+$")

    def stop(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(timeout=60), 0)
        self.server.stdout.close()

    def ask(self, path, body=None, headers=None, method=None):
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, data=body, headers=headers or {}, method=method), timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def spans(self):
        return [span for line in (self.dir / "spans.jsonl").read_text().splitlines()
                for resource in json.loads(line)["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]

    def test_a_request_is_a_span_of_its_callers_trace(self):
        self.assertEqual(self.ask("/notes", b"milk and bread"), (201, "1\n"))
        self.assertEqual(self.ask("/notes/1"), (200, "milk and bread"))
        self.assertEqual(self.ask("/notes/77")[0], 404)
        trace, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
        self.assertEqual(self.ask("/search?word=milk", headers={"traceparent": f"00-{trace}-{parent}-01", "tracestate": "vendor=x"}), (200, "1\n"))
        self.assertEqual(self.ask("/search?word=")[0], 500)
        self.stop()
        report = self.report()
        rows = {f["name"]: (f["call_count"], f["exception_count"]) for f in report["functions"]}
        self.assertEqual(rows["POST /notes"], (1, 0))
        self.assertEqual(rows["GET note"], (2, 0))
        self.assertEqual(rows["GET /search"], (2, 1))
        self.assertEqual(rows["Notes::search"], (2, 1))
        self.assertEqual(rows["Notes::find"], (2, 0))
        spans = self.spans()
        good = next(s for s in spans if s["name"] == "GET /search" and s["traceId"] == trace)
        self.assertEqual((good["parentSpanId"], good["kind"], good["status"], good["traceState"]), (parent, 2, {}, "vendor=x"))
        told = attributes(good)
        self.assertEqual((told["http.request.method"], told["http.route"], told["url.path"], told["http.response.status_code"]), ("GET", "/search", "/search", "200"))
        inner = next(s for s in spans if s["name"] == "Notes::search" and s["traceId"] == trace)
        self.assertEqual((inner["parentSpanId"], inner["kind"]), (good["spanId"], 1))
        failed = next(s for s in spans if s["name"] == "GET /search" and s["traceId"] != trace)
        self.assertEqual(failed["status"]["code"], 2)
        self.assertNotIn("parentSpanId", failed)
        missing = next(s for s in spans if attributes(s).get("url.path") == "/notes/77")
        self.assertEqual((attributes(missing)["http.response.status_code"], missing["status"]), ("404", {}))

    def test_a_handlers_configuration_holds_for_all_its_methods(self):
        self.assertEqual(self.ask("/notes", b"x" * 100_000, {"Content-Type": "text/plain"})[0], 201)
        self.assertEqual(self.ask("/notes/1?user=ada")[0], 200)
        self.assertEqual(self.ask("/notes/1", method="DELETE")[0], 204)
        self.assertEqual(self.ask("/notes/1", method="DELETE")[0], 404)
        self.assertEqual(self.ask("/notes/1", b"", method="PUT")[0], 404, "it has no put, so httplib answers as ever")
        self.stop()
        rows = {f["name"]: f for f in self.report()["functions"]}
        self.assertEqual((rows["GET note"]["call_count"], rows["DELETE note"]["call_count"]), (1, 2))
        self.assertNotIn("PUT note", rows)
        self.assertGreater(rows["GET note"]["memory_peak_mb"], 0.09)
        self.assertEqual(rows["(anonymous namespace)::NoteView::number_of"]["call_count"], 3, "derived_from finds what the handler calls")
        told = attributes(next(s for s in self.spans() if s["name"] == "GET note"))
        self.assertEqual((told["user"], told["area"], told["http.route"]), ("ada", "notes", r"/notes/(\d{1,9})"))
        told = attributes(next(s for s in self.spans() if s["name"] == "DELETE note"))
        self.assertNotIn("user", told)

    def test_requests_side_by_side_keep_their_traces_apart(self):
        self.ask("/notes", b"one")

        def client(number):
            trace = f"{number + 1:032x}"
            for _ in range(25):
                self.ask("/search?word=one", headers={"traceparent": f"00-{trace}-{number + 1:016x}-01"})

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(client, range(8)))
        self.stop()
        self.assertEqual(self.calls()["GET /search"], 200)
        spans = self.spans()
        routes = {s["spanId"]: s for s in spans if s["name"] == "GET /search"}
        inner = [s for s in spans if s["name"] == "Notes::search"]
        self.assertEqual((len(routes), len(inner)), (200, 200))
        for span in inner:
            outer = routes[span["parentSpanId"]]
            self.assertEqual(span["traceId"], outer["traceId"])
            self.assertEqual(int(outer["parentSpanId"], 16), int(outer["traceId"], 16))

    def test_metrics_are_what_prometheus_reads(self):
        for _ in range(3):
            self.ask("/search?word=x")
        status, text = self.ask("/metrics")
        self.assertEqual(status, 200)
        self.assertRegex(text, r'scopegraft_calls_total\{[^}]*"GET /search"[^}]*\} 3\n')
        if shutil.which("promtool"):
            checked = run(["promtool", "check", "metrics"], stdin=text, check=False)
            self.assertNotIn("error", checked.stderr)

    @unittest.skipUnless(shutil.which("wrk"), "wrk is not here")
    def test_under_load_every_request_is_counted(self):
        self.ask("/notes", b"load")
        told = run(["wrk", "-t2", "-c16", "-d2s", self.url + "/notes/1"]).stdout
        done = int(re.search(r"(\d+) requests in", told).group(1))
        self.assertGreater(done, 100)
        self.assertNotIn("Non-2xx", told)
        self.stop()
        counted = self.calls()["GET note"]
        self.assertTrue(done <= counted <= done + 16, (done, counted))
        self.assertEqual(self.calls()["Notes::find"], counted)


if __name__ == "__main__":
    support.main()
