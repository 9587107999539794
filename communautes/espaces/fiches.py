"""What is told of communautés, of who belongs to them, of who asks in; and the lists of them."""

from typing import Any

from socle.api import part
from socle.fiches import Champ, Fiche, Personne
from socle.listes import Liste, Shown
from socle.permissions import can

from .models import Communaute, Demande, Etape, Membre
from .queries import (
    Membres,
    as_lines,
    by_name,
    by_structure,
    communautes_of,
    latest_etape_first,
    of_communaute,
    open_in,
    with_author,
    with_its_people,
    with_names,
    with_point,
)

ETAPES = Fiche(
    Etape,
    "etapes",
    Champ("numero", "Version"),
    Champ("texte", "Où en est-on ?"),
    "html",
    Champ("par", "Écrite par", of=lambda etape: etape.par.fiche, kind=Personne),
    Champ("ecrit_le", "Écrite le"),
    loads=with_author,
    dated="ecrit_le",
)

MEMBRES = Fiche(
    Membre,
    "membres",
    Champ("compte", "Personne", of=lambda membre: membre.compte.fiche, kind=Personne),
    Champ("fonction", "Fonction"),
    Champ("structure", "Structure", of=lambda membre: membre.structure and membre.structure.nom, none=True),
    Champ("entre_le", "Depuis le"),
    loads=with_names,
    dated="entre_le",
)


FICHES = (
    Fiche(
        Communaute,
        "communautes",
        "id",
        Champ("code", "Code"),
        "slug",
        Champ("nom", "Communauté"),
        Champ("objet", "À quoi elle sert"),
        Champ("acces", "Qui lit ?"),
        Champ("entree", "Comment y entre-t-on ?"),
        Champ("instituee_le", "Instituée le"),
        Champ(
            "membre",
            of=lambda communaute, viewer: communaute.id in communautes_of(viewer),
            personal=True,
            kind=bool,
            help="si la personne qui demande en est membre",
        ),
        Champ("regles", whole=True),
        Champ("version", whole=True),
        Champ("point", kind=ETAPES, whole=True, may="read_talk"),
        loads=with_point,
        droits=("read_talk",),
        dated="creee_le",
    ),
    Fiche(
        Demande,
        "demandes",
        "id",
        Champ("communaute", "Communauté", of=lambda demande: demande.communaute, key="slug"),
        Champ("compte", "Personne", of=lambda demande: demande.compte.fiche, kind=Personne),
        Champ("invitation", of=lambda demande: demande.invitee_par_id is not None, kind=bool),
        "texte",
        "creee_le",
        "repondue_le",
        "acceptee",
        "reponse",
        loads=with_its_people,
    ),
)


def _mine(viewer: Any, liste: Shown) -> dict[str, Any]:
    return {"mine": communautes_of(viewer)}


def _people(viewer: Any, liste: Shown) -> dict[str, Any]:
    """Who is there; for those who animate, what they may do with each, and who waits for an answer."""
    if not can(viewer, "animate", liste.host):
        return {
            "communaute": liste.host,
            "membres": Membres(tuple(liste.rows), bool(viewer.is_authenticated)),
        }
    return {"communaute": liste.host, "waiting": open_in(liste.host.id)}


LISTES = (
    Liste(
        Communaute,
        "/communautes",
        "Communautés",
        by_name,
        walk=part,
        template="communautes/espaces/index.html",
        shown=_mine,
        lead="Des personnes engagées dans l’économie sociale et solidaire s’y retrouvent par sujet, "
        "discutent et font des propositions. Le conseil d’administration de la chambre répond à chacune.",
        nothing=(
            "Aucune communauté n’est encore instituée.",
            "La chambre en institue dès qu’un sujet rassemble quelques structures : ses personnes chargées "
            "de mission, ou l’administration de la plateforme, commencent.",
        ),
    ),
    Liste(
        Membre,
        "membres",
        "Membres",
        by_structure,
        under=Communaute,
        within=of_communaute(Membre),
        lines=as_lines,
        walk=part,
        key="compte_id",
        name="members",
        template="communautes/espaces/membres.html",
        shown=_people,
    ),
    Liste(
        Etape,
        "point",
        "Où en est-on ?",
        latest_etape_first,
        under=Communaute,
        within=of_communaute(Etape),
        key="numero",
        name="etapes",
        pages=False,
    ),
)
