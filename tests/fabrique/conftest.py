"""A small map, an acteur référent for Arras, and needs in every state."""

import pytest

from annuaire.roles.models import Fonction, Role
from socle.extensions import db
from tests.makers import make_besoin, make_territoires, qualified, submitted


@pytest.fixture
def places(cast):
    """The small map; Gwen is acteur référent of the communauté urbaine d'Arras."""
    places = make_territoires()
    db.session.add(
        Role(
            compte_id=cast.gwen.id,
            fonction=Fonction.ACTEUR_REFERENT,
            perimetre_kind="territoire",
            perimetre_id=places["200033579"].id,
        )
    )
    db.session.commit()
    return places


@pytest.fixture
def draft(cast, places):
    """Amina's, not handed over yet."""
    return make_besoin(cast.amina, "Brouillon d'Amina")


@pytest.fixture
def waiting(cast, places):
    """Amina's, at Arras, handed to the chambre."""
    return submitted(cast.amina)


@pytest.fixture
def recognised(cast, places):
    """Amina's, qualified, for those who signed in."""
    return qualified(cast.amina, cast.farid)


@pytest.fixture
def public(cast, places):
    """Amina's, qualified and public."""
    return qualified(cast.amina, cast.farid, public=True, titre="Besoin public")
