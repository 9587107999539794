"""Who is answered what by communautés and by belonging."""

from tests.droits.monde import GUEST
from tests.droits.table import DONE, DOOR, INSIDE, MEMBERS, OPEN, REST, acts, for_programs, get, post, reads

HOME, SECRET = "/communautes/bonnes-pratiques", "/communautes/cellule"
NOT_BASILE = {403: ["Amina", "Hugo"]}
KNOWN = {
    "nom": "Bonnes pratiques",
    "objet": "Un objet",
    "acces": "publique",
    "entree": "libre",
    "version": "1",
}
NEW = {
    "nom": "Neuve",
    "code": "NEU",
    "objet": "Un objet",
    "acces": "publique",
    "entree": "libre",
    "animateurs_texte": "gwen",
}
PASSERS = ("Carole", "Denis", "Édith", "Farid", "Gwen", "Inès", "Admin")

LINES = [
    get("espaces.index", "/communautes", OPEN),
    get(
        "institution.create_communaute_page",
        "/communautes/nouvelle",
        {DOOR: [GUEST], 200: ["Farid", "Admin"], 403: REST},
    ),
    post("institution.create_communaute", "/communautes", acts("Farid", "Admin"), **NEW),
    get("espaces.show", HOME, OPEN),
    get("espaces.show", "/communautes/tiers-lieux", OPEN),
    get("espaces.show", SECRET, reads(*MEMBERS)),
    get("espaces_api.index", "/api/v1/communautes", OPEN),
    get("espaces_api.show", "/api/v1/communautes/bonnes-pratiques", OPEN),
    get("espaces_api.show", "/api/v1/communautes/cellule", reads(*MEMBERS)),
    get("espaces.change_page", HOME + "/reglages", {DOOR: [GUEST], 200: ["Basile"], 403: REST}),
    get(
        "espaces.change_page", SECRET + "/reglages", {DOOR: [GUEST], 200: ["Basile"], **NOT_BASILE, 404: REST}
    ),
    post("espaces.change", HOME + "/reglages", acts("Basile"), **KNOWN),
    post(
        "espaces.change",
        SECRET + "/reglages",
        acts("Basile", refused=404, but=NOT_BASILE),
        **{**KNOWN, "version": "2"},
    ),
    get("espaces.points", HOME + "/point", OPEN),
    get("espaces.points", "/communautes/tiers-lieux/point", {404: [GUEST], 200: REST}),
    get("espaces.points", SECRET + "/point", reads(*MEMBERS)),
    post("espaces.say_where", HOME + "/point", acts("Basile"), texte="Plus loin", numero="1"),
    post(
        "espaces.say_where",
        SECRET + "/point",
        acts("Basile", refused=404, but=NOT_BASILE),
        texte="Ici",
        numero="1",
    ),
    get("espaces.open_fil_page", HOME + "/fils/nouveau", {DOOR: [GUEST], 200: MEMBERS, 403: REST}),
    get("espaces.open_fil_page", SECRET + "/fils/nouveau", {DOOR: [GUEST], 200: MEMBERS, 404: REST}),
    post("espaces.open_fil", HOME + "/fils", acts(*MEMBERS), titre="Une question", texte="Laquelle ?"),
    post(
        "espaces.open_fil",
        SECRET + "/fils",
        acts(*MEMBERS, refused=404),
        titre="Une question",
        texte="Laquelle ?",
    ),
    get("espaces.members", HOME + "/membres", OPEN),
    get("espaces.members", SECRET + "/membres", reads(*MEMBERS)),
    post("espaces.join", HOME + "/membres", acts(*PASSERS, but={409: MEMBERS})),
    post("espaces.join", "/communautes/tiers-lieux/membres", acts(but={409: ["Amina", "Gwen", "Hugo"]})),
    post("espaces.join", SECRET + "/membres", acts(refused=404, but={409: MEMBERS})),
    post("espaces.ask", HOME + "/demandes", acts(but={409: MEMBERS})),
    post(
        "espaces.ask",
        "/communautes/tiers-lieux/demandes",
        acts(
            "Basile",
            "Carole",
            "Denis",
            "Farid",
            "Inès",
            "Admin",
            but={409: ["Édith", "Amina", "Gwen", "Hugo"]},
        ),
        texte="Bonjour",
    ),
    post("espaces.ask", SECRET + "/demandes", acts(refused=404, but={409: MEMBERS})),
    post("espaces.leave", HOME + "/depart", acts("Amina", "Hugo")),
    post("espaces.leave", SECRET + "/depart", acts("Amina", "Hugo", refused=404, but={403: ["Basile"]})),
    post("espaces.remove", HOME + "/membres/{hugo}/retrait", acts("Basile"), motif="Parti"),
    post("espaces.remove", SECRET + "/membres/{hugo}/retrait", acts("Basile", refused=404, but=NOT_BASILE)),
    post("espaces.name", HOME + "/animateurs", acts("Basile", "Farid", "Admin"), compte="{amina}"),
    post(
        "espaces.name", SECRET + "/animateurs", acts("Basile", refused=404, but=NOT_BASILE), compte="{amina}"
    ),
    post(
        "institution.unname",
        HOME + "/animateurs/{amina}/retrait",
        acts(but={409: ["Basile", "Farid", "Admin"]}),
    ),
    post(
        "institution.unname",
        SECRET + "/animateurs/{amina}/retrait",
        acts(refused=404, but={409: ["Basile"], 403: ["Amina", "Hugo"]}),
    ),
    post("espaces.invite", HOME + "/invitations", acts("Basile"), alias="edith"),
    post(
        "espaces.invite", SECRET + "/invitations", acts("Basile", refused=404, but=NOT_BASILE), alias="edith"
    ),
    get("espaces.demande", "/demandes/{demande}", {DOOR: [GUEST], 200: ["Édith", "Gwen"], 404: REST}),
    get("espaces.demande", "/demandes/{invitation}", {DOOR: [GUEST], 200: ["Carole", "Basile"], 404: REST}),
    get("espaces.demande", "/demandes/{secret_demande}", {DOOR: [GUEST], 200: ["Hugo", "Basile"], 404: REST}),
    post(
        "espaces.answer",
        "/demandes/{demande}/reponse",
        acts("Gwen", refused=404, but={403: ["Édith"]}),
        reponse="oui",
    ),
    post(
        "espaces.answer",
        "/demandes/{invitation}/reponse",
        acts("Carole", refused=404, but={403: ["Basile"]}),
        reponse="non",
    ),
    post(
        "espaces.withdraw",
        "/demandes/{invitation}/retrait",
        acts("Basile", refused=404, but={403: ["Carole"]}),
    ),
    post("espaces.withdraw", "/demandes/{demande}/retrait", acts(refused=404, but={403: ["Gwen", "Édith"]})),
    get("espaces_api.members", "/api/v1" + HOME + "/membres", OPEN),
    get("espaces_api.members", "/api/v1" + SECRET + "/membres", reads(*MEMBERS)),
    get("espaces_api.etapes", "/api/v1" + HOME + "/point", OPEN),
    get("espaces_api.etapes", "/api/v1" + SECRET + "/point", reads(*MEMBERS)),
    get("espaces_api.show_demandes", "/api/v1/demandes/{demande}", reads("Édith", "Gwen")),
    get("espaces_api.show_demandes", "/api/v1/demandes/{secret_demande}", reads("Hugo", "Basile")),
]
LINES += [
    *for_programs(LINES, "institution", made={"create_communaute"}),
    *for_programs(LINES, "espaces", made={"ask", "invite", "open_fil"}),
    get("accueil.home", "/", OPEN),
    get("accueil.todo", "/a-faire", INSIDE),
    get("renvois.towards", "/vers/fil:{fil}", {DONE: REST}),
    get("renvois.towards", "/vers/fil:{secret_fil}", {DONE: MEMBERS, 404: REST}),
    get("renvois.towards", "/vers/message:{secret_message}", {DONE: MEMBERS, 404: REST}),
    get("renvois.towards", "/vers/communaute:{cellule}", {DONE: MEMBERS, 404: REST}),
    get("renvois.towards", "/vers/demande:{secret_demande}", {DONE: ["Basile", "Hugo"], 404: REST}),
    get("renvois.by_reference", "/ref/{reference}", {DONE: [*MEMBERS, "Farid"], 404: REST}),
    get("renvois.by_reference", "/ref/{secret_reference}", {DONE: MEMBERS, 404: REST}),
    get("renvois.by_reference", "/ref/{secret_note_reference}", {DONE: ["Basile"], 404: REST}),
    post("renvois.preview", "/apercu", INSIDE, texte="**Bonjour**"),
    get("sante", "/sante", OPEN),
    get("api-docs.openapi_json", "/api/v1/openapi.json", OPEN),
    get("cabinet.index", "/cabinet", OPEN),
    get("cabinet.planche", "/cabinet/fil", OPEN),
    get("static", "/static/rien.css", {404: REST}),
]
