"""distcc and icecc on this machine: the rewritten text is what is sent, the object comes back and is profiled."""
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
import unittest

import support
from support import run

SOURCES = {
    "profiling.yaml": 'version: 1\nfunctions:\n  - match: ["app::**"]\n',
    "b.h": "namespace app { inline int g(int n) { return n * 2; } }\n",
    "a.cpp": '#include <cstdio>\n#include "b.h"\nnamespace app { int f(int n) { return n + g(n); } }\nint main() { std::printf("%d\\n", app::f(1)); }\n',
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tool_of(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


class Distributed(support.Scratch):
    def setUp(self):
        super().setUp()
        for name, text in SOURCES.items():
            self.write(name, text)

    def start(self, words, log):
        """A daemon of this test's own; what it says is in the file."""
        with open(self.dir / log, "wb") as into:
            daemon = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=into, stderr=into, cwd=self.dir)

        def stop():
            daemon.terminate()
            daemon.wait(timeout=30)
        self.addCleanup(stop)
        return daemon

    def until(self, what, holds, seconds=60):
        end = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.1)

    def said(self, log):
        return (self.dir / log).read_text(errors="replace")

    def check_distccd(self, compiles):
        """It has done so many: it tells of a job before it begins, and of its end after the answer was sent."""
        self.assertEqual(self.said("distccd.log").count("compile from"), compiles)
        self.until("distccd tells how its jobs ended", lambda: self.said("distccd.log").count("COMPILE_OK") >= compiles)

    def check_program(self):
        self.link(["a.o"])
        self.assertEqual(self.execute().stdout, "3\n")
        self.assertEqual(self.calls(), {"app::f": 1, "app::g": 1})

    @unittest.skipUnless(tool_of("distcc") and tool_of("distccd"), "distcc is not here (Debian: distcc)")
    def test_distcc(self):
        port = free_port()
        user = ["--user", "distccd"] if os.getuid() == 0 else []
        self.start([tool_of("distccd"), "--daemon", "--no-detach", "--allow", "127.0.0.1", "--listen", "127.0.0.1", "--port", str(port), "--jobs", "2",
                    "--log-stderr", "--log-level", "info", *user], "distccd.log")
        self.until("distccd starts", lambda: "started" in self.said("distccd.log"))
        (self.dir / "distcc").mkdir()
        hosts = {"DISTCC_HOSTS": f"127.0.0.1:{port}", "DISTCC_FALLBACK": "0", "DISTCC_DIR": str(self.dir / "distcc"), "DISTCC_BACKOFF_PERIOD": "0"}
        for name, value in hosts.items():
            os.environ[name] = value
            self.addCleanup(os.environ.pop, name, None)
        self.assertEqual(self.compile("a.cpp", launchers=["distcc"]).stderr, "")
        self.check_distccd(compiles=1)
        self.check_program()
        if shutil.which("ccache"):
            os.environ.update(CCACHE_PREFIX="distcc", CCACHE_DIR=str(self.dir / "ccache"))
            self.addCleanup(os.environ.pop, "CCACHE_PREFIX", None)
            self.addCleanup(os.environ.pop, "CCACHE_DIR", None)
            for _ in range(2):  # the second is ccache's
                self.assertEqual(self.compile("a.cpp", launchers=["ccache"]).stderr, "")
                self.check_distccd(compiles=2)
            self.check_program()
        broken = self.write("a.cpp", SOURCES["a.cpp"] + "int broken() { return nothing; }\n")
        done = self.compile("a.cpp", launchers=["distcc"], check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(f"{broken.name}:5:23: error", done.stderr)

    @unittest.skipUnless(tool_of("icecc") and tool_of("iceccd") and tool_of("icecc-scheduler"), "icecc is not here (Debian: icecc)")
    def test_icecc(self):
        """Its daemons announce themselves to the local network: they get one of their own, where there is nothing but the loopback."""
        alone = ["unshare", "--net", *([] if os.getuid() == 0 else ["--map-root-user"])]
        if run([*alone, "true"], check=False).returncode != 0:
            self.skipTest("unshare --net is not allowed here")
        done = run([*alone, sys.executable, __file__, support.BUILD, "Alone.test_icecc"], check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("Ran 1 test", done.stderr)


class Alone(Distributed):
    def test_icecc(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:  # the loopback is down at first
            up = struct.pack("16sh", b"lo", 1)
            fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS, IFF_UP
        port, net = free_port(), f"scopegraft-{os.getpid()}"
        self.start([tool_of("icecc-scheduler"), "-p", str(port), "-n", net, "-vv"], "scheduler.log")
        self.until("the scheduler listens", lambda: self.listens(port))
        place = self.dir / "icecc"
        place.mkdir()
        if os.getuid() == 0:  # the daemon changes to this user
            self.dir.chmod(0o755)
            shutil.chown(place, "icecc", "icecc")
        socket_file = place / "socket"
        os.environ["ICECC_TEST_SOCKET"] = str(socket_file)
        self.addCleanup(os.environ.pop, "ICECC_TEST_SOCKET", None)
        self.start([tool_of("iceccd"), "-s", f"127.0.0.1:{port}", "-n", net, "-b", str(place / "environments"), "-m", "2", "-vv"], "iceccd.log")
        self.until("iceccd finds the scheduler", lambda: "Connected to scheduler" in self.said("iceccd.log"))
        # To itself too, as if it were another machine.
        os.environ.update(ICECC_DEBUG="debug", ICECC_LOGFILE=str(self.dir / "icecc.log"), ICECC_TEST_REMOTEBUILD="1")
        self.compile("a.cpp", launchers=["icecc"])
        self.assertIn("Have to use host 127.0.0.1", self.said("icecc.log"))
        self.check_program()

    @staticmethod
    def listens(port):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0


def load_tests(loader, _tests, _pattern):
    return loader.loadTestsFromTestCase(Distributed)


if __name__ == "__main__":
    support.main()
