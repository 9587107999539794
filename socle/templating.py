"""What templates may call: addresses of built files, French dates, numbers and plurals."""

import json
import re
import secrets
from datetime import UTC, date, datetime
from pathlib import Path

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from flask import Flask, current_app, render_template, url_for
from markupsafe import Markup

from .clock import PARIS, now, today
from .differences import difference
from .encarts import Panel
from .letters import unaccented
from .markdown import en_clair, name_citations


def asset(name: str) -> str:
    """The hashed address of a built file: ``asset("app.js")``."""
    built = current_app.extensions["assets"]
    return url_for("static", filename=built.get(name, name))


def date_longue(value: datetime | date) -> str:
    """« 22 novembre 2026 »."""
    return format_date(_day(value), "d MMMM y", locale="fr")


def date_courte(value: datetime | date) -> str:
    """« 22 nov. 2026 »."""
    return format_date(_day(value), "d MMM y", locale="fr")


def heure(value: datetime) -> str:
    """« 14 h 05 », at the time of Paris."""
    return value.astimezone(PARIS).strftime("%H h %M").removeprefix("0")


def moment(value: datetime) -> str:
    """« 22 novembre 2026 à 14 h 05 »."""
    return f"{date_longue(value)} à {heure(value)}"


def depuis(value: datetime) -> str:
    """« il y a 3 heures »."""
    return format_timedelta(value - now(), add_direction=True, locale="fr")


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
    return type(words)(re.sub(r"(?<=\w) (?=[:;?!»])|(?<=«) ", "\u00a0", words))


def iso(value: datetime | date) -> str:
    """The machine's form of an instant, in UTC."""
    return (
        value.astimezone(UTC).isoformat(timespec="seconds")
        if isinstance(value, datetime)
        else value.isoformat()
    )


def _day(value: datetime | date) -> date:
    return value.astimezone(PARIS).date() if isinstance(value, datetime) else value


def initiales(nom: str) -> str:
    """« AB » for Amina Benali."""
    return "".join(word[0] for word in nom.replace("-", " ").split()[:2]).upper()


def new_key() -> str:
    """A key for a form, so that its second click does nothing."""
    return secrets.token_urlsafe(16)


def stored_html(html: str | None) -> Markup:
    """HTML that ``markdown.render`` made and the database kept: the only text a template shows unescaped."""
    return Markup(html or "")


def show_panel(panel: Panel) -> Markup:
    """What an upper floor added to this page, drawn by its own partial."""
    return Markup(render_template(panel.template, **panel.shown))


def read_manifest(app: Flask) -> dict[str, str]:
    """Names of built files; empty before the first build, so that tests without a browser need none."""
    manifest = Path(app.static_folder or "") / "manifest.json"
    return json.loads(manifest.read_text()) if manifest.is_file() else {}


def init_app(app: Flask) -> None:
    """Give filters and globals to every template."""
    app.extensions["assets"] = read_manifest(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=asset, now=now, today=today, new_key=new_key, show_panel=show_panel)
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
        de,
    )
    app.jinja_env.filters.update({function.__name__: function for function in filters})

    @app.context_processor
    def place() -> dict[str, object]:
        return {"place_name": current_app.config["NOM_DU_LIEU"]}
