#!/usr/bin/env python3
"""The example application with the project's own rules, built as its README says: everything that users configure, used by it on its
real SQLite database and its cache. orders_test.py BUILD"""
import re
import sqlite3
import unittest

import support
from support import LIB, ROOT, TOOL, run

ORDERS = 2000


@unittest.skipUnless((LIB / "libscopegraft_sqlite.so").exists(), "built without SQLite")
class Orders(support.Scratch):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scratch = support.Scratch()
        cls.scratch.setUp()
        cls.addClassCleanup(cls.scratch.doCleanups)
        cls.dir = cls.scratch.dir
        prefix = support.Package.install()
        for build, profiled in (("build", "ON"), ("plain", "OFF")):
            run(["cmake", "-G", "Ninja", "-S", ROOT / "integration/examples/orders", "-B", cls.dir / build, f"-DCMAKE_PREFIX_PATH={prefix}",
                 f"-DORDERS_RULES={ROOT}/profiling.yaml", f"-DORDERS_PROFILE={profiled}", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"])
            run(["ninja", "-C", cls.dir / build])
        cls.done = cls.scratch.execute("build/orders", [str(ORDERS), cls.dir / "orders.db"], env={"ORDERS_EXPLAIN": "1"})
        cls.whole = cls.scratch.report()
        cls.functions = {f["name"]: f for f in cls.whole["functions"]}

    def setUp(self):
        pass  # one build for all

    def collected(self, function, collector):
        return self.functions[function]["collected"][collector]

    def calls_of(self, function):
        return self.functions[function]["call_count"]

    def test_it_does_what_it_did(self):
        plain = run([self.dir / "plain/orders", ORDERS, self.dir / "plain.db"], env={"SCOPEGRAFT_OUTPUT": str(self.dir / "plain.scopegraft")}).stdout
        self.assertEqual(self.done.stdout, plain)

    def test_decorators_and_scopes_of_its_source(self):
        self.assertEqual(self.calls_of("take an order"), ORDERS)
        self.assertNotIn("orders::Validator::check_customer", self.functions)
        self.assertEqual(self.calls_of("write invoices"), self.calls_of("flush"))
        self.assertEqual(self.functions["flush"]["measured_count"], self.calls_of("flush"))
        spans = run([TOOL, "report", "--format", "otlp", self.dir / "out.scopegraft"], check=False)
        self.assertEqual(spans.returncode, 0, spans.stderr)

    def test_a_condition_over_parameters(self):
        seldom = self.calls_of("orders::Validator::check_line")
        self.scratch.execute("build/orders", [str(ORDERS)], env={"ORDERS_EVERY_LINE": "1"}, profile="every.scopegraft")
        every = self.scratch.calls("every.scopegraft")["orders::Validator::check_line"]
        self.assertGreater(seldom, 0)
        self.assertGreater(every, 3 * seldom)  # quantities lie between 1 and 120

    def test_calls_into_the_library(self):
        steps = self.calls_of("sqlite3_step")
        folded = run([TOOL, "report", "--format", "folded", self.dir / "out.scopegraft"]).stdout
        self.assertRegex(folded, r"orders::Store::price;.*sqlite3_step ")
        self.assertRegex(folded, r"orders::Store::execute;sqlite3_exec ")
        self.assertGreaterEqual(steps, self.calls_of("orders::Store::price"))

    def test_the_collector_of_memory(self):
        record = self.functions["orders::DataAnalyzer::record"]
        self.assertGreater(record["memory_delta_mb"], 0)

    def test_the_collector_of_the_database(self):
        prices = self.calls_of("orders::Store::price")
        database = self.collected("orders::Store::price", "database")
        self.assertEqual((database["queries"], database["rows"]), (prices, prices))
        self.assertEqual([s["text"] for s in database["statements"]], ["SELECT cents FROM price WHERE product = ?"])
        save = self.collected("orders::Store::save", "database")
        saves = self.calls_of("orders::Store::save")
        invoices = sqlite3.connect(self.dir / "orders.db").execute("SELECT count(*) FROM invoice").fetchone()[0]
        self.assertEqual((save["queries"], save["rows"]), (invoices + 2 * saves, invoices))
        # What requests caused, and not what the start and the last flush did.
        self.assertLess(self.collected("take an order", "database")["queries"], save["queries"] + database["queries"] + 1)
        text = run([TOOL, "report", self.dir / "out.scopegraft"]).stdout
        self.assertIn("database, by query time", text)
        self.assertIn("INSERT OR REPLACE INTO", text)

    def test_the_collector_of_the_cache(self):
        cache = self.collected("orders::Pricing::unit_price", "cache")
        self.assertEqual(cache["hits"] + cache["misses"], self.calls_of("orders::Pricing::unit_price"))
        self.assertEqual(cache["misses"], self.calls_of("orders::Store::price"))
        self.assertGreater(cache["hits"], 0)
        self.assertEqual(self.collected("take an order", "cache"), cache)

    def test_its_own_collector(self):
        accepted = int(re.match(r"(\d+) orders accepted", self.done.stdout).group(1))
        baskets = self.collected("take an order", "baskets")
        self.assertEqual(baskets["orders"], accepted)
        self.assertEqual(sum(c["count"] for c in baskets["countries"]), accepted)
        self.assertEqual({c["text"] for c in baskets["countries"]}, {"DE", "FR", "CH", "elsewhere"})
        self.assertEqual(baskets["lines_max"], 6)

    def test_its_settings_and_what_holds(self):
        said = self.done.stderr.splitlines()
        self.assertIn("profiled: yes", said)
        self.assertIn("all: track_exceptions = true (API)", said)
        self.assertIn("all: batch_size = 64 (API)", said)
        self.assertIn("all: memory_sampling_interval = 0.05 (API)", said)
        self.assertTrue(any(re.match(r"take an order: sample_rate = auto \(rules\)", line) for line in said), said)
        busy = self.scratch.execute("build/orders", ["10"], env={"ORDERS_EXPLAIN": "1", "ORDERS_BUSY": "1"}, profile="busy.scopegraft").stderr
        self.assertIn("all: sample_rate = 0.01 (API)", busy)

    def test_what_is_too_small_to_measure_is_explained(self):
        listed = run([TOOL, "list", "-p", self.dir / "build", "--rules", ROOT / "profiling.yaml", "--root", ROOT, "--explain"]).stdout
        self.assertRegex(listed, r"- orders::\(anonymous namespace\)::fail .*\n +1 statement \(min_statements: 2\)")
        self.assertRegex(listed, r"- orders::Service::accepted .*\n +trivial \(skip_trivial\)")
        self.assertRegex(listed, r"orders::LruCache::get .* looked up in orders::Pricing::unit_price")
        self.assertRegex(listed, r"- orders::Validator::check_customer .*\n +SCOPEGRAFT_PROFILE\(off\)")


if __name__ == "__main__":
    support.main()
