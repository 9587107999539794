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
FINS = (
    "Qui peut en parler lors de la prochaine séance ?",
    "Je joins le compte rendu dès qu’il est relu.",
    "Est-ce que d’autres ont essayé ?",
    "Nous pouvons y passer une heure jeudi.",
    "Je propose d’en faire une proposition écrite.",
    "À votre écoute.",
)
HERE = Path(__file__).parent
PRENOMS, NOMS = (part.split() for part in HERE.joinpath("noms.txt").read_text().split("\n\n"))
MOTS = [
    line.split() for line in HERE.joinpath("mots.txt").read_text().splitlines()
]  # nouns, adjectives, verbs, places, ties
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
    said = [_sentence(chance) for _ in range(chance.choice((1, 2, 2, 3, 3, 4)))]
    kind = chance.random()
    if kind < 0.1:
        said = ["Trois points :\n\n" + "\n".join(f"- {one}" for one in said) + "\n\n"]
    elif kind < 0.2:
        said[0] = f"**{said[0]}**"
    elif kind < 0.25:
        said.append(f"Voir https://exemple.test/compte-rendu-{chance.randrange(1000)} pour le détail.")
    elif kind < 0.3:
        said = [f"> {said[0]}\n\n", *said[1:], "Oui, exactement."]
    return " ".join([chance.choice(OUVERTURES) + "\n\n", *said, chance.choice(FINS)]).replace("\n ", "\n")


def _sentence(chance: random.Random) -> str:
    """A sentence of words drawn one by one: made of ready phrases, a text would compress too well."""
    nouns, adjectives, verbs, places, articles, around, ties = MOTS
    said = []
    for _ in range(chance.randint(1, 3)):
        said += [chance.choice(articles), chance.choice(nouns)]
        said += [chance.choice(adjectives)] if chance.random() < 0.5 else []
        said += [chance.choice(("veut", "peut", "doit", "va", "sait")), chance.choice(verbs)]
        where = (chance.choice(nouns), chance.choice(places), f"{chance.randrange(2, 480)} heures")
        said += [chance.choice(around), chance.choice(where), chance.choice(ties)]
    return f"{' '.join(said[:-1]).capitalize()}."


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
