"""Named conditions, orders and loads of the fils."""

import re
from collections.abc import Iterable, Mapping, Sequence
from json import loads
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, String, Subquery, bindparam, cast, func, literal, or_, select
from sqlalchemy.orm import contains_eager, with_expression

from annuaire.comptes.models import Compte
from echanges.lectures.models import Position
from socle.database import read_columns, taken
from socle.extensions import db
from socle.markdown import MENTION
from socle.once import built_once
from socle.pages import Cut, Page, asked_after
from socle.permissions import visible
from socle.sujets import Ref, find_all
from socle.templating import depuis

from .models import PAGE, Fil, Mention, Message, Revision, Trace

CATCH_UP = 200


def hung_on(host: Ref):
    """The condition that a fil hangs on this sujet."""
    return (Fil.sujet_kind == host.kind) & (Fil.sujet_id == host.id)


def latest_first() -> tuple:
    """The order of a list of fils: the last to have moved first."""
    return (Fil.dernier_le.desc(), Fil.id.desc())


@built_once
def _rows_on(viewer: Any, first: bool) -> Select[Any]:
    read = select(Position.rang).where(Position.fil_id == Fil.id, Position.compte_id == viewer.id)
    waiting = Fil.dernier_rang - func.coalesce(read.scalar_subquery(), 0) if viewer.id else literal(0)
    shown: tuple[Any, ...] = (
        *(Fil.id, Fil.titre, Fil.dernier_rang, Fil.dernier_le, Fil.clos_le.is_not(None).label("clos")),
        *(Compte.nom.label("dernier_auteur"), waiting.label("waiting")),
    )
    hung = (Fil.sujet_kind == bindparam("sujet_kind")) & (Fil.sujet_id == bindparam("sujet_id"))
    fils = visible(Fil, viewer).where(hung).outerjoin(Fil.dernier_auteur)
    return ROWS.of(fils.with_only_columns(*shown), first)


def rows_on(host: Ref, viewer: Any) -> Page:
    """A page of what is shown of the fils of a sujet, and how many messages wait for the viewer in each."""
    token = asked_after()
    statement, values = _rows_on(viewer, not token)
    return ROWS.read(statement, values | {"sujet_kind": host.kind, "sujet_id": host.id}, token)


class Rangee(NamedTuple):
    """A fil in a list, in words: ``depuis`` is how long ago its last message was."""

    id: int
    titre: str
    messages: int
    dernier_auteur: str | None
    depuis: str
    clos: bool
    waiting: int


def in_words(fils: Iterable[Any]) -> tuple[Rangee, ...]:
    """What a list says of fils (see ``rows_on``)."""
    return tuple(
        Rangee(number, titre, rang, auteur, depuis(le) if auteur else "", clos, waiting)
        for number, titre, rang, le, clos, auteur, waiting in fils
    )


ROWS = Cut(latest_first(), 15, columns=True)
NO_SUITE = "[]"
LINE = (
    *(Message.id, Message.seq, Message.rang, Message.auteur_id, Message.mandat),
    cast(Message.suites, String).label("suites"),  # as it is written: few messages led to something
    Message.retire_le.is_not(None).label("retire"),
    *(Compte.nom, Compte.alias),
)
LINE_NAMES = [column.key for column in LINE]
LINES = select(*LINE).join(Compte, Compte.id == Message.auteur_id)
THIS_FIL = select(Fil).where(Fil.id == bindparam("fil_id"))
ONE_FIL = THIS_FIL.options(
    with_expression(
        Fil.lu,
        select(Position.rang)
        .where(Position.fil_id == Fil.id, Position.compte_id == bindparam("reader"))
        .scalar_subquery(),
    )
)
HELD_FIL = THIS_FIL.with_for_update(of=Fil).execution_options(populate_existing=True)
PAGE_OF = LINES.where(
    Message.fil_id == bindparam("fil_id"), Message.rang.between(bindparam("first"), bindparam("last"))
).order_by(Message.rang)
NEIGHBOUR = (
    *(Message.id, Message.fil_id, Message.rang, Message.auteur_id, Message.mandat_id, Message.cle),
    *(Message.cree_le, Message.retire_le.is_not(None).label("retire")),
)
NEAR = or_(
    (Message.auteur_id == bindparam("auteur_id")) & (Message.cle == bindparam("cle")),
    (Message.fil_id == bindparam("fil_id")) & (Message.rang == bindparam("rang")),
    Message.id == bindparam("reponse_a"),
)
AROUND = select(*NEIGHBOUR).where(NEAR)
CALLED = (
    select(Mention.compte_id, Message.reponse_a)
    .select_from(Message)
    .outerjoin(Mention, Mention.message_id == Message.id)
    .where(Message.id == bindparam("message_id"), Message.retire_le.is_(None))
)
MOVED = (
    LINES.add_columns(Trace.seq.label("moved"))
    .join(Trace, Trace.message_id == Message.id)
    .where(Trace.fil_id == bindparam("fil_id"), Trace.seq > bindparam("after"))
    .order_by(Trace.seq)
    .limit(CATCH_UP + 1)
)


def fil_numbered(id: int, compte_id: int | None) -> Fil | None:
    """A fil, whoever may read it, with the last rang that this person has read of it."""
    return db.session.scalar(ONE_FIL, {"fil_id": id, "reader": compte_id or 0})


def fil_held(id: int) -> Fil | None:
    """The same, its row taken for the rest of the transaction: nobody else writes in it meanwhile."""
    fil = db.session.scalar(HELD_FIL, {"fil_id": id})
    if fil:
        taken(fil)
    return fil


def page_of(fil: Fil, number: int) -> Sequence[Row]:
    """The lines of a page, by range of ``rang``: the last page costs what the first does.

    A line has what a page must know of a message besides its fragment: the columns of ``LINE``.
    """
    last = number * PAGE
    return read_columns(PAGE_OF, {"fil_id": fil.id, "first": last - PAGE + 1, "last": last}).all()


def lines_after(fil: Fil, seq: int) -> Sequence[Row]:
    """The lines of what moved after a seq, ascending, with the seq at which each ``moved``.

    ``CATCH_UP`` at most, plus one that says there is more.
    """
    return db.session.execute(MOVED, {"fil_id": fil.id, "after": seq}).all()


def moved_after(fil: Fil, seq: int, limit: int) -> list[tuple[int, Message]]:
    """The messages that moved after a seq, whole, for programs: (seq, message), ascending."""
    statement = (
        _with_author(select(Trace.seq, Message).join(Message, Message.id == Trace.message_id))
        .where(Trace.fil_id == fil.id, Trace.seq > seq)
        .order_by(Trace.seq)
        .limit(limit)
    )
    return [(row.seq, row.Message) for row in db.session.execute(statement)]


def with_ids(ids: list[int]) -> list[Message]:
    """Messages and who wrote them."""
    return list(db.session.scalars(_with_author(select(Message)).where(Message.id.in_(ids))))


def _with_author(statement: Select) -> Select:
    return statement.join(Compte, Compte.id == Message.auteur_id).options(
        contains_eager(Message.auteur).load_only(Compte.nom, Compte.alias)
    )


class Around(NamedTuple):
    """What a new message must know: which its key sent already, the last one, if it answers one of here."""

    sent: int | None
    previous: Row | None
    answered: bool


def around(fil: Fil, auteur_id: int, cle: str, reponse_a: int | None) -> Around:
    """One statement, asked by who holds the fil: nothing moves before the message is written."""
    return _seen(AROUND, {}, fil, auteur_id, cle, reponse_a)[1]


def near(host: Select) -> Select:
    """This SELECT of a host (of one, ``sujet_id``), with the messages that ``around`` finds, if any."""
    return host.add_columns(*NEIGHBOUR).outerjoin(Message, NEAR)


def beside(
    host: Select, values: dict[str, Any], fil: Fil, auteur_id: int, cle: str, reponse_a: int | None
) -> tuple[Any, Around | None]:
    """The host, if this ``near`` finds it, and what is around: in one statement."""
    rows, known = _seen(host, values, fil, auteur_id, cle, reponse_a)
    return (rows[0][0], known) if rows else (None, None)


def _seen(
    statement: Select, values: dict[str, Any], fil: Fil, auteur_id: int, cle: str, reponse_a: int | None
) -> tuple[Sequence[Row], Around]:
    asked = values | {"auteur_id": auteur_id, "cle": cle, "fil_id": fil.id, "rang": fil.dernier_rang}
    rows = db.session.execute(statement, asked | {"reponse_a": reponse_a, "sujet_id": fil.sujet_id}).all()
    return rows, Around(
        next((row.id for row in rows if row.auteur_id == auteur_id and row.cle == cle), None),
        next((row for row in rows if row.fil_id == fil.id and row.rang == fil.dernier_rang), None),
        any(row.id == reponse_a and row.fil_id == fil.id for row in rows),
    )


def heads(fil_ids: list[int]) -> Select:
    """(id, latest seq) of fils, to be narrowed to what a viewer may read."""
    return select(Fil.id, Fil.dernier_seq).where(Fil.id.in_(fil_ids))


def revisions_of(message: Message) -> list[Revision]:
    """Earlier wordings, oldest first."""
    return list(
        db.session.scalars(select(Revision).where(Revision.message_id == message.id).order_by(Revision.id))
    )


def named_in(texte: str) -> list[int]:
    """Ids of the accounts that a text names with an @, outside code."""
    plain = re.sub(r"```.*?```|`[^`\n]*`", " ", texte, flags=re.DOTALL)
    aliases = set(re.findall(MENTION, plain))
    if not aliases:
        return []
    return list(db.session.scalars(select(Compte.id).where(Compte.alias.in_(aliases), Compte.actif)))


def called_by(message_id: int) -> Sequence[Row]:
    """Whom a message names (``compte_id``), which it answers (``reponse_a``); nothing once removed."""
    return db.session.execute(CALLED, {"message_id": message_id}).all()


def principal_of(host: Ref) -> Fil | None:
    """The one fil that comments a sujet (a proposition, a note, a need), if it has been opened."""
    return db.session.scalar(select(Fil).where(hung_on(host), Fil.principal))


def shared_room(fil: Fil, start: str, limit: int = 8) -> list[Compte]:
    """People who spoke in a fil and whose name or alias begins so: whom one most likely wants to name."""
    wanted = start.lower() + "%"
    statement = (
        select(Compte)
        .where(
            Compte.id.in_(select(Message.auteur_id).where(Message.fil_id == fil.id)),
            Compte.actif,
            Compte.alias.like(wanted) | func.lower(Compte.nom).like(wanted),
        )
        .order_by(Compte.nom)
        .limit(limit)
    )
    return list(db.session.scalars(statement))


def unread_by_host(kind: str, ids: Select, compte_id: Any) -> Subquery:
    """(sujet_id, waiting): messages not read by a person, for hosts of a kind, to be joined to them."""
    waiting = func.sum(Fil.dernier_rang - func.coalesce(Position.rang, 0)).label("waiting")
    return (
        select(Fil.sujet_id, waiting)
        .outerjoin(Position, (Position.fil_id == Fil.id) & (Position.compte_id == compte_id))
        .where(Fil.sujet_kind == kind, Fil.sujet_id.in_(ids))
        .group_by(Fil.sujet_id)
        .subquery()
    )


def suites_on(lines: Sequence[Row]) -> dict[int, list[str]]:
    """What the messages of a page led to, as references in letters; those that led nowhere are left out."""
    return {line.id: loads(line.suites) for line in lines if line.suites != NO_SUITE}


def marks_of(suites: Mapping[int, Sequence[str]], viewer: Any) -> dict[int, list]:
    """The things that messages led to, for this reader: one statement for each kind of thing."""
    refs = {message_id: [Ref.read(text) for text in several] for message_id, several in suites.items()}
    found = find_all({ref for several in refs.values() for ref in several if ref}, viewer)
    marks = {
        message_id: [found[ref] for ref in several if ref in found] for message_id, several in refs.items()
    }
    return {message_id: several for message_id, several in marks.items() if several}
