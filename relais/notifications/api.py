"""Notifications for programs."""

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import fields

from socle.api import PREFIX, AskedNewest, newest
from socle.openapi import Told
from socle.sujets import find_all
from socle.templating import iso

from .models import Notification
from .queries import told_to, unread_by

bp = Blueprint("notifications_api", __name__, url_prefix=PREFIX, description="Notifications")


class NotificationJson(Told):
    """A sentence, and what it is about."""

    id = fields.Integer(required=True)
    phrase = fields.String(required=True)
    sujet = fields.String(required=True, metadata={"description": "genre:numéro"})
    creee_le = fields.String(required=True, metadata={"format": "date-time"})
    lue = fields.Boolean(required=True)


class NotificationsJson(Told):
    """A part of them, the newest first, and how many wait."""

    notifications = fields.List(fields.Nested(NotificationJson), required=True)
    next = fields.Integer(required=True, allow_none=True)
    non_lues = fields.Integer(required=True)


@bp.get("/notifications")
@bp.arguments(AskedNewest, location="query")
@bp.response(200, NotificationsJson)
@login_required
def index(asked: dict):
    """What the caller was told and may still read."""
    rows, following = newest(told_to(current_user), Notification.id, asked)
    readable = find_all({n.about for n in rows if n.about}, current_user)
    told = [
        {
            "id": n.id,
            "phrase": n.phrase,
            "sujet": n.sujet,
            "creee_le": iso(n.creee_le),
            "lue": n.lue_le is not None,
        }
        for n in rows
        if n.about in readable
    ]
    return {"notifications": told, "next": following, "non_lues": unread_by(current_user.id)}
