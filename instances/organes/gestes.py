"""What those who keep the bodies do with them."""

from typing import Any

from annuaire.comptes.queries import named
from annuaire.roles.queries import the_one_called
from socle.errors import Unprocessable
from socle.gestes import NOTHING, FormPage, Geste

from .actions import change_organe, create_organe, end_siege, give_siege, let_answer
from .forms import ChangementForm, InstanceForm, SiegeForm
from .models import Organe, Place, Siege

UNKNOWN = "Personne ne porte ce nom d'usage."
ANSWERS = (
    "Cette instance répondra aux notes des communautés ?",
    "Les notes transmises désormais lui arrivent. Celles qui attendent déjà une réponse la suivent.",
)


def _seated(viewer: Any, organe: Organe, said: dict[str, Any]) -> dict[str, Any]:
    """The person behind the name of use, the structure behind its name."""
    alias, words = said.pop("alias"), said.pop("structure")
    compte = said["compte"] or named(alias or "")
    if compte is None:
        raise Unprocessable(errors={"alias": [UNKNOWN]})
    structure = the_one_called("structure", "structure", words) if words else None
    place = Place(said["place"] or Place.MEMBRE)
    return said | {"compte": compte, "structure": structure, "place": place, "college": said["college"] or ""}


def _before_ending(siege: Siege) -> tuple[str, str]:
    return (
        f"Mettre fin au siège de {siege.compte.nom} ?",
        "Cette personne ne siège plus dès maintenant. Ce qui a été décidé reste décidé.",
    )


GESTES = (
    Geste(
        NOTHING,
        "institute_organe",
        create_organe,
        at="instances",
        label="Installer une instance",
        form=InstanceForm,
        makes=Organe,
        kind="main",
        page=FormPage(
            "nouvelle", lead="Elle apparaît aussitôt, avec sa page ; les sièges se pourvoient ensuite."
        ),
        done="« {0.nom} » est installée. Pourvoyez ses sièges.",
    ),
    Geste(
        Organe,
        "change",
        change_organe,
        at="modification",
        label="Modifier",
        form=ChangementForm,
        rule="keep_organe",
        page=FormPage(
            start=lambda organe: {"nom": organe.nom, "objet": organe.objet, "version": organe.version}
        ),
        kind="quiet",
        done="« {0.nom} » est à jour.",
    ),
    Geste(
        Organe,
        "answer",
        let_answer,
        at="reponses",
        label="Lui confier les réponses aux notes",
        rule="keep_organe",
        confirm=ANSWERS,
        kind="quiet",
        done="« {0.nom} » répond désormais aux notes des communautés.",
    ),
    Geste(
        Organe,
        "seat",
        give_siege,
        at="sieges",
        label="Pourvoir un siège",
        form=SiegeForm,
        makes=Siege,
        meant=_seated,
        rule="keep_organe",
        page=FormPage(
            "nouveau", "instances/organes/siege.html", start=lambda organe: {"place": Place.MEMBRE}
        ),
        done="{0.compte.nom} siège.",
    ),
    Geste(
        Siege,
        "end",
        end_siege,
        at="fin",
        label="Mettre fin",
        confirm=_before_ending,
        kind="quiet",
        done="Le siège de {0.compte.nom} a pris fin.",
    ),
)
