"""Notes: the animateur writes and signs, the communauté proof-reads, the board reads what left."""

from sqlalchemy import ColumnElement, Select, or_, select

from annuaire.roles.queries import of_the_cress
from communautes.espaces.models import Acces, Communaute
from communautes.espaces.queries import animated_by, animates, communautes_of
from instances.organes.queries import DESK, sits_where_notes_go, somebody_answers
from socle.permissions import No, NotNow, rule, scope

from .models import NOTE, OUVERTES, PARTIES, Etat, Ligne, Note, Tirage

SIGNED = "Seules les personnes qui animent cette communauté écrivent et transmettent sa note."
LEFT = (
    "Cette note est transmise : elle ne change plus. Le conseil peut vous la retourner "
    "pour une nouvelle version."
)
NOBODY = (
    "Aucune instance ne répond encore aux notes : un chargé de mission, ou l'administration de la "
    "plateforme, doit dire laquelle. Votre note reste ici, prête à partir."
)
DESK_ONLY = (
    "Seuls le secrétariat et la présidence du conseil, ou les personnes chargées de "
    "mission, peuvent le faire."
)


@scope(Note)
def readable(viewer) -> Select:
    """Drafts: those who animate, here or elsewhere; then the communauté; once sent, board and chambre."""
    mine = animated_by(viewer)
    told: list[ColumnElement[bool]] = [Note.communaute_id.in_(mine)]
    told.append(Note.communaute_id.in_(communautes_of(viewer)) & (Note.etat != Etat.BROUILLON))
    if mine:
        told.append(Note.communaute_id.not_in(select(Communaute.id).where(Communaute.acces == Acces.PRIVEE)))
    if sits_where_notes_go(viewer) or of_the_cress(viewer):
        told.append(Note.etat.in_(PARTIES))
    return select(Note).where(or_(*told))


@scope(Tirage)
def readable_prints(viewer) -> Select:
    """Whoever reads the note."""
    return select(Tirage).where(Tirage.note_id.in_(readable(viewer).with_only_columns(Note.id)))


@scope(Ligne)
def readable_lines(viewer) -> Select:
    """Whoever reads the note."""
    return select(Ligne).where(Ligne.note_id.in_(readable(viewer).with_only_columns(Note.id)))


@rule("write_note", Communaute)
def may_start(viewer, communaute: Communaute) -> bool | No:
    """Animateurs begin a note (BR-11)."""
    return animates(viewer, communaute.id) or No(SIGNED)


@rule("write", Note)
def may_write(viewer, note: Note) -> bool | No:
    """Animateurs of that communauté, until it has left."""
    return _signs(viewer, note) and (note.etat in OUVERTES or NotNow(LEFT))


@rule("transmit", Note)
def may_transmit(viewer, note: Note) -> bool | No:
    """Animateurs of that communauté (BR-11), once the chambre has said who answers."""
    return may_write(viewer, note) and (somebody_answers(viewer) or NotNow(NOBODY))


@rule("ask_relecture", Note)
def may_ask_relecture(viewer, note: Note) -> bool | No:
    """Animateurs let the members proof-read."""
    return _signs(viewer, note) and NOTE.may(note, "ask_relecture")


@rule("resume", Note)
def may_resume(viewer, note: Note) -> bool | No:
    """Animateurs take it back from proof-reading."""
    return _signs(viewer, note) and NOTE.may(note, "resume")


@rule("put_on_agenda", Note)
def may_put_on_agenda(viewer, note: Note) -> bool | No:
    """The desk of the board and the mission officers (matrix, line 48)."""
    return _desk(viewer) and NOTE.may(note, "put_on_agenda")


@rule("send_back", Note)
def may_send_back(viewer, note: Note) -> bool | No:
    """The same, with a reason, while it is on no agenda."""
    return _desk(viewer) and NOTE.may(note, "send_back")


def _signs(viewer, note: Note) -> bool | No:
    return animates(viewer, note.communaute_id) or No(SIGNED)


def _desk(viewer) -> bool | No:
    return sits_where_notes_go(viewer, *DESK) or of_the_cress(viewer) or No(DESK_ONLY)
