"""Commands of the territories: ``flask territoires import``."""

import csv
import json
from pathlib import Path

import click
from flask import Blueprint, current_app

from socle.extensions import db
from socle.templating import nombre

from .actions import Bilan, Carte, import_territoires, plant_filieres

PACKAGE = Path("node_modules/@etalab/decoupage-administratif")
POINTS = Path(__file__).parent / "donnees" / "centroides_communes_hauts_de_france.csv"
EDITIONS = {"5": 2025, "6": 2026}
SHOWN = 8

bp = Blueprint("territoires_cli", __name__, cli_group="territoires")


def read_carte(root: Path) -> Carte:
    """The official map from the npm package, the points from our own file."""
    folder = root / PACKAGE
    if not folder.is_dir():
        raise click.ClickException(
            "Le découpage administratif manque : installez d'abord les bibliothèques du navigateur (npm ci)."
        )
    major = json.loads((folder / "package.json").read_text())["version"].split(".")[0]
    regions, departements, epci, communes = (
        json.loads((folder / "data" / f"{name}.json").read_text())
        for name in ("regions", "departements", "epci", "communes")
    )
    with POINTS.open(newline="") as lines:
        points = {
            row["code_insee"]: (float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(lines)
        }
    return Carte(regions, departements, epci, communes, points, EDITIONS.get(major))


@bp.cli.command("import")
def import_command() -> None:
    """Lit la carte officielle de la région REGION ; relancée, la commande ne change rien."""
    region = current_app.config["REGION"]
    carte = read_carte(Path(current_app.root_path))
    if region not in {known["code"] for known in carte.regions}:
        raise click.ClickException(f"REGION={region} : aucune région ne porte ce code.")
    bilan = import_territoires(carte, region)
    plant_filieres()
    db.session.commit()
    for line in told(bilan):
        click.echo(line)


def told(bilan: Bilan) -> list[str]:
    """What was done and what does not join, in sentences."""
    lines = [
        f"{nombre(bilan.communes)} communes, {nombre(bilan.epci)} intercommunalités, "
        f"{nombre(bilan.habitants)} habitants.",
        f"{nombre(bilan.nouveaux)} territoires nouveaux, {nombre(bilan.changes)} modifiés, "
        f"{nombre(bilan.liens)} rattachements écrits."
        if bilan.moved
        else "Rien n'a changé depuis le dernier import.",
    ]
    for words, several in (
        ("codes connus qui ont quitté la carte (gardés, marqués disparus)", bilan.disparus),
        ("communes sans point sur la carte", bilan.sans_point),
        ("points dont la commune n'existe plus", bilan.points_perdus),
        ("communes sans intercommunalité", bilan.sans_epci),
        ("communes sans habitant", bilan.sans_habitant),
    ):
        if several:
            more = f" et {len(several) - SHOWN} de plus" if len(several) > SHOWN else ""
            lines.append(f"{len(several)} {words} : {', '.join(several[:SHOWN])}{more}.")
    for epci, count in bilan.hors_region.items():
        lines.append(
            f"{epci} : {count} communes hors de la région ne sont pas importées, leur population est comptée."
        )
    return lines
