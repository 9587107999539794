"""What is said in the demonstration: invented words about real subjects of the chambre's communautés."""

COMMUNAUTES = (
    # code, slug, nom, objet, accès, entrée, qui anime, nom provisoire
    (
        "BPR",
        "bonnes-pratiques",
        "Bonnes pratiques",
        "Faire connaître le guide des bonnes pratiques de l'ESS et s'entraider à le mettre en œuvre : gouvernance, emploi, territoire, environnement.",
        "publique",
        "libre",
        "basile",
        False,
    ),
    (
        "TER",
        "territoire",
        "Territoire",
        "Relier les comités de territoire, les collectivités et les structures qui coopèrent au même endroit.",
        "publique",
        "libre",
        "nora",
        False,
    ),
    (
        "TLX",
        "tiers-lieux",
        "Tiers-lieux",
        "Ouvrir, tenir et faire durer un tiers-lieu : modèles, communs, liens avec la commune.",
        "publique",
        "libre",
        "yanis",
        False,
    ),
    (
        "COM",
        "communication",
        "Communication",
        "Dire ce que fait l'ESS avec des mots que tout le monde comprend, et le dire ensemble.",
        "visible",
        "libre",
        "nora",
        False,
    ),
    (
        "ENG",
        "ess-nouvelle-generation",
        "ESS nouvelle génération",
        "Donner aux moins de trente ans une place dans les structures et dans leurs conseils.",
        "publique",
        "libre",
        "lucie",
        False,
    ),
    (
        "ECI",
        "economie-circulaire",
        "Économie circulaire",
        "Réemploi, réparation, biodéchets : partager ce qui marche et chercher des débouchés.",
        "visible",
        "sur_demande",
        "nora",
        True,
    ),
    (
        "ACC",
        "accompagnement",
        "Accompagnement",
        "Les structures qui accompagnent se coordonnent et comparent leurs méthodes.",
        "visible",
        "sur_demande",
        "yanis",
        True,
    ),
    (
        "FOR",
        "formation",
        "Formation",
        "Préparer des parcours communs ; le groupe travaille à huis clos jusqu'à sa première note.",
        "privee",
        "sur_invitation",
        "lucie",
        True,
    ),
)

REGLES = "On se dit *vous* ou *tu*, jamais *on*. Une idée par message. Ce qui engage une structure se dit au titre de son mandat."

GUIDE_2017 = (
    (
        "basile",
        "La loi de juillet 2014 a donné un **guide des bonnes pratiques**. Qui, ici, l'a déjà ouvert dans son conseil d'administration ?",
    ),
    (
        "hugo",
        "Nous l'avons découvert en préparant l'assemblée générale. Le thème de la gouvernance nous a servi de trame pour la soirée.",
    ),
    (
        "amina",
        "Chez nous, deux salariés siègent au conseil depuis un an. Personne autour de nous ne sait que c'est possible : il faudrait *le faire connaître dans la région*.",
    ),
    (
        "nora",
        "À Amiens aussi, tout le monde en a entendu parler et presque personne ne l'a lu. Un temps où l'on raconte des exemples vaudrait mieux qu'un document de plus.",
    ),
    (
        "yanis",
        "En novembre, pendant le Mois de l'ESS ? Une journée, des témoignages d'usagers entrés dans la gouvernance.",
    ),
)

COMPTABLE_2026 = (
    (
        "amina",
        "On se prête déjà le camion, pourquoi pas la comptable ? Chez nous c'est un tiers-temps, et personne ne veut d'un tiers-temps.",
    ),
    ("amina", "J'ai regardé : à cinq associations, on arrive à un poste entier."),
    (
        "hugo",
        "> à cinq associations, on arrive à un poste entier\n\nLe groupement d'employeurs d'Arras a encore **deux places**. Il faut une convention entre nous, et quelqu'un pour tenir le planning.",
    ),
    (
        "yanis",
        "Le tiers-lieu peut prêter un bureau deux jours par semaine. C'est tout ce que nous avons, mais c'est au milieu du territoire.",
    ),
    (
        "basile",
        "Je propose qu'on en parle à la prochaine rencontre, à Lille et à Amiens en même temps. @amina, vous présenteriez les chiffres ?",
    ),
    ("amina", "Oui. J'apporte aussi le modèle de convention de nos voisins."),
)

STATUTS_2026 = (
    (
        "hugo",
        "Nous refaisons nos statuts. Comment avez-vous fait entrer les **usagers** au conseil sans que ce soit une chaise vide ?",
    ),
    (
        "basile",
        "Deux sièges, un binôme, et une préparation d'une heure avant chaque séance. La chaise ne s'est plus jamais vidée.",
    ),
    ("lucie", "La préparation change tout. Nous l'avons fait avec les moins de trente ans."),
)

OU_EN_EST_ON = (
    "Le guide est connu de la moitié des membres. **Ce qui avance** : le poste de comptable partagé, cinq associations partantes.\n\n"
    "**Ce qui bloque** : la convention entre employeurs. **Ce qui vient** : une note au conseil avant la fin de l'année."
)

# communauté, auteur, titre, description, objectif, issue du conseil, motif (et pilote, quand la chambre porte)
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
        "Deux questions avant de répondre : quels lycées sont partants, et qui anime quand une structure se désiste ?",
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
                "J'ai compté : onze comités de territoire se réunissent dans la région, et trois seulement se connaissent entre eux.",
            ),
            (
                "amina",
                "Une structure qui arrive ne sait pas à quelle porte frapper. Une **carte tenue par les comités eux-mêmes** suffirait.",
            ),
            (
                "hugo",
                "À condition qu'elle reste à jour : une personne par comité, et une date de mise à jour bien visible.",
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
                "Nos lettres sont lues par des gens déjà convaincus. Où croise-t-on les autres ? Dans les gares.",
            ),
            ("amina", "Vingt gares, trois affiches ? Il faudrait chiffrer avant d'en rêver."),
        ),
    ),
    "Parrainage entre jeunes et administrateurs": (
        "Entrer dans un conseil à vingt-cinq ans",
        (
            (
                "lucie",
                "Le plus dur n'est pas d'être élue, c'est la première séance : les sigles, les usages, le silence.",
            ),
            (
                "amina",
                "Un binôme pendant un an, avec quelqu'un qui a l'habitude. On l'a fait chez nous, les deux sont restés.",
            ),
        ),
    ),
    "Module ESS en lycée": (
        "L'ESS avant le bac",
        (
            (
                "amina",
                "Une classe de première est venue visiter nos jardins. Aucun élève ne savait qu'on pouvait en vivre.",
            ),
            ("lucie", "Une demi-journée préparée par les structures, pas un cours. J'en prends une."),
        ),
    ),
}

LETTRE_2026 = (
    ("nora", "Huit communautés, et chacune découvre par hasard ce que font les autres."),
    ("amina", "Une page par mois, écrite à tour de rôle ? Dix lignes par communauté, pas davantage."),
)
LETTRE = (
    "Lettre d'information commune",
    "Une page par mois, écrite à tour de rôle par les communautés.",
    "Savoir ce que font les autres.",
)
DEMANDE = (
    "Je rejoins une structure d'accompagnement en janvier : j'aimerais suivre vos échanges dès maintenant."
)
CALENDRIER_2026 = (
    "Un calendrier partagé des journées portes ouvertes",
    "Chaque lieu y inscrit ses dates ; la chambre le relaie deux fois par an.",
    "Que deux lieux voisins n'ouvrent plus le même jour.",
)
