"""Named conditions, orders and loads of the propositions."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from communautes.espaces.models import Communaute
from echanges.fils.models import Fil, Message
from echanges.fils.queries import hung_on
from socle.extensions import db
from socle.liens import Relation, links_to
from socle.sujets import Ref
from socle.trails import Stop, trail

from .models import FINIES, Credit, Etat, Passage, Proposition, Soutien

CHAIN = (
    Stop("message", "Message"),
    Stop("proposition", "Proposition", through=True),
    Stop("note", "Note"),
    Stop("decision", "Décision", through=True),
    Stop("action", "Action", through=True),
    Stop("resultat", "Résultat"),
)


def line_of(ref: Ref, viewer: Any, stopped: bool = False) -> list[dict]:
    """The line of a word, seen from any object of the chain."""
    return trail(ref, viewer, CHAIN, stopped)


def line_of_proposition(proposition: Proposition, viewer: Any) -> list[dict]:
    """The line, which stops where the proposition did."""
    return line_of(Ref("proposition", proposition.id), viewer, proposition.etat in FINIES)


def in_communaute(communaute: Communaute):
    """The condition that a proposition belongs to a communauté."""
    return Proposition.communaute_id == communaute.id


def in_state(*etats: Etat):
    """The condition that it stands there."""
    return Proposition.etat.in_(etats)


def newest_first() -> tuple:
    """The order of a list."""
    return (Proposition.id.desc(),)


def with_people():
    """Load author and communauté with them."""
    return (joinedload(Proposition.auteur), joinedload(Proposition.communaute))


def next_reference(communaute: Communaute, day: date) -> str:
    """``PRO-TER-2026-004``: readable, never used again; call under the communauté's lock."""
    stem = f"PRO-{communaute.code}-{day.year}-"
    last = db.session.scalar(
        select(func.max(Proposition.reference)).where(Proposition.reference.startswith(stem, autoescape=True))
    )
    number = int(last.removeprefix(stem)) + 1 if last else 1
    return f"{stem}{number:03d}"


def lock(proposition: Proposition) -> None:
    """Take its row for the rest of the transaction, and read it again."""
    db.session.execute(select(Proposition.id).where(Proposition.id == proposition.id).with_for_update())
    db.session.refresh(proposition, ["etat", "soutiens", "version"])


def supported_by(proposition: Proposition, compte_id: int | None) -> Soutien | None:
    """The support of a person, if they gave it."""
    return db.session.get(Soutien, (proposition.id, compte_id)) if compte_id else None


def supporters(proposition: Proposition) -> list[Soutien]:
    """Who stands behind it, the first first."""
    statement = select(Soutien).where(Soutien.proposition_id == proposition.id).order_by(Soutien.le)
    return list(db.session.scalars(statement.options(joinedload(Soutien.compte))))


def credited(proposition: Proposition) -> list[Credit]:
    """Whose word it comes from."""
    statement = select(Credit).where(Credit.proposition_id == proposition.id)
    return list(db.session.scalars(statement.options(joinedload(Credit.compte))))


def people_behind(proposition_id: int) -> set[int]:
    """Account ids of authors and supporters, merged: each is told once."""
    authors = select(Credit.compte_id).where(Credit.proposition_id == proposition_id)
    others = select(Soutien.compte_id).where(Soutien.proposition_id == proposition_id)
    return set(db.session.scalars(authors)) | set(db.session.scalars(others))


def with_my_word(viewer: Any) -> Select:
    """Propositions that a person wrote, inspired or supports."""
    return (
        select(Proposition)
        .where(
            or_(
                Proposition.id.in_(select(Credit.proposition_id).where(Credit.compte_id == viewer.id)),
                Proposition.id.in_(select(Soutien.proposition_id).where(Soutien.compte_id == viewer.id)),
            )
        )
        .options(*with_people())
    )


def sources_of(proposition: Proposition) -> list:
    """The links from its source messages, with the words that were quoted; those taken away since quote nothing."""
    links = links_to(Ref("proposition", proposition.id), Relation.DONNE_LIEU)
    quoted = select(Message.id).where(Message.id.in_([lien.source_id for lien in links]))
    standing = set(db.session.scalars(quoted.where(Message.retire_le.is_(None)))) if links else set()
    return [lien for lien in links if lien.source_id in standing]


def messages_among(ids: list[int], readable: Select, communaute: Communaute) -> list[Message]:
    """Chosen messages of this communauté that the viewer may read, still standing, in the order of the talk.

    Never those of another: their words would be read by people who do not read the talk they come from.
    """
    ours = select(Fil.id).where(hung_on(Ref("communaute", communaute.id)))
    statement = (
        readable.where(Message.id.in_(ids), Message.fil_id.in_(ours), Message.retire_le.is_(None))
        .options(joinedload(Message.auteur), joinedload(Message.fil))
        .order_by(Message.fil_id, Message.rang)
    )
    return list(db.session.scalars(statement))


def road_of(proposition: Proposition) -> list[Passage]:
    """Every step of its road, the latest first."""
    statement = select(Passage).where(Passage.proposition_id == proposition.id).order_by(Passage.id.desc())
    return list(db.session.scalars(statement.options(joinedload(Passage.par))))
