"""The needs of the tests of rights."""

from annuaire.roles.models import Fonction, Role
from fabrique.instructions.actions import ask_question
from socle.extensions import db
from socle.signatures import Signature
from tests.makers import make_besoin, make_territoires, qualified, submitted

ARRAS = "200033579"


def build_needs(cast) -> dict:
    """One need in each state, brought by Amina at Arras, of which Gwen is the acteur référent."""
    places = make_territoires()
    perimetre = {"perimetre_kind": "territoire", "perimetre_id": places[ARRAS].id}
    db.session.add(Role(compte_id=cast.gwen.id, fonction=Fonction.ACTEUR_REFERENT, **perimetre))
    db.session.commit()
    draft, waiting = make_besoin(cast.amina, "Brouillon"), submitted(cast.amina, "Soumis")
    asked = submitted(cast.amina, "Questionné")
    question = ask_question(asked, Signature(cast.farid.id), "Combien ?")
    db.session.commit()
    inside, public = (
        qualified(cast.amina, cast.farid),
        qualified(cast.amina, cast.farid, True, titre="Public"),
    )
    return {
        "b_brouillon": draft.reference,
        "b_soumis": waiting.reference,
        "b_demande": asked.reference,
        "question": question.id,
        "b_qualifie": inside.reference,
        "b_public": public.reference,
        "b_version": draft.version,
        "s_version": waiting.version,
        "structure": cast.jardins.slug,
    }
