"""The start prepares what the database says is missing, and nothing when nothing is; then it serves."""

import os
import sqlite3
from pathlib import Path

import pytest

from deploy import readiness
from tests.serveurs import clean_environment

MIGRATING = "Base de données : mise à jour"


@pytest.fixture
def asked(monkeypatch):
    """``asked(env)``: whether the database of that environment is ready."""

    def ready(env: dict[str, str]) -> bool:
        with monkeypatch.context() as patch:
            for name in os.environ:
                patch.delenv(name)
            for name, value in env.items():
                patch.setenv(name, value)
            return readiness.ready()

    return ready


def database(folder: Path, *statements: str) -> dict[str, str]:
    """An environment whose database holds what a start looks at, but for these statements."""
    with sqlite3.connect(folder / "fabrique.db") as line:
        line.executescript(
            "CREATE TABLE alembic_version (version_num TEXT);"
            f"INSERT INTO alembic_version VALUES ('{readiness.head()}');"
            "CREATE TABLE territoire (id INTEGER); INSERT INTO territoire VALUES (1);"
            "CREATE TABLE compte (id INTEGER); INSERT INTO compte VALUES (1);"
        )
        for statement in statements:
            line.execute(statement)
    return clean_environment(DATA_DIR=folder)


def test_a_database_of_this_version_with_its_people_is_ready(tmp_path, asked):
    assert asked(database(tmp_path))


@pytest.mark.parametrize(
    "missing",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
        "DELETE FROM territoire",
        "DELETE FROM compte",
    ],
)
def test_what_is_missing_is_prepared(tmp_path, asked, missing):
    assert not asked(database(tmp_path, missing))


def test_no_database_is_not_ready_and_none_is_made(tmp_path, asked):
    assert not asked(clean_environment(DATA_DIR=tmp_path))
    assert not (tmp_path / "fabrique.db").exists()


@pytest.mark.parametrize(
    "env",
    [
        {"DATABASE_URL": "postgresql://personne@127.0.0.1:9/rien"},
        {"DATABASE_URL": "mysql://personne@127.0.0.1/rien"},
        {"FABRIQUE_PLACE": "ailleurs"},
    ],
)
def test_what_cannot_be_read_is_left_to_the_preparation(tmp_path, asked, env):
    assert not asked(database(tmp_path) | env)


def test_a_file_that_is_no_database_is_left_to_the_preparation(tmp_path, asked):
    (tmp_path / "fabrique.db").write_text("Bonjour")
    assert not asked(clean_environment(DATA_DIR=tmp_path))


@pytest.mark.serveur
def test_the_database_of_the_product_is_ready_on_either_engine(prepared, asked):
    assert asked(prepared().env)


@pytest.mark.serveur
def test_started_again_the_product_prepares_nothing_and_says_who_may_sign_in(new_produit):
    said = new_produit().logs()
    assert MIGRATING not in said
    assert "Fabrique répond sur" in said
    assert "amina@demo.example" in said


@pytest.mark.serveur
def test_after_an_upgrade_the_start_migrates_first(prepared, engine):
    if engine != "sqlite":
        pytest.skip("the file of SQLite is changed by hand")
    produit = prepared()
    assert produit.flask("db", "downgrade").returncode == 0
    produit.serve()
    assert MIGRATING in produit.logs()
    produit.stop()


@pytest.mark.serveur
def test_a_preparation_that_refuses_stops_the_start(prepared):
    produit = prepared(DATABASE_URL="postgresql://personne@127.0.0.1:9/rien")
    with pytest.raises(RuntimeError, match="la préparation s’est arrêtée"):
        produit.serve()
    produit.stop()
