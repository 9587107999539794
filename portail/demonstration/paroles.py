"""What is said in the demonstration: invented words about real subjects of the chambre's communautés."""

COMMUNAUTES = (
    # code, slug, nom, objet, accès, entrée, qui anime, nom provisoire
    (
        "BPR",
        "bonnes-pratiques",
        "Bonnes pratiques",
        "Faire connaître le guide des bonnes pratiques de l'ESS et s'entraider à le mettre en œuvre : "
        "gouvernance, emploi, territoire, environnement.",
        "publique",
        "libre",
        "basile",
        False,
    ),
    (
        "TER",
        "territoire",
        "Territoire",
        "Relier les comités de territoire, les collectivités et les structures qui "
        "coopèrent au même endroit.",
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

REGLES = (
    "On se dit *vous* ou *tu*, jamais *on*. Une idée par message. Ce qui engage une structure se "
    "dit au titre de son mandat."
)

GUIDE_2017 = (
    (
        "basile",
        "La loi de juillet 2014 a donné un **guide des bonnes pratiques**. Qui, ici, "
        "l'a déjà ouvert dans son conseil d'administration ?",
    ),
    (
        "hugo",
        "Nous l'avons découvert en préparant l'assemblée générale. Le thème de la gouvernance nous a "
        "servi de trame pour la soirée.",
    ),
    (
        "amina",
        "Chez nous, deux salariés siègent au conseil depuis un an. Personne autour de nous ne sait que "
        "c'est possible : il faudrait *le faire connaître dans la région*.",
    ),
    (
        "nora",
        "À Amiens aussi, tout le monde en a entendu parler et presque personne ne l'a lu. "
        "Un temps où l'on raconte des exemples vaudrait mieux qu'un document de plus.",
    ),
    (
        "yanis",
        "En novembre, pendant le Mois de l'ESS ? Une journée, des témoignages d'usagers "
        "entrés dans la gouvernance.",
    ),
)

COMPTABLE_2026 = (
    (
        "amina",
        "On se prête déjà le camion, pourquoi pas la comptable ? Chez nous c'est un tiers-temps, "
        "et personne ne veut d'un tiers-temps.",
    ),
    ("amina", "J'ai regardé : à cinq associations, on arrive à un poste entier."),
    (
        "hugo",
        "> à cinq associations, on arrive à un poste entier\n\n"
        "Le groupement d'employeurs d'Arras a encore **deux places**. Il faut une convention entre nous, "
        "et quelqu'un pour tenir le planning.",
    ),
    (
        "yanis",
        "Le tiers-lieu peut prêter un bureau deux jours par semaine. C'est tout ce que nous avons, "
        "mais c'est au milieu du territoire.",
    ),
    (
        "basile",
        "Je propose qu'on en parle à la prochaine rencontre, à Lille et à Amiens en même temps. @amina, "
        "vous présenteriez les chiffres ?",
    ),
    ("amina", "Oui. J'apporte aussi le modèle de convention de nos voisins."),
)

STATUTS_2026 = (
    (
        "hugo",
        "Nous refaisons nos statuts. Comment avez-vous fait entrer les **usagers** au conseil sans que "
        "ce soit une chaise vide ?",
    ),
    (
        "basile",
        "Deux sièges, un binôme, et une préparation d'une heure avant chaque séance. "
        "La chaise ne s'est plus jamais vidée.",
    ),
    ("lucie", "La préparation change tout. Nous l'avons fait avec les moins de trente ans."),
)

OU_EN_EST_ON = (
    "Le guide est connu de la moitié des membres. **Ce qui avance** : le poste de comptable partagé, "
    "cinq associations partantes.\n\n"
    "**Ce qui bloque** : la convention entre employeurs. **Ce qui vient** : "
    "une note au conseil avant la fin de l'année."
)

TOURNEE_2017 = (
    "Faire connaître le guide dans la région",
    "Une tournée courte, dans les cinq départements, avec une structure qui raconte.",
    "Que chaque structure ait ouvert le guide au moins une fois.",
)
TEMPS_FORT_2017 = (
    "Un temps fort sur les bonnes pratiques en novembre",
    "Une journée de témoignages pendant le Mois de l'ESS.",
    "Donner envie par l'exemple.",
)
RESULTAT_2017 = (
    "Cinq rencontres, une dans chaque département ; quarante structures ont ouvert le guide et "
    "treize l'ont mis à l'ordre du jour de leur conseil."
)

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
