"""Questions about belonging, asked by every rule of the communautés."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from echanges.fils.queries import unread_by_host
from socle.extensions import db
from socle.filtres import Filtre
from socle.letters import unaccented
from socle.viewers import held_ids, holds, holds_role, remembered

from .models import Communaute, Demande, Etape, Fonction, Membre


@holds("membre")
def memberships(compte_id: int) -> Select:
    """Communautés of an account: id, fonction, structure."""
    return select(Membre.communaute_id, Membre.fonction, func.coalesce(Membre.structure_id, 0)).where(
        Membre.compte_id == compte_id
    )


def communautes_of(viewer: Any) -> list[int]:
    """Identifiers of the communautés the viewer belongs to."""
    return held_ids(viewer, "membre")


def belongs(viewer: Any, communaute_id: int) -> bool:
    """Whether the viewer is a member."""
    return holds_role(viewer, "membre", communaute_id)


def animates(viewer: Any, communaute_id: int) -> bool:
    """Whether the viewer animates."""
    return holds_role(viewer, "membre", communaute_id, Fonction.ANIMATEUR)


def animateurs_of(communaute_id: int) -> list[int]:
    """Account ids of those who animate."""
    statement = select(Membre.compte_id).where(
        Membre.communaute_id == communaute_id, Membre.fonction == Fonction.ANIMATEUR
    )
    return list(db.session.scalars(statement))


def members_of(communaute_id: int) -> list[int]:
    """Account ids of every member."""
    return list(db.session.scalars(select(Membre.compte_id).where(Membre.communaute_id == communaute_id)))


class People(NamedTuple):
    """Who is in a communauté, in figures, and who animates it, by name."""

    membres: int
    structures: int
    animateurs: list[Membre]


def people_of(communaute: Communaute) -> People:
    """Counted by the database, whatever their number: one statement, which brings the animateurs."""
    here = Membre.communaute_id == communaute.id
    figures = (
        select(func.count().label("membres"), func.count(Membre.structure_id.distinct()).label("structures"))
        .where(here)
        .subquery()
    )
    animateurs = and_(here, Membre.fonction == Fonction.ANIMATEUR)
    statement = select(figures, Membre).outerjoin(Membre, animateurs)
    told = db.session.execute(statement.options(*with_names())).all()
    known = [row.Membre for row in told if row.Membre]
    return People(
        told[0].membres, told[0].structures, sorted(known, key=lambda membre: unaccented(membre.compte.nom))
    )


def membre_of(compte_id: int, communaute_id: int) -> Membre | None:
    """The membership of an account, read again: who waited for a lock knew an older one."""
    return db.session.get(Membre, (communaute_id, compte_id), populate_existing=True)


def by_name() -> tuple:
    """The order of communautés: accents count for nothing."""
    return (Communaute.recherche, Communaute.id)


def by_structure() -> tuple:
    """The order of members: in their own name first, then by structure; in each, those who animate first."""
    return (Membre.groupe, Membre.fonction, Membre.alias, Membre.compte_id)


def with_names() -> tuple:
    """Load the name of a member, and that of their structure."""
    return (
        joinedload(Membre.compte).load_only(Compte.nom, Compte.alias),
        joinedload(Membre.structure).load_only(Structure.nom),
    )


def with_its_people() -> tuple:
    """Load who asks and for which communauté."""
    return (joinedload(Demande.compte), joinedload(Demande.communaute))


def of_communaute(noun: Any) -> Callable:
    """The conditions of a list that keep what belongs to the communauté whose page it is under."""
    return lambda communaute: noun.communaute_id == communaute.id


def last_numero(communaute: Communaute) -> int:
    """The number of the latest « Où en est-on ? », 0 before the first."""
    latest = select(func.max(Etape.numero)).where(Etape.communaute_id == communaute.id)
    return db.session.scalar(latest) or 0


def latest_etape_first() -> tuple:
    """The order of the versions of « Où en est-on ? »."""
    return (Etape.numero.desc(),)


def with_author() -> tuple:
    """Load who wrote where the communauté stands."""
    return (joinedload(Etape.par),)


def of_slug(slug: str) -> Select:
    """The id of the communauté at this address."""
    return select(Communaute.id).where(Communaute.slug == slug)


def by_slug(noun: Any) -> Filtre:
    """The filter of a list that keeps what belongs to the communauté at this address."""
    return Filtre(
        "communaute", "Communauté", lambda slug: noun.communaute_id.in_(of_slug(slug)), read=str, help="slug"
    )


def with_point() -> tuple:
    """Loads: where the communauté stands, and who said so."""
    return (joinedload(Communaute.point).joinedload(Etape.par),)


def standings(communaute: Communaute) -> list[Etape]:
    """Every version of « Où en est-on ? », the latest first."""
    statement = select(Etape).where(Etape.communaute_id == communaute.id).order_by(*latest_etape_first())
    return list(db.session.scalars(statement.options(*with_author())))


def asked_by(compte_id: int) -> set[int]:
    """The communautés where a request, or an invitation, of this person waits; one SELECT a request."""
    open_ones = select(Demande.communaute_id).where(
        Demande.compte_id == compte_id, Demande.repondue_le.is_(None)
    )
    return remembered(("asked", compte_id), lambda: set(db.session.scalars(open_ones)))


def asked(compte_id: int | None, communaute_id: int) -> Demande | None:
    """The open request or invitation of a person."""
    if not compte_id:
        return None
    return db.session.scalar(
        select(Demande).where(
            Demande.communaute_id == communaute_id,
            Demande.compte_id == compte_id,
            Demande.repondue_le.is_(None),
        )
    )


def to_answer(communaute_ids: list[int]) -> list[Demande]:
    """Requests that wait for an animateur, oldest first."""
    if not communaute_ids:
        return []
    statement = (
        select(Demande)
        .where(
            Demande.communaute_id.in_(communaute_ids),
            Demande.repondue_le.is_(None),
            Demande.invitee_par_id.is_(None),
        )
        .options(*with_its_people())
        .order_by(Demande.id)
    )
    return list(db.session.scalars(statement))


def invitations_of(compte_id: int) -> list[Demande]:
    """Invitations that wait for a person's answer."""
    statement = (
        select(Demande)
        .where(
            Demande.compte_id == compte_id, Demande.repondue_le.is_(None), Demande.invitee_par_id.is_not(None)
        )
        .options(joinedload(Demande.communaute))
    )
    return list(db.session.scalars(statement))


def animated_by(viewer: Any) -> list[int]:
    """Identifiers of the communautés the viewer animates."""
    return held_ids(viewer, "membre", (Fonction.ANIMATEUR,))


def mine_with_unread(viewer: Any) -> Select:
    """(nom, slug, waiting): the viewer's communautés and how many messages wait in each."""
    mine = select(Membre.communaute_id).where(Membre.compte_id == viewer.id)
    unread = unread_by_host("communaute", mine, viewer.id)
    return (
        select(Communaute.nom, Communaute.slug, func.coalesce(unread.c.waiting, 0).label("waiting"))
        .outerjoin(unread, unread.c.sujet_id == Communaute.id)
        .where(Communaute.id.in_(mine))
    )
