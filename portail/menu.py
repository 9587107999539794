"""Navigation, in one table: the places of the house, the person's communautés, the bell."""

from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from annuaire.roles.queries import administers, of_the_cress
from communautes.espaces.queries import mine_with_unread
from relais.notifications.queries import unread_by, unread_count
from socle.extensions import db
from socle.letters import unaccented
from socle.viewers import held_ids

PLACES = (
    ("Accueil", "accueil.home", "house", ()),
    ("Communautés", "espaces.index", "people", ("espaces", "fils", "propositions", "notes")),
    ("Fabrique", "besoins.index", "lightbulb", ("besoins", "depots", "instructions")),
    ("Annuaire", "structures.index", "building", ("structures", "territoires")),
    ("À faire", "accueil.todo", "check2-square", ()),
)


def menu() -> dict[str, Any]:
    """What the layouts show: ``places``, ``communautes``, ``bell``, ``notifications_url``, ``au_pied``."""
    signed_in = current_user.is_authenticated
    mine, bell = _what_is_new() if signed_in else ([], 0)
    return {
        "places": [_place(*place) for place in PLACES if _shown(place[1], signed_in)],
        "communautes": [
            {
                "nom": communaute.nom,
                "url": url_for("espaces.show", slug=communaute.slug),
                "unread": max(0, unread),
                "current": (request.view_args or {}).get("slug") == communaute.slug,
            }
            for communaute, unread in mine
        ],
        "services": _services() if signed_in else [],
        "bell": bell,
        "notifications_url": url_for("notifications.index"),
        "au_pied": [
            ("Le conseil d’administration", url_for("organes.show", slug="ca")),
            ("Territoires", url_for("territoires.index")),
        ],
    }


def _what_is_new() -> tuple[list[tuple], int]:
    """The person's communautés with what waits in each, and the news of the bell: one statement a page."""
    asked = mine_with_unread(current_user).add_columns(unread_count(current_user.id))
    rows = sorted(db.session.execute(asked).tuples(), key=lambda row: unaccented(row[0].nom))
    return [row[:2] for row in rows], rows[0][2] if rows else unread_by(current_user.id)


def _services() -> list[dict[str, Any]]:
    """What else the person is in charge of: the bodies they sit in, the administration."""
    served = []
    if held_ids(current_user, "siege") or of_the_cress(current_user):
        served.append({"label": "Conseil d'administration", "url": url_for("organes.show", slug="ca")})
    if of_the_cress(current_user) or administers(current_user):
        served.append({"label": "Réglages", "url": url_for("reglages.home")})
    return served


def _shown(endpoint: str, signed_in: bool) -> bool:
    return endpoint in current_app.view_functions and (signed_in or endpoint != "accueil.todo")


def _place(label: str, endpoint: str, icon: str, blueprints: tuple[str, ...]) -> dict[str, Any]:
    current = request.endpoint == endpoint or request.blueprint in blueprints
    return {"label": label, "url": url_for(endpoint), "icon": icon, "current": current, "count": 0}


def init_app(app: Flask) -> None:
    """Give the menu to the layouts; asked only when a page is drawn."""

    @app.context_processor
    def places() -> dict[str, Any]:
        return {"menu": _Once()}


class _Once:
    """The menu, made the first time a template looks at it: fragments and broadcasts never do."""

    def __init__(self) -> None:
        self._made: dict[str, Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._made is None:
            self._made = menu()
        if name not in self._made:
            raise AttributeError(name)
        return self._made[name]

    def __bool__(self) -> bool:
        return request.url_rule is not None or request.routing_exception is None
