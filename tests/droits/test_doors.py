"""Two doors everywhere: every act of a page has its program, every list its files, but those named."""

import ast
from collections.abc import Iterator

from socle.gestes import gestes
from socle.listes import listes
from tests.architecture.by_hand import LISTS, POSTS
from tests.serveurs import ROOT

PREFIX = "/api/v1"


def rules(app, method: str) -> Iterator:
    """The addresses of the house that take a method, files left out."""
    return (rule for rule in app.url_map.iter_rules() if method in rule.methods and rule.endpoint != "static")


def test_every_act_of_a_page_has_its_program(app):
    posts = {rule.rule: rule.endpoint for rule in rules(app, "POST")}
    alone = {end for path, end in posts.items() if not path.startswith(PREFIX) and PREFIX + path not in posts}
    assert alone - set(POSTS) == set(), "no program does this: write a geste, or say why"
    assert len(posts) > 60


def test_every_act_of_a_page_is_a_row(app):
    rows = {geste.path for geste in gestes()}
    by_hand = {
        rule.endpoint
        for rule in rules(app, "POST")
        if not rule.rule.startswith(PREFIX) and rule.rule not in rows
    }
    assert by_hand == set(POSTS), "an act by hand says why, and what became a row is no longer named"
    assert all(reason.strip() for reason in POSTS.values())


CUTTING = ("page", "as_file", "rows_on")  # the last one cuts the fils of a sujet


def paged_by_hand() -> set[str]:
    """``domain.view`` of each view that cuts a list into pages, or makes files of it, itself."""
    found = set()
    for path in ROOT.glob("*/*/views*"):
        for file in [path] if path.is_file() else path.glob("*.py"):
            for view in ast.parse(file.read_text()).body:
                if isinstance(view, ast.FunctionDef) and any(
                    isinstance(call, ast.Call) and getattr(call.func, "id", "") in CUTTING
                    for call in ast.walk(view)
                ):
                    found.add(f"{file.relative_to(ROOT).parts[1]}.{view.name}")
    return found


def test_two_forms_have_two_names():
    forms = {geste.form for geste in gestes()}
    names = [form.__name__ for form in forms]
    assert sorted(names) == sorted(set(names)), "the document of programs would tell them apart by a number"
    assert len(names) > 20


def test_every_list_is_declared(app):
    pages = {rule.rule: rule.endpoint for rule in rules(app, "GET")}
    known = set(pages.values())
    for_programs = {pages[liste.path] for liste in listes() if not liste.pages and liste.path in pages}
    by_hand = paged_by_hand() | for_programs
    assert by_hand == set(LISTS), "a list by hand says why, and what is declared is no longer named"
    assert set(LISTS) <= known and all(reason.strip() for reason in LISTS.values())
    assert len(listes()) > 10
