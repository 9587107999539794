"""Reading a need: asking, answering, qualifying with its guards, rejecting, merging, waiting sixty days."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from fabrique.besoins.actions import drop_besoin, follow_besoin
from fabrique.besoins.cli import close_the_unanswered
from fabrique.besoins.events import BesoinDropped
from fabrique.besoins.models import Deposant, Etat
from fabrique.besoins.queries import absorbed, depositor_ids, follower_ids
from fabrique.instructions.actions import answer_question, ask_question, lacking, merge_besoin, qualify_besoin
from fabrique.instructions.events import (
    BesoinCompleted,
    BesoinMerged,
    BesoinQualified,
    BesoinRejected,
    NoteInterneWritten,
    QuestionAnswered,
    QuestionAsked,
)
from fabrique.instructions.models import NoteInterne, Question
from relais.notifications.models import Notification
from socle.clock import at, now
from socle.courriels import Courriel
from socle.errors import Unprocessable, WrongState
from socle.extensions import db
from socle.jobs import carry_all
from socle.journal import Fait
from socle.signatures import Signature
from tests.makers import qualified, submitted

YES = {"public": "oui", "sans_nom": "oui"}


def _kinds() -> list[str]:
    return list(db.session.scalars(select(Fait.kind).order_by(Fait.id)))


def _mails(compte) -> list[str]:
    carry_all()
    return list(db.session.scalars(select(Courriel.sujet).where(Courriel.compte_id == compte.id)))


def test_a_question_waits_for_its_answer_and_both_are_told_by_mail(cast, visit, waiting):
    farid, amina, path = visit(cast.farid), visit(cast.amina), f"/besoins/{waiting.reference}"
    for _ in range(2):
        assert farid.post(f"{path}/questions", texte="Combien de familles ?", cle="q-1").status_code == 302
    question = db.session.scalars(select(Question)).one()
    db.session.refresh(waiting)
    assert waiting.etat is Etat.A_COMPLETER
    assert any("vous pose une question" in sujet for sujet in _mails(cast.amina))
    assert "Combien de familles ?" in amina.get(path).text
    empty = amina.post(f"{path}/reponses", question=question.id, texte=" ")
    assert empty.status_code == 422 and "Combien de familles ?" in empty.text
    for _ in range(2):
        assert amina.post(f"{path}/reponses", question=question.id, texte="Une quinzaine.").status_code == 302
    db.session.refresh(waiting)
    assert waiting.etat is Etat.SOUMIS and waiting.complement_le is None
    assert amina.post(f"{path}/reponses", question=question.id, texte="Autre").status_code == 409
    assert "Une quinzaine." in farid.get(f"{path}/instruction").text
    assert any("ont leur réponse" in sujet for sujet in _mails(cast.farid))
    assert [k for k in _kinds() if "instructions" in k] == [
        QuestionAsked.kind(),
        QuestionAnswered.kind(),
        BesoinCompleted.kind(),
    ]


def test_the_need_goes_back_with_the_last_answer_only(cast, waiting):
    farid, amina = Signature(cast.farid.id), Signature(cast.amina.id)
    first, second = ask_question(waiting, farid, "Où ?"), ask_question(waiting, farid, "Quand ?")
    answer_question(waiting, amina, first, "Ici.")
    assert waiting.etat is Etat.A_COMPLETER
    answer_question(waiting, amina, second, "La nuit.")
    assert waiting.etat is Etat.SOUMIS


def test_a_question_is_answered_once(cast, visit, waiting):
    """Another question waits: the need still hears answers, and that one is over all the same."""
    farid = Signature(cast.farid.id)
    question, _other = ask_question(waiting, farid, "Où ?"), ask_question(waiting, farid, "Quand ?")
    db.session.add(Deposant(besoin_id=waiting.id, compte_id=cast.hugo.id))
    db.session.commit()
    path, said = f"/besoins/{waiting.reference}/reponses", {"question": question.id}
    assert visit(cast.amina).post(path, **said, texte="Ici.").status_code == 302
    assert visit(cast.amina).post(path, **said, texte="Là-bas.").status_code == 409
    assert visit(cast.hugo).post(path, **said, texte="Ailleurs.").status_code == 409
    visit(cast.hugo).post(path, **said, texte="Ici.")
    told = visit(cast.amina).send("post", f"/api/v1{path}", json=said | {"texte": "Encore ailleurs."})
    assert told.status_code == 409 and "déjà été donnée" in told.json["detail"]
    question = db.session.get(Question, question.id)
    assert (question.reponse, question.repondue_par_id) == ("Ici.", cast.amina.id)
    assert _kinds().count(QuestionAnswered.kind()) == 1 and BesoinCompleted.kind() not in _kinds()


def test_only_the_depositor_answers_and_only_here(cast, visit, waiting):
    question = ask_question(waiting, Signature(cast.farid.id), "Où ?")
    other = submitted(cast.amina, "Autre besoin")
    elsewhere = ask_question(other, Signature(cast.farid.id), "Quand ?")
    db.session.commit()
    answer = {"question": question.id, "texte": "x"}
    assert visit(cast.farid).post(f"/besoins/{waiting.reference}/reponses", **answer).status_code == 403
    assert visit(cast.edith).post(f"/besoins/{waiting.reference}/reponses", **answer).status_code == 404
    assert visit(cast.amina).post(f"/besoins/{other.reference}/reponses", **answer).status_code == 422
    for number in (elsewhere.id, elsewhere.id + 1, 2**70):
        odd = visit(cast.amina).post(f"/besoins/{waiting.reference}/reponses", question=number, texte="x")
        assert odd.status_code == 422


def test_the_depositor_completes_the_sheet_while_asked(cast, visit, waiting):
    amina, path = visit(cast.amina), f"/besoins/{waiting.reference}/etapes/3"
    assert amina.get(path).status_code == 409
    ask_question(waiting, Signature(cast.farid.id), "Qui répond ?")
    db.session.commit()
    assert amina.get(path).status_code == 200
    assert amina.post(path, couverture_publique="satisfait", version=waiting.version).status_code == 302


GUARDS = {
    "couverture_publique": (None, "pouvoirs publics"),
    "couverture_marche": (None, "marché"),
    "publics": ([], "Aucun public"),
    "territoires": ([], "Aucun territoire"),
    "preuves": ([], "chiffre avec sa valeur"),
}


@pytest.mark.parametrize("name", GUARDS)
def test_each_missing_guard_is_said_in_a_sentence(cast, visit, waiting, name):
    value, said = GUARDS[name]
    setattr(waiting, name, value)
    db.session.commit()
    page = visit(cast.farid).post(f"/besoins/{waiting.reference}/qualification", **YES)
    assert page.status_code == 422 and said in page.text
    assert len(lacking(waiting)) == 1
    db.session.refresh(waiting)
    assert waiting.etat is Etat.SOUMIS and BesoinQualified.kind() not in _kinds()


def test_a_figure_needs_its_year_and_its_source_or_a_written_reason(cast, waiting):
    waiting.preuves[0].source = ""
    assert lacking(waiting)
    waiting.non_mesure = "Aucune enquête n'existe."
    assert not lacking(waiting)


@pytest.mark.parametrize("missing", ["sans_nom", "public"])
def test_the_officer_ticks_that_nobody_can_be_recognised_and_says_who_reads(cast, visit, waiting, missing):
    typed = {name: value for name, value in YES.items() if name != missing}
    page = visit(cast.farid).post(f"/besoins/{waiting.reference}/qualification", **typed)
    assert page.status_code == 422 and ("reconnaître" if missing == "sans_nom" else "nécessaire") in page.text
    db.session.refresh(waiting)
    assert waiting.etat is Etat.SOUMIS


@pytest.mark.parametrize(("answer", "public"), [("oui", True), ("non", False)])
def test_a_complete_need_is_qualified_and_its_depositor_told(cast, visit, waiting, answer, public):
    follow_besoin(waiting, Signature(cast.gwen.id))
    done = visit(cast.farid).post(
        f"/besoins/{waiting.reference}/qualification", public=answer, sans_nom="oui"
    )
    assert done.status_code == 302
    db.session.refresh(waiting)
    assert (
        waiting.etat is Etat.QUALIFIE
        and waiting.public is public
        and waiting.qualifie_par_id == cast.farid.id
    )
    assert (visit().get(f"/besoins/{waiting.reference}").status_code == 200) is public
    assert any("est qualifié" in sujet for sujet in _mails(cast.amina))
    phrases = db.session.scalars(
        select(Notification.phrase).where(Notification.compte_id == cast.gwen.id)
    ).all()
    assert any("que vous suivez" in phrase for phrase in phrases)
    path, other = f"/besoins/{waiting.reference}/qualification", {"oui": "non", "non": "oui"}[answer]
    assert visit(cast.farid).post(path, public=answer, sans_nom="oui").location == done.location
    assert visit(cast.farid).post(path, public=other, sans_nom="oui").status_code == 409
    assert visit(cast.gwen).post(path, public=answer, sans_nom="oui").status_code == 409
    assert _kinds().count(BesoinQualified.kind()) == 1


def test_an_officer_who_brought_the_need_is_warned_and_names_a_second_reader(cast, visit, places):
    own = submitted(cast.farid, "Besoin de Farid")
    farid, path = visit(cast.farid), f"/besoins/{own.reference}"
    assert "Vous avez déposé ce besoin" in farid.get(f"{path}/instruction").text
    alone = farid.post(f"{path}/qualification", **YES)
    assert alone.status_code == 422 and "relu avec vous" in alone.text
    assert farid.post(f"{path}/qualification", **YES, relecture="Gwen, acteur référent").status_code == 302
    db.session.refresh(own)
    assert own.relecture == "Gwen, acteur référent"
    fact = db.session.scalar(select(Fait).where(Fait.kind == BesoinQualified.kind()))
    assert fact.details["propre"] is True
    assert "Gwen, acteur référent" in visit(cast.edith).get(path).text


def test_a_rejected_need_tells_its_depositor_why(cast, visit, waiting):
    farid, path = visit(cast.farid), f"/besoins/{waiting.reference}"
    assert farid.post(f"{path}/rejet", rejet="parce que").status_code == 422
    assert visit(cast.gwen).post(f"{path}/rejet", rejet="individuel").status_code == 403
    assert farid.post(f"{path}/rejet", rejet="individuel", precision="Voyez le CCAS.").status_code == 302
    db.session.refresh(waiting)
    assert waiting.etat is Etat.REJETE and "une famille" in waiting.motif and "CCAS" in waiting.motif
    assert any("n'est pas retenu" in sujet for sujet in _mails(cast.amina))
    assert "Voyez le CCAS." in visit(cast.amina).get(path).text
    assert visit(cast.edith).get(path).status_code == 404
    assert farid.post(f"{path}/rejet", rejet="individuel", precision="Voyez le CCAS.").status_code == 302
    assert farid.post(f"{path}/rejet", rejet="individuel").status_code == 409
    assert _kinds().count(BesoinRejected.kind()) == 1


def test_merging_keeps_people_references_and_the_old_address(cast, visit, public):
    twin = qualified(cast.basile, cast.farid, True, titre="Le même")
    older = submitted(cast.hugo, "Encore le même")
    follow_besoin(twin, Signature(cast.edith.id))
    farid = visit(cast.farid)
    merge_besoin(older, Signature(cast.farid.id), twin)
    db.session.commit()
    done = farid.post(f"/besoins/{twin.reference}/fusion", cible=public.reference.lower())
    assert done.status_code == 302 and done.location == f"/besoins/{public.reference}"
    db.session.refresh(twin)
    assert twin.etat is Etat.FUSIONNE
    assert depositor_ids(public.id) == {cast.amina.id, cast.basile.id, cast.hugo.id}
    assert follower_ids(public.id) == {cast.edith.id}
    assert absorbed(public) == [twin.reference, older.reference]
    for gone in (twin, older):
        assert visit().get(f"/besoins/{gone.reference}").location == f"/besoins/{public.reference}"
        assert visit(cast.hugo).get(f"/besoins/{gone.reference}").location == f"/besoins/{public.reference}"
    assert twin.reference in visit().get(f"/besoins/{public.reference}").text
    assert any("est réuni à" in sujet for sujet in _mails(cast.basile))
    assert _kinds().count(BesoinMerged.kind()) == 2


def test_a_merge_that_would_lose_a_need_is_refused(cast, visit, waiting, public, draft):
    farid, path = visit(cast.farid), f"/besoins/{waiting.reference}/fusion"
    for cible in (waiting.reference, draft.reference, "BES-1999-0001", ""):
        page = farid.post(path, cible=cible)
        assert page.status_code == 422, cible
    db.session.refresh(waiting)
    assert waiting.etat is Etat.SOUMIS
    merge_besoin(waiting, Signature(cast.farid.id), public)
    with pytest.raises(Unprocessable):
        merge_besoin(public, Signature(cast.farid.id), waiting)
    with pytest.raises(WrongState):
        qualify_besoin(waiting, Signature(cast.farid.id), True, True)


def test_an_address_that_leads_to_a_hidden_need_leads_nowhere(cast, visit, waiting):
    twin = submitted(cast.basile, "Jumeau")
    merge_besoin(twin, Signature(cast.farid.id), waiting)
    db.session.commit()
    assert visit().get(f"/besoins/{twin.reference}").status_code == 404
    assert visit(cast.edith).get(f"/besoins/{twin.reference}").status_code == 404
    assert visit(cast.basile).get(f"/besoins/{twin.reference}").location == f"/besoins/{waiting.reference}"


def test_sixty_days_of_silence_close_a_need(cast, visit, waiting):
    ask_question(waiting, Signature(cast.farid.id), "Où ?")
    db.session.commit()
    with at(now() + timedelta(days=59)):
        close_the_unanswered()
    assert waiting.etat is Etat.A_COMPLETER
    with at(now() + timedelta(days=61)):
        close_the_unanswered()
        db.session.commit()
        close_the_unanswered()
    assert waiting.etat is Etat.SANS_SUITE
    page = visit(cast.amina).get(f"/besoins/{waiting.reference}").text
    assert "Aucune réponse n&#39;est venue en soixante jours." in page
    assert _kinds().count(BesoinDropped.kind()) == 1
    assert any("sans suite" in sujet for sujet in _mails(cast.amina))
    with pytest.raises(WrongState):
        drop_besoin(waiting)


def test_near_needs_are_shown_to_who_reads(cast, visit, waiting):
    submitted(cast.basile, "Un besoin voisin")
    submitted(cast.hugo, "Un besoin lointain", lieux=["80533"])
    page = visit(cast.farid).get(f"/besoins/{waiting.reference}/instruction").text
    assert "Un besoin voisin" in page and "Un besoin lointain" not in page


def test_a_note_is_kept_once_and_told_to_nobody(cast, visit, waiting):
    farid, path = visit(cast.farid), f"/besoins/{waiting.reference}/notes-internes"
    for _ in range(2):
        assert farid.post(path, texte="À voir avec la CAF.", cle="n-1").status_code == 302
    assert db.session.scalar(select(func.count(NoteInterne.id))) == 1
    assert _kinds()[-1] == NoteInterneWritten.kind()
    assert farid.post(path, texte="").status_code == 422
    assert visit(cast.amina).post(path, texte="moi aussi").status_code == 403
    assert visit(cast.edith).post(path, texte="moi aussi").status_code == 404
    before = db.session.scalar(select(func.count(Notification.id)))
    carry_all()
    phrases = db.session.scalars(select(Notification.phrase)).all()
    assert before == 0 and not any("CAF" in phrase for phrase in phrases)
