"""Fils and messages of a story, written in bulk: numbers, traces, facts, notifications, positions."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, update

from echanges.fils.actions import ONE_BREATH
from echanges.fils.events import FilOpened, MessagePosted, ReactionChanged
from echanges.fils.models import Fil, Genre, Mention, Message, Trace
from echanges.lectures.models import Position
from socle.events import Event
from socle.extensions import db
from socle.journal import Curseur

from .recit import Parole, Recit
from .registre import Registre, Row, by_parts, set_counters
from .textes import TITRES, alias, naming, nom, textes

NAMED = "Votre nom figure dans ce message."
ANSWERED = "C'est une réponse à votre message."


class Dit(NamedTuple):
    """What is remembered of a message: its number, who said it, when."""

    id: int
    auteur: int
    quand: datetime


def titre_of(number: int) -> str:
    """The question of the nth fil."""
    return f"{TITRES[number % len(TITRES)]} ({number})"


class Dits:
    """The talk. People, communautés and fils are known by their place in the story."""

    def __init__(self, recit: Recit, registre: Registre, comptes: list[int], communautes: list[int]) -> None:
        self.recit, self.registre, self.comptes, self.communautes = recit, registre, comptes, communautes
        self.fils: list[int] = []
        self.messages: list[list[Dit]] = [[] for _ in recit.hotes]
        self.seqs = [0] * len(recit.hotes)
        self.lus: dict[tuple[int, int], tuple[int, datetime]] = {}

    def write(self, moment: Callable[[], datetime]) -> None:
        """Write the fils (opened at the moments asked for), the messages, the readings, the counters."""
        for number in range(len(self.recit.hotes)):
            self._fil(number, moment())
        self.registre.write()
        for part in by_parts(self.recit.paroles()):
            for parole in part:
                self._message(parole)
            self.registre.write()
        self._readings()
        self._counters()
        self.registre.write()
        set_counters()

    def _fil(self, number: int, quand: datetime) -> None:
        ident, auteur = self.registre.next(Fil), self.comptes[self.recit.auteurs[number]]
        self.fils.append(ident)
        row = {"id": ident, "sujet_kind": "communaute", "titre": titre_of(number), "principal": False}
        row |= {"sujet_id": self.communautes[self.recit.hotes[number]], "auteur_id": auteur, "cree_le": quand}
        row |= {"clos_le": None, "clos_par_id": None, "motif": None, "dernier_auteur_id": None}
        self.registre.add(Fil, **row, dernier_rang=0, dernier_seq=0, dernier_le=quand)
        self.registre.fact(FilOpened, quand, auteur, fil_id=ident)

    def _message(self, parole: Parole) -> None:
        said, auteur, ident = (
            self.messages[parole.fil],
            self.comptes[parole.auteur],
            self.registre.next(Message),
        )
        texte, previous = textes()[parole.texte], said[-1] if said else None
        if parole.interpelle is not None:
            texte = naming(alias(parole.interpelle), texte)
        answered = said[parole.reponse_a - 1] if parole.reponse_a else None
        goes_on = previous and previous.auteur == auteur and parole.quand - previous.quand < ONE_BREATH
        said.append(Dit(ident, auteur, parole.quand))
        fil_id, rang = self.fils[parole.fil], len(said)
        row: Row = {"id": ident, "fil_id": fil_id, "rang": rang, "auteur_id": auteur, "mandat_id": None}
        row |= {"mandat": None, "texte": texte.source, "html": texte.html, "rendu": texte.rendu, "suites": []}
        row |= {"cle": f"bench-{fil_id}-{rang}", "empreinte": Message.print_of(texte.source)}
        row |= {"reponse_a": answered.id if answered else None, "enchaine": bool(goes_on and not answered)}
        row |= {"cree_le": parole.quand, "modifie_le": None, "retire_le": None, "retire_par_id": None}
        first = self._moved(parole, ident)
        reactions: dict[str, list[int]] = {}
        for qui, reaction in parole.reactions:
            reactions.setdefault(reaction, []).append(self.comptes[qui])
        self.registre.add(Message, **row, motif=None, reactions=reactions, seq=self.seqs[parole.fil])
        self.lus[fil_id, auteur] = (rang, parole.quand)
        self._tell(parole, (first, parole.quand), ident, answered)

    def _moved(self, parole: Parole, ident: int) -> int:
        """The traces and facts of a message and of the reactions to it; the number of the first fact."""
        moves: list[tuple[Genre, type[Event], int]] = [
            (Genre.POSTE, MessagePosted, self.comptes[parole.auteur])
        ]
        moves += [(Genre.REACTION, ReactionChanged, self.comptes[qui]) for qui, _ in parole.reactions]
        facts = []
        for genre, event, by in moves:
            self.seqs[parole.fil] += 1
            which = {"fil_id": self.fils[parole.fil], "seq": self.seqs[parole.fil], "message_id": ident}
            self.registre.add(Trace, **which, genre=genre)
            facts.append(self.registre.fact(event, parole.quand, by, **which))
        return facts[0]

    def _tell(self, parole: Parole, fait: tuple[int, datetime], ident: int, answered: Dit | None) -> None:
        """Who was called by name, then who was answered: each once, and never oneself."""
        where, who = f"dans « {titre_of(parole.fil)} »", nom(parole.auteur)
        named = None if parole.interpelle is None else self.comptes[parole.interpelle]
        about, auteur = f"message:{ident}", self.comptes[parole.auteur]
        if named is not None:
            self.registre.add(Mention, message_id=ident, compte_id=named)
            if named != auteur:
                self.registre.tell(fait, named, f"{who} vous a interpellé {where}", about, NAMED)
        if answered and answered.auteur not in (named, auteur):
            self.registre.tell(fait, answered.auteur, f"{who} vous a répondu {where}", about, ANSWERED)

    def _readings(self) -> None:
        """Never backwards; the last time someone read counts."""
        for one in self.recit.lectures():
            key = (self.fils[one.fil], self.comptes[one.qui])
            rang, _ = self.lus.get(key, (0, one.quand))
            self.lus[key] = (max(rang, one.rang), one.quand)
        for (fil_id, compte_id), (rang, quand) in self.lus.items():
            self.registre.add(Position, fil_id=fil_id, compte_id=compte_id, rang=rang, lu_le=quand)

    def _counters(self) -> None:
        """What the parents count, and how far the carrier of notifications has read."""
        spoken = [(place, said) for place, said in enumerate(self.messages) if said]
        rows = [
            {"fil": self.fils[place], "rang": len(said), "seq": self.seqs[place]}
            | {"quand": said[-1].quand, "auteur": said[-1].auteur}
            for place, said in spoken
        ]
        known: Row = {"dernier_rang": bindparam("rang"), "dernier_seq": bindparam("seq")}
        known |= {"dernier_le": bindparam("quand"), "dernier_auteur_id": bindparam("auteur")}
        fil = db.metadata.tables[Fil.__tablename__]
        if rows:
            db.session.connection().execute(
                update(fil).where(fil.c.id == bindparam("fil")).values(known), rows
            )
        cursor = db.session.get(Curseur, "notifications") or Curseur(nom="notifications", echecs=0)
        cursor.xact, cursor.fait_id = self.registre.xact or 0, self.registre.last_fact
        db.session.add(cursor)
        db.session.flush()
