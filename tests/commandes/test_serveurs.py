"""The servers of the tests keep their promises: what follows may rely on them."""

import psycopg
import pytest
import redis

from tests.postgresql import plain
from tests.serveurs import Valkey


def rows(url: str, sql: str) -> list:
    with psycopg.connect(plain(url), autocommit=True) as line:
        found = line.execute(sql)
        return found.fetchall() if found.description else []


def test_the_database_of_a_worker_is_on_the_engine_of_the_run(database_url, engine):
    assert database_url.startswith({"sqlite": "sqlite:///", "postgresql": "postgresql+psycopg://"}[engine])


@pytest.mark.serveur
def test_a_postgresql_crashes_and_keeps_what_it_acknowledged(cluster_of_its_own):
    url = cluster_of_its_own.create_database("essai")
    rows(url, "CREATE TABLE message (texte text)")
    rows(url, "INSERT INTO message VALUES ('Bonjour')")

    cluster_of_its_own.crash()
    assert not cluster_of_its_own.answers()
    cluster_of_its_own.start()
    cluster_of_its_own.kill9()
    cluster_of_its_own.start()

    assert rows(url, "SELECT * FROM message") == [("Bonjour",)]


@pytest.mark.serveur
def test_a_database_is_copied_from_another(cluster_of_its_own):
    rows(cluster_of_its_own.create_database("modele"), "CREATE TABLE message AS SELECT 'Bonjour' AS texte")

    copy = cluster_of_its_own.create_database("copie", "modele")

    assert rows(copy, "SELECT * FROM message") == [("Bonjour",)]


@pytest.mark.redis
def test_a_valkey_answers(redis_url):
    line = redis.from_url(redis_url)
    assert line.set("bonjour", "à tous")
    assert line.get("bonjour").decode() == "à tous"


@pytest.mark.redis
def test_a_valkey_is_killed_and_comes_back_at_the_same_address(valkey_of_its_own: Valkey):
    valkey_of_its_own.kill9()
    assert not valkey_of_its_own.answers()
    valkey_of_its_own.start()
    assert redis.from_url(valkey_of_its_own.url).ping()


def test_nothing_is_left_behind():
    with Valkey() as valkey:
        process, folder = valkey.process, valkey.folder
        assert folder.exists()
    assert process.poll() is not None
    assert not folder.exists()
