"""Where one is signed in, and one's tokens: lists of one's own, that never tell what opens the door."""

import pytest
from sqlalchemy import select

from annuaire.comptes.actions import open_connexion
from annuaire.comptes.events import ConnexionRevoked
from annuaire.comptes.models import Connexion, Jeton
from annuaire.jetons.actions import make_jeton
from socle.extensions import db
from socle.journal import Fait


def test_sessions_are_told_to_their_owner_alone(cast, visit):
    open_connexion(cast.basile, "Navigateur de Basile")
    amina = visit(cast.amina)

    told = amina.get("/api/v1/moi/connexions")

    assert [set(one) for one in told.json["connexions"]] == [
        {"id", "appareil", "ouverte_le", "vue_le", "droits"}
    ]
    kept = db.session.scalars(select(Connexion).where(Connexion.compte_id == cast.amina.id)).one()
    assert kept.empreinte not in told.text and "Basile" not in told.text
    assert "Basile" not in amina.get("/moi/connexions?format=csv").text


def test_a_session_is_closed_by_program(cast, visit):
    open_connexion(cast.amina, "Ancien téléphone")
    amina = visit(cast.amina)
    old = db.session.scalar(select(Connexion.id).where(Connexion.appareil == "Ancien téléphone"))

    closed = amina.send("post", f"/api/v1/moi/connexions/{old}/fermeture", json={})
    other = visit(cast.basile).send("post", f"/api/v1/moi/connexions/{old}/fermeture", json={})

    assert (closed.status_code, other.status_code) == (200, 404)
    assert closed.json["appareil"] == "Ancien téléphone"
    left = amina.get("/api/v1/moi/connexions").json["connexions"]
    assert [one["appareil"] for one in left] == ["essai"]
    assert db.session.get(Connexion, old).fermee_le
    facts = db.session.scalars(select(Fait).where(Fait.kind == ConnexionRevoked.kind())).all()
    assert [(fact.compte_id, fact.details["connexion_id"]) for fact in facts] == [(cast.amina.id, old)]


def test_tokens_are_listed_and_revoked_by_program(cast, visit):
    jeton, secret = make_jeton(cast.amina, "agenda")
    make_jeton(cast.basile, "tableur")
    db.session.commit()
    amina = visit(cast.amina)

    told = amina.get("/api/v1/moi/jetons")
    gone = amina.send("post", f"/api/v1/moi/jetons/{jeton.id}/revocation", json={})

    assert [(one["nom"], one["droits"]) for one in told.json["jetons"]] == [("agenda", {"revoke": True})]
    kept = db.session.get(Jeton, jeton.id)
    assert secret not in told.text and kept.empreinte not in told.text and "tableur" not in told.text
    assert gone.status_code == 200 and kept.revoque_le
    assert amina.get("/api/v1/moi/jetons").json["jetons"] == []


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("path", ["/moi/connexions", "/moi/jetons"])
def test_each_list_is_a_file_for_its_owner(cast, visit, path, kind):
    make_jeton(cast.amina, "agenda")
    file = visit(cast.amina).get(f"{path}?format={kind}")

    assert file.status_code == 200
    if kind == "csv":
        head = {"/moi/connexions": "Appareil;Ouverte le;Vue le", "/moi/jetons": "Programme;Fait le;Vu le"}
        assert file.text.splitlines()[0].removeprefix("\ufeff") == head[path]
    assert visit().get(f"{path}?format={kind}").status_code == 302
