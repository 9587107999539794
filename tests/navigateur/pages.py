"""Every page of the house, with the person who sees most of it: once full (the demonstration), once empty.

``NOT_PAGES`` are answers that nobody looks at by themselves: fragments, files, doors that lead elsewhere.
"""

NOT_PAGES = {
    "static", "sante", "fils.messages", "fils.people", "structures.proches", "territoires.proches",
    "renvois.towards", "renvois.by_reference", "api-docs.openapi_json",
}  # fmt: skip
# One more question between the password and the house: seen on the way in, by its own test.
ON_THE_WAY = {"facteurs.ask"}

BPR = "/communautes/bonnes-pratiques"
FULL = (
    (None, "/"), (None, "/connexion"), (None, "/inscription"), (None, "/connexion/oubli"),
    (None, "/inscription/lien"), (None, "/courriel-envoye?pour=inscription"), (None, "/communautes"),
    (None, BPR), (None, "/fils/1"), (None, "/propositions/1"), (None, "/instances/ca"),
    (None, "/seances/1"), (None, "/decisions/1"), (None, "/actions/1"), (None, "/besoins"), (None, "/besoins/BES-2026-0001"),
    (None, "/structures"), (None, "/structures/ressourcerie-du-plateau"), (None, "/territoires?q=lens"),
    (None, "/territoires/62"), (None, "/cette-page-n-existe-pas"),
    ("amina", "/"), ("amina", "/a-faire"), ("amina", "/moi"), ("amina", "/moi/connexions"), ("amina", "/moi/jetons"),
    ("amina", "/moi/mandats"), ("amina", "/moi/mot-de-passe"), ("amina", "/notifications"), ("amina", "/ma-parole"),
    ("amina", "/fils/7"), ("amina", "/communautes/territoire"), ("amina", BPR + "/propositions"), ("amina", "/propositions/9"),
    ("amina", BPR + "/propositions/nouvelle?messages=18&messages=20"), ("amina", BPR + "/fils/nouveau"), ("amina", "/personnes/basile"),
    ("amina", "/besoins/BES-2026-0018/recapitulatif"), ("amina", "/besoins/BES-2026-0018/etapes/2"),
    ("basile", BPR), ("basile", BPR + "/membres"), ("basile", BPR + "/reglages"), ("basile", BPR + "/point"),
    ("basile", BPR + "/notes/nouvelle"), ("basile", "/notes/1"), ("basile", "/notes/1/versions/1"), ("basile", "/fils/7/messages/18"),
    ("basile", "/moi/second-facteur"), ("nora", "/notes/6/redaction"), ("yanis", "/demandes/1"), ("yanis", "/propositions/11/modification"), ("yanis", "/a-faire"),
    ("denis", "/instances/ca"), ("denis", "/instances/ca/seances/nouvelle"), ("denis", "/seances/2"),
    ("denis", "/seances/3"), ("denis", "/a-faire"), ("carole", "/besoins/nouveau"),
    ("farid", "/besoins"), ("farid", "/besoins/BES-2026-0012/instruction"), ("farid", "/a-faire"), ("farid", "/structures/nouvelle"),
    ("farid", "/structures/ressourcerie-du-plateau/modification"), ("farid", "/reglages"), ("farid", "/reglages/comptes"),
    ("farid", "/reglages/invitations"), ("admin", "/reglages/courriels"), ("admin", "/reglages/courriels/18"),
    ("admin", "/reglages/comptes"), ("admin", "/reglages/comptes/1"), ("admin", "/dev/courriels"), ("admin", "/dev/courriels/18"),
    (None, "/cabinet"), (None, "/cabinet/fil"),
)  # fmt: skip
# The same pages where there is nothing to show yet; holes are the numbers that ``tests/navigateur/vide.py`` gives.
EMPTY = (
    (None, "/"), (None, "/connexion"), (None, "/inscription"), (None, "/connexion/oubli"), (None, "/inscription/lien"),
    (None, "/courriel-envoye"), (None, "/inscription/confirmation/rien"), (None, "/connexion/nouveau-mot-de-passe/rien"),
    (None, "/invitations/rien"), (None, "/communautes"), (None, "/besoins"), (None, "/structures?q=rien"),
    (None, "/territoires?q=rien"), (None, "/territoires/80"), (None, "/instances/bureau"),
    ("edith", "/"), ("edith", "/a-faire"), ("edith", "/moi"), ("edith", "/moi/connexions"), ("edith", "/moi/jetons"),
    ("edith", "/moi/mandats"), ("edith", "/moi/mot-de-passe"), ("edith", "/moi/second-facteur"), ("edith", "/notifications"),
    ("edith", "/ma-parole"), ("edith", "/besoins"), ("edith", "/personnes/hugo"), ("edith", "/structures/agglomération-d-essai"),
    ("gwen", "/communautes/tiers-lieux"), ("gwen", "/communautes/tiers-lieux/propositions"), ("gwen", "/communautes/tiers-lieux/membres"),
    ("gwen", "/communautes/tiers-lieux/point"), ("gwen", "/communautes/tiers-lieux/reglages"), ("gwen", "/demandes/{demande}"),
    ("gwen", "/communautes/tiers-lieux/fils/nouveau"), ("gwen", "/communautes/tiers-lieux/propositions/nouvelle"),
    ("gwen", "/communautes/tiers-lieux/notes/nouvelle"), ("gwen", "/fils/{fil}"), ("amina", "/fils/{seul}/messages/{message}"),
    ("amina", "/propositions/{brouillon}"), ("amina", "/propositions/{brouillon}/modification"), ("basile", "/notes/{note}"),
    ("basile", "/notes/{note}/redaction"), ("basile", "/notes/{partie}/versions/1"), ("denis", "/seances/{seance}"),
    ("denis", "/instances/ca/seances/nouvelle"), ("denis", "/decisions/{decision}"), ("denis", "/actions/{action}"),
    ("carole", "/besoins/nouveau"), ("carole", "/besoins/{besoin}/etapes/1"), ("carole", "/besoins/{besoin}/etapes/2"),
    ("carole", "/besoins/{besoin}/recapitulatif"), ("carole", "/besoins/{soumis}"), ("farid", "/besoins/{soumis}/instruction"),
    ("farid", "/structures/nouvelle"), ("farid", "/structures/agglomération-d-essai/modification"), ("farid", "/reglages"),
    ("farid", "/reglages/comptes?q=rien"), ("farid", "/reglages/comptes/1"), ("farid", "/reglages/invitations"),
    ("admin", "/reglages/courriels"), ("admin", "/reglages/courriels/{courriel}"), ("admin", "/dev/courriels"),
    ("admin", "/dev/courriels/{courriel}"), (None, "/cabinet"), (None, "/cabinet/note"),
)  # fmt: skip
# Links that nobody holds lead to a page that says so: there is no full side to it.
ONLY_EMPTY = {"comptes.confirmation", "comptes.renewal", "invitations.show"}
OTHER_MODES = (
    FULL[0], FULL[1], FULL[7], FULL[8], FULL[9], ("amina", "/fils/7"), ("amina", "/propositions/9"), ("basile", "/notes/1"),
    ("denis", "/instances/ca"), ("farid", "/besoins/BES-2026-0012/instruction"),
)  # fmt: skip
