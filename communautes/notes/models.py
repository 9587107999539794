"""Notes: what a communauté tells the board: how it advances, and the actions it proposes."""

import json
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute
from communautes.propositions.models import Proposition
from socle.clock import now
from socle.extensions import Model
from socle.series import Forme
from socle.states import Machine

REFERENCES = Forme("NOTE", 2, code=True)


class Etat(StrEnum):
    """Where a note stands (``domaine`` §3.3.6)."""

    BROUILLON = "brouillon"
    EN_RELECTURE = "en_relecture"
    TRANSMISE = "transmise"
    INSCRITE_ODJ = "inscrite_odj"
    EXAMINEE = "examinee"


MOTS = {
    Etat.BROUILLON: ("Brouillon", "neutral"),
    Etat.EN_RELECTURE: ("En relecture par la communauté", "miel"),
    Etat.TRANSMISE: ("Transmise au conseil", "bois"),
    Etat.INSCRITE_ODJ: ("À l'ordre du jour du conseil", "miel"),
    Etat.EXAMINEE: ("Examinée par le conseil", "bois"),
}
NOTE = Machine(
    "note",
    MOTS,
    "Ce n'est plus possible à ce stade de la note.",
    ask_relecture=(Etat.BROUILLON, Etat.EN_RELECTURE),
    resume=(Etat.EN_RELECTURE, Etat.BROUILLON),
    transmit=((Etat.BROUILLON, Etat.EN_RELECTURE), Etat.TRANSMISE),
    put_on_agenda=(Etat.TRANSMISE, Etat.INSCRITE_ODJ),
    take_off=(Etat.INSCRITE_ODJ, Etat.TRANSMISE),
    send_back=(Etat.TRANSMISE, Etat.BROUILLON),
    examine=(Etat.INSCRITE_ODJ, Etat.EXAMINEE),
)
OUVERTES = (Etat.BROUILLON, Etat.EN_RELECTURE)
PARTIES = (Etat.TRANSMISE, Etat.INSCRITE_ODJ, Etat.EXAMINEE)


class Note(Model):
    """The note of an animateur to the board: two mandatory parts, citations, a version at each sending."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    communaute_id: Mapped[int] = mapped_column(ForeignKey(Communaute.id), index=True)
    titre: Mapped[str]
    animateur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    periode_debut: Mapped[date]
    periode_fin: Mapped[date]
    avancement: Mapped[str] = mapped_column(default="")
    avancement_html: Mapped[str] = mapped_column(default="")
    sans_action: Mapped[bool] = mapped_column(default=False)
    etat: Mapped[Etat] = mapped_column(default=Etat.BROUILLON)
    motif: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)
    creee_le: Mapped[datetime] = mapped_column(default=now)
    transmise_le: Mapped[datetime | None]
    communaute: Mapped[Communaute] = relationship()
    animateur: Mapped[Compte] = relationship()
    lignes: Mapped[list["Ligne"]] = relationship(back_populates="note", order_by="Ligne.rang")


class Ligne(Model):
    """One action proposed: a proposition with means, cost (cents), calendar and the decision expected."""

    __tablename__ = "ligne_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey(Note.id), index=True)
    proposition_id: Mapped[int] = mapped_column(ForeignKey(Proposition.id))
    rang: Mapped[int]
    resume: Mapped[str] = mapped_column(default="")
    moyens: Mapped[str] = mapped_column(default="")
    cout: Mapped[int | None]
    calendrier: Mapped[str] = mapped_column(default="")
    attendu: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    note: Mapped[Note] = relationship(back_populates="lignes")
    proposition: Mapped[Proposition] = relationship()

    # The number of a line that was taken out is that of no other, ever.
    __table_args__ = (UniqueConstraint("note_id", "proposition_id"), {"sqlite_autoincrement": True})

    @property
    def complete(self) -> bool:
        """Whether the board can decide on it."""
        return bool(self.resume and self.attendu)


class Tirage(Model):
    """A version as it left: its content, canonical, and the SHA-256 of it. Never changed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey(Note.id))
    numero: Mapped[int]
    contenu: Mapped[str]
    empreinte: Mapped[str]
    transmis_le: Mapped[datetime] = mapped_column(default=now)
    par_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    par: Mapped[Compte] = relationship()
    note: Mapped[Note] = relationship()

    __table_args__ = (UniqueConstraint("note_id", "numero"),)

    @property
    def lu(self) -> dict:
        """The content, to be shown."""
        return json.loads(self.contenu)
