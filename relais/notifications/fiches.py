"""What is told of a sentence kept for a person."""

from socle.fiches import Champ, Fiche

from .models import Notification

# A sentence has no page: it is told within the list, and once it is read.
NOTIFICATION = Fiche(
    Notification,
    "notifications",
    "id",
    "phrase",
    Champ("sujet", help="genre:numéro"),
    "creee_le",
    Champ("lue", of=lambda one: one.lue_le is not None, kind=bool),
)
