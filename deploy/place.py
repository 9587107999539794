"""Before serving: is the port free, and is this process alone on its data folder?"""

import errno
import fcntl
import os
import socket
import sys
import time
from pathlib import Path
from typing import TextIO

ALREADY_HERE = (
    "Fabrique sert déjà depuis le dossier {folder}. Sans REDIS_URL, un seul processus peut servir :"
    " arrêtez l’autre, ou donnez à celui-ci un autre DATA_DIR."
)
PORT_TAKEN = (
    "Le port {port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre (PORT=8001)."
)
_kept: list[TextIO] = []


def bind() -> str:
    """Tell the address to serve, as gunicorn writes it."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def folder() -> Path:
    """Tell where the data live."""
    return Path(os.environ.get("DATA_DIR") or "var").resolve()


def hold(patience: float = 0) -> str | None:
    """Take the data folder for this process and its children.

    Answers with a sentence when another serves from it.

    The kernel gives the lock back however the process ends. With Redis, several processes share a folder.
    """
    if os.environ.get("REDIS_URL") or _kept:
        return None
    folder().mkdir(parents=True, exist_ok=True)
    lock = (folder() / "serveur.verrou").open("a")
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > deadline:
                return ALREADY_HERE.format(folder=folder())
            time.sleep(0.2)
        else:
            _kept.append(lock)
            return None


def port_taken() -> str | None:
    """Answer with a sentence when another program listens on the port."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as refusal:
            if refusal.errno == errno.EADDRINUSE:
                return PORT_TAKEN.format(port=port)
            return f"Impossible de servir sur {bind()} : {refusal.strerror}."
        except ValueError:
            return f"PORT doit être un nombre ; il vaut « {port} »."
    return None


if __name__ == "__main__":
    if refusal := port_taken() or hold():
        sys.exit(f"\n{refusal}")
