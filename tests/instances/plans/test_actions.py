"""An action is started, then done, with what came of it; its line ends there, and its authors hear of it."""

import pytest

from communautes.propositions.models import Etat as EtatProposition
from communautes.propositions.models import Proposition
from instances.decisions.actions import publish_decisions
from instances.decisions.models import Issue
from instances.plans.actions import finish_action, start_action
from instances.plans.events import ActionFinished, ActionStarted
from instances.plans.models import Action, Etat, Resultat
from instances.seances.actions import move_seance
from relais.notifications.models import Notification
from socle.errors import WrongState
from socle.extensions import db
from socle.jobs import carry_all
from socle.liens import Lien, Relation
from socle.signatures import Signature
from tests.droits.chaine import decide, note_with, retained, sitting

CAME = "Quarante structures l'ont ouvert."


@pytest.fixture
def action(cast) -> Action:
    """Just opened, from an answer of the board to a proposition of Amina."""
    seance = sitting(cast, "Conseil", note_with(cast, "Rapport", retained(cast, "Une tournée")))
    decide(cast, seance, Issue.PORTEE)
    denis = Signature(cast.denis.id)
    move_seance(seance, denis, "close")
    publish_decisions(seance, denis)
    db.session.commit()
    return db.session.scalar(db.select(Action))


def test_it_is_started(cast, visit, facts, action):
    denis, page = visit(cast.denis), f"/actions/{action.id}"
    assert f'action="{page}/demarrage"' in denis.get(page).text
    assert denis.post(f"{page}/demarrage").location == page
    assert db.session.get(Action, action.id).etat is Etat.EN_COURS
    assert facts(ActionStarted) == [(cast.denis.id, {"action_id": action.id})]
    assert db.session.scalar(db.select(Proposition.etat)) is EtatProposition.EN_OEUVRE


def test_it_is_done_and_says_what_came_of_it(cast, visit, facts, action):
    start_action(action, Signature(cast.denis.id))
    db.session.commit()
    denis, page = visit(cast.denis), f"/actions/{action.id}"
    carry_all()
    amina = db.select(db.func.count(Notification.id)).where(Notification.compte_id == cast.amina.id)
    before = db.session.scalar(amina)
    assert denis.post(f"{page}/resultat", texte=CAME).location == f"{page}#resultat"
    resultat = db.session.scalar(db.select(Resultat))
    assert (resultat.action_id, resultat.texte) == (action.id, CAME)
    assert db.session.get(Action, action.id).etat is Etat.REALISEE
    led = db.select(Lien.source_id, Lien.cible_id).where(Lien.relation == Relation.REALISE)
    assert db.session.execute(led).tuples().all() == [(action.id, resultat.id)]
    assert facts(ActionFinished) == [(cast.denis.id, {"action_id": action.id})]
    assert db.session.scalar(db.select(Proposition.etat)) is EtatProposition.REALISEE
    assert "Quarante structures" in visit().get(page).text
    carry_all()
    assert db.session.scalar(amina) == before + 1


def test_nothing_is_done_without_a_word_on_what_came(cast, visit, action):
    start_action(action, Signature(cast.denis.id))
    db.session.commit()
    refused = visit(cast.denis).post(f"/actions/{action.id}/resultat", texte=" ")
    assert refused.status_code == 422
    assert db.session.get(Action, action.id).etat is Etat.EN_COURS
    assert db.session.scalar(db.select(Resultat)) is None


def test_a_program_does_it_too(cast, visit, action):
    path = f"/api/v1/actions/{action.id}"
    denis = visit(cast.denis)
    told = denis.send("post", f"{path}/demarrage", json={})
    assert told.status_code == 200 and told.json["etat"] == "en_cours" and told.json["droits"]["finish"]
    told = denis.send("post", f"{path}/resultat", json={"texte": CAME})
    assert told.status_code == 200 and told.json["etat"] == "realisee"
    assert visit(cast.amina).send("post", f"{path}/demarrage", json={}).status_code == 403


def test_it_goes_forward_only(cast, action):
    denis = Signature(cast.denis.id)
    with pytest.raises(WrongState):
        finish_action(action, denis, CAME)
    start_action(action, denis)
    with pytest.raises(WrongState):
        start_action(action, denis)
    assert action.etat is Etat.EN_COURS and action.resultat is None
