"""Pages of a long list by keyset: each starts after the last row of the one before, never at an OFFSET."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from flask import g, request, url_for
from sqlalchemy import ColumnElement, Select, UnaryExpression, and_, bindparam, func, literal, or_, select
from sqlalchemy.sql.operators import desc_op

from .database import read_columns
from .errors import Turned
from .extensions import db
from .letters import halved
from .permissions import MOST as HIGHEST

SIZE = 25
MOST = 100
WALK = 500


@dataclass(frozen=True)
class Page:
    """Rows of one page and the token of the next one (``None`` at the end).

    ``total`` is the number of rows of the whole list, for who asked to count them.
    """

    rows: list[Any]
    next: str | None
    first: bool
    total: int | None = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def next_url(self) -> str | None:
        """Address of the following page, filters kept."""
        return self._url(apres=self.next) if self.next else None

    @property
    def previous_url(self) -> str | None:
        """Address of the first page, when this is not it."""
        return None if self.first else self._url(apres=None)

    def _url(self, apres: str | None) -> str:
        kept = {**request.args.to_dict(flat=False), "apres": apres}
        asked = urlencode({name: value for name, value in kept.items() if value}, doseq=True)
        # A refused form shows again the page that held it, from another address than its own.
        at = g.get("shown_at") or url_for(request.endpoint or "", **(request.view_args or {}))
        return f"{at}{'?' if asked else ''}{asked}"


def asked_after() -> str | None:
    """The token of the address (``?apres=…``), if it is not that of the first page."""
    return request.args.get("apres") or None


class Cut:
    """How a list is cut into pages: ``order`` lists columns (or ``column.desc()``), the last one unique.

    What is kept of a row is the thing that it begins with; or the whole row, when it is made of ``columns``.
    """

    def __init__(self, order: tuple[Any, ...], size: int = SIZE, columns: bool = False) -> None:
        self.order, self.size, self._whole = order, size, columns
        self._columns = [_column(term) for term in order]

    def of(self, statement: Select[Any], first: bool, count: Select[Any] | None = None) -> Select[Any]:
        """The statement of the first page, or of any other, the same for all (see ``after``).

        ``count`` (see ``counting``) is read with the rows, in their last column.
        """
        if not first:
            last = [bindparam(_after(n), type_=column.type) for n, column in enumerate(self._columns)]
            statement = statement.where(_beyond(self.order, last))
        if count is not None:
            statement = statement.add_columns(count.scalar_subquery())
        return statement.order_by(*self.order).limit(self.size + 1)

    def after(self, token: str | None) -> dict[str, Any]:
        """The values of a token, for the statement of its page. Raises ``Turned`` (400) when it is torn."""
        return {_after(n): value for n, value in enumerate(_values(token, self._columns))} if token else {}

    def read(
        self,
        statement: Select[Any],
        values: Mapping[str, Any],
        token: str | None,
        count: Callable[[], int] | None = None,
    ) -> Page:
        """A page. ``count`` is asked alone where no row brings it: beyond the end of a list."""
        asked = {**values, **self.after(token)}
        read = (read_columns if self._whole else db.session.execute)(statement, asked).all()
        rows = list(read[: self.size]) if self._whole else [row[0] for row in read[: self.size]]
        more = len(read) > self.size
        following = _token([getattr(rows[-1], column.key) for column in self._columns]) if more else None
        total = None
        if count is not None:
            total = int(read[0][-1]) if read else count() if token else 0
        return Page(rows, following, not token, total)


def _after(number: int) -> str:
    return f"after_{number}"


def page(
    statement: Select[Any],
    order: tuple[Any, ...],
    size: int = SIZE,
    after: str | None = None,
    count: Select[Any] | None = None,
    columns: bool = False,
) -> Page:
    """The page that the address asks for (``?apres=…``); ``count`` (see ``counting``) is read with its rows,
    which may be ``columns``, as for a ``Cut``.

    Raises ``Turned`` (400) for a torn token.
    """
    token, cut = asked_after() if after is None else after, Cut(order, size, columns)
    counted = None if count is None else lambda: int(db.session.scalar(count) or 0)
    return cut.read(cut.of(statement, not token, count), {}, token, counted)


def walked(statement: Select[Any], order: tuple[Any, ...], size: int = WALK) -> Iterator[Any]:
    """Every row of a list, in its order, some at a time: memory does not grow with the list.

    What was read is forgotten by the session as soon as nobody holds it (its identity map is weak).
    """
    columns = [_column(term) for term in order]
    part = statement.order_by(*order).limit(size)
    while rows := list(db.session.scalars(part)):
        yield from rows
        if len(rows) < size:
            return
        last = [getattr(rows[-1], column.key) for column in columns]
        part = statement.where(_beyond(order, last)).order_by(*order).limit(size)


def counting(statement: Select[Any], most: int | None = None) -> Select[Any]:
    """The statement that counts the rows of a list, before it is cut into pages; it stops at ``most``."""
    counted = statement.order_by(None).with_only_columns(literal(1), maintain_column_froms=True).limit(most)
    return select(func.count()).select_from(counted.subquery())


def how_many(statement: Select[Any], most: int | None = None) -> int:
    """The number of rows of a list, asked alone."""
    return db.session.scalar(counting(statement, most)) or 0


def _column(term: Any) -> Any:
    return term.element if isinstance(term, UnaryExpression) else term


def _beyond(order: tuple[Any, ...], values: list[Any]) -> Any:
    """(a, b) after (x, y): a beyond x, or a = x and b beyond y."""
    steps: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for term, value in zip(order, values, strict=True):
        column = _column(term)
        falling = isinstance(term, UnaryExpression) and term.modifier is desc_op
        steps.append(and_(*equal, column < value if falling else column > value))
        equal.append(column == value)
    return or_(*steps)


def _token(values: list[Any]) -> str:
    plain = [{"t": value.isoformat()} if isinstance(value, date) else value for value in values]
    return urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _values(token: str, columns: list[Any]) -> list[Any]:
    try:
        plain = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        values = [_read(value, column) for value, column in zip(plain, columns, strict=True)]
    except (ValueError, KeyError, TypeError, RecursionError):
        values = []
    if not values or not all(map(_fits, values, columns)):
        raise Turned("L'adresse de cette page est abîmée : repartez du début de la liste.")
    return values


def _read(value: Any, column: Any) -> Any:
    kind = column.type.python_type
    dated = isinstance(value, dict) and issubclass(kind, date)
    return kind.fromisoformat(value["t"]) if dated else value


def written(text: str) -> bool:
    """Whether a database can hold this text: no NUL, no half of a character."""
    return "\x00" not in text and not halved(text)


def _fits(value: Any, column: Any) -> bool:
    """Whether the database may compare this value with this column."""
    kind = column.type.python_type
    if issubclass(kind, StrEnum):
        return isinstance(value, str) and value in list(kind)
    if type(value) is not kind:
        return False
    if isinstance(value, datetime):
        return value.tzinfo is not None
    if isinstance(value, date):
        return True
    return abs(value) <= HIGHEST if isinstance(value, int) else written(value)
