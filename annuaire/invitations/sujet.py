"""How others speak of an invitation: never by its link."""

from annuaire.comptes.models import Invitation
from socle.sujets import Sujet

SENT = "/reglages/invitations"


class SujetInvitation(Sujet):
    """An account offered to an address."""

    kind, noun, label, path = "invitation", Invitation, "invitation", f"{SENT}/<int:id>"

    def url(self, invitation: Invitation) -> str:
        """Among the others."""
        return SENT
