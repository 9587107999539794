"""The administration pages: who enters, and what they do there."""

import re

import pytest
from sqlalchemy import select

from annuaire.comptes.events import CompteSuspended
from annuaire.comptes.models import Compte, Invitation
from annuaire.roles.models import Fonction, Mandat, Role
from annuaire.roles.queries import has_role
from annuaire.territoires.models import GenreTerritoire, Territoire
from socle.courriels import Courriel
from socle.extensions import db
from socle.journal import Fait

KEEPERS = {"Farid", "Admin"}
PAGES = {"/reglages/comptes": KEEPERS, "/reglages/invitations": KEEPERS, "/reglages/courriels": {"Admin"}}
POSTS = ["suspension", "reouverture", "roles", "mandats", "second-facteur/retrait"]


@pytest.mark.parametrize("path", PAGES)
def test_who_enters(cast, visit, path):
    assert cast.who(lambda person: visit(person).get(path).status_code == 200) == PAGES[path]
    assert (
        cast.who(lambda person: visit(person).get(path).status_code == 403)
        == {p.nom for p in cast.everyone()} - PAGES[path]
    )
    assert visit().get(path).status_code == 302


@pytest.mark.parametrize("act", POSTS)
def test_nobody_else_acts(cast, visit, act):
    for person in (cast.amina, cast.basile, cast.carole, cast.denis, cast.ines):
        assert (
            visit(person)
            .post(
                f"/reglages/comptes/{cast.hugo.id}/{act}", motif="x", fonction="charge_mission", structure="x"
            )
            .status_code
            == 403
        )
    assert visit().post(f"/reglages/comptes/{cast.hugo.id}/{act}").status_code == 302


def test_an_account_is_found_by_name_without_accents_or_address(cast, visit):
    visitor = visit(cast.farid)

    for words in ("Édith", "edith", "EDI", "edith@demo"):
        page = visitor.get("/reglages/comptes", query_string={"q": words}).text
        assert f"/reglages/comptes/{cast.edith.id}" in page
        assert f"/reglages/comptes/{cast.amina.id}" not in page
    assert "Aucun compte ne correspond" in visitor.get("/reglages/comptes?q=zzz%25").text


def test_the_list_is_paged_and_its_cost_does_not_grow(cast, visit, statements):
    visitor = visit(cast.farid)
    with statements() as few:
        visitor.get("/reglages/comptes")
    db.session.add_all(
        Compte(courriel=f"p{n}@exemple.fr", nom=f"Personne {n:03}", alias=f"p{n}") for n in range(60)
    )
    db.session.commit()
    with statements() as many:
        page = visitor.get("/reglages/comptes").text

    assert len(many) == len(few)
    assert page.count('class="row__title"') == 25
    seen, path = [], "/reglages/comptes"
    while path:
        page = visitor.get(path).text
        seen += re.findall(r'class="row__title">\s*<a href="([^"]+)"', page)
        path = page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else None
    assert len(set(seen)) == len(seen) == 70


def test_an_account_is_suspended_with_a_reason_and_reopened(cast, visit):
    visitor, path = visit(cast.farid), f"/reglages/comptes/{cast.edith.id}"
    victim = visit(cast.edith)

    assert visitor.post(f"{path}/suspension", motif=" ").status_code == 422
    assert visitor.post(f"{path}/suspension", motif="Envois répétés").location == path
    assert visitor.post(f"{path}/suspension", motif="Envois répétés").location == path  # a second click
    assert db.session.scalars(select(Fait.kind)).all().count(CompteSuspended.kind()) == 1

    assert "Envois répétés" in visitor.get(path).text
    assert victim.get("/moi").status_code == 302
    visitor.post(f"{path}/reouverture")
    assert db.session.get(Compte, cast.edith.id).actif
    assert victim.get("/moi").status_code == 302  # the old session stays closed


def test_one_does_not_suspend_oneself_nor_the_last_administrator(cast, visit):
    own = visit(cast.admin).post(f"/reglages/comptes/{cast.admin.id}/suspension", motif="x")
    higher = visit(cast.farid).post(f"/reglages/comptes/{cast.admin.id}/suspension", motif="x")

    assert (own.status_code, higher.status_code) == (403, 403)


def test_the_last_administrator_does_not_leave_by_the_page(cast, visit):
    role = db.session.scalar(select(Role).where(Role.compte_id == cast.admin.id))

    answer = visit(cast.admin).post(f"/reglages/roles/{role.id}/fin")

    assert answer.status_code == 409
    assert "nommez d&#39;abord une autre personne" in answer.text
    assert has_role(cast.admin, Fonction.ADMIN_PLATEFORME)


@pytest.fixture
def lille(cast):
    """A commune, and its homonym in another département."""
    for code, nom in (("59350", "Lille"), ("62001", "Aix"), ("59001", "Aix")):
        place = Territoire(
            genre=GenreTerritoire.COMMUNE, code=code, nom=nom, nom_long=f"{nom} ({code[:2]})", recherche=nom
        )
        db.session.add(place)
    db.session.commit()
    return db.session.scalar(select(Territoire).where(Territoire.code == "59350"))


def test_a_role_is_given_in_a_perimeter_and_taken_back(cast, visit, lille):
    visitor, path = visit(cast.farid), f"/reglages/comptes/{cast.gwen.id}"

    visitor.post(f"{path}/roles", fonction="acteur_referent", genre="territoire", perimetre="Lille")

    role = db.session.scalar(select(Role).where(Role.compte_id == cast.gwen.id))
    assert (role.perimetre_kind, role.perimetre_id) == ("territoire", lille.id)
    assert "Lille (59)" in visitor.get(path).text
    visitor.post(f"/reglages/roles/{role.id}/fin")
    assert not has_role(cast.gwen, Fonction.ACTEUR_REFERENT)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"fonction": "acteur_referent"}, "ce rôle n&#39;existe pas sans lui"),
        (
            {"fonction": "acteur_referent", "genre": "territoire", "perimetre": "Nulle part"},
            "Rien ne porte ce nom",
        ),
        ({"fonction": "acteur_referent", "genre": "territoire", "perimetre": "Aix"}, "Aix (62) (62001)"),
        ({"fonction": "charge_mission", "genre": "territoire", "perimetre": "59"}, "toute la plateforme"),
        ({"fonction": "roi"}, "Choisissez une réponse de la liste"),
        (
            {"fonction": "charge_mission", "debut": "2026-02-02", "fin": "2026-02-01"},
            "La fin vient avant le début",
        ),
        ({"fonction": "charge_mission", "fin": "demain"}, "n&#39;a pas la forme attendue"),
    ],
)
def test_a_role_that_makes_no_sense_says_why_and_keeps_what_was_typed(cast, visit, lille, asked, sentence):
    answer = visit(cast.farid).post(f"/reglages/comptes/{cast.gwen.id}/roles", **asked)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert asked.get("perimetre", "") in answer.text


def test_only_an_administrator_makes_another(cast, visit):
    path = f"/reglages/comptes/{cast.denis.id}/roles"

    assert visit(cast.farid).post(path, fonction="admin_plateforme").status_code == 403
    assert visit(cast.admin).post(path, fonction="admin_plateforme").status_code == 302
    assert has_role(cast.denis, Fonction.ADMIN_PLATEFORME)


@pytest.mark.parametrize("path", ["/reglages/comptes/{}", "/reglages/invitations"])
def test_only_the_roles_one_may_give_are_offered(cast, visit, path):
    offered = 'value="admin_plateforme"'

    assert offered in visit(cast.admin).get(path.format(cast.amina.id)).text
    assert offered not in visit(cast.farid).get(path.format(cast.amina.id)).text
    assert 'value="charge_mission"' in visit(cast.farid).get(path.format(cast.amina.id)).text


def test_a_mandate_is_given_and_ended(cast, visit):
    visitor, path = visit(cast.farid), f"/reglages/comptes/{cast.amina.id}"

    visitor.post(
        f"{path}/mandats",
        structure="Les Jardins du Marais clair",
        fonction="trésorière",
        suppleant="1",
        fin="2099-12-31",
    )

    mandat = db.session.scalar(select(Mandat).where(Mandat.compte_id == cast.amina.id))
    assert (mandat.fonction, mandat.suppleant, str(mandat.fin)) == ("trésorière", True, "2099-12-31")
    assert visit(cast.edith).post(f"/reglages/mandats/{mandat.id}/fin").status_code == 403
    visitor.post(f"/reglages/mandats/{mandat.id}/fin")
    assert db.session.get(Mandat, mandat.id).termine


def test_invitations_are_sent_and_withdrawn_from_the_page(cast, visit):
    visitor = visit(cast.farid)

    sent = visitor.post(
        "/reglages/invitations", nom="Nadia", courriel="nadia@exemple.fr", fonction="charge_mission"
    )
    known = visitor.post("/reglages/invitations", nom="Amina", courriel=cast.amina.courriel)
    odd = visitor.post("/reglages/invitations", nom="X", courriel="x")
    admin = visitor.post(
        "/reglages/invitations", nom="X", courriel="x@exemple.fr", fonction="admin_plateforme"
    )

    assert [a.status_code for a in (sent, known, odd, admin)] == [302, 409, 422, 403]
    assert list(db.session.scalars(select(Courriel.adresse))) == ["nadia@exemple.fr"]
    invitation = db.session.scalar(select(Invitation))
    assert "en attente" in visitor.get("/reglages/invitations").text
    visitor.post(f"/reglages/invitations/{invitation.id}/retrait")
    assert "périmée" in visitor.get("/reglages/invitations").text
    assert (
        visit(cast.admin)
        .post("/reglages/invitations", nom="X", courriel="x@exemple.fr", fonction="admin_plateforme")
        .status_code
        == 302
    )


def test_the_page_of_an_account_offers_only_what_one_may(cast, visit):
    seen = {
        person.nom: visit(person).get(f"/reglages/comptes/{cast.admin.id}").text
        for person in (cast.farid, cast.admin)
    }

    assert (
        "Suspendre le compte" not in seen["Farid"] and "suspendu et rouvert que par un autre" in seen["Farid"]
    )
    assert "On ne suspend pas son propre compte" in seen["Admin"]


@pytest.mark.parametrize("number", [0, 999, 2**63 - 1, 2**63, 2**80])
def test_a_number_that_names_nothing_is_a_404(cast, visit, number):
    assert visit(cast.admin).get(f"/reglages/comptes/{number}").status_code == 404
    assert visit(cast.admin).post(f"/reglages/comptes/{number}/reouverture").status_code == 404
