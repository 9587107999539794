"""Who is asking: Flask-Security and Flask-Login told of our accounts, sessions and tokens.

Flask-Security hashes, signs, makes one-time codes; none of its pages is open (ADR on accounts): its views
write while they read and answer JSON with a token of their own, which neither our transactions nor our
sessions allow.
"""

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any

from flask import Flask, Request, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from flask_security import SQLAlchemyUserDatastore, Totp

from annuaire.comptes.models import Compte, Connexion, Jeton, Visiteur
from annuaire.comptes.queries import ABSOLUTE, bearing, connected
from annuaire.familiers import known_lately, remember_lately
from annuaire.seuil import FACTOR_FIRST
from socle.database import asks_by_itself
from socle.errors import SENTENCES, Refused, for_program, problem
from socle.extensions import db, security
from socle.live import identifies
from socle.seconds import must_have_second_factor
from socle.security import BEARER, by_bearer

SETTING_UP = {"facteurs.setup", "facteurs.set_up", "comptes.sign_out"}
OPEN = {"static", "sante"}


class Codes(Totp):
    """One-time codes that serve once: one seen over a shoulder opens nothing (RFC 6238 §5.2)."""

    def get_last_counter(self, user: Any) -> int | None:
        """The time step of the last code that this account used."""
        return user.tf_dernier

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Remember it."""
        user.tf_dernier = tmatch.counter


def who_returns(secret: str) -> Compte | None:
    """The account behind the secret of a cookie; its session is remembered for the request.

    Who shows a token is who the token says, and nobody else: tokens are not asked for the proofs of browsers.
    """
    if not isinstance(secret, str) or by_bearer():
        return None
    if known := known_lately(secret):
        return known
    found = connected(secret, request.method == "GET" and "text/html" in request.headers.get("Accept", ""))
    if found is None:
        return None
    compte, g.connexion = found
    g.seen = (Connexion.vue_le, *g.connexion)
    return _let_pass(secret, compte)


@identifies
def who_bears(secret: str) -> Compte | None:
    """The account behind an API token."""
    if known := known_lately(secret):
        return known
    found = bearing(secret)
    if found is None:
        return None
    compte, jeton = found
    g.seen = (Jeton.vu_le, *jeton)
    return _let_pass(secret, compte)


def _let_pass(secret: str, compte: Compte) -> Compte | None:
    if _owes_a_factor(compte):
        return None
    remember_lately(secret, compte)
    return compte


def _owes_a_factor(compte: Compte) -> bool:
    """Whoever must have a second factor and has none is nobody, save where one is set up."""
    g.owes_factor = not compte.second_facteur and must_have_second_factor(compte)
    return g.owes_factor and request.endpoint not in SETTING_UP


def who_calls(calling: Request) -> Compte | None:
    """The account of a program, from ``Authorization: Bearer …``."""
    said = calling.headers.get("Authorization", "")
    return who_bears(said[len(BEARER) :].strip()) if by_bearer() else None


def ask_to_enter() -> Any:
    """Lead a person to the door and back; tell a program that it must show who it is."""
    if g.get("owes_factor"):
        return ask_for_factor()
    if for_program():
        return problem(401, *SENTENCES[401])
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("comptes.enter", suite=back))


def ask_for_factor() -> Any:
    """Lead a person to set up the second factor that their powers demand."""
    if for_program() or request.method != "GET":
        raise Refused(FACTOR_FIRST)
    return redirect(url_for("facteurs.setup"))


def lead_to_factor() -> Any:
    """Before each request of a signed-in browser: nothing else is open while a second factor is owed."""
    if asks_by_itself():
        return None  # whoever owes one is nobody there, and led to it
    if current_app.config["SECOND_FACTEUR"] and "_user_id" in session and request.endpoint not in OPEN:
        current_user.is_authenticated  # noqa: B018  (asks who is there)
        if g.get("owes_factor") and request.endpoint not in SETTING_UP:
            return ask_for_factor()
    return None


def derived(app: Flask, use: str) -> str:
    """A key of its own for each use, drawn from that of accounts: the one of sessions may change (ADR 25)."""
    key = hmac.new(app.config["CLE_DES_COMPTES"].encode(), f"fabrique:{use}".encode(), hashlib.sha256)
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
        "SECURITY_HASHING_SCHEMES": ["hex_sha256"],  # what signed links carry is no password
        "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
        "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(days=2),
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=1),
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SESSION_PROTECTION": None,
        "REMEMBER_COOKIE_NAME": "jamais",
        "PERMANENT_SESSION_LIFETIME": ABSOLUTE,
        "SESSION_REFRESH_EACH_REQUEST": False,
    }


def init_app(app: Flask) -> None:
    """Bind Flask-Security without its pages, and put our own lookups in its place."""
    app.config.update(settings(app))
    security._totp_cls = Codes
    security.init_app(app, SQLAlchemyUserDatastore(db, Compte, None), register_blueprint=False)
    # It would ask the database who is there before every request, static files included.
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    manager = security.login_manager
    manager.anonymous_user = Visiteur
    manager.user_loader(who_returns)
    manager.request_loader(who_calls)
    manager.unauthorized_handler(ask_to_enter)
    app.before_request(lead_to_factor)
