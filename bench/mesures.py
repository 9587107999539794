"""``bench/mesures``: loads the data set, starts the product as it is deployed, prints what it costs."""

import argparse
import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import Flask

from bench.actes import Actes
from bench.base import calm, loaded
from bench.croissance import AXES, growth
from bench.documents import keep
from bench.lieu import Lieu, Nu
from bench.pages import Pages
from bench.prises import Mesure
from bench.processus import load, memory
from bench.recit import Taille
from bench.tours import Cible
from bench.visites import PAGES
from tests.serveurs import Produit

SHORT, LONG = 1.2, 3.0  # seconds
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
    words.add_argument("--actes", action="store_true", help="mesure aussi répondre, réagir et lire")
    words.add_argument(
        *("--sockets", "--prises"),
        type=int,
        nargs="?",
        const=1000,
        help="mesure aussi N prises (1000), et Node",
    )
    words.add_argument(
        "--croissance", action="store_true", help="mesure aussi la croissance (un million avec --echelle 10)"
    )
    words.add_argument("--ecrire", type=Path, help="document dont les tableaux sont remplacés")
    words.add_argument("--tours", type=int, default=3, help="tours alternés dont on garde la médiane")
    words.add_argument("--secondes", type=float, help="d’une fenêtre (1,2 ; 3 pour actes et prises)")
    words.add_argument("--base", type=Path, help="dossier où garder le jeu de données, ou le retrouver")
    given = words.parse_args()
    if unknown := [page for page in given.pages.split(",") if page and page not in PAGES]:
        words.error(f"page inconnue : {', '.join(unknown)}")
    return given


def scaled(echelle: float) -> Taille:
    """The data set of an order: messages and fils grow with the scale, people do not."""
    one, messages = Taille(), int(Taille.messages * echelle)
    fils, long = max(100, int(one.fils * echelle)), min(one.long, messages // 2)
    return replace(one, fils=fils, messages=messages, long=long)


@contextlib.contextmanager
def served(lieu: Lieu, taille: Taille) -> Iterator[tuple[Flask, Produit, Cible, Cible]]:
    """The product and the bare application, on the same data, until the end of the block."""
    produit, app = loaded(lieu, taille)
    folder = lieu.folder / "nu"
    folder.mkdir(exist_ok=True)
    postgresql = lieu.grappe.process.pid if lieu.grappe and lieu.grappe.process else None
    try:
        produit.serve()
        calm(app)
        with Nu(folder, lieu.database) as nu:
            assert produit.process and nu.process
            yield (
                *(app, produit, Cible(produit.port, produit.process.pid, postgresql)),
                Cible(nu.port, nu.process.pid, postgresql),
            )
    finally:
        produit.end()


def main() -> None:
    """Measure, print, write where asked. Ends with 1 and a sentence when the product refuses something."""
    given, told = asked(), []
    if given.pages or given.actes:
        with Lieu(given.moteur, given.base).open() as lieu:
            told += measure(given, lieu)
    if given.sockets:
        with Lieu(given.moteur, given.base).open() as lieu:
            told.append(sockets(given, lieu))
    for axe in AXES if given.croissance else ():
        said = growth(given.moteur, axe, given.echelle, given.tours, given.secondes or SHORT)
        told.append((f"Croissance selon les {axe}, {given.moteur}", said))
    for title, said in told:
        print(f"\n## {title}\n\n{said}")
        if given.ecrire:
            keep(given.ecrire, title, said)
    print(f"\nCharge de la machine à la fin : {load()}.")


def sockets(given: argparse.Namespace, lieu: Lieu) -> tuple[str, str]:
    """Measure the sockets beside Node's: a title and its tables."""
    _, app = loaded(lieu, scaled(given.echelle))
    mesure = Mesure(app, given.sockets, given.secondes or LONG)
    mesure.measure(lieu, given.tours)
    return f"Prises, {given.sockets} personnes, {given.moteur}", mesure.report()


def weighed(produit: Produit) -> str:
    """What the product holds (PSS, the mapped database with it), and what its worker has for itself."""
    assert produit.process
    own = produit.holds("Pss_Anon") * 1024 / 1e6
    return f"{memory(produit.process.pid):.0f} Mo, dont {own:.0f} propres à l'ouvrier"


def measure(given: argparse.Namespace, lieu: Lieu) -> list[tuple[str, str]]:
    """Measure what was asked for, in this place: titles and tables."""
    told, where = [], f"{given.moteur}, {round(100_000 * given.echelle)} messages"
    with served(lieu, scaled(given.echelle)) as (app, serveur, produit, nu):
        held = [f"au repos : {weighed(serveur)}"]
        if given.pages:
            pages = Pages(app, produit, nu, given.secondes or SHORT)
            found = pages.look(given.pages.split(","))
            pages.measure(found, given.tours)
            told.append((f"Pages, {where}", pages.report()))
            held.append(f"après les pages : {weighed(serveur)}")
        if given.actes:
            actes = Actes(app, produit, given.secondes or LONG)
            actes.measure(given.tours)
            told.append((f"Actes, {where}", actes.report()))
            held.append(f"après les actes : {weighed(serveur)}")
    told.append((f"Mémoire du produit, {given.moteur}", ", ".join(held) + "."))
    return told


if __name__ == "__main__":
    main()
