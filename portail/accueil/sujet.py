"""The two pages of the door in the menu: its first line and its last."""

from socle.rubriques import LIEUX, Rubrique, open_rubrique, signed_in

open_rubrique(Rubrique(LIEUX, 10, "Accueil", "accueil.home", icon="house"))
open_rubrique(Rubrique(LIEUX, 90, "À faire", "accueil.todo", icon="check2-square", shown=signed_in))
