"""Who is answered what by the map and by the directory of structures."""

from tests.droits.monde import GUEST
from tests.droits.table import CRESS, DOOR, OPEN, REST, acts, get, post

KEEPERS = (*CRESS, "Hugo")
SHEET = {"nom": "Ressourcerie du Plateau", "famille": "cooperative"}

LINES = [
    get("territoires.index", "/territoires?q=arras", OPEN),
    get("territoires.proches", "/territoires/proches?q=arr", OPEN),
    get("territoires.show", "/territoires/62041", OPEN),
    get("territoires_api.index", "/api/v1/territoires?q=arras", OPEN),
    get("territoires_api.show", "/api/v1/territoires/62041", OPEN),
    get("structures.index", "/structures", OPEN),
    get("structures.proches", "/structures/proches?q=jar", OPEN),
    get("structures.show", "/structures/{structure}", OPEN),
    get("structures.new", "/structures/nouvelle", {DOOR: [GUEST], 200: CRESS, 403: REST}),
    post("structures.create", "/structures", acts(*CRESS), **SHEET),
    get("structures.edit", "/structures/{structure}/modification", {DOOR: [GUEST], 200: KEEPERS, 403: REST}),
    post("structures.change", "/structures/{structure}/modification", acts(*KEEPERS), version="1", **SHEET),
    get("structures_api.index", "/api/v1/structures", OPEN),
    get("structures_api.show", "/api/v1/structures/{structure}", OPEN),
]
