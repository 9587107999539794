"""What one does in a communauté: entering and leaving it, speaking, animating it, answering who asks in."""

from typing import Any

from annuaire.comptes.queries import named
from echanges.fils.models import Fil
from socle.errors import Unprocessable
from socle.gestes import FormPage, Geste
from socle.sujets import under, url_of

from .actions import (
    answer_demande,
    ask_in,
    ask_question,
    change_communaute,
    invite_in,
    join,
    leave,
    must_belong,
    name_animateur,
    remove_member,
    withdraw_invitation,
    write_etape,
)
from .forms import (
    AnimateurForm,
    CommunauteForm,
    EntreeForm,
    EtapeForm,
    InvitationMembreForm,
    NouveauFilForm,
    ReponseDemandeForm,
    RetraitMembreForm,
)
from .models import Communaute, Demande
from .queries import animates

HOME = "/communautes"
MEMBERS = "membres"
SETTINGS = ("nom", "objet", "regles", "acces", "entree", "version")
UNKNOWN = "Personne ne porte ce nom sur la plateforme."


def _member(viewer: Any, communaute: Communaute, said: dict[str, Any]) -> dict[str, Any]:
    """Animateurs name members, who are not loaded for a menu that nobody draws; the chambre names anyone."""
    if animates(viewer, communaute.id):
        must_belong("compte", said["compte"], communaute)
    return said


def _before_leaving(communaute: Communaute) -> tuple[str, str]:
    return (
        f"Quitter « {communaute.nom} » ?",
        "Ce que vous avez écrit reste, sous votre nom. Vous ne recevrez plus rien d’elle.",
    )


def _called(viewer: Any, communaute: Communaute, said: dict[str, Any]) -> dict[str, Any]:
    """The person behind the name of use."""
    compte = named(said.pop("alias"))
    if compte is None:
        raise Unprocessable(errors={"alias": [UNKNOWN]})
    return said | {"compte": compte}


def _answered(viewer: Any, demande: Demande, said: dict[str, Any]) -> dict[str, Any]:
    return {"accept": said["reponse"] == "oui", "reponse": said["texte"]}


def _after_the_answer(viewer: Any, demande: Demande) -> str:
    """Whoever declines an invitation may no longer read where it led."""
    declined = demande.invitee_par_id and not demande.acceptee
    return HOME if declined else url_of(demande.communaute)


def _home_of(viewer: Any, demande: Demande) -> str:
    return url_of(demande.communaute)


GESTES = (
    Geste(
        Communaute,
        "join",
        join,
        at=MEMBERS,
        label="Rejoindre la communauté",
        signs=True,
        kind="main",
        done="Vous êtes membre de « {0.nom} ». Bienvenue.",
    ),
    Geste(
        Communaute,
        "ask",
        ask_in,
        at="demandes",
        label="Demander à entrer",
        form=EntreeForm,
        makes=Demande,
        signs=True,
        kind="main",
        lands=_home_of,
        done="Votre demande est partie. Vous serez prévenu·e de la réponse.",
    ),
    Geste(
        Communaute,
        "leave",
        leave,
        at="depart",
        label="Quitter",
        kind="quiet",
        lands=HOME,
        confirm=_before_leaving,
        done="Vous avez quitté « {0.nom} ». Ce que vous y avez écrit y reste.",
    ),
    Geste(
        Communaute,
        "open_fil",
        ask_question,
        at="fils",
        label="Poser une question",
        form=NouveauFilForm,
        makes=Fil,
        signs=True,
        page=FormPage("nouveau", "communautes/espaces/nouveau_fil.html"),
        lands=lambda viewer, fil: under(fil, ""),
    ),
    Geste(
        Communaute,
        "change",
        change_communaute,
        at="reglages",
        label="Réglages de la communauté",
        rule="animate",
        form=CommunauteForm,
        page=FormPage(
            template="communautes/espaces/edit.html",
            start=lambda communaute: {name: getattr(communaute, name) for name in SETTINGS},
        ),
        done="Les réglages de la communauté sont enregistrés.",
    ),
    Geste(
        Communaute,
        "say_where",
        write_etape,
        at="point",
        label="Enregistrer cette version",
        rule="animate",
        form=EtapeForm,
        page="point",
        done="« Où en est-on ? » est à jour.",
    ),
    Geste(
        Communaute,
        "invite",
        invite_in,
        at="invitations",
        label="Envoyer l’invitation",
        rule="animate",
        form=InvitationMembreForm,
        makes=Demande,
        meant=_called,
        page=MEMBERS,
        lands=lambda viewer, demande: under(demande.communaute, MEMBERS),
        done="{0.compte.nom} a reçu votre invitation.",
    ),
    Geste(
        Communaute,
        "name",
        name_animateur,
        at="animateurs",
        label="Faire animer",
        form=AnimateurForm,
        meant=_member,
        page=MEMBERS,
        lands=MEMBERS,
        done="Cette personne anime désormais la communauté avec vous.",
    ),
    Geste(
        Communaute,
        "remove",
        remove_member,
        at="membres/<int:compte_id>/retrait",
        label="Retirer",
        rule="animate",
        form=RetraitMembreForm,
        page=MEMBERS,
        lands=MEMBERS,
        kind="danger",
        confirm=(
            "Retirer cette personne de la communauté ?",
            "Cette personne cesse aussitôt de lire et de recevoir les échanges réservés. "
            "Ce qu’elle a écrit reste.",
        ),
        done="Cette personne ne fait plus partie de la communauté.",
    ),
    Geste(
        Demande,
        "answer",
        answer_demande,
        at="reponse",
        label="Envoyer la réponse",
        form=ReponseDemandeForm,
        meant=_answered,
        lands=_after_the_answer,
        done="Votre réponse est enregistrée.",
    ),
    Geste(
        Demande,
        "withdraw",
        withdraw_invitation,
        at="retrait",
        label="Retirer l’invitation",
        lands=lambda viewer, demande: under(demande.communaute, MEMBERS),
        done="L'invitation de {0.compte.nom} est retirée.",
    ),
)
