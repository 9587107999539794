"""What people do with the directory of structures."""

from typing import Any

from socle.clock import now
from socle.database import hold, lock
from socle.errors import Unprocessable
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature
from socle.versions import must_be_read, rewrite

from .events import StructureEdited, StructureEntered
from .models import Structure
from .queries import free_slug, same_name, with_siren

CHANGED = "Quelqu'un a modifié cette fiche entre-temps : relisez-la avant d'enregistrer."


def enter_structure(by: Signature | None, **words: Any) -> Structure:
    """Enter an organisation in the directory. Raises ``Unprocessable`` when it is already there."""
    hold("structures")
    _unlike_any_other(None, words)
    structure = Structure(slug=free_slug(words["nom"]), **words)
    db.session.add(structure)
    db.session.flush()
    announce(StructureEntered(structure_id=structure.id), by)
    return structure


def edit_structure(structure: Structure, by: Signature, version: int, **words: Any) -> None:
    """Keep the sheet true; its address does not move. Raises ``Conflict`` on someone else's change."""
    hold("structures")
    lock(structure)
    must_be_read(structure, version, CHANGED)
    _unlike_any_other(structure, words)
    rewrite(structure, modifie_le=now(), **words)
    announce(StructureEdited(structure_id=structure.id), by)


def _unlike_any_other(structure: Structure | None, words: dict[str, Any]) -> None:
    """One SIREN, one structure.

    The same name in the same place is the same one until a number tells them apart.
    """
    twin = with_siren(words.get("siren") or "")
    if twin and twin is not structure:
        raise _refused("siren", f"« {twin.nom} » porte déjà ce numéro : complétez sa fiche.")
    twin = same_name(words["nom"], words.get("territoire_id"))
    if twin and twin is not structure and not (words.get("siren") and twin.siren):
        raise _refused(
            "nom", f"« {twin.nom} » est déjà inscrite ici : donnez son SIREN si c'en est une autre."
        )


def _refused(name: str, sentence: str) -> Unprocessable:
    return Unprocessable(sentence, errors={name: [sentence]})
