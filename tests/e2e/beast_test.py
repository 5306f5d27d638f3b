"""The rates example: HTTP on Boost.Beast, a coroutine per connection on four threads. A request is one trace of its caller's, under load too."""
import concurrent.futures
import json
import pathlib
import re
import shutil
import signal
import subprocess
import unittest
import urllib.error
import urllib.request

import support
from support import ROOT, Package, run


@unittest.skipUnless(pathlib.Path("/usr/include/boost/beast/http.hpp").exists(), "Boost.Beast is not here")
class Beast(support.Scratch):
    @classmethod
    def setUpClass(cls):
        cls.build = Package.install().with_name(Package.prefix.name + "-rates")
        cls.addClassCleanup(shutil.rmtree, cls.build, ignore_errors=True)
        run(["cmake", "-G", "Ninja", "-S", ROOT / "integration/examples/rates", "-B", cls.build, f"-DCMAKE_PREFIX_PATH={Package.prefix}", "-DCMAKE_BUILD_TYPE=Release"])
        told = run(["cmake", "--build", cls.build])
        assert "scopegraft: " not in told.stdout + told.stderr, told.stdout + told.stderr

    def setUp(self):
        super().setUp()
        self.server = subprocess.Popen([self.build / "rates", "0"], stdout=subprocess.PIPE, text=True,
                                       env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft"), "SCOPEGRAFT_SPANS": str(self.dir / "spans.jsonl")})
        self.addCleanup(self.stop)
        self.url = self.server.stdout.readline().strip()

    def stop(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(timeout=60), 0)
        self.server.stdout.close()

    def ask(self, path, headers=None):
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, headers=headers or {}), timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def spans(self):
        spans = [span for line in (self.dir / "spans.jsonl").read_text().splitlines()
                 for resource in json.loads(line)["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]
        for span in spans:
            span["told"] = {each["key"]: next(iter(each["value"].values())) for each in span["attributes"]}
        return spans

    def test_a_request_is_a_trace_of_its_caller(self):
        def client(number):
            currency, expected = [("EUR", 200), ("ATS", 404), ("SLOW", 503)][number % 3]
            self.assertEqual(self.ask(f"/rates/{currency}",
                                      {"traceparent": f"00-{number + 1:032x}-{number + 1:016x}-01", "tracestate": "a=1"})[0], expected)

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(client, range(30)))
        self.assertEqual(self.ask("/nowhere")[0], 404)
        self.stop()
        report = {f["name"]: f for f in self.report()["functions"]}
        self.assertEqual((report["rates::answer"]["call_count"], report["rates::ask_bank"]["call_count"]), (30, 30))
        self.assertEqual(report["rates::ask_bank"]["exception_count"], 20)
        spans = self.spans()
        answers = {span["spanId"]: span for span in spans if span["name"] == "rates::answer"}
        banks = [span for span in spans if span["name"] == "rates::ask_bank"]
        self.assertEqual((len(answers), len(banks)), (30, 30))
        for bank in banks:
            answer = answers[bank["parentSpanId"]]
            self.assertEqual(bank["traceId"], answer["traceId"])
            self.assertEqual(int(answer["traceId"], 16), int(answer["parentSpanId"], 16))
            self.assertEqual(answer["traceState"], "a=1")
            currency = bank["told"]["currency"]
            self.assertEqual((answer["told"]["http.route"], answer["told"]["url.path"]), ("/rates/{currency}", f"/rates/{currency}"))
            status = {"EUR": "200", "ATS": "404", "SLOW": "503"}[currency]
            self.assertEqual((answer["told"]["http.response.status_code"], answer["status"].get("code", 0)), (status, 2 if status == "503" else 0))

    def test_metrics_are_what_prometheus_reads(self):
        for _ in range(3):
            self.ask("/rates/USD")
        status, text = self.ask("/metrics")
        self.assertEqual(status, 200)
        self.assertRegex(text, r'scopegraft_calls_total\{[^}]*"rates::answer"[^}]*\} 3\n')

    @unittest.skipUnless(shutil.which("wrk"), "wrk is not here")
    def test_under_load_every_request_is_counted(self):
        told = run(["wrk", "-t2", "-c16", "-d2s", self.url + "/rates/EUR"]).stdout
        done = int(re.search(r"(\d+) requests in", told).group(1))
        self.assertGreater(done, 100)
        self.assertNotIn("Non-2xx", told)
        self.stop()
        calls = self.calls()
        self.assertTrue(done <= calls["rates::answer"] <= done + 16, (done, calls))
        self.assertEqual(calls["rates::ask_bank"], calls["rates::answer"])


if __name__ == "__main__":
    support.main()
