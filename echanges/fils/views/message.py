"""One message: its history, and everything one may do with it; the way without a script."""

from flask import render_template
from flask_login import current_user

from echanges.fils.actions import REACTIONS
from echanges.fils.models import Message
from echanges.fils.queries import marks_of, revisions_of
from echanges.fils.sujet import SujetMessage
from socle.encarts import panels_for
from socle.permissions import fetch

from . import bp


@bp.get(SujetMessage.path, endpoint="message")
def show(fil_id: int, id: int):
    """One message with its history and everything one may do with it; the way without a script."""
    found = fetch(Message, id=id, fil_id=fil_id)
    shown = {
        "message": found,
        "fil": found.fil,
        "reactions": REACTIONS,
        "revisions": [] if found.retire else revisions_of(found),
        "marks": marks_of({found.id: found.suites}, current_user).get(found.id, []),
        "panels": panels_for("ligne:message", found, current_user),
    }
    return render_template("echanges/fils/message.html", **shown)
