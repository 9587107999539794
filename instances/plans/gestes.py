"""What one does to an action."""

from socle.gestes import Geste

from .actions import finish_action, start_action
from .forms import ResultatForm
from .models import Action

GESTES = (
    Geste(Action, "start", start_action, "demarrage", "Démarrer", done="L’action est en cours.", kind="main"),
    Geste(
        Action,
        "finish",
        finish_action,
        "resultat",
        "L’action est réalisée",
        form=ResultatForm,
        lands="#resultat",
        done="L’action est réalisée. Celles et ceux qui l’avaient proposée sont prévenus.",
    ),
)
