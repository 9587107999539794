"""Who is answered what by communautés and by belonging."""

from tests.droits.monde import GUEST
from tests.droits.table import DONE, DOOR, INSIDE, MEMBERS, OPEN, REST, acts, get, post, reads

HOME, SECRET = "/communautes/bonnes-pratiques", "/communautes/cellule"
NOT_BASILE = {403: ["Amina", "Hugo"]}
KNOWN = {
    "nom": "Bonnes pratiques",
    "objet": "Un objet",
    "acces": "publique",
    "entree": "libre",
    "version": "1",
}
PASSERS = ("Carole", "Denis", "Édith", "Farid", "Gwen", "Inès", "Admin")

LINES = [
    get("espaces.index", "/communautes", OPEN),
    get("espaces.show", HOME, OPEN),
    get("espaces.show", "/communautes/tiers-lieux", OPEN),
    get("espaces.show", SECRET, reads(*MEMBERS)),
    get("communautes_api.index", "/api/v1/communautes", OPEN),
    get("communautes_api.show", "/api/v1/communautes/bonnes-pratiques", OPEN),
    get("communautes_api.show", "/api/v1/communautes/cellule", reads(*MEMBERS)),
    get("espaces.edit", HOME + "/reglages", {DOOR: [GUEST], 200: ["Basile"], 403: REST}),
    get("espaces.edit", SECRET + "/reglages", {DOOR: [GUEST], 200: ["Basile"], **NOT_BASILE, 404: REST}),
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
    get("espaces.new_fil", HOME + "/fils/nouveau", {DOOR: [GUEST], 200: MEMBERS, 403: REST}),
    get("espaces.new_fil", SECRET + "/fils/nouveau", {DOOR: [GUEST], 200: MEMBERS, 404: REST}),
    post("espaces.create_fil", HOME + "/fils", acts(*MEMBERS), titre="Une question", texte="Laquelle ?"),
    post(
        "espaces.create_fil",
        SECRET + "/fils",
        acts(*MEMBERS, refused=404),
        titre="Une question",
        texte="Laquelle ?",
    ),
    get("adhesions.members", HOME + "/membres", OPEN),
    get("adhesions.members", SECRET + "/membres", reads(*MEMBERS)),
    post("adhesions.enter", HOME + "/membres", acts(*PASSERS)),
    post("adhesions.enter", "/communautes/tiers-lieux/membres", acts()),
    post("adhesions.enter", SECRET + "/membres", acts(refused=404, but={403: MEMBERS})),
    post("adhesions.ask", HOME + "/demandes", acts()),
    post(
        "adhesions.ask",
        "/communautes/tiers-lieux/demandes",
        acts("Basile", "Carole", "Denis", "Édith", "Farid", "Inès", "Admin"),
        texte="Bonjour",
    ),
    post("adhesions.ask", SECRET + "/demandes", acts(refused=404, but={403: MEMBERS})),
    post("adhesions.go", HOME + "/depart", acts("Amina", "Hugo")),
    post("adhesions.go", SECRET + "/depart", acts("Amina", "Hugo", refused=404, but={403: ["Basile"]})),
    post("adhesions.remove", HOME + "/membres/{hugo}/retrait", acts("Basile"), motif="Parti"),
    post("adhesions.remove", SECRET + "/membres/{hugo}/retrait", acts("Basile", refused=404, but=NOT_BASILE)),
    post("adhesions.name", HOME + "/animateurs", acts("Basile"), compte="{amina}"),
    post(
        "adhesions.name",
        SECRET + "/animateurs",
        acts("Basile", refused=404, but=NOT_BASILE),
        compte="{amina}",
    ),
    post("adhesions.invite", HOME + "/invitations", acts("Basile"), alias="edith"),
    post(
        "adhesions.invite",
        SECRET + "/invitations",
        acts("Basile", refused=404, but=NOT_BASILE),
        alias="edith",
    ),
    get("adhesions.demande", "/demandes/{demande}", {DOOR: [GUEST], 200: ["Édith", "Gwen"], 404: REST}),
    get("adhesions.demande", "/demandes/{invitation}", {DOOR: [GUEST], 200: ["Carole", "Basile"], 404: REST}),
    get(
        "adhesions.demande", "/demandes/{secret_demande}", {DOOR: [GUEST], 200: ["Hugo", "Basile"], 404: REST}
    ),
    post(
        "adhesions.answer",
        "/demandes/{demande}/reponse",
        acts("Gwen", refused=404, but={403: ["Édith"]}),
        reponse="oui",
    ),
    post(
        "adhesions.answer",
        "/demandes/{invitation}/reponse",
        acts("Carole", refused=404, but={403: ["Basile"]}),
        reponse="non",
    ),
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
