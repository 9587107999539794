"""Keeps a notification, and writes a mail when it is owed, for each person whom a fact concerns.

Rights are asked again here: whoever lost access between the fact and now is told nothing.
"""

from flask import current_app, url_for
from sqlalchemy import select

from annuaire.comptes.models import Compte
from socle.courriels import write_mail
from socle.events import event_of
from socle.extensions import db, socketio
from socle.journal import Fait, carries
from socle.live import own_room
from socle.sujets import Notice, find, notices

from .models import Notification
from .queries import kept, unread_by

AT_ONCE = "immediat"


def tells_somebody(fait: Fait) -> bool:
    """Whether a fact has news for anyone but who caused it; whom it still reaches is asked as it is told."""
    event = event_of(fait)
    return event is not None and any(set(notice.to) - {fait.compte_id} for notice in notices(event))


@carries("notifications", concerns=tells_somebody)
def keep_notifications(fait: Fait) -> None:
    """One notification for each person and sujet; at most one mail for each person."""
    event = event_of(fait)
    if event is None:
        return
    mailed: dict[int, list[tuple[Notice, str]]] = {}
    for notice in notices(event):
        people = select(Compte).where(Compte.id.in_(set(notice.to) - {fait.compte_id}), Compte.actif)
        for compte in db.session.scalars(people):
            _tell(fait, compte, notice, mailed)
    for compte_id, told in mailed.items():
        _mail(fait, db.session.get(Compte, compte_id), told)


def _tell(fait: Fait, compte: Compte, notice: Notice, mailed: dict) -> None:
    found = find(notice.about, compte)
    if found is None or kept(fait.id, compte.id, str(notice.about)):
        return
    sujet, thing = found
    notification = Notification(
        fait_id=fait.id,
        compte_id=compte.id,
        phrase=notice.sentence,
        pourquoi=notice.why,
        sujet=str(notice.about),
        creee_le=fait.survenu_le,
    )
    db.session.add(notification)
    db.session.flush()
    if notice.mail and compte.rythme == AT_ONCE:
        mailed.setdefault(compte.id, []).append((notice, sujet.url(thing)))
    _ring(compte.id, notice.sentence)


def _ring(compte_id: int, phrase: str) -> None:
    """The live counter; a lost ring is made good by the next page."""
    try:
        socketio.emit(
            "notification", {"non_lues": unread_by(compte_id), "phrase": phrase}, to=own_room(compte_id)
        )
    except Exception:
        current_app.logger.warning("the bell of %s could not ring", compte_id)


def _mail(fait: Fait, compte: Compte, told: list[tuple[Notice, str]]) -> None:
    notice, url = told[0]
    write_mail(
        compte.courriel,
        notice.sentence if len(told) == 1 else f"{len(told)} réponses pour vous",
        "relais/notifications/courriels/nouvelle",
        cle=f"fait:{fait.id}:compte:{compte.id}",
        compte_id=compte.id,
        compte=compte,
        told=[(one.sentence, current_app.config["PUBLIC_URL"] + address) for one, address in told],
        raison=notice.why,
        link_url=current_app.config["PUBLIC_URL"]
        + (url if len(told) == 1 else url_for("notifications.index")),
        link_label="Voir",
    )
