"""Keeping accounts by program, and their files: the same rights as the pages, and never a secret."""

import pytest
from sqlalchemy import select

from annuaire.comptes.events import CompteReopened, CompteSuspended
from annuaire.comptes.models import Attente, Compte, Invitation
from annuaire.invitations.events import InvitationSent, InvitationWithdrawn
from annuaire.roles.events import MandatGiven, RoleEnded, RoleGiven
from annuaire.roles.models import Fonction, Mandat, Role
from annuaire.roles.queries import has_role
from socle.courriels import Courriel
from socle.extensions import db
from socle.journal import Fait

ACCOUNT = {
    *("id", "nom", "alias", "courriel", "cree_le", "confirme_le", "second_facteur", "actif", "suspendu_le"),
    *("motif_suspension", "roles", "mandats", "droits"),
}
KEEPERS = {"Farid", "Admin"}
FILES = {"/reglages/comptes": KEEPERS, "/reglages/invitations": KEEPERS, "/reglages/courriels": {"Admin"}}


def happened(event) -> list[tuple[int | None, dict]]:
    """Who caused it and what it tells, each time."""
    facts = db.session.scalars(select(Fait).where(Fait.kind == event.kind()))
    return [(fact.compte_id, fact.details) for fact in facts]


def test_an_account_is_suspended_and_reopened_by_program(cast, visit):
    farid, path = visit(cast.farid), f"/api/v1/reglages/comptes/{cast.edith.id}"

    unsaid = farid.send("post", f"{path}/suspension", json={})
    shut = farid.send("post", f"{path}/suspension", json={"motif": "Envois répétés"})
    again = farid.send("post", f"{path}/suspension", json={"motif": "Envois répétés"})
    other = farid.send("post", f"{path}/suspension", json={"motif": "Autre chose"})
    reopened = farid.send("post", f"{path}/reouverture", json={})

    assert [a.status_code for a in (unsaid, shut, again, other, reopened)] == [422, 200, 200, 409, 200]
    assert set(unsaid.json["errors"]) == {"motif"}
    assert set(shut.json) == ACCOUNT and shut.json["droits"]["reopen"] and not shut.json["actif"]
    assert happened(CompteSuspended) == [
        (cast.farid.id, {"compte_id": cast.edith.id, "motif": "Envois répétés"})
    ]
    assert happened(CompteReopened) == [(cast.farid.id, {"compte_id": cast.edith.id})]
    assert db.session.get(Compte, cast.edith.id).actif


def test_a_role_is_given_in_a_perimeter_and_ended_by_program(cast, visit):
    farid, path = visit(cast.farid), f"/api/v1/reglages/comptes/{cast.gwen.id}/roles"
    asked = {"fonction": "agent_collectivite", "genre": "structure", "perimetre": cast.agglo.slug}

    made = farid.send("post", path, json=asked)
    wrong = farid.send("post", path, json={**asked, "perimetre": "Nulle part"})
    high = farid.send("post", path, json={"fonction": "admin_plateforme"})
    ended = farid.send("post", f"/api/v1/reglages/roles/{made.json['id']}/fin", json={})
    outside = visit(cast.edith).send("post", f"/api/v1/reglages/roles/{made.json['id']}/fin", json={})

    assert [a.status_code for a in (made, wrong, high, ended, outside)] == [201, 422, 403, 200, 404]
    assert made.json["perimetre"] == f"structure:{cast.agglo.id}" and made.json["droits"] == {"end": True}
    assert set(wrong.json["errors"]) == {"perimetre"}
    role = db.session.get(Role, made.json["id"])
    told = {"compte_id": cast.gwen.id, "role_id": role.id, "fonction": "agent_collectivite"}
    assert happened(RoleGiven) == happened(RoleEnded) == [(cast.farid.id, told)]
    assert role.termine and not has_role(cast.gwen, Fonction.AGENT_COLLECTIVITE)


def test_a_mandate_is_given_by_program_and_laid_down_by_who_holds_it(cast, visit):
    path = f"/api/v1/reglages/comptes/{cast.amina.id}/mandats"
    asked = {"structure": cast.jardins.slug, "fonction": "trésorière", "suppleant": True}

    made = visit(cast.farid).send("post", path, json=asked)
    ended = visit(cast.amina).send("post", f"/api/v1/reglages/mandats/{made.json['id']}/fin", json={})

    assert (made.status_code, ended.status_code) == (201, 200)
    assert made.json["libelle"] == "Les Jardins du Marais clair (trésorière)" and made.json["suppleant"]
    assert db.session.get(Mandat, made.json["id"]).termine
    assert [by for by, _ in happened(MandatGiven)] == [cast.farid.id]


def test_someone_is_invited_by_program_and_the_link_goes_to_them_alone(cast, visit):
    farid = visit(cast.farid)
    asked = {"nom": "Nadia", "courriel": "nadia@exemple.fr", "fonction": "charge_mission", "cle": "n-1"}
    taken = {**asked, "courriel": "amina@demo.example", "cle": "n-2"}
    made = farid.send("post", "/api/v1/reglages/invitations", json=asked)
    again = farid.send("post", "/api/v1/reglages/invitations", json=asked)
    known = farid.send("post", "/api/v1/reglages/invitations", json=taken)
    path = f"/api/v1/reglages/invitations/{made.json['id']}/retrait"
    withdrawn = farid.send("post", path, json={})

    assert [a.status_code for a in (made, again, known, withdrawn)] == [201, 200, 409, 200]
    assert made.json == again.json and made.json["roles"] == [
        {"fonction": "charge_mission", "perimetre": None}
    ]
    assert (made.json["etat"], withdrawn.json["etat"]) == ("en_attente", "perimee")
    secret = db.session.scalars(select(Courriel)).one().texte.split("/invitations/")[1].split()[0]
    invitation = db.session.scalars(select(Invitation)).one()
    assert secret not in made.text and invitation.empreinte not in made.text
    assert invitation.etat is Attente.PERIMEE
    assert (
        happened(InvitationSent)
        == happened(InvitationWithdrawn)
        == [(cast.farid.id, {"invitation_id": invitation.id})]
    )


def test_an_account_is_told_to_those_who_keep_it_without_its_secrets(cast, visit):
    carole = cast.carole
    carole.tf_totp_secret, carole.mot_de_passe, carole.fs_uniquifier = "canari-1", "canari-2", "canari-3"
    told = visit(cast.farid).get(f"/api/v1/reglages/comptes/{carole.id}")

    assert set(told.json) == ACCOUNT and "canari" not in told.text
    assert [one["fonction"] for one in told.json["roles"]] == ["agent_collectivite"]
    assert [one["structure_id"] for one in told.json["mandats"]] == [cast.agglo.id]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_files_are_for_those_who_may_read_the_page(cast, visit, path, kind):
    page = cast.who(lambda person: visit(person).get(path).status_code == 200)
    file = cast.who(lambda person: visit(person).get(f"{path}?format={kind}").status_code == 200)
    program = cast.who(lambda person: visit(person).get(f"/api/v1{path}").status_code == 200)

    assert page == file == program == FILES[path]
    assert visit().get(f"{path}?format={kind}").status_code == 302
    assert visit(cast.admin).get(f"{path}?format=atom").status_code == 404


def test_the_file_of_accounts_holds_what_the_page_shows(cast, visit):
    file = visit(cast.farid).get("/reglages/comptes?q=edith&format=csv").text.splitlines()

    assert file[0].endswith("Second facteur;Ouvert;Suspendu le")
    assert len(file) == 2 and file[1].startswith("Édith;edith;edith@demo.example;")


def test_waiting_invitations_are_listed_alone(cast, visit):
    farid = visit(cast.farid)
    for nom in ("Nadia", "Paul"):
        farid.post("/reglages/invitations", nom=nom, courriel=f"{nom.lower()}@exemple.fr")
    first = db.session.scalar(select(Invitation.id).where(Invitation.nom == "Nadia"))
    farid.post(f"/reglages/invitations/{first}/retrait")

    told = farid.get("/api/v1/reglages/invitations?attente=oui").json["invitations"]

    assert [(one["nom"], one["par"]["nom"]) for one in told] == [("Paul", "Farid")]
    assert len(farid.get("/api/v1/reglages/invitations").json["invitations"]) == 2
