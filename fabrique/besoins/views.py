"""The list of needs and the page of one. Load, ask, act, commit, answer."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import signature
from annuaire.territoires.queries import filiere_named, filieres, territoire_meant
from echanges.fils.actions import comment_fil
from echanges.fils.queries import principal_of
from socle.database import write
from socle.encarts import panels_for
from socle.errors import NotVisible
from socle.extensions import db
from socle.pages import page
from socle.permissions import can, fetch, require, visible
from socle.sujets import Ref, find_all

from .actions import follow_besoin, unfollow_besoin
from .forms import FiltreForm
from .models import COUVERTURES, FINIS, MOTS, PUBLICS, Besoin, Etat, Public
from .queries import (
    Filtre,
    absorbed,
    bearing,
    brought_by,
    depositors,
    follows,
    how_many,
    in_rows,
    line_of,
    merged_into,
    newest_first,
    origins_of,
    waiting_for,
    with_words,
)

bp = Blueprint("besoins", __name__, url_prefix="/besoins")
bp.add_app_template_filter(lambda public: PUBLICS[Public(public)], "mots_public")
bp.add_app_template_filter(lambda couverture: list(COUVERTURES).index(couverture), "niveau_couverture")
MINE = "moi"


@bp.get("")
def index():
    """Needs one may read, narrowed by filters that the address keeps."""
    asked = {name: request.args.get(name, "")[:160].strip() for name in ("filiere", "public", "etat", "de")}
    meant = territoire_meant(
        request.args.get("territoire_texte", "")[:160], request.args.get("territoire", "")[:20]
    )
    filtre = _filtre(asked, meant.territoire)
    found = visible(Besoin, current_user).where(*filtre.conditions())
    if asked["de"] == MINE and current_user.is_authenticated:
        found = found.where(brought_by(current_user.id))
    kept = {name: value for name, value in asked.items() if value}
    if meant.territoire:
        kept |= {"territoire": meant.territoire.id, "territoire_texte": meant.territoire.etiquette}
    shown = {
        "besoins": page(found.options(*in_rows()), newest_first()),
        "total": how_many(found),
        "filtre": filtre,
        "homonymes": meant.candidates,
        "kept": kept,
        "pills": _pills(filtre, kept),
        "form": _filter_form(kept),
        "mine": asked["de"] == MINE,
        "may_bring": can(current_user, "bring_besoin", None),
        "waiting": waiting_for(current_user),
        "inconnu": _unknown(meant),
    }
    return render_template("fabrique/besoins/index.html", **shown)


def _unknown(meant: Any) -> str:
    """The place that was typed and that no territory bears."""
    typed = request.args.get("territoire_texte", "")[:160].strip()
    return typed if typed and not meant.territoire and not meant.candidates else ""


def _filtre(asked: dict[str, str], territoire: Any) -> Filtre:
    """The filters of the address. A word that names nothing is a 404, not the whole list."""
    filiere = filiere_named(asked["filiere"]) if asked["filiere"] else None
    if asked["filiere"] and filiere is None:
        raise NotVisible
    if (
        asked["public"] not in {"", *Public}
        or asked["etat"] not in {"", *Etat}
        or asked["de"] not in ("", MINE)
    ):
        raise NotVisible
    public, etat = asked["public"], asked["etat"]
    return Filtre(filiere, territoire, Public(public) if public else None, Etat(etat) if etat else None)


def _filter_form(kept: dict[str, Any]):
    choices = {
        "filiere": [(f.code, f.nom) for f in filieres()],
        "public": [(public.value, words) for public, words in PUBLICS.items()],
        "etat": [(etat.value, words[0]) for etat, words in MOTS.items()],
    }
    return FiltreForm.shown(choices, kept)


def _pills(filtre: Filtre, kept: dict[str, Any]) -> list[tuple[str, str]]:
    """Each filter in force, and the address without it."""
    told = []
    for name, value, words in (
        ("filiere", filtre.filiere, lambda f: f.nom),
        ("territoire", filtre.territoire, lambda t: t.nom_long),
        ("public", filtre.public, lambda p: PUBLICS[p]),
        ("etat", filtre.etat, lambda e: MOTS[e][0]),
    ):
        if value:
            without = {key: v for key, v in kept.items() if key not in (name, f"{name}_texte")}
            told.append((words(value), url_for("besoins.index", **without)))
    return told


@bp.get("/<reference>")
def show(reference: str):
    """A need: its line, what is missing and for whom, who answers already, what proves it."""
    besoin = _found(reference)
    if besoin is None:
        return redirect(url_for("besoins.show", reference=_heir(reference).reference))
    if besoin.etat is Etat.BROUILLON:
        return redirect(url_for("depots.summary", reference=besoin.reference))
    fil = principal_of(Ref("besoin", besoin.id))
    shown = {
        "besoin": besoin,
        "stations": line_of(besoin, current_user),
        "reunis": absorbed(besoin),
        "people": depositors(besoin) if can(current_user, "read_authors", besoin) else [],
        "origins": find_all(origins_of(besoin), current_user),
        "fini": besoin.etat in FINIS,
        "fil": fil if fil and can(current_user, "read", fil) else None,
        "followed": follows(current_user, besoin),
        "panels": panels_for("besoin", besoin, current_user),
    }
    return render_template("fabrique/besoins/show.html", **shown)


def _found(reference: str) -> Besoin | None:
    """The need of an address; ``None`` when it was merged into another, which is then the one to read."""
    besoin = bearing(reference[:40], visible(Besoin, current_user).options(*with_words()))
    if besoin is None and merged_into(reference[:40]) is None:
        raise NotVisible
    return None if besoin is None or besoin.fusionne_dans_id else besoin


def _heir(reference: str) -> Besoin:
    return fetch(Besoin, id=merged_into(reference[:40]))


@bp.post("/<reference>/suivi")
@login_required
def follow(reference: str):
    """Hear what becomes of it."""
    write()
    besoin = fetch(Besoin, reference=reference)
    require("follow", besoin)
    follow_besoin(besoin, current_user)
    db.session.commit()
    flash("Vous saurez ce que ce besoin devient.", "fait")
    return redirect(url_for("besoins.show", reference=besoin.reference))


@bp.post("/<reference>/suivi/retrait")
@login_required
def unfollow(reference: str):
    """Hear no more of it."""
    write()
    besoin = fetch(Besoin, reference=reference)
    require("follow", besoin)
    unfollow_besoin(besoin, current_user)
    db.session.commit()
    return redirect(url_for("besoins.show", reference=besoin.reference))


@bp.post("/<reference>/fil")
@login_required
def talk(reference: str):
    """« En parler »: open the fil of the need the first time someone wants to."""
    write()
    besoin = fetch(Besoin, reference=reference)
    require("comment", besoin)
    fil = comment_fil(Ref("besoin", besoin.id), besoin.titre, signature(current_user))
    db.session.commit()
    return redirect(url_for("fils.show", id=fil.id))
