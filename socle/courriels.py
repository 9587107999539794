"""The outbox of mails and its sender: a mail is a row first, so that it leaves when its cause is true."""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, render_template, url_for
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .extensions import Model, db

logger = logging.getLogger(__name__)

TRIES = 8
IN_CLEAR = (
    "Le serveur de courriels ne propose pas le chiffrement (STARTTLS) : le mot de passe n'a pas été envoyé. "
    "Écrivez SMTP_URL en smtps://, ou demandez à votre hébergeur un port chiffré."
)


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


def try_sending(server: smtplib.SMTP, message: EmailMessage | Exception) -> Exception | None:
    """Hand one mail to the server, without any transaction. Returns what prevented it."""
    if isinstance(message, Exception):
        return message
    try:
        server.send_message(message)
    except Exception as failure:  # one mail that cannot be written must not hold back the others
        return failure
    return None


def written(courriel_id: int) -> EmailMessage | Exception:
    """The mail as it goes on the wire, or why it cannot be written."""
    try:
        return as_message(db.session.get_one(Courriel, courriel_id))
    except Exception as failure:
        return failure


def note_sending(courriel_id: int, failure: Exception | None) -> bool:
    """Note what happened to a mail; whoever calls commits. Returns whether it left."""
    courriel = db.session.get_one(Courriel, courriel_id, with_for_update=True)
    courriel.essais += 1
    if failure is None:
        courriel.parti_le, courriel.prochain_essai, courriel.erreur = now(), None, None
        return True
    logger.warning("mail %s did not leave: %s", courriel.id, failure)
    refused = _final(failure) or courriel.essais >= TRIES
    courriel.erreur = str(failure)[:500]
    courriel.prochain_essai = None if refused else now() + timedelta(minutes=2**courriel.essais)
    return False


def _final(failure: Exception) -> bool:
    """Whether another try would change nothing: refused for good (5xx), or impossible to write."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in failure.recipients.values())
    if isinstance(failure, smtplib.SMTPDataError):
        return failure.smtp_code >= 500
    return not isinstance(failure, (smtplib.SMTPException, OSError))


def put_off(ids: list[int], reason: str) -> None:
    """The server cannot be reached: each mail waits and says why; whoever calls commits."""
    later = now() + timedelta(minutes=2)
    put = update(Courriel).where(Courriel.id.in_(ids), Courriel.parti_le.is_(None))
    db.session.execute(put.values(erreur=reason, prochain_essai=later))


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


class Unreachable(Exception):
    """No mail can be handed over now; the sentence says why to whoever looks after mails."""


@contextmanager
def mail_server(url: str) -> Iterator[smtplib.SMTP]:
    """A connection for ``smtp://``, ``smtp+starttls://`` or ``smtps://`` user:password@host:port.

    Certificates are verified, no password leaves in clear. Raises ``Unreachable`` when it cannot be opened.
    """
    try:
        server = _opened(url)
    except (smtplib.SMTPException, OSError) as failure:
        raise Unreachable(_told(failure)) from failure
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _opened(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=20)
    try:
        if parts.scheme != "smtps":
            _upgrade(server, context, bool(parts.username) or parts.scheme == "smtp+starttls")
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _upgrade(server: smtplib.SMTP, context: ssl.SSLContext, needed: bool) -> None:
    """Begin TLS when the server offers it. Raises ``Unreachable`` when it is needed and not offered."""
    server.ehlo_or_helo_if_needed()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    elif needed:
        raise Unreachable(IN_CLEAR)


def _told(failure: Exception) -> str:
    if isinstance(failure, ssl.SSLCertVerificationError):
        return f"Le certificat du serveur de courriels n'est pas reconnu ({failure.verify_message})."
    if isinstance(failure, smtplib.SMTPAuthenticationError):
        return (
            f"Le serveur de courriels refuse le compte ou le mot de passe de SMTP_URL ({failure.smtp_code})."
        )
    return f"Le serveur de courriels ne répond pas ({failure})."[:500]


def init_app(app: Flask) -> None:
    """Nothing to bind but defaults."""
    app.config.setdefault("MAIL_FROM", f"ne-pas-repondre@{urlsplit(app.config['PUBLIC_URL']).hostname}")
