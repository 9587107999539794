"""Making the map agree with the official one, and planting the filières."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, tuple_, update

from socle.events import announce
from socle.extensions import db

from .events import TerritoiresImported
from .models import Filiere, GenreTerritoire, Rattachement, Territoire, plain

COLUMNS = (
    "nom",
    "nom_long",
    "recherche",
    "departement",
    "population",
    "annee",
    "latitude",
    "longitude",
    "disparu",
)
SIGLES = {
    "CA": "Communauté d'agglomération",
    "CC": "Communauté de communes",
    "CU": "Communauté urbaine",
    "METRO": "Métropole",
    "MET69": "Métropole",
}
FILIERES = (
    (
        "residentielle_autonomie",
        "Économie résidentielle et autonomie de la personne",
        ["services à la personne", "grand âge", "autonomie", "économie résidentielle"],
    ),
    ("habitat_batiment", "Habitat et bâtiments durables", ["logement", "rénovation", "habitat", "bâtiment"]),
    ("environnement", "Environnement", ["réemploi", "déchets", "biodiversité"]),
    ("mobilite", "Mobilité", ["transport", "mobilités"]),
    ("alimentation_circuits", "Alimentation et circuits de proximité", ["alimentation", "circuits courts"]),
)

Key = tuple[GenreTerritoire, str]


class Carte(NamedTuple):
    """The official files as they are read: lists of rows, one point a commune, and the edition's year."""

    regions: list[dict]
    departements: list[dict]
    epci: list[dict]
    communes: list[dict]
    points: dict[str, tuple[float, float]]
    annee: int | None


@dataclass
class Bilan:
    """What an import did, and what did not join."""

    communes: int = 0
    epci: int = 0
    habitants: int = 0
    nouveaux: int = 0
    changes: int = 0
    liens: int = 0
    disparus: list[str] = field(default_factory=list)
    sans_point: list[str] = field(default_factory=list)
    points_perdus: list[str] = field(default_factory=list)
    sans_epci: list[str] = field(default_factory=list)
    sans_habitant: list[str] = field(default_factory=list)
    hors_region: dict[str, int] = field(default_factory=dict)

    @property
    def moved(self) -> bool:
        """Whether anything was written."""
        return bool(self.nouveaux or self.changes or self.liens)


class _Drawing:
    """The rows and ties that a map asks for in one région."""

    def __init__(self, carte: Carte, region: str, bilan: Bilan) -> None:
        self.carte, self.region, self.bilan = carte, region, bilan
        self.rows: dict[Key, dict[str, Any]] = {}
        self.ties: set[tuple[Key, Key]] = set()
        self.communes = {c["code"]: c for c in carte.communes if c["type"] == "commune-actuelle"}
        self.departements = {d["code"]: d for d in carte.departements}
        self.ours = {code: c for code, c in self.communes.items() if c["region"] == region}

    def draw(self) -> None:
        """Région and départements first, then what hangs on them."""
        for departement in self.carte.departements:
            if departement["region"] == self.region:
                self._departement(departement["code"])
        for commune in self.ours.values():
            self._commune(commune)
        reached: set[str] = set()
        for epci in self.carte.epci:
            members = {m["code"] for m in epci["membres"]}
            if members & self.ours.keys():
                reached |= members
                self._epci(epci, members)
        self.bilan.sans_epci = sorted(self._named(self.ours.keys() - reached))
        self.bilan.points_perdus = sorted(self.carte.points.keys() - self.ours.keys())

    def _put(self, genre: GenreTerritoire, code: str, nom: str, nom_long: str, **more: Any) -> Key:
        row = {
            "recherche": plain(nom),
            "departement": None,
            "population": None,
            "latitude": None,
            "longitude": None,
            "disparu": False,
            "annee": self.carte.annee,
        } | more
        self.rows[genre, code] = {"nom": nom, "nom_long": nom_long} | row
        return genre, code

    def _region(self, code: str) -> Key:
        nom = next(r["nom"] for r in self.carte.regions if r["code"] == code)
        people = self._people(c for c in self.communes.values() if c["region"] == code)
        return self._put(GenreTerritoire.REGION, code, nom, f"{nom} (région)", population=people)

    def _departement(self, code: str) -> Key:
        known = (GenreTerritoire.DEPARTEMENT, code)
        if known in self.rows:
            return known
        nom = self.departements[code]["nom"]
        people = self._people(c for c in self.communes.values() if c["departement"] == code)
        self._put(*known, nom, f"{nom} (département)", population=people)
        self.ties.add((known, self._region(self.departements[code]["region"])))
        return known

    def _commune(self, commune: dict) -> None:
        departement = self.departements[commune["departement"]]["nom"]
        longitude, latitude = self.carte.points.get(commune["code"], (None, None))
        name = f"{commune['nom']} ({departement})"
        key = self._put(
            GenreTerritoire.COMMUNE,
            commune["code"],
            commune["nom"],
            name,
            departement=departement,
            population=commune.get("population"),
            longitude=longitude,
            latitude=latitude,
        )
        self.ties.add((key, self._departement(commune["departement"])))
        if longitude is None:
            self.bilan.sans_point.append(name)
        if not commune.get("population"):
            self.bilan.sans_habitant.append(name)

    def _epci(self, epci: dict, members: set[str]) -> None:
        sigle, _, rest = epci["nom"].partition(" ")
        known = SIGLES.get(sigle)
        short, long = (rest, f"{known} {rest}") if known else (epci["nom"], epci["nom"])
        inside = [self.communes[code] for code in members if code in self.communes]
        codes = sorted({c["departement"] for c in inside})
        names = ", ".join(self.departements[code]["nom"] for code in codes)
        key = self._put(
            GenreTerritoire.EPCI,
            epci["code"],
            epci["nom"],
            long,
            departement=names,
            recherche=_searched(short),
            population=self._people(inside),
            **self._middle(inside),
        )
        self.ties |= {(key, self._departement(code)) for code in codes}
        self.ties |= {((GenreTerritoire.COMMUNE, code), key) for code in members & self.ours.keys()}
        if beyond := len(members - self.ours.keys()):
            self.bilan.hors_region[long] = beyond

    def _middle(self, communes: list[dict]) -> dict[str, float | None]:
        points = [self.carte.points[c["code"]] for c in communes if c["code"] in self.carte.points]
        if not points:
            return {"longitude": None, "latitude": None}
        middle = [round(sum(axis) / len(points), 4) for axis in zip(*points, strict=True)]
        return {"longitude": middle[0], "latitude": middle[1]}

    def _people(self, communes: Any) -> int:
        return sum(commune.get("population") or 0 for commune in communes)

    def _named(self, codes: Any) -> Iterator[str]:
        return (self.rows[GenreTerritoire.COMMUNE, code]["nom_long"] for code in codes)


def _searched(nom: str) -> str:
    """« du Pays de Saint-Omer » is looked for by « pays »: small words in front are left out."""
    words = plain(nom).split()
    while len(words) > 1 and words[0] in ("de", "du", "des", "d", "la", "le", "les", "l"):
        words.pop(0)
    return " ".join(words)


def import_territoires(carte: Carte, region: str) -> Bilan:
    """Make the map of a région agree with the official one; run again, it changes nothing.

    A code that has gone is marked and told, never deleted: needs, structures and roles refer to it.
    """
    bilan = Bilan()
    drawing = _Drawing(carte, region, bilan)
    drawing.draw()
    ids = _keep_rows(drawing.rows, bilan)
    _keep_ties({(ids[child], ids[parent]) for child, parent in drawing.ties}, bilan)
    bilan.communes, bilan.epci = len(drawing.ours), sum(g is GenreTerritoire.EPCI for g, _ in drawing.rows)
    bilan.habitants = drawing.rows[GenreTerritoire.REGION, region]["population"]
    if bilan.moved:
        announce(
            TerritoiresImported(
                region=region, nouveaux=bilan.nouveaux, changes=bilan.changes, disparus=len(bilan.disparus)
            ),
            None,
        )
    return bilan


def _keep_rows(rows: dict[Key, dict], bilan: Bilan) -> dict[Key, int]:
    columns = [getattr(Territoire, name) for name in COLUMNS]
    known = {
        (row.genre, row.code): row
        for row in db.session.execute(select(Territoire.id, Territoire.genre, Territoire.code, *columns))
    }
    new = [{"genre": key[0], "code": key[1]} | row for key, row in rows.items() if key not in known]
    moved = [
        {"id": known[key].id} | row
        for key, row in rows.items()
        if key in known and any(getattr(known[key], name) != row[name] for name in COLUMNS)
    ]
    gone = [row for key, row in known.items() if key not in rows and key[0] is not GenreTerritoire.LOCAL]
    bilan.disparus = sorted(f"{row.code} {row.nom_long}" for row in gone)
    moved += [{"id": row.id, "disparu": True} for row in gone if not row.disparu]
    bilan.nouveaux, bilan.changes = len(new), len(moved)
    if new:
        db.session.execute(insert(Territoire), new)
    for shape in {tuple(row) for row in moved}:
        db.session.execute(update(Territoire), [row for row in moved if tuple(row) == shape])
    db.session.flush()
    return {
        (row.genre, row.code): row.id
        for row in db.session.execute(select(Territoire.id, Territoire.genre, Territoire.code))
    }


def _keep_ties(wanted: set[tuple[int, int]], bilan: Bilan) -> None:
    local = select(Territoire.id).where(Territoire.genre == GenreTerritoire.LOCAL)
    statement = select(Rattachement.enfant_id, Rattachement.parent_id)
    official = Rattachement.enfant_id.not_in(local) & Rattachement.parent_id.not_in(local)
    known = set(db.session.execute(statement.where(official)).tuples())
    for child, parent in known - wanted:
        pair = tuple_(Rattachement.enfant_id, Rattachement.parent_id) == tuple_(child, parent)
        db.session.execute(delete(Rattachement).where(pair))
    new = [{"enfant_id": child, "parent_id": parent} for child, parent in sorted(wanted - known)]
    if new:
        db.session.execute(insert(Rattachement), new)
    bilan.liens = len(new) + len(known - wanted)


def plant_filieres() -> None:
    """Plant the five filières with their aliases, or bring them up to date."""
    known = {filiere.code: filiere for filiere in db.session.scalars(select(Filiere))}
    for ordre, (code, nom, alias) in enumerate(FILIERES, 1):
        filiere = known.get(code)
        if filiere is None:
            filiere = Filiere(code=code)
            db.session.add(filiere)
        filiere.nom, filiere.alias, filiere.ordre = nom, alias, ordre
    db.session.flush()
