"""Named conditions, orders and loads of the needs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, exists, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from annuaire.comptes.models import Compte
from annuaire.roles.models import Fonction, Role
from annuaire.roles.queries import in_force, of_the_cress, perimeters
from annuaire.territoires.models import Filiere, Territoire
from annuaire.territoires.queries import contained_in
from socle.columns import rows_told
from socle.extensions import db
from socle.liens import Relation, links_to
from socle.pages import how_many
from socle.sujets import Ref
from socle.trails import Stop, trail

from .models import (
    FINIS,
    Besoin,
    BesoinFiliere,
    BesoinPublic,
    BesoinTerritoire,
    Deposant,
    Etat,
    Public,
    SuiviBesoin,
)

CHAIN = (
    Stop("besoin", "Besoin", through=True),
    Stop("condition", "Conditions"),
    Stop("projet", "Projet", through=True),
    Stop("porteur", "Porteur"),
    Stop("lancement", "Lancement"),
)


def line_of(besoin: Besoin, viewer: Any) -> list[dict]:
    """The line of a need: it stops where the need did."""
    return trail(Ref("besoin", besoin.id), viewer, CHAIN, besoin.etat in FINIS)


def in_state(*etats: Etat):
    """The condition that it stands there."""
    return Besoin.etat.in_(etats)


def still_apart():
    """The condition that it was not merged into another, which is then the one to read."""
    return Besoin.etat != Etat.FUSIONNE


def of_filiere(filiere: Filiere):
    """The condition that it concerns a filière."""
    return Besoin.id.in_(select(BesoinFiliere.besoin_id).where(BesoinFiliere.filiere_id == filiere.id))


def felt_in(ids: Sequence[int]):
    """The condition that it is felt in one of these territories, or in what they contain."""
    places = contained_in(ids)
    return Besoin.id.in_(select(BesoinTerritoire.besoin_id).where(BesoinTerritoire.territoire_id.in_(places)))


def felt_there(territoire: Territoire):
    """The condition that it is felt in this territory, or in what it contains."""
    return felt_in([territoire.id])


def for_public(public: Public):
    """The condition that it is that of a public."""
    return Besoin.id.in_(select(BesoinPublic.besoin_id).where(BesoinPublic.public == public))


def brought_by(compte_id: int | None):
    """The condition that this person brought it, or one merged into it."""
    return Besoin.id.in_(select(Deposant.besoin_id).where(Deposant.compte_id == (compte_id or 0)))


def brought_by_me(_: str, viewer: Any):
    """The condition that the viewer brought it; a guest, who brought none, has no list of their own."""
    return brought_by(viewer.id)


def newest_first() -> tuple:
    """The order of a list."""
    return (Besoin.id.desc(),)


def in_rows():
    """Load what a row of a list shows: one statement for each kind, whatever their number."""
    return selectinload(Besoin.filieres), selectinload(Besoin.territoires)


def names_of_places() -> ScalarSelect[list[tuple[int, str]]]:
    """The territories of a need in one value, read with it: id and name of each, in order; null for none."""
    felt = select(Territoire.id, Territoire.nom).join(
        BesoinTerritoire, BesoinTerritoire.territoire_id == Territoire.id
    )
    here = felt.where(BesoinTerritoire.besoin_id == Besoin.id).order_by(Territoire.id)
    return select(rows_told(*here.correlate(Besoin).subquery().c)).scalar_subquery()


def with_words():
    """Load what a page shows, who brought it and what contains its territories.

    The rights of a depositor and of an acteur référent hang on it.
    """
    return (
        joinedload(Besoin.auteur),
        selectinload(Besoin.deposants),
        selectinload(Besoin.filieres),
        selectinload(Besoin.publics),
        selectinload(Besoin.territoires).selectinload(Territoire.parents).selectinload(Territoire.parents),
    )


def referred(territoires: list[Territoire], viewer: Any) -> bool:
    """Whether the viewer is the acteur référent of one of these territories, or of one that contains it."""
    mine = set(perimeters(viewer, "territoire", Fonction.ACTEUR_REFERENT))
    return bool(mine) and any(mine & territoire.lignee for territoire in territoires)


def qualifies(viewer: Any, besoin: Besoin) -> bool:
    """Whether the viewer answers needs here: a mission officer, or the acteur référent of the territory."""
    return of_the_cress(viewer) or referred(besoin.territoires, viewer)


def under_care_of(viewer: Any):
    """The same answer as a condition, for lists."""
    if of_the_cress(viewer):
        return Besoin.id.is_not(None)
    mine = perimeters(viewer, "territoire", Fonction.ACTEUR_REFERENT)
    return felt_in(mine) if mine else false()


def reads_needs(viewer: Any) -> bool:
    """Whether the viewer qualifies needs somewhere: the database is not asked for those who read none."""
    return of_the_cress(viewer) or bool(perimeters(viewer, "territoire", Fonction.ACTEUR_REFERENT))


def to_qualify(viewer: Any) -> Select:
    """Needs that wait for the viewer's reading, the oldest first."""
    waiting = select(Besoin).where(in_state(Etat.SOUMIS), under_care_of(viewer))
    return waiting.options(*in_rows()).order_by(Besoin.soumis_le, Besoin.id)


def waiting_for(viewer: Any) -> int:
    """How many needs wait for the viewer's reading."""
    return how_many(to_qualify(viewer)) if reads_needs(viewer) else 0


def mine_to_finish(viewer: Any) -> Select:
    """Needs of the viewer that wait for a word of theirs: drafts, questions of the chambre; oldest first."""
    return (
        select(Besoin)
        .where(in_state(Etat.BROUILLON, Etat.A_COMPLETER), brought_by(viewer.id))
        .order_by(Besoin.id)
    )


def unanswered_since(instant: Any) -> Select:
    """Needs whose depositor has been silent since before an instant."""
    return (
        select(Besoin).where(in_state(Etat.A_COMPLETER), Besoin.complement_le < instant).order_by(Besoin.id)
    )


def near(besoin: Besoin, readable: Select, limit: int = 5) -> list[Besoin]:
    """Needs that may be the same: same territory and filière first, then one of the two."""
    places = [territoire.id for territoire in besoin.territoires]
    branches = [filiere.id for filiere in besoin.filieres]
    here = exists().where(BesoinTerritoire.besoin_id == Besoin.id, BesoinTerritoire.territoire_id.in_(places))
    same = exists().where(BesoinFiliere.besoin_id == Besoin.id, BesoinFiliere.filiere_id.in_(branches))
    others = readable.where(Besoin.id != besoin.id, ~in_state(Etat.BROUILLON, Etat.REJETE, Etat.FUSIONNE))
    found = others.where(or_(here, same)).order_by((here & same).desc(), Besoin.id.desc()).limit(limit)
    return list(db.session.scalars(found))


def bearing(reference: str, readable: Select) -> Besoin | None:
    """The readable need of a reference, as typed."""
    return db.session.scalar(readable.where(Besoin.reference == reference.strip().upper()))


def merged_into(reference: str) -> int | None:
    """Where a reference that was merged leads."""
    return db.session.scalar(select(Besoin.fusionne_dans_id).where(Besoin.reference == reference))


def absorbed(besoin: Besoin) -> list[str]:
    """References merged into this one, the oldest first."""
    merged = select(Besoin.reference).where(Besoin.fusionne_dans_id == besoin.id).order_by(Besoin.id)
    return list(db.session.scalars(merged))


def depositors(besoin: Besoin) -> list[Compte]:
    """Who brought it."""
    people = select(Compte).join(Deposant, Deposant.compte_id == Compte.id)
    return list(db.session.scalars(people.where(Deposant.besoin_id == besoin.id).order_by(Compte.id)))


def depositor_ids(besoin_id: int) -> set[int]:
    """Account ids of who brought it."""
    return set(db.session.scalars(select(Deposant.compte_id).where(Deposant.besoin_id == besoin_id)))


def follower_ids(besoin_id: int) -> set[int]:
    """Account ids of who follows it."""
    return set(db.session.scalars(select(SuiviBesoin.compte_id).where(SuiviBesoin.besoin_id == besoin_id)))


def follows(viewer: Any, besoin: Besoin) -> bool:
    """Whether the viewer follows it."""
    return bool(viewer.id) and db.session.get(SuiviBesoin, (besoin.id, viewer.id)) is not None


def officer_ids(besoin: Besoin) -> set[int]:
    """Account ids of those who answer for it: mission officers, and the acteur référent of the territory."""
    above = set().union(*(territoire.lignee for territoire in besoin.territoires))
    refers = (Role.perimetre_kind == "territoire") & Role.perimetre_id.in_(above)
    those = or_(
        Role.fonction == Fonction.CHARGE_MISSION, (Role.fonction == Fonction.ACTEUR_REFERENT) & refers
    )
    return set(db.session.scalars(select(Role.compte_id).where(those, in_force(Role))))


def origins_of(besoin: Besoin) -> list[Ref]:
    """The sujets it was born of."""
    return [lien.source for lien in links_to(Ref("besoin", besoin.id), Relation.DONNE_LIEU)]
