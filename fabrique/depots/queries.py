"""What the pages of a deposit must know: the places that were ticked, the words of each step."""

from typing import Any

from sqlalchemy import select

from annuaire.territoires.models import Filiere, Territoire
from fabrique.besoins.models import Besoin, Couverture, Source
from socle.extensions import db
from socle.numbers import numbers_among
from socle.sujets import Ref, Sujet, find

BORN_OF = ("proposition", "message", "note")
KINDS = {"source": Source, "couverture_publique": Couverture, "couverture_marche": Couverture}

SHEET = {
    1: ("titre", "constat", "consequences", "frequence", "source", "date_constat"),
    2: ("localisation", "population_estimee", "population_methode"),
    3: ("couverture_publique", "couverture_marche", "offre_existante", "manques"),
    4: ("non_mesure", "temoignages", "idees", "acteurs", "ressources"),
}


def territoires_numbered(texts: list[str]) -> list[Territoire]:
    """The territories of a list of typed numbers, in the order they were chosen."""
    wanted = numbers_among(texts)
    found = (
        {t.id: t for t in db.session.scalars(select(Territoire).where(Territoire.id.in_(wanted)))}
        if wanted
        else {}
    )
    return [found[number] for number in dict.fromkeys(wanted) if number in found]


def filieres_coded(codes: list[str]) -> list[Filiere]:
    """The filières of a list of codes."""
    return list(db.session.scalars(select(Filiere).where(Filiere.code.in_(codes)))) if codes else []


def origin_of(text: str, viewer: Any) -> tuple[Ref, Sujet, Any] | None:
    """The sujet a need is born of, when the viewer may read it."""
    ref = Ref.read(text)
    found = find(ref, viewer) if ref and ref.kind in BORN_OF else None
    return (ref, *found) if ref and found else None


def as_kept(said: dict[str, Any]) -> dict[str, Any]:
    """The answers, where the words of a list have become what the columns hold."""
    members = {name: kind(said[name]) if said[name] else None for name, kind in KINDS.items() if name in said}
    return said | members


def known(besoin: Besoin, etape: int, figures: int) -> dict[str, Any]:
    """What is already written in a step, as its form shows it."""
    words = {name: getattr(besoin, name) for name in SHEET[etape]} | {"version": besoin.version}
    if etape == 1:
        words["filieres"] = [filiere.code for filiere in besoin.filieres]
    if etape == 2:
        words["territoires"] = [territoire.id for territoire in besoin.territoires]
        words["publics"] = [one.public.value for one in besoin.publics]
    if etape == 4:
        for number, preuve in enumerate(besoin.preuves[:figures], 1):
            for name in ("libelle", "valeur", "annee", "source"):
                words[f"{name}_{number}"] = getattr(preuve, name)
    return words
