"""Questions about belonging, asked by every rule of the communautés."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, func, null, select
from sqlalchemy.orm import aliased, joinedload

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from echanges.fils.queries import unread_by_host
from echanges.rencontres.queries import Prochaine, coming, dates_told
from socle.columns import rows_told
from socle.errors import NotVisible
from socle.extensions import db
from socle.filtres import Filtre
from socle.letters import unaccented
from socle.once import built_once
from socle.permissions import visible
from socle.sujets import url_of
from socle.viewers import held_ids, holds, holds_role, remembered

from .models import ANIMATEUR, Communaute, Demande, Etape, Fonction, Membre

ANIMATES = Membre.fonction == ANIMATEUR


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
    statement = select(Membre.compte_id).where(Membre.communaute_id == communaute_id, ANIMATES)
    return list(db.session.scalars(statement))


def members_of(communaute_id: int) -> list[int]:
    """Account ids of every member."""
    return list(db.session.scalars(select(Membre.compte_id).where(Membre.communaute_id == communaute_id)))


class Animateur(NamedTuple):
    """Who animates: number of account, name, name of use, structure."""

    id: int
    nom: str
    alias: str
    structure: str | None


class APropos(NamedTuple):
    """What a home says about its communauté: who animates, the dates to come, the rules, how many belong.

    ``named``: people lead to their page.
    """

    url: str
    regles_html: str
    membres: int
    structures: int
    animateurs: tuple[Animateur, ...]
    dates: tuple[Prochaine, ...]
    named: bool


class Gare(NamedTuple):
    """The home of a communauté, in one statement whatever the number of its members.

    ``point`` is where it stands (``numero``, ``html``, ``ecrit_le``, ``par``), ``demande`` the request or
    the invitation of the viewer that waits there: its number, and whether it is an invitation.
    """

    communaute: Communaute
    a_propos: APropos
    point: Row | None
    demande: tuple[int, bool] | None


class Membres(NamedTuple):
    """A page of members (the columns of ``as_lines``); ``named``: they lead to their page."""

    rows: tuple[Any, ...]
    named: bool


def gare(slug: str, viewer: Any) -> Gare:
    """What its home says of a communauté. Raises ``NotVisible`` (404) as ``fetch`` does."""
    statement, values = _gare(viewer)
    row = db.session.execute(statement, values | {"slug": slug}).first()
    if row is None:
        raise NotVisible
    communaute, people = row.Communaute, [Animateur(*one) for one in row.animateurs or ()]
    demandes = {one: (number, bool(invited)) for one, number, invited in row.demandes or ()}
    if viewer.id:
        remembered(("asked", viewer.id), lambda: set(demandes))
    said = APropos(
        *(url_of(communaute), communaute.regles_html, row.effectif, row.representees),
        tuple(sorted(people, key=lambda one: unaccented(one.nom))),
        tuple(dates_told(row.dates)),
        viewer.is_authenticated,
    )
    asked_in = None if belongs(viewer, communaute.id) else demandes.get(communaute.id)
    return Gare(communaute, said, row if row.numero else None, asked_in)


@built_once
def _gare(viewer: Any) -> Select:
    this = aliased(Communaute)
    here = select(this.id).where(this.slug == bindparam("slug")).scalar_subquery()
    inside = Membre.communaute_id == here
    animateurs = (
        select(rows_told(Compte.id, Compte.nom, Compte.alias, Structure.nom))
        .select_from(Membre)
        .join(Membre.compte)
        .outerjoin(Membre.structure)
        .where(inside, ANIMATES)
    )
    asked_for = (Demande.communaute_id, Demande.id, Demande.invitee_par_id.is_not(None))
    demandes = select(rows_told(*asked_for)).where(waits(viewer.id))
    return (
        visible(Communaute, viewer)
        .where(Communaute.id == here)
        .outerjoin(Communaute.point)
        .outerjoin(Etape.par)
        .add_columns(
            *(Communaute.effectif, Communaute.representees),
            *(Etape.numero, Etape.html, Etape.ecrit_le, Compte.nom.label("par")),
            animateurs.correlate(None).scalar_subquery().label("animateurs"),
            coming("communaute", here).label("dates"),
            (demandes.scalar_subquery() if viewer.id else null()).label("demandes"),
        )
    )


def waits(compte_id: Any):
    """The condition that a request or an invitation of this person is open."""
    return (Demande.compte_id == compte_id) & Demande.repondue_le.is_(None) & Demande.stands()


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


def as_lines(membres: Select) -> Select:
    """What a page of members shows of each: number, name, name of use, fonction, structure."""
    shown = (Membre.compte_id, Compte.nom, Membre.alias, Membre.fonction, Membre.groupe)
    named = membres.join(Membre.compte).outerjoin(Membre.structure)
    return named.with_only_columns(*shown, Structure.nom.label("structure"))


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
    open_ones = select(Demande.communaute_id).where(waits(compte_id))
    return remembered(("asked", compte_id), lambda: set(db.session.scalars(open_ones)))


def asked(compte_id: int | None, communaute_id: int) -> Demande | None:
    """The open request or invitation of a person."""
    if not compte_id:
        return None
    return db.session.scalar(select(Demande).where(Demande.communaute_id == communaute_id, waits(compte_id)))


def open_in(communaute_id: int) -> list[Demande]:
    """Requests and invitations that wait there, oldest first."""
    here = select(Demande).where(Demande.communaute_id == communaute_id, Demande.repondue_le.is_(None))
    return list(db.session.scalars(here.options(*with_its_people()).order_by(Demande.id)))


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
        .where(waits(compte_id), Demande.invitee_par_id.is_not(None))
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
