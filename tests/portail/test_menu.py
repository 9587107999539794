"""A domain that arrives later is in the menu and in À faire by what it declares: the door is not touched."""

import re

import pytest
from sqlalchemy import literal, select

from socle import afaire, rubriques
from socle.afaire import AFaire, to_do
from socle.rubriques import CHAMBRE, LIEUX, PIED, Rubrique, Shelf, open_rubrique, shelf

PLACES = ["Accueil", "Communautés", "Fabrique", "Annuaire", "À faire"]
RAIL = re.compile(r'<nav class="places".*?</nav>', re.DOTALL)
PLACE = re.compile(
    r'<a class="place" href="([^"]+)"( aria-current="page")?>.*?<span>([^<]+)</span>', re.DOTALL
)


@pytest.fixture
def later(monkeypatch):
    """What is declared by this test goes with it."""
    monkeypatch.setattr(rubriques, "_rubriques", dict(rubriques._rubriques))
    monkeypatch.setattr(rubriques, "_shelves", dict(rubriques._shelves))
    monkeypatch.setattr(afaire, "_givers", dict(afaire._givers))


def places(page) -> list[tuple[str, str, str]]:
    return PLACE.findall(RAIL.search(page.text).group())


def test_the_places_of_the_house_are_those_of_its_domains(cast, visit):
    assert [label for *_, label in places(visit().get("/communautes"))] == PLACES[:-1]
    assert [label for *_, label in places(visit(cast.amina).get("/communautes"))] == PLACES


@pytest.mark.parametrize(
    ("path", "lit"),
    [
        ("/", "Accueil"),
        ("/a-faire", "À faire"),
        ("/communautes", "Communautés"),
        ("/communautes/bonnes-pratiques/propositions", "Communautés"),
        ("/besoins", "Fabrique"),
        ("/structures", "Annuaire"),
        ("/territoires", "Annuaire"),
        ("/notifications", None),
    ],
)
def test_a_page_lights_up_its_place(cast, visit, path, lit):
    found = places(visit(cast.amina).get(path))
    assert [label for _, current, label in found if current] == ([lit] if lit else [])


def test_what_the_chambre_answered_is_for_all_and_its_desk_for_those_concerned(cast, visit):
    def chambre(compte) -> list[str]:
        rail = re.search(
            r'aria-labelledby="la-chambre".*?</nav>', visit(compte).get("/besoins").text, re.DOTALL
        )
        return re.findall(r"<span>([^<]+)</span>", rail.group()) if rail else []

    told = ["Réponses publiées", "Actions portées"]
    assert chambre(None) == chambre(cast.amina) == told
    assert chambre(cast.denis) == ["Instances", *told]
    assert chambre(cast.farid) == chambre(cast.admin) == ["Instances", *told, "Réglages"]


@pytest.mark.parametrize("path", ["/decisions", "/actions", "/instances"])
def test_a_line_of_the_chambre_is_lit_on_its_page(cast, visit, path):
    page = visit(cast.denis).get(path).text
    assert re.findall(r'<a class="rail__link" href="([^"]+)" aria-current="page">', page) == [path]
    assert f'<a class="rail__link" href="{path}"><span>' in visit(cast.denis).get("/besoins").text


def test_my_communaute_is_lit_on_its_pages_only(cast, visit):
    lit = re.compile(r'<a class="rail__link[^"]*" href="([^"]+)" aria-current="page">')
    amina = visit(cast.amina)
    home = "/communautes/bonnes-pratiques"
    assert lit.findall(amina.get(home).text) == [home]
    assert lit.findall(amina.get(f"{home}/propositions").text) == [home]
    assert lit.findall(amina.get("/communautes").text) == []


def a_domain_arrives() -> None:
    """What its ``sujet.py`` would say: a place, a line of the chambre, one at the foot, a shelf, a task."""

    def waiting(viewer):
        return select(literal(3)).scalar_subquery()

    place = {"icon": "house", "lights": ("accueil",), "count": waiting}
    open_rubrique(Rubrique(LIEUX, 35, "Tableaux", "territoires.index", **place))
    open_rubrique(Rubrique(CHAMBRE, 30, "Bilans", "structures.index"))
    open_rubrique(Rubrique(PIED, 30, "Aide", "structures.index"))
    words = {"words": ("carte nouvelle", "cartes nouvelles"), "news": "Du nouveau dans vos projets"}
    empty = ("Aucun projet.", "Rien.", "territoires.index", "Voir")
    mine = Shelf(
        20, "projets", "Mes projets", endpoint="territoires.show", key="adresse", empty=empty, **words
    )

    @shelf(mine)
    def my_projets(viewer):
        return select(literal("Crèche de nuit"), literal("62"), literal(2))

    @to_do(5)
    def cards(viewer):
        yield AFaire(f"Poser une carte, {viewer.nom}", "/territoires/62", "Poser", "pour mars")


def test_a_domain_that_arrives_is_drawn_without_touching_the_door(later, cast, visit, statements):
    amina = visit(cast.amina)
    amina.get("/a-faire")
    with statements() as before:
        amina.get("/a-faire")
    a_domain_arrives()
    with statements() as after:
        page = re.sub(r">\s+<", "><", amina.get("/a-faire").text)
    assert len(after) == len(before)
    assert [label for *_, label in PLACE.findall(page)] == [*PLACES[:3], "Tableaux", *PLACES[3:]]
    assert re.search(r'(?s)aria-current="page">.*?<span>Tableaux</span><span class="count">3', page)
    assert re.search(r'href="/territoires/62"><span>Crèche de nuit</span><span class="count">2', page)
    assert "Du nouveau dans vos projets" in page and re.search(r"2\s+cartes nouvelles", page)
    assert page.index("Mes communautés") < page.index("Mes projets")
    assert "<span>Bilans</span>" in page and ">Aide</a>" in page
    first = re.search(
        r'tache__phrase"><a href="([^"]+)">([^<]+)</a></p><p class="tache__faits"><span>([^<]+)', page
    )
    assert first.groups() == ("/territoires/62", "Poser une carte, Amina", "pour mars")
    guest = visit().get("/communautes").text
    assert "Tableaux" in guest and "Mes projets" not in guest


def test_what_is_to_do_keeps_its_order():
    """Who waits for my answer, then what I have begun, then what I may read."""
    given = sorted(afaire._givers.values(), key=lambda giver: giver[0])
    assert [function.__name__ for _, function in given] == [
        "invitations_to_answer",
        "demandes_to_answer",
        "propositions_to_sort",
        "notes_to_finish",
        "notes_to_inscribe",
        "answers_to_give",
        "needs_to_finish",
        "needs_to_read",
    ]
