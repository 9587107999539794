"""What people are told of animating."""

from communautes.espaces.models import Communaute
from socle.extensions import db
from socle.sujets import Notice, Ref, tells

from .events import AnimateurUnnamed


@tells(AnimateurUnnamed)
def you_animate_no_more(event: AnimateurUnnamed) -> Notice:
    """The person un-named; nobody is told of what they do themselves."""
    communaute = db.session.get(Communaute, event.communaute_id)
    sentence = f"Vous n'animez plus la communauté « {communaute.nom} », dont vous restez membre"
    sentence += f". Motif : {event.motif}" if event.motif else "."
    return Notice(to=[event.compte_id], sentence=sentence, about=Ref("communaute", communaute.id), mail=True)
