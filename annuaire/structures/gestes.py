"""What one does with the directory: a structure enters it, its sheet is kept true."""

from typing import Any

from sqlalchemy import select

from annuaire.territoires.models import Territoire
from annuaire.territoires.queries import coded, territoire_meant
from socle.errors import Unprocessable
from socle.forms import Bound
from socle.gestes import NOTHING, FormPage, Geste
from socle.permissions import can, require

from .actions import edit_structure, enter_structure
from .forms import CorrectionForm, StructureForm
from .models import Famille, Structure

EDIT = "annuaire/structures/edit.html"
KEPT = ("nom", "sigle", "famille", "siren", "siret", "objet", "site", "version", "adherente")
UNKNOWN = "Aucun territoire ne porte ce nom : vérifiez l'orthographe, ou laissez vide."
NO_CODE = "Aucun territoire ne porte ce code officiel."
SEVERAL = "Plusieurs territoires peuvent se nommer ainsi : choisissez le vôtre ci-dessous."


def _seat(texte: str, chosen: str, among: str) -> int | None:
    """Where it sits: words and what a script found for them, or a code alone. Raises ``Unprocessable``."""
    if not texte:
        found = coded(chosen, select(Territoire)) if chosen else None
        wrong = NO_CODE if chosen else ""
    else:
        found, candidates = territoire_meant(texte, chosen, among)
        wrong = SEVERAL if candidates else UNKNOWN
    if wrong and found is None:
        raise Unprocessable(wrong, errors={"territoire": [wrong]})
    return found.id if found else None


def _membership(viewer: Any, structure: Structure | None, said: bool) -> bool:
    """Whether it belongs to the chambre, which alone says so: others are not asked. Raises ``Refused``."""
    known = structure is not None and structure.adherente
    if structure is None or can(viewer, "recognise", structure):
        return said
    if said and not known:
        require("recognise", structure, viewer)
    return known


def _sheet(viewer: Any, structure: Structure | None, said: dict[str, Any]) -> dict[str, Any]:
    place = [said.pop(name) for name in ("territoire_texte", "territoire", "territoire_choix")]
    siren, siret = said["siren"], said["siret"]
    return said | {
        "famille": Famille(said["famille"]),
        "siren": siren or siret[:9] or None,
        "siret": siret or None,
        "territoire_id": _seat(*place),
        "adherente": _membership(viewer, structure, said["adherente"]),
    }


def _known(structure: Structure) -> dict[str, Any]:
    """What its form shows at first; the number of its seat, a choice among homonyms, goes with the words."""
    known, seat = {name: getattr(structure, name) for name in KEPT}, structure.territoire
    return known | ({"territoire_texte": seat.etiquette, "territoire_choix": seat.id} if seat else {})


def _homonyms(viewer: Any, structure: Structure | None, form: Bound) -> dict[str, Any]:
    """Among which territories to choose, when the words may name several."""
    found = territoire_meant(form.raw["territoire_texte"]).candidates if "territoire" in form.errors else []
    form.offer({"territoire_choix": [(one.id, one.nom_long) for one in found]})
    return {"structure": structure, "recognises": structure is None or can(viewer, "recognise", structure)}


GESTES = (
    Geste(
        NOTHING,
        "create_structure",
        enter_structure,
        at="structures",
        label="Inscrire une structure",
        form=StructureForm,
        makes=Structure,
        page=FormPage("nouvelle", EDIT, shown=_homonyms),
        meant=_sheet,
        done="« {0.nom} » est inscrite à l'annuaire.",
        kind="main",
    ),
    Geste(
        Structure,
        "edit",
        edit_structure,
        at="modification",
        label="Corriger la fiche",
        form=CorrectionForm,
        page=FormPage(template=EDIT, start=_known, shown=_homonyms),
        meant=_sheet,
        done="La fiche est à jour.",
        kind="main",
    ),
)
