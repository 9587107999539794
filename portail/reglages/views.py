"""Administration pages: accounts, roles, mandates, invitations."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire import seuil
from annuaire.comptes.actions import reopen_compte, suspend_compte
from annuaire.comptes.models import Compte, Invitation
from annuaire.facteurs.actions import drop_facteur
from annuaire.invitations.actions import invite, withdraw_invitation
from annuaire.roles.actions import end_mandat, end_role, give_mandat, give_role, name_suppleant
from annuaire.roles.models import Fonction, Mandat, Role
from annuaire.roles.queries import perimeter_names, perimeters_called
from annuaire.structures.models import Structure
from socle.database import write
from socle.errors import Conflict
from socle.extensions import db
from socle.forms import Bound, bind, blank
from socle.pages import page
from socle.permissions import can, fetch, require, visible
from socle.sujets import Ref

from .forms import InvitationForm, MandatForm, MotifForm, RechercheForm, RoleForm
from .queries import BY_NAME, LAST_SENT, comptes_called, mandats_of, names_of_senders, roles_of

bp = Blueprint("reglages", __name__, url_prefix="/reglages")
PAGES = "portail/reglages"
UNKNOWN = "Rien ne porte ce nom ni ce numéro. Vérifiez l'orthographe, ou donnez le numéro."
SEVERAL = "Plusieurs portent ce nom : donnez le nom complet ou le numéro. Par exemple {}."


@bp.get("")
@login_required
def home():
    require("administer", None)
    return redirect(url_for("reglages.comptes"))


@bp.get("/comptes")
@login_required
def comptes():
    require("administer", None)
    form = bind(RechercheForm, request.args)
    found = page(comptes_called(form.data.get("q", ""), current_user), BY_NAME)
    return render_template(f"{PAGES}/comptes.html", comptes=found, form=form)


@bp.get("/comptes/<int:compte_id>")
@login_required
def compte(compte_id: int):
    kept = fetch(Compte, id=compte_id)
    require("keep", kept)
    return sheet(kept)


def sheet(
    kept: Compte,
    role: Bound | None = None,
    mandat: Bound | None = None,
    motif: Bound | None = None,
    status: int = 200,
) -> Any:
    """The page of an account, with what was typed in one of its forms."""
    roles = roles_of(kept, current_user)
    role = offering(role or blank(RoleForm))
    shown = {
        "compte": kept,
        "roles": roles,
        "perimetres": perimeter_names(roles),
        "mandats": mandats_of(kept, current_user),
        "role": role,
        "mandat": mandat or blank(MandatForm),
        "motif": motif or blank(MotifForm),
    }
    return render_template(f"{PAGES}/compte.html", **shown), status


def offering(form: Bound) -> Bound:
    """The same form, offering only the roles that the viewer may give."""
    if not can(current_user, "invite_admin", None):
        field = form.form.fields["fonction"]
        field.choices = [choice for choice in field.choices if choice[0] != Fonction.ADMIN_PLATEFORME]
    return form


@bp.post("/comptes/<int:compte_id>/suspension")
@login_required
def suspend(compte_id: int):
    form = bind(MotifForm, request.form)
    write()
    kept = fetch(Compte, id=compte_id)
    require("suspend", kept)
    if form.errors:
        return sheet(kept, motif=form, status=422)
    suspend_compte(kept, seuil.me().id, form.data["motif"])
    db.session.commit()
    return done(compte_id, f"Le compte de {kept.nom} est suspendu ; ses connexions sont fermées.")


@bp.post("/comptes/<int:compte_id>/reouverture")
@login_required
def reopen(compte_id: int):
    write()
    kept = fetch(Compte, id=compte_id)
    require("reopen", kept)
    reopen_compte(kept, seuil.me().id)
    db.session.commit()
    return done(compte_id, f"Le compte de {kept.nom} est rouvert.")


@bp.post("/comptes/<int:compte_id>/second-facteur/retrait")
@login_required
def free_of_facteur(compte_id: int):
    write()
    kept = fetch(Compte, id=compte_id)
    require("drop_facteur", kept)
    drop_facteur(kept, by=seuil.me().id)
    db.session.commit()
    return done(compte_id, f"Le second facteur de {kept.nom} est retiré ; un courriel l'en avertit.")


@bp.post("/comptes/<int:compte_id>/roles")
@login_required
def give(compte_id: int):
    form = bind(RoleForm, request.form)
    admin = form.data.get("fonction") == Fonction.ADMIN_PLATEFORME
    write()
    kept = fetch(Compte, id=compte_id)
    require("give_admin" if admin else "give_role", kept)
    perimetre = None if form.errors else perimeter(form)
    if form.errors:
        return sheet(kept, role=form, status=422)
    asked = form.data
    give_role(kept, Fonction(asked["fonction"]), seuil.me().id, perimetre, asked["debut"], asked["fin"])
    db.session.commit()
    return done(compte_id, f"Ce rôle est donné à {kept.nom}.")


def perimeter(form: Bound) -> Ref | None:
    """The perimeter that was typed; says in the form when nothing, or too much, has that name."""
    if not form.data.get("perimetre"):
        return None
    found = the_one(form, "perimetre", form.data["genre"])
    return Ref(form.data["genre"], found.id) if found else None


def the_one(form: Bound, name: str, kind: str) -> Any:
    """The only structure or territory that an answer names, or ``None`` and a sentence in the form."""
    found = perimeters_called(kind, form.data[name])
    if len(found) == 1:
        return found[0]
    numbers = [thing.siren if isinstance(thing, Structure) else thing.code for thing in found]
    told = ", ".join(f"{thing.titre} ({number or '?'})" for thing, number in zip(found, numbers, strict=True))
    form.refuse(name, SEVERAL.format(told) if found else UNKNOWN)
    return None


@bp.post("/comptes/<int:compte_id>/mandats")
@login_required
def mandate(compte_id: int):
    form = bind(MandatForm, request.form)
    write()
    kept = fetch(Compte, id=compte_id)
    require("give_mandat", kept)
    structure = None if form.errors else the_one(form, "structure", "structure")
    if structure is None:
        return sheet(kept, mandat=form, status=422)
    asked = form.data
    mandat = give_mandat(kept, structure, asked["fonction"], seuil.me().id, asked["debut"], asked["fin"])
    if asked["suppleant"]:
        name_suppleant(mandat)
    db.session.commit()
    return done(compte_id, f"{kept.nom} peut agir au titre de {structure.nom}.")


@bp.post("/roles/<int:role_id>/fin")
@login_required
def end(role_id: int):
    write()
    role = fetch(Role, id=role_id)
    require("end", role)
    end_role(role, by=seuil.me().id)
    db.session.commit()
    return done(role.compte_id, "Ce rôle est terminé.")


@bp.post("/mandats/<int:mandat_id>/fin")
@login_required
def end_speaking(mandat_id: int):
    require("administer", None)
    write()
    mandat = fetch(Mandat, id=mandat_id)
    require("end", mandat)
    end_mandat(mandat, by=seuil.me().id)
    db.session.commit()
    return done(mandat.compte_id, "Ce mandat est terminé.")


def done(compte_id: int, sentence: str) -> Any:
    """Back to the page of the account, with what was done."""
    flash(sentence, "fait")
    return redirect(url_for("reglages.compte", compte_id=compte_id))


@bp.get("/invitations")
@login_required
def invitations():
    require("administer", None)
    return guests(blank(InvitationForm))


def guests(form: Bound, status: int = 200) -> Any:
    """Invitations sent, and a form for another."""
    sent = page(visible(Invitation, current_user), LAST_SENT)
    offering(form)
    shown = {"invitations": sent, "senders": names_of_senders(sent.rows), "form": form}
    return render_template(f"{PAGES}/invitations.html", **shown), status


@bp.post("/invitations")
@login_required
def send():
    form = bind(InvitationForm, request.form)
    admin = form.data.get("fonction") == Fonction.ADMIN_PLATEFORME
    write()
    require("invite_admin" if admin else "invite", None)
    perimetre = None if form.errors else perimeter(form)
    if form.errors:
        return guests(form, 422)
    asked = form.data
    roles = [(Fonction(asked["fonction"]), perimetre)] if asked["fonction"] else []
    try:
        invite(asked["courriel"], asked["nom"], roles, by=seuil.me())
    except Conflict as known:
        db.session.rollback()
        form.refuse("courriel", known.reason)
        return guests(form, 409)
    db.session.commit()
    flash(f"L'invitation est partie pour {asked['courriel']}. Elle vaut quatorze jours.", "fait")
    return redirect(url_for("reglages.invitations"))


@bp.post("/invitations/<int:invitation_id>/retrait")
@login_required
def withdraw(invitation_id: int):
    write()
    invitation = fetch(Invitation, id=invitation_id)
    require("withdraw", invitation)
    withdraw_invitation(invitation, by=seuil.me().id)
    db.session.commit()
    flash("Cette invitation n'ouvre plus rien.", "fait")
    return redirect(url_for("reglages.invitations"))
