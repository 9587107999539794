"""The catalogue of what people read: every French sentence of the product, in one gettext template.

The words live where they are used (ADR 0016); ``locale/fr.pot`` gathers them for whoever proof-reads or
translates.
Holes are written ``{}``.
"""

import ast
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2 import Environment

PACKAGES = ("socle", "annuaire", "echanges", "relais", "instances", "communautes", "fabrique", "portail")
# Invented words of the demonstration and the planches of builders are not the product's.
APART = ("portail/demonstration/", "portail/cabinet/", "portail/documents/", "templates/portail/cabinet/")
READ = {"aria-label", "alt", "title", "placeholder", "content"}
HOLE = "{}"
SENTENCE = re.compile(r"[A-ZÀ-Ý«][^<>=_]*[a-zà-ÿ…]|[^<>=_]*[à-ÿ’«»][^<>=_]*|[a-z]+(?: [a-z']+)+")
FOREIGN = re.compile(
    "(?:SELECT|PRAGMA|BEGIN|UNIQUE|X-|Bearer|UTF|SHA|HTTP|Europe/|camera|no-|max-age|[a-z]+/|nofollow|light "
    r"dark|\{\}[A-Z])"
    r"|(?:Authorization|Cookie|Date|Event|From|Lax|Link|Machine|Origin|Subject|To|Cc|Cs)$"
    r"|(?:[A-Z][a-z]+-)+[A-Z][a-z]+$|[A-Z][a-z]+[A-Z]|.*(?:\bthe\b|\bnot\b|\btwo\b|\bis\b|--| \| )"
)
ERRORS = {"TypeError", "ValueError", "RuntimeError", "KeyError", "AttributeError", "Missing"}


def catalogue(root: Path, environment: Environment) -> str:
    """The whole as a gettext template, sorted, with the files where each sentence is said."""
    found = Catalog(locale=None, charset="utf-8", fuzzy=False)
    for place, words in _everything(root, environment):
        found.add(words, locations=[(place, 0)])
    out = io.BytesIO()
    write_po(out, found, width=110, sort_output=True, omit_header=True, include_lineno=False)
    return out.getvalue().decode()


def _everything(root: Path, environment: Environment) -> Iterator[tuple[str, str]]:
    readers = [(root / package, "*.py", in_python) for package in PACKAGES]
    readers += [(root / "templates", "*.html", lambda source: in_template(source, environment))]
    readers += [(root / "templates", "*.txt", lambda source: in_template(source, environment))]
    readers += [(root / "static" / "js", "*.js", in_script)]
    for folder, pattern, read in readers:
        for path in sorted(folder.rglob(pattern)):
            place = path.relative_to(root).as_posix()
            if not place.startswith(APART):
                yield from ((place, words) for words in read(path.read_text()))


def sentence(words: str) -> str | None:
    """The words on one line when they are said to people, ``None`` when they are the machine's."""
    one = " ".join(words.split())
    letters = re.sub(r"\{\}|[^A-Za-zÀ-ÿ]", "", one)
    said = len(letters) > 1 and SENTENCE.fullmatch(re.sub(r"\{\}|[.?!:;,)(0-9\s]+$", "", one) or "-")
    return one if said and not FOREIGN.match(one) else None


def in_template(source: str, environment: Environment) -> list[str]:
    """What a template says: between tags, in what is read aloud, in words given to macros and filters."""
    page: list[str] = []
    given: list[str] = []
    counted: list[str] = []
    plural, before = False, ""
    for _, kind, value in environment.lex(source):
        if kind == "whitespace":
            continue
        if kind == "data":
            page.append(value)
        elif kind == "variable_end":
            page.append(HOLE)
        elif kind == before == "string":  # two strings in a row are one, as in Python
            (counted if plural else given)[-1] += value[1:-1]
        elif kind == "string":
            (counted if plural else given).append(value[1:-1])
        plural, before = value == "pluriel" or (plural and value != ")"), kind
    reader = _Page()
    reader.feed("".join(page))
    reader.close()
    return _kept([*reader.said, *(words for words in given if words[:1] != "_")]) + counted


class _Page(HTMLParser):
    """Gathers text and spoken attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Names of things that are heard."""
        self.said += [value for name, value in attrs if name in READ and value]

    def handle_data(self, data: str) -> None:
        """Text between two tags."""
        self.said.append(data)


def in_python(source: str) -> list[str]:
    """The sentences of a module: its constants, without docstrings, and without what is told to builders."""
    tree = ast.parse(source)
    types = [kind for node in ast.walk(tree) if (kind := getattr(node, "annotation", None))]
    apart = [*types, *(node for node in ast.walk(tree) if _for_builders(node))]
    silent = {id(node) for whole in apart for node in ast.walk(whole)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    said = []
    for node in ast.walk(tree):
        if id(node) in silent or id(node) in inside:
            continue
        if isinstance(node, ast.JoinedStr):
            said.append("".join(str(v.value) if isinstance(v, ast.Constant) else HOLE for v in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            said.append(node.value)
    return _kept(said)


def _for_builders(node: ast.AST) -> bool:
    """A docstring, a type, an error of the code itself, a line of the log."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        owner = getattr(getattr(node.func, "value", None), "id", "")
        return name in ERRORS or owner == "logger"
    return False


def in_script(source: str) -> list[str]:
    """The sentences of a script: its strings, without comments."""
    bare = re.sub(r"(?:^|\s)//\s[^\n]*|/\*[\s\S]*?\*/", "", source)
    said = [next(filter(None, found)) for found in re.findall(r'"([^"\n]+)"|`([^`]+)`', bare)]
    return _kept(re.sub(r"\$\{[^}]*\}", HOLE, words) for words in said)


def _kept(several) -> list[str]:
    return [words for words in map(sentence, several) if words]
