"""Who is answered what by bodies, séances, decisions and actions."""

from tests.droits.monde import GUEST
from tests.droits.table import BOARD, CRESS, DESK, DOOR, OPEN, REST, acts, for_programs, get, post, reads

SITTING = {
    "titre": "Conseil",
    "jour": "2026-12-10",
    "debut": "14:00",
    "fin": "17:00",
    "ville": "Lille",
    "lieu": "Salle",
}
ANSWER = {
    "sujet": "proposition:{au_conseil}",
    "issue": "portee",
    "motif": "Oui",
    "pilote": "Farid",
    "echeance": "2027-06-01",
}
BOARD_ONLY = acts(*BOARD, refused=404, but={403: CRESS})
TOO_LATE = {DOOR: [GUEST], 409: BOARD, 403: REST}
OUT_OF_TURN = {DOOR: [GUEST], 409: BOARD, 403: CRESS, 404: REST}

MOVES = [
    post("seances.open", "/seances/{planifiee}/ouverture", BOARD_ONLY),
    post("seances.cancel", "/seances/{planifiee}/annulation", BOARD_ONLY),
    post("seances.cancel", "/seances/{ouverte}/annulation", OUT_OF_TURN),
    post("seances.close", "/seances/{ouverte}/cloture", BOARD_ONLY),
    post("seances.reopen", "/seances/{close}/reouverture", BOARD_ONLY),
    post("seances.reopen", "/seances/{publiee}/reouverture", TOO_LATE),
]
KEEPERS = ("Farid", "Admin")
KEPT = acts(*KEEPERS)
KEEPING = {DOOR: [GUEST], 200: KEEPERS, 403: REST}
NEW = {"nom": "CDESS du Nord", "genre": "cdess"}
LINES = [
    get("organes.show", "/instances/ca", OPEN),
    get("organes.institute_organe_page", "/instances/nouvelle", KEEPING),
    post("organes.institute_organe", "/instances", KEPT, **NEW),
    get("organes.change_page", "/instances/ca/modification", KEEPING),
    post("organes.change", "/instances/ca/modification", KEPT, nom="Le conseil", objet="", version="1"),
    post("organes.answer", "/instances/ca/reponses", {DOOR: [GUEST], 409: KEEPERS, 403: REST}),
    get("organes.seat_page", "/instances/ca/sieges/nouveau", KEEPING),
    post("organes.seat", "/instances/ca/sieges", KEPT, alias="amina"),
    post("organes.end", "/sieges/{siege}/fin", KEPT),
    get("organes.answers", "/conseil", {302: REST}),
    get("seances.show", "/seances/{planifiee}", reads(*DESK)),
    get("seances.show", "/seances/{close}", reads(*DESK)),
    get("seances.show", "/seances/{publiee}", OPEN),
    get("seances.plan_page", "/instances/ca/seances/nouvelle", {DOOR: [GUEST], 200: DESK, 403: REST}),
    post("seances.plan", "/instances/ca/seances", acts(*DESK), **SITTING),
    post("seances.add", "/seances/{planifiee}/points", acts(*DESK, refused=404), titre="Information"),
    post(
        "seances.add", "/seances/{publiee}/points", {DOOR: [GUEST], 409: DESK, 403: REST}, titre="Information"
    ),
    post("seances.take_off", "/seances/{planifiee}/points/{point}/retrait", acts(*DESK, refused=404)),
    post(
        "seances.take_off", "/seances/{planifiee}/points/{point_ouvert}/retrait", {DOOR: [GUEST], 404: REST}
    ),
    post(
        "seances.take_off",
        "/seances/{ouverte}/points/{point_ouvert}/retrait",
        {DOOR: [GUEST], 409: DESK, 404: REST},
    ),
    *MOVES,
    post("decisions.record", "/seances/{ouverte}/points/{point_ouvert}/decisions", BOARD_ONLY, **ANSWER),
    post(
        "decisions.record",
        "/seances/{ouverte}/points/{point}/decisions",
        {DOOR: [GUEST], 403: CRESS, 404: REST},
        **ANSWER,
    ),
    post("decisions.record", "/seances/{publiee}/points/{point}/decisions", TOO_LATE, **ANSWER),
    post("decisions.publish", "/seances/{close}/publication", BOARD_ONLY),
    post("decisions.publish", "/seances/{publiee}/publication", TOO_LATE),
    get("decisions.show", "/decisions/{ecrite}", reads(*DESK)),
    get("decisions.show", "/decisions/{decision}", OPEN),
    get("plans.show", "/actions/{action}", OPEN),
    post("plans.start", "/actions/{action}/demarrage", acts(*DESK)),
    post("plans.start", "/actions/{en_cours}/demarrage", {DOOR: [GUEST], 409: DESK, 403: REST}),
    post("plans.finish", "/actions/{en_cours}/resultat", acts(*DESK), texte="Quarante structures"),
]
LINES += [
    *for_programs(LINES, "organes", made={"institute_organe", "seat"}),
    *for_programs(LINES, "seances", made={"plan", "add"}),
    *for_programs(LINES, "decisions", made={"record"}),
    *for_programs(LINES, "plans"),
    get("organes.index", "/instances", OPEN),
    get("organes_api.index", "/api/v1/instances", OPEN),
    get("organes_api.show", "/api/v1/instances/ca", OPEN),
    get("seances.index", "/instances/ca/seances", OPEN),
    get("seances_api.index", "/api/v1/instances/ca/seances", OPEN),
    get("seances_api.show", "/api/v1/seances/{planifiee}", reads(*DESK)),
    get("seances_api.show", "/api/v1/seances/{publiee}", OPEN),
    get("seances_api.points", "/api/v1/seances/{planifiee}/points", reads(*DESK)),
    get("seances_api.points", "/api/v1/seances/{publiee}/points", OPEN),
    get("decisions.index", "/decisions", OPEN),
    get("decisions.index", "/decisions?issue=portee&organe=ca", OPEN),
    get("decisions.index", "/decisions?organe=jury", {404: REST}),
    get("decisions_api.index", "/api/v1/decisions", OPEN),
    get("decisions_api.show", "/api/v1/decisions/{ecrite}", reads(*DESK)),
    get("decisions_api.show", "/api/v1/decisions/{decision}", OPEN),
    get("plans.index", "/actions", OPEN),
    get("plans_api.index", "/api/v1/actions", OPEN),
    get("plans_api.show", "/api/v1/actions/{action}", OPEN),
]
