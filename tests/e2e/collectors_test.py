"""Collectors in programs built as users build them: SQLite files, a PostgreSQL server, a Redis server, a collector of the program."""
import csv
import io
import json
import pathlib
import unittest

import servers
import support
from support import LIB, ROOT, TOOL, Scratch, run

SOURCES = pathlib.Path(__file__).parent / "collectors"


class Collectors(Scratch):
    def build(self, name, rules, libraries=(), first=(), compile_flags=(), compiler="g++"):
        self.write("profiling.yaml", "version: 1\n" + rules)
        self.write(f"{name}.cpp", (SOURCES / f"{name}.cpp").read_text())
        flags = ["-std=c++17", "-Wall", "-Wextra", "-Werror", f"-I{ROOT}/runtime/include", *compile_flags]
        done = self.compile(f"{name}.cpp", compiler=compiler, flags=flags)
        self.assertEqual(done.stderr, "")
        run([compiler, f"{name}.o", "-o", "program", "-Wl,--no-as-needed", *first, f"-L{LIB}", "-lscopegraft", f"-Wl,-rpath,{LIB}", *libraries, "-pthread"], cwd=self.dir)

    def collected(self, collector, function, report=None):
        report = report or self.report()
        return next(f["collected"][collector] for f in report["functions"] if f["name"] == function)

    def written(self, format):
        return run([TOOL, "report", "--format", format, "out.scopegraft"], cwd=self.dir).stdout

    def assert_valid(self, report):
        import jsonschema
        jsonschema.validate(report, json.loads((ROOT / "runtime/schema/report.schema.json").read_text()))


@unittest.skipUnless((LIB / "libscopegraft_sqlite.so").exists(), "built without SQLite")
class Sqlite(Collectors):
    RULES = """functions:
  - match: ["shop::*"]
    exclude: ["shop::run", "shop::prepare"]
    collectors: [{database: {track_queries: true}}]
  - match: ["shop::unobserved"]
    collectors: []
"""

    def plain(self):
        run(["g++", "-std=c++17", "sqlite.cpp", "-o", "plain", "-lsqlite3", "-pthread"], cwd=self.dir)
        return run([self.dir / "plain", "plain.db"], cwd=self.dir).stdout

    def check(self, report):
        self.assert_valid(report)
        fill = self.collected("database", "shop::fill", report)
        self.assertEqual((fill["queries"], fill["rows"]), (102, 100))
        self.assertEqual({s["text"]: s["count"] for s in fill["statements"]}, {"BEGIN": 1, "INSERT INTO item VALUES (?, ?)": 100, "COMMIT": 1})
        find = self.collected("database", "shop::find", report)
        finds = next(f["call_count"] for f in report["functions"] if f["name"] == "shop::find")
        self.assertEqual([(s["text"], s["count"]) for s in find["statements"]], [("SELECT name FROM item WHERE id = ?", finds)])
        self.assertEqual((find["queries"], find["rows"]), (finds, finds))
        scan = self.collected("database", "shop::scan", report)
        rows = 3 + 89
        self.assertEqual((scan["queries"], scan["rows"]), (1 + rows, 2 * rows))  # with the query that it runs for each row
        self.assertEqual({s["text"]: s["count"] for s in scan["statements"]},
                         {"SELECT id FROM item WHERE id IN (?) OR id > ?": 1, "SELECT name FROM item WHERE id = ?": rows})
        self.assertEqual((self.collected("database", "shop::kept", report)["queries"], self.collected("database", "shop::kept", report)["rows"]), (3, 2))
        change = self.collected("database", "shop::change", report)
        self.assertEqual(change["queries"], 3)      # what did not parse did not run
        self.assertEqual(change["rows"], 5 + 5)     # with those of the trigger
        interleaved = self.collected("database", "shop::interleaved", report)
        self.assertEqual((interleaved["queries"], interleaved["rows"]), (3, 1 + 3 + 2))
        for name in ("fill", "find", "scan", "kept", "change"):
            of = self.collected("database", f"shop::{name}", report)
            time = next(f["execution_time_ms"] for f in report["functions"] if f["name"] == f"shop::{name}")
            self.assertGreater(of["query_time_ms"], 0)
            self.assertLessEqual(of["query_time_max_ms"], of["query_time_ms"])
            # No time between two steps is the database's. (Estimates of sampled functions may lie a little below.)
            if name in ("fill", "scan"):
                self.assertLessEqual(of["query_time_ms"], time)
        self.assertNotIn("collected", next(f for f in report["functions"] if f["name"] == "shop::unobserved"))

    def test_every_connection_by_itself(self):
        self.build("sqlite", self.RULES, libraries=["-lsqlite3"], first=[f"-L{LIB}", "-lscopegraft_sqlite"])
        output = self.execute(args=["own.db"]).stdout
        self.assertEqual(output, self.plain())
        self.check(self.report())
        text = self.written("text")
        self.assertIn("database, by query time", text)
        self.assertIn("INSERT INTO item VALUES (?, ?)", text)
        rows = {row["name"]: row for row in csv.DictReader(io.StringIO(self.written("csv")))}
        self.assertEqual(rows["shop::fill"]["database.queries"], "102")
        self.assertEqual(rows["shop::unobserved"]["database.queries"], "")
        self.assertIn('scopegraft_database_queries_total{function="shop::fill"', self.written("prometheus"))

    def test_the_programs_own_copy_of_sqlite(self):
        archive = run(["g++", "-print-file-name=libsqlite3.a"]).stdout.strip()
        self.build("sqlite", self.RULES, libraries=[archive, "-ldl", "-lm", "-lz"], first=[f"-L{LIB}", "-lscopegraft_sqlite"])
        output = self.execute(args=["own.db"]).stdout
        # sqlite3_config comes too late there: the extension had to be installed before main.
        self.assertEqual(output.splitlines()[1:3], self.plain().splitlines()[1:3])
        fill = self.collected("database", "shop::fill")
        self.assertEqual((fill["queries"], fill["rows"]), (102, 100))

    def test_a_killed_program_loses_no_query(self):
        self.build("sqlite", self.RULES, libraries=["-lsqlite3"], first=[f"-L{LIB}", "-lscopegraft_sqlite"])
        script = "break shop::change\nrun own.db\nkill\nquit\n"
        run(["gdb", "-q", "-batch", "-ex", "set breakpoint pending on", *[w for line in script.splitlines() for w in ("-ex", line)], self.dir / "program"],
            cwd=self.dir, env={"SCOPEGRAFT_OUTPUT": str(self.dir / "out.scopegraft")})
        report = self.report()
        self.assertFalse(report["clean_exit"])
        self.assertEqual(self.collected("database", "shop::fill", report)["queries"], 102)


@unittest.skipUnless((LIB / "libscopegraft_libpq.so").exists() and servers.Postgres.programs(), "no PostgreSQL")
class Postgres(Collectors):
    def test_every_way_to_run_a_query(self):
        server = servers.Postgres()
        self.addCleanup(server.stop)
        rules = """functions:
  - match: ["shop::*"]
    exclude: ["shop::rows"]
    collectors: [{database: {track_queries: true}}]
  - match: ["shop::everything"]
    collectors: [database]
"""
        include = run(["pg_config", "--includedir"]).stdout.strip()
        self.build("postgres", rules, libraries=["-lpq"], first=[f"-L{LIB}", "-lscopegraft_libpq"], compile_flags=[f"-I{include}"])
        self.run_and_check(server, include)

    def run_and_check(self, server, include):
        output = self.execute(args=[server.connection]).stdout
        run(["g++", "-std=c++17", f"-I{include}", "postgres.cpp", "-o", "plain", "-lpq"], cwd=self.dir)
        self.assertEqual(output, run([self.dir / "plain", server.connection]).stdout)
        report = self.report()
        self.assert_valid(report)

        def of(name):
            return self.collected("database", f"shop::{name}", report)

        def texts(name):
            return {s["text"]: s["count"] for s in of(name)["statements"]}

        self.assertEqual((of("simple")["queries"], of("simple")["rows"]), (4, 70))
        self.assertIn("SELECT * FROM item WHERE id <= ?", texts("simple"))
        self.assertEqual((of("with_parameters")["queries"], texts("with_parameters")), (10, {"SELECT name FROM item WHERE id < ?": 10}))
        self.assertEqual(of("with_parameters")["rows"], sum(max(0, i * 5 - 1) for i in range(10)))
        self.assertEqual((of("prepared")["queries"], of("prepared")["rows"]), (3, 12))
        self.assertEqual(texts("prepared"), {"UPDATE item SET name = ? WHERE id <= ?": 3})
        self.assertEqual((of("later")["queries"], of("later")["rows"]), (1, 5 + 2))
        self.assertEqual((of("everything")["queries"], of("everything")["statements"]), (18, []))
        self.assertGreater(of("everything")["query_time_ms"], 0)
        self.assertLessEqual(of("everything")["query_time_max_ms"], of("everything")["query_time_ms"])
        return report

    def test_call_sites_of_libpq_are_queries(self):
        """`calls:` alone, without the library in front of libpq."""
        server = servers.Postgres()
        self.addCleanup(server.stop)
        rules = """functions:
  - match: ["shop::*"]
    exclude: ["shop::rows"]
    collectors: [{database: {track_queries: true}}]
  - match: ["shop::everything"]
    collectors: [database]
calls:
  - match: ["PQexec*", "PQprepare", "PQsend*", "PQgetResult"]
    collectors: [database]
"""
        include = run(["pg_config", "--includedir"]).stdout.strip()
        for compiler in support.COMPILERS:
            with self.subTest(compiler=compiler):
                self.build("postgres", rules, libraries=["-lpq"], compile_flags=[f"-I{include}"], compiler=compiler)
                report = self.run_and_check(server, include)
                self.assertEqual(sum(f["collected"]["database"]["queries"] for f in report["functions"] if f["name"] in ("PQexec", "PQexecParams", "PQexecPrepared")), 4 + 10 + 3 + 1)
        # And with both nothing is counted twice.
        self.build("postgres", rules, libraries=["-lpq"], first=[f"-L{LIB}", "-lscopegraft_libpq"], compile_flags=[f"-I{include}"])
        self.run_and_check(server, include)


@unittest.skipUnless(servers.Redis.programs() and pathlib.Path("/usr/include/hiredis/hiredis.h").exists(), "no Redis")
class Redis(Collectors):
    def test_the_hit_rate_of_a_real_cache(self):
        server = servers.Redis()
        self.addCleanup(server.stop)
        rules = """functions:
  - match: ["shop::order", "shop::price"]
    collectors: [{cache: {track_hit_rate: true}}]
"""
        self.build("redis", rules, libraries=["-lhiredis"])
        self.execute(args=[server.socket])
        for name in ("shop::order", "shop::price"):
            self.assertEqual(self.collected("cache", name), {"hits": 93, "misses": 7, "hit_rate": 0.93})
        self.execute(args=[server.socket], profile="second.scopegraft")
        both = self.report("out.scopegraft", "second.scopegraft")
        self.assertEqual(self.collected("cache", "shop::order", both), {"hits": 193, "misses": 7, "hit_rate": 0.965})
        self.assertIn("96.5 %", run([TOOL, "report", "out.scopegraft", "second.scopegraft"], cwd=self.dir).stdout)


    def test_a_rule_counts_the_lookups(self):
        server = servers.Redis()
        self.addCleanup(server.stop)
        rules = """functions:
  - match: ["shop::ask"]
    cache: {get: "redisCommand", hit_when: "result != nullptr && static_cast<redisReply*>(result)->type == REDIS_REPLY_STRING"}
  - match: ["shop::order"]
    collectors: [cache]
"""
        self.build("redis_rule", rules, libraries=["-lhiredis"])
        self.execute(args=[server.socket])
        for name in ("shop::order", "shop::ask"):
            self.assertEqual(self.collected("cache", name), {"hits": 93, "misses": 7, "hit_rate": 0.93})


class Lru(Collectors):
    def test_the_hit_rate_of_an_lru_cache_at_a_low_sample_rate(self):
        rules = """defaults: {sample_rate: 0.01}
functions:
  - match: ["shop::order", "shop::price"]
    collectors: [cache]
"""
        self.build("lru", rules, compile_flags=[f"-I{ROOT}/integration/examples/orders/src"])
        hits, misses, _ = map(int, self.execute().stdout.split())
        self.assertGreater(misses, 1000)
        report = self.report()
        for name in ("shop::order", "shop::price"):
            found = self.collected("cache", name, report)
            self.assertEqual((found["hits"], found["misses"]), (hits, misses))
            self.assertAlmostEqual(found["hit_rate"], hits / (hits + misses))
        measured = {f["name"]: f["measured_count"] for f in report["functions"]}
        self.assertLess(measured["shop::price"], 5000)  # of 100000: collecting does not need the clock


    def test_a_rule_counts_the_lookups(self):
        rules = """defaults: {sample_rate: 0.01}
functions:
  - match: ["shop::price_*"]
    cache:
      - {get: "orders::LruCache::get"}
      - {get: "shop::Shelf::find"}
      - {get: "shop::Shelf::lacks", hit_when: falsy}
      - {get: "shop::Shelf::at", hit_when: "result > 0"}
"""
        for compiler in support.COMPILERS:
            self.build("lru_rule", rules, compile_flags=[f"-I{ROOT}/integration/examples/orders/src"], compiler=compiler)
            output = self.execute().stdout
            run([compiler, "-std=c++17", f"-I{ROOT}/integration/examples/orders/src", "lru_rule.cpp", "-o", "plain"], cwd=self.dir)
            self.assertEqual(output, run([self.dir / "plain"]).stdout)
            for line in output.splitlines():
                name, hits, misses = line.split()
                with self.subTest(compiler=compiler, name=name):
                    found = self.collected("cache", f"shop::{name}")
                    self.assertEqual((found["hits"], found["misses"]), (int(hits), int(misses)))
                    self.assertGreater(int(hits) * int(misses), 0)

    def test_a_wrong_expression_is_told_and_costs_nothing_else(self):
        rules = """functions:
  - match: ["shop::price_of_a_pointer"]
    cache: [{get: "LruCache::get", hit_when: "result != nullptr && reslt->ok"}]
  - match: ["shop::price_shared"]
    cache: {get: "Shelf::find"}
"""
        self.write("profiling.yaml", "version: 1\n" + rules)
        self.write("lru_rule.cpp", (SOURCES / "lru_rule.cpp").read_text())
        done = self.compile("lru_rule.cpp", flags=["-std=c++17", f"-I{ROOT}/integration/examples/orders/src"])
        self.assertRegex(done.stderr, r"profiling\.yaml:4:\d+: warning: `result != nullptr && reslt->ok` of `hit_when`: use of undeclared identifier 'reslt'")
        outcome = {e["function"]: e["outcome"] for e in self.explained() if e["outcome"] != "excluded" and "lookup" in e}
        self.assertEqual(outcome, {"orders::LruCache::get": "skipped", "shop::Shelf::find": "profiled"})
        functions = {e["function"] for e in self.explained() if e["outcome"] == "profiled" and "call_in" not in e}
        self.assertEqual(functions, {"shop::price_of_a_pointer", "shop::price_shared"})

    def test_a_lookup_that_no_rule_finds_is_told(self):
        self.write("lru_rule.cpp", (SOURCES / "lru_rule.cpp").read_text())
        self.write("profiling.yaml", 'version: 1\nfunctions:\n  - match: ["shop::price_*"]\n    cache: [{get: "LruCache::get"}, {get: "LruCache::gett"}]\n')
        self.write("build/compile_commands.json", json.dumps([{"directory": str(self.dir), "file": "lru_rule.cpp", "command":
                   f"g++ -std=c++17 -I{ROOT}/integration/examples/orders/src -c lru_rule.cpp"}]))
        done = run([TOOL, "list", "-p", "build", "--rules", "profiling.yaml", "--explain"], cwd=self.dir)
        self.assertRegex(done.stderr, r"profiling\.yaml:4:44: warning: `LruCache::gett` matches no function or call")
        self.assertNotIn("LruCache::get`", done.stderr)
        self.assertRegex(done.stdout, r"orders::LruCache::get  lru_rule\.cpp:\d+  looked up in shop::price_of_a_pointer\n      looked up in a cache")
        self.assertRegex(done.stdout, r"functions profiled, \d+ lookups? counted, ")


class Own(Collectors):
    RULES = """functions:
  - match: ["shop::day"]
    collectors: [{parcels: {unit: 3}}, nobody]
  - match: ["shop::morning"]
    sample_rate: 0
    collectors: [{parcels: {unit: 1}}]
"""

    def test_a_collector_of_the_program(self):
        self.build("own", self.RULES)
        done = self.execute()
        self.assertEqual((done.stdout, done.stderr), ("18 30\n", ""))
        report = self.report()
        self.assert_valid(report)
        self.assertEqual(report["unregistered_collectors"], ["nobody"])
        day = self.collected("parcels", "shop::day", report)
        self.assertEqual((day["parcels"], day["weight"], day["weight_max"], day["waited_ms"], day["waited_max_ms"]), (18, 68, 30, 15, 2.5))
        self.assertEqual({c["text"]: c["count"] for c in day["countries"]}, {"DE": 4, "FR": 2})
        morning = self.collected("parcels", "shop::morning", report)
        self.assertEqual((morning["parcels"], morning["weight"]), (4, 8))

    def test_names_that_nobody_registered(self):
        self.build("own", self.RULES)
        done = self.execute(env={"SCOPEGRAFT_LOG": "debug"})
        self.assertIn("the rules ask for the collector 'nobody', but the program registered none of that name", done.stderr)
        self.assertIn("did not register: nobody", self.written("text"))


if __name__ == "__main__":
    support.main()
