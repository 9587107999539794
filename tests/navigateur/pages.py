"""Every page of the demonstration, with the person who sees most of it."""

FULL = (
    (None, "/"), (None, "/connexion"), (None, "/inscription"), (None, "/connexion/oubli"), (None, "/communautes"),
    (None, "/communautes/bonnes-pratiques"), (None, "/fils/1"), (None, "/propositions/1"), (None, "/instances/ca"),
    (None, "/seances/1"), (None, "/decisions/1"), (None, "/actions/1"), (None, "/besoins"), (None, "/structures"),
    (None, "/territoires"), (None, "/territoires/62"), (None, "/cette-page-n-existe-pas"),
    ("amina", "/"), ("amina", "/a-faire"), ("amina", "/moi"), ("amina", "/notifications"), ("amina", "/ma-parole"),
    ("amina", "/fils/2"), ("amina", "/communautes/territoire"),
    ("amina", "/communautes/bonnes-pratiques/propositions"), ("amina", "/propositions/9"),
    ("amina", "/communautes/bonnes-pratiques/propositions/nouvelle?messages=6&messages=7"),
    ("amina", "/communautes/bonnes-pratiques/fils/nouveau"), ("amina", "/personnes/basile"),
    ("basile", "/communautes/bonnes-pratiques"), ("basile", "/communautes/bonnes-pratiques/membres"),
    ("basile", "/communautes/bonnes-pratiques/reglages"), ("basile", "/communautes/bonnes-pratiques/point"),
    ("basile", "/communautes/bonnes-pratiques/notes/nouvelle"), ("basile", "/notes/1"),
    ("basile", "/notes/1/versions/1"), ("basile", "/fils/2/messages/6"),
    ("denis", "/instances/ca"), ("denis", "/instances/ca/seances/nouvelle"), ("denis", "/seances/2"),
    ("denis", "/seances/3"), ("denis", "/a-faire"),
    ("carole", "/besoins/nouveau"), ("farid", "/besoins"), ("farid", "/reglages/comptes"),
    ("farid", "/reglages/invitations"), ("admin", "/reglages/courriels"), ("admin", "/reglages/comptes"),
)  # fmt: skip
EMPTY = (
    ("edith", "/"), ("edith", "/notifications"), ("edith", "/ma-parole"), ("edith", "/moi"), ("edith", "/besoins"),
    ("edith", "/communautes/economie-circulaire"), ("edith", "/communautes/accompagnement/propositions"),
    ("nora", "/communautes/economie-circulaire"), ("yanis", "/communautes/accompagnement/membres"),
)  # fmt: skip
OTHER_MODES = FULL[:2] + FULL[5:8] + FULL[18:19] + FULL[22:23] + FULL[34:35] + FULL[37:39]
