"""Visiting the site in a test, as one person, exactly as a browser would.

Each request gets its own application context: the test keeps one open, and Flask-Login would otherwise
remember the previous visitor in ``flask.g``.
"""

from typing import Any

from annuaire.comptes.actions import open_connexion
from socle.extensions import db, socketio

ORIGIN = "http://localhost"
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Visit:
    """The site seen by one person (``None`` for someone who has not signed in)."""

    def __init__(self, app, compte=None) -> None:
        self.app = app
        self.client = app.test_client()
        if compte is not None:
            secret = open_connexion(compte, "essai")
            db.session.commit()
            with self.client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = secret, True

    def get(self, path: str, **options: Any):
        """Read a page; programs are at ``/api/``."""
        if not path.startswith("/api/"):
            options.setdefault("headers", PAGE)
        return self._request("get", path, **options)

    def post(self, path: str, **answers: Any):
        """Send a form."""
        return self._request("post", path, data=answers)

    def send(self, method: str, path: str, **options: Any):
        """Anything else: JSON, headers, other methods."""
        return self._request(method, path, **options)

    def listen(self, event: str | None = None, **data: Any):
        """Open a socket and, when an event is named, ask it; returns the socket and the answer."""
        db.session.commit()
        with self.app.app_context():
            socket = socketio.test_client(self.app, flask_test_client=self.client, headers={"Origin": ORIGIN})
            answer = socket.emit(event, data, callback=True) if event and socket.is_connected() else None
        db.session.rollback()
        return socket, answer

    def ask(self, socket, event: str, **data: Any):
        """Ask something more on an open socket."""
        db.session.commit()
        with self.app.app_context():
            answer = socket.emit(event, data, callback=True)
        db.session.rollback()
        return answer

    def _request(self, method: str, path: str, **options: Any):
        db.session.commit()
        with self.app.app_context():
            # to its end: a file that is streamed holds its context until then
            page = getattr(self.client, method)(path, buffered=True, **options)
        db.session.rollback()
        # A rollback with nothing begun expires nothing: the test would read its own past.
        db.session.expire_all()
        return page
