"""0009: communautés of before are sorted as new ones."""

from flask_migrate import upgrade
from sqlalchemy import text

from annuaire.territoires.models import plain
from socle.extensions import db
from tests.migrations.test_house import in_child

NOMS = ("Économie de proximité", "L'œuvre commune", "ESS & numérique")


def sorted_names() -> list[tuple[str, str]]:
    """Institute some before the migration, then read what they are sorted by."""
    upgrade(revision="0008")
    words = (
        "INSERT INTO communaute (code, slug, nom, nom_provisoire, objet, regles, regles_html,"
        " acces, entree, instituee_le, creee_le, version) VALUES (:code, :code, :nom, false, '', '', '',"
        " 'publique', 'libre', '2017-03-01', '2017-03-01 00:00:00+00', 1)"
    )
    for code, nom in enumerate(NOMS):
        db.session.execute(text(words), {"code": str(code), "nom": nom})
    db.session.commit()
    upgrade()
    found = db.session.execute(text("SELECT nom, recherche FROM communaute ORDER BY id"))
    return [tuple(row) for row in found]


def test_what_was_instituted_before_is_sorted_too(new_database, tmp_path):
    assert in_child(new_database("noms"), tmp_path, sorted_names) == [(nom, plain(nom)) for nom in NOMS]
