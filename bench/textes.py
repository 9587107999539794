"""What people of the bench say: composed from seeds, as long as what forums hold (about 350 signs)."""

import random
from functools import cache
from pathlib import Path

from annuaire.comptes.queries import slug
from socle.markdown import Redige, redige

HOW_MANY = 400
OUVERTURES = (
    "Bonjour à toutes et à tous.",
    "Je reviens sur ce qui a été dit plus haut.",
    "Merci pour ces retours.",
    "Une question avant d’aller plus loin.",
    "Je partage ce constat, avec une réserve.",
    "Nous en avons parlé hier en réunion d’équipe.",
    "Voici où nous en sommes de notre côté.",
    "Je ne suis pas certaine de comprendre la dernière proposition.",
)
QUI = (
    "Notre ressourcerie",
    "L’épicerie du bourg",
    "La coopérative de maraîchage",
    "Le tiers-lieu",
    "L’association de quartier",
    "La régie de quartier",
    "Le groupement d’employeurs",
    "La mutuelle locale",
    "L’atelier vélo",
    "La crèche parentale",
)
FAIT = (
    "cherche un local de deux cents mètres carrés",
    "a reçu quarante personnes samedi dernier",
    "ne trouve plus de bénévoles pour la permanence du soir",
    "partage déjà un véhicule avec deux voisines",
    "a ouvert une caisse commune pour les achats",
    "souhaite répondre ensemble au prochain appel",
    "tient un registre des demandes depuis mars",
    "propose d’accueillir la prochaine rencontre",
    "voudrait chiffrer le coût réel de la tournée",
    "a dû refuser plusieurs familles cet été",
    "prépare une convention avec la commune",
    "forme deux personnes à la comptabilité",
)
SUITE = (
    "et la subvention ne couvre que la moitié des charges",
    "alors que le bail se termine en décembre",
    "parce que les horaires du car ont changé",
    "ce qui demande une journée de travail par semaine",
    "sans que personne ne soit payé pour cela",
    "avec l’appui de l’intercommunalité",
    "mais le conseil doit encore se prononcer",
    "et trois structures voisines ont le même besoin",
    "comme cela s’est fait l’an dernier dans la vallée",
    "pour que le service tienne au-delà d’un an",
)
FINS = (
    "Qui peut en parler lors de la prochaine séance ?",
    "Je joins le compte rendu dès qu’il est relu.",
    "Est-ce que d’autres ont essayé ?",
    "Nous pouvons y passer une heure jeudi.",
    "Je propose d’en faire une proposition écrite.",
    "À votre écoute.",
)
PRENOMS, NOMS = (part.split() for part in Path(__file__).with_name("noms.txt").read_text().split("\n\n"))
TITRES = (
    "Un local à partager",
    "Tenir une permanence",
    "La tournée du mercredi",
    "Acheter ensemble",
    "Former les bénévoles",
    "Répondre à l’appel du département",
    "Le car du soir",
    "Mesurer ce que nous apportons",
    "Accueillir les nouvelles personnes",
    "Écrire aux communes",
)


@cache
def textes() -> tuple[Redige, ...]:
    """Every text of the pool, already rendered as the product renders it."""
    chance = random.Random(20_261_125)
    return tuple(redige(_compose(chance)) for _ in range(HOW_MANY))


def _compose(chance: random.Random) -> str:
    phrases = [f"{chance.choice(QUI)} {chance.choice(FAIT)}, {chance.choice(SUITE)}." for _ in range(4)]
    said = phrases[: chance.choice((1, 2, 2, 3, 3, 4))]
    kind = chance.random()
    if kind < 0.1:
        said = ["Trois points :\n\n" + "\n".join(f"- {one}" for one in said) + "\n\n"]
    elif kind < 0.2:
        said[0] = f"**{said[0]}**"
    elif kind < 0.25:
        said.append("Voir https://exemple.test/compte-rendu pour le détail.")
    elif kind < 0.3:
        said = [f"> {said[0]}\n\n", *said[1:], "Oui, exactement."]
    return " ".join([chance.choice(OUVERTURES) + "\n\n", *said, chance.choice(FINS)]).replace("\n ", "\n")


def naming(alias: str, texte: Redige) -> Redige:
    """The same text, which begins by calling someone; its HTML is put together, not rendered again."""
    start = f'<p><span class="mention">@{alias}</span> '
    return Redige(f"@{alias} {texte.source}", texte.html.replace("<p>", start, 1), texte.rendu)


def nom(number: int) -> str:
    """The name of the nth person: nobody bears the same below 6,400 people."""
    first, last = PRENOMS[number % len(PRENOMS)], NOMS[(number // len(PRENOMS) + number) % len(NOMS)]
    turn = number // (len(PRENOMS) * len(NOMS))
    return f"{first} {last}" + (f" {chr(65 + turn % 26)}" if turn else "")


def alias(number: int) -> str:
    """The name of use of the nth person, as the house makes it of a name that nobody else bears."""
    return slug(nom(number))[:32].strip("-")
