"""How the rest of the house speaks of bodies."""

from flask import url_for

from socle.sujets import Sujet

from .models import Organe


class SujetOrgane(Sujet):
    """A body: its desk."""

    kind, noun, label = "organe", Organe, "Instance"

    def url(self, organe: Organe) -> str:
        """Its page."""
        return url_for("organes.show", slug=organe.slug)
