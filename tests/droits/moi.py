"""Who is answered what by one's own pages and news, and by the profile that others read."""

from tests.droits.monde import GUEST
from tests.droits.table import DOOR, INSIDE, REST, SIGNED_IN, Line, acts, for_programs, get, post

OWN, EVERYONE_IN = acts("Amina", refused=404), acts(*SIGNED_IN)
ASKED_AGAIN = {DOOR: [GUEST], 422: REST}
API, GONE = {401: [GUEST], 200: REST}, {401: [GUEST], 204: ["Amina"], 404: REST}
WRONG, NEW = "une mauvaise idée", "un vélo rouge et lent"
PROGRAM = {"nom": "agenda", "courriel": "amina@demo.example", "mot_de_passe": WRONG}

GESTES = [
    post("profils.revoke", "/moi/connexions/{connexion}/fermeture", OWN),
    post("jetons.revoke", "/moi/jetons/{jeton}/revocation", OWN),
    post("notifications.follow", "/notifications/{notification}/lecture", OWN),
]
LINES = [
    *GESTES,
    *for_programs(GESTES, "profils"),
    *for_programs(GESTES, "jetons"),
    *for_programs(GESTES, "notifications"),
    get("notifications.index", "/notifications", INSIDE),
    post("notifications.clear", "/notifications/lecture", EVERYONE_IN),
    get("notifications_api.index", "/api/v1/notifications", API),
    get("profils.me", "/moi", INSIDE),
    post("profils.edit", "/moi", EVERYONE_IN, nom="Camille", presentation="Bonjour"),
    post("profils.choose", "/moi/preferences", EVERYONE_IN, theme="sombre", rythme="aucun"),
    get("profils.connexions", "/moi/connexions", INSIDE),
    post("profils.close_others", "/moi/connexions/fermeture", EVERYONE_IN),
    get("profils.password", "/moi/mot-de-passe", INSIDE),
    post("profils.change_password", "/moi/mot-de-passe", ASKED_AGAIN, ancien=WRONG, nouveau=NEW),
    get("profils.person", "/personnes/amina", INSIDE),
    get("profils_api.connexions", "/api/v1/moi/connexions", API),
    get("profils_api.show", "/api/v1/moi", API),
    get("roles.mine", "/moi/mandats", INSIDE),
    get("jetons.index", "/moi/jetons", INSIDE),
    post("jetons.make", "/moi/jetons", ASKED_AGAIN, nom="agenda", mot_de_passe=WRONG),
    get("jetons_api.index", "/api/v1/moi/jetons", API),
    get("jetons_api.held", "/api/v1/jetons", API),
    post("jetons_api.make", "/api/v1/jetons", {401: REST}, **PROGRAM),
    Line("jetons_api.drop", "/api/v1/jetons/{jeton}", GONE, "DELETE"),
    get("invitations.show", "/invitations/usee", {404: REST}),
    post("invitations.accept", "/invitations/usee", {409: REST}, nom="X", mot_de_passe=NEW),
]
