"""What one does in fils. Saying something stays by hand: its key, its numbers and its live telling."""

from socle.gestes import Geste

from .actions import close_fil, edit_message, react, remove_message, reopen_fil, unreact
from .forms import ClotureForm, EditForm, RetraitForm
from .models import Fil, Message

GESTES = (
    Geste(
        Fil,
        "close",
        close_fil,
        at="cloture",
        label="Clore ce fil",
        form=ClotureForm,
        kind="danger",
        confirm=("Clore ce fil ?", "Plus personne n’y répondra. Tout ce qui y est dit reste lisible."),
    ),
    Geste(Fil, "reopen", reopen_fil, at="reouverture", label="Rouvrir ce fil"),
    Geste(Message, "edit", edit_message, at="", label="Enregistrer", form=EditForm),
    Geste(
        Message,
        "remove",
        remove_message,
        at="retrait",
        label="Retirer ce message",
        form=RetraitForm,
        kind="danger",
        confirm=(
            "Retirer ce message ?",
            "Le texte ne se lira plus. Sa place dans le fil, son auteur et le motif restent.",
        ),
    ),
    Geste(Message, "react", react, at="reactions/<reaction>", label="Réagir"),
    Geste(
        Message, "unreact", unreact, at="reactions/<reaction>/retrait", label="Ne plus réagir", rule="react"
    ),
)
