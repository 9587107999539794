"""Pages of belonging: who is there, entering, leaving, being invited, being answered."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.comptes.queries import named
from annuaire.roles.queries import mandat_choices, signature
from communautes.espaces.actions import answer_demande, ask_in, invite_in, join, leave, name_animateur
from communautes.espaces.models import Communaute, Demande
from communautes.espaces.queries import membre_of, people_of, to_answer
from socle.database import write
from socle.errors import NotVisible, Unprocessable
from socle.extensions import db
from socle.forms import Bound, bind, blank
from socle.numbers import number_in
from socle.permissions import can, fetch, require

from .forms import EntreeForm, InvitationForm, ReponseForm, RetraitForm

bp = Blueprint("adhesions", __name__)


@bp.get("/communautes/<slug>/membres")
def members(slug: str):
    """Who is there, by structure; who animates may invite and remove."""
    return _members_page(fetch(Communaute, slug=slug), blank(InvitationForm))


def _members_page(communaute: Communaute, form: Bound, status: int = 200):
    waiting = to_answer([communaute.id]) if can(current_user, "animate", communaute) else []
    shown = {"communaute": communaute, "people": people_of(communaute), "waiting": waiting, "form": form}
    return render_template("communautes/adhesions/membres.html", **shown), status


@bp.post("/communautes/<slug>/membres")
@login_required
def enter(slug: str):
    """Join, where entry is free."""
    form = bind(EntreeForm, request.form, mandat_choices(current_user))
    write()
    communaute = fetch(Communaute, slug=slug)
    require("join", communaute)
    join(communaute, current_user._get_current_object(), signature(current_user, form.data.get("mandat")))
    db.session.commit()
    flash(f"Vous êtes membre de « {communaute.nom} ». Bienvenue.", "fait")
    return redirect(url_for("espaces.show", slug=slug))


@bp.post("/communautes/<slug>/demandes")
@login_required
def ask(slug: str):
    """Ask to enter."""
    form = bind(EntreeForm, request.form, mandat_choices(current_user))
    write()
    communaute = fetch(Communaute, slug=slug)
    require("ask", communaute)
    by = signature(current_user, form.data.get("mandat"))
    ask_in(communaute, current_user._get_current_object(), by, form.data.get("texte", ""))
    db.session.commit()
    flash("Votre demande est partie. Vous serez prévenu·e de la réponse.", "fait")
    return redirect(url_for("espaces.show", slug=slug))


@bp.post("/communautes/<slug>/depart")
@login_required
def go(slug: str):
    """Leave."""
    write()
    communaute = fetch(Communaute, slug=slug)
    require("leave", communaute)
    leave(communaute, current_user.id, signature(current_user))
    db.session.commit()
    flash(f"Vous avez quitté « {communaute.nom} ». Ce que vous y avez écrit y reste.", "fait")
    return redirect(url_for("espaces.index"))


@bp.post("/communautes/<slug>/membres/<int:compte_id>/retrait")
@login_required
def remove(slug: str, compte_id: int):
    """Take someone out, with a reason they will read."""
    form = bind(RetraitForm, request.form)
    if form.errors:
        raise Unprocessable(errors={name: [said] for name, said in form.errors.items()})
    write()
    communaute = fetch(Communaute, slug=slug)
    require("animate", communaute)
    leave(communaute, compte_id, signature(current_user), form.data["motif"])
    db.session.commit()
    flash("Cette personne ne fait plus partie de la communauté.", "fait")
    return redirect(url_for("adhesions.members", slug=slug))


@bp.post("/communautes/<slug>/animateurs")
@login_required
def name(slug: str):
    """Let a member animate too."""
    write()
    communaute = fetch(Communaute, slug=slug)
    require("animate", communaute)
    membre = membre_of(number_in(request.form, "compte"), communaute.id)
    if membre is None:
        raise NotVisible
    name_animateur(communaute, membre.compte, signature(current_user))
    db.session.commit()
    flash("Cette personne anime désormais la communauté avec vous.", "fait")
    return redirect(url_for("adhesions.members", slug=slug))


@bp.post("/communautes/<slug>/invitations")
@login_required
def invite(slug: str):
    """Invite someone by the name that follows the @."""
    form = bind(InvitationForm, request.form)
    write()
    communaute = fetch(Communaute, slug=slug)
    require("animate", communaute)
    compte = named(form.data.get("alias", ""))
    if compte is None:
        form.errors.setdefault("alias", "Personne ne porte ce nom sur la plateforme.")
        shown = {
            "communaute": communaute,
            "people": people_of(communaute),
            "waiting": to_answer([communaute.id]),
        }
        return render_template("communautes/adhesions/membres.html", form=form, **shown), 422
    invite_in(communaute, compte, signature(current_user), form.data.get("texte", ""))
    db.session.commit()
    flash(f"{compte.nom} a reçu votre invitation.", "fait")
    return redirect(url_for("adhesions.members", slug=slug))


@bp.get("/demandes/<int:demande_id>")
@login_required
def demande(demande_id: int):
    """A request or an invitation, and its answer."""
    return _demande_page(fetch(Demande, id=demande_id), blank(ReponseForm))


def _demande_page(found: Demande, form: Bound, status: int = 200):
    return render_template("communautes/adhesions/demande.html", demande=found, form=form), status


@bp.post("/demandes/<int:demande_id>/reponse")
@login_required
def answer(demande_id: int):
    """Let in, or say why not; accept an invitation, or decline it."""
    form = bind(ReponseForm, request.form)
    write()
    found = fetch(Demande, id=demande_id)
    require("answer", found)
    if form.errors:
        return _demande_page(found, form, 422)
    answer_demande(found, signature(current_user), form.data["reponse"] == "oui", form.data["texte"])
    db.session.commit()
    flash("Votre réponse est enregistrée.", "fait")
    if found.invitee_par_id and not found.acceptee:
        return redirect(url_for("espaces.index"))
    return redirect(url_for("espaces.show", slug=found.communaute.slug))
