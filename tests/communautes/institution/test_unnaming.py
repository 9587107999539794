"""Un-naming who animates: they stay a member, and a communauté is never without anyone (SD-13)."""

import pytest

from communautes.espaces.actions import name_animateur
from communautes.espaces.models import Fonction, Membre
from communautes.institution.events import AnimateurUnnamed
from socle.extensions import db
from socle.permissions import can
from socle.signatures import Signature

HOME = "/communautes/bonnes-pratiques"
WHO_MAY = {"unname": {"Basile", "Farid", "Admin"}}


def fonction(cast, compte) -> Fonction:
    return db.session.get(Membre, (cast.pratiques.id, compte.id)).fonction


def retrait(compte) -> str:
    return f"{HOME}/animateurs/{compte.id}/retrait"


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, verb):
    assert cast.who(lambda person: can(person, verb, cast.pratiques)) == WHO_MAY[verb]


def test_one_of_two_is_unnamed_and_told(cast, visit, facts, heard):
    name_animateur(cast.pratiques, Signature(cast.basile.id), cast.amina)
    db.session.commit()
    assert f'action="{retrait(cast.amina)}"' in visit(cast.basile).get(HOME + "/membres").text
    page = visit(cast.basile).post(retrait(cast.amina), motif="Merci")
    assert (page.status_code, page.location) == (302, HOME + "/membres")
    assert fonction(cast, cast.amina) is Fonction.MEMBRE
    told = {"communaute_id": cast.pratiques.id, "compte_id": cast.amina.id, "motif": "Merci"}
    assert facts(AnimateurUnnamed) == [(cast.basile.id, told)]
    assert any("n'animez plus" in one and "Merci" in one for one in heard(cast.amina))
    assert visit(cast.amina).get(HOME + "/reglages").status_code == 403


def test_the_last_one_names_a_successor_in_the_same_act(cast, visit, facts):
    basile = visit(cast.basile)
    alone = basile.post(retrait(cast.basile))
    assert alone.status_code == 403 and "prend la suite" in alone.text
    assert fonction(cast, cast.basile) is Fonction.ANIMATEUR and not facts(AnimateurUnnamed)
    path = "/api/v1" + retrait(cast.basile)
    outside = basile.send("post", path, json={"successeur": cast.edith.id})
    assert outside.status_code == 422 and "successeur" in outside.json["errors"]
    assert basile.send("post", path, json={"successeur": cast.basile.id}).status_code == 403
    assert basile.send("post", path, json={"successeur": cast.amina.id}).status_code == 200
    assert (fonction(cast, cast.basile), fonction(cast, cast.amina)) == (Fonction.MEMBRE, Fonction.ANIMATEUR)


def test_the_chambre_names_whom_animateurs_would_first_let_in(cast, visit, heard):
    path = HOME + "/animateurs"
    assert visit(cast.basile).post(path, compte=cast.edith.id).status_code == 422
    assert visit(cast.farid).post(path, compte=cast.edith.id).status_code == 302
    assert fonction(cast, cast.edith) is Fonction.ANIMATEUR
    assert "Vous animez désormais la communauté « Bonnes pratiques »" in heard(cast.edith)


def test_who_does_not_animate_is_not_unnamed(cast, visit):
    late = visit(cast.farid).post(retrait(cast.amina))
    assert late.status_code == 409 and "anime pas, ou plus" in late.text
    assert visit(cast.amina).post(retrait(cast.basile)).status_code == 403
