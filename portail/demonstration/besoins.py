"""The needs of the demonstration: plausible, invented, told by the actions of those who act on them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from annuaire.comptes.models import Compte
from annuaire.territoires.models import Filiere, GenreTerritoire, Territoire
from echanges.fils.actions import comment_fil, post_message
from fabrique.besoins.actions import draft_besoin, drop_besoin, follow_besoin, save_step, submit_besoin
from fabrique.besoins.models import Besoin, Couverture, Etat, Source
from fabrique.instructions.actions import (
    answer_question,
    ask_question,
    merge_besoin,
    qualify_besoin,
    reject_besoin,
    write_note,
)
from fabrique.instructions.models import Rejet
from socle.clock import at, now
from socle.extensions import db
from socle.markdown import redige
from socle.signatures import Signature
from socle.sujets import Ref

from .entretiens import CONVERSATION, NOTE, QUESTIONS
from .paroles_besoins import BESOINS

COUVERTURES = {
    "N": Couverture.NON_SATISFAIT,
    "P": Couverture.PEU_SATISFAIT,
    "I": Couverture.NON_EFFICIENT,
    "S": Couverture.SATISFAIT,
}
OLDEST = timedelta(days=150)


def plant_besoins(people: dict[str, Compte]) -> dict[str, Besoin]:
    """Bring the eighteen needs, by title, in the order of their references, as far as each can go."""
    if db.session.scalar(db.select(Besoin.id).limit(1)) is not None:
        return {}
    planted: dict[str, Besoin] = {}
    for number, told in enumerate(BESOINS):
        with at(now() - OLDEST + timedelta(days=5 * number)):
            planted[told["titre"]] = _bring(people, told)
    for number, told in enumerate(BESOINS):
        with at(now() - OLDEST + timedelta(days=5 * number + 4)):
            _carry(people, planted, told)
    return planted


def _bring(people: dict[str, Compte], told: dict[str, Any]) -> Besoin:
    by = Signature(people[told["par"]].id)
    besoin = draft_besoin(by, told["titre"])
    besoin.demo = True
    for etape, words in _steps(told):
        save_step(besoin, by, etape, besoin.version, words)
    if told["etat"] != Etat.BROUILLON:
        submit_besoin(besoin, by)
    return besoin


def _steps(told: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The steps of the sheet that were filled, and their words."""
    yield (
        1,
        {
            "constat": told["constat"],
            "consequences": told.get("consequences", ""),
            "frequence": told.get("frequence", ""),
            "source": Source(told.get("source", "structure")),
            "filieres": _filieres(told),
        },
    )
    yield (
        2,
        {
            "territoires": _places(told),
            "publics": told.get("publics", []),
            "localisation": told.get("localisation", ""),
            "population_estimee": told.get("population"),
            "population_methode": told.get("methode", ""),
        },
    )
    if "couverture" in told:
        publique, marche = (COUVERTURES[letter] for letter in told["couverture"])
        words = {"couverture_publique": publique, "couverture_marche": marche}
        yield 3, words | {name: told.get(name, "") for name in ("offre_existante", "manques")}
    names = ("non_mesure", "idees", "acteurs", "ressources")
    yield 4, {name: told.get(name, "") for name in names} | {"preuves": told.get("preuves", [])}


def _places(told: dict[str, Any]) -> list[Territoire]:
    """The real territory of a need; without the import, nothing."""
    genre = GenreTerritoire.REGION if told.get("lieu") == "32" else GenreTerritoire.EPCI
    found = db.select(Territoire).where(Territoire.genre == genre, Territoire.code == told.get("lieu", ""))
    return list(db.session.scalars(found))


def _filieres(told: dict[str, Any]) -> list[Filiere]:
    return list(db.session.scalars(db.select(Filiere).where(Filiere.code == told.get("filiere", ""))))


def _carry(people: dict[str, Compte], planted: dict[str, Besoin], told: dict[str, Any]) -> None:
    """What the chambre did with it, a few days later."""
    besoin, farid = planted[told["titre"]], Signature(people["farid"].id)
    if told["etat"] == Etat.QUALIFIE:
        qualify_besoin(besoin, farid, told.get("public", True), True)
    elif told["etat"] == Etat.REJETE:
        reject_besoin(besoin, farid, Rejet.INDIVIDUEL, told["precision"])
    elif told["etat"] == Etat.FUSIONNE:
        merge_besoin(besoin, farid, planted[told["dans"]])
    elif told["etat"] in (Etat.A_COMPLETER, Etat.SANS_SUITE):
        _ask(people, besoin, told)
    if told.get("parle"):
        _talk(people, besoin)


def _ask(people: dict[str, Compte], besoin: Besoin, told: dict[str, Any]) -> None:
    farid = Signature(people["farid"].id)
    first, second = QUESTIONS
    if told["etat"] == Etat.A_COMPLETER:
        question = ask_question(besoin, farid, first[0])
        answer_question(besoin, Signature(besoin.auteur_id), question, first[1])
        write_note(besoin, farid, NOTE)
    ask_question(besoin, farid, second)
    if told["etat"] == Etat.SANS_SUITE:
        with at(now() + timedelta(days=61)):
            drop_besoin(besoin)


def _talk(people: dict[str, Compte], besoin: Besoin) -> None:
    """People who live it answer in its fil."""
    follow_besoin(besoin, Signature(people["carole"].id))
    fil = comment_fil(Ref("besoin", besoin.id), besoin.titre, Signature(people["hugo"].id))
    for minute, (name, texte) in enumerate(CONVERSATION):
        with at(now() + timedelta(minutes=17 * minute)):
            post_message(fil, Signature(people[name].id), redige(texte), f"demo-besoin-{besoin.id}-{minute}")
