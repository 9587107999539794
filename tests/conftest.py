"""One application for each worker; every test begins from the same database, empty or with the cast."""

import pytest
from sqlalchemy import select

from portail.factory import create_app
from socle.extensions import db
from socle.journal import Fait
from socle.live import hang_up
from tests.cast import Cast, known_cast
from tests.photos import begin_from, made
from tests.statements import counting
from tests.visit import Visit

pytest_plugins = ["tests.moteurs", "tests.tirage"]


@pytest.fixture(scope="session")
def house(database_url, tmp_path_factory):
    """The application of this worker, on its own database, with the tables of the models."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", database_url)
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.setenv("REDIS_URL", "")
        patch.setenv("SMTP_URL", "")
        app = create_app("testing")
    with app.app_context():
        db.create_all()
        db.session.remove()
    return app


@pytest.fixture
def app(house, request):
    """The application, inside a context for the test's own questions.

    Nothing is in its database, or the cast if it plays.
    """
    with house.app_context():
        if "cast" in request.fixturenames:
            begin_from("cast", known_cast)
        elif "monde" not in request.fixturenames:  # it begins from a state of its own
            begin_from("nothing")
        yield house
        hang_up(None)
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def cast(app):
    """The people of the tests, already in the database when the other fixtures begin."""
    return Cast.found_again(made("cast"))


@pytest.fixture
def visit(app):
    """``visit(cast.amina).get("/fils/1")``: the site as that person sees it."""
    return lambda compte=None: Visit(app, compte)


@pytest.fixture
def statements(app):
    """``with statements() as told: …``: the SQL statements that ran, BEGIN and COMMIT left out."""
    return counting


@pytest.fixture
def facts(app):
    """``facts(Event)``: by whom it was done and what its line of the journal holds, once for each time."""

    def told(event: type) -> list[tuple[int | None, dict]]:
        lines = db.session.scalars(select(Fait).where(Fait.kind == event.kind()).order_by(Fait.id))
        return [(fait.compte_id, fait.details) for fait in lines]

    return told
