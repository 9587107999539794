"""What every answer and every request must respect: headers, hosts, origins, tokens, pace."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import UnsupportedMediaType

from .errors import NotVisible, Refused
from .extensions import csrf, limiter

SAFE = {"GET", "HEAD", "OPTIONS"}
ELSEWHERE = "Cette demande vient d'un autre site : elle a été refusée et rien n'a été enregistré."
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {sockets}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'; manifest-src 'self'"
)
EVERYBODY = "no-cache"  # kept by whoever wants, shown again only when it is still so (RFC 9111 §5.2.2.4)
BEARER = "bearer "  # schemes have no case (RFC 9110 §11.1)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def token_field() -> Markup:
    """The hidden answer every POST form carries: the same for all those of a page."""
    if "token_field" not in g:
        g.token_field = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
    field: Markup = g.token_field
    return field


def by_bearer() -> bool:
    """Whether a program speaks, with a token of its own instead of a cookie."""
    return request.headers.get("Authorization", "").lower().startswith(BEARER)


def check_address() -> None:
    """No text of the house holds a NUL, and PostgreSQL takes none: such an address names nothing."""
    if "\x00" in request.path or any("\x00" in text for text in request.args.values()):
        raise NotVisible


def check_origin() -> None:
    """A change asked from a page of another site is refused before anything is read. Raises ``Refused``."""
    if request.method in SAFE:
        return
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin not in current_app.config["ORIGINS"] and not by_bearer()
    if foreign or request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Refused(ELSEWHERE)


def check_token() -> None:
    """Cookies authenticate browsers, so browsers must show the token as well; programs have no cookie."""
    if request.method in SAFE or by_bearer() or not current_app.config["WTF_CSRF_ENABLED"]:
        return
    if request.path.startswith("/api/") and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return
    csrf.protect()


def check_body() -> None:
    """A body of another kind would be read as an empty one, and its words lost. Raises a 415."""
    sent = request.content_length or "chunked" in request.headers.get("Transfer-Encoding", "")
    if sent and request.path.startswith("/api/") and not request.is_json:
        raise UnsupportedMediaType


def dress(response: Response) -> Response:
    """Put the headers on every answer; what depends on who asks is never stored on the way."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", current_app.config["CONTENT_SECURITY_POLICY"])
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint == "static":
        return response
    response.vary.add("Cookie")
    response.headers.setdefault("Cache-Control", EVERYBODY if _everybodys(response) else "private, no-store")
    return response


def _everybodys(response: Response) -> bool:
    """Whether the answer is the same for all: a page read by someone who said nothing of who they are.

    A form holds a token of its session, which is then written: it is no longer everybody's.
    """
    unknown = not request.cookies and "Authorization" not in request.headers
    read = request.method in SAFE and response.status_code < 400
    return unknown and read and not session.modified and current_user.id is None


def posting_pace() -> str:
    """How fast an account may write: people in a meeting write in bursts, a new account does not."""
    return (
        "5 per 10 seconds" if current_user.is_authenticated and current_user.nouveau else "400 per 13 seconds"
    )


def _policy(app: Flask) -> str:
    sockets = " ".join(origin.replace("http", "ws", 1) for origin in app.config["ORIGINS"])
    return POLICY.format(sockets=sockets)


def init_app(app: Flask) -> None:
    """Trust the hosts of ``PUBLIC_URL`` only, check origin and token of each change, dress each answer."""
    app.config.setdefault("CONTENT_SECURITY_POLICY", _policy(app))
    app.config["TRUSTED_HOSTS"] = sorted(
        {urlsplit(origin).hostname or "" for origin in app.config["ORIGINS"]}
    )
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)
    limiter.init_app(app)
    app.before_request(check_address)
    app.before_request(check_origin)
    app.before_request(check_token)
    app.before_request(check_body)
    app.after_request(dress)
    app.jinja_env.globals["token_field"] = token_field
