"""What happened in the world of the bench: drawn once from a seed, told by actions or written in bulk."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

AT_ONCE, SOON = 40, timedelta(minutes=1)  # per thousand: messages said in the breath of the one before
REACTIONS = ("accord", "merci", "question", "idee")


@dataclass(frozen=True)
class Taille:
    """How many of everything; ``grande`` people are in the biggest communauté, ``petite`` in each other."""

    comptes: int = 5_000
    communautes: int = 20
    grande: int = 5_000
    petite: int = 250
    fils: int = 2_000
    messages: int = 100_000
    long: int = 5_000
    lecteurs: int = 10


@dataclass(frozen=True)
class Parole:
    """A message: in which fil, by whom, when; people and fils are known by their place in the story."""

    fil: int
    auteur: int
    quand: datetime
    texte: int
    reponse_a: int | None  # a rang of the same fil
    interpelle: int | None  # a person called by name
    reactions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Lecture:
    """Someone read a fil up to a rang."""

    fil: int
    qui: int
    rang: int
    quand: datetime


@dataclass
class Recit:
    """The whole story. Instants never go back, and end before ``fin``."""

    taille: Taille
    fin: datetime
    chance: random.Random = field(default_factory=lambda: random.Random(41))

    def __post_init__(self) -> None:
        self.debut = self.fin - timedelta(days=400)
        self.membres = [self._membres(n) for n in range(self.taille.communautes)]
        # The long fil is the first of the biggest communauté; the others go round.
        self.hotes = [n % self.taille.communautes for n in range(self.taille.fils)]
        self.auteurs = [self.chance.choice(self.membres[hote]) for hote in self.hotes]
        self.rangs = [0] * self.taille.fils

    def _membres(self, number: int) -> list[int]:
        """Who belongs, the animateur first."""
        wanted = self.taille.petite if number else self.taille.grande
        return self.chance.sample(range(self.taille.comptes), min(wanted, self.taille.comptes))

    def ouverture(self, step: int) -> datetime:
        """When the nth act before the talk took place: a second apart."""
        return self.debut + timedelta(seconds=step)

    def paroles(self) -> Iterator[Parole]:
        """Every message, oldest first. To be told once."""
        start = self.debut + timedelta(days=30)
        each = (self.fin - timedelta(hours=2) - start) / max(1, self.taille.messages)
        long = self.taille.long / max(1, self.taille.messages)
        before: Parole | None = None
        for number in range(self.taille.messages):
            if before and self.chance.randrange(1000) < AT_ONCE:
                quand, fil, auteur = before.quand + min(each, SOON), before.fil, before.auteur
            else:
                quand = start + each * number
                fil = 0 if self.chance.random() < long else self.chance.randrange(1, self.taille.fils)
                auteur = self.chance.choice(self.membres[self.hotes[fil]])
            before = self._parole(fil, auteur, quand)
            yield before

    def _parole(self, fil: int, auteur: int, quand: datetime) -> Parole:
        chance, membres = self.chance, self.membres[self.hotes[fil]]
        self.rangs[fil] += 1
        said = self.rangs[fil] - 1
        answers = chance.randint(max(1, said - 9), said) if said and chance.random() < 0.08 else None
        called = chance.choice(membres) if chance.random() < 0.02 else None
        who = chance.sample(membres, min(len(membres), chance.randint(1, 3))) if chance.random() < 0.1 else []
        reactions = tuple((one, chance.choice(REACTIONS)) for one in who)
        return Parole(fil, auteur, quand, chance.randrange(400), answers, called, reactions)

    def lectures(self) -> Iterator[Lecture]:
        """Who read what, once all is said."""
        quand = self.fin - timedelta(hours=1)
        for fil, hote in enumerate(self.hotes):
            if self.rangs[fil]:
                some = min(self.taille.lecteurs, len(self.membres[hote]))
                for qui in self.chance.sample(self.membres[hote], some):
                    yield Lecture(fil, qui, self.chance.randint(1, self.rangs[fil]), quand)
