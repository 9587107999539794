"""What who animates sets and says, and the questions that members ask."""

import pytest
from sqlalchemy import func, select

from communautes.espaces.actions import name_animateur
from communautes.espaces.events import AccesNarrowed, CommunauteChanged, EtapeWritten
from communautes.espaces.models import Acces, Communaute, Etape
from echanges.fils.events import FilOpened, MessagePosted
from echanges.fils.models import Fil, Message
from echanges.lectures.models import Position
from socle.extensions import db
from socle.signatures import Signature

HOME = "/communautes/bonnes-pratiques"
SETTINGS = {
    "nom": "Pratiques",
    "objet": "Un autre objet",
    "regles": "On **s'écoute**.",
    "acces": "visible",
    "entree": "sur_demande",
}


@pytest.fixture
def basile(cast, visit):
    """He animates « Bonnes pratiques »."""
    return visit(cast.basile)


def again(cast) -> Communaute:
    return db.session.get(Communaute, cast.pratiques.id)


def test_its_settings_change(cast, basile, facts):
    assert 'value="Bonnes pratiques"' in basile.get(HOME + "/reglages").text
    page = basile.post(HOME + "/reglages", version=1, **SETTINGS)
    assert (page.status_code, page.location) == (302, HOME)
    changed = again(cast)
    assert (changed.nom, changed.recherche, changed.version) == ("Pratiques", "pratiques", 2)
    assert changed.acces is Acces.VISIBLE and "<strong>" in changed.regles_html
    assert len(facts(CommunauteChanged)) == len(facts(AccesNarrowed)) == 1
    assert basile.post(HOME + "/reglages", version=1, **SETTINGS).status_code == 302  # a second click
    assert again(cast).version == 2


def test_settings_changed_by_another_meanwhile_are_both_shown(cast, basile):
    mine = SETTINGS | {"nom": "Les pratiques"}
    basile.post(HOME + "/reglages", version=1, **SETTINGS)
    page = basile.post(HOME + "/reglages", version=1, **mine)
    assert page.status_code == 409 and 'value="Les pratiques"' in page.text
    assert "Quelqu&#39;un a modifié cette communauté" in page.text and ">Pratiques</dd>" in page.text
    assert 'name="version" value="2"' in page.text
    assert (
        basile.post(HOME + "/reglages", version=2, **SETTINGS | {"nom": "Les pratiques"}).status_code == 302
    )
    assert again(cast).nom == "Les pratiques"


def test_a_second_click_is_told_what_somebody_wrote_since(cast, basile, visit):
    name_animateur(cast.pratiques, Signature(cast.basile.id), cast.amina)
    theirs = SETTINGS | {"nom": "Les pratiques d'Amina"}
    assert basile.post(HOME + "/reglages", version=1, **SETTINGS).status_code == 302
    assert visit(cast.amina).post(HOME + "/reglages", version=2, **theirs).status_code == 302
    page = basile.post(HOME + "/reglages", version=1, **SETTINGS)
    assert page.status_code == 409 and 'name="version" value="3"' in page.text
    told = basile.send("post", "/api/v1" + HOME + "/reglages", json=SETTINGS | {"version": 1})
    assert told.status_code == 409 and (again(cast).nom, again(cast).version) == ("Les pratiques d'Amina", 3)


def test_settings_that_say_no_version_change_nothing(cast, basile, facts):
    told = basile.send("post", "/api/v1" + HOME + "/reglages", json=SETTINGS)
    assert told.status_code == 422 and told.json["errors"].keys() == {"version"}
    assert basile.post(HOME + "/reglages", **SETTINGS).status_code == 422
    assert (again(cast).nom, again(cast).version) == ("Bonnes pratiques", 1) and not facts(CommunauteChanged)


def test_a_program_changes_settings(cast, basile, visit):
    path = "/api/v1" + HOME + "/reglages"
    wrong = basile.send("post", path, json={"nom": "x", "acces": "fermee", "version": 1})
    assert wrong.status_code == 422 and {"objet", "acces", "entree"} <= set(wrong.json["errors"])
    told = basile.send("post", path, json=SETTINGS | {"version": 1})
    assert told.status_code == 200 and (told.json["nom"], told.json["version"]) == ("Pratiques", 2)
    late = basile.send("post", path, json=SETTINGS | {"nom": "Tard", "version": 1})
    assert late.status_code == 409 and "entre-temps" in late.json["detail"]
    assert visit(cast.amina).send("post", path, json=SETTINGS | {"version": 2}).status_code == 403


def test_one_says_where_it_stands(cast, basile, facts):
    page = basile.post(HOME + "/point", texte="Nous **avançons**.", numero=0)
    assert (page.status_code, page.location) == (302, HOME)
    written = db.session.scalars(select(Etape)).one()
    assert (written.numero, written.par_id) == (1, cast.basile.id) and "<strong>" in written.html
    assert facts(EtapeWritten) == [(cast.basile.id, {"communaute_id": cast.pratiques.id, "numero": 1})]
    assert "<strong>avançons</strong>" in basile.get(HOME).text
    assert basile.post(HOME + "/point", texte="Nous **avançons**.", numero=0).status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Etape)) == 1


def test_two_who_say_where_it_stands_lose_no_word(basile):
    basile.post(HOME + "/point", texte="La première", numero=0)
    page = basile.post(HOME + "/point", texte="La mienne", numero=0)
    assert page.status_code == 409 and "La mienne</textarea>" in page.text and "La première" in page.text
    assert "elle est ci-dessous, votre texte est gardé ici" in page.text
    assert 'name="numero" value="1"' in page.text
    assert basile.post(HOME + "/point", texte="La mienne", numero=1).status_code == 302


def test_a_blank_text_comes_back_on_the_page_of_the_versions(basile):
    basile.post(HOME + "/point", texte="La première", numero=0)
    page = basile.post(HOME + "/point", texte="", numero=1)
    assert page.status_code == 422 and "Versions" in page.text and "La première" in page.text


def test_programs_say_where_it_stands_and_read_every_version(cast, basile, visit):
    path = "/api/v1" + HOME + "/point"
    told = basile.send("post", path, json={"texte": "Une", "numero": 0})
    assert told.status_code == 200 and told.json["point"]["texte"] == "Une"
    assert basile.send("post", path, json={"texte": "Deux", "numero": 1}).status_code == 200
    assert basile.send("post", path, json={"numero": 2}).json["errors"].keys() == {"texte"}
    versions = visit().get(path + "?limit=1").json
    assert [one["texte"] for one in versions["etapes"]] == ["Deux"] and versions["next"] == 2
    assert [one["numero"] for one in visit().get(path + "?after=2").json["etapes"]] == [1]
    cast.pratiques.acces = Acces.VISIBLE
    db.session.commit()
    assert visit().get(path).json["etapes"] == []


def test_a_question_opens_a_fil_with_its_first_word(cast, visit, facts):
    page = visit(cast.hugo).post(
        HOME + "/fils", titre="Qui a un modèle ?", texte="Pour demain.", mandat=cast.mandat_hugo.id, cle="q"
    )
    fil, message = db.session.scalars(select(Fil)).one(), db.session.scalars(select(Message)).one()
    assert (page.status_code, page.location) == (302, f"/fils/{fil.id}")
    assert (fil.titre, fil.host.id, message.fil_id) == ("Qui a un modèle ?", cast.pratiques.id, fil.id)
    assert message.mandat_id == cast.mandat_hugo.id and message.texte == "Pour demain."
    assert db.session.get(Position, (fil.id, cast.hugo.id)).rang == 1
    assert len(facts(FilOpened)) == len(facts(MessagePosted)) == 1


def test_a_question_refused_keeps_its_words(cast, visit):
    page = visit(cast.hugo).post(HOME + "/fils", titre="", texte="Pour demain.")
    assert page.status_code == 422 and "Pour demain.</textarea>" in page.text
    assert "<h1" in page.text and "Poser une question" in page.text


def test_a_program_asks_a_question(cast, visit):
    path, words = "/api/v1" + HOME + "/fils", {"titre": "Qui ?", "texte": "Dites", "cle": "k"}
    told = [visit(cast.hugo).send("post", path, json=words) for _ in range(2)]
    assert [one.status_code for one in told] == [201, 200] and told[0].json == told[1].json
    assert told[0].json["titre"] == "Qui ?" and told[0].json["messages"] == 1
    assert visit(cast.edith).send("post", path, json=words).status_code == 403
    assert db.session.scalar(select(func.count()).select_from(Fil)) == 1
