"""The product with one more door, for this machine only: send a message already written to those who follow.

The cost of a POST is measured elsewhere; here only what it takes to tell a room. Served by the bench alone.
"""

import time
from functools import cache

from flask import abort, request

from echanges.fils.fragments import drawn
from echanges.fils.live import room
from echanges.fils.models import Fil, Message
from echanges.fils.queries import with_ids
from portail.factory import create_app
from socle.extensions import db, socketio

app = create_app()


@cache
def heard(fil_id: int) -> dict:
    """What the followers of a fil hear of its last message."""
    fil = db.session.get_one(Fil, fil_id)
    last = db.select(Message.id).where(Message.fil_id == fil_id, Message.rang == fil.dernier_rang)
    number = db.session.scalars(last).one()
    html = drawn(*with_ids([number]))
    return {"fil_id": fil_id, "seq": fil.dernier_seq, "id": number, "html": str(html)}


@app.get("/banc/emission")
def emission() -> dict:
    """Tell each of ``fils`` (1,2,3) its last message, ``fois`` times, with the instant (ns, monotonic).

    The answer is not a page: a page is kept for guests, and the second asking would tell nobody.
    """
    if request.remote_addr != "127.0.0.1":
        abort(404)
    told = [(room(fil_id), heard(fil_id)) for fil_id in map(int, request.args["fils"].split(","))]
    for _ in range(int(request.args["fois"])):
        for followers, message in told:
            socketio.emit("fil:message", message | {"t": time.monotonic_ns()}, to=followers)
    return {"told": len(told)}


@app.get("/banc/messages")
def messages() -> dict:
    """What each fil of ``fils`` hears, so that another server says the same bytes."""
    if request.remote_addr != "127.0.0.1":
        abort(404)
    return {str(fil_id): heard(fil_id) for fil_id in map(int, request.args["fils"].split(","))}
