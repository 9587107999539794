"""What is said in spring 2026: one proposition for each answer of the board, and the fil it comes from."""

# communauté, auteur, titre, description, objectif, issue du conseil, motif (et pilote, si la chambre porte)
PROPOSITIONS_2026 = (
    (
        "territoire",
        "amina",
        "Carte partagée des comités de territoire",
        "Une carte tenue à jour par les comités eux-mêmes, lisible par les collectivités.",
        "Que chaque structure sache à quelle porte frapper.",
        "portee_sous_conditions",
        "À condition que chaque comité désigne une personne qui tient sa fiche à jour.",
        "Farid Ouali",
    ),
    (
        "tiers-lieux",
        "yanis",
        "Kit d'ouverture d'un tiers-lieu",
        "Les statuts types, la liste des assurances, les erreurs à ne pas refaire.",
        "Gagner six mois à chaque ouverture.",
        "confiee",
        "Confiée au Réseau des tiers-lieux du Nord, qui tient déjà un centre de ressources.",
        "",
    ),
    (
        "communication",
        "nora",
        "Campagne d'affichage dans les gares",
        "Trois affiches, vingt gares, un mois.",
        "Que les voyageurs voient l'ESS où ils sont.",
        "non_portee",
        "Le budget demandé dépasse à lui seul la ligne de communication de l'année.",
        "",
    ),
    (
        "ess-nouvelle-generation",
        "lucie",
        "Parrainage entre jeunes et administrateurs",
        "Chaque administrateur volontaire accompagne une personne de moins de trente ans pendant un an.",
        "Rajeunir les conseils.",
        "ajournee",
        "",
        "",
    ),
    (
        "ess-nouvelle-generation",
        "amina",
        "Module ESS en lycée",
        "Une demi-journée animée par des structures, en classe de première.",
        "Que l'ESS soit un métier possible.",
        "renvoyee",
        "Deux questions avant de répondre : quels lycées sont partants, "
        "et qui anime quand une structure se désiste ?",
        "",
    ),
)

# What was said before each of these propositions: the question, then who said what.
FILS_2026 = {
    "Carte partagée des comités de territoire": (
        "Qui réunit qui, et où ?",
        (
            (
                "nora",
                "J'ai compté : onze comités de territoire se réunissent dans la région, "
                "et trois seulement se connaissent entre eux.",
            ),
            (
                "amina",
                "Une structure qui arrive ne sait pas à quelle porte frapper. "
                "Une **carte tenue par les comités eux-mêmes** suffirait.",
            ),
            (
                "hugo",
                "À condition qu'elle reste à jour : une personne par comité, "
                "et une date de mise à jour bien visible.",
            ),
        ),
    ),
    "Kit d'ouverture d'un tiers-lieu": (
        "Ce qu'on aurait voulu savoir avant d'ouvrir",
        (
            (
                "yanis",
                "Six mois perdus sur l'assurance et le bail. Chaque lieu refait le même chemin tout seul.",
            ),
            (
                "amina",
                "Et le règlement des espaces ? Le nôtre vient de trois lieux différents, recopié à la main.",
            ),
            ("yanis", "Un kit, donc : statuts types, assurances, erreurs à ne pas refaire."),
        ),
    ),
    "Campagne d'affichage dans les gares": (
        "Parler à celles et ceux qui ne nous connaissent pas",
        (
            (
                "nora",
                "Nos lettres sont lues par des gens déjà convaincus. "
                "Où croise-t-on les autres ? Dans les gares.",
            ),
            ("amina", "Vingt gares, trois affiches ? Il faudrait chiffrer avant d'en rêver."),
        ),
    ),
    "Parrainage entre jeunes et administrateurs": (
        "Entrer dans un conseil à vingt-cinq ans",
        (
            (
                "lucie",
                "Le plus dur n'est pas d'être élue, c'est la première séance : "
                "les sigles, les usages, le silence.",
            ),
            (
                "amina",
                "Un binôme pendant un an, avec quelqu'un qui a l'habitude. "
                "On l'a fait chez nous, les deux sont restés.",
            ),
        ),
    ),
    "Module ESS en lycée": (
        "L'ESS avant le bac",
        (
            (
                "amina",
                "Une classe de première est venue visiter nos jardins. "
                "Aucun élève ne savait qu'on pouvait en vivre.",
            ),
            ("lucie", "Une demi-journée préparée par les structures, pas un cours. J'en prends une."),
        ),
    ),
}
