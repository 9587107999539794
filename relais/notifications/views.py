"""What a person was told, and the way to what it is about."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user, login_required

from socle.database import write
from socle.errors import NotVisible
from socle.extensions import db
from socle.pages import page
from socle.permissions import fetch
from socle.sujets import find, find_all

from .actions import read_all, read_one
from .models import Notification
from .queries import latest_first, told_to

bp = Blueprint("notifications", __name__, url_prefix="/notifications")


@bp.get("")
@login_required
def index():
    """The sentences kept for the person; one about what they may no longer read is not shown."""
    told = page(told_to(current_user), latest_first(), 30)
    readable = find_all({n.about for n in told if n.about}, current_user)
    shown = [n for n in told if n.about in readable]
    return render_template("relais/notifications/index.html", told=told, shown=shown)


@bp.post("/<int:notification_id>/lecture")
@login_required
def follow(notification_id: int):
    """Read it, and go to what it is about."""
    write()
    notification = fetch(Notification, id=notification_id)
    found = find(notification.about, current_user) if notification.about else None
    if found is None:
        raise NotVisible
    read_one(notification)
    sujet, thing = found
    target = sujet.url(thing)
    db.session.commit()
    return redirect(target)


@bp.post("/lecture")
@login_required
def clear():
    """Read all of it."""
    write()
    read_all(current_user)
    db.session.commit()
    return redirect(url_for("notifications.index"))
