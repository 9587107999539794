"""The bell in the bar above every page, and where a notification leads."""

from flask import url_for

from socle.extensions import db
from socle.rubriques import CLOCHE, Rubrique, open_rubrique, signed_in
from socle.sujets import Sujet, sujets

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
        """What it is about, which asks by itself who reads it; among the others when it is gone."""
        about = notification.about
        sujet = sujets().get(about.kind) if about else None
        thing = db.session.get(sujet.noun, about.id) if sujet else None
        return sujet.url(thing) if thing is not None else url_for("notifications.index")
