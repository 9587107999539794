"""Who is answered what by needs, by their deposit and by their reading."""

from tests.droits.monde import GUEST
from tests.droits.table import (
    CRESS,
    DOOR,
    INSIDE,
    OPEN,
    REST,
    SIGNED_IN,
    acts,
    for_programs,
    get,
    post,
    reads,
)

CARE = (*CRESS, "Gwen")
READERS = ("Amina", *CARE)
FIRST = {"titre": "Garde la nuit", "constat": "Des familles refusent."}
YES = {"public": "oui", "sans_nom": "oui"}
LATE = {DOOR: [GUEST], 409: ["Amina"], 403: CARE, 404: REST}


PAGES = [
    get("besoins.index", "/besoins", OPEN),
    get("besoins.show", "/besoins/{b_brouillon}", {302: ["Amina"], 404: REST}),
    get("besoins.show", "/besoins/{b_soumis}", reads(*READERS)),
    get("besoins.show", "/besoins/{b_demande}", reads(*READERS)),
    get("besoins.show", "/besoins/{b_qualifie}", {404: [GUEST], 200: REST}),
    get("besoins.show", "/besoins/{b_public}", OPEN),
    post("besoins.follow", "/besoins/{b_public}/suivi", acts(*SIGNED_IN)),
    post("besoins.follow", "/besoins/{b_soumis}/suivi", acts(*READERS, refused=404)),
    post("besoins.unfollow", "/besoins/{b_public}/suivi/retrait", acts(*SIGNED_IN)),
    post("besoins.comment", "/besoins/{b_qualifie}/fil", acts(*SIGNED_IN)),
    post("besoins.comment", "/besoins/{b_soumis}/fil", {DOOR: [GUEST], 409: READERS, 404: REST}),
    get("besoins_api.index", "/api/v1/besoins", OPEN),
    get("besoins_api.show", "/api/v1/besoins/{b_brouillon}", reads("Amina")),
    get("besoins_api.show", "/api/v1/besoins/{b_soumis}", reads(*READERS)),
    get("besoins_api.show", "/api/v1/besoins/{b_qualifie}", reads(*SIGNED_IN)),
    get("besoins_api.show", "/api/v1/besoins/{b_public}", OPEN),
]

DEPOSITS = [
    get("depots.new", "/besoins/nouveau", INSIDE),
    post("depots.create", "/besoins", acts(*SIGNED_IN), **FIRST),
    get("depots.step", "/besoins/{b_brouillon}/etapes/2", {DOOR: [GUEST], 200: ["Amina"], 404: REST}),
    get("depots.step", "/besoins/{b_soumis}/etapes/2", {DOOR: [GUEST], 200: CARE, 409: ["Amina"], 404: REST}),
    get(
        "depots.step", "/besoins/{b_demande}/etapes/2", {DOOR: [GUEST], 200: ["Amina"], 409: CARE, 404: REST}
    ),
    get("depots.step", "/besoins/{b_public}/etapes/2", {DOOR: [GUEST], 409: ["Amina", *CARE], 403: REST}),
    post(
        "depots.save",
        "/besoins/{b_brouillon}/etapes/1",
        acts("Amina", refused=404),
        version="{b_version}",
        **FIRST,
    ),
    post(
        "depots.save",
        "/besoins/{b_soumis}/etapes/1",
        acts(*CARE, refused=404, but={409: ["Amina"]}),
        version="{s_version}",
        **FIRST,
    ),
    get("depots.summary", "/besoins/{b_brouillon}/recapitulatif", {DOOR: [GUEST], 200: ["Amina"], 404: REST}),
]

HANDED_OVER = [
    post("depots.submit", "/besoins/{b_brouillon}/soumission", acts("Amina", refused=404)),
    post("depots.submit", "/besoins/{b_soumis}/soumission", LATE),
]

AT_ONCE = [
    post("depots_api.bring", "/api/v1/besoins", {401: [GUEST], 201: REST}, **FIRST),
    post(
        "depots_api.fill",
        "/api/v1/besoins/{b_brouillon}/fiche",
        {401: [GUEST], 200: ["Amina"], 404: REST},
        version="{b_version}",
        manques="La nuit",
    ),
    post(
        "depots_api.fill",
        "/api/v1/besoins/{b_soumis}/fiche",
        {401: [GUEST], 200: CARE, 409: ["Amina"], 404: REST},
        version="{s_version}",
        manques="La nuit",
    ),
    post(
        "depots_api.fill",
        "/api/v1/besoins/{b_public}/fiche",
        {401: [GUEST], 409: ["Amina", *CARE], 403: REST},
        version="1",
    ),
]

READING = [
    get(
        "instructions.show",
        "/besoins/{b_soumis}/instruction",
        {DOOR: [GUEST], 200: CARE, 403: ["Amina"], 404: REST},
    ),
    get(
        "instructions.show", "/besoins/{b_brouillon}/instruction", {DOOR: [GUEST], 403: ["Amina"], 404: REST}
    ),
    get("instructions.show", "/besoins/{b_public}/instruction", {DOOR: [GUEST], 200: CARE, 403: REST}),
    post(
        "instructions.ask",
        "/besoins/{b_soumis}/questions",
        acts(*CARE, refused=404, but={403: ["Amina"]}),
        texte="Combien ?",
    ),
    post(
        "instructions.answer",
        "/besoins/{b_demande}/reponses",
        acts("Amina", refused=404, but={403: CARE}),
        question="{question}",
        texte="Quatorze",
    ),
    post(
        "instructions.qualify",
        "/besoins/{b_soumis}/qualification",
        acts(*CARE, refused=404, but={403: ["Amina"]}),
        **YES,
    ),
    post(
        "instructions.qualify",
        "/besoins/{b_demande}/qualification",
        {DOOR: [GUEST], 409: CARE, 403: ["Amina"], 404: REST},
        **YES,
    ),
    post(
        "instructions.qualify",
        "/besoins/{b_public}/qualification",
        {DOOR: [GUEST], 409: CARE, 403: REST},
        **YES,
    ),
    post(
        "instructions.reject",
        "/besoins/{b_soumis}/rejet",
        acts(*CRESS, refused=404, but={403: ["Amina", "Gwen"]}),
        rejet="hors_champ",
    ),
    post(
        "instructions.merge",
        "/besoins/{b_soumis}/fusion",
        acts(*CARE, refused=404, but={403: ["Amina"]}),
        cible="{b_public}",
    ),
    post("instructions.merge", "/besoins/{b_public}/fusion", acts(*CARE), cible="{b_qualifie}"),
    post(
        "instructions.annotate",
        "/besoins/{b_soumis}/notes-internes",
        acts(*CARE, refused=404, but={403: ["Amina"]}),
        texte="À voir",
    ),
    post("instructions.annotate", "/besoins/{b_public}/notes-internes", acts(*CARE), texte="À voir"),
]

QUESTIONS = [
    get("instructions_api.of_besoin", "/api/v1/besoins/{b_demande}/questions", reads(*READERS)),
    get("instructions_api.of_besoin", "/api/v1/besoins/{b_public}/questions", OPEN),
]

LINES = [
    *PAGES,
    *DEPOSITS,
    *HANDED_OVER,
    *READING,
    *for_programs(PAGES, "besoins", made={"comment"}),
    *for_programs(HANDED_OVER, "depots"),
    *for_programs(READING, "instructions"),
    *AT_ONCE,
    *QUESTIONS,
]
