"""Fichiers: the rows of a list as CSV, XLSX, JSON or Atom, all of them, in constant memory.

A cell is never a formula of somebody else's spreadsheet.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, render_template, request, stream_with_context
from flask_login import current_user

from .clock import now
from .errors import NotVisible
from .fiches import Fiche, read
from .late import Late
from .sujets import sujet_for

xlsxwriter = Late("xlsxwriter")
# A spreadsheet runs what begins so (OWASP, « CSV Injection »).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PART = 64 * 1024
FEED = 50  # a feed tells the newest; the other files tell everything


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _head(fiche: Fiche) -> list[str]:
    return [champ.label for champ in fiche.columns]


def _cells(fiche: Fiche, thing: Any) -> list[str]:
    return [harmless(read(champ, champ.value(thing, current_user))) for champ in fiche.columns]


def as_csv(titre: str, fiche: Fiche, things: Iterable[Any]) -> Iterator[bytes]:
    """Semicolons and a mark of order: what a French spreadsheet opens by a double click."""
    yield b"\xef\xbb\xbf"
    yield _line(_head(fiche))
    for thing in things:
        yield _line(_cells(fiche, thing))


def _line(cells: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerow(cells)
    return text.getvalue().encode()


def as_xlsx(titre: str, fiche: Fiche, things: Iterable[Any]) -> Iterator[bytes]:
    """One sheet; every cell is text. The book is made on disk, row after row."""
    with tempfile.TemporaryFile() as kept:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(kept, options) as book:
            sheet = book.add_worksheet()
            for column, cell in enumerate(_head(fiche)):
                sheet.write_string(0, column, cell)
            for number, thing in enumerate(things, 1):
                for column, cell in enumerate(_cells(fiche, thing)):
                    sheet.write_string(number, column, cell)
        kept.seek(0)
        while part := kept.read(PART):
            yield part


def as_json(titre: str, fiche: Fiche, things: Iterable[Any]) -> Iterator[bytes]:
    """An array of the rows as programs read them."""
    yield b"["
    for number, thing in enumerate(things):
        row = json.dumps(fiche.row(thing, current_user), ensure_ascii=False)
        yield f"{',' if number else ''}\n{row}".encode()
    yield b"\n]\n"


def as_atom(titre: str, fiche: Fiche, things: Iterable[Any]) -> Iterator[bytes]:
    """A feed to follow the list (RFC 4287)."""
    sujet = sujet_for(fiche.noun)
    entries = [
        {
            "ref": sujet.ref(one),
            "title": sujet.title(one)
            if sujet.name(one) == sujet.title(one)
            else f"{sujet.name(one)} · {sujet.title(one)}",
            "url": sujet.url(one),
            "state": sujet.state(one),
            "le": getattr(one, fiche.dated),
        }
        for one in things
    ]
    latest = max((entry["le"] for entry in entries), default=now())
    shown = {"titre": titre, "entries": entries, "latest": latest, "root": request.host_url.rstrip("/")}
    yield render_template("_kit/pages/liste.xml", **shown).encode()


FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, EXCEL),
    "json": (as_json, "application/json"),
    "atom": (as_atom, "application/atom+xml"),
}


def formats_of(fiche: Fiche) -> list[str]:
    """The formats that make sense: a list without a date owes no feed."""
    return [name for name in FORMATS if name != "atom" or fiche.dated]


def as_file(wanted: str, titre: str, fiche: Fiche, things: Iterable[Any]) -> Response:
    """The file asked for, streamed. Raises ``NotVisible`` for a format that this list does not owe."""
    if wanted not in formats_of(fiche):
        raise NotVisible
    write, kind = FORMATS[wanted]
    answer = Response(stream_with_context(write(titre, fiche, things)), content_type=kind)
    if wanted != "atom":
        answer.headers["Content-Disposition"] = f'attachment; filename="{fiche.plural}.{wanted}"'
    return answer
