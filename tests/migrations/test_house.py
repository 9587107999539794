"""The migrations of the house: numbered, linear, both ways, agreeing with the models, sure under a kill."""

import os
import pickle
import signal
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import event, inspect, make_url, text

from portail.factory import create_app
from socle.extensions import db
from tests.postgresql import create_database
from tests.serveurs import ROOT
from tests.tirage import draw


def revisions() -> list:
    """First to last, as Alembic reads them."""
    return list(ScriptDirectory(ROOT / "migrations").walk_revisions())[::-1]


def in_child(url: str, folder, function: Callable[[], Any]) -> Any:
    """Run in a process of its own, with an application of its own."""

    def with_an_application() -> Any:
        os.environ |= {"DATABASE_URL": url, "DATA_DIR": str(folder), "REDIS_URL": "", "SMTP_URL": ""}
        with create_app("testing").app_context():
            return function()

    return forked(with_an_application)


def forked(function: Callable[[], Any]) -> Any:
    """Run in a process of its own; ``None`` when it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.write(writing, pickle.dumps(function()))
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), "the child failed: see above"
    return pickle.loads(said) if code == 0 else None


def migrate_and_describe() -> dict:
    """Upgrade, then tell what stands there."""
    upgrade()
    seen = inspect(db.engine)
    return {
        name: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)),
            sorted(i["name"] for i in seen.get_indexes(name)),
            db.session.execute(text(f"SELECT count(*) FROM {name}")).scalar(),
        )
        for name in sorted(seen.get_table_names())
    }


def upgrade_counting() -> int:
    """Upgrade, and count the statements it took."""
    told: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *words: told.append(words[2]))
    upgrade()
    return len(told)


def upgrade_killed_at(statement: int) -> None:
    """Upgrade until that statement."""
    seen = iter(range(1, 100_000))

    def hear(*_words) -> None:
        if next(seen) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(db.engine, "after_cursor_execute", hear)
    upgrade()


def empty(url: str) -> None:
    """Begin again with nothing at this address."""
    if url.startswith("postgresql"):
        server, name = url.rsplit("/", 1)
        create_database(f"{server}/postgres", name)
        return
    path = Path(make_url(url).database)
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def never_repaired(url: str, statements: list[int], calm: dict) -> list[int]:
    """The statements after which a kill leaves what running again does not repair."""
    wrong = []
    for statement in statements:
        empty(url)
        assert forked(lambda at=statement: upgrade_killed_at(at)) is None, f"{statement} was not reached"
        if forked(migrate_and_describe) != calm:
            wrong.append(statement)
    return wrong


def differences() -> list[str]:
    """What the models say and the migrations do not."""
    upgrade()
    with db.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), db.metadata)
        return [str(difference) for difference in found]


def there_and_back() -> list[str]:
    """Up, down to nothing, and up again; what was left at the bottom."""
    upgrade()
    downgrade(revision="base")
    left = [name for name in inspect(db.engine).get_table_names() if name != "alembic_version"]
    upgrade()
    return left


def test_they_are_numbered_in_one_line():
    found = revisions()
    assert [one.revision for one in found] == [f"{number:04d}" for number in range(1, len(found) + 1)]
    assert all(after.down_revision == before.revision for before, after in pairwise(found))
    assert found


def test_they_agree_with_the_models(new_database, tmp_path):
    assert in_child(new_database("accord"), tmp_path, differences) == []


def test_they_go_both_ways(new_database, tmp_path):
    assert in_child(new_database("retour"), tmp_path, there_and_back) == []


def test_killed_anywhere_they_are_run_again(new_database, tmp_path):
    length = in_child(new_database("longueur"), tmp_path, upgrade_counting)
    calm = in_child(new_database("calme"), tmp_path, migrate_and_describe)
    assert len(calm) > 1
    statements = draw(range(1, length + 1), 15, keeping=lambda n: [n in (1, length) and n])
    url = new_database("coupee")
    assert in_child(url, tmp_path, lambda: never_repaired(url, statements, calm)) == []
