"""Asio's coroutines. The quotes example: four threads, timeouts and errors; one connected trace per request, and the times of
waiting apart from those of working. And cancellation."""
import collections
import concurrent.futures
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import unittest

import support
from support import ROOT, Package, run

CLIENTS, EACH = 8, 5


@unittest.skipUnless(pathlib.Path("/usr/include/boost/asio/awaitable.hpp").exists(), "Boost.Asio is not here")
class Asio(support.Scratch):
    compiler = "g++"

    def setUp(self):
        super().setUp()
        build = self.dir / "build"
        run(["cmake", "-G", "Ninja", "-S", ROOT / "integration/examples/quotes", "-B", build, f"-DCMAKE_PREFIX_PATH={Package.install()}",
             "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_CXX_COMPILER={self.compiler}"])
        told = run(["cmake", "--build", build])
        self.assertNotIn("scopegraft: ", told.stdout + told.stderr)
        self.server = subprocess.Popen([build / "quotes", "0"], stdout=subprocess.PIPE, text=True,
                                       env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft"), "SCOPEGRAFT_SPANS": str(self.dir / "spans.jsonl")})
        self.addCleanup(self.stop)
        self.port = int(self.server.stdout.readline())

    def stop(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(timeout=60), 0)
        self.server.stdout.close()

    def client(self, number):
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection, connection.makefile("rw") as lines:
            for turn in range(EACH):
                symbol = "?x" if turn == EACH - 1 else "ABC"
                lines.write(f"00-{number * 100 + turn + 1:032x}-{number + 1:016x}-01 {symbol}\n")
                lines.flush()
                self.assertEqual(lines.readline(), "error: unknown symbol ?x\n" if symbol == "?x" else "ABC 300\n")

    def test_one_trace_per_request(self):
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(self.client, range(CLIENTS)))
        self.stop()
        requests = CLIENTS * EACH
        report = self.report()
        rows = {f["name"]: f for f in report["functions"]}
        # The unknown symbol is refused by the first exchange, so the others are not asked; `broken` is always late.
        known = CLIENTS * (EACH - 1)
        asked = 3 * known + CLIENTS
        self.assertEqual(self.calls(), {"quotes::session": CLIENTS, "quotes::handle": requests, "quotes::ask_exchange": asked, "quotes::average": known})
        self.assertEqual((rows["quotes::handle"]["exception_count"], rows["quotes::ask_exchange"]["exception_count"]), (CLIENTS, known + CLIENTS))
        # Waiting is not working: 10, 30 and 50 ms on the timers of each known request, 10 of each unknown one.
        waited = rows["quotes::ask_exchange"]["suspended_time_ms"]
        self.assertGreaterEqual(waited, 0.95 * (known * 90 + CLIENTS * 10))
        self.assertLess(rows["quotes::ask_exchange"]["active_time_ms"], 0.2 * waited)
        self.assertEqual(rows["quotes::ask_exchange"]["suspensions"], 2 * asked)  # for its executor, which is ready, and for the timer
        self.assertEqual(rows["quotes::ask_exchange"]["abandoned"], 0)

        spans = [span for line in (self.dir / "spans.jsonl").read_text().splitlines()
                 for resource in json.loads(line)["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]
        traces = collections.defaultdict(list)
        for span in spans:
            traces[span["traceId"]].append(span)
        self.assertEqual(len(traces), requests)
        for trace, members in traces.items():
            number, turn = divmod(int(trace, 16) - 1, 100)
            (root,) = [span for span in members if span["name"] == "quotes::handle"]
            self.assertEqual(int(root["parentSpanId"], 16), number + 1)
            children = [span for span in members if span["name"] == "quotes::ask_exchange"]
            self.assertEqual(len(children), 1 if turn == EACH - 1 else 3)
            for child in children:
                self.assertEqual(child["parentSpanId"], root["spanId"])
                self.assertLessEqual(int(root["startTimeUnixNano"]), int(child["startTimeUnixNano"]))
                self.assertLessEqual(int(child["endTimeUnixNano"]), int(root["endTimeUnixNano"]))
                told = {each["key"]: each["value"].get("stringValue") for each in child["attributes"]}
                self.assertEqual(told["symbol"], "?x" if turn == EACH - 1 else "ABC")
                late = told["exchange"] == "broken" or turn == EACH - 1
                self.assertEqual(child["status"].get("code", 0), 2 if late else 0, told)
        threads = {each["value"]["intValue"] for span in spans for each in span["attributes"] if each["key"] == "thread.id"}
        self.assertGreater(len(threads), 1)


@unittest.skipUnless(pathlib.Path("/usr/include/asio/cancellation_signal.hpp").exists(), "an Asio with cancellation is not here")
class Cancellation(support.Scratch):
    """Each way to cancel, strands and contexts that go early (asio/cancellation.cpp), counted by hand."""
    compiler = "g++"
    # Debian's Asio is older than these compilers, and does not know that they have coroutines.
    FLAGS = ("-std=c++20", "-pthread", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE", "-w")

    def check(self, *flags):
        self.write("cancellation.cpp", (pathlib.Path(__file__).parent / "asio/cancellation.cpp").read_text())
        self.write("profiling.yaml", 'version: 1\nfunctions: [{match: ["app::**"], exclude: ["app::result_of", "app::cancel"]}]\n')
        told = self.compile("cancellation.cpp", compiler=self.compiler, flags=(*self.FLAGS, *flags), tool_flags=("--strict",))
        self.assertEqual(told.stderr, "")
        self.link(["cancellation.o"], compiler=self.compiler, flags=flags)
        self.assertEqual(self.execute(env={"TSAN_OPTIONS": "halt_on_error=1"}).stdout, "20 140 20\n10 10\n400\n")
        rows = {f["name"]: f for f in self.report()["functions"]}
        counted = {name: (f["call_count"], f["exception_count"], f.get("abandoned")) for name, f in rows.items()}
        self.assertEqual(counted, {
            "app::either": (20, 0, 0), "app::slow": (20, 20, 0), "app::fast": (20, 0, 0), "app::both": (20, 0, 0), "app::part": (40, 0, 0),
            # of slow, fast, both parts, limited (one of the two is cancelled) and careful
            "app::limited": (20, 0, 0), "app::wait": (20 + 20 + 40 + 40 + 10, 20 + 20, 0), "app::careful": (10, 0, 0), "app::careless": (10, 10, 0),
            "app::on_strand": (8, 0, 0), "app::touch": (400, 0, None), "app::abandon": (1, 0, None), "app::forever": (5, 0, 5)})
        suspended = {name: f["suspensions"] for name, f in rows.items() if "suspensions" in f}
        self.assertEqual(suspended["app::on_strand"], 2 * 400)  # its executor, which is ready, and its turn
        self.assertEqual(suspended["app::forever"], 2 * 5)
        # What lost waited as long as what won, and did next to nothing.
        self.assertGreater(rows["app::slow"]["suspended_time_ms"], 20 * 2)
        self.assertLess(rows["app::slow"]["active_time_ms"], rows["app::slow"]["suspended_time_ms"])

    def test_counts(self):
        self.check()

    def test_under_the_thread_sanitizer(self):
        self.check("-g1", "-fsanitize=thread")

    def test_under_the_address_sanitizer(self):
        self.check("-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined")


@unittest.skipUnless(shutil.which("clang++-22"), "clang is not here")
class CancellationWithClang(Cancellation):
    compiler = "clang++-22"

    def test_under_the_thread_sanitizer(self):
        """One compiler's is enough."""

    def test_under_the_address_sanitizer(self):
        """One compiler's is enough."""


@unittest.skipUnless(shutil.which("clang++-22"), "clang is not here")
class AsioWithClang(Asio):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
