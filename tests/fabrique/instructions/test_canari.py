"""Canaries: no road leads those not entitled to drafts, internal notes, raw testimonies and questions."""

import pytest
from sqlalchemy import select

from fabrique.instructions.actions import ask_question, write_note
from relais.notifications.models import Notification
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from socle.signatures import Signature
from socle.sujets import sujets
from tests.makers import make_besoin, qualified, submitted

ENTITLED = {
    "canari-brouillon": {"Amina"},
    "canari-soumis": {"Amina", "Farid", "Gwen"},
    "canari-note": {"Farid", "Gwen"},
    "canari-temoignage": {"Amina", "Farid", "Gwen"},
    "canari-question": {"Amina", "Farid", "Gwen"},
}


@pytest.fixture
def canaries(cast, places):
    """One need in each state, each with a word that only some may find."""
    draft = make_besoin(cast.amina, "canari-brouillon", constat="canari-brouillon")
    asked = submitted(cast.amina, "canari-soumis", constat="canari-soumis", temoignages="canari-temoignage")
    shown = qualified(cast.amina, cast.farid, True, titre="Visible", temoignages="canari-temoignage")
    for besoin in (asked, shown):
        write_note(besoin, Signature(cast.farid.id), "canari-note")
    ask_question(asked, Signature(cast.farid.id), "canari-question")
    db.session.commit()
    carry_all()
    return [draft, asked, shown]


def _roads(besoins) -> list[str]:
    """Every address of ours that shows needs."""
    roads = [
        "/besoins",
        "/besoins?de=moi",
        "/besoins?etat=soumis",
        "/besoins?etat=brouillon",
        "/territoires/62041",
        "/territoires/62",
        "/api/v1/besoins",
        "/api/v1/besoins?etat=brouillon",
        "/a-faire",
        "/",
        "/notifications",
        "/api/v1/notifications",
    ]
    for besoin in besoins:
        roads += [
            f"/besoins/{besoin.reference}{end}"
            for end in ("", "/instruction", "/recapitulatif", "/etapes/1", "/etapes/4")
        ]
        roads += [
            f"/api/v1/besoins/{besoin.reference}",
            f"/vers/besoin:{besoin.id}",
            f"/ref/{besoin.reference}",
        ]
    return roads


def test_no_road_leads_a_stranger_to_a_canary(cast, visit, canaries):
    found: dict[str, set[str]] = {canary: set() for canary in ENTITLED}
    for person in [*cast.everyone(), None]:
        visitor = visit(person)
        for road in _roads(canaries):
            page = visitor.get(road, follow_redirects=True)
            for canary in ENTITLED:
                if canary in page.text:
                    found[canary].add(person.nom if person else "Visiteur")
    assert found == ENTITLED


def test_notes_are_never_carried_nor_indexed(cast, canaries):
    written = [
        *db.session.scalars(select(Notification.phrase)),
        *db.session.scalars(select(Courriel.texte)),
        *db.session.scalars(select(Courriel.sujet)),
        *filter(None, db.session.scalars(select(Courriel.html))),
        *(sujets()["besoin"].text(besoin) for besoin in canaries),
    ]
    assert any("canari-soumis" in text for text in written)
    for canary in ("canari-note", "canari-temoignage"):
        assert not any(canary in text for text in written)
    assert not any("note" in kind and "interne" in kind for kind in sujets())


def test_what_is_refused_looks_like_what_never_was(cast, visit, canaries):
    hidden = visit(cast.edith).get(f"/api/v1/besoins/{canaries[0].reference}")
    never = visit(cast.edith).get("/api/v1/besoins/BES-2026-9999")
    assert (hidden.status_code, hidden.json) == (never.status_code, never.json)
