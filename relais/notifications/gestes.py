"""What one does with what one was told."""

from typing import Any

from socle.errors import NotVisible
from socle.gestes import Geste
from socle.sujets import find, url_of

from .actions import read_one
from .models import Notification


def _still_readable(viewer: Any, notification: Notification, said: dict[str, Any]) -> dict[str, Any]:
    """What it is about may be out of reach since. Raises ``NotVisible``, as if it had never been told."""
    if notification.about is None or find(notification.about, viewer) is None:
        raise NotVisible
    return said


def _onward(viewer: Any, notification: Notification) -> str:
    """What it is about."""
    return url_of(notification)


GESTES = (
    Geste(Notification, "follow", read_one, at="lecture", label="Lire", meant=_still_readable, lands=_onward),
)
