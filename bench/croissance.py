"""Growth: the same pages on several sizes of data, served side by side and measured in turn."""

import contextlib
import sys
from dataclasses import replace
from statistics import median

from bench.base import loaded
from bench.lieu import Lieu
from bench.recit import Taille
from bench.tableau import Cell, table, told
from bench.tours import Cible, Fenetre, window
from bench.visites import Visite, visits

AXES: dict[str, tuple[str, tuple[int, ...]]] = {
    "messages": ("messages", (10_000, 100_000)),
    "membres": ("grande", (250, 1_200, 5_000)),
    "fils": ("fils", (200, 2_000, 20_000)),
}
MILLION = 1_000_000
PAGES = ["fil", "fil-fin", "communaute", "accueil", "membres", "communautes"]


def sizes(axe: str, echelle: float) -> list[Taille]:
    """The data sets of an axis, smallest first; a million messages from a scale of ten."""
    field, values = AXES[axe]
    if axe == "messages" and echelle >= 10:
        values = (*values, MILLION)
    return [replace(Taille(), **{field: value}) for value in values]


class Cote:
    """One size: its product, and what is asked of it."""

    def __init__(self, stack: contextlib.ExitStack, moteur: str, taille: Taille) -> None:
        lieu = stack.enter_context(Lieu(moteur, None).open())
        produit, app = loaded(lieu, taille)
        stack.callback(produit.end)
        produit.serve()
        assert produit.process
        postgresql = lieu.grappe.process.pid if lieu.grappe and lieu.grappe.process else None
        self.cible = Cible(produit.port, produit.process.pid, postgresql)
        self.visites: dict[str, Visite] = {one.name: one for one in visits(app, PAGES) if not one.how}
        self.fenetres: dict[str, list[Fenetre]] = {name: [] for name in self.visites}

    def measure(self, name: str, seconds: float) -> None:
        """One window of one page."""
        request = self.visites[name].request(self.cible.port)
        self.fenetres[name].append(window(self.cible, [request], seconds, 1))


def growth(moteur: str, axe: str, echelle: float, rounds: int, seconds: float) -> str:
    """The table of an axis: CPU ms of each page at each size, and the last size against the first."""
    tailles = sizes(axe, echelle)
    with contextlib.ExitStack() as stack:
        cotes = [Cote(stack, moteur, taille) for taille in tailles]
        for turn in range(rounds):
            print(f"Croissance, {axe} : tour {turn + 1} sur {rounds}…", file=sys.stderr, flush=True)
            for name in cotes[0].visites:
                for cote in cotes:
                    cote.measure(name, seconds)
        head = [f"CPU ms, {told(getattr(taille, AXES[axe][0]))} {axe}" for taille in tailles]
        return table(["page", *head, "dernier / premier"], [_row(name, cotes) for name in cotes[0].visites])


def _row(name: str, cotes: list[Cote]) -> list[Cell]:
    costs = [[one.cpu for one in cote.fenetres[name]] for cote in cotes]
    ratios = [last / first for first, last in zip(costs[0], costs[-1], strict=True)]
    return [name, *(median(one) for one in costs), median(ratios)]
