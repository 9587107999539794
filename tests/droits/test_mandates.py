"""A mandate that is over signs nothing more: no words under an old name, no membership for a structure."""

import pytest

from annuaire.roles.actions import end_mandat
from annuaire.roles.queries import signature
from communautes.espaces.actions import answer_demande, ask_in
from communautes.espaces.models import Entree, Membre
from communautes.propositions.actions import draft_proposition, submit_proposition
from echanges.fils.actions import post_message
from socle.extensions import db
from socle.markdown import redige
from socle.permissions import NotNow, can
from socle.signatures import Signature
from tests.makers import make_besoin, make_fil, make_territoires


@pytest.fixture
def signed(cast):
    """What Hugo wrote for the Jardins: a message, a draft, a proposition submitted, a need."""
    by = signature(cast.hugo, cast.mandat_hugo.id)
    make_territoires()
    fil = make_fil(cast.pratiques, cast.amina)
    words = {"description": redige("Un poste"), "objectif": "Un emploi"}
    draft = draft_proposition(cast.pratiques, by, [], titre="À finir", **words)
    sent = draft_proposition(cast.pratiques, by, [], titre="Envoyée", **words)
    submit_proposition(sent, by)
    message = post_message(fil, by, redige("Nous acceptons."), "mandat")
    db.session.commit()
    return {"message": message, "draft": draft, "sent": sent, "need": make_besoin(cast.hugo, by=by)}


ACTS = [
    ("edit", "message"),
    ("edit", "draft"),
    ("submit", "draft"),
    ("edit", "sent"),
    ("edit", "need"),
    ("submit", "need"),
]


@pytest.mark.parametrize(("verb", "name"), ACTS)
def test_its_texts_no_longer_change(cast, signed, verb, name):
    assert can(cast.hugo, verb, signed[name])
    end_mandat(cast.mandat_hugo, Signature(cast.farid.id))
    db.session.commit()
    refusal = can(cast.hugo, verb, signed[name])
    assert isinstance(refusal, NotNow) and "mandat qui a pris fin" in refusal.reason


def test_what_was_said_in_ones_own_name_still_changes(cast):
    message = post_message(
        make_fil(cast.pratiques, cast.amina), Signature(cast.hugo.id), redige("Oui"), "moi"
    )
    end_mandat(cast.mandat_hugo, Signature(cast.farid.id))
    db.session.commit()
    assert can(cast.hugo, "edit", message)


@pytest.mark.parametrize("ended", [True, False])
def test_one_enters_for_a_structure_only_while_one_speaks_for_it(cast, ended):
    cast.tiers_lieux.entree = Entree.SUR_DEMANDE
    demande = ask_in(cast.tiers_lieux, signature(cast.carole, cast.mandat_carole.id), "")
    if ended:
        end_mandat(cast.mandat_carole, Signature(cast.farid.id))
    answer_demande(demande, Signature(cast.gwen.id), True)
    db.session.commit()
    membre = db.session.get(Membre, (cast.tiers_lieux.id, cast.carole.id))
    assert membre.structure_id == (None if ended else cast.agglo.id)
