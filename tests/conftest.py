"""One application for each worker, an empty database and a cast of people for every test."""

import pytest

from portail.factory import create_app
from socle.extensions import db
from socle.live import hang_up
from tests.cast import Cast
from tests.statements import counting
from tests.visit import Visit

pytest_plugins = ["tests.moteurs"]


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
def app(house):
    """The application, with nothing in its database, inside a context for the test's own questions."""
    with house.app_context():
        yield house
        hang_up(None)
        db.session.rollback()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
        db.session.remove()


@pytest.fixture
def cast(app):
    """The people of the tests."""
    return Cast()


@pytest.fixture
def visit(app):
    """``visit(cast.amina).get("/fils/1")``: the site as that person sees it."""
    return lambda compte=None: Visit(app, compte)


@pytest.fixture
def statements(app):
    """``with statements() as told: …``: the SQL statements that ran, BEGIN and COMMIT left out."""
    return counting
