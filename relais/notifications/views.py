"""What a person was told."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user, login_required

from socle.database import write
from socle.extensions import db
from socle.pages import page
from socle.signatures import Signature
from socle.sujets import readable_among

from .actions import read_all
from .queries import latest_first, told_to

bp = Blueprint("notifications", __name__, url_prefix="/notifications")


@bp.get("")
@login_required
def index():
    """By hand: what each sentence is about is asked of every kind, and one may no longer read it."""
    told = page(told_to(current_user), latest_first(), 30)
    followed = readable_among({n.about for n in told if n.about}, current_user)
    shown = [n for n in told if n.about in followed]
    return render_template("relais/notifications/index.html", told=told, shown=shown)


@bp.post("/lecture")
@login_required
def clear():
    """By hand: everything that a person was told is no noun. Read all of it."""
    write()
    read_all(Signature(current_user.id))
    db.session.commit()
    return redirect(url_for("notifications.index"))
