"""Who is answered what by fils and by the news."""

from tests.droits.monde import GUEST
from tests.droits.table import (
    DOOR,
    INSIDE,
    MEMBERS,
    OPEN,
    REST,
    SIGNED_IN,
    acts,
    for_programs,
    get,
    post,
    reads,
)

API = {401: [GUEST], 200: REST}
SECRET = acts(*MEMBERS, refused=404)
SECRET_API = {401: [GUEST], 200: MEMBERS, 404: REST}
SAYS = {"texte": "Bonjour", "cle": "cle-1"}
ONE = "/fils/{fil}/messages/{message}"

LINES = [
    get("fils.show", "/fils/{fil}", OPEN),
    get("fils.show", "/fils/{visible}", {404: [GUEST], 200: REST}),
    get("fils.show", "/fils/{secret_fil}", reads(*MEMBERS)),
    get("fils.show", "/fils/{secret_comments}", reads(*MEMBERS)),
    get("fils.messages", "/fils/{fil}/messages?after=0", OPEN),
    get("fils.messages", "/fils/{secret_fil}/messages?after=0", reads(*MEMBERS)),
    get("fils.message", ONE, OPEN),
    get("fils.message", "/fils/{secret_fil}/messages/{secret_message}", reads(*MEMBERS)),
    get("fils.message", "/fils/{fil}/messages/{secret_message}", {404: REST}),
    get("fils.people", "/fils/{fil}/personnes", INSIDE),
    get("fils.people", "/fils/{secret_fil}/personnes", {DOOR: [GUEST], 200: MEMBERS, 404: REST}),
    post("fils.post", "/fils/{fil}/messages", acts(*MEMBERS), **SAYS),
    post("fils.post", "/fils/{visible}/messages", acts("Amina", "Gwen", "Hugo"), **SAYS),
    post("fils.post", "/fils/{clos}/messages", acts(but={409: MEMBERS}), **SAYS),
    post("fils.post", "/fils/{secret_fil}/messages", SECRET, **SAYS),
    post("fils.edit", ONE, acts("Amina"), texte="Autrement"),
    post(
        "fils.edit",
        "/fils/{secret_fil}/messages/{secret_message}",
        acts("Amina", refused=404, but={403: ["Basile", "Hugo"]}),
        texte="Autrement",
    ),
    post("fils.remove", ONE + "/retrait", acts("Amina", "Basile"), motif="Hors sujet"),
    post(
        "fils.remove",
        "/fils/{secret_fil}/messages/{secret_message}/retrait",
        acts("Amina", "Basile", refused=404, but={403: ["Hugo"]}),
        motif="Hors sujet",
    ),
    post("fils.react", ONE + "/reactions/merci", acts(*MEMBERS)),
    post("fils.react", "/fils/{secret_fil}/messages/{secret_message}/reactions/merci", SECRET),
    post("fils.unreact", ONE + "/reactions/merci/retrait", acts(*MEMBERS)),
    post("fils.unreact", "/fils/{secret_fil}/messages/{secret_message}/reactions/merci/retrait", SECRET),
    post("fils.read", "/fils/{fil}/lecture", acts(*SIGNED_IN), rang="1"),
    post("fils.read", "/fils/{secret_fil}/lecture", SECRET, rang="1"),
    post("fils.close", "/fils/{fil}/cloture", acts("Basile"), motif="Fini"),
    post(
        "fils.close",
        "/fils/{secret_fil}/cloture",
        acts("Basile", refused=404, but={403: ["Amina", "Hugo"]}),
        motif="Fini",
    ),
    post("fils.reopen", "/fils/{clos}/reouverture", acts("Basile")),
    get("fils_api.index", "/api/v1/fils", API),
    get("fils_api.index", "/api/v1/fils?sujet=communaute:{cellule}", API),
    get("fils_api.show", "/api/v1/fils/{fil}", OPEN),
    get("fils_api.show", "/api/v1/fils/{secret_fil}", reads(*MEMBERS)),
    get("fils_api.show_messages", "/api/v1" + ONE, OPEN),
    get("fils_api.show_messages", "/api/v1/fils/{secret_fil}/messages/{secret_message}", reads(*MEMBERS)),
    get("fils_api.messages", "/api/v1/fils/{fil}/messages", API),
    get("fils_api.messages", "/api/v1/fils/{secret_fil}/messages", SECRET_API),
    post("fils_api.post", "/api/v1/fils/{fil}/messages", {401: [GUEST], 201: MEMBERS, 403: REST}, **SAYS),
    post(
        "fils_api.post", "/api/v1/fils/{secret_fil}/messages", {401: [GUEST], 201: MEMBERS, 404: REST}, **SAYS
    ),
]
LINES += for_programs(LINES, "fils", but={"post", "read"})
