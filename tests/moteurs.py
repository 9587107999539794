"""The engines of a test run: ``--engine sqlite|postgresql``, Valkey, and the product served for real.

Loaded by ``tests/conftest.py`` (``pytest_plugins = ["tests.moteurs"]``). Marks: ``serveur`` (a process
of its own), ``navigateur`` (a real browser), ``redis`` (the live and job parts through Valkey).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.postgresql import PostgreSQL, create_database
from tests.serveurs import Missing, Produit, Valkey

MARKS = (
    "redis: needs a Valkey or a Redis, through the fixture redis_url",
    "serveur: starts the real product in a process of its own",
    "navigateur: needs a real browser",
)


def skip_or_fail(reason: str) -> None:
    """Leave the test aside, and say why; where everything must run (CI=true), fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"passé, ce que CI=true interdit : {reason}", pytrace=False)
    pytest.skip(reason)


def pytest_addoption(parser) -> None:
    """Choose the engine of the run."""
    parser.addoption(
        "--engine", choices=("sqlite", "postgresql"), default="sqlite", help="database of the tests"
    )


def pytest_configure(config) -> None:
    """Name the marks."""
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


@pytest.fixture(scope="session")
def engine(request) -> str:
    """The engine of this run: ``sqlite`` or ``postgresql``."""
    return request.config.getoption("--engine")


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL for this xdist worker alone.

    The journal is read up to the oldest transaction of a whole cluster.
    """
    try:
        with PostgreSQL() as server:
            yield server.url
    except (Missing, RuntimeError, OSError) as refusal:
        skip_or_fail(f"PostgreSQL : {refusal}")


@pytest.fixture(scope="session")
def new_database(request, engine, tmp_path_factory) -> Callable[[str], str]:
    """``new_database("essai")``: the URL of an empty database, on the engine of this run."""
    if engine == "sqlite":
        return lambda name: f"sqlite:///{tmp_path_factory.mktemp(name)}/{name}.sqlite3"
    url = request.getfixturevalue("cluster")
    return lambda name, template=None: create_database(url, name, template)


@pytest.fixture(scope="session")
def database_url(new_database) -> str:
    """The database of this xdist worker, empty at first; each test leaves it as it found it."""
    return new_database("essai")


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Valkey for this xdist worker alone (REDIS_URL)."""
    try:
        with Valkey() as valkey:
            yield valkey.url
    except Missing as refusal:
        skip_or_fail(f"Valkey : {refusal}")


@pytest.fixture(scope="session")
def prepared(new_database, engine, tmp_path_factory) -> Callable[..., Produit]:
    """``prepared(REDIS_URL=…)``: a product not started yet, on a fresh copy of the demonstration.

    The demonstration is made once; the copies are of files (SQLite) or of databases (PostgreSQL).
    """
    first = Produit(folder=tmp_path_factory.mktemp("modele"))
    postgresql = engine == "postgresql"
    if postgresql:
        first.env["DATABASE_URL"] = new_database("modele")
    first.prepare()

    def copy(**env: str) -> Produit:
        folder = tmp_path_factory.mktemp("produit")
        shutil.copytree(first.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.verrou"))
        if postgresql and "DATABASE_URL" not in env:
            model = first.env["DATABASE_URL"].rpartition("/")[2]
            env["DATABASE_URL"] = new_database(folder.name, model)
        return Produit(env, folder)

    return copy


@pytest.fixture
def new_produit(prepared) -> Iterator[Callable[..., Produit]]:
    """``new_produit(TACHES="separees")``: a product of this test alone, served; ended after the test."""
    started: list[Produit] = []

    def start(**env: str) -> Produit:
        started.append(prepared(**env))
        started[-1].serve()
        return started[-1]

    yield start
    for produit in started:
        produit.stop()


@pytest.fixture(scope="session")
def produit(prepared) -> Iterator[Produit]:
    """The product served for all the tests of this worker that do not break it."""
    served = prepared()
    served.serve()
    yield served
    served.stop()


@pytest.fixture
def cluster_of_its_own() -> Iterator[PostgreSQL]:
    """A PostgreSQL that this test may kill and restart."""
    try:
        with PostgreSQL() as cluster:
            yield cluster
    except Missing as refusal:
        skip_or_fail(f"PostgreSQL : {refusal}")


@pytest.fixture
def valkey_of_its_own() -> Iterator[Valkey]:
    """A Valkey that this test may kill and restart."""
    try:
        with Valkey() as valkey:
            yield valkey
    except Missing as refusal:
        skip_or_fail(f"Valkey : {refusal}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return Path(__file__).parents[1]
