"""What the needs of the demonstration say: invented words, plausible figures marked so by their source."""

from typing import Any

QUALIFIE, SOUMIS, A_COMPLETER = "qualifie", "soumis", "a_completer"
ENQUETE = "Enquête fictive de démonstration"


def figure(libelle: str, valeur: str, annee: int = 2025, source: str = ENQUETE) -> dict[str, Any]:
    """A figure behind a need."""
    return {"libelle": libelle, "valeur": valeur, "annee": annee, "source": source}


BESOINS: tuple[dict[str, Any], ...] = (
    {
        "titre": "Faire réparer sa voiture sans perdre son emploi",
        "par": "gwen",
        "lieu": "246200364",
        "filiere": "mobilite",
        "publics": ["demandeurs_emploi"],
        "couverture": "NI",
        "etat": QUALIFIE,
        "parle": True,
        "population": 900,
        "methode": "Recoupement de trois structures d'insertion",
        "constat": (
            "Une panne suffit à faire perdre un emploi : les réparations coûtent plus d'un mois de "
            "salaire, et le délai dépasse souvent trois semaines.\n"
            "Les missions d'intérim de nuit ne sont accessibles qu'en voiture."
        ),
        "consequences": "Des embauches refusées, des véhicules dangereux gardés faute de mieux.",
        "frequence": "Toutes les semaines dans chaque structure",
        "preuves": [
            figure("demandeurs d'emploi suivis qui ont refusé un poste faute de voiture en état", "1 sur 5"),
            figure("délai moyen d'une réparation", "23 jours"),
        ],
        "offre_existante": (
            "Un garage associatif à trente kilomètres\nDes aides individuelles du Département, plafonnées"
        ),
        "manques": "Le garage refuse du monde, les aides arrivent après l'embauche.",
        "idees": (
            "Un garage solidaire adossé à un chantier d'insertion, "
            "avec prêt de véhicule pendant la réparation."
        ),
    },
    {
        "titre": "Se déplacer le soir sans permis en zone rurale",
        "par": "amina",
        "lieu": "200069672",
        "filiere": "mobilite",
        "publics": ["jeunes", "rural_isole"],
        "couverture": "PN",
        "etat": QUALIFIE,
        "constat": (
            "Après 19 heures il n'y a plus ni car ni train. Les jeunes en apprentissage, "
            "les bénévoles et les spectateurs dépendent d'un proche qui conduit."
        ),
        "consequences": (
            "Des apprentissages abandonnés, une vie associative réservée à ceux qui ont une voiture."
        ),
        "preuves": [figure("communes sans aucun transport après 19 h", "58 sur 104")],
        "idees": "Du covoiturage du soir, organisé par les associations elles-mêmes.",
    },
    {
        "titre": "Courses et démarches pour les habitants d'un quartier sans commerce",
        "par": "hugo",
        "lieu": "248000531",
        "filiere": "residentielle_autonomie",
        "publics": ["quartiers_prioritaires", "personnes_agees"],
        "couverture": "PN",
        "etat": QUALIFIE,
        "constat": (
            "La dernière supérette a fermé. Il faut deux bus pour acheter du lait, "
            "et la maison de services n'ouvre qu'un matin."
        ),
        "preuves": [figure("habitants à plus d'un kilomètre d'un commerce alimentaire", "2 300")],
        "acteurs": "Le centre social\nUn bailleur\nLe conseil citoyen",
    },
    {
        "titre": "Souffler quand on aide un proche",
        "par": "amina",
        "lieu": "200072460",
        "filiere": "residentielle_autonomie",
        "publics": ["aidants"],
        "couverture": "PI",
        "etat": QUALIFIE,
        "constat": (
            "Les aidants ne partent jamais, même une journée : le relais à domicile manque le week-end, "
            "et l'accueil de jour n'a pas de transport."
        ),
        "consequences": "Épuisement, hospitalisations, emplois quittés.",
        "preuves": [figure("aidants en attente d'un relais", "140")],
    },
    {
        "titre": "Logements adaptés et partagés pour retraités isolés",
        "par": "carole",
        "lieu": "200071892",
        "filiere": "habitat_batiment",
        "publics": ["personnes_agees", "rural_isole"],
        "couverture": "PI",
        "etat": QUALIFIE,
        "source": "diagnostic",
        "constat": (
            "Entre la maison devenue trop grande et l'établissement médicalisé, il n'existe presque rien. "
            "Des bâtiments communaux sont vides."
        ),
        "preuves": [figure("personnes de plus de 75 ans vivant seules", "3 100", 2024)],
        "ressources": "Deux presbytères et une école fermée, que les communes proposent.",
    },
    {
        "titre": "Rénover sans avance de trésorerie",
        "par": "gwen",
        "lieu": "246200299",
        "filiere": "habitat_batiment",
        "publics": ["difficulte"],
        "couverture": "II",
        "etat": QUALIFIE,
        "constat": (
            "Les aides à la rénovation sont versées après les travaux : les ménages modestes ne peuvent "
            "pas avancer la dépense, même couverte à 90 %."
        ),
        "non_mesure": "Personne ne compte les ménages qui renoncent : ils ne déposent jamais de dossier.",
        "manques": "Le microcrédit existe mais prend six mois.",
    },
    {
        "titre": "Donner une seconde vie aux meubles encombrants",
        "par": "hugo",
        "lieu": "200067999",
        "filiere": "environnement",
        "publics": ["familles"],
        "couverture": "PN",
        "etat": QUALIFIE,
        "constat": (
            "Les meubles déposés en déchèterie partent à l'enfouissement alors que des familles en cherchent."
        ),
        "preuves": [
            figure("meubles jetés encore utilisables", "4 sur 10"),
            figure("tonnes d'encombrants par an", "6 200", 2024),
        ],
    },
    {
        "titre": "Traiter les biodéchets des petites cantines",
        "par": "amina",
        "lieu": "200069037",
        "filiere": "environnement",
        "publics": ["structures"],
        "couverture": "NI",
        "etat": QUALIFIE,
        "constat": "Le tri est obligatoire, mais aucun collecteur ne vient pour vingt kilos par semaine.",
        "preuves": [figure("petites cantines sans solution", "47")],
    },
    {
        "titre": "Légumes locaux dans les cantines des collèges",
        "par": "amina",
        "lieu": "246200729",
        "filiere": "alimentation_circuits",
        "publics": ["jeunes"],
        "couverture": "PI",
        "etat": QUALIFIE,
        "source": "communaute",
        "constat": (
            "Les cuisines veulent acheter local, mais personne ne lave, n'épluche ni ne livre les "
            "légumes par petites quantités."
        ),
        "preuves": [figure("collèges prêts à commander chaque semaine", "11 sur 14")],
        "idees": "Une légumerie d'insertion entre producteurs et cuisines.",
    },
    {
        "titre": "Manger correctement en fin de mois",
        "par": "edith",
        "lieu": "200071892",
        "filiere": "alimentation_circuits",
        "publics": ["difficulte", "familles"],
        "couverture": "PN",
        "etat": QUALIFIE,
        "source": "habitant",
        "constat": (
            "À partir du 20 du mois, beaucoup de foyers sautent des repas. L'aide alimentaire est loin, "
            "et l'on n'ose pas y aller."
        ),
        "consequences": "Des enfants qui ne mangent qu'à la cantine.",
        "preuves": [figure("foyers déclarant sauter des repas", "18 %")],
    },
    {
        "titre": "Transport mutualisé des petits producteurs",
        "par": "hugo",
        "lieu": "246200729",
        "filiere": "alimentation_circuits",
        "publics": ["structures"],
        "couverture": "NI",
        "etat": QUALIFIE,
        "public": False,
        "constat": (
            "Chaque producteur livre seul, avec sa camionnette à moitié vide. "
            "Certains renoncent aux petites commandes."
        ),
        "preuves": [figure("kilomètres parcourus à vide", "4 sur 10")],
    },
    {
        "titre": "Équipement numérique reconditionné pour étudiants",
        "par": "edith",
        "lieu": "200093201",
        "filiere": "environnement",
        "publics": ["jeunes"],
        "couverture": "PI",
        "etat": SOUMIS,
        "constat": (
            "Des étudiants suivent leurs cours sur un téléphone. "
            "Les ordinateurs réformés des entreprises partent au broyage."
        ),
        "preuves": [figure("étudiants sans ordinateur personnel", "7 %")],
    },
    {
        "titre": "Garde d'enfants à horaires décalés",
        "par": "carole",
        "lieu": "200068047",
        "filiere": "residentielle_autonomie",
        "publics": ["familles"],
        "couverture": "PN",
        "etat": A_COMPLETER,
        "source": "collectivite",
        "constat": (
            "Quatorze familles ont refusé un emploi de nuit depuis janvier, "
            "faute de garde entre 20 heures et 6 heures."
        ),
        "consequences": "Ce sont surtout des mères qui renoncent.",
        "offre_existante": "Une crèche d'entreprise, fermée à 19 h",
    },
    {
        "titre": "Réparer les vélos des lycéens",
        "par": "hugo",
        "lieu": "200090751",
        "filiere": "mobilite",
        "publics": ["jeunes"],
        "couverture": "NP",
        "etat": "sans_suite",
        "constat": (
            "Devant le lycée, un vélo sur trois est à l'abandon pour une chambre à air ou un câble de frein."
        ),
    },
    {
        "titre": "Réparer les vélos",
        "par": "basile",
        "lieu": "200090751",
        "filiere": "mobilite",
        "publics": ["jeunes"],
        "couverture": "NP",
        "etat": "fusionne",
        "dans": "Réparer les vélos des lycéens",
        "constat": "Il n'y a plus de réparateur de vélos en ville.",
    },
    {
        "titre": "Une situation familiale",
        "par": "edith",
        "lieu": "246200364",
        "publics": ["familles"],
        "etat": "rejete",
        "source": "habitant",
        "precision": (
            "Le centre communal d'action sociale de votre commune peut vous recevoir : "
            "prenez rendez-vous avec lui."
        ),
        "constat": "Une famille cherche un logement plus grand.",
    },
    {
        "titre": "Rompre l'isolement des bénévoles dirigeants",
        "par": "basile",
        "lieu": "32",
        "publics": ["structures"],
        "couverture": "NN",
        "etat": QUALIFIE,
        "source": "communaute",
        "constat": (
            "Dans toute la région, présidentes et trésoriers portent seuls des responsabilités qui les "
            "dépassent. Ils s'arrêtent sans être remplacés."
        ),
        "non_mesure": "Les démissions de bénévoles ne sont enregistrées nulle part.",
        "idees": "Un cercle de pairs dans chaque territoire.",
    },
    {
        "titre": "Permis de conduire trop cher pour l'insertion",
        "par": "amina",
        "lieu": "245900428",
        "filiere": "mobilite",
        "publics": ["demandeurs_emploi"],
        "etat": "brouillon",
        "constat": "Sans permis, pas de chantier ; sans chantier, pas de permis.",
    },
)
