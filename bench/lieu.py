"""Where the bench lives: a folder of its own, a database of its own, the servers that it starts and ends."""

import contextlib
import json
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from flask import Flask

from bench.recit import Taille
from portail.factory import create_app
from tests.postgresql import PostgreSQL, create_database
from tests.serveurs import ROOT, Produit, Serveur, clean_environment

MARK = "bench.json"
# As an installation that cares for what it acknowledges: the disk is waited for.
DURABLE = ("fsync=on", "synchronous_commit=on", "shared_buffers=256MB", "max_connections=200")


class Grappe(PostgreSQL):
    """A cluster in a folder of the bench, which waits for the disk as an installation does."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        if self.user:
            folder.parent.chmod(0o711)
        shutil.rmtree(self.folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        self.folder, self.own_folder = folder, False
        secret = folder / "secret"
        self.password = secret.read_text() if secret.exists() else self.password

    def command(self) -> list[str]:
        """As the tests' own, with other settings."""
        settings = (*DURABLE, "listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=")
        words = [word for setting in settings for word in ("-c", setting)]
        return [str(self.programs / "postgres"), "-D", str(self.folder / "base"), *words]


class Nu(Serveur):
    """The bare application, by the same server with the same settings."""

    def __init__(self, folder: Path, database: str) -> None:
        super().__init__(folder)
        known = {"HOST": "127.0.0.1", "PORT": str(self.port), "DATABASE_URL": database}
        self.env = clean_environment(DATA_DIR=str(folder), **known)

    def command(self) -> list[str]:
        """What to run."""
        return [sys.executable, "-m", "gunicorn", "-c", "bench/gunicorn_nu.py", "bench.nu:app"]

    def options(self) -> dict:
        """From the root of the project."""
        return {"cwd": ROOT, "env": self.env}

    def answers(self) -> bool:
        """Whether it serves."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sante", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


class Lieu:
    """A folder and a database that belong to the bench, prepared as bin/run prepares them.

    Raises ``SystemExit`` with a sentence for a folder that holds something else.
    """

    def __init__(self, moteur: str, folder: Path | None) -> None:
        self.moteur, self.own = moteur, folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="fabrique-bench-"))
        self.folder = self.folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        if any(self.folder.iterdir()) and not (self.folder / MARK).exists():
            sys.exit(f"{self.folder} contient autre chose qu’une base du banc : donnez un dossier vide.")
        self.grappe: Grappe | None = None
        self.database = f"sqlite:///{self.folder / 'fabrique.db'}"

    @contextlib.contextmanager
    def open(self) -> Iterator["Lieu"]:
        """Start the engine; end it, and forget a folder of our own, at the end."""
        try:
            if self.moteur == "postgresql":
                self.grappe = Grappe(self.folder / "grappe")
                self.grappe.start()
                self.database = f"{self.grappe.url.rpartition('/')[0]}/bench"
            yield self
        finally:
            if self.grappe:
                self.grappe.stop()
            if self.own:
                shutil.rmtree(self.folder, ignore_errors=True)

    def known(self) -> dict:
        """What is remembered of the data set loaded here; nothing the first time."""
        mark = self.folder / MARK
        return json.loads(mark.read_text()) if mark.exists() else {}

    def remember(self, taille: Taille, **more: object) -> None:
        """Remember the data set."""
        self.folder.joinpath(MARK).write_text(
            json.dumps({"moteur": self.moteur, "taille": asdict(taille), **more})
        )

    def prepare(self, produit: Produit) -> None:
        """Make the database from nothing: migrations, territories, demonstration."""
        if self.grappe:
            create_database(self.grappe.url, "bench")
        produit.prepare()

    def produit(self, **env: str) -> Produit:
        """The product, served as it is deployed, limits of pace apart: they would measure themselves."""
        return Produit({"DATABASE_URL": self.database, **env}, self.folder)

    def app(self, produit: Produit) -> Flask:
        """The application in this very process, on the same database and with the same keys."""
        os.environ.update({name: produit.env[name] for name in produit.env})
        return create_app("development")
