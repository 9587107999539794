"""Ending a role or a mandate; they are given from the page of the account, one floor up."""

from typing import Any

from socle.gestes import Geste
from socle.sujets import under

from .actions import end_mandat, end_role
from .models import Mandat, Role

MINE = "/moi/mandats"


def _back(viewer: Any, mandat: Mandat) -> str:
    """One's own mandates, or the page of the account that one keeps."""
    return MINE if mandat.compte_id == viewer.id else under(mandat.compte, "")


GESTES = (
    Geste(
        Role,
        "end_role",
        end_role,
        at="fin",
        label="Retirer",
        rule="end",
        done="Ce rôle est terminé.",
        lands=lambda viewer, role: under(role.compte, ""),
    ),
    Geste(
        Mandat,
        "end_mandat",
        end_mandat,
        at="fin",
        label="Mettre fin",
        rule="end",
        confirm=(
            "Mettre fin à ce mandat ?",
            "Plus rien ne pourra être signé sous ce nom, à partir de maintenant.",
        ),
        done="Ce mandat est terminé. Ce qui a été signé sous ce nom le reste.",
        lands=_back,
    ),
)
