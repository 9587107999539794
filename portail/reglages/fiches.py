"""What is told of accounts and invitations to those who keep them, and the lists of them."""

from typing import Any

from sqlalchemy.orm import joinedload

from annuaire.comptes.models import Attente, Compte, Invitation
from annuaire.comptes.queries import called
from annuaire.invitations.queries import latest_first, pending
from annuaire.roles.models import FONCTIONS, Mandat, Role
from socle.fiches import Champ, Fiche, Personne, fiche_of
from socle.filtres import Filtre
from socle.gestes import offer
from socle.listes import Liste, Shown

from .gestes import offered
from .queries import by_name, mandats_of, roles_of


def _with_sender() -> tuple[Any, ...]:
    return (joinedload(Invitation.par),)


def _to_send(viewer: Any, liste: Shown) -> dict[str, Any]:
    """The form that sends another."""
    return {"invite": offered(offer(None, "invite"), viewer)}


FICHES = (
    Fiche(
        Compte,
        "comptes",
        "id",
        Champ("nom", "Nom"),
        Champ("alias", "Mention"),
        Champ("courriel", "Adresse"),
        Champ("cree_le", "Compte ouvert le"),
        Champ("confirme_le", "Adresse confirmée le"),
        Champ("second_facteur", "Second facteur", of=lambda compte: compte.second_facteur, kind=bool),
        Champ("actif", "Ouvert"),
        Champ("suspendu_le", "Suspendu le"),
        Champ("motif_suspension", whole=True),
        Champ("roles", of=roles_of, personal=True, kind=[fiche_of(Role)], whole=True),
        Champ("mandats", of=mandats_of, personal=True, kind=[fiche_of(Mandat)], whole=True),
        rule="keep",
    ),
)
# An invitation has no page: it is told within the list, and once it is sent.
Fiche(
    Invitation,
    "invitations",
    "id",
    Champ("nom", "Nom"),
    Champ("courriel", "Adresse"),
    Champ(
        "roles",
        "Rôles",
        kind=[dict],
        cell=lambda roles: ", ".join(FONCTIONS[one["fonction"]] for one in roles),
    ),
    Champ("par", "Envoyée par", of=lambda one: one.par.fiche if one.par else None, kind=Personne, none=True),
    Champ("cree_le", "Envoyée le"),
    Champ("expire_le", "Valable jusqu’au"),
    Champ("etat", "Où elle en est", of=lambda one: one.etat, kind=Attente),
    loads=_with_sender,
)

LISTES = (
    Liste(
        Compte,
        "/reglages/comptes",
        "Comptes",
        by_name,
        name="comptes",
        filters=(Filtre("q", "Nom ou adresse", called, read=str, words="« {} »".format),),
        template="portail/reglages/comptes.html",
        row="portail/reglages/_compte.html",
        door=True,
        rule="administer",
    ),
    Liste(
        Invitation,
        "/reglages/invitations",
        "Invitations",
        latest_first,
        name="invitations",
        filters=(
            Filtre(
                "attente",
                "En attente",
                lambda _: pending(),
                choices=lambda: [("oui", "En attente")],
                shown=False,
            ),
        ),
        loads=_with_sender,
        template="portail/reglages/invitations.html",
        row="portail/reglages/_invitation.html",
        nothing=("Personne n’a encore été invité.", "La première invitation s’écrit juste au-dessus."),
        lead="Un courriel avec un lien qui sert une fois, pendant trente jours, "
        "pour cette adresse seulement.",
        shown=_to_send,
        door=True,
        rule="administer",
    ),
)
