"""Notifications for programs."""

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import fields

from socle.api import PREFIX, AskedNewest, newest
from socle.openapi import Told
from socle.sujets import readable_among

from .fiches import NOTIFICATION
from .models import Notification
from .queries import told_to, unread_by

bp = Blueprint("notifications_api", __name__, url_prefix=PREFIX, description="Notifications")


class NotificationsJson(Told):
    """A part of them, the newest first, and how many wait."""

    notifications = fields.List(fields.Nested(NOTIFICATION.schema()), required=True)
    next = fields.Integer(required=True, allow_none=True)
    non_lues = fields.Integer(required=True)


@bp.get("/notifications")
@bp.arguments(AskedNewest, location="query")
@bp.response(200, NotificationsJson)
@login_required
def index(asked: dict):
    """What the caller was told and may still read."""
    rows, following = newest(told_to(current_user), Notification.id, asked)
    followed = readable_among({n.about for n in rows if n.about}, current_user)
    told = [NOTIFICATION.row(one, current_user) for one in rows if one.about in followed]
    return {"notifications": told, "next": following, "non_lues": unread_by(current_user.id)}
