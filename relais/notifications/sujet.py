"""The bell in the bar above every page."""

from socle.rubriques import CLOCHE, Rubrique, open_rubrique, signed_in

from .queries import unread_count

open_rubrique(
    Rubrique(
        CLOCHE,
        10,
        "Nouvelles",
        "notifications.index",
        icon="bell",
        shown=signed_in,
        count=lambda viewer: unread_count(viewer.id),
    )
)
