"""Instituting a communauté."""

from typing import Any

from annuaire.comptes.models import Compte
from annuaire.comptes.queries import slug
from communautes.espaces.actions import change_communaute, create_communaute, name_animateur
from communautes.espaces.models import Communaute, Fonction
from communautes.espaces.queries import animateurs_of, membre_of
from socle.database import hold, lock
from socle.errors import Refused, Unprocessable, WrongState
from socle.events import announce
from socle.signatures import Signature

from .events import AnimateurUnnamed
from .queries import code_taken, name_taken

LAST = "C'est la dernière personne qui anime : nommez en même temps celle qui prend la suite."
NOT_ANY_MORE = "Cette personne n'anime pas, ou plus, cette communauté."
TAKEN = "Une communauté porte déjà ce nom, ou l'a porté : choisissez-en un autre."
SAME_CODE = "Une communauté porte déjà ce code : choisissez-en un autre."
NAMELESS = "Ce nom ne peut pas faire une adresse : écrivez-le avec des lettres."
NOBODY = "Nommez au moins une personne qui l'anime : une communauté n'en est jamais privée."
RESERVED = ("nouvelle",)  # the page of the form


def institute(by: Signature, nom: str, code: str, animateurs: list[Compte], **words: Any) -> Communaute:
    """Institute a communauté with its rules, its doors and those who animate it first.

    Raises ``Unprocessable`` for a name or a code that is taken, and when nobody animates (SD-13).
    """
    hold("communautes")
    address = slug(nom)
    if not address:
        raise _wrong("nom", NAMELESS)
    if address in RESERVED or name_taken(nom):
        raise _wrong("nom", TAKEN)
    if code_taken(code):
        raise _wrong("code", SAME_CODE)
    if not animateurs:
        raise _wrong("animateurs", NOBODY)
    communaute = create_communaute(code, address, nom, words.pop("objet"), by)
    change_communaute(communaute, by, communaute.version, **words)
    for compte in animateurs:
        name_animateur(communaute, by, compte)
    return communaute


def _wrong(name: str, sentence: str) -> Unprocessable:
    return Unprocessable(sentence, errors={name: [sentence]})


def unname_animateur(
    communaute: Communaute, by: Signature, compte_id: int, successeur: Compte | None = None, motif: str = ""
) -> None:
    """Let a person animate no more; they stay a member. A successor is named in the same act.

    Raises ``WrongState`` for who does not animate, ``Refused`` for the last one without a successor (SD-13).
    """
    lock(communaute)
    membre = membre_of(compte_id, communaute.id)
    if membre is None or membre.fonction is not Fonction.ANIMATEUR:
        raise WrongState(NOT_ANY_MORE)
    if successeur and successeur.id != compte_id:
        name_animateur(communaute, by, successeur)
    if animateurs_of(communaute.id) == [compte_id]:
        raise Refused(LAST)
    membre.fonction = Fonction.MEMBRE
    announce(AnimateurUnnamed(communaute_id=communaute.id, compte_id=compte_id, motif=motif), by)
