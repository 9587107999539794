"""Background work: one runner, embedded by default, in a process of its own when ``TACHES=separees``.

Jobs are thin: they feed carriers from the journal and send the outbox. The queue is only a bell; the truth is
in the database, so that a lost ring is made good by the next minute.
"""

import fcntl
import logging
import signal
import smtplib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from huey import crontab
from huey.consumer import Consumer
from sqlalchemy import text

from .courriels import Unreachable, mail_server, note_sending, put_off, try_sending, waiting_mails, written
from .database import on_sqlite, write
from .events import outside
from .extensions import db, huey
from .journal import Curseur, Fait, Rebut, carriers, facts_after
from .live import start_sweeper

logger = logging.getLogger(__name__)

TRIES = 5
LEADER = 7_306_001
_app: list[Flask] = []
_nightly: list[Callable[[], None]] = []


def nightly(function: Callable[[], None]) -> Callable[[], None]:
    """Register what is done once a night, in a writing transaction that the runner commits."""
    _nightly.append(function)
    return function


def carry_all() -> int:
    """Let every carrier read the journal to its end. Returns how many facts were carried."""
    return sum(_carry(name) for name in carriers())


def _carry(name: str) -> int:
    carried = 0
    while True:
        with outside(_app[0]):
            step = _next_step(name)
            if step is None:
                db.session.rollback()
                return carried
            write()
            if _read_so_far(name, held=True) != step.since:
                continue  # another runner went on meanwhile
            try:
                if step.concerns:
                    carriers()[name].carry(db.session.get_one(Fait, step.fait_id))
                _advance(name, step.xact, step.fait_id)
                db.session.commit()
                carried += step.facts
            except Exception as failure:
                logger.exception("%s could not carry fact %s", name, step.fait_id)
                db.session.rollback()
                _stumble(name, step.xact, step.fait_id, failure)


class Step(NamedTuple):
    """How far a carrier goes at once: ``facts`` of them from ``since``, of which the last may concern it."""

    since: tuple[int, int]
    xact: int
    fait_id: int
    facts: int
    concerns: bool


def _next_step(name: str) -> Step | None:
    """To the next fact that concerns this carrier, or past all those read that do not."""
    since = _read_so_far(name)
    last, facts, concerned = None, 0, False
    for last in db.session.scalars(facts_after(*since)).all():
        facts += 1
        if concerned := _concerned(name, last):
            break
    return Step(since, last.xact, last.id, facts, concerned) if last else None


def _concerned(name: str, fait: Fait) -> bool:
    """A fact that cannot be judged is carried: that failure is the one that counts."""
    try:
        return carriers()[name].concerns(fait)
    except Exception:
        return True


def _read_so_far(name: str, held: bool = False) -> tuple[int, int]:
    cursor = db.session.get(Curseur, name, with_for_update=held or None)
    return (cursor.xact, cursor.fait_id) if cursor else (0, 0)


def _advance(name: str, xact: int, fait_id: int) -> None:
    cursor = db.session.get(Curseur, name)
    if cursor is None:
        cursor = Curseur(nom=name)
        db.session.add(cursor)
    cursor.xact, cursor.fait_id, cursor.echecs = xact, fait_id, 0


def _stumble(name: str, xact: int, fait_id: int, failure: Exception) -> None:
    """Count a failure; after five the fact is set aside, said in ``Rebut``, and the next one passes."""
    write()
    cursor = db.session.get(Curseur, name)
    if cursor is None:
        cursor = Curseur(nom=name, xact=0, fait_id=0, echecs=0)
        db.session.add(cursor)
    cursor.echecs += 1
    if cursor.echecs >= TRIES:
        db.session.add(Rebut(nom=name, fait_id=fait_id, erreur=f"{type(failure).__name__}: {failure}"[:2000]))
        _advance(name, xact, fait_id)
    db.session.commit()


@contextmanager
def _as_leader() -> Iterator[bool]:
    """One runner at a time: a lock in PostgreSQL, a locked file beside SQLite."""
    app = _app[0]
    with app.app_context():
        if not on_sqlite():
            with db.engine.connect() as connection:
                led = connection.execute(text("SELECT pg_try_advisory_lock(:n)"), {"n": LEADER}).scalar()
                try:
                    yield bool(led)
                finally:
                    if led:
                        connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": LEADER})
            return
    with (Path(app.config["DATA_DIR"]) / "taches.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _hand_over(server: smtplib.SMTP, ids: list[int]) -> int:
    """Hand the mails over one by one, each taken off the list, until the server hangs up: that is the fault
    of one mail, and the others go by another connection. Returns how many left.
    """
    left = 0
    while ids:
        courriel_id = ids.pop(0)
        message = written(courriel_id)
        db.session.rollback()  # nobody waits for a mail server with a transaction open
        failure = try_sending(server, message)
        write()
        left += note_sending(courriel_id, failure)
        db.session.commit()
        if isinstance(failure, smtplib.SMTPServerDisconnected):
            break
    return left


def send_outbox() -> int:
    """Send what waits, one transaction a mail.

    Without ``SMTP_URL`` mails are kept to be read. Returns how many left.
    """
    with outside(_app[0]):
        url = _app[0].config["SMTP_URL"]
        ids = waiting_mails() if url else []
        db.session.rollback()
        left = 0
        try:
            while ids:
                with mail_server(url) as server:
                    left += _hand_over(server, ids)
        except Unreachable as failure:
            logger.warning("no mail leaves: %s", failure)
            write()
            put_off(ids, str(failure))
            db.session.commit()
        return left


@huey.task()  # type: ignore[untyped-decorator]
def ring() -> None:
    """Carry what happened and send what is written, if nobody else is at it."""
    with _as_leader() as led:
        if led:
            carry_all()
            send_outbox()


@huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def every_minute() -> None:
    """The bell that makes good every lost one."""
    ring()


@huey.periodic_task(crontab(hour="3", minute="17"))  # type: ignore[untyped-decorator]
def every_night() -> None:
    """Deadlines and housekeeping, registered by the domains."""
    with _as_leader() as led:
        for job in _nightly if led else ():
            with outside(_app[0]):
                write()
                job()
                db.session.commit()


class Embedded(Consumer):  # type: ignore[misc]
    """The runner inside the web process: gunicorn keeps the signals."""

    def _set_signal_handlers(self) -> None:
        pass


def start_runner(app: Flask) -> None:
    """Called once in each serving process, after the fork: the sweeper always, the runner when embedded."""
    start_sweeper(app)
    if app.config["TACHES"] == "embarquees":
        app.extensions["runner"] = _running()


def _running() -> Embedded:
    runner = Embedded(
        huey, workers=1, periodic=True, initial_delay=0.05, max_delay=0.4, check_worker_health=False
    )
    runner.start()
    return runner


def run_apart() -> None:
    """``flask taches``: a process that does nothing else, for ``TACHES=separees``; ends well on SIGTERM.

    No bell reaches it from the web processes: it looks at the journal every second.
    """
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    runner = _running()
    while not over.wait(1):
        if huey.storage.queue_size() == 0:
            ring()
    runner.stop(graceful=True)


def wake() -> None:
    """After a commit: ring, unless a ring already waits. Never fails a request."""
    try:
        if "runner" in _app[0].extensions and huey.storage.queue_size() == 0:
            ring()
    except Exception:
        logger.exception("the job runner could not be woken")


def init_app(app: Flask) -> None:
    """Bind the runner to the application of this process."""
    _app[:] = [app]
    app.extensions["wake"] = wake
    app.cli.command("taches")(run_apart)
