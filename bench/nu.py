"""The bare Flask application that the product is compared with: nothing but a query, a template, an answer.

``/liste`` is one query and fifty rows (the text of a message, its date with a link to it, its author with a
link to their page) in one autoescaped template; ``/statique`` thirty kilobytes that exist already;
``/inchange`` a 304. Same database, same server, same settings.
"""

import os
import sqlite3
import threading
from datetime import datetime

from flask import Flask, Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from config import PLACES

URL = os.environ["DATABASE_URL"]
ASKED = (
    "SELECT id, nom, alias, html, cree_le FROM bench_liste WHERE rang BETWEEN {hole} AND {hole} ORDER BY rang"
)
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Liste</title></head><body><h1>Liste</h1><ol>
{% for row in rows %}<li id="m-{{ row[0] }}">
<a href="{{ url_for('personne', alias=row[2]) }}">{{ row[1] }}</a>
<a href="{{ url_for('message', numero=row[0]) }}"><time datetime="{{ row[4] }}">{{ row[4]|jour }}</time></a>
<div>{{ row[3]|safe }}</div></li>
{% endfor %}</ol></body></html>"""
STATIC = (
    b"<!doctype html>\n" + b"<p>Une page de trente kilooctets, la m\xc3\xaame pour tout le monde.</p>\n" * 480
)
TAG = '"inchange"'

app = Flask(__name__)
app.config.from_object(PLACES["development"]())  # the server asks the application for its patience
app.add_url_rule("/personnes/<alias>", "personne")
app.add_url_rule("/messages/<int:numero>", "message")


@app.template_filter()
def jour(when: datetime | str) -> str:
    """A date as a page says it; SQLite gives it in letters."""
    told = datetime.fromisoformat(when) if isinstance(when, str) else when
    return told.strftime("%d/%m/%Y %H:%M")


DRAWN = app.jinja_env.from_string(PAGE)  # compiled once, as a template of a file is
_local = threading.local()


def _ask(first: int) -> list[tuple]:
    """Fifty rows, by the connection of this thread."""
    if URL.startswith("sqlite"):
        if not hasattr(_local, "line"):
            _local.line = sqlite3.connect(f"file:{URL.removeprefix('sqlite:///')}?mode=ro", uri=True)
            _local.line.execute("PRAGMA mmap_size=268435456")
        return _local.line.execute(ASKED.format(hole="?"), (first, first + 49)).fetchall()
    if not hasattr(_local, "line"):
        import psycopg

        _local.line = psycopg.connect(URL.replace("+psycopg", ""), autocommit=True)
    return _local.line.execute(ASKED.format(hole="%s"), (first, first + 49)).fetchall()


@app.get("/liste")
def liste() -> str:
    """One query, fifty rows, one template."""
    return render_template(DRAWN, rows=_ask(1))


@app.get("/statique")
def statique() -> Response:
    """Bytes that exist already."""
    return Response(STATIC, mimetype="text/html")


@app.get("/inchange")
def inchange() -> BaseResponse:
    """A page that the browser still holds."""
    response = Response(STATIC, mimetype="text/html", headers={"ETag": TAG})
    return response.make_conditional(request)


@app.get("/sante")
def sante() -> str:
    """Whether it answers."""
    return "ok"
