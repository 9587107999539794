"""Whoever leaves a communauté stops hearing it at once; when its doors close, who sits there is asked."""

from sqlalchemy import select

from echanges.fils.models import Fil
from echanges.fils.queries import hung_on
from socle.events import on
from socle.extensions import db
from socle.standard import hang_up, narrows, revoke
from socle.sujets import Ref

from .events import AccesNarrowed, MembreLeft


@on(MembreLeft)
def stop_listening(event: MembreLeft) -> None:
    """Close the sockets of who left: browsers reconnect, and are refused what is no longer theirs."""
    hang_up(event.compte_id)


@narrows(AccesNarrowed)
def whose_talk_closes(event: AccesNarrowed) -> list[str]:
    """The rooms of the fils that hang on the communauté: nobody else has lost anything."""
    hung = select(Fil.id).where(hung_on(Ref("communaute", event.communaute_id)))
    return [f"fil:{fil_id}" for fil_id in db.session.scalars(hung)]


on(AccesNarrowed)(revoke)
