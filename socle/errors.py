"""The few ways a request is turned down, and how each is shown: a page for people, RFC 9457 for programs."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from .extensions import db

logger = logging.getLogger(__name__)


class Turned(Exception):
    """Base of the refusals that are part of normal life."""

    status = 400
    title = "La demande n'a pas pu aboutir"
    reason = "La demande n'a pas pu aboutir. Vérifiez ce qui a été envoyé, puis recommencez."

    def __init__(
        self,
        reason: str | None = None,
        errors: dict[str, Any] | None = None,
        fresh: dict[str, Any] | None = None,
    ) -> None:
        """``errors``: sentences by question; ``fresh``: what the form must hold the next time (a version)."""
        self.reason = reason or self.reason
        self.errors = errors
        self.fresh = fresh or {}
        super().__init__(self.reason)


class Refused(Turned):
    """403: one may read it, not do that."""

    status = 403
    title = "Vous n'avez pas ce droit"
    reason = "Vous n'avez pas ce droit. Si vous pensez que c'est une erreur, écrivez à la chambre."


class NotVisible(Turned):
    """404: it does not exist, or not for this person; the answer is the same."""

    status = 404
    title = "Page introuvable"
    reason = "Cette page n'existe pas, ou pas pour vous."


class WrongState(Turned):
    """409: the thing has moved on."""

    status = 409
    title = "Ce n'est plus possible à ce stade"
    reason = "Ce n'est plus possible à ce stade. Rechargez la page pour voir où en sont les choses."


class Conflict(WrongState):
    """409: the same key, or the same version, was used for something else."""

    title = "Deux versions se contredisent"


class Unprocessable(Turned):
    """422: a refused form, with a sentence for each field."""

    status = 422
    title = "Le formulaire n'est pas complet"
    reason = "Certaines réponses sont à revoir : chacune est signalée près de sa question."


SENTENCES = {
    400: ("Demande incomprise", "La demande est incomplète ou mal formée. Rechargez la page et recommencez."),
    401: ("Connexion nécessaire", "Connectez-vous d'abord."),
    403: ("Vous n'avez pas ce droit", Refused.reason),
    404: ("Page introuvable", NotVisible.reason),
    405: ("Geste impossible ici", "Cette adresse ne répond pas à cette sorte de demande."),
    409: ("Ce n'est plus possible à ce stade", WrongState.reason),
    413: ("Envoi trop lourd", "L'envoi est trop lourd. Raccourcissez le texte, puis recommencez."),
    415: ("Format inattendu", "Le format envoyé n'est pas accepté ici : un programme envoie du JSON."),
    422: ("Le formulaire n'est pas complet", Unprocessable.reason),
    429: (
        "Trop de demandes à la fois",
        "Vous allez trop vite pour la plateforme. Attendez une minute, puis recommencez.",
    ),
    503: (
        "Service momentanément indisponible",
        "La plateforme est momentanément indisponible. Réessayez dans un instant.",
    ),
}
STRANGE_HOST = "Cette adresse n'est pas celle de la plateforme."
TWIN = "Quelqu'un a fait la même chose au même instant. Rechargez la page pour voir où en sont les choses."
GONE = (
    "Votre session est terminée, ou cette page vient d'ailleurs. Connectez-vous dans un autre onglet, "
    "revenez à cette page et envoyez de nouveau : rien n'a été enregistré, "
    "ce que vous aviez écrit y est encore."
)
STALE = (
    "Cette page a trop attendu ou vient d'ailleurs. Rechargez-la et recommencez : rien n'a été enregistré."
)


def for_program() -> bool:
    """Whether the caller reads JSON: an API path, or a script that asked for it."""
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"


def answer(error: Turned) -> Any:
    """A problem for programs, a page for people, the same reason for both."""
    db.session.rollback()
    if for_program():
        now = {name: value for name, value in error.fresh.items() if value}
        return problem(error.status, error.title, error.reason, error.errors, now)
    return render_template("_layouts/turned.html", error=error, back=_came_from()), error.status


def _came_from() -> str | None:
    """The page of ours that held the form, when one was sent: what was typed is still in it."""
    if request.method == "GET" or not (request.referrer or "").startswith(request.host_url):
        return None
    path = "/" + request.referrer.removeprefix(request.host_url)
    return None if path.startswith("//") else path


def problem(status: int, title: str, detail: str, errors: Any = None, now: Any = None) -> Any:
    """An RFC 9457 answer: type, title, status, detail in French; errors by field, the version of ``now``."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        body["errors"] = errors
    if now:
        body["maintenant"] = now
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):  # a host that is not ours: no address can be built, so no page
        return Response(STRANGE_HOST, 400, mimetype="text/plain")
    title, sentence = SENTENCES.get(error.code, (Turned.title, Turned.reason))
    if isinstance(error, CSRFError):
        sentence = STALE if current_user.is_authenticated else GONE
    turned = Turned(sentence, errors=_field_errors(error))
    turned.status, turned.title = error.code, title
    response = current_app.make_response(answer(turned))
    if error.code == 429:
        response.headers["Retry-After"] = "60"
    return response


def _field_errors(error: HTTPException) -> dict[str, Any] | None:
    """What webargs found wrong, flattened to one list of sentences a field."""
    messages = (getattr(error, "data", None) or {}).get("messages", {})
    found: dict[str, Any] = {}
    for part in messages.values() if isinstance(messages, dict) else ():
        if isinstance(part, dict):
            found |= {name: _sentences(said) for name, said in part.items()}
    return found or None


def _sentences(said: Any) -> list[str]:
    """What is wrong with an answer, at whatever depth of it."""
    if isinstance(said, str):
        return [said]
    parts = said.values() if isinstance(said, dict) else said
    return [sentence for part in parts for sentence in _sentences(part)]


def _busy(error: OperationalError) -> Any:
    logger.warning("database unavailable: %s", error.orig)
    turned = Turned(SENTENCES[503][1])
    turned.status, turned.title = 503, SENTENCES[503][0]
    response = current_app.make_response(answer(turned))
    response.headers["Retry-After"] = "5"
    return response


def _twin(error: IntegrityError) -> Any:
    """Two acts of the same instant, of which the database kept one. Any other broken constraint is a bug."""
    told = str(error.orig)
    if getattr(error.orig, "sqlstate", "") != "23505" and "UNIQUE constraint" not in told:
        raise error
    logger.warning("a twin was refused: %s", told)
    return answer(WrongState(TWIN))


def _too_deep(error: RecursionError) -> Any:
    """JSON that nests beyond reason is badly formed; without JSON it is a bug."""
    if not request.is_json:
        raise error
    return problem(400, *SENTENCES[400])


def _too_long(error: ValueError) -> Any:
    """A number of thousands of digits in JSON is badly formed; any other ``ValueError`` is a bug."""
    if not (request.is_json and "integer string conversion" in str(error)):
        if current_app.testing:
            raise error
        return _bug(error)
    return problem(400, *SENTENCES[400])


def _bug(error: Exception) -> Any:
    """Anything else is a bug: logged with an identifier that the person can quote."""
    number = secrets.token_hex(4)
    logger.exception("bug %s on %s %s", number, request.method, request.path)
    turned = Turned(
        f"Une erreur de notre part a interrompu la demande. Elle est notée sous le numéro {number}."
    )
    turned.status, turned.title = 500, "Erreur de la plateforme"
    return answer(turned)


def init_app(app: Flask) -> None:
    """Register the one place where refusals become answers."""
    app.register_error_handler(Turned, answer)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(IntegrityError, _twin)
    app.register_error_handler(RecursionError, _too_deep)
    app.register_error_handler(ValueError, _too_long)
    if not app.testing:
        app.register_error_handler(Exception, _bug)
