"""What people do with a need: write it step by step, submit it, follow it; and what its silence does."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.roles.models import Mandat
from echanges.fils.actions import comment_fil
from echanges.fils.models import Fil
from socle.clock import now
from socle.courriels import write_mail
from socle.database import lock
from socle.errors import Unprocessable
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.signatures import Signature
from socle.sujets import Ref
from socle.versions import must_be_read

from .events import BesoinDrafted, BesoinDropped, BesoinEdited, BesoinSubmitted
from .models import BESOIN, REFERENCES, Besoin, BesoinPublic, Deposant, Preuve, Public, SuiviBesoin

LISTS = ("filieres", "territoires", "publics", "preuves")
PATIENCE = timedelta(days=60)
CHANGED = (
    "Quelqu'un a enregistré cette page entre-temps : ce que vous avez écrit est gardé, "
    "comparez avant d'enregistrer."
)


def draft_besoin(by: Signature, titre: str, origine: Ref | None = None) -> Besoin:
    """Begin to write a need; it has its reference at once. ``origine`` is the sujet it comes from."""
    besoin = Besoin(
        reference=REFERENCES.next(),
        titre=titre,
        auteur_id=by.compte_id,
        mandat=by.mandat,
        structure_id=_structure_of(by),
    )
    db.session.add(besoin)
    db.session.flush()
    db.session.add(Deposant(besoin_id=besoin.id, compte_id=by.compte_id))
    if origine:
        link(origine, Relation.DONNE_LIEU, Ref("besoin", besoin.id), by.compte_id)
    announce(BesoinDrafted(besoin_id=besoin.id), by)
    return besoin


def _structure_of(by: Signature) -> int | None:
    if by.mandat_id is None:
        return None
    return db.session.scalar(select(Mandat.structure_id).where(Mandat.id == by.mandat_id))


def save_step(besoin: Besoin, by: Signature, etape: int, version: int, words: dict[str, Any]) -> None:
    """Keep one step of the sheet, or all that is said (``etape`` 0); the same words twice are saved once.

    Raises ``Conflict`` when something else was saved in between.
    """
    lock(besoin)
    if besoin.version != version:
        if all(_kept(besoin, name) == _told(name, value) for name, value in words.items()):
            return
        must_be_read(besoin, version, CHANGED)
    for name, value in words.items():
        _keep(besoin, name, value)
    besoin.version += 1
    announce(BesoinEdited(besoin_id=besoin.id, etape=etape), by)
    # Lists are kept in the order they were said; they are told in that of the database.
    db.session.expire(besoin, [name for name in words if name in LISTS])


def _keep(besoin: Besoin, name: str, value: Any) -> None:
    if name == "publics":
        kept = {one.public: one for one in besoin.publics}
        besoin.publics = [kept.get(Public(p)) or BesoinPublic(public=Public(p)) for p in value]
    elif name == "preuves":
        besoin.preuves = [Preuve(**figure) for figure in value]
    else:
        setattr(besoin, name, value)


def _kept(besoin: Besoin, name: str) -> Any:
    if name == "publics":
        return {one.public for one in besoin.publics}
    if name == "preuves":
        return [(p.libelle, p.valeur, p.annee, p.source) for p in besoin.preuves]
    return _told(name, getattr(besoin, name))


def _told(name: str, value: Any) -> Any:
    if name == "preuves":
        return [(f["libelle"], f["valeur"], f["annee"], f["source"]) for f in value]
    return set(value) if isinstance(value, list) else value


def missing(besoin: Besoin) -> list[tuple[int, str, str]]:
    """What a need lacks to be submitted: the step where it is said, its name there, and the sentence."""
    checks = (
        (1, "titre", "Donnez-lui un titre."),
        (1, "constat", "Dites le constat : ce que vous voyez, ce qui manque."),
        (2, "territoires", "Dites où : au moins un territoire, la région entière si c'est le cas."),
        (2, "publics", "Dites pour qui : au moins un public."),
    )
    return [(step, name, sentence) for step, name, sentence in checks if not getattr(besoin, name)]


def submit_besoin(besoin: Besoin, by: Signature) -> None:
    """Hand it to the chambre; a receipt with the reference leaves by mail.

    Raises ``Unprocessable`` with one sentence for each thing that it lacks.
    """
    lock(besoin)
    if lacks := {name: [sentence] for _, name, sentence in missing(besoin)}:
        sentences = " ".join(sentence for [sentence] in lacks.values())
        raise Unprocessable(f"Ce besoin n'est pas encore complet : {sentences}", errors=lacks)
    BESOIN.move(besoin, "submit")
    besoin.soumis_le = now()
    auteur = db.session.get(Compte, besoin.auteur_id)
    # The carrier tells nobody what they did themselves: the receipt is owed all the same.
    write_mail(
        auteur.courriel,
        f"Votre besoin {besoin.reference} est bien reçu",
        "fabrique/besoins/courriels/recu",
        cle=f"besoin:{besoin.id}:recu",
        compte_id=auteur.id,
        compte=auteur,
        besoin=besoin,
    )
    announce(BesoinSubmitted(besoin_id=besoin.id), by)


def follow_besoin(besoin: Besoin, by: Signature) -> None:
    """Hear what becomes of it; twice is once."""
    lock(besoin)
    if db.session.get(SuiviBesoin, (besoin.id, by.compte_id)) is None:
        db.session.add(SuiviBesoin(besoin_id=besoin.id, compte_id=by.compte_id))
        db.session.flush()


def unfollow_besoin(besoin: Besoin, by: Signature) -> None:
    """Hear no more of it."""
    lock(besoin)
    if suivi := db.session.get(SuiviBesoin, (besoin.id, by.compte_id)):
        db.session.delete(suivi)


def talk_about(besoin: Besoin, by: Signature) -> Fil:
    """« En parler »: open the fil of the need the first time someone wants to."""
    lock(besoin)
    return comment_fil(Ref("besoin", besoin.id), besoin.titre, by)


def drop_besoin(besoin: Besoin) -> None:
    """Close what nobody completed; its depositor is told."""
    lock(besoin)
    BESOIN.move(besoin, "drop")
    besoin.motif = "Aucune réponse n'est venue en soixante jours."
    announce(BesoinDropped(besoin_id=besoin.id), None)
