"""Column types that mean the same on SQLite and on PostgreSQL."""

import enum
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, BindParameter, Date, DateTime, Enum, Integer, MetaData, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from .clock import now, today

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC. SQLite drops zones: here they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True
    python_type = datetime  # a TypeDecorator says ``object``

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Whole = BigInteger().with_variant(Integer, "sqlite")

Choice = Enum(
    enum.Enum,
    native_enum=False,
    create_constraint=False,
    length=40,
    values_callable=lambda choices: [choice.value for choice in choices],
)


class Base(DeclarativeBase):
    """Mother of every noun: named constraints, UTC instants, whole numbers up to 2^63−1."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Instant(),
            int: Whole,
            dict: JSON(),
            dict[str, Any]: JSON(),
            list: JSON(),
            enum.Enum: Choice,
        },
    )


class rows_told(FunctionElement[list[Any]]):  # noqa: N801  (an SQL function)
    """All rows of a subquery as one JSON list of lists, to be read beside something else; null when none is.

    SQLite and PostgreSQL know the same under other names.
    """

    type = JSON()
    inherit_cache = True


@compiles(rows_told, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"


@compiles(rows_told)
def _elsewhere(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


def instant_told(text: str) -> datetime:
    """An instant that ``rows_told`` told: databases write them as ISO 8601, SQLite without its zone."""
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def this_instant(later: timedelta = timedelta()) -> BindParameter[datetime]:
    """The present instant, or one so much later, as a parameter read when the statement runs."""
    return bindparam(None, callable_=lambda: now() + later, type_=Instant(), unique=True)


def this_day() -> BindParameter[date]:
    """Today, as a parameter read when the statement runs: a statement kept for long never grows old."""
    return bindparam(None, callable_=today, type_=Date, unique=True)
