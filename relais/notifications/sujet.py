"""The bell in the bar above every page, and where a notification leads."""

from flask import url_for

from annuaire.comptes.models import Compte
from socle.extensions import db
from socle.rubriques import CLOCHE, Rubrique, open_rubrique, signed_in
from socle.sujets import Sujet, find

from .models import Notification
from .queries import unread_count

open_rubrique(
    Rubrique(
        CLOCHE,
        10,
        "Nouvelles",
        "notifications.index",
        icon="bell",
        shown=signed_in,
        count=lambda viewer: unread_count(viewer.id),
    )
)


class SujetNotification(Sujet):
    """A sentence kept for one person."""

    kind, noun, label, path = "notification", Notification, "Nouvelle", "/notifications/<int:id>"

    def title(self, notification: Notification) -> str:
        """What it says."""
        return notification.phrase

    def url(self, notification: Notification) -> str:
        """What it is about; among the others when the person may no longer read it."""
        told = db.session.get(Compte, notification.compte_id)
        found = find(notification.about, told) if notification.about else None
        return found[0].url(found[1]) if found else url_for("notifications.index")
