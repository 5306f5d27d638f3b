"""Opens the sample profile, in each format, with the program the format is for.

Usage: consumers.py FORMAT DIRECTORY-OF-SAMPLES SOURCE-ROOT
Debian packages: valgrind, protobuf-compiler, golang-github-google-pprof-dev, prometheus, python3-jsonschema.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys

samples, root = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
# Hand-computed from report_samples.cpp, in ns.
SELF = {
    "shop::Server::serve": 2 * (500 * 2e6 - 1000 * 4e5 - 500 * 3e5 - 100000 * 1000),
    "shop::Db::query": 2 * 1000 * 1e5,
    "shop::Db::fetch": 2 * 1000 * 3e5,
    "shop::poll": 1e8,
    "main": 1.9e9 - 1e8,
}
FETCH_TOTAL = 2 * 1000 * 3e5  # the recursive calls are inside


def run(*command, data=None):
    done = subprocess.run(command, input=data, capture_output=True)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout.decode()


def near(a, b):
    assert abs(a - b) <= 1e-6 * max(1, abs(b)), (a, b)


def read(extension):
    return (samples / f"shop.{extension}").read_text(encoding="utf-8")


def check_json():
    import jsonschema
    report = json.loads(read("json"))
    schema = json.loads((root / "runtime/schema/report.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    functions = {f["name"]: f for f in report["functions"]}
    for name, ns in SELF.items():
        near(functions[name]["self_time_ms"], ns / 1e6)
    near(functions["shop::Db::fetch"]["execution_time_ms"], FETCH_TOTAL / 1e6)
    assert functions["shop::Server::serve"]["exception_count"] == 6
    near(functions["shop::Server::serve"]["memory_delta_mb"], 2 * 500 * 192 / 2**20)
    near(functions["shop::Server::serve"]["avg_args_size_kb"], 300 / 1024)
    assert functions["shop::poll"]["suspensions"] == 12
    collected = functions["shop::Db::query"]["collected"]["database"]
    near(collected["query_time_ms"], 700)
    assert [(s["text"], s["count"]) for s in collected["statements"]] == [("SELECT ?", 1980), ('say "hi"\n', 20)], collected
    assert report["unregistered_collectors"] == ["lost::one"]
    assert report["exception_leaders"][0]["name"] == "shop::Server::serve"
    # The schema must be able to fail.
    del report["functions"][0]["call_count"]
    assert not jsonschema.Draft7Validator(schema).is_valid(report)


def check_csv():
    with open(samples / "shop.csv", newline="", encoding="utf-8") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert len(rows) == 7
    assert rows['shop::parse<std::map<K, V>, "x;y">']["call_count"] == "200000"
    assert rows["shop::Db::query"]["database.queries"] == "2000" and rows["main"]["database.queries"] == ""
    near(float(rows["shop::Db::query"]["self_time_ms"]), SELF["shop::Db::query"] / 1e6)


def check_folded():
    totals = {}
    for line in read("folded").splitlines():
        stack, _, weight = line.rpartition(" ")
        assert re.fullmatch(r"\d+", weight), line
        leaf = stack.split(";")[-1]
        totals[leaf] = totals.get(leaf, 0) + int(weight)
    for name, ns in SELF.items():
        near(totals[name], ns)
    assert 'shop::parse<std::map<K, V>, "x:y">' in totals


def check_speedscope():
    document = json.loads(read("speedscope.json"))
    frames = document["shared"]["frames"]
    assert document["$schema"] == "https://www.speedscope.app/file-format-schema.json"
    totals = {}
    for profile in document["profiles"]:
        assert profile["type"] == "evented" and profile["unit"] == "nanoseconds"
        stack, last = [], profile["startValue"]
        for event in profile["events"]:
            for frame in stack[-1:]:
                totals[frame] = totals.get(frame, 0) + event["at"] - last
            assert event["at"] >= last
            last = event["at"]
            if event["type"] == "O":
                stack.append(event["frame"])
            else:
                assert event["type"] == "C" and stack.pop() == event["frame"]
        assert not stack and last <= profile["endValue"]
    for index, ns in totals.items():
        if frames[index]["name"] in SELF:
            near(ns, SELF[frames[index]["name"]])
    assert len(document["profiles"]) == 3


def check_chrome_trace():
    # Field rules of "Trace Event Format": complete events need name, ph, ts, dur, pid, tid; metadata needs args.name.
    trace = json.loads(read("trace.json"))
    lines = {}
    for event in trace["traceEvents"]:
        assert isinstance(event["name"], str) and isinstance(event["pid"], int) and isinstance(event["tid"], int)
        assert event["ph"] in "XM"
        if event["ph"] == "M":
            assert event["name"] in ("process_name", "thread_name") and isinstance(event["args"]["name"], str)
        else:
            assert event["ts"] >= 0 and event["dur"] >= 0 and isinstance(event["cat"], str)
            lines.setdefault(event["tid"], []).append((event["ts"], -event["dur"]))
    for calls in lines.values():  # on one line calls nest or follow each other
        ends = []
        for begin, negative in sorted(calls):
            while ends and ends[-1] <= begin:
                ends.pop()
            assert not ends or begin - negative <= ends[-1]
            ends.append(begin - negative)
    kept = [e for e in trace["traceEvents"] if e.get("cat") == "slow_call"]
    assert len(kept) == 1 and kept[0]["args"]["argument path"] == '/cart?x="1"'


def check_callgrind():
    text = run("callgrind_annotate", "--inclusive=no", "--threshold=100", "--show-percs=no", str(samples / "shop.callgrind"))
    costs = {}
    for line in text.splitlines():
        found = re.match(r"\s*([\d,]+)\s+\S.*?:(main|shop::[\w:]+) ?", line)
        if found:
            costs[found.group(2)] = int(found.group(1).replace(",", ""))
    for name, ns in SELF.items():
        near(costs[name], ns)
    inclusive = run("callgrind_annotate", "--inclusive=yes", "--threshold=100", "--show-percs=no", str(samples / "shop.callgrind"))
    found = re.search(r"([\d,]+)\s+\S*:shop::Db::fetch", inclusive)
    near(int(found.group(1).replace(",", "")), FETCH_TOTAL)


def check_pprof():
    proto = pathlib.Path("/usr/share/gocode/src/github.com/google/pprof/proto")
    text = run("protoc", f"--proto_path={proto}", "--decode=perftools.profiles.Profile", "profile.proto",
               data=(samples / "shop.pb").read_bytes())
    assert not re.search(r"^\s*\d+:", text, re.M), "fields the official definition does not know"
    strings = re.findall(r'^string_table: "(.*)"$', text, re.M)
    assert strings[0] == ""
    types = [strings[int(i)] for i in re.findall(r"sample_type \{\s+type: (\d+)", text)]
    assert types == ["calls", "time", "alloc_space", "inuse_space"], types
    names = {}
    for body in re.findall(r"^function \{(.*?)^\}", text, re.M | re.S):
        names[int(re.search(r"id: (\d+)", body).group(1))] = strings[int(re.search(r"name: (\d+)", body).group(1))]
    location = {int(a): int(b) for a, b in re.findall(r"^location \{\s+id: (\d+).*?function_id: (\d+)", text, re.M | re.S)}
    totals = {}
    for body in re.findall(r"^sample \{(.*?)^\}", text, re.M | re.S):
        leaf = names[location[int(re.search(r"location_id: (\d+)", body).group(1))]]
        totals[leaf] = totals.get(leaf, 0) + int(re.findall(r"value: (-?\d+)", body)[1])
        assert "label" in body
    for name, ns in SELF.items():
        near(totals[name], ns)


def check_prometheus():
    text = read("prom")
    assert run("promtool", "check", "metrics", data=text.encode()) == ""
    found = re.search(r'scopegraft_exceptions_total\{function="shop::Server::serve",[^}]*\} (\d+)', text)
    assert found.group(1) == "6"
    found = re.search(r'duration_seconds_bucket\{function="shop::Db::query",[^}]*le="0.001"\} (\d+)', text)
    assert found.group(1) == "2000"


def check_otlp():
    # opentelemetry-proto's JSON rules: hex ids of 16 and 8 bytes, 64-bit numbers as text, parents in the same trace.
    document = json.loads(read("otlp.json"))
    (resource,) = document["resourceSpans"]
    assert {"key": "service.name", "value": {"stringValue": "server"}} in resource["resource"]["attributes"]
    spans = {span["spanId"]: span for span in resource["scopeSpans"][0]["spans"]}
    assert len(spans) == 6 + 4
    for span in spans.values():
        assert re.fullmatch("[0-9a-f]{32}", span["traceId"]) and re.fullmatch("[0-9a-f]{16}", span["spanId"])
        assert int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"]) and span["kind"] == 1
        if "parentSpanId" in span:
            parent = spans[span["parentSpanId"]]
            assert parent["traceId"] == span["traceId"]
            assert int(parent["startTimeUnixNano"]) <= int(span["startTimeUnixNano"])
            assert int(parent["endTimeUnixNano"]) >= int(span["endTimeUnixNano"])
    roots = [s for s in spans.values() if "parentSpanId" not in s]
    assert len(roots) == 4
    assert any(a["key"] == "request_id" and a["value"] == {"stringValue": "r-17"} for s in roots for a in s["attributes"])


globals()["check_" + sys.argv[1].replace("-", "_")]()
