"""What was proved before the transaction that writes may no longer be true inside it: all is asked again."""

import pytest
from sqlalchemy import func, select

from annuaire import seuil
from annuaire.comptes.actions import change_mot_de_passe, start_over, suspend_compte
from annuaire.comptes.models import Connexion, Jeton
from annuaire.comptes.queries import at_address
from annuaire.jetons.actions import make_jeton
from annuaire.jetons.queries import in_use
from annuaire.mots_de_passe import hashed
from socle.database import write
from socle.extensions import db
from socle.signatures import Signature
from tests.annuaire.conftest import MOT_DE_PASSE

ANOTHER = "un-autre-mot-de-passe-bien-long"


@pytest.fixture
def meanwhile(app, monkeypatch):
    """``meanwhile(act)``: it happens just after the password was found right."""

    def arrange(act) -> None:
        matches = seuil.matches

        def then(*asked):
            right = matches(*asked)
            write()
            act()
            db.session.commit()
            return right

        monkeypatch.setattr(seuil, "matches", then)

    return arrange


def count(noun, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(noun).where(*where))


@pytest.mark.parametrize("limits", [True, False])
def test_an_old_password_opens_nothing_once_it_is_changed(
    app, cast, known, visit, meanwhile, monkeypatch, limits
):
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", limits)
    known(cast.amina)
    new = hashed(ANOTHER)
    meanwhile(lambda: change_mot_de_passe(at_address("amina@demo.example"), new))
    answer = visit().post("/connexion", courriel="amina@demo.example", mot_de_passe=MOT_DE_PASSE)
    assert answer.location == "/connexion"
    assert count(Connexion, Connexion.compte_id == cast.amina.id, Connexion.fermee_le.is_(None)) == 0


def test_an_old_password_makes_no_token_once_it_is_changed(app, cast, known, visit, meanwhile):
    known(cast.amina)
    new = hashed(ANOTHER)
    meanwhile(lambda: change_mot_de_passe(at_address("amina@demo.example"), new))
    asked = {"courriel": "amina@demo.example", "mot_de_passe": MOT_DE_PASSE, "nom": "essai"}
    assert visit().send("post", "/api/v1/jetons", json=asked).status_code == 401
    assert count(Jeton) == 0


def test_nobody_confirms_the_account_that_another_began_again(app, visit, link, meanwhile):
    visitor = visit()
    asked = {"nom": "Nadia", "courriel": "nadia@exemple.fr", "mot_de_passe": MOT_DE_PASSE}
    visitor.post("/inscription", **asked)
    stolen = hashed(ANOTHER)
    meanwhile(lambda: start_over(at_address("nadia@exemple.fr"), "Quelqu'un d'autre", stolen))
    assert visitor.post(link(), mot_de_passe=MOT_DE_PASSE).status_code == 422
    assert at_address("nadia@exemple.fr").confirme_le is None
    assert count(Connexion) == 0


def test_tokens_of_a_suspended_account_do_not_come_back_with_it(cast):
    make_jeton(cast.amina, "essai")
    suspend_compte(cast.amina, Signature(cast.admin.id), "essai")
    db.session.commit()
    assert count(Jeton, Jeton.compte_id == cast.amina.id, in_use()) == 0
