"""What narrows the list of needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from socle.forms import Bound, Choix, Form, Ligne, blank


class FiltreForm(Form):
    """Filters of the list; each is a part of the address."""

    filiere = Choix("Filière", required=False)
    public = Choix("Public", required=False)
    etat = Choix("État", required=False)
    territoire = Ligne("Territoire", required=False)
    territoire_texte = Ligne("Territoire écrit", required=False)

    @classmethod
    def shown(cls, choices: Mapping[str, Iterable], kept: Mapping[str, Any]) -> Bound:
        """The filters as they stand."""
        return blank(cls, choices, **{name: value for name, value in kept.items() if name in cls().fields})
