"""A migration killed half-way leaves nothing half-done: run again, it gives the data of a calm run."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import Migrate, current, downgrade, revision, upgrade
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import IntegrityError

from tests.serveurs import ROOT
from tests.tirage import draw

STEPS = {
    "0001_fils": (
        'op.create_table("fil", sa.Column("id", sa.Integer, primary_key=True), '
        'sa.Column("titre", sa.String))\n'
        '    op.create_table("message", sa.Column("id", sa.Integer, primary_key=True),'
        ' sa.Column("fil_id", sa.Integer, sa.ForeignKey("fil.id"), nullable=False))\n'
        "    op.execute(\"INSERT INTO fil (id, titre) VALUES (1, 'Tiers-lieux')\")\n"
        '    op.execute("INSERT INTO message (id, fil_id) VALUES (1, 1)")',
        'op.drop_table("message")\n    op.drop_table("fil")',
    ),
    "0002_clos": (
        'op.add_column("fil", sa.Column("clos", sa.Boolean))\n    op.execute("UPDATE fil SET clos = false")\n'
        '    with op.batch_alter_table("fil") as fil:\n'
        '        fil.alter_column("clos", existing_type=sa.Boolean, nullable=False)\n'
        '        fil.create_index("ix_fil_clos", ["clos"])',
        'with op.batch_alter_table("fil") as fil:\n        fil.drop_index("ix_fil_clos")\n'
        '        fil.drop_column("clos")',
    ),
}
HEAD = 'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{0}"\ndown_revision = {1}\n'


class Site:
    """An application of two tables, with the migrations of the house around it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.db = SQLAlchemy()
        self.app = Flask("essai")
        self.app.config["SQLALCHEMY_DATABASE_URI"] = url
        self.db.init_app(self.app)
        Migrate(self.app, self.db, directory=str(folder))

    def upgrade(self, to: str = "head") -> None:
        with self.app.app_context():
            upgrade(revision=to)

    def killed_at(self, statement: int) -> bool:
        """Upgrade in a child killed at its Nth statement; tell whether it was."""
        child = os.fork()
        if not child:
            with self.app.app_context():
                seen = iter(range(1, 10_000))
                event.listen(self.db.engine, "before_cursor_execute", lambda *_: _kill(next(seen), statement))
                event.listen(self.db.engine, "after_cursor_execute", lambda *_: _kill(next(seen), statement))
            try:
                self.upgrade()
            finally:
                os._exit(0)
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])

    def state(self) -> dict:
        """Tables, columns, indexes, rows and version."""
        with self.app.app_context(), self.db.engine.connect() as line:
            seen = inspect(line)
            tables = set(seen.get_table_names())
            return {
                "tables": {
                    t: [(c["name"], c["nullable"]) for c in seen.get_columns(t)] for t in sorted(tables)
                },
                "indexes": {t: sorted(i["name"] for i in seen.get_indexes(t)) for t in sorted(tables)},
                "rows": {t: line.execute(text(f"SELECT * FROM {t}")).all() for t in sorted(tables)},
            }

    def length(self) -> int:
        """How many instants there are in the upgrade where it may be killed."""
        seen: list[int] = []
        with self.app.app_context():
            for moment in ("before_cursor_execute", "after_cursor_execute"):
                event.listen(self.db.engine, moment, lambda *_: seen.append(1))
        self.upgrade()
        return len(seen)

    def close(self) -> None:
        with self.app.app_context():
            self.db.engine.dispose()


def _kill(now: int, at: int) -> None:
    if now == at:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def folder(tmp_path) -> Path:
    """The recipe of the house, and migrations of our own."""
    place = tmp_path / "migrations"
    (place / "versions").mkdir(parents=True)
    for name in ("env.py", "alembic.ini", "script.py.mako"):
        shutil.copy(ROOT / "migrations" / name, place / name)
    before = "None"
    for name, (up, down) in STEPS.items():
        body = f"\n\ndef upgrade():\n    {up}\n\n\ndef downgrade():\n    {down}\n"
        (place / "versions" / f"{name}.py").write_text(HEAD.format(name[:4], before) + body)
        before = f'"{name[:4]}"'
    return place


@pytest.fixture
def new_site(new_database, folder) -> Iterator[Callable[[], Site]]:
    made: list[Site] = []

    def new() -> Site:
        made.append(Site(new_database("migrations"), folder))
        return made[-1]

    yield new
    for site in made:
        site.close()


def test_killed_at_any_statement_it_is_run_again(new_site):
    calm = new_site()
    length, expected = calm.length(), calm.state()
    calm.close()
    assert length > 20
    for instant in draw(range(1, length + 1), 4, keeping=lambda n: [n in (1, length) and n]):
        site = new_site()
        assert site.killed_at(instant)
        site.upgrade()
        assert site.state() == expected, f"killed at instant {instant} of {length}"
        site.close()


def test_it_goes_both_ways(new_site):
    site = new_site()
    site.upgrade()
    with site.app.app_context():
        downgrade(revision="0001")
        assert "clos" not in dict(site.state()["tables"]["fil"])
        downgrade(revision="base")
    assert set(site.state()["tables"]) <= {"alembic_version"}


def test_an_orphan_is_refused_and_nothing_is_kept(new_site, folder, engine):
    (folder / "versions" / "0003_oubli.py").write_text(
        HEAD.format("0003", '"0002"') + '\n\ndef upgrade():\n    op.execute("DELETE FROM fil")\n'
    )
    site = new_site()
    with pytest.raises((SystemExit, IntegrityError)):
        site.upgrade()
    assert len(site.state()["rows"]["fil"]) == 1
    assert site.state()["rows"]["alembic_version"] == [("0002",)]


def test_two_processes_migrate_at_once(new_site):
    site = new_site()
    children = []
    for _ in range(3):
        children.append(os.fork())
        if not children[-1]:
            code = 1
            try:
                site.upgrade()
                code = 0
            finally:
                os._exit(code)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    assert site.state()["rows"]["alembic_version"] == [("0002",)]


def test_a_new_migration_takes_the_next_number(new_site, folder):
    site = new_site()
    with site.app.app_context():
        revision(message="Les rencontres")
        current()
    written = folder / "versions" / "0003_les_rencontres.py"
    assert "import socle.columns" in written.read_text()
    assert "down_revision = '0002'" in written.read_text()
