"""Markdown to HTML that is safe to show, and the only way from a person's text to HTML. ADR 0008.

Length cap → cheap guard → Python-Markdown → nh3 allow-list; whatever fails degrades to escaped text.
The HTML is stored beside its source with ``RENDERER``: a read never renders.
"""

import logging
import re
from dataclasses import dataclass
from html import unescape
from threading import local
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup, escape

from .series import pattern

logger = logging.getLogger(__name__)
_own = local()

RENDERER = 1
LONGEST = 20_000
LONGEST_NOTE = 100_000

# Python-Markdown is quadratic on openers that never close; beyond these counts a text is shown as typed.
MOST_OPENERS = {
    "[": 300,
    "<": 300,
    "!": 300,
    "`": 600,
    "*": 1500,
    "_": 1500,
    "&": 1500,
    "\\": 1500,
    "@": 600,
    "(": 1500,
    "|": 2500,
}
MOST_TOIL = 1_500_000
PARAGRAPHS = re.compile(r"\n[ \t]*\n")
CLOSED = re.compile(r"\[\[[a-z_]{2,20}:\d{1,18}\]\]|\[[^\[\]\n]{0,200}\]\([^()\s]{0,500}\)")
TITLE = re.compile(r"^#", re.MULTILINE)
MOST_NESTING = 12
NESTING = re.compile(r"^(?:[ \t>*+\-]|\d{1,9}[.)] ?)*", re.MULTILINE)
BLOCK = re.compile(r"<(?=/?(?:p|br|li|ul|ol|h\d|blockquote|tr|td|th|pre)\b)")
MARKER = re.compile(r"[>*+]|-|\d+[.)]")
MOST_RULES = 150
RULE = re.compile(r"^[ \t]*[-=_*][-=_* \t]*$", re.MULTILINE)

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "hr",
    "span",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "del",
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
CLASSES = {"span": {"mention"}, "a": {"citation", "reference"}}
SCHEMES = {"http", "https", "mailto"}

ADDRESS = r"(https?://[^\s<>\"'`]{3,2000}[^\s<>\"'`.,;:!?)\]])"
MENTION = r"(?<![\w@/.])@([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)(?![\w@])"
CITATION = r"\[\[([a-z_]{2,20}):(\d{1,18})\]\]"


class _Address(InlineProcessor):  # type: ignore[misc]
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        return _a(m.group(1), m.group(1)), m.start(0), m.end(0)


class _Mention(InlineProcessor):  # type: ignore[misc]
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = Element("span", {"class": "mention"})
        element.text = AtomicString(m.group(0))
        return element, m.start(0), m.end(0)


class _Citation(InlineProcessor):  # type: ignore[misc]
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        ref = f"{m.group(1)}:{m.group(2)}"
        element = _a(f"/vers/{ref}", f"{m.group(1)} {m.group(2)}")
        element.set("class", "citation")
        return element, m.start(0), m.end(0)


class _Reference(InlineProcessor):  # type: ignore[misc]
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = _a(f"/ref/{m.group(1)}", m.group(1))
        element.set("class", "reference")
        return element, m.start(0), m.end(0)


def _a(address: str, text: str) -> Element:
    element = Element("a", {"href": address})
    element.text = AtomicString(text)
    return element


class _LowerHeadings(Treeprocessor):  # type: ignore[misc]
    """A message has no h1 of its own: the page does."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4"):
                element.tag = f"h{min(int(element.tag[1]) + 2, 6)}"


class _House(Extension):  # type: ignore[misc]
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Citation(CITATION, md), "citation", 185)
        md.inlinePatterns.register(_Address(ADDRESS, md), "address", 105)
        md.inlinePatterns.register(_Reference(pattern().pattern, md), "reference", 104)
        md.inlinePatterns.register(_Mention(MENTION, md), "mention", 103)
        md.treeprocessors.register(_LowerHeadings(md), "lower_headings", 5)


@dataclass(frozen=True)
class Redige:
    """What a person wrote, and the HTML made of it before any transaction opened."""

    source: str
    html: str
    rendu: int = RENDERER

    def __bool__(self) -> bool:
        return bool(self.source.strip())


def redige(text: str, most: int = LONGEST) -> Redige:
    """The text and its HTML, ready to store."""
    return Redige(text, str(render(text, most)))


def render(text: str, most: int = LONGEST) -> Markup:
    """The only function in the house that turns a person's text into HTML. Never raises."""
    if len(text) > most or _pathological(text):
        return _as_typed(text[:most])
    try:
        return Markup(_clean(_parser().reset().convert(text)))
    except Exception as failure:
        _own.pattern = None  # it stopped in the middle: another is built for the next text
        logger.warning("a text of %s characters could not be rendered: %s", len(text), type(failure).__name__)
        return _as_typed(text)


def _parser() -> Markdown:
    """The parser of this thread, built once for the references that the house knows."""
    known = pattern().pattern
    if getattr(_own, "pattern", None) != known:
        _own.parser = Markdown(extensions=[_House(), "sane_lists", "nl2br", "tables", "fenced_code"])
        _own.pattern = known
    return _own.parser


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    )


def _pathological(text: str) -> bool:
    if any(text.count(opener) > most for opener, most in MOST_OPENERS.items()) or _toil(text) > MOST_TOIL:
        return True
    rules = sum(1 for _ in RULE.finditer(text))
    return rules > MOST_RULES or any(_depth(m.group()) > MOST_NESTING for m in NESTING.finditer(text))


def _toil(text: str) -> int:
    """What quadratic passages would cost: in each paragraph, openers left open and titles, by its length."""
    paragraphs = PARAGRAPHS.split(text)
    return sum(len(p) * (CLOSED.sub("", p).count("[") + len(TITLE.findall(p)) // 8) for p in paragraphs)


def _depth(opening: str) -> int:
    """How deep a line nests: each quote, bullet or number counts one, four blanks count one."""
    if not opening.strip(" -*=_"):
        return opening.count(" ") // 4
    return len(MARKER.findall(opening)) + (opening.count(" ") + 4 * opening.count("\t")) // 4


def _as_typed(text: str) -> Markup:
    return Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in text.splitlines()))


def en_clair(html: str) -> str:
    """What stored HTML says, on one line, without marks; what it quotes is left out, unless all of it is."""
    return _bare(html, {"blockquote"}) or _bare(html, set())


def _bare(html: str, silent: set[str]) -> str:
    text = nh3.clean(BLOCK.sub(" <", html), tags=set(), attributes={}, clean_content_tags=silent)
    return " ".join(unescape(text).split())


def name_citations(html: str, names: dict[str, str]) -> Markup:
    """Stored HTML whose citations (``/vers/message:12``) bear the names a reader knows; the others stay."""

    def named(found: re.Match[str]) -> str:
        name = names.get(found.group(2))
        return f"{found.group(1)}{escape(name)}</a>" if name else found.group(0)

    return Markup(re.sub(r'(<a class="citation" href="/vers/([a-z_]+:\d+)"[^>]*>)[^<]*</a>', named, html))
