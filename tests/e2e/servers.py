"""Real servers for the tests, each on a socket in a directory of its own, as a user without rights."""
import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time


def _unprivileged(name):
    """{} for a user without rights, else what subprocess needs to become one."""
    if os.geteuid() != 0:
        return {}
    for user in (name, "nobody"):
        try:
            entry = pwd.getpwnam(user)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        except KeyError:
            continue
    raise RuntimeError("no user to run a server as")


class _Server:
    def __init__(self, name):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix=f"sg-{name}-", dir="/tmp"))
        self.rights = _unprivileged(name)
        if self.rights:
            os.chown(self.dir, self.rights["user"], self.rights["group"])
        self.process = None

    def start(self, words, is_ready):
        self.log = open(self.dir.parent / (self.dir.name + ".log"), "w+")
        self.process = subprocess.Popen([str(w) for w in words], stdout=self.log, stderr=self.log, cwd=self.dir, **self.rights)
        for _ in range(600):
            if is_ready():
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.log.seek(0)
        raise RuntimeError(f"{words[0]} did not start:\n{self.log.read()}")

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process is not None:
            self.log.close()
            os.unlink(self.log.name)
        shutil.rmtree(self.dir, ignore_errors=True)


class Postgres(_Server):
    """`connection`: for PQconnectdb."""

    @staticmethod
    def programs():
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        return pathlib.Path(found[-1]).parent if found else None

    def __init__(self):
        super().__init__("postgres")
        bin = self.programs()
        data = self.dir / "data"
        made = subprocess.run([bin / "initdb", "-D", data, "-A", "trust", "-U", "tester", "-N", "--locale=C"], cwd=self.dir,
                              capture_output=True, text=True, **self.rights)
        if made.returncode != 0:
            raise RuntimeError(made.stdout + made.stderr)
        self.connection = f"host={self.dir} user=tester dbname=postgres"
        self.start([bin / "postgres", "-D", data, "-k", self.dir, "-c", "listen_addresses=", "-F"],
                   lambda: subprocess.run([bin / "pg_isready", "-h", self.dir, "-q"]).returncode == 0)


class Redis(_Server):
    """`socket`: its path."""

    @staticmethod
    def programs():
        return shutil.which("redis-server")

    def __init__(self):
        super().__init__("redis")
        self.socket = self.dir / "redis.sock"
        self.start([self.programs(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "777", "--save", "", "--appendonly", "no", "--dir", self.dir],
                   self.socket.exists)
