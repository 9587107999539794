"""Writing a note: beginning it, saving it, its lines; by the page, and by a program at the same address."""

from datetime import date

import pytest
from sqlalchemy import func, select

from communautes.espaces.models import Fonction, Membre
from communautes.notes.events import LigneChanged, NoteSaved, NoteStarted
from communautes.notes.models import Ligne, Note
from communautes.propositions.models import Etat, Passage, Proposition
from socle.extensions import db
from tests.makers import make_fil, make_note, make_proposition, say

HOME = "/communautes/bonnes-pratiques"
PERIOD = {"titre": "Rapport", "debut": "2026-01-01", "fin": "2026-12-31"}
WORDS = {"titre": "Rapport", "avancement": "Le groupe **avance**."}
LINE = {"resume": "Une tournée courte", "attendu": "Que la chambre la porte"}


@pytest.fixture
def basile(cast, visit):
    """He animates « Bonnes pratiques »."""
    return visit(cast.basile)


@pytest.fixture
def propositions(cast) -> list[Proposition]:
    """Three that the communauté retained."""
    titres = ("Une tournée", "Un guide", "Un bureau")
    return [make_proposition(cast.pratiques, cast.amina, Etat.RETENUE, titre=titre) for titre in titres]


@pytest.fixture
def note(cast, propositions) -> Note:
    """A draft with two lines."""
    return make_note(cast.pratiques, cast.basile, *propositions[:2])


def lines(note: Note) -> list[str]:
    """The propositions of its lines, in order."""
    return [ligne.proposition.titre for ligne in db.session.get(Note, note.id).lignes]


def test_a_note_begins_with_what_happened(cast, basile, facts):
    say(make_fil(cast.pratiques, cast.basile, "Faire connaître le guide"), cast.amina)
    page = basile.post(HOME + "/notes", **PERIOD)
    note = db.session.scalars(select(Note)).one()
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}/redaction")
    assert (note.titre, note.animateur_id, note.periode_debut) == (
        "Rapport",
        cast.basile.id,
        date(2026, 1, 1),
    )
    assert note.reference.startswith("NOTE-BPR-") and "- Faire connaître le guide (1" in note.avancement
    assert "<li>Faire connaître le guide" in note.avancement_html
    assert facts(NoteStarted) == [(cast.basile.id, {"note_id": note.id})]


def test_a_period_that_ends_before_it_begins_is_refused(basile):
    page = basile.post(HOME + "/notes", titre="Gardé", debut="2026-12-31", fin="2026-01-01")
    assert page.status_code == 422 and "doit suivre la date de début" in page.text
    assert 'value="Gardé"' in page.text and 'value="2026-12-31"' in page.text


def test_the_period_goes_on_from_the_note_before(cast, basile):
    make_note(cast.pratiques, cast.basile)
    note = db.session.scalars(select(Note)).one()
    note.periode_fin = date(2026, 3, 31)
    db.session.commit()
    assert 'value="2026-04-01"' in basile.get(HOME + "/notes/nouvelle").text


def test_a_program_begins_a_note(cast, basile, visit):
    path = "/api/v1" + HOME + "/notes"
    told = [basile.send("post", path, json=PERIOD | {"cle": "n"}) for _ in range(2)]
    assert [one.status_code for one in told] == [201, 200] and told[0].json == told[1].json
    assert told[0].json["etat"] == "brouillon" and told[0].json["droits"]["write"]
    assert "0\u00a0message de 0\u00a0personne" in told[0].json["avancement"]
    wrong = basile.send("post", path, json=PERIOD | {"fin": "2025-01-01"})
    assert wrong.status_code == 422 and list(wrong.json["errors"]) == ["fin"]
    assert visit(cast.amina).send("post", path, json=PERIOD).status_code == 403


def test_its_words_are_kept(cast, basile, note, facts):
    words = WORDS | {"version": 1, "sans_action": "oui"}
    page = basile.post(f"/notes/{note.id}/redaction", **words)
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}/redaction")
    kept = db.session.get(Note, note.id)
    assert (kept.avancement, kept.sans_action, kept.version) == ("Le groupe **avance**.", True, 2)
    assert "<strong>" in kept.avancement_html
    assert facts(NoteSaved) == [(cast.basile.id, {"note_id": note.id, "version": 2})]
    assert basile.post(f"/notes/{note.id}/redaction", **words).status_code == 302
    assert len(facts(NoteSaved)) == 1


def test_two_who_write_lose_no_word(basile, note):
    path = f"/notes/{note.id}/redaction"
    basile.post(path, version=1, **WORDS)
    page = basile.post(path, version=1, titre="Rapport", avancement="Le groupe doute.")
    assert page.status_code == 409 and "Le groupe doute.</textarea>" in page.text
    assert "L’autre version" in page.text and "Le groupe **avance**.</p>" in page.text
    assert (
        "gardez ce qu&#39;il faut, puis enregistrez" in page.text and 'name="version" value="2"' in page.text
    )
    assert basile.post(path, version=2, titre="Rapport", avancement="Le groupe doute.").status_code == 302


def test_words_refused_come_back_in_the_editor(basile, note):
    page = basile.post(f"/notes/{note.id}/redaction", version=1, titre="", avancement="À garder")
    assert page.status_code == 422 and "À garder</textarea>" in page.text and "Une tournée" in page.text


def test_a_program_saves_a_note(cast, basile, visit, note):
    path = f"/api/v1/notes/{note.id}/redaction"
    told = basile.send("post", path, json=WORDS | {"version": 1})
    assert told.status_code == 200 and (told.json["version"], told.json["avancement"]) == (
        2,
        WORDS["avancement"],
    )
    late = basile.send("post", path, json=WORDS | {"titre": "Tard", "version": 1})
    assert late.status_code == 409 and list(late.json["errors"]) == ["avancement"]
    assert basile.send("post", path, json={"version": 2}).json["errors"].keys() == {"titre"}
    assert visit(cast.amina).send("post", path, json=WORDS | {"version": 2}).status_code == 404
    assert visit(cast.gwen).send("post", path, json=WORDS | {"version": 2}).status_code == 403


def test_a_proposition_enters_a_note_once(basile, note, propositions, facts):
    before, path = len(facts(LigneChanged)), f"/notes/{note.id}/lignes"
    pages = [basile.post(path, proposition=propositions[2].id) for _ in range(2)]
    ligne = db.session.scalars(select(Ligne).order_by(Ligne.id.desc())).first()
    assert {page.location for page in pages} == {f"/notes/{note.id}/redaction#ligne-{ligne.id}"}
    assert (ligne.rang, ligne.resume) == (3, propositions[2].objectif)
    assert lines(note) == ["Une tournée", "Un guide", "Un bureau"] and len(facts(LigneChanged)) == before + 1
    assert propositions[2].etat is Etat.INSCRITE_NOTE
    steps = select(func.count()).where(Passage.proposition_id == propositions[2].id)
    assert db.session.scalar(steps.where(Passage.etat == Etat.INSCRITE_NOTE)) == 1


def test_two_who_bring_in_the_same_proposition_bring_one_line(cast, visit, basile, note, propositions):
    db.session.get(Membre, (cast.pratiques.id, cast.hugo.id)).fonction = Fonction.ANIMATEUR
    db.session.commit()
    path, asked = f"/notes/{note.id}/lignes", propositions[2].id
    pages = [who.post(path, proposition=asked) for who in (basile, visit(cast.hugo))]
    assert len({page.location for page in pages}) == 1 and len(lines(note)) == 3


def test_only_retained_propositions_of_the_communaute_enter(cast, basile, note):
    path = f"/notes/{note.id}/lignes"
    elsewhere = make_proposition(cast.cellule, cast.amina, Etat.RETENUE)
    assert basile.post(path, proposition=elsewhere.id).status_code == 404
    early = make_proposition(cast.pratiques, cast.amina)
    assert basile.post(path, proposition=early.id).status_code == 409
    page = basile.post(path)
    assert page.status_code == 422 and "Proposition retenue" in page.text
    assert len(lines(note)) == 2


def test_a_program_adds_a_line(basile, note, propositions):
    path = f"/api/v1/notes/{note.id}/lignes"
    told = basile.send("post", path, json={"proposition": propositions[2].id, "cle": "l"})
    assert told.status_code == 201 and told.json["proposition"] == propositions[2].reference
    assert (told.json["rang"], told.json["version"]) == (3, 1)
    assert basile.send("post", path, json={"proposition": 987654}).status_code == 422
    assert basile.send("post", path, json={}).status_code == 422


def test_a_line_says_what_it_asks(basile, note, facts):
    ligne, before = note.lignes[0], len(facts(LigneChanged))
    path = f"/notes/{note.id}/lignes/{ligne.id}"
    page = basile.post(path, version=2, euros="1 200", **LINE)
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}/redaction#ligne-{ligne.id}")
    kept = db.session.get(Ligne, ligne.id)
    assert (kept.resume, kept.cout, kept.version) == ("Une tournée courte", 120_000, 3)
    assert len(facts(LigneChanged)) == before + 1
    assert basile.post(path, version=2, euros="1 200", **LINE).status_code == 302  # a second click
    assert db.session.get(Ligne, ligne.id).version == 3


def test_a_line_written_meanwhile_by_another_shows_both(basile, note):
    first, second = note.lignes
    path = f"/notes/{note.id}/lignes/{first.id}"
    basile.post(path, version=2, **LINE)
    page = basile.post(path, version=2, resume="La mienne", attendu="x")
    assert page.status_code == 409 and "La mienne</textarea>" in page.text
    assert "L’autre version de cette ligne" in page.text and second.resume in page.text
    assert f'id="ligne-{first.id}-resume"' in page.text and 'name="version" value="3"' in page.text
    assert basile.post(path, version=3, resume="La mienne", attendu="x").status_code == 302


def test_a_line_refused_comes_back_in_the_editor(basile, note):
    ligne = note.lignes[1]
    page = basile.post(f"/notes/{note.id}/lignes/{ligne.id}", version=2, resume="À garder", attendu="")
    assert page.status_code == 422 and page.text.count("À garder</textarea>") == 1
    assert "Cette réponse est nécessaire." in page.text


def test_a_program_edits_a_line(basile, note):
    path = f"/api/v1/notes/{note.id}/lignes/{note.lignes[0].id}"
    told = basile.send("post", path, json=LINE | {"version": 2, "euros": 50})
    assert told.status_code == 200 and told.json["lignes"][0]["cout"] == 5_000
    assert basile.send("post", path, json=LINE | {"version": 3, "cout": 1}).status_code == 422
    assert (
        basile.send("post", f"/api/v1/notes/{note.id}/lignes/987654", json=LINE | {"version": 1}).status_code
        == 404
    )


def test_lines_change_places(basile, note, facts):
    first, second = note.lignes
    before = len(facts(LigneChanged))
    page = basile.post(f"/notes/{note.id}/lignes/{first.id}/ordre", sens="bas")
    assert page.location == f"/notes/{note.id}/redaction#ligne-{first.id}"
    assert lines(note) == ["Un guide", "Une tournée"] and len(facts(LigneChanged)) == before + 1
    basile.post(f"/notes/{note.id}/lignes/{first.id}/ordre", sens="bas")  # it is the last already
    assert lines(note) == ["Un guide", "Une tournée"]
    told = basile.send("post", f"/api/v1/notes/{note.id}/lignes/{first.id}/ordre", json={"sens": "haut"})
    assert told.status_code == 200 and [one["rang"] for one in told.json["lignes"]] == [1, 2]
    assert lines(note) == ["Une tournée", "Un guide"]
    odd = basile.send("post", f"/api/v1/notes/{note.id}/lignes/{second.id}/ordre", json={"sens": "ailleurs"})
    assert odd.status_code == 422


def test_a_line_is_taken_out_and_its_proposition_stays_retained(basile, note, propositions):
    path = f"/notes/{note.id}/lignes/{note.lignes[0].id}/retrait"
    page = basile.post(path, cle="r")
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}/redaction#actions")
    assert lines(note) == ["Un guide"] and db.session.get(Note, note.id).lignes[0].rang == 1
    assert propositions[0].etat is Etat.RETENUE
    assert basile.post(path, cle="r").status_code == 302  # a second click
    assert basile.post(path).status_code == 302  # another tab
    basile.post(f"/notes/{note.id}/lignes", proposition=propositions[0].id)
    assert basile.post(path).status_code == 302, "what came since has a number of its own"
    assert lines(note) == ["Un guide", "Une tournée"]


def test_an_empty_note_says_so(cast, basile):
    note = make_note(cast.pratiques, cast.basile)
    assert "Aucune action dans cette note" in basile.get(f"/notes/{note.id}/redaction").text
