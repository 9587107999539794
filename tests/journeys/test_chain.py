"""A communauté talks and proposes, its note goes to the CA, the CA answers, the author reads it."""

import re

import pytest
from sqlalchemy import select

from communautes.notes.models import Etat as EtatNote
from communautes.notes.models import Note, Tirage
from communautes.propositions.models import Etat, Proposition
from echanges.fils.models import Message
from instances.decisions.models import Decision
from instances.plans.models import Action
from instances.seances.models import Seance
from relais.notifications.models import Notification
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from tests.makers import make_fil, say

LINE = {"resume": "Une tournée courte", "attendu": "Que la chambre porte l'action", "version": "1"}


def one(noun):
    return db.session.scalars(select(noun).order_by(noun.id.desc())).first()


@pytest.fixture
def people(cast, visit):
    """Amina, Basile, Denis and Hugo at their screens."""
    return {name: visit(getattr(cast, name)) for name in ("amina", "basile", "denis", "hugo", "gwen")}


@pytest.fixture
def said(cast):
    """Two messages in a fil of « Bonnes pratiques »."""
    fil = make_fil(cast.pratiques, cast.basile, "Faire connaître le guide")
    return [say(fil, cast.amina, "Personne ne l'a lu"), say(fil, cast.hugo, "Racontons des exemples")]


@pytest.fixture
def proposition(people, said) -> Proposition:
    """Born from the two messages, supported by Hugo, retained by Basile."""
    amina, ids = people["amina"], [message.id for message in said]
    page = amina.get(
        f"/communautes/bonnes-pratiques/propositions/nouvelle?messages={ids[0]}&messages={ids[1]}"
    )
    assert "Racontons des exemples" in page.text
    made = amina.post(
        "/communautes/bonnes-pratiques/propositions",
        titre="Une tournée",
        description="Dans les départements",
        objectif="Que le guide soit ouvert",
        messages=ids,
        cle="p1",
        suite="deposer",
    )
    proposition = one(Proposition)
    assert made.status_code == 302 and proposition.etat is Etat.DEPOSEE
    assert "a donné lieu à " + proposition.reference in people["hugo"].get(f"/fils/{said[0].fil_id}").text
    assert people["hugo"].post(f"/propositions/{proposition.id}/soutien").status_code == 302
    reworded = amina.post(
        f"/propositions/{proposition.id}/modification", titre="x", description="x", objectif="x", version=1
    )
    assert reworded.status_code == 409
    assert people["basile"].post(f"/propositions/{proposition.id}/retenue").status_code == 302
    return proposition


@pytest.fixture
def note(people, said, proposition) -> Note:
    """Written by Basile, refused while a part is empty, then transmitted."""
    basile = people["basile"]
    begun = basile.post(
        "/communautes/bonnes-pratiques/notes", titre="Rapport", debut="2026-01-01", fin="2026-12-31"
    )
    assert begun.status_code == 302
    note = one(Note)
    assert "Faire connaître le guide" in note.avancement
    refused = basile.post(f"/notes/{note.id}/transmission")
    assert refused.status_code == 422 and "seconde partie est vide" in refused.text
    assert basile.post(f"/notes/{note.id}/lignes", proposition=proposition.id).status_code == 302
    refused = basile.post(f"/notes/{note.id}/transmission")
    assert refused.status_code == 422 and "quelle décision" in refused.text
    ligne = db.session.get(Note, note.id).lignes[0]
    assert basile.post(f"/notes/{note.id}/lignes/{ligne.id}", euros="1 200", **LINE).status_code == 302
    body = {"titre": "Rapport", "avancement": f"Mal connu [[message:{said[0].id}]]", "version": note.version}
    assert basile.post(f"/notes/{note.id}/redaction", **body).status_code == 302
    assert people["gwen"].post(f"/notes/{note.id}/transmission").status_code == 403
    assert basile.post(f"/notes/{note.id}/transmission").status_code == 302
    assert basile.post(f"/notes/{note.id}/redaction", **body).status_code == 409
    tirage = one(Tirage)
    assert len(tirage.empreinte) == 64 and tirage.empreinte in people["denis"].get(f"/notes/{note.id}").text
    return note


@pytest.fixture
def seance(people, note, proposition) -> Seance:
    """Planned by Denis on two sites, the note on its agenda, the answer written down."""
    denis = people["denis"]
    made = denis.post(
        "/instances/ca/seances",
        titre="Conseil",
        jour="2026-12-10",
        debut="14:00",
        fin="17:00",
        ville="Lille",
        lieu="Salle",
        autre_ville="Amiens",
        autre_lieu="Salle",
        cle="s1",
    )
    assert made.status_code == 302
    seance = one(Seance)
    assert denis.post(f"/notes/{note.id}/inscription", seance=seance.id).status_code == 302
    assert denis.post(f"/seances/{seance.id}/ouverture").status_code == 302
    point = db.session.get(Seance, seance.id).points[0]
    answer = {"sujet": f"proposition:{proposition.id}", "issue": "non_portee", "motif": "court"}
    refused = denis.post(f"/seances/{seance.id}/points/{point.id}/decisions", **answer)
    assert refused.status_code == 422 and "vraie phrase" in refused.text and "court" in refused.text
    answer |= {"issue": "portee", "motif": "canari-decision", "pilote": "Farid", "echeance": "2027-06-01"}
    assert denis.post(f"/seances/{seance.id}/points/{point.id}/decisions", **answer).status_code == 302
    return seance


def test_nothing_shows_before_the_answers_are_published(cast, visit, seance, proposition, note):
    carry_all()
    pages = (
        f"/propositions/{proposition.id}",
        f"/seances/{seance.id}",
        "/notifications",
        "/ma-parole",
        f"/notes/{note.id}",
    )
    for person in (cast.amina, cast.hugo, cast.basile, None):
        for path in pages:
            assert "canari-decision" not in visit(person).get(path).text
    assert visit(cast.denis).post(f"/seances/{seance.id}/publication").status_code == 409


def test_the_answer_reaches_everyone_once_and_leads_back(cast, visit, people, seance, said):
    denis = people["denis"]
    assert denis.post(f"/seances/{seance.id}/cloture").status_code == 302
    assert denis.post(f"/seances/{seance.id}/publication").status_code == 302
    assert denis.post(f"/seances/{seance.id}/publication").status_code == 302
    assert visit(cast.ines).post(f"/seances/{seance.id}/publication").status_code == 409
    db.session.expire_all()
    assert one(Proposition).etat is Etat.PORTEE and one(Note).etat is EtatNote.EXAMINEE
    assert "canari-decision" in people["amina"].get("/ma-parole").text
    carry_all()
    carry_all()
    both = sorted([cast.amina.id, cast.hugo.id])
    told = select(Notification).where(Notification.phrase.contains("Le conseil a répondu à PRO"))
    assert sorted(n.compte_id for n in db.session.scalars(told)) == both
    mails = select(Courriel).where(Courriel.sujet.contains("Le conseil a répondu à PRO"))
    assert sorted(m.compte_id for m in db.session.scalars(mails)) == both
    walk_back(visit(), one(Decision), said[0])
    action = one(Action)
    assert action.pilote == "Farid"
    denis.post(f"/actions/{action.id}/demarrage")
    denis.post(f"/actions/{action.id}/resultat", texte="Quarante structures l'ont ouvert.")
    db.session.expire_all()
    assert one(Proposition).etat is Etat.REALISEE


def walk_back(guest, decision: Decision, message: Message) -> None:
    """From the decision back to the message in at most four clicks, by the links that a guest sees."""
    page = f"/decisions/{decision.id}"
    for _click in range(4):
        html = guest.get(page).text
        links = re.findall(r'href="([^"#]*(?:/propositions/\d+|/vers/message:\d+|/fils/\d+[^"]*))"', html)
        nearer = [link for link in links if "message:" in link or "/fils/" in link] or links
        assert nearer, f"no way back from {page}"
        page = nearer[0].replace("&amp;", "&")
        answer = guest.get(page)
        if answer.status_code == 302:
            page = answer.location
        if f"message-{message.id}" in guest.get(page).text:
            return
    raise AssertionError("more than four clicks")
