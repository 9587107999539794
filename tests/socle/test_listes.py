"""Listes and fiches: one declaration, read as a page, by a program, as files; each time what one may read."""

import csv
import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from communautes.propositions.models import Etat, Proposition
from socle.errors import NotVisible
from socle.extensions import db
from socle.fiches import Champ, fiches, plain, read
from socle.fichiers import FORMATS, formats_of, harmless
from socle.filtres import Filtre
from socle.gestes import ref_of
from socle.listes import COUNTED, Liste, listes
from socle.pages import Page, how_many, page
from socle.permissions import can, visible
from tests.makers import make_proposition

HERE = "/communautes/bonnes-pratiques/propositions"


def lines(page) -> list[list[str]]:
    return list(csv.reader(io.StringIO(page.data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("cell", ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(cell):
    assert harmless(cell) == "'" + cell and harmless("A=1") == "A=1"


def test_files_hold_the_rows_one_may_read(monde):
    proposition = db.session.get(Proposition, monde.ids["deposee"])
    proposition.titre = "=HYPERLINK(1)"
    db.session.commit()
    path, amina = HERE + "?etat=deposee&format=", monde.visit("Amina")
    head, *rows = lines(amina.get(path + "csv"))
    assert head[:2] == ["Référence", "Proposition"] and "'=HYPERLINK(1)" in {row[1] for row in rows}
    assert {row[head.index("Où elle en est")] for row in rows} == {"Déposée"}
    assert len(lines(monde.visit("Édith").get(path + "csv"))) == 1, "who reads nothing gets the head alone"
    book = zipfile.ZipFile(io.BytesIO(amina.get(path + "xlsx").data))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    assert amina.get(path + "atom").text.count("<entry>") == len(rows)
    assert amina.get(path + "exe").status_code == 404 and set(FORMATS) == {"csv", "xlsx", "json", "atom"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_read_while_it_is_sent_when_the_session_of_its_view_is_closed(monde, name):
    amina = monde.visit("Amina").client
    db.session.commit()
    with ThreadPoolExecutor(1) as apart:  # where no test holds a context open, as on a server
        answer = apart.submit(lambda: amina.get(f"{HERE}?format={name}", buffered=True)).result()
    assert answer.status_code == 200 and answer.data


def test_a_french_spreadsheet_opens_it(monde):
    page = monde.visit("Amina").get(HERE + "?format=csv")
    assert page.data.startswith(b"\xef\xbb\xbf") and b"\r\n" in page.data
    assert page.headers["Content-Disposition"] == 'attachment; filename="propositions.csv"'
    assert page.headers["Cache-Control"] == "private, no-store"


def test_json_is_the_array_of_the_rows_of_programs(monde):
    amina = monde.visit("Amina")
    rows = amina.get(HERE + "?format=json").json
    told = amina.get("/api/v1" + HERE + "?limit=100").json["propositions"]
    assert rows and sorted(rows, key=lambda one: one["id"]) == sorted(told, key=lambda one: one["id"])


def test_files_are_not_capped_and_cost_the_same_statements(cast, visit, statements):
    for number in range(3):
        make_proposition(cast.pratiques, cast.amina, titre=f"Une {number}")
    visitor = visit(cast.amina)
    with statements() as few:
        assert len(visitor.get(HERE + "?format=json").json) == 3
    db.session.add_all(
        Proposition(
            reference=f"PRO-BPR-2025-{number:03}",
            communaute_id=cast.pratiques.id,
            titre=f"Autre {number}",
            description="",
            description_html="",
            objectif="",
            auteur_id=cast.amina.id,
            etat=Etat.DEPOSEE,
        )
        for number in range(1_200)
    )
    db.session.commit()
    with statements() as many:
        assert len(visitor.get(HERE + "?format=csv").data.splitlines()) == 1_204
    assert len(many) <= len(few) + 3, "one more for each five hundred rows"
    assert f"plus de {COUNTED:,} propositions".replace(",", "\u202f") in visitor.get(HERE).text.replace(
        "\xa0", " "
    )


def test_a_list_narrows_alike_for_people_and_programs(monde):
    amina = monde.visit("Amina")
    assert amina.get(f"{HERE}?etat=deposee").status_code == 200
    assert amina.get(f"{HERE}?etat=perdu").status_code == 404
    assert amina.get(f"/api/v1{HERE}?etat=perdu").status_code == 422
    told = amina.get(f"/api/v1{HERE}?etat=deposee").json["propositions"]
    page = amina.get(f"{HERE}?etat=deposee").text
    assert told and {one["etat"] for one in told} == {"deposee"}
    assert all(one["reference"] in page for one in told)


def opens(person, rule: str) -> bool:
    """Whether someone may open a list of the platform."""
    return not rule or bool(can(person, rule, None))


def shown_lists(monde) -> Iterator[tuple[Liste, Any, str]]:
    """Each list that people see, a thing that holds the most of it, and who reads it."""
    for liste in listes():
        if not liste.pages:
            continue
        reader = next(nom for nom in ("Farid", "Admin", "Basile") if opens(monde.person(nom), liste.rule))
        person = monde.person(reader)
        hosts = db.session.scalars(visible(liste.under, person)).all() if liste.under else [None]
        yield liste, max(hosts, key=lambda host: how_many(liste.rows(person, host, {}))), reader


@pytest.mark.parametrize(
    "asked", ["/besoins?filiere=perdue", "/decisions?organe=jury", "/decisions?annee=hier"]
)
def test_a_word_that_names_nothing_is_told_to_programs_near_its_filter(monde, asked):
    amina, [name, _word] = monde.visit("Amina"), asked.partition("?")[2].split("=")
    told = amina.get(f"/api/v1{asked}")
    assert told.status_code == 422 and told.json["errors"] == {name: ["Ce filtre ne désigne rien."]}
    assert amina.get(asked).status_code == 404


def test_each_list_is_read_three_ways(app, monde):
    """Whoever reads most is answered every format that the list owes, and no other."""
    for liste, host, reader in shown_lists(monde):
        for wanted in (None, *FORMATS):
            owed = wanted is None or wanted in formats_of(liste.fiche)
            answer = monde.visit(reader).get(liste.url(host) + (f"?format={wanted}" if wanted else ""))
            assert answer.status_code == (200 if owed else 404), (liste.at, wanted)


def test_each_list_goes_on_from_page_to_page(app, monde):
    """Every order has its token: one row a page shows each row once, as the list does."""
    walked = 0
    with app.test_request_context():
        for liste, host, reader in shown_lists(monde):
            found = liste.rows(monde.person(reader), host, {})
            every = [ref_of(one) for one in db.session.scalars(found.order_by(*liste.order()).limit(6))]
            told, part = [], page(found, liste.order(), size=1)
            while part.rows and len(told) < len(every):
                told.append(ref_of(part.rows[0]))
                part = (
                    page(found, liste.order(), size=1, after=part.next)
                    if part.next
                    else Page([], None, False)
                )
            assert told == every, liste.at
            walked += len(every) > 1
    assert walked > 10


def test_a_list_ends_with_its_last_row(cast, visit):
    """A page, or an answer, that is just full is the last one: nothing follows."""
    for number in range(2):
        make_proposition(cast.pratiques, cast.amina, titre=f"Une {number}")
    everything, order = visible(Proposition, cast.amina), (Proposition.id,)
    with visit(cast.amina).app.test_request_context():
        full, first = page(everything, order, size=2), page(everything, order, size=1)
        last = page(everything, order, size=1, after=first.next)
        assert (len(full.rows), full.next, full.next_url) == (2, None, None)
        assert first.next and (len(last.rows), last.next) == (1, None)
    amina, path = visit(cast.amina), f"/api/v1{HERE}"
    full, first = (amina.get(f"{path}?limit={limit}").json for limit in (2, 1))
    last = amina.get(f"{path}?limit=1&after={first['next']}").json
    assert (len(full["propositions"]), full["next"]) == (2, None)
    assert first["next"] and (len(last["propositions"]), last["next"]) == (1, None)
    members = [
        visit(cast.amina).get(f"/api/v1/communautes/bonnes-pratiques/membres?limit={n}").json for n in (2, 3)
    ]
    assert members[0]["next"] and (len(members[1]["membres"]), members[1]["next"]) == (3, None)


def test_a_word_that_means_nothing_is_no_filter():
    known = Filtre("lettre", "Lettre", lambda value: value, choices=lambda: [("a", "A")])
    assert known.meant({}) is None and known.meant({"lettre": "a"}) == "a"
    with pytest.raises(NotVisible):
        known.meant({"lettre": "z"})


def test_each_noun_told_is_told_once(app):
    nouns = [fiche.noun for fiche in fiches()]
    assert len(nouns) == len(set(nouns)) > 3


def test_values_for_programs_and_for_people():
    champ, noon = Champ("x"), datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert plain(noon) == "2026-07-01T12:00:00+00:00" and read(champ, noon) == "01/07/2026 14:00"
    assert read(champ, noon.date()) == "01/07/2026" and plain(noon.date()) == "2026-07-01"
    assert read(champ, True) == "oui" and read(champ, 1.5) == "1,5" and read(champ, None) == ""
    assert read(champ, Etat.DEPOSEE) == "Déposée" and plain(Etat.DEPOSEE) == "deposee"
    assert read(champ, [{"nom": "Amina"}, {"nom": "Hugo"}]) == "Amina, Hugo"
