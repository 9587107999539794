"""Taking parts of a page away, and timing sections of what is left. Nothing of the product knows of it."""

import contextlib
import pkgutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import event

from socle.extensions import db

EMPTY = {"_layouts/page.html": "{% block main %}{% endblock %}"}
# What is timed when it exists: how it is told, where it is looked up when called.
SECTIONS = {
    "énoncés construits et compilés": "sqlalchemy.sql.elements:ClauseElement._compile_w_cache",
    "ORM, base comprise": "sqlalchemy.orm.session:Session._execute_internal",
    "écriture des changements (flush)": "sqlalchemy.orm.session:Session._flush",
    "validation par le moteur (COMMIT)": "sqlalchemy.engine.default:DefaultDialect.do_commit",
    "commit et ce qui le suit": "socle.session:DeliveringSession.commit",
    "Markdown": "socle.markdown:render",
    "gabarits": "flask.templating:_render",
}
Parts = dict[str, Callable[[Flask], contextlib.AbstractContextManager[None]]]
Clock = dict[str, list[float]]  # name: [seconds, calls]


def timed(clock: Clock, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, whose time is added under this name; what it calls is counted with it."""

    def counted(*words: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*words, **named)
        finally:
            spent = clock.setdefault(name, [0.0, 0])
            spent[0] += time.perf_counter() - began
            spent[1] += 1

    # Jinja and Click read marks on functions.
    counted.__dict__.update(getattr(function, "__dict__", {}))
    return counted


@contextlib.contextmanager
def replaced(where: str, made: Callable[[Any], Any]) -> Iterator[None]:
    """Put ``made(what is there)`` at ``module:Class.name`` for a block; nothing when it is not there."""
    module, _, inside = where.partition(":")
    holder, _, name = inside.rpartition(".")
    try:
        place = pkgutil.resolve_name(f"{module}:{holder}")
        known = vars(place)[name]
    except (ImportError, AttributeError, KeyError):
        yield
        return
    setattr(place, name, made(known))
    try:
        yield
    finally:
        setattr(place, name, known)


@contextlib.contextmanager
def sections(app: Flask, clock: Clock) -> Iterator[None]:
    """Time every section, every filter of the templates, and what the driver of the database takes."""
    filters = dict(app.jinja_env.filters)

    def begin(connection, cursor, statement, parameters, context, many) -> None:
        context.bench_began = time.perf_counter()

    def end(connection, cursor, statement, parameters, context, many) -> None:
        spent = clock.setdefault("SQL, dans le pilote", [0.0, 0])
        spent[0] += time.perf_counter() - context.bench_began
        spent[1] += 1

    with contextlib.ExitStack() as stack:
        for name, where in SECTIONS.items():
            stack.enter_context(replaced(where, partial(timed, clock, name)))
        for name, function in filters.items():
            app.jinja_env.filters[name] = timed(clock, f"filtre {name}", function)
        stack.callback(app.jinja_env.filters.update, filters)
        with app.app_context():
            engine = db.engine
        for moment, heard in (("before_cursor_execute", begin), ("after_cursor_execute", end)):
            event.listen(engine, moment, heard)
            stack.callback(event.remove, engine, moment, heard)
        yield


@contextlib.contextmanager
def without_templates(app: Flask) -> Iterator[None]:
    """Every template draws nothing."""
    with replaced("flask.templating:_render", lambda known: lambda *words, **named: ""):
        yield


@contextlib.contextmanager
def without_layout(app: Flask) -> Iterator[None]:
    """The page without what surrounds it: bar, menu, foot."""
    loader = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([DictLoader(EMPTY), loader] if loader else [])
    _forget(app)
    try:
        yield
    finally:
        app.jinja_env.loader = loader
        _forget(app)


def _forget(app: Flask) -> None:
    if app.jinja_env.cache is not None:
        app.jinja_env.cache.clear()


@contextlib.contextmanager
def without_dressing(app: Flask) -> Iterator[None]:
    """Nothing is done to the answer once the view has given it."""
    known = {name: list(several) for name, several in app.after_request_funcs.items()}
    app.after_request_funcs.clear()
    try:
        yield
    finally:
        app.after_request_funcs.update(known)


@contextlib.contextmanager
def without_view(app: Flask) -> Iterator[None]:
    """Every address answers at once: what is left is asked of all of them."""
    known = dict(app.view_functions)
    for name in known:
        app.view_functions[name] = lambda **keys: ""
    try:
        yield
    finally:
        app.view_functions.update(known)


@contextlib.contextmanager
def without_news(app: Flask) -> Iterator[None]:
    """After the commit nobody is told."""
    with replaced("socle.session:_tellers", lambda known: []):
        yield


PARTS: Parts = {
    "les gabarits": without_templates,
    "la mise en page (barre, menu, pied)": without_layout,
    "l’habillage de la réponse": without_dressing,
    "la vue (tout ce que la page a de propre)": without_view,
}
OF_AN_ACT: Parts = {"les nouvelles après la validation": without_news}
