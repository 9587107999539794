"""How migrations run: one at a time, each in one real transaction, so that a killed one can be run again.

SQLite would otherwise commit every statement by itself: a migration killed half-way could never be run again.
"""

import fcntl
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import context
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, event

MIGRATING = 7_306_002  # the advisory lock of PostgreSQL
NUMBER = re.compile(r"\d{4}")

migrate = current_app.extensions["migrate"]
engine = migrate.db.engine


def number(migration: MigrationContext, _revision: tuple, scripts: list[MigrationScript]) -> None:
    """Number the new migration after the last one, unless ``--rev-id`` does; an empty one is not written."""
    script = scripts[0]
    if getattr(context.config.cmd_opts, "autogenerate", False) and script.upgrade_ops.is_empty():
        scripts.clear()
        logging.getLogger("alembic").warning("nothing has changed: no migration is written")
    elif not NUMBER.fullmatch(script.rev_id):
        last = ScriptDirectory.from_config(context.config).get_current_head()
        script.rev_id = f"{int(last or 0) + 1:04d}"


def refuse_orphans(ctx: MigrationContext, **_more: object) -> None:
    """Before the commit of each migration on SQLite, whose foreign keys were left aside.

    Raises ``RuntimeError`` when one of them leads nowhere.
    """
    if ctx.dialect.name == "sqlite" and (
        orphans := ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    ):
        raise RuntimeError(f"this migration leaves rows without what they refer to: {orphans[:5]}")


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Wait until nobody else migrates this database."""
    path = connection.engine.url.database
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({MIGRATING})")
        connection.commit()
        yield  # the lock goes with the connection
    elif path and path != ":memory:":
        with Path(f"{path}.migration").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    else:
        yield


def prepare_sqlite(connection: Connection) -> None:
    """Make each transaction a real one, begun in writing; tables are rebuilt with foreign keys left aside."""
    driver = connection.connection.dbapi_connection
    driver.isolation_level = None
    driver.execute("PRAGMA query_only=OFF")
    driver.execute("PRAGMA foreign_keys=OFF")
    event.listen(connection, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))


def run_online() -> None:
    """Migrate through a connection of our own, closed afterwards: none goes back to the pool changed."""
    options = {"compare_type": True, "render_as_batch": True} | migrate.configure_args
    with engine.connect() as connection:
        if connection.engine.url.database not in (None, "", ":memory:"):
            connection.detach()
        if connection.dialect.name == "sqlite":
            prepare_sqlite(connection)
        with alone(connection):
            context.configure(
                connection=connection,
                target_metadata=migrate.db.metadata,
                transactional_ddl=True,
                transaction_per_migration=True,
                on_version_apply=refuse_orphans,
                **options | {"process_revision_directives": number},
            )
            with context.begin_transaction():
                context.run_migrations()


def run_offline() -> None:
    """Write the SQL instead of running it (``flask db upgrade --sql``)."""
    context.configure(url=engine.url, target_metadata=migrate.db.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
