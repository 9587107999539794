"""The outbox of mails and its sender: a mail is a row first, so that it leaves when its cause is true."""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .extensions import Model, db

logger = logging.getLogger(__name__)

TRIES = 8


class Courriel(Model):
    """A mail to one address; ``cle`` keeps the same cause from writing it twice."""

    id: Mapped[int] = mapped_column(primary_key=True)
    cle: Mapped[str | None] = mapped_column(unique=True)
    compte_id: Mapped[int | None] = mapped_column(index=True)
    adresse: Mapped[str]
    sujet: Mapped[str]
    texte: Mapped[str]
    html: Mapped[str | None]
    cree_le: Mapped[datetime] = mapped_column(default=now)
    parti_le: Mapped[datetime | None]
    prochain_essai: Mapped[datetime | None] = mapped_column(default=now, index=True)
    essais: Mapped[int] = mapped_column(default=0)
    erreur: Mapped[str | None]

    @property
    def message_id(self) -> str:
        """The same at every try, so that a double sending shows once."""
        return f"<courriel-{self.id}@{urlsplit(current_app.config['PUBLIC_URL']).hostname}>"


def public_url_for(endpoint: str, **values: Any) -> str:
    """The address of a page as a mail must give it: from ``PUBLIC_URL``, whatever host the request named."""
    return f"{current_app.config['PUBLIC_URL']}{url_for(endpoint, **values)}"


def write_mail(
    adresse: str,
    sujet: str,
    template: str,
    cle: str | None = None,
    compte_id: int | None = None,
    **shown: Any,
) -> Courriel | None:
    """Put a mail in the outbox, from ``<template>.txt`` and, when there is one, ``<template>.html``.

    Returns ``None`` when the same ``cle`` already wrote it.
    """
    if cle and db.session.scalar(select(Courriel.id).where(Courriel.cle == cle)):
        return None
    shown = {"sujet": sujet, **shown}
    texte = render_template(f"{template}.txt", **shown)
    html = render_template(f"{template}.html", **shown)
    return keep_mail(adresse, sujet, texte, html, cle=cle, compte_id=compte_id)


def keep_mail(
    adresse: str,
    sujet: str,
    texte: str,
    html: str | None,
    cle: str | None = None,
    compte_id: int | None = None,
) -> Courriel:
    """Put an already written mail in the outbox; line breaks never enter its subject."""
    courriel = Courriel(
        adresse=adresse,
        sujet=" ".join(sujet.split())[:200],
        texte=texte,
        html=html,
        cle=cle,
        compte_id=compte_id,
    )
    db.session.add(courriel)
    db.session.flush()
    db.session.info["ring"] = True  # a mail may be written without any fact: it leaves at once all the same
    return courriel


def waiting_mails(limit: int = 50) -> list[int]:
    """Ids of the mails that should leave now, the oldest first."""
    due = select(Courriel.id).where(Courriel.prochain_essai <= now()).order_by(Courriel.id).limit(limit)
    return list(db.session.scalars(due))


def try_sending(server: smtplib.SMTP, courriel_id: int) -> bool:
    """Hand one mail to the server and note what happened; whoever calls commits. Returns whether it left."""
    courriel = db.session.get_one(Courriel, courriel_id, with_for_update=True)
    courriel.essais += 1
    try:
        server.send_message(as_message(courriel))
        courriel.parti_le, courriel.prochain_essai, courriel.erreur = now(), None, None
    except Exception as failure:  # one mail that cannot be written must not hold back the others
        logger.warning("mail %s did not leave: %s", courriel.id, failure)
        passing = isinstance(failure, (smtplib.SMTPException, OSError))
        refused = (
            isinstance(failure, smtplib.SMTPRecipientsRefused) or not passing or courriel.essais >= TRIES
        )
        courriel.erreur = str(failure)[:500]
        courriel.prochain_essai = None if refused else now() + timedelta(minutes=2**courriel.essais)
    return courriel.parti_le is not None


def as_message(courriel: Courriel) -> EmailMessage:
    """The mail as it goes on the wire: text first, HTML beside."""
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = courriel.adresse
    message["Subject"] = courriel.sujet
    message["Date"] = formatdate(courriel.cree_le.timestamp(), localtime=False)
    message["Message-ID"] = courriel.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(courriel.texte)
    if courriel.html:
        message.add_alternative(courriel.html, subtype="html")
    return message


@contextmanager
def mail_server(url: str) -> Iterator[smtplib.SMTP]:
    """A connection for ``smtp://``, ``smtp+starttls://`` or ``smtps://`` user:password@host:port."""
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=20)
    with server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def init_app(app: Flask) -> None:
    """Nothing to bind but defaults."""
    app.config.setdefault("MAIL_FROM", f"ne-pas-repondre@{urlsplit(app.config['PUBLIC_URL']).hostname}")
