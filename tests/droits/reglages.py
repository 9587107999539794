"""Who is answered what by the pages of those who keep the accounts, and by the outbox."""

from tests.droits.monde import GUEST
from tests.droits.table import DOOR, REST, acts, for_programs, get, post, reads

ACCOUNT, API = "/reglages/comptes/{edith}", "/api/v1"
KEEPERS = ("Farid", "Admin")
KEPT = acts(*KEEPERS)
MATE = {"structure": "Les Jardins du Marais clair", "fonction": "trésorière"}
GUEST_OF_OURS = {"nom": "Paul", "courriel": "paul@exemple.fr"}


def page(*people: str) -> dict:
    """A page that names who may open it to nobody else."""
    return {DOOR: [GUEST], 200: people, 403: REST}


def told(*people: str) -> dict:
    """The same list for programs."""
    return {401: [GUEST], 200: people, 403: REST}


LINES = [
    get("reglages.home", "/reglages", {DOOR: [GUEST], 302: KEEPERS, 403: REST}),
    get("reglages.comptes", "/reglages/comptes", page(*KEEPERS)),
    get("reglages.comptes", "/reglages/comptes?format=csv", page(*KEEPERS)),
    get("reglages.compte", ACCOUNT, page(*KEEPERS)),
    post("reglages.give_role", ACCOUNT + "/roles", KEPT, fonction="charge_mission"),
    post("reglages.give_role", ACCOUNT + "/roles", acts("Admin"), fonction="admin_plateforme"),
    post("reglages.give_mandat", ACCOUNT + "/mandats", KEPT, **MATE),
    post("reglages.suspend", ACCOUNT + "/suspension", KEPT, motif="Envois répétés"),
    post("reglages.reopen", ACCOUNT + "/reouverture", {DOOR: [GUEST], 409: KEEPERS, 403: REST}),
    post(
        "reglages.drop_facteur",
        ACCOUNT + "/second-facteur/retrait",
        {DOOR: [GUEST], 409: ["Admin"], 403: REST},
    ),
    post("roles.end_role", "/reglages/roles/{role}/fin", acts(*KEEPERS, refused=404, but={403: ["Carole"]})),
    post("roles.end_mandat", "/reglages/mandats/{mandat}/fin", acts(*KEEPERS, "Hugo")),
    get("reglages.invitations", "/reglages/invitations", page(*KEEPERS)),
    get("reglages.invitations", "/reglages/invitations?attente=oui&format=json", page(*KEEPERS)),
    post("reglages.invite", "/reglages/invitations", KEPT, **GUEST_OF_OURS),
    post(
        "reglages.invite",
        "/reglages/invitations",
        acts("Admin"),
        fonction="admin_plateforme",
        **GUEST_OF_OURS,
    ),
    post("reglages.withdraw", "/reglages/invitations/{invite}/retrait", acts(*KEEPERS, refused=404)),
    get("courrier.index", "/reglages/courriels", page("Admin")),
    get("courrier.show", "/reglages/courriels/{courriel}", {DOOR: [GUEST], **reads("Admin")}),
    get("courrier.dev_index", "/dev/courriels", {404: REST}),
    get("courrier.dev_show", "/dev/courriels/{courriel}", {404: REST}),
    get("reglages_api.comptes", API + "/reglages/comptes", told(*KEEPERS)),
    get("reglages_api.show", API + ACCOUNT, {404: [GUEST], 200: KEEPERS, 403: REST}),
    get("reglages_api.invitations", API + "/reglages/invitations", told(*KEEPERS)),
    get("courrier_api.index", API + "/reglages/courriels", told("Admin")),
    get("courrier_api.show", API + "/reglages/courriels/{courriel}", reads("Admin")),
]
LINES += [
    *for_programs(LINES, "reglages", made={"give_role", "give_mandat", "invite"}),
    *for_programs(LINES, "roles"),
]
