"""Notifications for programs."""

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from socle.extensions import db
from socle.permissions import MOST
from socle.sujets import find_all
from socle.templating import iso

from .models import Notification
from .queries import latest_first, told_to, unread_by

bp = Blueprint("notifications_api", __name__, url_prefix="/api/v1/notifications", description="Notifications")


class Asked(Schema):
    """A page of them, newest first; ``after`` is the id to continue from."""

    after = fields.Integer(load_default=MOST, validate=validate.Range(0, MOST))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 100))


@bp.get("")
@bp.arguments(Asked, location="query")
@login_required
def index(asked: dict):
    """What the caller was told and may still read."""
    mine = told_to(current_user).where(Notification.id < asked["after"]).order_by(*latest_first())
    rows = list(db.session.scalars(mine.limit(asked["limit"] + 1)))
    more, rows = len(rows) > asked["limit"], rows[: asked["limit"]]
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
    return {
        "notifications": told,
        "next": rows[-1].id if more else None,
        "non_lues": unread_by(current_user.id),
    }
