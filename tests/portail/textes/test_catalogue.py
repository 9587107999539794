"""The catalogue holds what people read, wherever it is said, and is the committed one."""

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from portail.textes.queries import catalogue, in_python, in_script, in_template, sentence

ROOT = Path(__file__).parents[3]
FILE = ROOT / "locale" / "fr.pot"


@pytest.fixture(scope="module")
def held() -> dict[str, set[str]]:
    """The sentences of the committed catalogue, with the files that say them."""
    with FILE.open("rb") as file:
        return {m.id: {place for place, _ in m.locations} for m in read_po(file) if m.id}


def test_the_committed_catalogue_is_fresh(app):
    assert FILE.read_text() == catalogue(ROOT, app.jinja_env), "run: flask --app wsgi docs write"


def test_it_gathers_every_kind_of_word(held):
    assert "templates/portail/reglages/invitations.html" in held["Inviter quelqu’un"]  # a heading
    assert "communautes/espaces/gestes.py" in held["Rejoindre la communauté"]  # a button
    assert "communautes/propositions/models.py" in held["Retenue par la communauté"]  # a state
    refused = "Seules les personnes qui animent cette communauté écrivent et transmettent sa note."
    assert "communautes/notes/permissions.py" in held[refused]
    assert "Une nouvelle pour vous" in held  # said by a script
    assert any(words.startswith("Le conseil a répondu à {}") for words in held)  # a piece of news


def test_refusals_are_all_in_it(held):
    """Every constant that a rule answers with."""
    said = set()
    for path in ROOT.glob("*/*/permissions.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("No", "NotNow"):
                said |= {given.value for given in node.args if isinstance(given, ast.Constant)}
    assert len(said) > 12 and said <= set(held)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Ouvrir un compte", True),
        ("  déjà\n cité ", True),
        ("{} réponses sur {}", True),
        ("Brouillon", True),
        ("espaces.show", False),
        ("main", False),
        ("{}", False),
        ("Content-Type", False),
        ("SELECT id", False),
    ],
)
def test_sentences_are_told_from_the_words_of_the_machine(words, kept):
    assert (sentence(words) is not None) is kept


def test_each_reader_leaves_the_code_aside(app):
    page = (
        '<p title="À lire">Il reste {{ n }} jours.</p>{# Non #}{{ link("Voir tout", '
        'url_for("a.b")) }}{{ n|pluriel("fil") }}'
    )
    assert set(in_template(page, app.jinja_env)) == {"À lire", "Il reste {} jours.", "Voir tout", "fil"}
    assert in_template('{{ notice("Rien ne "\n  "manque.") }}', app.jinja_env) == ["Rien ne manque."]
    code = (
        'def f(x: "Besoin Public"):\n    "Doc en français."\n    raise ValueError("Pas ici")\n'
        '    return f"Reste {x} jours."'
    )
    assert in_python(code) == ["Reste {} jours."]
    assert in_script('// "Pas ici"\nsay("Encore une fois", `Il reste ${n} messages`, "click");') == [
        "Encore une fois",
        "Il reste {} messages",
    ]
