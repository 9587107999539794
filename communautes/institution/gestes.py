"""Beginning a communauté: what the chambre, and who runs the platform, do to an empty house."""

from typing import Any

from annuaire.comptes.models import Compte
from communautes.espaces.actions import must_belong
from communautes.espaces.models import Acces, Communaute
from socle.errors import NotVisible, Unprocessable
from socle.gestes import NOTHING, FormPage, Geste
from socle.permissions import fetch
from socle.sujets import url_of

from .actions import institute, unname_animateur
from .forms import InstitutionForm, RetraitAnimateurForm
from .queries import called

HOME = "/communautes"
NO_ACCOUNT = "Personne ne porte le numéro {} sur la plateforme."
NOBODY_CALLED = "Personne ne porte le nom d'usage ni l'adresse « {} » : invitez d'abord cette personne."


def _numbered(number: int) -> Compte:
    try:
        return fetch(Compte, id=number)
    except NotVisible:
        raise Unprocessable(errors={"animateurs": [NO_ACCOUNT.format(number)]}) from None


def _named(words: str) -> Compte:
    compte = called(words)
    if compte is None:
        raise Unprocessable(errors={"animateurs_texte": [NOBODY_CALLED.format(words)]})
    return compte


def _instituted(viewer: Any, nothing: None, said: dict[str, Any]) -> dict[str, Any]:
    """Who animates first: the numbers of programs and the words of people become accounts."""
    written = (words.strip() for words in said.pop("animateurs_texte").split(","))
    people = [_numbered(number) for number in said["animateurs"]] + [_named(one) for one in written if one]
    return said | {"animateurs": list(dict.fromkeys(people)), "acces": Acces(said["acces"])}


def _where_it_is_read(viewer: Any, communaute: Communaute) -> str:
    """Its home, unless it is private: whoever instituted it is not in it."""
    return HOME if communaute.acces is Acces.PRIVEE else url_of(communaute)


def _successor(viewer: Any, communaute: Communaute, said: dict[str, Any]) -> dict[str, Any]:
    """Among the members: nobody is let in by this act."""
    if said["successeur"]:
        must_belong("successeur", said["successeur"], communaute)
    return said


GESTES = (
    Geste(
        NOTHING,
        "create_communaute",
        institute,
        at="communautes",
        label="Instituer une communauté",
        form=InstitutionForm,
        makes=Communaute,
        page=FormPage(
            "nouvelle",
            "communautes/institution/nouvelle.html",
            start=lambda nothing: {"acces": "publique", "entree": "libre"},
        ),
        meant=_instituted,
        lands=_where_it_is_read,
        done="La communauté « {0.nom} » est instituée. Les personnes qui l'animent en sont prévenues.",
        kind="main",
    ),
    Geste(
        Communaute,
        "unname",
        unname_animateur,
        at="animateurs/<int:compte_id>/retrait",
        label="Ne plus faire animer",
        form=RetraitAnimateurForm,
        meant=_successor,
        page="membres",
        lands="membres",
        kind="quiet",
        done="Cette personne n'anime plus la communauté ; elle en reste membre.",
    ),
)
