"""Needs for programs. Who brought a need is told to those who signed in, notes and raw words to nobody."""

from flask_login import current_user
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from annuaire.territoires.models import Territoire
from annuaire.territoires.queries import coded, filiere_named
from socle.api import AskedNewest, newest
from socle.errors import NotVisible
from socle.permissions import can, droits, fetch, visible
from socle.templating import iso

from .models import Besoin, Etat, Public
from .queries import Filtre, with_words

bp = Blueprint("besoins_api", __name__, url_prefix="/api/v1/besoins", description="Besoins")
TEXTS = (
    "constat",
    "consequences",
    "frequence",
    "localisation",
    "population_methode",
    "offre_existante",
    "manques",
    "non_mesure",
    "ressources",
    "acteurs",
    "idees",
)


class BesoinJson(Schema):
    """A need as programs read it."""

    id = fields.Integer()
    reference = fields.String()
    titre = fields.String()
    etat = fields.String()
    public = fields.Boolean()
    auteur = fields.Dict(allow_none=True)
    mandat = fields.String(allow_none=True)
    filieres = fields.List(fields.Dict())
    territoires = fields.List(fields.Dict())
    publics = fields.List(fields.String())
    couverture_publique = fields.String(allow_none=True)
    couverture_marche = fields.String(allow_none=True)
    soumis_le = fields.String(allow_none=True)
    qualifie_le = fields.String(allow_none=True)
    droits = fields.Dict(keys=fields.String(), values=fields.Boolean())


class BesoinWholeJson(BesoinJson):
    """A need with its texts and figures."""

    population_estimee = fields.Integer(allow_none=True)
    preuves = fields.List(fields.Dict())
    constat = fields.String()
    consequences = fields.String()
    frequence = fields.String()
    localisation = fields.String()
    population_methode = fields.String()
    offre_existante = fields.String()
    manques = fields.String()
    non_mesure = fields.String()
    ressources = fields.String()
    acteurs = fields.String()
    idees = fields.String()


class BesoinsAsked(AskedNewest):
    """Which needs."""

    filiere = fields.String(load_default="", metadata={"description": "code, nom ou alias"})
    territoire = fields.String(
        load_default="", metadata={"description": "code ; avec tout ce qu'il contient"}
    )
    public = fields.String(load_default="")
    etat = fields.String(load_default="")


def as_json(besoin: Besoin) -> dict:
    """The contract's form of a need in a list."""
    names = ("id", "reference", "titre", "etat", "public", "couverture_publique", "couverture_marche")
    auteur = besoin.auteur if can(current_user, "read_authors", besoin) else None
    return {name: getattr(besoin, name) for name in names} | {
        "auteur": auteur.fiche if auteur else None,
        "mandat": besoin.mandat,
        "filieres": [{"code": f.code, "nom": f.nom} for f in besoin.filieres],
        "territoires": [
            {"id": t.id, "code": t.code, "genre": t.genre, "nom": t.nom_long} for t in besoin.territoires
        ],
        "publics": [one.public.value for one in besoin.publics],
        "soumis_le": iso(besoin.soumis_le) if besoin.soumis_le else None,
        "qualifie_le": iso(besoin.qualifie_le) if besoin.qualifie_le else None,
        "droits": droits(current_user, besoin, "edit", "submit", "comment", "follow"),
    }


def _filtre(asked: dict) -> Filtre:
    """The filters of the address. A word that names nothing is a 404, not the whole list."""
    filiere = filiere_named(asked["filiere"]) if asked["filiere"] else None
    territoire = (
        coded(asked["territoire"][:40], visible(Territoire, current_user)) if asked["territoire"] else None
    )
    unknown = (asked["filiere"] and filiere is None) or (asked["territoire"] and territoire is None)
    if unknown or asked["public"] not in {"", *Public} or asked["etat"] not in {"", *Etat}:
        raise NotVisible
    public, etat = asked["public"], asked["etat"]
    return Filtre(filiere, territoire, Public(public) if public else None, Etat(etat) if etat else None)


@bp.get("")
@bp.arguments(BesoinsAsked, location="query")
def index(asked: dict):
    """Needs that the caller may read, newest first; ``next`` is the id to continue from."""
    found = visible(Besoin, current_user).where(*_filtre(asked).conditions()).options(*with_words())
    rows, following = newest(found, Besoin.id, asked)
    return {"besoins": [as_json(besoin) for besoin in rows], "next": following}


@bp.get("/<reference>")
@bp.response(200, BesoinWholeJson)
def show(reference: str):
    """One need, with its texts and figures."""
    besoin = fetch(Besoin, *with_words(), reference=reference)
    figures = [
        {"libelle": p.libelle, "valeur": p.valeur, "annee": p.annee, "source": p.source}
        for p in besoin.preuves
    ]
    texts = {name: getattr(besoin, name) for name in TEXTS}
    return as_json(besoin) | texts | {"preuves": figures, "population_estimee": besoin.population_estimee}
