"""``bench/profil <page>``: where the time of a page goes, by taking parts away, in this very process."""

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from flask import Flask

from bench.actes import replies
from bench.base import entry, loaded, members, open_sessions
from bench.charge import NUMBER, a_number
from bench.lieu import Lieu
from bench.mesures import scaled
from bench.parties import OF_AN_ACT, PARTS, Clock, Parts, sections
from bench.tableau import Cell, table
from bench.visites import MEMBRE, PAGES, visits
from socle.extensions import db

REPONSE = "reponse"
Once = Callable[[], object]


def asked() -> argparse.Namespace:
    """What the operator asks for."""
    said = "Dit où passe le temps d’une page, en lui ôtant des parties."
    words = argparse.ArgumentParser(prog="bench/profil", description=said, add_help=False)
    words.add_argument("-h", "--aide", action="help", help="affiche cette aide")
    words.add_argument("page", choices=[*PAGES, REPONSE])
    words.add_argument("--membre", action="store_true", help="comme un membre la lit (sinon un visiteur)")
    words.add_argument("--moteur", choices=("sqlite", "postgresql"), default="sqlite", help="base de données")
    words.add_argument("--echelle", "--scale", type=float, default=1, help="10 pour un million de messages")
    words.add_argument("--fois", type=int, default=60, help="combien de fois chaque variante est demandée")
    words.add_argument("--base", type=Path, help="dossier où garder le jeu de données, ou le retrouver")
    words.add_argument("--detail", action="store_true", help="les 25 fonctions les plus coûteuses")
    return words.parse_args()


def page(app: Flask, name: str, membre: bool) -> Once:
    """Ask for a page once, at an address that was never asked for; it must answer 200."""
    found = visits(app, [name])
    visite = next(one for one in found if bool(one.cookie) == membre and not one.how)
    client = app.test_client(use_cookies=False)
    headers = {"Cookie": visite.cookie} if visite.cookie else {}
    mark = "&" if "?" in visite.path else "?"

    def once() -> None:
        client.get(f"{visite.path}{mark}essai={a_number():012d}", headers=headers)

    status = client.get(visite.path, headers=headers).status_code
    if status != 200:
        sys.exit(f"{visite.path} répond {status}.")
    return once


def reply(app: Flask) -> Once:
    """Post a reply once; it must answer 201."""
    with app.app_context():
        people = members(1)
        open_sessions(people)
        (demande,) = replies(people)
        cookie, token = entry(app, demande.compte_id)
    client = app.test_client(use_cookies=False)
    headers = {"Cookie": cookie, "Accept": "application/json"}

    def once() -> int:
        fields = {name: value.replace(NUMBER, f"{a_number():012d}") for name, value in demande.fields.items()}
        return client.post(demande.path, data={"csrf_token": token, **fields}, headers=headers).status_code

    if (status := once()) != 201:
        sys.exit(f"{demande.path} répond {status}.")
    return once


def spent(once: Once, times: int) -> list[float]:
    """CPU milliseconds of this process for each of so many times, the first ones left out."""
    told = []
    for turn in range(times + 3):
        began = time.process_time()
        once()
        if turn >= 3:
            told.append((time.process_time() - began) * 1000)
    return told


def taken_away(app: Flask, once: Once, times: int, parts: Parts) -> str:
    """The table of parts: each variant is asked for in turn with the whole, and compared with it."""
    rows: list[list[Cell]] = []
    wholes: list[float] = []
    for name, without in parts.items():
        whole = spent(once, times)
        with without(app):
            rest = spent(once, times)
        wholes += whole
        gain = median(whole) - median(rest)
        rows.append([f"sans {name}", median(rest), gain, f"{100 * gain / median(whole):.0f} %"])
    first: list[Cell] = ["toute la page", median(wholes), None, None]
    return table(["variante", "CPU ms", "ôté ms", "part"], [first, *rows])


def measured(app: Flask, once: Once, times: int) -> str:
    """The table of sections, the costliest first: what one calls is counted with it."""
    clock: Clock = {}
    once()
    with sections(app, clock):
        for _ in range(times):
            once()
    rows = sorted(clock.items(), key=lambda one: -one[1][0])
    cells: list[list[Cell]] = [
        [name, seconds / times * 1000, calls / times]
        for name, (seconds, calls) in rows
        if seconds / times > 0.00002
    ]
    return table(["section (ce qu’elle appelle compris)", "ms par page", "appels par page"], cells)


def detail(once: Once, times: int) -> None:
    """The twenty-five functions that cost the most by themselves."""
    profile = cProfile.Profile()
    profile.runcall(lambda: [once() for _ in range(times)])
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Load, take away, measure, print."""
    given = asked()
    with Lieu(given.moteur, given.base).open() as lieu:
        _, app = loaded(lieu, scaled(given.echelle))
        parts = PARTS | OF_AN_ACT if given.page == REPONSE else PARTS
        once = reply(app) if given.page == REPONSE else page(app, given.page, given.membre)
        who = MEMBRE if given.membre or given.page == REPONSE else "visiteur"
        print(f"\n## {given.page}, {who}, {given.moteur}\n\n{taken_away(app, once, given.fois, parts)}\n")
        print(measured(app, once, given.fois))
        if given.detail:
            detail(once, given.fois)
        with app.app_context():
            db.engine.dispose()


if __name__ == "__main__":
    main()
