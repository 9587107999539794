"""A room is a file; views may be a folder, each of its pages opened around one blueprint."""

import sys

import pytest
from flask import Flask

from socle.rooms import open_rooms

PAGE = '''"""A page."""

from . import bp


@bp.get("/{name}")
def {name}():
    """Say its name."""
    return "{name}"
'''


@pytest.fixture
def essai(tmp_path, monkeypatch) -> str:
    """A package of ours with one domain, whose views are a folder of two pages."""
    views = tmp_path / "maison_essai" / "jardins" / "views"
    views.mkdir(parents=True)
    for folder in (views.parent.parent, views.parent):
        (folder / "__init__.py").write_text("")
    (views / "__init__.py").write_text('from flask import Blueprint\n\nbp = Blueprint("jardins", __name__)\n')
    for name in ("liste", "fiche"):
        (views / f"{name}.py").write_text(PAGE.format(name=name))
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "maison_essai"
    for name in [name for name in sys.modules if name.split(".")[0] == "maison_essai"]:
        del sys.modules[name]


def test_each_page_of_a_folder_is_opened_in_every_application(essai):
    for _again in range(2):
        app = Flask("essai")
        open_rooms(app, essai, ("jardins",))
        assert [app.test_client().get(f"/{name}").text for name in ("liste", "fiche")] == ["liste", "fiche"]
        assert {"jardins.liste", "jardins.fiche"} <= set(app.view_functions)
