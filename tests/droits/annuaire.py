"""Who is answered what by the map and by the directory of structures."""

from tests.droits.monde import GUEST
from tests.droits.table import CRESS, DONE, DOOR, OPEN, REST, acts, for_programs, get, post

KEEPERS = (*CRESS, "Hugo")
SHEETS = "/structures/{structure}"
SHEET = {"nom": "Ressourcerie du Plateau", "famille": "cooperative"}

LINES = [
    get("territoires.index", "/territoires?q=arras", OPEN),
    get("territoires.proches", "/territoires/proches?q=arr", OPEN),
    get("territoires.show", "/territoires/62041", OPEN),
    get("territoires_api.index", "/api/v1/territoires?q=arras", OPEN),
    get("territoires_api.show", "/api/v1/territoires/62041", OPEN),
    get("structures.index", "/structures", OPEN),
    get("structures.proches", "/structures/proches?q=jar", OPEN),
    get("structures.show", SHEETS, OPEN),
    get("structures.create_structure_page", "/structures/nouvelle", {DOOR: [GUEST], 200: CRESS, 403: REST}),
    post("structures.create_structure", "/structures", acts(*CRESS), **SHEET),
    get("structures.edit_page", SHEETS + "/modification", {DOOR: [GUEST], 200: KEEPERS, 403: REST}),
    post("structures.edit", SHEETS + "/modification", acts(*KEEPERS), version="1", **SHEET),
    post(
        "structures.edit",
        SHEETS + "/modification",
        {DOOR: [GUEST], DONE: CRESS, 403: REST},
        version="1",
        adherente="oui",
        **SHEET,
    ),
    get("structures_api.index", "/api/v1/structures", OPEN),
    get("structures_api.show", "/api/v1" + SHEETS, OPEN),
]
LINES += for_programs(LINES, "structures", made={"create_structure"})
