"""Rules about fils: the host says who reads, who answers, who animates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, false, or_, select

from annuaire.roles.queries import ENDED, still_signs
from socle.errors import NotVisible
from socle.extensions import db
from socle.once import built_once
from socle.permissions import MOST, No, NotNow, rule, scope

from .models import Fil, Message
from .queries import Around, beside, fil_held, fil_numbered, near

CLOSED = "Ce fil est clos."
GONE = "Ce message a été retiré."
NOT_YOURS = "Seule la personne qui a écrit ce message peut le modifier."
GUEST = "Connectez-vous pour répondre."


@dataclass(frozen=True)
class Host:
    """A kind of sujet that fils may hang on.

    ``reads`` gives a SELECT of the ids, in the table of the noun, whose talk a viewer may read: it depends on
    nothing but who they are and what they hold.
    """

    kind: str
    noun: Any
    reads: Callable[[Any], Select]
    post: Callable[[Any, Any], bool | No]
    animate: Callable[[Any, Any], bool | No]


_hosts: dict[str, Host] = {}


def hosts_fils(kind: str, noun: Any, reads: Callable, post: Callable, animate: Callable) -> None:
    """Declare a host. Raises ``TypeError`` when the kind is already taken."""
    if kind in _hosts:
        raise TypeError(f"{kind} already hosts fils")
    _hosts[kind] = Host(kind, noun, reads, post, animate)


def hosts() -> list[Host]:
    """Every declared host."""
    return list(_hosts.values())


def host_of(fil: Fil) -> tuple[Host, Any]:
    """The host of a fil and the thing itself (from the session when it is there)."""
    host = _hosts[fil.sujet_kind]
    return host, db.session.get(host.noun, fil.sujet_id)


def opened(id: int, viewer: Any) -> tuple[Fil, Any]:
    """A fil that the viewer may read, and its host: asked of its own host only, where a list asks them all.

    Raises ``NotVisible`` (404) as ``fetch`` does.
    """
    fil = fil_numbered(id, viewer.id) if id <= MOST else None
    statement, values = _read(viewer, _hosting(fil))
    thing = db.session.scalar(statement, values | {"sujet_id": fil.sujet_id})
    if thing is None:
        raise NotVisible
    return fil, thing


def opened_to_say(id: int, viewer: Any, cle: str, reponse_a: int | None = None) -> tuple[Fil, Any, Around]:
    """The same fil, held by who will write in it, its host, and what a message with this key must know.

    Raises ``NotVisible`` (404) as ``fetch`` does.
    """
    fil = fil_held(id) if id <= MOST else None
    statement, values = _read_with_neighbours(viewer, _hosting(fil))
    thing, known = beside(statement, values, fil, viewer.id, cle, reponse_a)
    if known is None:
        raise NotVisible
    return fil, thing, known


def _hosting(fil: Fil | None) -> Host:
    """What hosts a fil. Raises ``NotVisible`` when nothing does."""
    host = _hosts.get(fil.sujet_kind) if fil else None
    if host is None:
        raise NotVisible
    return host


def _alone(viewer: Any, host: Host) -> Select:
    """The thing that hosts a fil (``sujet_id``), if the viewer reads its talk."""
    return host.reads(viewer).with_only_columns(host.noun).where(host.noun.id == bindparam("sujet_id"))


_read = built_once(_alone)


@built_once
def _read_with_neighbours(viewer: Any, host: Host) -> Select:
    """The same, with the messages near what one says in the fil."""
    return near(_alone(viewer, host))


@scope(Fil)
def readable(viewer) -> Select:
    """The OR of what each host says."""
    told = [and_(Fil.sujet_kind == host.kind, Fil.sujet_id.in_(host.reads(viewer))) for host in hosts()]
    return select(Fil).where(or_(*told) if told else false())


@scope(Message)
def readable_messages(viewer) -> Select:
    """A message is read by whoever reads its fil; what was removed leaves its tombstone.

    Its own fil is asked: a list of all those that one reads would be made for each message.
    """
    its_fil = readable(viewer).with_only_columns(Fil.id).where(Fil.id == Message.fil_id)
    return select(Message).where(its_fil.correlate(Message).exists())


@rule("post", Fil)
def may_post(viewer, fil: Fil) -> bool | No:
    """Whoever the host lets answer, while the fil is open."""
    if not viewer.id:
        return No(GUEST)
    host, thing = host_of(fil)
    why = f"{CLOSED} Motif : {fil.motif}" if fil.motif else CLOSED
    return host.post(viewer, thing) and (not fil.clos or NotNow(why))


@rule("close", Fil)
def may_close(viewer, fil: Fil) -> bool | No:
    """Whoever animates the host, once."""
    return _animates(viewer, fil) and (not fil.clos or NotNow("Ce fil est déjà clos."))


@rule("reopen", Fil)
def may_reopen(viewer, fil: Fil) -> bool | No:
    """Whoever may close it."""
    return _animates(viewer, fil) and (fil.clos or NotNow("Ce fil est déjà ouvert."))


@rule("react", Message)
def may_react(viewer, message: Message) -> bool | No:
    """Whoever may answer in the fil."""
    return may_post(viewer, message.fil) and (not message.retire or NotNow(GONE))


@rule("edit", Message)
def may_edit(viewer, message: Message) -> bool | No:
    """Its author, while the fil is open."""
    return may_reword(viewer, message) and may_post(viewer, message.fil)


def may_reword(viewer, message: Any) -> bool | No:
    """The part of it that the message alone says, or its line on a page."""
    if message.auteur_id != viewer.id:
        return No(NOT_YOURS)
    if message.retire:
        return NotNow(GONE)
    return still_signs(viewer, message.mandat) or NotNow(ENDED)


@rule("remove", Message)
def may_remove(viewer, message: Message) -> bool | No:
    """Its author, or whoever animates, with a reason."""
    may = message.auteur_id == viewer.id or _animates(viewer, message.fil)
    return may and (not message.retire or NotNow(GONE))


def _animates(viewer, fil: Fil) -> bool | No:
    host, thing = host_of(fil)
    return host.animate(viewer, thing)
