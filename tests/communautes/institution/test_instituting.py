"""Instituting a communauté: on a page and by a program, by the chambre and by who runs the platform."""

import pytest
from sqlalchemy import func, select

from communautes.espaces.events import AnimateurNamed, CommunauteCreated
from communautes.espaces.models import Acces, Communaute, Entree, Fonction, Membre
from socle.extensions import db

LIST, NEW, API = "/communautes", "/communautes/nouvelle", "/api/v1/communautes"
WORDS = {
    "nom": "Économie circulaire",
    "code": "eci",
    "objet": "Faire durer les choses.",
    "regles": "On **s'écoute**.",
    "acces": "visible",
    "entree": "sur_demande",
}


@pytest.fixture
def empty(cast):
    """The house as production begins it: accounts, and no communauté."""
    db.session.execute(db.delete(Membre))
    db.session.execute(db.delete(Communaute))
    db.session.commit()


def made() -> Communaute:
    return db.session.scalars(select(Communaute).where(Communaute.slug == "economie-circulaire")).one()


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Communaute))


def test_an_empty_house_says_who_begins_and_leads_them_to_the_form(cast, visit, empty):
    passing, admin = visit(cast.edith).get(LIST).text, visit(cast.admin).get(LIST).text
    assert "Aucune communauté n’est encore instituée" in passing and "chargées de mission" in passing
    assert NEW not in passing and NEW not in visit().get(LIST).text
    assert f'href="{NEW}"' in admin and 'name="animateurs_texte"' in visit(cast.admin).get(NEW).text


def test_an_administrator_institutes_one_on_a_page(cast, visit, empty, facts, heard):
    admin = visit(cast.admin)
    page = admin.post(LIST, **WORDS, animateurs_texte="gwen, basile@demo.example", cle="k")
    assert (page.status_code, page.location) == (302, "/communautes/economie-circulaire")
    one = made()
    assert (one.code, one.nom, one.acces, one.entree) == (
        "ECI",
        "Économie circulaire",
        Acces.VISIBLE,
        Entree.SUR_DEMANDE,
    )
    assert "<strong>" in one.regles_html
    people = db.session.execute(select(Membre.compte_id, Membre.fonction)).all()
    assert set(people) == {(cast.gwen.id, Fonction.ANIMATEUR), (cast.basile.id, Fonction.ANIMATEUR)}
    assert facts(CommunauteCreated) == [(cast.admin.id, {"communaute_id": one.id})]
    assert len(facts(AnimateurNamed)) == 2
    assert "Vous animez désormais la communauté « Économie circulaire »" in heard(cast.gwen)
    assert admin.post(LIST, **WORDS, animateurs_texte="gwen, basile@demo.example", cle="k").status_code == 302
    assert how_many() == 1
    assert "Économie circulaire" in admin.get(LIST).text and f'href="{NEW}"' in admin.get(LIST).text


def test_a_program_of_the_chambre_institutes_one(cast, visit, empty):
    told = visit(cast.farid).send("post", API, json=WORDS | {"animateurs": [cast.gwen.id, cast.gwen.id]})
    assert told.status_code == 201
    assert (told.json["slug"], told.json["code"], told.json["acces"]) == (
        "economie-circulaire",
        "ECI",
        "visible",
    )
    assert db.session.get(Membre, (told.json["id"], cast.gwen.id)).fonction is Fonction.ANIMATEUR


@pytest.mark.parametrize("acces", ["privee", "publique"])
def test_one_is_led_where_one_may_read(cast, visit, acces):
    admin = visit(cast.admin)
    page = admin.post(LIST, **WORDS | {"acces": acces}, animateurs_texte="gwen")
    assert admin.get(page.location).status_code == 200
    told = visit(cast.gwen).get("/communautes/economie-circulaire")
    assert told.status_code == 200 and "Faire durer les choses." in told.text


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        ({"nom": "Bonnes Pratiques"}, "nom", "déjà ce nom"),
        ({"nom": "Nouvelle"}, "nom", "déjà ce nom"),
        ({"nom": "★★"}, "nom", "faire une adresse"),
        ({"code": "BPR"}, "code", "déjà ce code"),
        ({"code": "à moi"}, "code", "lettres capitales"),
        ({"animateurs": []}, "animateurs", "au moins une personne"),
        ({"animateurs": [987654]}, "animateurs", "987654"),
        ({"animateurs": ["moi"]}, "animateurs", "numéros de comptes"),
        ({"animateurs_texte": "personne"}, "animateurs_texte", "« personne »"),
    ],
)
def test_what_cannot_be_is_refused_near_its_question(cast, visit, wrong, name, sentence):
    before = how_many()
    asked = WORDS | {"animateurs": [cast.gwen.id]} | wrong
    told = visit(cast.admin).send("post", API, json=asked)
    assert told.status_code == 422 and sentence in told.json["errors"][name][0]
    assert how_many() == before


def test_a_refused_form_keeps_what_was_typed(cast, visit):
    page = visit(cast.admin).post(LIST, **WORDS | {"code": "BPR"}, animateurs_texte="gwen")
    assert page.status_code == 422 and "déjà ce code" in page.text
    assert "Faire durer les choses." in page.text and 'value="gwen"' in page.text
    alone = visit(cast.admin).post(LIST, **WORDS)
    assert alone.status_code == 422 and "au moins une personne" in alone.text


def test_the_others_are_told_who_begins(cast, visit):
    for person in (cast.edith, cast.basile, cast.ines):
        refused = visit(person).post(LIST, **WORDS, animateurs_texte="gwen")
        assert refused.status_code == 403 and "chargées de mission" in refused.text
        told = visit(person).send("post", API, json=WORDS | {"animateurs": [cast.gwen.id]})
        assert told.status_code == 403 and "chargées de mission" in told.json["detail"]
    assert "/connexion" in visit().post(LIST, **WORDS).location and how_many() == 3
