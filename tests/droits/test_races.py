"""The same act many times at once has one effect, with real threads, on both engines; no answer fails."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from annuaire.comptes.events import CompteSuspended
from annuaire.comptes.models import Invitation
from annuaire.invitations.queries import pending
from annuaire.roles.events import RoleEnded
from annuaire.roles.models import Mandat, Role
from annuaire.structures.models import Structure
from communautes.espaces.events import EntreeAnswered, MembreJoined
from communautes.espaces.models import Communaute, Demande, Fonction, Membre
from communautes.notes.models import Note, Tirage
from communautes.propositions.models import Proposition, Soutien
from echanges.fils.models import Fil, Message, Trace
from echanges.lectures.models import Position
from instances.decisions.events import DecisionsPublished
from instances.plans.models import Action, Resultat
from socle.extensions import db
from socle.journal import Fait

MANY = 50
POOL = 20


def connect(times: int) -> None:
    """Open the connections first: threads that open their own come one after the other, and race no more."""
    for one in [db.engine.connect() for _ in range(min(times, POOL))]:
        one.close()


def at_once(monde, people: list[str], path: str, times: int = 20, api: bool = False, **form) -> list:
    """Send the same form from many browsers at the same moment.

    ``{n}`` in an answer is the number of the browser.
    """
    ready = Barrier(times)
    cookies = {nom: monde.visit(nom).client.get_cookie("session").value for nom in people}
    path = monde.path(path)

    def send(n: int):
        client = monde.app.test_client()
        client.set_cookie("session", cookies[people[n % len(people)]])
        sent = {name: value.replace("{n}", str(n)) for name, value in form.items()}
        ready.wait()
        return client.post(path, json=sent) if api else client.post(path, data=sent)

    db.session.rollback()
    connect(times)
    with ThreadPoolExecutor(times) as threads:
        answers = list(threads.map(send, range(times)))
    db.session.expire_all()
    assert max(answer.status_code for answer in answers) < 500
    return answers


def one(monde, cookie: str, path: str, form: dict) -> int:
    """What another browser of the same person is answered."""
    client = monde.app.test_client()
    client.set_cookie("session", cookie)
    return client.post(path, data=form).status_code


def count(*where) -> int:
    """How many rows."""
    return db.session.scalar(select(func.count()).where(*where))


def codes(answers) -> Counter:
    """How many of each answer."""
    return Counter(answer.status_code for answer in answers)


def test_the_same_key_makes_one_message(monde):
    answers = at_once(monde, ["Amina"], "/api/v1/fils/{fil}/messages", MANY, True, texte="Encore", cle="meme")
    assert codes(answers) == {201: 1, 200: MANY - 1}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert count(Message.cle == "meme") == 1


def test_the_same_key_in_two_fils_makes_one_message(monde):
    cookie = monde.visit("Hugo").client.get_cookie("session").value
    db.session.rollback()
    words = {"texte": "x", "cle": "ailleurs"}
    with ThreadPoolExecutor(2) as threads:
        paths = [f"/fils/{monde.ids[name]}/messages" for name in ("fil", "visible")]
        told = list(threads.map(lambda path: one(monde, cookie, path, words), paths))
    assert sorted(told) == [302, 409]
    assert count(Message.cle == "ailleurs") == 1


def test_a_communaute_counts_all_those_who_enter_at_once(monde):
    people = ["Carole", "Denis", "Édith", "Farid", "Gwen", "Admin"]
    pratiques = db.session.scalars(select(Communaute).where(Communaute.slug == "bonnes-pratiques")).one()
    before = pratiques.effectif
    answers = at_once(monde, people, "/communautes/bonnes-pratiques/membres", MANY)
    assert codes(answers).keys() <= {302, 409}
    assert pratiques.effectif == before + len(people) == count(Membre.communaute_id == pratiques.id)


def test_many_messages_have_numbers_without_hole(monde):
    answers = at_once(
        monde, ["Amina", "Basile", "Hugo"], "/fils/{fil}/messages", MANY, texte="n {n}", cle="c{n}"
    )
    assert codes(answers) == {302: MANY}
    fil = db.session.get(Fil, monde.ids["fil"])
    rangs = list(
        db.session.scalars(select(Message.rang).where(Message.fil_id == fil.id).order_by(Message.rang))
    )
    seqs = list(db.session.scalars(select(Trace.seq).where(Trace.fil_id == fil.id).order_by(Trace.seq)))
    assert rangs == list(range(1, fil.dernier_rang + 1)) and len(rangs) == MANY + 2
    assert seqs == list(range(1, fil.dernier_seq + 1))


def test_a_person_supports_once(monde):
    assert codes(at_once(monde, ["Hugo"], "/propositions/{deposee}/soutien", MANY)) == {302: MANY}
    proposition = db.session.get(Proposition, monde.ids["deposee"])
    assert proposition.soutiens == count(Soutien.proposition_id == proposition.id) == 1


def test_support_comes_and_goes_and_the_count_stays_true(monde):
    cookie = monde.visit("Hugo").client.get_cookie("session").value
    db.session.rollback()
    paths = [f"/propositions/{monde.ids['deposee']}/soutien{end}" for end in ("", "/retrait")] * 10
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda path: one(monde, cookie, path, {}), paths)) == {302}
    db.session.expire_all()
    proposition = db.session.get(Proposition, monde.ids["deposee"])
    assert proposition.soutiens == count(Soutien.proposition_id == proposition.id)


def test_answers_are_published_once(monde):
    answers = at_once(monde, ["Denis", "Inès"], "/seances/{close}/publication")
    # Whoever did it is answered that it is done, ten times; the other is told that it comes too late.
    assert codes(answers) == {302: 10, 409: 10}
    assert (
        count(
            Fait.kind == DecisionsPublished.kind(),
            Fait.details["seance_id"].as_integer() == monde.ids["close"],
        )
        == 1
    )
    assert count(Action.decision_id == monde.ids["ecrite"]) == 1


def test_a_person_joins_once(monde):
    before = count(Fait.kind == MembreJoined.kind())
    assert codes(at_once(monde, ["Édith"], "/communautes/bonnes-pratiques/membres")).keys() <= {302, 409}
    assert count(Membre.compte_id == monde.photo.people["Édith"]) == 1
    assert count(Fait.kind == MembreJoined.kind()) == before + 1


def test_a_person_asks_once(monde):
    at_once(monde, ["Carole"], "/communautes/tiers-lieux/demandes", texte="Bonjour")
    assert count(Demande.compte_id == monde.photo.people["Carole"], Demande.invitee_par_id.is_(None)) == 1


def test_a_request_is_answered_once(monde):
    before = count(Fait.kind == EntreeAnswered.kind())
    answers = at_once(monde, ["Gwen"], "/demandes/{demande}/reponse", reponse="oui")
    assert codes(answers) == {302: 20}
    assert count(Fait.kind == EntreeAnswered.kind()) == before + 1
    assert count(Membre.compte_id == monde.photo.people["Édith"]) == 1


def test_a_note_leaves_once(monde):
    assert codes(at_once(monde, ["Basile"], "/notes/{note}/transmission")) == {302: 20}
    assert count(Tirage.note_id == monde.ids["note"]) == 1


def test_what_left_is_what_is_read(monde):
    cookie = monde.visit("Basile").client.get_cookie("session").value
    db.session.rollback()
    acts = {"redaction": {"titre": "Rapport", "avancement": "Tard", "version": "1"}, "transmission": {}}
    with ThreadPoolExecutor(2) as threads:
        note = f"/notes/{monde.ids['note']}"
        told = threads.map(lambda act: one(monde, cookie, f"{note}/{act}", acts[act]), acts)
        assert set(told) <= {302, 409}
    db.session.expire_all()
    sent = db.session.scalars(select(Tirage).where(Tirage.note_id == monde.ids["note"])).one()
    assert sent.lu["avancement"] == db.session.get(Note, monde.ids["note"]).avancement


@pytest.mark.parametrize(("path", "noun"), [("propositions", Proposition), ("fils", Fil)])
def test_the_same_form_makes_one_thing(monde, path, noun):
    before = count(noun.id > 0)
    words = {"titre": "x", "description": "x", "objectif": "x", "texte": "x", "cle": "une-fois"}
    answers = at_once(monde, ["Hugo"], f"/communautes/bonnes-pratiques/{path}", **words)
    assert codes(answers) == {302: 20} and len({answer.location for answer in answers}) == 1
    assert count(noun.id > 0) == before + 1


def test_comments_are_opened_once(monde):
    answers = at_once(monde, ["Amina", "Hugo", "Basile"], "/propositions/{deposee}/fil")
    assert len({answer.location for answer in answers}) == 1


def test_reading_from_several_screens_leaves_one_mark(monde):
    assert codes(at_once(monde, ["Édith"], "/fils/{fil}/lecture", rang="2")) == {302: 20}
    assert count(Position.compte_id == monde.photo.people["Édith"]) == 1


def test_an_action_ends_once(monde):
    answers = at_once(monde, ["Denis", "Farid"], "/actions/{en_cours}/resultat", texte="Fait")
    # Whoever did it is answered that it is done, ten times; the other is told that it comes too late.
    assert codes(answers) == {302: 10, 409: 10}
    assert count(Resultat.action_id == monde.ids["en_cours"]) == 1


def test_the_last_to_animate_stays(monde):
    monde.visit("Basile").post("/communautes/bonnes-pratiques/animateurs", compte=str(monde.ids["amina"]))
    at_once(monde, ["Basile", "Amina"], "/communautes/bonnes-pratiques/depart", 2)
    assert count(Membre.communaute_id == 1, Membre.fonction == Fonction.ANIMATEUR) == 1


def test_a_role_is_given_once_and_ends(monde):
    gwen = monde.photo.people["Gwen"]
    path, asked = f"/reglages/comptes/{gwen}", {"fonction": "charge_mission"}
    assert codes(at_once(monde, ["Farid", "Admin"], f"{path}/roles", **asked)).keys() <= {302, 409}
    given = db.session.scalars(select(Role).where(Role.compte_id == gwen, Role.fonction == "charge_mission"))
    [role] = given.all()
    assert codes(at_once(monde, ["Farid", "Admin"], f"/reglages/roles/{role.id}/fin")) == {302: 10, 409: 10}
    assert count(Fait.kind == RoleEnded.kind()) == 1


def test_a_mandate_is_given_once_and_ends(monde):
    amina = monde.photo.people["Amina"]
    before = count(Mandat.compte_id == amina)
    asked = {"structure": "Les Jardins du Marais clair", "fonction": "directrice"}
    at_once(monde, ["Farid", "Admin"], f"/reglages/comptes/{amina}/mandats", **asked)
    assert count(Mandat.compte_id == amina) == before + 1
    mandat = db.session.scalar(select(func.max(Mandat.id)))
    assert codes(at_once(monde, ["Amina", "Farid"], f"/reglages/mandats/{mandat}/fin")) == {302: 10, 409: 10}


def test_one_invitation_waits(monde):
    asked = {"nom": "Zoé {n}", "courriel": "zoe@exemple.fr", "genre": "territoire"}
    at_once(monde, ["Farid", "Admin"], "/reglages/invitations", 12, **asked)
    assert count(Invitation.courriel == "zoe@exemple.fr", pending()) == 1


def test_a_structure_is_entered_once(monde):
    asked = {"nom": "Jumelle", "famille": "association"}
    answers = at_once(monde, ["Farid", "Gwen"], "/structures", **asked)
    assert codes(answers).keys() <= {302, 403, 422} and count(Structure.nom == "Jumelle") == 1


def test_an_account_is_shut_once(monde):
    path = f"/reglages/comptes/{monde.photo.people['Carole']}/suspension"
    answers = at_once(monde, ["Farid", "Admin"], path, motif="Motif {n}")
    assert codes(answers) == {302: 1, 409: 19} and count(Fait.kind == CompteSuspended.kind()) == 1


def test_a_need_is_talked_about_in_one_place(monde):
    answers = at_once(monde, ["Amina", "Hugo", "Basile"], "/besoins/{b_qualifie}/fil")
    assert codes(answers) == {302: 20} and len({answer.location for answer in answers}) == 1
