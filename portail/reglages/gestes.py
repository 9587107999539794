"""What those who keep the accounts do: roles, mandates, access, invitations."""

from typing import Any

from annuaire.comptes.actions import reopen_compte, suspend_compte
from annuaire.comptes.models import Compte, Invitation
from annuaire.facteurs.actions import drop_facteur
from annuaire.invitations.actions import invite, withdraw_invitation
from annuaire.roles.actions import give_mandat, give_role
from annuaire.roles.models import Fonction, Mandat, Role
from annuaire.roles.queries import the_one_called
from socle.gestes import NOTHING, Geste, Offer
from socle.permissions import can, require
from socle.sujets import Ref, under
from socle.templating import de

from .forms import InvitationForm, MandatForm, RoleForm, SuspensionForm


def _perimetre(said: dict[str, Any]) -> Ref | None:
    words, kind = said["perimetre"], said["genre"]
    return Ref(kind, the_one_called("perimetre", kind, words).id) if words else None


def _role(viewer: Any, compte: Compte, said: dict[str, Any]) -> dict[str, Any]:
    fonction = Fonction(said["fonction"])
    if fonction is Fonction.ADMIN_PLATEFORME:
        require("give_admin", compte, viewer)
    return {"fonction": fonction, "perimetre": _perimetre(said), "debut": said["debut"], "fin": said["fin"]}


def _mandat(viewer: Any, compte: Compte, said: dict[str, Any]) -> dict[str, Any]:
    return said | {"structure": the_one_called("structure", "structure", said["structure"])}


def _guest(viewer: Any, nothing: None, said: dict[str, Any]) -> dict[str, Any]:
    if said["fonction"] == Fonction.ADMIN_PLATEFORME:
        require("invite_admin", None, viewer)
    roles = [(Fonction(said["fonction"]), _perimetre(said))] if said["fonction"] else []
    return {"courriel": said["courriel"], "nom": said["nom"], "roles": roles}


def _account(viewer: Any, held: Compte | Role | Mandat) -> str:
    """The page of the account."""
    compte = held if isinstance(held, Compte) else held.compte
    return under(compte, "")


def offered(given: Offer, viewer: Any) -> Offer:
    """The same form, which offers only the roles that the viewer may give."""
    if given and not can(viewer, "invite_admin", None):
        all_of_them = given.form.fields["fonction"].choices
        given.form.offer({"fonction": [one for one in all_of_them if one[0] != Fonction.ADMIN_PLATEFORME]})
    return given


GESTES = (
    Geste(
        Compte,
        "give_role",
        give_role,
        at="roles",
        label="Donner ce rôle",
        form=RoleForm,
        makes=Role,
        meant=_role,
        done="Ce rôle est donné à {0.compte.nom}.",
        lands=_account,
    ),
    Geste(
        Compte,
        "give_mandat",
        give_mandat,
        at="mandats",
        label="Donner ce mandat",
        form=MandatForm,
        makes=Mandat,
        meant=_mandat,
        done="{0.compte.nom} peut agir au titre de {0.structure.nom}.",
        lands=_account,
    ),
    Geste(
        Compte,
        "suspend",
        suspend_compte,
        at="suspension",
        label="Suspendre",
        form=SuspensionForm,
        kind="danger",
        confirm=lambda compte: (
            f"Suspendre le compte {de(compte.nom)} ?",
            "Cette personne ne peut plus entrer, et ses connexions se ferment à l’instant. "
            "Ce qu’elle a écrit reste.",
        ),
        done="Le compte de {0.nom} est suspendu ; ses connexions sont fermées.",
        lands=_account,
    ),
    Geste(
        Compte,
        "reopen",
        reopen_compte,
        at="reouverture",
        label="Rouvrir le compte",
        kind="main",
        done="Le compte de {0.nom} est rouvert.",
        lands=_account,
    ),
    Geste(
        Compte,
        "drop_facteur",
        drop_facteur,
        at="second-facteur/retrait",
        label="Retirer le second facteur",
        kind="danger",
        confirm=lambda compte: (
            f"Retirer le second facteur {de(compte.nom)} ?",
            "Seulement après avoir vérifié que c’est bien cette personne qui le demande. "
            "Un courriel l’en avertit.",
        ),
        done="Le second facteur de {0.nom} est retiré ; un courriel l'en avertit.",
        lands=_account,
    ),
    Geste(
        NOTHING,
        "invite",
        invite,
        at="reglages/invitations",
        label="Envoyer l’invitation",
        form=InvitationForm,
        makes=Invitation,
        meant=_guest,
        done="L'invitation est partie pour {0.courriel}. Elle vaut trente jours.",
    ),
    Geste(
        Invitation,
        "withdraw",
        withdraw_invitation,
        at="retrait",
        label="Retirer",
        done="Cette invitation n'ouvre plus rien.",
    ),
)
