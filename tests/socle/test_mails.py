"""One mail that cannot leave holds back no other; an address in disguise is refused at the door."""

import smtplib
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from annuaire.questions import one_spelling
from socle import jobs
from socle.clock import now
from socle.courriels import TRIES, Courriel, keep_mail, note_sending, try_sending, waiting_mails, written
from socle.extensions import db


class Server:
    """Takes whatever can be put on the wire."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.taken, self.failure = [], failure

    def send_message(self, message) -> None:
        """As ``smtplib`` does: the address is read again, which a disguised one does not survive."""
        if self.failure:
            raise self.failure
        self.taken.append(message["To"].addresses[0].addr_spec)


def sent(server: Server, courriel_id: int) -> bool:
    """Whether this mail left."""
    return note_sending(courriel_id, try_sending(server, written(courriel_id)))


def left(server: Server) -> list[bool]:
    return [sent(server, courriel_id) for courriel_id in waiting_mails()]


@pytest.mark.parametrize(
    ("failure", "over"),
    [
        (smtplib.SMTPRecipientsRefused({"nadia@exemple.fr": (450, b"later")}), False),
        (smtplib.SMTPRecipientsRefused({"nadia@exemple.fr": (550, b"no")}), True),
        (smtplib.SMTPDataError(451, b"later"), False),
        (smtplib.SMTPDataError(554, b"no"), True),
    ],
)
def test_a_passing_refusal_is_tried_again_and_a_final_one_is_not(app, failure, over):
    with app.test_request_context():
        mail = keep_mail("nadia@exemple.fr", "Un", "Texte", None)
        assert not sent(Server(failure), mail.id)
        assert (mail.prochain_essai is None) is over


@pytest.mark.parametrize("odd", ["=?utf-8?b?%?=@exemple.fr", "=?utf-8?q?a=0d=0abcc=3az?=@exemple.fr"])
def test_a_mail_that_cannot_be_written_is_given_up_and_the_others_leave(app, odd):
    with app.test_request_context():
        bad = keep_mail(odd, "Un", "Texte", None)
        keep_mail("nadia@exemple.fr", "Deux", "Texte", None)
        server = Server()
        assert left(server) == [False, True] and server.taken == ["nadia@exemple.fr"]
        assert bad.prochain_essai is None and bad.erreur
        assert waiting_mails() == []


def test_a_server_that_is_away_is_asked_again_and_then_no_more(app):
    with app.test_request_context():
        mail = keep_mail("nadia@exemple.fr", "Un", "Texte", None)
        for turn in range(1, TRIES + 1):
            assert not sent(Server(smtplib.SMTPServerDisconnected("away")), mail.id)
            assert (mail.prochain_essai is None) is (turn == TRIES)


@pytest.mark.parametrize(
    "odd", ["=?utf-8?q?x?=@exemple.fr", "a=?b@exemple.fr", "\ud800@exemple.fr", "sans-arobase"]
)
def test_a_disguised_address_is_refused(odd):
    with pytest.raises(ValueError, match="adresse électronique"):
        one_spelling(odd)


def test_a_mail_without_any_fact_wakes_the_sender(app, monkeypatch):
    woken = []
    monkeypatch.setitem(app.extensions, "wake", lambda: woken.append(1))
    keep_mail("nadia@exemple.fr", "Un", "Texte", None)
    db.session.rollback()
    db.session.commit()
    assert woken == []
    keep_mail("nadia@exemple.fr", "Un", "Texte", None)
    db.session.commit()
    assert woken == [1]


def test_a_server_that_hangs_up_delays_one_mail_only(app, monkeypatch):
    opened, asked = [], []

    class Line:
        def send_message(self, message) -> None:
            asked.append(message["To"])
            if len(asked) == 5:
                raise smtplib.SMTPServerDisconnected("gone")

    @contextmanager
    def server(url):
        opened.append(url)
        yield Line()

    monkeypatch.setattr(jobs, "mail_server", server)
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://127.0.0.1")
    for number in range(10):
        keep_mail(f"p{number}@example.org", "Sujet", "Texte", None)
    db.session.commit()
    assert jobs.send_outbox() == 9 and len(opened) == 2 and len(asked) == 10
    late = db.session.scalars(select(Courriel).where(Courriel.parti_le.is_(None))).all()
    assert [(one.adresse, one.essais) for one in late] == [("p4@example.org", 1)]
    assert late[0].prochain_essai > now()
