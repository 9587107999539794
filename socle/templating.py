"""What templates may call: addresses of built files, French dates, numbers and plurals."""

import json
import re
import secrets
from collections.abc import Callable, MutableMapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from flask import Flask, current_app, render_template
from flask.templating import Environment as FlaskEnvironment
from markupsafe import Markup, escape

from .clock import PARIS, now
from .differences import difference
from .encarts import Panel
from .letters import unaccented
from .markdown import ADDRESS, en_clair, name_citations
from .series import pattern

SHORTEST = timedelta(days=28) - timedelta(hours=1)  # a month, with the hour that summer takes
UNITS = tuple(timedelta(**{unit: 1}) for unit in ("weeks", "days", "hours", "minutes", "seconds"))
ADDRESS_LINK = Markup('<a href="{}" rel="nofollow ugc noopener">{}</a>')
REFERENCE_LINK = Markup('<a class="reference" href="/ref/{}">{}</a>')


class Environment(FlaskEnvironment):
    """Templates that look for the globals where they are: each import of a macro compares their names, and a
    chain of two dictionaries does it in Python.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: those of all, unless it has its own."""
        return super().make_globals(d) if d else self.globals


def assets(app: Flask) -> Callable[[str], str]:
    """What gives templates the hashed address of a built file: ``asset("app.js")``."""
    built = read_manifest(app)
    return lambda name: f"{app.static_url_path}/{built.get(name, name)}"


def date_longue(value: datetime | date) -> str:
    """« 22 novembre 2026 », « 1er septembre 2026 »."""
    return _written(_day(value), "d MMMM y")


def date_courte(value: datetime | date) -> str:
    """« 22 nov. 2026 », « 1er sept. 2026 »."""
    return _written(_day(value), "d MMM y")


@lru_cache(4096)
def _written(day: date, pattern: str) -> str:
    return _first(format_date(day, pattern, locale="fr"))


def heure(value: datetime) -> str:
    """« 14 h 05 », at the time of Paris."""
    return value.astimezone(PARIS).strftime("%H h %M").removeprefix("0")


def moment(value: datetime) -> str:
    """« 22 novembre 2026 à 14 h 05 »."""
    return f"{date_longue(value)} à {heure(value)}"


def depuis(value: datetime) -> str:
    """« il y a 3 heures »; a unit that is not over is not counted, as for birthdays."""
    here = now()
    return _ago(_whole(value, here) if value < here else -_whole(here, value))


@lru_cache(1024)
def _ago(gone: timedelta) -> str:
    return format_timedelta(-gone, threshold=1, add_direction=True, locale="fr")


@lru_cache(4096)
def nombre(value: int | float) -> str:
    """« 5 992 194 », with narrow no-break spaces."""
    return format_decimal(value, locale="fr")


def montant(cents: int) -> str:
    """« 1 250 € » from 125000 cents."""
    return f"{format_decimal(cents / 100, format='#,##0.##', locale='fr')}\u202f€"


def pluriel(count: int, one: str, many: str | None = None) -> str:
    """« 1 message », « 3 messages »; zero is singular in French."""
    return f"{nombre(count)}\u00a0{one if count < 2 else many or one + 's'}"


def de(nom: str) -> str:
    """« d’Amina », « de Basile »; names in H keep their « de » (usage is divided)."""
    return f"d’{nom}" if unaccented(nom[:1])[:1] in set("aeiouœ") else f"de {nom}"


def insecable(words: str) -> str:
    """The same words; signs stay with the word they follow or open (Lexique de l'Imprimerie nationale)."""
    return type(words)(re.sub(r"(?<=\S) (?=[:;?!»])|(?<=«) ", "\u00a0", words))


def lie(words: Any) -> Markup:
    """The plain words of people, whose addresses and references are links.

    A reference leads to ``/ref/…`` whether its thing exists or not: a link tells nobody that a private thing
    exists.
    """
    if hasattr(words, "__html__"):
        return Markup(words)
    text, told, end = str(words), Markup(""), 0
    for found in _links().finditer(text):
        address, reference = found["adresse"], found["reference"]
        link = (
            ADDRESS_LINK.format(address, address) if address else REFERENCE_LINK.format(reference, reference)
        )
        told, end = told + escape(text[end : found.start()]) + link, found.end()
    return told + escape(text[end:])


@cache
def _links() -> re.Pattern[str]:
    """Addresses, and every form of reference that a noun has declared."""
    return re.compile(rf"(?P<adresse>{ADDRESS})|(?P<reference>{pattern().pattern})")


def references(words: Any) -> Markup:
    """The same words; a reference (« PRO-BPR-2026-001 ») holds in one piece where the line ends."""
    if hasattr(words, "__html__"):
        return Markup(words)  # written by a macro: what it holds may be an address
    return Markup(pattern().sub(r'<span class="reference">\g<0></span>', str(escape(words))))


def iso(value: datetime | date) -> str:
    """The machine's form of an instant, in UTC."""
    return (
        value.astimezone(UTC).isoformat(timespec="seconds")
        if isinstance(value, datetime)
        else value.isoformat()
    )


def _first(words: str) -> str:
    """The first day of a month has a name of its own."""
    return re.sub(r"^1 ", "1er ", words)


def _whole(earlier: datetime, later: datetime) -> timedelta:
    """The time between them, without what is left over of its largest unit."""
    gone = later - earlier
    if gone >= SHORTEST and (months := _months(earlier, later)):
        return timedelta(days=months // 12 * 365 or months * 30)
    unit = next((one for one in UNITS if gone >= one), gone)
    return gone // unit * unit if unit else gone


def _months(earlier: datetime, later: datetime) -> int:
    since, until = earlier.astimezone(PARIS), later.astimezone(PARIS)
    months = 12 * (until.year - since.year) + until.month - since.month
    return months - ((until.day, until.time()) < (since.day, since.time()))


def _day(value: datetime | date) -> date:
    return value.astimezone(PARIS).date() if isinstance(value, datetime) else value


@lru_cache(4096)
def initiales(nom: str) -> str:
    """« AB » for Amina Benali."""
    return "".join(word[0] for word in nom.replace("-", " ").split()[:2]).upper()


def new_key() -> str:
    """A key for a form, so that its second click does nothing."""
    return secrets.token_urlsafe(16)


def stored_html(html: str | None) -> Markup:
    """HTML that ``markdown.render`` made and the database kept: the only text a template shows unescaped."""
    return Markup(html or "")


def draw_partial(template: str, shown: dict[str, Any]) -> Markup:
    """A partial drawn with what it is given and nothing else: neither who looks, nor what they may do."""
    return Markup(current_app.jinja_env.get_template(template).render(shown))


def together(fragments: list[Markup]) -> Markup:
    """Partials drawn already, one after the other."""
    return Markup("".join(fragments))


def show_panel(panel: Panel) -> Markup:
    """What an upper floor added to this page, drawn by its own partial."""
    return Markup(render_template(panel.template, **panel.shown))


def read_manifest(app: Flask) -> dict[str, str]:
    """Names of built files; empty before the first build, so that tests without a browser need none."""
    manifest = Path(app.static_folder or "") / "manifest.json"
    return json.loads(manifest.read_text()) if manifest.is_file() else {}


def init_app(app: Flask) -> None:
    """Give filters and globals to every template."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=assets(app), now=now, new_key=new_key, show_panel=show_panel)
    filters = (
        date_longue,
        date_courte,
        heure,
        moment,
        depuis,
        nombre,
        montant,
        iso,
        initiales,
        difference,
        stored_html,
        name_citations,
        en_clair,
        pluriel,
        insecable,
        lie,
        references,
        de,
    )
    app.jinja_env.filters.update({function.__name__: function for function in filters})

    @app.context_processor
    def place() -> dict[str, object]:
        return {"place_name": current_app.config["NOM_DU_LIEU"]}
