"""How a mail is named to whoever looks after mails."""

from socle.courriels import Courriel
from socle.sujets import Sujet

from .queries import titled


class SujetCourriel(Sujet):
    """A mail of the outbox."""

    kind, noun, label, path = "courriel", Courriel, "courriel", "/reglages/courriels/<int:id>"

    def title(self, courriel: Courriel) -> str:
        """Its subject, unless it is news for somebody."""
        return titled(courriel)
