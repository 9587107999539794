"""Making things in tests, by actions wherever there are some, so that tests live in reachable worlds."""

from annuaire.comptes.models import Compte
from annuaire.roles.queries import Signature
from communautes.espaces.models import Communaute
from echanges.fils.actions import open_fil, post_message
from echanges.fils.models import Fil, Message
from socle.extensions import db
from socle.markdown import redige
from socle.sujets import Ref


def make_fil(communaute: Communaute, auteur: Compte, titre: str = "Une question") -> Fil:
    """A question in a communauté."""
    fil = open_fil(Ref("communaute", communaute.id), titre, Signature(auteur.id))
    db.session.commit()
    return fil


def say(fil: Fil, auteur: Compte, texte: str = "Bonjour", cle: str | None = None) -> Message:
    """A message in a fil."""
    message = post_message(
        fil, Signature(auteur.id), redige(texte), cle or f"cle-{fil.id}-{fil.dernier_rang + 1}"
    )
    db.session.commit()
    return message
