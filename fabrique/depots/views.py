"""Bringing a need: four steps that are saved alone, then a summary. Bind, load, ask, act, commit, answer.

By hand: a step is many pages in one form, may be left unfinished, and leads where one asks.
"""

from collections.abc import Iterable
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import mandat_choices, signature
from annuaire.territoires.queries import filieres, territoire_meant
from fabrique.besoins.actions import CHANGED, draft_besoin, missing, save_step
from fabrique.besoins.models import Besoin, Etat
from fabrique.besoins.queries import with_words
from socle.cles import keep_act, sending, sent_before
from socle.database import write
from socle.errors import Conflict, NotVisible
from socle.extensions import db, limiter
from socle.forms import Bound, Ligne, bind, blank
from socle.permissions import fetch, require
from socle.security import posting_pace
from socle.sujets import Ref, behind, page_of, under

from .forms import FIGURES, NAMELESS, STEPS, UNFINISHED, UNTITLED
from .gestes import SUMMARY
from .queries import SHEET, as_kept, filieres_coded, known, origin_of, territoires_numbered

bp = Blueprint("depots", __name__)
STEP = f"{page_of(Besoin)}/etapes/<int:etape>"
WHERE = "Dites où ce besoin est ressenti : au moins un territoire, la région entière si c'est le cas."
SEVERAL = "Plusieurs territoires peuvent se nommer ainsi : choisissez ci-dessous."
UNKNOWN = "Aucun territoire ne porte ce nom. Vérifiez l'orthographe, ou choisissez l'intercommunalité."


def _choices(etape: int, typed: Iterable[str] = ()) -> dict[str, list[tuple[str, str]]]:
    if etape == 1:
        return {"filieres": [(f.code, f.nom) for f in filieres()]}
    if etape == 2:
        return {"territoires": [(str(t.id), t.nom_long) for t in territoires_numbered(list(typed))]}
    return {}


@bp.get("/besoins/nouveau")
@login_required
def new():
    """Begin a need, from a proposition when one led to it."""
    require("bring_besoin", None)
    origine = request.args.get("origine", "")[:60]
    born = origin_of(origine, current_user)
    titre = born[1].title(born[2])[:140] if born else ""
    choices = _choices(1) | mandat_choices(current_user)
    return _first_page(blank(STEPS[1][1], choices, titre=titre, origine=origine if born else ""))


def _first_page(form: Bound, status: int = 200):
    born = origin_of(form.raw["origine"], current_user)
    shown = {
        "form": form,
        "etape": 1,
        "steps": STEPS,
        "besoin": None,
        "born": born[1:] if born else None,
        "elsewhere": [],
    }
    return render_template("fabrique/depots/etape.html", **shown), status


@bp.post("/besoins")
@login_required
@limiter.limit(posting_pace)
def create():
    """Keep the first step: the need has its reference."""
    form = _typed(1, mandat_choices(current_user))
    write()
    require("bring_besoin", None)
    if form.errors:
        return _first_page(form, 422)
    line = sending(current_user.id, request.path, form.data)
    try:
        done = sent_before(line)
    except Conflict as other:
        form.take(other)
        return _first_page(form, other.status)
    if done is None:
        by = signature(current_user, form.data["mandat"])
        born = origin_of(form.data["origine"], current_user)
        besoin = draft_besoin(by, form.data["titre"], born[0] if born else None)
        save_step(besoin, by, 1, besoin.version, _words(1, form))
        line.sujet = str(Ref("besoin", besoin.id))
        keep_act(line)
        db.session.commit()
    elif (besoin := behind(done.sujet, current_user)) is None:
        raise NotVisible
    return _onward(besoin, 1, form)


def _typed(etape: int, more: dict | None = None) -> Bound:
    """The step as typed; what is left for later is not asked, what is odd is said."""
    choices = _choices(etape, request.form.getlist("territoires")) | (more or {})
    form = bind(STEPS[etape][1], request.form, choices)
    if form.raw["suite"] == "plus_tard":
        unfinished = bind(UNFINISHED[etape], request.form, choices)
        form.errors, form.data = unfinished.errors, unfinished.data
        if etape == 1 and not form.data.get("titre"):
            form.refuse("titre", UNTITLED)
    if etape == 2:
        _place(form)
    if etape == 4:
        _figures(form)
    return form


def _place(form: Bound) -> None:
    """Add the typed territory to those that stay ticked."""
    raw = form.raw
    kept = territoires_numbered(form.data.get("territoires") or [])
    meant = territoire_meant(raw["territoire_texte"], raw["territoire"], raw["territoire_choix"])
    if raw["territoire_texte"].strip() and meant.territoire is None:
        form.refuse("territoire", SEVERAL if meant.candidates else UNKNOWN)
        form.offer({"territoire_choix": [(t.id, t.nom_long) for t in meant.candidates]})
    if meant.territoire and meant.territoire not in kept:
        kept = [*kept, meant.territoire]
    if not kept and raw["suite"] not in ("plus_tard", "ajouter") and "territoire" not in form.errors:
        form.refuse("territoire", WHERE)
    if raw["suite"] == "ajouter":
        form.errors.pop("publics", None)
    form.data["territoires"] = kept


def _figures(form: Bound) -> None:
    """Figures are rows of four questions; an empty row is none."""
    rows = []
    for n in range(1, FIGURES + 1):
        row = {name: form.data.get(f"{name}_{n}") for name in ("libelle", "valeur", "annee", "source")}
        if any(row.values()) and not row["libelle"]:
            form.refuse(f"libelle_{n}", NAMELESS)
        if row["libelle"]:
            rows.append(row)
    form.data["preuves"] = rows


def _words(etape: int, form: Bound) -> dict[str, Any]:
    """The columns that a step writes."""
    data = form.data
    words: dict[str, Any] = {name: data.get(name) for name in SHEET[etape]}
    if etape == 1:
        words["filieres"] = filieres_coded(data["filieres"])
    if etape == 2:
        words |= {"territoires": data["territoires"], "publics": data.get("publics", [])}
    if etape == 4:
        words["preuves"] = data["preuves"]
    return as_kept(words)


def _onward(besoin: Besoin, etape: int, form: Bound):
    """Where one goes after a step: the next one, the same one, or the summary."""
    suite = form.raw["suite"]
    if suite == "ajouter":
        return redirect(_step_url(besoin, etape) + "#territoires")
    if suite == "plus_tard":
        flash(
            f"Gardé sous la référence {besoin.reference}. Vous le retrouverez dans « Mes besoins ».", "fait"
        )
    elif etape < len(STEPS):
        return redirect(_step_url(besoin, etape + 1))
    return redirect(under(besoin, SUMMARY))


def _step_url(besoin: Besoin, etape: int) -> str:
    return url_for("depots.step", reference=besoin.reference, etape=etape)


@bp.get(STEP)
@login_required
def step(reference: str, etape: int):
    """One step, with what is already written."""
    besoin = _editable(reference, etape)
    words = known(besoin, etape, FIGURES) | {"version": besoin.version}
    choices = _choices(etape, [str(number) for number in words.get("territoires", [])])
    return _step_page(besoin, etape, blank(STEPS[etape][1], choices, **words))


def _editable(reference: str, etape: int) -> Besoin:
    if etape not in STEPS:
        raise NotVisible
    besoin = fetch(Besoin, *with_words(), reference=reference)
    require("edit", besoin)
    return besoin


def _step_page(besoin: Besoin, etape: int, form: Bound, status: int = 200, elsewhere: list | None = None):
    if etape == 2:
        typed = cast(Ligne, form.form.fields["territoire"])
        typed.needed = not form.fields["territoires"].choices
    shown = {
        "besoin": besoin,
        "etape": etape,
        "steps": STEPS,
        "form": form,
        "born": None,
        "elsewhere": elsewhere or [],
    }
    return render_template("fabrique/depots/etape.html", **shown), status


@bp.post(STEP)
@login_required
@limiter.limit(posting_pace)
def save(reference: str, etape: int):
    """Keep a step."""
    if etape not in STEPS:
        raise NotVisible
    form = _typed(etape)
    write()
    besoin = fetch(Besoin, *with_words(), reference=reference)
    require("edit", besoin)
    if form.errors:
        return _step_page(besoin, etape, form, 422)
    try:
        save_step(besoin, signature(current_user), etape, form.data["version"] or 0, _words(etape, form))
    except Conflict as meanwhile:
        form.raw |= {name: str(value) for name, value in meanwhile.fresh.items()}
        return _step_page(besoin, etape, form, 409, _elsewhere(besoin, etape, form))
    db.session.commit()
    return _onward(besoin, etape, form)


def _elsewhere(besoin: Besoin, etape: int, form: Bound) -> list[tuple[str, str]]:
    """What someone else saved, where it differs from what was typed."""
    saved = blank(
        STEPS[etape][1],
        _choices(etape, [str(t.id) for t in besoin.territoires]),
        **known(besoin, etape, FIGURES),
    )
    names = [name for name in saved.raw if name not in ("version", "suite", "cle", "mandat")]
    differing = [name for name in names if saved.raw[name] and saved.raw[name] != form.raw[name]]
    return [(form.fields[name].label, _readable(saved, name)) for name in differing] or [("Version", CHANGED)]


def _readable(form: Bound, name: str) -> str:
    words = dict(form.fields[name].choices)
    value = form.raw[name]
    return ", ".join(words.get(v, v) for v in value) if isinstance(value, list) else words.get(value, value)


@bp.get(f"{page_of(Besoin)}/{SUMMARY}")
@login_required
def summary(reference: str):
    """Everything that is written, what is missing, and the gesture that hands it over."""
    besoin = fetch(Besoin, *with_words(), reference=reference)
    require("edit", besoin)
    lacks: dict[int, list[str]] = {}
    for etape, _, sentence in missing(besoin):
        lacks.setdefault(etape, []).append(sentence)
    shown = {"besoin": besoin, "steps": STEPS, "lacks": lacks, "draft": besoin.etat is Etat.BROUILLON}
    return render_template("fabrique/depots/recapitulatif.html", **shown)
