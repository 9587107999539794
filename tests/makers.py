"""Making things in tests, by actions wherever there are some, so that tests live in reachable worlds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.territoires.actions import Carte, import_territoires, plant_filieres
from annuaire.territoires.models import Territoire
from communautes.espaces.models import Communaute
from communautes.notes.actions import add_line, edit_line, start_note
from communautes.notes.models import Note
from communautes.propositions.actions import draft_proposition, submit_proposition
from communautes.propositions.models import Etat, Proposition
from echanges.fils.actions import open_fil, post_message
from echanges.fils.models import Fil, Message
from fabrique.besoins.actions import draft_besoin, save_step, submit_besoin
from fabrique.besoins.models import Besoin, Couverture
from fabrique.instructions.actions import qualify_besoin
from instances.organes.models import Organe
from instances.seances.actions import plan_seance
from instances.seances.models import Seance
from socle.extensions import db
from socle.markdown import redige
from socle.signatures import Signature
from socle.sujets import Ref


def make_fil(communaute: Communaute, auteur: Compte, titre: str = "Une question") -> Fil:
    """A question in a communauté."""
    fil = open_fil(Ref("communaute", communaute.id), titre, Signature(auteur.id))
    db.session.commit()
    return fil


def say(fil: Fil, auteur: Compte, texte: str = "Bonjour", cle: str | None = None) -> Message:
    """A message in a fil."""
    message = post_message(
        fil, Signature(auteur.id), redige(texte), cle or f"cle-{fil.id}-{fil.dernier_rang + 1}"
    )
    db.session.commit()
    return message


def make_territoires() -> dict[str, Territoire]:
    """A small map by the real import: 2 départements, an EPCI across them, homonyms; keyed by code."""
    import_territoires(SMALL_MAP, "32")
    plant_filieres()
    db.session.commit()
    return {territoire.adresse: territoire for territoire in db.session.scalars(select(Territoire))}


def _commune(code: str, nom: str, departement: str, population: int) -> dict:
    region = "28" if departement == "76" else "32"
    return {
        "code": code,
        "nom": nom,
        "departement": departement,
        "region": region,
        "type": "commune-actuelle",
        "population": population,
    }


def _epci(code: str, nom: str, *communes: str) -> dict:
    return {"code": code, "nom": nom, "membres": [{"code": commune} for commune in communes]}


SMALL_MAP = Carte(
    regions=[{"code": "32", "nom": "Hauts-de-France"}, {"code": "28", "nom": "Normandie"}],
    departements=[
        {"code": "62", "nom": "Pas-de-Calais", "region": "32"},
        {"code": "80", "nom": "Somme", "region": "32"},
        {"code": "76", "nom": "Seine-Maritime", "region": "28"},
    ],
    epci=[
        _epci("200033579", "CU d'Arras", "62041", "62004"),
        _epci("200069672", "CC du Ternois", "62767", "80300"),
        _epci("247600588", "CC des Villes Soeurs", "80533", "76255"),
    ],
    communes=[
        _commune("62041", "Arras", "62", 42_875),
        _commune("62004", "Achicourt", "62", 7_800),
        _commune("62767", "Saint-Pol-sur-Ternoise", "62", 4_500),
        _commune("62758", "Saint-Martin", "62", 210),
        _commune("80300", "Frohen", "80", 220),
        _commune("80533", "Mers-les-Bains", "80", 2_700),
        _commune("80700", "Saint-Martin", "80", 0),
        _commune("76255", "Eu", "76", 6_600),
        {"code": "62999", "nom": "Ancienne", "departement": "62", "region": "32", "type": "commune-deleguee"},
    ],
    points={"62041": (2.76, 50.29), "62004": (2.75, 50.27), "62998": (2.0, 50.0)},
    annee=2026,
)


def make_besoin(auteur: Compte, titre: str = "Garde d'enfants la nuit", **more: Any) -> Besoin:
    """A draft with all that is needed to submit it and to qualify it; ``make_territoires`` goes first."""
    by = more.pop("by", Signature(auteur.id))
    besoin = draft_besoin(by, titre, more.pop("origine", None))
    codes = more.pop("lieux", ["62041"])
    words = {
        "constat": "Des familles refusent un emploi de nuit.",
        "territoires": list(db.session.scalars(select(Territoire).where(Territoire.code.in_(codes)))),
        "publics": ["familles"],
        "couverture_publique": Couverture.PEU_SATISFAIT,
        "couverture_marche": Couverture.NON_SATISFAIT,
        "preuves": [{"libelle": "Familles", "valeur": "14", "annee": 2025, "source": "Enquête du CCAS"}],
    }
    save_step(besoin, by, 1, besoin.version, words | more)
    db.session.commit()
    return besoin


def submitted(auteur: Compte, titre: str = "Garde d'enfants la nuit", **more: Any) -> Besoin:
    """A need handed to the chambre."""
    by = more.get("by", Signature(auteur.id))
    besoin = make_besoin(auteur, titre, **more)
    submit_besoin(besoin, by)
    db.session.commit()
    return besoin


def qualified(auteur: Compte, officer: Compte, public: bool = False, **more: Any) -> Besoin:
    """A need that an officer recognised."""
    besoin = submitted(auteur, **more)
    qualify_besoin(besoin, Signature(officer.id), public, True)
    db.session.commit()
    return besoin


def make_proposition(
    communaute: Communaute, auteur: Compte, etat: Etat = Etat.DEPOSEE, **words: str
) -> Proposition:
    """A proposition, brought by actions as far as the communauté can, then put in the state asked for."""
    by = Signature(auteur.id)
    said = {
        "titre": "Une tournée",
        "objectif": "Que le guide soit ouvert",
        "publics": "",
        "moyens": "",
        "calendrier": "",
    }
    proposition = draft_proposition(
        communaute, by, [], description=redige("Dans les départements"), **said | words
    )
    if etat is not Etat.BROUILLON:
        submit_proposition(proposition, by)
        proposition.etat = etat
    db.session.commit()
    return proposition


def make_note(communaute: Communaute, animateur: Compte, *propositions: Proposition) -> Note:
    """A draft note with its lines complete."""
    by = Signature(animateur.id)
    note = start_note(
        communaute, by, "Rapport", date(2026, 1, 1), date(2026, 12, 31), redige("Le groupe avance.")
    )
    for proposition in propositions:
        ligne = add_line(note, by, proposition)
        edit_line(note, by, ligne.id, ligne.version, resume="Une tournée", attendu="Que la chambre la porte")
    db.session.commit()
    return note


def make_seance(organe: Organe, secretaire: Compte) -> Seance:
    """A sitting planned on two sites."""
    debut = datetime(2026, 12, 10, 14, tzinfo=UTC)
    sites = [("Lille", "Salle"), ("Amiens", "Salle")]
    seance = plan_seance(
        organe, Signature(secretaire.id), "Conseil", debut, debut + timedelta(hours=3), sites
    )
    db.session.commit()
    return seance
