"""How others speak of roles and mandates: they have no page of their own."""

from typing import Any

from socle.sujets import Sujet, under, url_of

from .models import Mandat, Role


class SujetRole(Sujet):
    """A role, read on the page of who keeps the account."""

    kind, noun, label, path = "role", Role, "Rôle", "/reglages/roles/<int:id>"

    def url(self, role: Role) -> str:
        """Where roles are given."""
        return under(role.compte, "#roles")

    def place(self, role: Role, viewer: Any) -> str:
        """Whether it is over."""
        return str(role.termine)


class SujetMandat(Sujet):
    """A mandate, read on the page of the person who holds it."""

    kind, noun, label, path = "mandat", Mandat, "Mandat", "/reglages/mandats/<int:id>"

    def url(self, mandat: Mandat) -> str:
        """The person, whom everybody reads."""
        return url_of(mandat.compte)

    def place(self, mandat: Mandat, viewer: Any) -> str:
        """Whether it is over."""
        return str(mandat.termine)
