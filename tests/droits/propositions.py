"""Who is answered what by propositions and by notes."""

from tests.droits.monde import GUEST
from tests.droits.table import (
    BOARD,
    CRESS,
    DESK,
    DOOR,
    INSIDE,
    MEMBERS,
    OPEN,
    REST,
    acts,
    for_programs,
    get,
    post,
    reads,
)

HOME, SECRET = "/communautes/bonnes-pratiques", "/communautes/cellule"
WORDS = {
    "titre": "Une tournée",
    "description": "Dans les départements",
    "objectif": "Que le guide soit ouvert",
}
READERS = (*MEMBERS, *CRESS)
WHILE_OPEN = {403: ["Amina", "Hugo", "Farid"]}
DRAFT_READERS = ("Basile", "Gwen")
LEFT_READERS = (*MEMBERS, "Gwen", *DESK)
LINE = {"resume": "Une tournée", "attendu": "Que la chambre la porte", "version": "2"}
WRITER = acts("Basile", refused=404, but={403: ["Gwen"]})
DESK_ON_LEFT = acts(*DESK, refused=404, but={403: [*MEMBERS, "Gwen"]})
PERIOD = {"titre": "Rapport", "debut": "2026-01-01", "fin": "2026-06-30"}

PROPOSITIONS = [
    get("propositions.of_communaute", HOME + "/propositions", OPEN),
    get("propositions.of_communaute", SECRET + "/propositions", reads(*MEMBERS)),
    get(
        "propositions.propose_page", HOME + "/propositions/nouvelle", {DOOR: [GUEST], 200: MEMBERS, 403: REST}
    ),
    get(
        "propositions.propose_page",
        SECRET + "/propositions/nouvelle",
        {DOOR: [GUEST], 200: MEMBERS, 404: REST},
    ),
    post("propositions.propose", HOME + "/propositions", acts(*MEMBERS), **WORDS),
    post("propositions.propose", SECRET + "/propositions", acts(*MEMBERS, refused=404), **WORDS),
    get("propositions.show", "/propositions/{brouillon}", reads("Amina")),
    get("propositions.show", "/propositions/{deposee}", reads(*READERS)),
    get("propositions.show", "/propositions/{soumise}", reads(*READERS, *BOARD)),
    get("propositions.show", "/propositions/{portee}", OPEN),
    get("propositions.show", "/propositions/{secret_proposition}", reads(*MEMBERS)),
    get("propositions_api.index", "/api/v1/propositions", OPEN),
    get("propositions_api.show", "/api/v1/propositions/{brouillon}", reads("Amina")),
    get("propositions_api.show", "/api/v1/propositions/{deposee}", reads(*READERS)),
    get("propositions_api.show", "/api/v1/propositions/{soumise}", reads(*READERS, *BOARD)),
    get("propositions_api.show", "/api/v1/propositions/{portee}", OPEN),
    get("propositions_api.show", "/api/v1/propositions/{secret_proposition}", reads(*MEMBERS)),
    get(
        "propositions.edit_page",
        "/propositions/{deposee}/modification",
        {DOOR: [GUEST], 200: ["Amina"], 403: ["Basile", "Hugo", "Farid"], 404: REST},
    ),
    get(
        "propositions.edit_page",
        "/propositions/{soutenue}/modification",
        {DOOR: [GUEST], 409: ["Amina"], 403: ["Basile", "Hugo", "Farid"], 404: REST},
    ),
    post(
        "propositions.edit",
        "/propositions/{deposee}/modification",
        acts("Amina", refused=404, but={403: ["Basile", "Hugo", "Farid"]}),
        version="1",
        **WORDS,
    ),
    post("propositions.submit", "/propositions/{brouillon}/depot", acts("Amina", refused=404)),
    post(
        "propositions.support",
        "/propositions/{deposee}/soutien",
        acts("Basile", "Hugo", refused=404, but={403: ["Amina", "Farid"]}),
    ),
    post(
        "propositions.support",
        "/propositions/{soumise}/soutien",
        acts(refused=404, but={409: ["Basile", "Hugo"], 403: ["Amina", *DESK]}),
    ),
    post(
        "propositions.unsupport",
        "/propositions/{soutenue}/soutien/retrait",
        acts("Basile", "Hugo", refused=404, but={403: ["Amina", "Farid"]}),
    ),
    post(
        "propositions.discuss",
        "/propositions/{deposee}/discussion",
        acts("Basile", refused=404, but=WHILE_OPEN),
    ),
    post(
        "propositions.retain", "/propositions/{deposee}/retenue", acts("Basile", refused=404, but=WHILE_OPEN)
    ),
    post(
        "propositions.set_aside",
        "/propositions/{deposee}/ecart",
        acts("Basile", refused=404, but=WHILE_OPEN),
        motif="Déjà fait",
    ),
    post(
        "propositions.withdraw",
        "/propositions/{deposee}/retrait",
        acts("Amina", refused=404, but={403: ["Basile", "Hugo", "Farid"]}),
        motif="Je me trompais",
    ),
    post("propositions.take_up", "/propositions/{renvoyee}/reprise", acts("Basile")),
    post(
        "propositions.take_up",
        "/propositions/{deposee}/reprise",
        {DOOR: [GUEST], 409: ["Basile"], **WHILE_OPEN, 404: REST},
    ),
    post(
        "propositions.comment",
        "/propositions/{deposee}/fil",
        acts(*MEMBERS, refused=404, but={403: ["Farid"]}),
    ),
    post("propositions.comment", "/propositions/{brouillon}/fil", {DOOR: [GUEST], 409: ["Amina"], 404: REST}),
    get("propositions.my_word", "/ma-parole", INSIDE),
]
TALKED = "/propositions/{secret_proposition}/fil"  # its fil is open already: nothing is made
PROPOSITIONS += [
    post("propositions.comment", TALKED, acts(*MEMBERS, refused=404)),
    post("propositions_api.comment", "/api/v1" + TALKED, {200: MEMBERS, 401: [GUEST], 404: REST}),
    *for_programs(PROPOSITIONS, "propositions", made={"propose", "comment"}),
    get("propositions_api.my_word", "/api/v1/ma-parole", {401: [GUEST], 200: REST}),
    get("propositions_api.of_communaute", "/api/v1" + HOME + "/propositions", OPEN),
    get("propositions_api.of_communaute", "/api/v1" + SECRET + "/propositions", reads(*MEMBERS)),
]


NOTES = [
    get("notes.start_page", HOME + "/notes/nouvelle", {DOOR: [GUEST], 200: ["Basile"], 403: REST}),
    get(
        "notes.start_page",
        SECRET + "/notes/nouvelle",
        {DOOR: [GUEST], 200: ["Basile"], 403: ["Amina", "Hugo"], 404: REST},
    ),
    post("notes.start", HOME + "/notes", acts("Basile"), **PERIOD),
    post(
        "notes.start", SECRET + "/notes", acts("Basile", refused=404, but={403: ["Amina", "Hugo"]}), **PERIOD
    ),
    get("notes.show", "/notes/{note}", reads(*DRAFT_READERS)),
    get("notes.show", "/notes/{relecture}", reads(*MEMBERS, "Gwen")),
    get("notes.show", "/notes/{transmise}", reads(*LEFT_READERS)),
    get("notes.show", "/notes/{secret_note}", reads("Basile")),
    get("notes_api.index", "/api/v1/notes", OPEN),
    get("notes_api.show", "/api/v1/notes/{note}", reads(*DRAFT_READERS)),
    get("notes_api.show", "/api/v1/notes/{relecture}", reads(*MEMBERS, "Gwen")),
    get("notes_api.show", "/api/v1/notes/{transmise}", reads(*LEFT_READERS)),
    get("notes_api.show", "/api/v1/notes/{secret_note}", reads("Basile")),
    get("notes.version", "/notes/{transmise}/versions/1", {DOOR: [GUEST], 200: LEFT_READERS, 404: REST}),
    get("notes.version", "/notes/{transmise}/versions/2", {DOOR: [GUEST], 404: REST}),
    post("notes.transmit", "/notes/{note}/transmission", WRITER),
    post("notes.transmit", "/notes/{secret_note}/transmission", acts("Basile", refused=404)),
    post(
        "notes.transmit",
        "/notes/{transmise}/transmission",
        {DOOR: [GUEST], 409: ["Basile"], 403: ["Amina", "Hugo", "Gwen", *DESK], 404: REST},
    ),
    post("notes.ask_relecture", "/notes/{note}/relecture", WRITER),
    post(
        "notes.resume",
        "/notes/{relecture}/reprise",
        acts("Basile", refused=404, but={403: ["Amina", "Hugo", "Gwen"]}),
    ),
    post("notes.put_on_agenda", "/notes/{transmise}/inscription", DESK_ON_LEFT, seance="{planifiee}"),
    post(
        "notes.put_on_agenda",
        "/notes/{transmise}/inscription",
        {DOOR: [GUEST], 409: DESK, 403: [*MEMBERS, "Gwen"], 404: REST},
        seance="{publiee}",
    ),
    post("notes.send_back", "/notes/{transmise}/retour", DESK_ON_LEFT, motif="Chiffrez"),
    get(
        "notes.save_page",
        "/notes/{note}/redaction",
        {DOOR: [GUEST], 200: ["Basile"], 403: ["Gwen"], 404: REST},
    ),
    get("notes.save_page", "/notes/{secret_note}/redaction", {DOOR: [GUEST], 200: ["Basile"], 404: REST}),
    post("notes.save", "/notes/{note}/redaction", WRITER, titre="Rapport", avancement="Suite", version="1"),
    post("notes.add_line", "/notes/{note}/lignes", WRITER, proposition="{retenue}"),
    post(
        "notes.add_line",
        "/notes/{note}/lignes",
        {DOOR: [GUEST], 403: ["Gwen"], 404: REST},
        proposition="{secret_proposition}",
    ),
    post("notes.edit_line", "/notes/{note}/lignes/{ligne}", WRITER, **LINE),
    post(
        "notes.edit_line",
        "/notes/{note}/lignes/{secret_ligne}",
        {DOOR: [GUEST], 403: ["Gwen"], 404: REST},
        **LINE,
    ),
    post("notes.move_line", "/notes/{note}/lignes/{ligne}/ordre", WRITER, sens="bas"),
    post("notes.remove_line", "/notes/{note}/lignes/{ligne}/retrait", WRITER),
    post(
        "notes.remove_line",
        "/notes/{note}/lignes/{secret_ligne}/retrait",
        {DOOR: [GUEST], 403: ["Gwen"], 404: REST},
    ),
]
NOTES += [
    *for_programs(NOTES, "notes", made={"start", "add_line"}),
    get("notes.of_communaute", HOME + "/notes", OPEN),
    get("notes.of_communaute", SECRET + "/notes", reads(*MEMBERS)),
    get("notes_api.of_communaute", "/api/v1" + HOME + "/notes", OPEN),
    get("notes_api.of_communaute", "/api/v1" + SECRET + "/notes", reads(*MEMBERS)),
]

LINES = [*PROPOSITIONS, *NOTES]
