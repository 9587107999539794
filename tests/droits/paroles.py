"""The talk of the world: fils, messages, a request, an invitation, notifications."""

from typing import Any

from communautes.espaces.actions import ask_in, invite_in, write_etape
from communautes.espaces.models import Entree
from echanges.fils.actions import close_fil
from socle.extensions import db
from socle.markdown import redige
from socle.signatures import Signature
from tests.makers import make_fil, say


def build_talk(cast) -> dict[str, Any]:
    """What people said, in a public communauté and in one that signed-in people read."""
    basile = Signature(cast.basile.id)
    cast.tiers_lieux.entree = Entree.SUR_DEMANDE
    fil, visible = make_fil(cast.pratiques, cast.basile), make_fil(cast.tiers_lieux, cast.gwen)
    message, answer = say(fil, cast.amina, "Personne ne l'a lu"), say(fil, cast.hugo, "Racontons @amina")
    clos = make_fil(cast.pratiques, cast.basile, "Une question close")
    close_fil(clos, basile, "La réponse est connue.")
    write_etape(cast.pratiques, basile, redige("Nous avançons."), 0)
    demande = ask_in(cast.tiers_lieux, Signature(cast.edith.id), "J'aimerais venir")
    invitation = invite_in(cast.pratiques, basile, cast.carole, "Venez")
    db.session.commit()
    return {
        "fil": fil.id,
        "visible": visible.id,
        "clos": clos.id,
        "message": message.id,
        "answer": answer.id,
        "demande": demande.id,
        "invitation": invitation.id,
        "amina": cast.amina.id,
        "hugo": cast.hugo.id,
    }
