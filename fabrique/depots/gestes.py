"""Handing a need over; and, for programs, bringing or completing one in a single sending."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from annuaire.territoires.models import Territoire
from annuaire.territoires.queries import coded, filiere_named
from fabrique.besoins.actions import submit_besoin
from fabrique.besoins.models import Besoin
from socle.errors import Unprocessable
from socle.gestes import NOTHING, Geste

from .actions import bring_besoin, fill_besoin
from .forms import UNTITLED, BesoinForm, FicheForm
from .queries import as_kept, origin_of

SUMMARY = "recapitulatif"
NO_CODE = "Aucun territoire ne porte le code « {} » : c'est le code officiel qui est attendu."
NO_FILIERE = "Aucune filière ne se nomme « {} »."
NO_ORIGIN = "Rien que vous puissiez lire ne porte la référence « {} »."


def _found(name: str, said: list[str], find: Callable[[str], Any], sentence: str) -> list[Any]:
    """The thing of each word. Raises ``Unprocessable`` at the first word that names none."""
    found = []
    for words in said:
        thing = find(words)
        if thing is None:
            raise Unprocessable(errors={name: [sentence.format(words)]})
        found.append(thing)
    return found


def _meant(viewer: Any, besoin: Besoin | None, said: dict[str, Any]) -> dict[str, Any]:
    """The answers as the sheet keeps them: codes, names and references become what they name."""
    if said.get("titre") == "":
        raise Unprocessable(errors={"titre": [UNTITLED]})
    told = as_kept(said)
    for name, find, sentence in (
        ("territoires", lambda code: coded(code, select(Territoire)), NO_CODE),
        ("filieres", filiere_named, NO_FILIERE),
    ):
        if name in said:
            told[name] = _found(name, said[name], find, sentence)
    if origine := told.pop("origine", ""):
        [(told["origine"], *_)] = _found(
            "origine", [origine], lambda text: origin_of(text, viewer), NO_ORIGIN
        )
    return told


GESTES = (
    Geste(
        NOTHING,
        "bring",
        bring_besoin,
        at="besoins",
        label="Déposer un besoin",
        form=BesoinForm,
        makes=Besoin,
        rule="bring_besoin",
        signs=True,
        meant=_meant,
        pages=False,  # people begin by its first step
    ),
    Geste(
        Besoin,
        "fill",
        fill_besoin,
        at="fiche",
        label="Compléter la fiche",
        form=FicheForm,
        rule="edit",
        meant=_meant,
        pages=False,  # people go step by step
    ),
    Geste(
        Besoin,
        "submit",
        submit_besoin,
        at="soumission",
        label="Soumettre à la chambre",
        page=SUMMARY,
        kind="main",
        done="Votre besoin est soumis sous la référence {0.reference}. Un courriel vous le confirme.",
    ),
)
