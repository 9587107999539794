"""Pages of the directory of structures. Bind, load, ask, act, commit, answer."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy import func, select

from annuaire.territoires.queries import territoire_meant
from socle.cles import made_with, spend
from socle.database import write
from socle.encarts import panels_for
from socle.errors import NotVisible, Unprocessable
from socle.extensions import db, limiter
from socle.forms import Bound, Form, bind, blank
from socle.pages import page
from socle.permissions import can, fetch, require, visible
from socle.security import posting_pace
from socle.sujets import Ref

from .actions import edit_structure, enter_structure
from .forms import FicheForm, RechercheForm, StructureForm
from .models import FAMILLES, Famille, Structure
from .queries import by_name, called, near, of_famille, seated_in, with_territoire

bp = Blueprint("structures", __name__, url_prefix="/structures")
bp.add_app_template_filter(
    lambda number: f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}".strip(), "siren"
)
WORDS = ("nom", "sigle", "objet", "site")
UNKNOWN = "Aucun territoire ne porte ce nom : vérifiez l'orthographe, ou laissez vide."
SEVERAL = "Plusieurs territoires peuvent se nommer ainsi : choisissez le vôtre ci-dessous."


@bp.get("")
def index():
    """The directory: search by name, family, territory."""
    asked = {name: request.args.get(name, "")[:160].strip() for name in ("q", "famille")}
    if asked["famille"] and asked["famille"] not in set(Famille):
        raise NotVisible
    meant = territoire_meant(
        request.args.get("territoire_texte", "")[:160], request.args.get("territoire", "")[:20]
    )
    found = visible(Structure, current_user)
    for condition in _conditions(asked, meant.territoire):
        found = found.where(condition)
    place = (
        {"territoire": meant.territoire.id, "territoire_texte": meant.territoire.etiquette}
        if meant.territoire
        else {}
    )
    form = blank(RechercheForm, **asked, **place)
    shown = {
        "structures": page(found.options(with_territoire()), by_name()),
        "total": db.session.scalar(select(func.count()).select_from(found.subquery())),
        "asked": asked,
        "territoire": meant.territoire,
        "homonymes": meant.candidates,
        "pills": _pills(asked, meant.territoire),
        "form": form,
        "may_create": can(current_user, "create_structure", None),
    }
    return render_template("annuaire/structures/index.html", **shown)


def _conditions(asked: dict[str, str], territoire: Any) -> list:
    conditions = [called(asked["q"])] if asked["q"] else []
    conditions += [of_famille(Famille(asked["famille"]))] if asked["famille"] else []
    return conditions + ([seated_in(territoire.id)] if territoire else [])


def _pills(asked: dict[str, str], territoire: Any) -> list[tuple[str, str]]:
    """Each filter in force, and the address without it."""
    kept = {name: value for name, value in asked.items() if value}
    place = {"territoire": territoire.id, "territoire_texte": territoire.etiquette} if territoire else {}
    labels = {"q": f"« {asked['q']} »", "famille": FAMILLES.get(asked["famille"] or None, "")}
    told = [(labels[name], url_for("structures.index", **{**kept, **place, name: None})) for name in kept]
    return told + ([(territoire.nom_long, url_for("structures.index", **kept))] if territoire else [])


@bp.get("/proches")
def proches():
    """Twelve suggestions at most for a ``combobox``. JSON."""
    found = near(request.args.get("q", "")[:80], visible(Structure, current_user))
    return jsonify([{"id": s.id, "nom": s.nom, "detail": _beside(s)} for s in found])


def _beside(structure: Structure) -> str:
    seat = structure.territoire.nom if structure.territoire else ""
    return ", ".join(words for words in (FAMILLES[structure.famille].lower(), seat) if words)


@bp.get("/nouvelle")
@login_required
def new():
    """Enter a structure."""
    require("create_structure", None)
    return _form_page(blank(FicheForm), None)


def _form_page(form: Bound, structure: Structure | None, status: int = 200):
    return render_template("annuaire/structures/edit.html", form=form, structure=structure), status


def _read(form_class: type[Form]) -> tuple[Bound, dict[str, Any]]:
    """The form, its territory found, and the words to keep; what the house refuses is said near its field."""
    form = bind(form_class, request.form)
    raw = form.raw
    meant = territoire_meant(raw["territoire_texte"], raw["territoire"], raw["territoire_choix"])
    if raw["territoire_texte"].strip() and meant.territoire is None:
        form.refuse("territoire", SEVERAL if meant.candidates else UNKNOWN)
        form.form.fields["territoire_choix"].choices = [(str(t.id), t.nom_long) for t in meant.candidates]
    siren, siret = form.data.get("siren"), form.data.get("siret")
    if siren and siret and not siret.startswith(siren):
        form.refuse("siret", "Le SIRET commence par le SIREN : l'un des deux est mal saisi.")
    if form.errors:
        return form, {}
    words = {name: form.data[name] for name in WORDS} | {
        "famille": Famille(form.data["famille"]),
        "siren": siren or (siret[:9] if siret else None),
        "siret": siret or None,
        "territoire_id": meant.territoire.id if meant.territoire else None,
    }
    return form, words | ({"adherente": form.data["adherente"]} if form_class is FicheForm else {})


@bp.post("")
@login_required
@limiter.limit(posting_pace)
def create():
    """Keep the new sheet."""
    form, words = _read(FicheForm)
    write()
    require("create_structure", None)
    if form.errors:
        return _form_page(form, None, 422)
    known = made_with(current_user.id, form.data["cle"], "structure")
    if known is None:
        try:
            structure = enter_structure(current_user, **words)
        except Unprocessable as refused:
            return _form_page(_told(form, refused), None, 422)
        spend(current_user.id, form.data["cle"], Ref("structure", structure.id))
        db.session.commit()
        flash(f"« {structure.nom} » est inscrite à l'annuaire.", "fait")
        known = structure.id
    return redirect(url_for("structures.show", slug=fetch(Structure, id=known).slug))


def _told(form: Bound, refused: Unprocessable) -> Bound:
    for name, sentences in (refused.errors or {}).items():
        form.refuse(name, sentences[0])
    return form


@bp.get("/<slug>")
def show(slug: str):
    """A structure: what it is, where, what it does."""
    structure = fetch(Structure, with_territoire(), slug=slug)
    panels = panels_for("structure", structure, current_user)
    return render_template("annuaire/structures/show.html", structure=structure, panels=panels)


def _form_of(structure: Structure) -> type[Form]:
    return FicheForm if can(current_user, "recognise", structure) else StructureForm


@bp.get("/<slug>/modification")
@login_required
def edit(slug: str):
    """Correct the sheet."""
    structure = fetch(Structure, with_territoire(), slug=slug)
    require("edit", structure)
    names = (*WORDS, "famille", "siren", "siret", "version", "adherente")
    known = {name: getattr(structure, name) for name in names}
    if structure.territoire:
        known |= {"territoire": structure.territoire_id, "territoire_texte": structure.territoire.etiquette}
    return _form_page(blank(_form_of(structure), **known), structure)


@bp.post("/<slug>/modification")
@login_required
@limiter.limit(posting_pace)
def change(slug: str):
    """Keep the correction."""
    form, words = _read(_form_of(fetch(Structure, slug=slug)))
    write()
    structure = fetch(Structure, with_territoire(), slug=slug)
    require("edit", structure)
    if form.errors:
        return _form_page(form, structure, 422)
    try:
        edit_structure(structure, current_user, form.data["version"] or 0, **words)
    except Unprocessable as refused:
        return _form_page(_told(form, refused), structure, 422)
    db.session.commit()
    flash("La fiche est à jour.", "fait")
    return redirect(url_for("structures.show", slug=structure.slug))
