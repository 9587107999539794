"""Pages of the propositions. Bind, load, ask, act, commit, answer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import mandat_choices, signature
from communautes.espaces.models import Communaute
from communautes.espaces.permissions import may_read_talk
from echanges.fils.actions import comment_fil
from echanges.fils.models import Message
from echanges.fils.queries import principal_of
from socle.cles import made_with, spend
from socle.database import lock, write
from socle.encarts import panels_for
from socle.errors import NotVisible, Unprocessable
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.numbers import numbers_among
from socle.pages import page
from socle.permissions import can, fetch, require, visible
from socle.security import posting_pace
from socle.sujets import Ref

from .actions import (
    OWED,
    draft_proposition,
    edit_proposition,
    move_proposition,
    submit_proposition,
    support,
    unsupport,
)
from .forms import MotifForm, PropositionForm, SoutienForm
from .models import MOTS, Etat, Proposition
from .queries import (
    credited,
    in_communaute,
    in_state,
    line_of_proposition,
    messages_among,
    newest_first,
    road_of,
    sources_of,
    supported_by,
    supporters,
    with_my_word,
    with_people,
)

bp = Blueprint("propositions", __name__)
bp.add_app_template_filter(lambda etat: MOTS[etat][0], "mots_proposition")
bp.add_app_template_filter(lambda etat: MOTS[etat][1], "ton_proposition")
WORDS = ("titre", "description", "objectif", "publics", "moyens", "calendrier")
MOVES = {
    "discussion": ("discuss", "La discussion est ouverte."),
    "retrait": ("withdraw", "La proposition est retirée."),
    "retenue": ("retain", "La proposition est retenue : elle peut entrer dans une note."),
    "ecart": ("set_aside", "La proposition est écartée ; ses auteurs sont prévenus."),
    "reprise": ("take_up", "La proposition revient en discussion."),
}


@bp.get("/communautes/<slug>/propositions")
def index(slug: str):
    """The propositions of a communauté, by state."""
    communaute = fetch(Communaute, slug=slug)
    asked = request.args.get("etat", "")
    if asked and asked not in set(Etat):
        raise NotVisible
    propositions = visible(Proposition, current_user).where(in_communaute(communaute)).options(*with_people())
    if asked:
        propositions = propositions.where(in_state(Etat(asked)))
    shown = {
        "communaute": communaute,
        "propositions": page(propositions, newest_first()),
        "asked": asked,
        "states": MOTS,
    }
    return render_template("communautes/propositions/index.html", **shown)


@bp.get("/communautes/<slug>/propositions/nouvelle")
@login_required
def new(slug: str):
    """Write a proposition, from messages when some are chosen."""
    communaute = fetch(Communaute, slug=slug)
    require("propose", communaute)
    form = blank(PropositionForm, mandat_choices(current_user), messages=request.args.getlist("messages"))
    return _form_page(communaute, form)


def _chosen(form: Bound, communaute: Communaute) -> list[Message]:
    ids = numbers_among(form.raw["messages"])
    return messages_among(ids, visible(Message, current_user), communaute) if ids else []


def _form_page(
    communaute: Communaute, form: Bound, status: int = 200, proposition: Proposition | None = None
):
    shown = {
        "communaute": communaute,
        "form": form,
        "messages": _chosen(form, communaute),
        "proposition": proposition,
    }
    return render_template("communautes/propositions/edit.html", **shown), status


@bp.post("/communautes/<slug>/propositions")
@login_required
@limiter.limit(posting_pace)
def create(slug: str):
    """Keep it as a draft, or submit it at once."""
    form = bind(PropositionForm, request.form, mandat_choices(current_user))
    write()
    communaute = fetch(Communaute, slug=slug)
    require("propose", communaute)
    if form.errors:
        return _form_page(communaute, form, 422)
    known = made_with(current_user.id, form.data["cle"], "proposition")
    if known is None:
        by = signature(current_user, form.data["mandat"])
        words = {name: form.data[name] for name in WORDS}
        proposition = draft_proposition(communaute, by, _chosen(form, communaute), **words)
        if form.data["suite"] != "garder":
            submit_proposition(proposition, by)
        spend(current_user.id, form.data["cle"], Ref("proposition", proposition.id))
        db.session.commit()
        known = proposition.id
        kept = "gardée en brouillon" if proposition.etat is Etat.BROUILLON else "déposée"
        flash(f"La proposition {proposition.reference} est {kept}.", "fait")
    return redirect(url_for("propositions.show", proposition_id=known))


@bp.get("/propositions/<int:proposition_id>")
def show(proposition_id: int):
    """A proposition: its line, its words, where it comes from, who stands behind it, what was answered."""
    proposition = fetch(Proposition, *with_people(), id=proposition_id)
    fil = principal_of(Ref("proposition", proposition.id))
    shown = {
        "proposition": proposition,
        "stations": line_of_proposition(proposition, current_user),
        "sources": _sources(proposition),
        "credits": credited(proposition),
        "soutiens": supporters(proposition),
        "mine": supported_by(proposition, current_user.id),
        "fil": fil if fil and can(current_user, "read", fil) else None,
        "form": blank(SoutienForm, mandat_choices(current_user)),
        "motif": blank(MotifForm),
        "road": road_of(proposition),
        "panels": panels_for("proposition", proposition, current_user),
    }
    return render_template("communautes/propositions/show.html", **shown)


def _sources(proposition: Proposition) -> list:
    """Quoted words, for those who read the talk they come from; the others see how many there are."""
    return sources_of(proposition) if may_read_talk(current_user, proposition.communaute) else []


@bp.get("/propositions/<int:proposition_id>/modification")
@login_required
def edit(proposition_id: int):
    """Reword."""
    proposition = fetch(Proposition, *with_people(), id=proposition_id)
    require("edit", proposition)
    known = {name: getattr(proposition, name) for name in (*WORDS, "version")}
    form = blank(PropositionForm, mandat_choices(current_user), **known)
    return _form_page(proposition.communaute, form, proposition=proposition)


@bp.post("/propositions/<int:proposition_id>/modification")
@login_required
@limiter.limit(posting_pace)
def change(proposition_id: int):
    """Keep the new words."""
    form = bind(PropositionForm, request.form, mandat_choices(current_user))
    write()
    proposition = fetch(Proposition, *with_people(), id=proposition_id)
    require("edit", proposition)
    if form.errors:
        return _form_page(proposition.communaute, form, 422, proposition)
    words = {name: form.data[name] for name in WORDS}
    edit_proposition(proposition, signature(current_user), form.data["version"] or 0, **words)
    db.session.commit()
    return redirect(url_for("propositions.show", proposition_id=proposition.id))


@bp.post("/propositions/<int:proposition_id>/depot")
@login_required
def submit(proposition_id: int):
    """Show it to the communauté."""
    write()
    proposition = fetch(Proposition, id=proposition_id)
    require("submit", proposition)
    submit_proposition(proposition, signature(current_user))
    db.session.commit()
    flash("La proposition est déposée : la communauté peut la soutenir.", "fait")
    return redirect(url_for("propositions.show", proposition_id=proposition.id))


@bp.post("/propositions/<int:proposition_id>/soutien")
@login_required
def stand_behind(proposition_id: int):
    """Support it."""
    form = bind(SoutienForm, request.form, mandat_choices(current_user))
    write()
    proposition = fetch(Proposition, id=proposition_id)
    require("support", proposition)
    support(proposition, signature(current_user, form.data.get("mandat")))
    db.session.commit()
    return redirect(url_for("propositions.show", proposition_id=proposition.id, _anchor="soutiens"))


@bp.post("/propositions/<int:proposition_id>/soutien/retrait")
@login_required
def stand_no_more(proposition_id: int):
    """No longer support it."""
    write()
    proposition = fetch(Proposition, id=proposition_id)
    require("support", proposition)
    unsupport(proposition, signature(current_user))
    db.session.commit()
    return redirect(url_for("propositions.show", proposition_id=proposition.id, _anchor="soutiens"))


@bp.post("/propositions/<int:proposition_id>/<any(discussion, retrait, retenue, ecart, reprise):step>")
@login_required
def move(proposition_id: int, step: str):
    """Discuss, withdraw, retain, set aside, take up again."""
    verb, done = MOVES[step]
    form = bind(MotifForm, request.form) if verb in OWED else None
    write()
    proposition = fetch(Proposition, id=proposition_id)
    require(verb, proposition)
    if form and form.errors:
        raise Unprocessable(
            f"Dites pourquoi. {form.errors['motif']}", errors={"motif": [form.errors["motif"]]}
        )
    move_proposition(proposition, verb, signature(current_user), form.data["motif"] if form else "")
    db.session.commit()
    flash(done, "fait")
    return redirect(url_for("propositions.show", proposition_id=proposition.id))


@bp.post("/propositions/<int:proposition_id>/fil")
@login_required
def talk(proposition_id: int):
    """Open the comments the first time someone needs them."""
    write()
    proposition = fetch(Proposition, id=proposition_id)
    require("comment", proposition)
    lock(proposition)
    fil = comment_fil(Ref("proposition", proposition.id), proposition.titre, signature(current_user))
    db.session.commit()
    return redirect(url_for("fils.show", fil_id=fil.id))


@bp.get("/ma-parole")
@login_required
def my_word():
    """« Qu'est devenue ma parole ? »: all that a person wrote, inspired or supports, and where it stands."""
    mine = with_my_word(current_user).where(
        Proposition.id.in_(visible(Proposition, current_user).with_only_columns(Proposition.id))
    )
    return render_template("communautes/propositions/ma_parole.html", propositions=page(mine, newest_first()))
