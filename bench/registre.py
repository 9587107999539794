"""Rows that wait to be written together, numbered as the database would number them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, inspect, select

from relais.notifications.models import Notification
from socle.events import Event
from socle.extensions import db
from socle.journal import Fait, current_xact

LOT = 5_000
Row = dict[str, Any]


class Registre:
    """Rows that wait, by table, written by thousands in the order of the foreign keys."""

    def __init__(self) -> None:
        self.waiting: dict[type, list[Row]] = {}
        self.numbers: dict[type, int] = {}
        self.xact = db.session.scalar(select(current_xact()))

    def next(self, noun: type) -> int:
        """The number that the database would give to the next row."""
        if noun not in self.numbers:
            self.numbers[noun] = db.session.scalar(select(func.max(noun.id))) or 0  # type: ignore[attr-defined]
        self.numbers[noun] += 1
        return self.numbers[noun]

    @property
    def last_fact(self) -> int:
        """The number of the last line of the journal."""
        return self.numbers[Fait]

    def add(self, noun: type, **row: Any) -> None:
        """Keep a row for later."""
        self.waiting.setdefault(noun, []).append(row)

    def fact(self, event: type[Event], quand: datetime, by: int, **details: int) -> int:
        """Keep a line of the journal, and give its number."""
        number = self.next(Fait)
        row = {"id": number, "xact": self.xact, "kind": event.kind(), "compte_id": by, "mandat": None}
        self.add(Fait, **row, details=details, survenu_le=quand)
        return number

    def tell(self, fait: tuple[int, datetime], qui: int, phrase: str, sujet: str, pourquoi: str = "") -> None:
        """Keep a sentence for someone: fait is the number of its cause and when it happened."""
        number, quand = fait
        words = {"phrase": phrase, "pourquoi": pourquoi, "sujet": sujet, "creee_le": quand, "lue_le": None}
        self.add(Notification, id=self.next(Notification), fait_id=number, compte_id=qui, **words)

    def write(self) -> None:
        """Write what waits."""
        tables: dict[Any, type] = {inspect(noun).local_table: noun for noun in self.waiting}
        for table in db.metadata.sorted_tables:
            if table in tables:
                write_rows(table, self.waiting.pop(tables[table]))


def write_rows(table: Table, rows: list[Row]) -> None:
    """Insert by the shortest way of each engine: COPY, or one prepared statement."""
    columns = [column for column in table.columns if column.computed is None and column.key in rows[0]]
    dialect = db.engine.dialect
    bind: list[Callable[[Any], Any] | None] = [
        column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns
    ]
    values = (
        tuple(
            made(row[column.key]) if made else row[column.key]
            for column, made in zip(columns, bind, strict=True)
        )
        for row in rows
    )
    names = ", ".join(f'"{column.name}"' for column in columns)
    raw: Any = db.session.connection().connection.cursor()
    if dialect.name == "sqlite":
        holes = ", ".join("?" * len(columns))
        raw.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({holes})', values)
    else:
        with raw.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for one in values:
                copy.write_row(one)


def by_parts(things: Iterable[Any]) -> Iterator[list[Any]]:
    """The same things, some thousands at a time."""
    those = iter(things)
    while part := list(islice(those, LOT)):
        yield part


def set_counters() -> None:
    """On PostgreSQL the next number of each table is the one after its last row, as on SQLite."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in db.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = f'coalesce((SELECT max("{column.name}") FROM "{table.name}"), 0) + 1'
            sequence = f"pg_get_serial_sequence('\"{table.name}\"', '{column.name}')"
            db.session.connection().exec_driver_sql(f"SELECT setval({sequence}, {last}, false)")
