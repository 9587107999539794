"""Instituting a communauté."""

from typing import Any

from annuaire.comptes.models import Compte
from annuaire.comptes.queries import slug
from communautes.espaces.actions import change_communaute, create_communaute, name_animateur
from communautes.espaces.models import Communaute
from socle.database import hold
from socle.errors import Unprocessable
from socle.signatures import Signature

from .queries import code_taken, name_taken

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
