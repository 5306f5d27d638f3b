"""The trips example: gRPC between three processes, synchronous and by callbacks. An RPC is a row on both sides and one trace through all of them."""
import collections
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

import support
from support import ROOT, Package, run

# The client of another language: calls as JSON in, names of their statuses as JSON out. Debian's Python has it when another one does not.
FOREIGN = """
import json, sys
import grpc
ends = []
for address, method, metadata in json.load(sys.stdin):
    with grpc.insecure_channel(address) as channel:
        try:
            channel.unary_unary(method)(bytes([10, 4]) + b"Rome" + bytes([18, 4]) + b"Oslo", metadata=metadata, timeout=60)
            ends.append("OK")
        except grpc.RpcError as error:
            ends.append(error.code().name)
print(json.dumps(ends))
"""
PYTHON = next((python for python in (sys.executable, "/usr/bin/python3") if subprocess.run([python, "-c", "import grpc"], capture_output=True).returncode == 0), None)

SEEN_ON_TOUR = """plan: 0
stops: 0
price: 0
prices: 0
plan Atlantis: 5
plan Strike: 14
plan Rome: 2
plan nowhere: 3
plan Godot: 4
prices Atlantis: 5
"""


class Trips(support.Scratch):
    compiler, flags, environment = "g++", "", {}

    @classmethod
    def setUpClass(cls):
        cls.build = Package.install().with_name(f"{Package.prefix.name}-{cls.__name__}")
        cls.addClassCleanup(shutil.rmtree, cls.build, ignore_errors=True)
        run(["cmake", "-G", "Ninja", "-S", ROOT / "integration/examples/trips", "-B", cls.build, f"-DCMAKE_PREFIX_PATH={Package.prefix}",
             f"-DCMAKE_CXX_COMPILER={cls.compiler}", f"-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror {cls.flags}", "-DCMAKE_BUILD_TYPE=Release"])
        told = run(["cmake", "--build", cls.build])
        assert "scopegraft: " not in told.stdout + told.stderr, told.stdout + told.stderr

    def setUp(self):
        super().setUp()
        self.servers = []
        self.addCleanup(self.stop)
        self.fares = self.serve("fares", "0")
        self.planner = self.serve("planner", "0", self.fares)

    def output_of(self, name):
        return {"SCOPEGRAFT_OUTPUT": str(self.dir / f"{name}.scopegraft"), "SCOPEGRAFT_SPANS": str(self.dir / f"{name}.jsonl"), **self.environment}

    def serve(self, role, *words):
        """Starts a server; returns its address."""
        server = subprocess.Popen([self.build / "trips", role, *words], stdout=subprocess.PIPE, text=True, env=self.output_of(role))
        self.servers.append(server)
        return server.stdout.readline().strip()

    def stop(self):
        servers, self.servers = self.servers[::-1], []
        for server in servers:
            server.send_signal(signal.SIGTERM)
        self.assertEqual([self.end_of(server) for server in servers], [0] * len(servers))

    def end_of(self, server):
        with server.stdout:
            try:
                return server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                server.kill()
                return server.wait()

    def client(self, *words):
        return run([self.build / "trips_client", self.planner, self.fares, *words], env=self.output_of("client"), timeout=300).stdout

    def spans(self, *processes):
        spans = []
        for process in processes or ("client", "planner", "fares"):
            for line in (self.dir / f"{process}.jsonl").read_text().splitlines():
                for span in (s for resource in json.loads(line)["resourceSpans"] for scope in resource["scopeSpans"] for s in scope["spans"]):
                    span["process"] = process
                    span["told"] = {each["key"]: next(iter(each["value"].values())) for each in span["attributes"]}
                    spans.append(span)
        return spans

    def check_tour(self):
        self.assertEqual(self.client("tour"), SEEN_ON_TOUR)
        self.stop()
        return self.connected(self.spans())

    def connected(self, spans):
        """Each RPC of a client has its server's span below it, each handler its RPC's above. Returns the spans by their numbers."""
        by_id = {span["spanId"]: span for span in spans}
        self.assertEqual(len(by_id), len(spans))
        served = collections.Counter()
        for span in spans:
            above = by_id.get(span.get("parentSpanId"))
            self.assertTrue(above or span["process"] == "client", span)
            if above:
                self.assertEqual(span["traceId"], above["traceId"])
            if span["name"].startswith("/trips."):
                self.assertEqual((span["kind"], above["kind"], above["name"]), (2, 3, "client " + span["name"]))
                served[above["spanId"]] += 1
                for end in (span, above):
                    self.assertEqual((end["told"]["rpc.system"], f"/{end['told']['rpc.service']}/{end['told']['rpc.method']}"), ("grpc", span["name"]))
            elif span["name"] in ("trips::PlannerService::Plan", "trips::PlannerService::Stops", "trips::FaresService::Price", "trips::FaresService::Prices"):
                self.assertEqual(above["name"], "/" + span["name"].replace("trips::", "trips.").replace("Service::", "/"))
            elif span["name"] == "trips::price_of":
                self.assertIn(above["name"], ("trips::FaresService::Price", "trips::FaresService::Prices"))
        self.assertEqual(served, {span["spanId"]: 1 for span in spans if span["name"].startswith("client /trips.")})
        return by_id


HERE = pathlib.Path("/usr/include/grpcpp/grpcpp.h").exists() and shutil.which("grpc_cpp_plugin")


@unittest.skipUnless(HERE, "gRPC is not here")
class Grpc(Trips):
    def test_a_trace_goes_through_three_processes(self):
        spans = self.check_tour().values()
        self.assertEqual(len({span["traceId"] for span in spans}), 1)
        self.assertEqual([span["name"] for span in spans if "parentSpanId" not in span], ["trips::client::tour"])

        ends = collections.Counter((span["process"], span["name"], span["told"].get("rpc.grpc.status_code"), span["status"].get("message", ""))
                                   for span in spans if "/trips." in span["name"])
        # Of the client that hung up, the server knows or does not.
        hung_up = [end for end in ends if end[:2] == ("planner", "/trips.Planner/Stops") and end[2:] != ("0", "")]
        self.assertIn(hung_up, ([], [("planner", "/trips.Planner/Stops", "1", "")]))
        ends[("planner", "/trips.Planner/Stops", "0", "")] += ends.pop(hung_up[0]) if hung_up else 0
        self.assertEqual(ends, {
            ("client", "client /trips.Planner/Plan", "0", ""): 1,
            ("client", "client /trips.Planner/Plan", "2", "UNKNOWN"): 1,
            ("client", "client /trips.Planner/Plan", "3", "INVALID_ARGUMENT"): 1,
            ("client", "client /trips.Planner/Plan", "4", "DEADLINE_EXCEEDED"): 1,
            ("client", "client /trips.Planner/Plan", "5", "NOT_FOUND"): 1,
            ("client", "client /trips.Planner/Plan", "14", "UNAVAILABLE"): 1,
            ("client", "client /trips.Planner/Stops", "0", ""): 1,
            ("client", "client /trips.Planner/Stops", None, ""): 1,  # nobody asked for the status
            ("client", "client /trips.Fares/Price", "0", ""): 1,
            ("client", "client /trips.Fares/Prices", "0", ""): 1,
            ("client", "client /trips.Fares/Prices", "5", "NOT_FOUND"): 1,
            ("planner", "/trips.Planner/Plan", "0", ""): 1,
            ("planner", "/trips.Planner/Plan", "2", "UNKNOWN"): 1,
            ("planner", "/trips.Planner/Plan", "3", ""): 1,
            ("planner", "/trips.Planner/Plan", "4", "DEADLINE_EXCEEDED"): 1,
            ("planner", "/trips.Planner/Plan", "5", ""): 1,
            ("planner", "/trips.Planner/Plan", "14", "UNAVAILABLE"): 1,
            ("planner", "/trips.Planner/Stops", "0", ""): 2,
            ("planner", "client /trips.Fares/Price", "0", ""): 1,
            ("planner", "client /trips.Fares/Price", "3", "INVALID_ARGUMENT"): 1,
            ("planner", "client /trips.Fares/Price", "4", "DEADLINE_EXCEEDED"): 1,
            ("planner", "client /trips.Fares/Price", "5", "NOT_FOUND"): 1,
            ("planner", "client /trips.Fares/Price", "14", "UNAVAILABLE"): 1,
            ("fares", "/trips.Fares/Price", "0", ""): 2,
            ("fares", "/trips.Fares/Price", "1", ""): 1,
            ("fares", "/trips.Fares/Price", "3", ""): 1,
            ("fares", "/trips.Fares/Price", "5", ""): 1,
            ("fares", "/trips.Fares/Price", "14", "UNAVAILABLE"): 1,
            ("fares", "/trips.Fares/Prices", "0", ""): 1,
            ("fares", "/trips.Fares/Prices", "5", ""): 1,
        })

        rows = {f["name"]: f for f in self.report("client.scopegraft")["functions"]}
        self.assertEqual({name: (row["call_count"], row["abandoned"]) for name, row in rows.items() if "/trips." in name},
                         {"client /trips.Planner/Plan": (6, 0), "client /trips.Planner/Stops": (2, 1), "client /trips.Fares/Price": (1, 0), "client /trips.Fares/Prices": (2, 0)})

    def test_under_load_every_call_is_counted(self):
        self.client("load", "8", "50")
        self.stop()
        rows = {process: {name: calls for name, calls in self.calls(f"{process}.scopegraft").items() if "/trips." in name or "Service::P" in name or name == "trips::price_of"}
                for process in ("client", "planner", "fares")}
        self.assertEqual(rows["client"], {"client /trips.Planner/Plan": 400, "client /trips.Planner/Stops": 400, "client /trips.Fares/Price": 400, "client /trips.Fares/Prices": 400})
        self.assertEqual(rows["planner"],
                         {"/trips.Planner/Plan": 400, "/trips.Planner/Stops": 400, "client /trips.Fares/Price": 400, "trips::PlannerService::Plan": 400})
        self.assertEqual(rows["fares"], {"/trips.Fares/Price": 800, "/trips.Fares/Prices": 400, "trips::FaresService::Price": 800, "trips::FaresService::Prices": 400,
                                         "trips::price_of": 1600})
        spans = self.connected(self.spans())
        self.assertEqual(sum(span["name"] == "trips::price_of" for span in spans.values()), 1600)

    @unittest.skipUnless(PYTHON, "gRPC for Python is not here")
    def test_a_foreign_client(self):
        parents = {f"{number:032x}": f"{number:016x}" for number in (1, 2, 3)}
        plan = "/trips.Planner/Plan"
        calls = [(self.planner, plan, [("traceparent", f"00-{trace}-{parent}-01"), ("tracestate", "a=1"), ("tracestate", "b=2")]) for trace, parent in parents.items()]
        calls += [(self.planner, plan, [("traceparent", "00-00-00-01")]), (self.planner, plan, [])]
        for number in range(5):
            calls += [(self.planner, f"/trips.Planner/Nope{number}", []), (self.fares, f"/trips.Fares/Nope{number}", [])]
        self.assertEqual(json.loads(run([PYTHON, "-c", FOREIGN], stdin=json.dumps(calls)).stdout), ["OK"] * 5 + ["UNIMPLEMENTED"] * 10)
        self.stop()

        spans = self.spans("planner", "fares")
        plans = [span for span in spans if span["name"] == "/trips.Planner/Plan"]
        self.assertEqual({span["traceId"]: (span["parentSpanId"], span["traceState"]) for span in plans if "parentSpanId" in span},
                         {trace: (parent, "a=1,b=2") for trace, parent in parents.items()})
        self.assertEqual(len(plans), 5)
        self.assertEqual({span["traceId"] for span in spans if span["name"] == "/trips.Fares/Price"}, {span["traceId"] for span in plans})
        for process in ("planner", "fares"):
            self.assertEqual({name: calls for name, calls in self.calls(f"{process}.scopegraft").items() if name.startswith("/")},
                             {"planner": {"/trips.Planner/Plan": 5, "/_OTHER": 5}, "fares": {"/trips.Fares/Price": 5, "/_OTHER": 5}}[process])
        others = [span for span in spans if span["name"] == "/_OTHER"]
        self.assertEqual(len(others), 10)
        for span in others:
            self.assertEqual((span["told"]["rpc.method"], span["told"]["rpc.grpc.status_code"], span["status"]["message"]), ("_OTHER", "12", "UNIMPLEMENTED"))


@unittest.skipUnless(HERE and shutil.which("clang++-22"), "gRPC or clang++-22 is not here")
class WithClang(Trips):
    compiler = "clang++-22"

    def test_a_tour(self):
        self.check_tour()


@unittest.skipUnless(HERE, "gRPC is not here")
class UnderTheAddressSanitizer(Trips):
    flags = "-O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined"

    def test_a_tour_and_a_load(self):
        self.client("load", "8", "20")
        self.assertEqual(self.client("tour"), SEEN_ON_TOUR)
        self.stop()


if __name__ == "__main__":
    support.main()
