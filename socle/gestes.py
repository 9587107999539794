"""Gestes: what one may do to a thing, one row a verb. ``guichet`` opens the two doors of each row.

A row names the noun, the verb of its rule, the action, the address under the page of the thing, and the
words. From it come the form of the page, the POST of people, the POST of programs, the key against a second
click and ``droits``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import quote

from flask import Flask, g
from flask_login import current_user

from .forms import Bound, Chose, Form, blank
from .permissions import No, NotNow, can, rules
from .sujets import HOLE, Ref, joined, page_of, sujet_of, under, url_of
from .viewers import bare

PAGE = "_kit/pages/geste.html"
Thought = tuple[str, str]  # a second thought: question, consequence
NOTHING = type(None)  # the noun of what is done to the platform itself


@dataclass(frozen=True)
class FormPage:
    """The page of a form too long for that of the thing: ``GET <page of the thing>/<at of the geste>/<at>``.

    ``start(thing)`` is what the form shows at first, ``shown(viewer, thing, form)`` what its template
    needs besides.
    """

    at: str = ""
    template: str = PAGE
    lead: str = ""
    start: Callable[[Any], Mapping[str, Any]] = lambda thing: {}
    shown: Callable[[Any, Any, Bound], Mapping[str, Any]] = lambda viewer, thing, form: {}


@dataclass(frozen=True)
class Geste:
    """One verb on a noun. ``do(thing, by, **answers)`` is an action: no right, no commit, no request.

    The holes of ``at`` (``membres/<int:compte_id>/retrait``) are answers too. A geste whose noun is
    ``NOTHING`` is done to the platform: ``do(by, **answers)``, at ``/<at>``.
    """

    noun: type
    verb: str
    do: Callable[..., Any]
    at: str
    label: str
    _: KW_ONLY
    form: type[Form] = Form
    done: str | Callable[[Any], str] = ""  # told once done; ``{0}`` is what was made, or the thing
    makes: type | None = None  # the noun of what the action returns
    rule: str = ""  # when it is not the verb
    signs: bool = False  # its form offers to act in the name of a structure
    page: FormPage | str | None = None  # of its form: its own, or the name of a page under that of the thing
    pages: bool = True  # False: for programs only
    confirm: Thought | Callable[[Any], Thought] | None = None
    kind: str = "plain"  # main, plain, quiet, danger
    meant: Callable[[Any, Any, dict[str, Any]], dict[str, Any]] | None = (
        None  # (viewer, thing, answers) -> the same
    )
    # Where one is led: "#anchor" or "place/under" the page of the thing (holes by name), "/address", or
    # (viewer, made) -> address.
    lands: str | Callable[[Any, Any], str] = ""

    @property
    def asks(self) -> str:
        """The verb of the rule."""
        return self.rule or self.verb

    @property
    def path(self) -> str:
        """Where it is posted, with the holes of the page of the thing."""
        return joined("" if self.noun is NOTHING else page_of(self.noun), self.at)

    @property
    def own(self) -> FormPage | None:
        """The page of its form, when it has one of its own."""
        return self.page if isinstance(self.page, FormPage) else None

    @property
    def page_path(self) -> str:
        """Where the page of its form is."""
        return joined(self.path, self.own.at if self.own else "")

    @property
    def holes(self) -> list[str]:
        """The names of the holes of ``at``."""
        return HOLE.findall(self.at)

    def url(self, thing: Any, **holes: Any) -> str:
        """Where it is posted for this thing."""
        at = HOLE.sub(lambda hole: quote(str(holes[hole[1]]), safe=""), self.at)
        return joined("", at) if thing is None else under(thing, at)

    def stands(self, thing: Any) -> str:
        """The page where its form stands: that of the thing, or one under it (``recapitulatif``).

        What is done to the platform is asked on the page of the same address.
        """
        return self.path if thing is None else under(thing, self.page if isinstance(self.page, str) else "")

    def told(self, made: Any) -> str:
        """The sentence once it is done."""
        return self.done(made) if callable(self.done) else self.done.format(made)

    def landing(self, viewer: Any, made: Any, **holes: Any) -> str:
        """Where one is led once it is done."""
        if callable(self.lands):
            return self.lands(viewer, made)
        if not self.lands:
            return url_of(made)
        return self.lands if self.lands.startswith("/") else under(made, self.lands.format(**holes))


@dataclass(frozen=True)
class Offer:
    """A geste as a page offers it to who looks: its form, where it goes, or why not."""

    geste: Geste
    url: str
    form: Bound
    allowed: bool
    reason: str
    confirm: Thought | None = None
    holes: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def id(self) -> str:
        """What tells its form from the others of the page."""
        return "-".join((self.geste.verb.replace("_", "-"), *map(str, self.holes.values())))

    def on(self, thing: Any, **holes: Any) -> Self:
        """The same for another row of the page: what is allowed and what is asked do not change."""
        url = self.geste.url(thing, **holes)
        return replace(self, url=url, form=typed(url) or self.form, holes=holes)

    @property
    def page_url(self) -> str | None:
        """The page of its form, when it has one."""
        own = self.geste.own
        return joined(self.url, own.at) if own else None


_gestes: dict[tuple[type, str], Geste] = {}
_signing: dict[str, Callable[..., Any]] = {}


def signs(sign: Callable[[Any, int | None], Any], choices: Callable[[Any], Mapping[str, Any]]) -> None:
    """Say how people sign what they do: the floor of the people does, once."""
    _signing.update(sign=sign, choices=choices)


def sign(viewer: Any, mandat: int | None) -> Any:
    """In what name the viewer acts.

    Raises ``Unprocessable`` for a mandate that is not theirs, or not in force.
    """
    return _signing["sign"](viewer, mandat)


def choices_for(geste: Geste, viewer: Any, thing: Any) -> dict[str, Iterable[tuple[Any, str]]]:
    """The choices that depend on who looks and at what: in what name, and among which things."""
    known: dict[str, Iterable[tuple[Any, str]]] = dict(_signing["choices"](viewer)) if geste.signs else {}
    for name, question in _unasked(geste).form.fields.items():
        if isinstance(question, Chose) and question.among:
            known[name] = [(one.id, question.words(one)) for one in question.among(viewer, thing)]
    return known


def declare(geste: Geste) -> None:
    """Know a row. Raises ``TypeError`` for a verb declared twice, or that no rule allows anybody."""
    key = (geste.noun, geste.verb)
    if key in _gestes and _gestes[key] != geste:
        raise TypeError(f"{geste.noun.__name__} has two gestes named {geste.verb}")
    if (geste.asks, geste.noun) not in rules():
        raise TypeError(f"no rule says who may {geste.asks} a {geste.noun.__name__}")
    _gestes[key] = geste


def gestes_of(noun: type) -> list[Geste]:
    """Every geste of a noun, in the order of the tables."""
    return [geste for (of, _), geste in _gestes.items() if of is noun]


def gestes() -> list[Geste]:
    """Every geste of the house."""
    return list(_gestes.values())


def offer(thing: Any, verb: str, start: Mapping[str, Any] = MappingProxyType({}), **holes: Any) -> Offer:
    """What a page shows of a geste; ``holes`` fill its address, ``start`` is what its form shows at first.

    A form that was just refused is shown again, as it was typed; one that has a page of its own is begun
    there.
    """
    geste = _gestes[type(thing), verb]
    return _offered(geste, thing, can(bare(current_user), geste.asks, thing), start, holes)


def _offered(
    geste: Geste, thing: Any, answer: bool | No, start: Mapping[str, Any], holes: dict[str, Any]
) -> Offer:
    reason = "" if answer or isinstance(answer, NotNow) else getattr(answer, "reason", "")
    url = geste.url(thing, **holes)
    form = _unasked(geste)
    if answer and not geste.own:
        form = typed(url) or empty(geste, thing, **start)
    confirm = geste.confirm(thing) if callable(geste.confirm) else geste.confirm
    return Offer(geste, url, form, bool(answer), reason, confirm, holes)


@cache
def _unasked(geste: Geste) -> Bound:
    """Its form where nobody is asked to fill it in."""
    return Bound(geste.form(), {})


def empty(geste: Geste, thing: Any, **known: Any) -> Bound:
    """Its form before anyone wrote in it; ``known`` wins over what its page starts with."""
    start = {**(geste.own.start(thing) if geste.own else {}), **known}
    return blank(geste.form, choices_for(geste, current_user, thing), **start)


def typed(url: str) -> Bound | None:
    """The form that this request refused, when it was sent there."""
    known: tuple[str, Bound | None] = g.get("typed", ("", None))
    return known[1] if known[0] == url else None


def keep_typed(url: str, form: Bound) -> None:
    """Let the page of the thing show a refused form."""
    g.typed = url, form


def ref_of(thing: Any) -> Ref:
    """The reference of a thing of the house."""
    return sujet_of(thing).ref(thing)


def offers(thing: Any, *verbs: str) -> list[Offer]:
    """What the viewer may do to a thing now; the verbs named, or all those whose address has no hole."""
    viewer, noun = bare(current_user), type(thing)
    known = verbs or [one.verb for one in gestes_of(noun) if one.pages and not one.holes]
    rows = [_gestes[noun, verb] for verb in known]
    answers = [(row, can(viewer, row.asks, thing)) for row in rows]
    return [_offered(row, thing, answer, {}, {}) for row, answer in answers if answer]


def init_app(app: Flask) -> None:
    """Templates offer gestes: ``{% from "_kit/geste.html" import geste, gestes %}``."""
    app.jinja_env.globals.update(offer=offer, offers=offers, url_of=url_of)
