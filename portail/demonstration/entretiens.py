"""What is said about the needs once they are brought: questions of the chambre, a note, a conversation."""

QUESTIONS = (
    (
        "Combien de familles sont concernées, et d'où vient ce nombre ?",
        "Quatorze depuis janvier, relevées par le relais petite enfance.",
    ),
    "Existe-t-il un chiffre, avec sa source, que nous pourrions citer dans la fiche ?",
)
NOTE = "Voir si l'enquête du relais petite enfance peut être citée avant de qualifier."
CONVERSATION = (
    (
        "hugo",
        "Chez nous aussi : deux salariés sur douze sont arrivés en retard toute une "
        "semaine à cause d'une panne.",
    ),
    (
        "carole",
        "L'agglomération a un local de 400 m² libre à partir du printemps. "
        "Est-ce que **c'est assez** pour un garage ?",
    ),
    (
        "gwen",
        "Pour deux ponts, oui. Je propose d'aller voir le garage solidaire le plus "
        "proche avant la fin du mois.",
    ),
)
