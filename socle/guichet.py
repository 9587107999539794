"""The two doors of each geste: a form for people, JSON for programs. One order for both, written once.

Bind, write, load, know the sending, ask, act, keep the act, commit, answer. Only this module and the edges
commit.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote

from flask import Flask, Response, current_app, flash, g, make_response, redirect, render_template, request
from flask_login import current_user, login_required
from flask_smorest import Blueprint as ApiBlueprint
from werkzeug.datastructures import ImmutableMultiDict

from .api import PREFIX
from .cles import Cle, keep_act, last_done, sending, sent_before
from .database import born, write, writes
from .errors import Conflict, NotVisible, Refused, Turned, Unprocessable, WrongState
from .extensions import db, limiter
from .fiches import Renvoi, fiche_of, told
from .forms import Bound, Chose, begun, bind
from .gestes import NOTHING, Geste, choices_for, declare, empty, keep_typed, ref_of, sign
from .permissions import fetch, require, rules
from .security import posting_pace
from .sujets import behind, sujet_of
from .viewers import forget

UNCHOSEN = "Ce choix n'est pas, ou n'est plus, proposé ici."


class Done(NamedTuple):
    """What was made, or the thing itself; where one is led; ``now`` is False for the second of two clicks."""

    made: Any
    lieu: str | None
    now: bool
    new: bool  # whether ``made`` was not there before


def act(geste: Geste, keys: dict[str, Any], asked: Bound) -> Done:
    """Do it, once.

    Raises ``NotVisible``, ``Refused``, ``WrongState``, ``Conflict``, and ``Unprocessable`` for a form
    with errors.
    """
    write()
    line = sending(current_user.id, request.path.removeprefix(PREFIX), asked.data)
    if not asked.errors and (known := sent_before(line)):
        return _done_before(known)
    thing = _thing(geste, keys)
    try:
        made = _perform(geste, thing, keys, asked)
    except (Refused, WrongState, NotVisible, Unprocessable) as refused:
        return _done_already(geste, keys, asked, line, refused)
    forget()  # the act may have given or taken a right: what is told next is true afterwards
    line.sujet = str(ref_of(made)) if made is not None else ""
    line.place = _place(thing, made)
    line.lieu = geste.landing(current_user, made, **keys) if geste.pages else None
    keep_act(line)
    done = Done(made, line.lieu, True, bool(geste.makes) and born(made))
    db.session.commit()
    return done


def _thing(geste: Geste, keys: dict[str, Any]) -> Any:
    """The thing of this address, for who may read it; nothing when the platform itself is acted upon."""
    if geste.noun is NOTHING:
        return None
    return fetch(geste.noun, **{name: key for name, key in keys.items() if name not in geste.holes})


def _perform(geste: Geste, thing: Any, keys: dict[str, Any], asked: Bound) -> Any:
    require(geste.asks, thing)
    if asked.errors:
        raise Unprocessable(errors={name: [sentence] for name, sentence in asked.errors.items()})
    answers = _found(geste, thing, asked.answers) | {name: keys[name] for name in geste.holes}
    if geste.meant:
        answers = geste.meant(current_user, thing, answers)
    by = sign(current_user, asked.data.get("mandat"))
    made = geste.do(*([] if thing is None else [thing]), by, **answers)
    db.session.flush()
    return made if geste.makes else thing


def _found(geste: Geste, thing: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, where an id that names a thing has become that thing."""
    for name, question in geste.form().fields.items():
        if isinstance(question, Chose) and answers.get(name) is not None:
            answers = answers | {name: _chosen(question, name, answers[name], thing)}
    return answers


def _chosen(question: Chose, name: str, number: int, thing: Any) -> Any:
    """Raises ``Unprocessable``, near the question, for what may not be chosen here, or no more."""
    try:
        one = fetch(question.noun, id=number)
    except NotVisible:
        one = None
    if one is None or (question.among and one not in question.among(current_user, thing)):
        raise Unprocessable(errors={name: [UNCHOSEN]})
    return one


def _place(thing: Any, made: Any) -> str | None:
    """Where an act leaves the thing, and what it made of it."""
    known = None if thing is None else sujet_of(thing).place(thing, current_user)
    if known is None or made is None or made is thing:
        return known
    return f"{known} {sujet_of(made).place(made, current_user) or ''}"


def _done_already(geste: Geste, keys: dict[str, Any], asked: Bound, line: Cle, refused: Turned) -> Done:
    """The same act, by the same person, with the same answers, on a thing that still stands where it put it.

    It is answered as done, without effect; raises the refusal again otherwise.
    """
    db.session.rollback()
    last = None if asked.errors else last_done(line)
    if last is None or last.empreinte != line.empreinte:
        raise refused
    read = {name: value for name, value in refused.fresh.items() if name in geste.form().asked}
    if read:  # a version: the one that followed what was read, or somebody wrote since
        stands = all(value == (asked.data.get(name) or 0) + 1 for name, value in read.items())
    else:
        stands = last.place is not None and last.place == _place(
            _thing(geste, keys), behind(last.sujet, current_user)
        )
    if not stands:
        raise refused
    return _done_before(last)


def _done_before(line: Cle) -> Done:
    return Done(behind(line.sujet, current_user), line.lieu, False, False)


# People.


def _post(geste: Geste) -> Callable[..., Any]:
    def post(**keys: Any) -> Any:
        asked = bind(geste.form, request.form)
        try:
            done = act(geste, keys, asked)
        except (Unprocessable, Conflict) as refused:
            return _again(geste, keys, asked, refused)
        if done.now and (sentence := geste.told(done.made)):
            flash(sentence, "fait")
        if done.made is None and not done.lieu:
            raise NotVisible
        return redirect(done.lieu or geste.landing(current_user, done.made, **keys))

    return _guarded(post, geste)


def _guarded(view: Callable[..., Any], geste: Geste) -> Callable[..., Any]:
    """Signed in, and at a human pace.

    Flask-Limiter counts by the name of the function: each needs its own.
    """
    view.__name__ = geste.verb
    view.__qualname__ = f"{view.__qualname__}.{geste.noun.__name__}.{geste.verb}"
    guarded: Callable[..., Any] = writes(login_required(limiter.limit(posting_pace)(view)))
    return guarded


def _again(geste: Geste, keys: dict[str, Any], asked: Bound, refused: Unprocessable | Conflict) -> Any:
    """The page that held the form, with what was typed and what is wrong.

    Without questions, and without a page that waits for the refusal: the sentence alone.
    """
    if not asked.questions and not geste.page:
        raise refused
    db.session.rollback()
    asked.take(refused)
    thing = _thing(geste, keys)
    asked.offer(choices_for(geste, current_user, thing))
    if geste.own:
        return _draw(geste, thing, keys, asked), refused.status
    keep_typed(_url(geste, thing, keys), asked)
    page = page_at(geste.stands(thing))
    page.status_code = refused.status
    return page


def _url(geste: Geste, thing: Any, keys: dict[str, Any]) -> str:
    return geste.url(thing, **{name: keys[name] for name in geste.holes})


def page_at(url: str) -> Response:
    """The page of an address of ours, as a GET would show it; the links between its pages lead there too."""
    g.shown_at = url
    request.args = ImmutableMultiDict()  # those of the act are not those of the page
    endpoint, keys = current_app.url_map.bind("", script_name="/").match(unquote(url), "GET")
    return make_response(current_app.ensure_sync(current_app.view_functions[endpoint])(**keys))


def _form_page(geste: Geste) -> Callable[..., Any]:
    def page(**keys: Any) -> Any:
        thing = _thing(geste, keys)
        require(geste.asks, thing)
        return _draw(geste, thing, keys, empty(geste, thing, **begun(geste.form, request.args)))

    guarded: Callable[..., Any] = login_required(page)
    return guarded


def _draw(geste: Geste, thing: Any, keys: dict[str, Any], form: Bound) -> str:
    assert geste.own is not None
    shown = {"thing": thing, "form": form, "geste": geste, "url": _url(geste, thing, keys)}
    return render_template(geste.own.template, **shown, **geste.own.shown(current_user, thing, form))


# Programs.


def _program(geste: Geste, blueprint: ApiBlueprint) -> Callable[..., Any]:
    fiche = fiche_of(geste.makes or geste.noun)
    schema = fiche.schema(whole=True) if fiche else Renvoi
    asked = geste.form().all_questions.values()

    @blueprint.arguments(geste.form, required=any(one.needed for one in asked))  # type: ignore[untyped-decorator]
    @blueprint.response(201 if geste.makes else 200, schema)  # type: ignore[untyped-decorator]
    def post(sent: dict[str, Any], **keys: Any) -> Any:
        done = act(geste, keys, Bound(geste.form(), raw=sent, data=sent))
        if done.made is None:
            raise NotVisible
        return told(done.made, current_user), 201 if done.new else 200

    if geste.makes:  # the second of two clicks is answered as the first, and makes nothing
        post = blueprint.alt_response(200, schema=schema, success=True)(post)
    post.__doc__ = f"{geste.label}.\n\n{rules()[geste.asks, geste.noun].__doc__}"
    return _guarded(post, geste)


def open_gestes(app: Flask, domain: str, table: tuple[Geste, ...], blueprint: ApiBlueprint) -> None:
    """Open both doors of each row of a domain: ``plans.start`` (people), ``plans_api.start`` (programs)."""
    for geste in table:
        declare(geste)
        if geste.pages:
            app.add_url_rule(geste.path, f"{domain}.{geste.verb}", _post(geste), methods=["POST"])
        blueprint.add_url_rule(geste.path, geste.verb, _program(geste, blueprint), methods=["POST"])
        if geste.own:
            app.add_url_rule(geste.page_path, f"{domain}.{geste.verb}_page", _form_page(geste))
