"""Manners of templates, styles and scripts."""

import re
from collections.abc import Iterator

from .house import FLOORS, File, House, constant

MAIL = "templates/_layouts/courriel.html"
TOKENS = "static/css/tokens.css"
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|/\*.*?\*/", re.DOTALL)
STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
SCRIPT = re.compile(
    r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype\s*=\s*[\"']application/(?:ld\+)?json)", re.IGNORECASE
)
HANDLER = re.compile(r"\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=|[\"']js:", re.IGNORECASE)
FORM = re.compile(
    r"<form\b[^>]*\bmethod\s*=\s*[\"']?post\b[^>]*>(.*?)(?:</form>|\Z)", re.IGNORECASE | re.DOTALL
)
QUERY = re.compile(r"\.query\b|\bdb\.|\bselect\([A-Z]|\.filter(?:_by)?\(|\.scalars?\(|\.execute\(")
TRUST = re.compile(r"\|\s*safe\b|autoescape\s+false")
VIEWER = re.compile(r"\bcan\(|\bcurrent_user\b|\btoken_field\(|\brequest\.|\bsession\b")
USED = re.compile(r"\{%-?\s*(?:include|import|from|extends)\s+[\"']([^\"']+)[\"']")
HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
COLOUR = re.compile(
    HEX.pattern + r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    r"|(?<![\w-])(?:white|black|red|green|blue|yellow|orange|gr[ae]y|silver|purple|pink|brown|navy|teal)(?![\w-])"
)
PAINT = re.compile(
    r"\b(?:fill|stroke|color|bgcolor|stop-color|flood-color)\s*=\s*[\"']\s*(?:#|rgb|hsl|oklch)", re.IGNORECASE
)
URL = re.compile(r"url\([^)]*\)")
SIX = re.compile(r"[\"'`]#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?[\"'`]")


def _said(page: File) -> str:
    """The page without its comments, every line in its place."""
    return COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), page.source)


def _found(pages: list[File], pattern: re.Pattern, sentence: str) -> list[str]:
    return [
        page.offence(_said(page).count("\n", 0, match.start()) + 1, sentence)
        for page in pages
        for match in pattern.finditer(_said(page))
    ]


def _pages(house: House) -> list[File]:
    return [page for page in house.templates if page.name != MAIL]


def templates_carry_no_style(house: House) -> list[str]:
    """The policy of contents refuses ``style=``; a class says it. Mails have no other way."""
    return _found(_pages(house), STYLE, "a style in a page is refused by the browser: give it a class")


def templates_carry_no_script(house: House) -> list[str]:
    """The policy of contents refuses inline scripts; ``data-behaviour`` calls a file."""
    inline = _found(
        house.templates, SCRIPT, "a script in a page is refused by the browser: write a behaviour"
    )
    return inline + _found(
        house.templates, HANDLER, "a handler in a page is refused by the browser: write a behaviour"
    )


def templates_trust_nothing(house: House) -> list[str]:
    """What a template shows is escaped; stored HTML goes through its filter."""
    return _found(house.templates, TRUST, "nothing is shown unescaped: see stored_html")


def templates_ask_no_database(house: House) -> list[str]:
    """A page shows what its view loaded."""
    return _found(house.templates, QUERY, "a template asks the database nothing")


def templates_leave_labels_to_the_kit(house: House) -> list[str]:
    """Label, error and aria go together: a macro of the kit owns them; the cabinet shows the kit."""
    owners = ("templates/_kit/", "templates/portail/cabinet/")
    pages = [page for page in house.templates if not page.name.startswith(owners)]
    return _found(pages, re.compile(r"<label\b", re.IGNORECASE), "labels belong to the macros of _kit")


def forms_carry_the_token(house: House) -> list[str]:
    """Each form that changes something shows that it comes from us."""
    return [
        page.offence(page.line_of(match.start()), "this form carries no token_field()")
        for page in house.templates
        for match in FORM.finditer(page.source)
        if "token_field()" not in match.group(1)
    ]


def templates_go_down(house: House) -> list[str]:
    """A template uses those of its package, of lower floors, and the kit."""
    return [
        page.offence(page.line_of(match.start()), f"{page.parts[1]} may not show {match.group(1)}")
        for page in house.templates
        for match in USED.finditer(page.source)
        if (other := match.group(1).split("/")[0]) in FLOORS
        and other != page.parts[1]
        and FLOORS[other] >= FLOORS.get(page.parts[1], -1)
    ]


def _broadcast(house: House) -> Iterator[str]:
    """Every template that a live room names, and those that they use."""
    ahead = [
        name
        for module in house.rooms
        if module.room == "live"
        for node in module.nodes
        if (name := constant(node)) and name.endswith(".html")
    ]
    seen: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            yield name
            path = house.root / "templates" / name
            ahead += USED.findall(path.read_text()) if path.is_file() else []


def what_everyone_hears_depends_on_no_one(house: House) -> list[str]:
    """What is broadcast is the same for all: it asks no right and mentions no viewer."""
    heard = {f"templates/{name}" for name in _broadcast(house)}
    pages = [page for page in house.templates if page.name in heard]
    missing = heard - {page.name for page in pages}
    sentence = "this is sent to everyone: it may not know who looks"
    return _found(pages, VIEWER, sentence) + [
        f"{name}:1: a live room names it, and it does not exist" for name in missing
    ]


def _pieces(sheet: File) -> Iterator[tuple[int, str, bool]]:
    """Line, text, and whether it is a selector, of each piece of a style sheet."""
    source = re.sub(r"/\*.*?\*/", lambda c: re.sub(r"[^\n]", " ", c.group()), sheet.source, flags=re.DOTALL)
    start = 0
    for match in re.finditer(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|[{};]", source):
        if match.group() in "{};":
            piece = source[start : match.start()]
            blanks = len(piece) - len(piece.lstrip())
            if piece.strip():
                yield source.count("\n", 0, start + blanks) + 1, piece.strip(), match.group() == "{"
            start = match.end()


def colours_live_in_the_tokens(house: House) -> list[str]:
    """A colour has a name; its value is in tokens.css only."""
    sentence = "colours are named in tokens.css"
    sheets = [sheet for sheet in house.styles if sheet.name != TOKENS]
    painted = [
        sheet.offence(line, sentence)
        for sheet in sheets
        for line, piece, selector in _pieces(sheet)
        if not selector and ":" in piece and COLOUR.search(URL.sub("", piece.split(":", 1)[1]))
    ]
    return painted + _found(_pages(house), PAINT, sentence) + _found(house.scripts, SIX, sentence)


def styles_shout_nothing(house: House) -> list[str]:
    """``!important`` says that the layers are wrong."""
    return _found(house.styles, re.compile(r"!\s*important"), "put it in the right layer instead of shouting")


def styles_select_by_class(house: House) -> list[str]:
    """An id is for links and labels; a class is for the eye."""
    return [
        sheet.offence(line, f"« {piece} » selects by id")
        for sheet in house.styles
        for line, piece, selector in _pieces(sheet)
        if selector
        and not piece.startswith("@")
        and re.search(r"#[a-zA-Z_]", re.sub(r"\[[^\]]*\]", "", piece))
    ]
