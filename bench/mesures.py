"""``bench/mesures``: loads the data set, starts the product as it is deployed, prints what it costs."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import Flask

from bench.base import loaded
from bench.lieu import Lieu, Nu
from bench.pages import Pages
from bench.processus import load
from bench.recit import Taille
from bench.tours import Cible
from bench.visites import PAGES
from tests.serveurs import Produit

DEFAULT = "fil,fil-fin,communaute,accueil,membres,communautes"


def asked() -> argparse.Namespace:
    """What the operator asks for."""
    words = argparse.ArgumentParser(
        prog="bench/mesures",
        description="Mesure la vitesse du produit, servi comme on le déploie.",
        add_help=False,
    )
    words.add_argument("-h", "--aide", action="help", help="affiche cette aide")
    words.add_argument("--moteur", choices=("sqlite", "postgresql"), default="sqlite", help="base de données")
    words.add_argument("--echelle", "--scale", type=float, default=1, help="10 pour un million de messages")
    words.add_argument("--pages", default=DEFAULT, help=f"parmi {', '.join(PAGES)} (par défaut {DEFAULT})")
    words.add_argument("--tours", type=int, default=3, help="tours alternés dont on garde la médiane")
    words.add_argument("--secondes", type=float, default=1.2, help="durée de chaque fenêtre de mesure")
    words.add_argument("--base", type=Path, help="dossier où garder le jeu de données, ou le retrouver")
    given = words.parse_args()
    if unknown := [page for page in given.pages.split(",") if page and page not in PAGES]:
        words.error(f"page inconnue : {', '.join(unknown)}")
    return given


def scaled(echelle: float) -> Taille:
    """The data set of an order: messages and fils grow with the scale, people do not."""
    one = Taille()
    return replace(one, fils=max(10, int(one.fils * echelle)), messages=int(one.messages * echelle))


@contextlib.contextmanager
def served(lieu: Lieu, taille: Taille) -> Iterator[tuple[Flask, Produit, Cible, Cible]]:
    """The product and the bare application, on the same data, until the end of the block."""
    produit, app = loaded(lieu, taille)
    folder = lieu.folder / "nu"
    folder.mkdir(exist_ok=True)
    postgresql = lieu.grappe.process.pid if lieu.grappe and lieu.grappe.process else None
    try:
        produit.serve()
        with Nu(folder, lieu.database) as nu:
            assert produit.process and nu.process
            yield (
                *(app, produit, Cible(produit.port, produit.process.pid, postgresql)),
                Cible(nu.port, nu.process.pid, postgresql),
            )
    finally:
        produit.end()


def main() -> None:
    """Measure, and print. Ends with 1 and a sentence when the product refuses something."""
    given = asked()
    with Lieu(given.moteur, given.base).open() as lieu:
        measure(given, lieu)


def measure(given: argparse.Namespace, lieu: Lieu) -> None:
    """Measure what was asked for, in this place."""
    with served(lieu, scaled(given.echelle)) as (app, _, produit, nu):
        pages = Pages(app, produit, nu, given.secondes)
        found = pages.look([page for page in given.pages.split(",") if page])
        print(f"Charge de la machine avant : {load()}", file=sys.stderr)
        pages.measure(found, given.tours)
        print(f"\n## Pages, {given.moteur}, échelle {given.echelle:g}\n\n{pages.report()}")
        print(f"Charge de la machine à la fin : {load()}.")


if __name__ == "__main__":
    main()
