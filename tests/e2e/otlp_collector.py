"""A collector of spans on the loopback that reads what it is sent strictly, and misbehaves as it is told."""
import collections
import gzip
import http.server
import threading
import time


# ---- a small strict reader of what is sent ----------------------------------------------------------------------------------------
def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    """{field: [values]} of a message; a wrong one raises."""
    found, at = collections.defaultdict(list), 0
    while at < len(data):
        tag, at = varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            size, at = varint(data, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            value, at = data[at:at + size], at + size
            if len(value) != size:
                raise ValueError("a field is cut off")
        found[tag >> 3].append(value)
    return found


def spans_of(request):
    for resource_spans in fields(request)[1]:
        for scope_spans in fields(resource_spans)[2]:
            for span in fields(scope_spans)[2]:
                told = fields(span)
                yield {"trace": told[1][0].hex(), "id": told[2][0].hex(), "parent": told[4][0].hex() if told[4] else "", "name": told[5][0].decode()}


# ---- the collector ----------------------------------------------------------------------------------------------------------------
def answer(status, body=b"", headers=()):
    def act(handler):
        handler.send_response(status)
        for name, value in (("Content-Type", "application/x-protobuf"), ("Content-Length", len(body)), *headers):
            handler.send_header(name, str(value))
        handler.end_headers()
        handler.wfile.write(body)
    act.takes = 200 <= status < 300
    return act


def hang(handler):
    handler.server.over.wait(60)


def close(handler):
    handler.close_connection = True


def close_mid_answer(handler):
    handler.wfile.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Le")
    close(handler)


close_mid_body = "reads half of what is sent"
OK = answer(200)


class Collector(http.server.ThreadingHTTPServer):
    """Listens when told to. `script`: what it does with the first requests, and with all others."""
    daemon_threads = True

    def __init__(self, script=(), then=OK, tls=None):
        super().__init__(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self.server_bind()
        self.script, self.then = list(script), then
        self.requests, self.spans, self.wrong = [], [], []
        self.lock, self.over = threading.Lock(), threading.Event()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.server_port}"
        self.tls = tls
        self.thread = None

    def handle_error(self, *_):
        pass  # a client that went away

    def get_request(self):
        connection, address = super().get_request()
        connection.settimeout(60)
        return (self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) if self.tls else connection), address

    def listen(self):
        self.server_activate()
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()
        return self

    def end(self):
        self.over.set()
        if self.thread:
            self.shutdown()
            self.thread.join()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        server = self.server
        with server.lock:
            act = server.script.pop(0) if server.script else server.then
            server.requests.append({"path": self.path, "headers": dict(self.headers.items()), "at": time.monotonic(), "body": b""})
            place = len(server.requests) - 1
        size = int(self.headers["Content-Length"])
        if act is close_mid_body:
            self.rfile.read(size // 2)
            self.close_connection = True
            return
        try:
            body = self.rfile.read(size)
            body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
            spans = list(spans_of(body))
        except Exception as error:  # told by the test
            with server.lock:
                server.wrong.append(repr(error))
            raise
        with server.lock:
            server.requests[place]["body"] = body
            server.spans += spans if getattr(act, "takes", False) else []  # before the program hears of it, and ends
        act(self)
