"""A real Prometheus scrapes the metrics and answers queries about them.

Usage: scrape_test.py DIRECTORY-OF-SAMPLES
Debian package: prometheus.
"""
import http.server
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

metrics = (pathlib.Path(sys.argv[1]) / "shop.prom").read_bytes()
scraped = threading.Event()


class Metrics(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.end_headers()
        self.wfile.write(metrics)
        scraped.set()

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def query(port, expression):
    words = urllib.parse.urlencode({"query": expression})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/api/v1/query?{words}", timeout=10) as answer:
        result = json.load(answer)
    assert result["status"] == "success", result
    return {r["metric"].get("function", ""): float(r["value"][1]) for r in result["data"]["result"]}


def ask_until(port, expression):
    for _ in range(300):
        try:
            if found := query(port, expression):
                return found
        except OSError:
            pass  # it is still starting
        time.sleep(0.2)
    raise AssertionError(f"no answer to {expression}")


service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Metrics)
threading.Thread(target=service.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as work:
    config = pathlib.Path(work) / "prometheus.yml"
    config.write_text(f"""global: {{scrape_interval: 1s}}
scrape_configs:
  - job_name: shop
    static_configs: [{{targets: ['127.0.0.1:{service.server_address[1]}']}}]
""")
    port = free_port()
    prometheus = subprocess.Popen(["prometheus", f"--config.file={config}", f"--storage.tsdb.path={work}/data",
                                   f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"])
    try:
        assert scraped.wait(60), "not scraped within a minute"
        calls = ask_until(port, "scopegraft_calls_total")
        assert calls["shop::Server::serve"] == 1000 and len(calls) == 7, calls
        assert query(port, "up") == {"": 1.0}
        assert query(port, "scopegraft_exceptions_total > 0") == {"shop::Server::serve": 6.0}
        # 2000 calls of 400 us: the 99th percentile lies in the bucket up to 1 ms.
        quantile = query(port, 'histogram_quantile(0.99, scopegraft_call_duration_seconds_bucket{function="shop::Db::query"})')
        assert 1e-4 < quantile["shop::Db::query"] <= 1e-3, quantile
    finally:
        prometheus.terminate()
        prometheus.wait()
