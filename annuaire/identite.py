"""Who is asking: Flask-Security and Flask-Login told of our accounts, sessions and tokens.

Flask-Security hashes, signs, makes one-time codes; none of its pages is open (ADR on accounts): its views write
while they read and answer JSON with a token of their own, which neither our transactions nor our sessions allow.
"""

import base64
import hashlib
import hmac
from typing import Any

from flask import Flask, Request, g, redirect, request, url_for
from flask_security import SQLAlchemyUserDatastore

from annuaire.comptes.models import Compte, Visiteur
from annuaire.comptes.queries import bearing, connected
from socle.errors import SENTENCES, for_program, problem
from socle.extensions import db, security
from socle.live import identifies

BEARER = "Bearer "


def who_returns(secret: str) -> Compte | None:
    """The account behind the secret of a cookie; its session is remembered for the request."""
    found = connected(secret)
    if found is None:
        return None
    g.connexion = found[1]
    return found[0]


@identifies
def who_bears(secret: str) -> Compte | None:
    """The account behind an API token."""
    found = bearing(secret)
    if found is None:
        return None
    g.jeton = found[1]
    return found[0]


def who_calls(calling: Request) -> Compte | None:
    """The account of a program, from ``Authorization: Bearer …``."""
    said = calling.headers.get("Authorization", "")
    return who_bears(said.removeprefix(BEARER).strip()) if said.startswith(BEARER) else None


def ask_to_enter() -> Any:
    """Lead a person to the door and back; tell a program that it must show who it is."""
    if for_program():
        return problem(401, *SENTENCES[401])
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("comptes.enter", suite=back))


def derived(app: Flask, use: str) -> str:
    """A key of its own for each use, drawn from the one secret of the place."""
    key = hmac.new(app.config["SECRET_KEY"].encode(), f"fabrique:{use}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(key.digest()).decode()


def settings(app: Flask) -> dict[str, Any]:
    """What Flask-Security must know of the house, and what it must not offer."""
    return {
        "SECURITY_PASSWORD_SALT": derived(app, "mots de passe"),
        "SECURITY_TOTP_SECRETS": {"1": derived(app, "codes")},
        "SECURITY_TOTP_ISSUER": app.config["NOM_DU_LIEU"],
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [derived(app, "codes de secours").encode()],
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SESSION_PROTECTION": None,
        "REMEMBER_COOKIE_NAME": "jamais",
    }


def init_app(app: Flask) -> None:
    """Bind Flask-Security without its pages, and put our own lookups in its place."""
    app.config.update(settings(app))
    security.init_app(app, SQLAlchemyUserDatastore(db, Compte, None), register_blueprint=False)
    # It would ask the database who is there before every request, static files included.
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    manager = security.login_manager
    manager.anonymous_user = Visiteur
    manager.user_loader(who_returns)
    manager.request_loader(who_calls)
    manager.unauthorized_handler(ask_to_enter)
