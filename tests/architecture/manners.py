"""Manners of the house which no type checker knows: who commits, who announces, who reads the clock."""

import ast
from collections.abc import Iterator

from .house import House, Module, called, constant

COMMITTING_ROOMS = {"api", "views", "cli"}
# The session itself, and the runner of jobs; carriers are looked at by their room. The threshold counts a try
# before the password is judged, in a transaction of its own: pages and API share that one way of proving it.
# A transaction of PostgreSQL that could only read ends with COMMIT.
COMMITTING_FILES = {
    *("socle/session.py", "socle/jobs.py", "socle/guichet.py", "annuaire/seuil.py"),
    "socle/readers.py",
}
MARKUP = {"socle/markdown.py", "socle/security.py", "socle/templating.py"}
CLOCK = "socle/clock.py"
OFFSET: set[str] = set()
# What a person does to what is theirs alone, or what changes nothing: no rule to ask.
ASKED_ELSEWHERE = {
    ("echanges/fils/views/fil.py", "read"),  # my own mark of reading, on a fil that I fetched
    ("relais/notifications/views.py", "clear"),  # my own notifications
    (
        "annuaire/comptes/views.py",
        "sign_in",
    ),  # the door: a password is the right to enter, and leaving is anyone's
    ("annuaire/comptes/views.py", "sign_out"),
    ("annuaire/comptes/views.py", "ask_compte"),
    ("annuaire/comptes/views.py", "send_link"),
    ("annuaire/comptes/views.py", "ask_renewal"),
    ("annuaire/comptes/views.py", "confirm"),  # the link of a mail is the right
    ("annuaire/comptes/views.py", "renew"),
    ("annuaire/invitations/views.py", "accept"),
    ("annuaire/facteurs/views.py", "answer"),  # a code is the right
    ("annuaire/jetons/api.py", "make"),  # a password, and a code when there is one
    ("portail/renvois/views.py", "preview"),  # my own text, shown to me and kept nowhere
}
CHANGING = {"post", "put", "patch", "delete"}


def only_edges_commit(house: House) -> list[str]:
    """Pages, programs and commands commit; carriers and the runner too; a socket changes nothing lasting."""
    return [
        module.offence(call.lineno, "only views, api, cli, carriers and socle/jobs.py commit")
        for module in house.modules
        if module.name not in COMMITTING_FILES and module.stem != "cli"
        if module.room not in COMMITTING_ROOMS
        and not (module.package == "relais" and module.room == "carrier")
        for call in module.calls("commit")
        if isinstance(call.func, ast.Attribute)
    ]


def nobody_commits_sideways(house: House) -> list[str]:
    """``session.begin()`` commits without calling ``commit()``: nothing would be told."""
    return [
        module.offence(call.lineno, "session.begin() commits without telling anyone: call commit()")
        for module in house.modules
        for call in module.calls("begin")
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value).endswith(("session", "Session"))
    ]


def only_actions_announce(house: House) -> list[str]:
    """Only actions announce what happened."""
    return [
        module.offence(call.lineno, "only actions announce")
        for module in house.modules
        if module.room != "actions"
        for call in module.calls("announce")
    ]


def no_fact_in_a_savepoint(house: House) -> list[str]:
    """A fact announced in a savepoint could be undone without its consequences."""
    return [
        module.offence(call.lineno, "announce() may not stand inside begin_nested()")
        for module in house.modules
        for block in module.nodes
        if isinstance(block, ast.With)
        and any("begin_nested" in ast.unparse(item.context_expr) for item in block.items)
        for call in ast.walk(block)
        if isinstance(call, ast.Call) and called(call) == "announce"
    ]


def changes_ask(house: House) -> list[str]:
    """A POST that asks no rule, or only whether one may read, is a hole."""
    return [
        module.offence(function.lineno, f"{function.name} changes something and requires nothing")
        for module in house.rooms
        if module.room in ("views", "api")
        for function in module.functions
        if _changes(function) and (module.name, function.name) not in ASKED_ELSEWHERE
        if not any(_verb(call) not in (None, "read") for call in _calls(function, "require"))
    ]


def _changes(function: ast.FunctionDef) -> bool:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and called(decorator) in CHANGING:
            return True
        if (
            isinstance(decorator, ast.Call)
            and called(decorator) == "route"
            and "POST" in ast.unparse(decorator)
        ):
            return True
    return False


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) == name)


def _verb(call: ast.Call) -> str | None:
    """The verb asked; an expression counts as a verb of its own."""
    if not call.args:
        return None
    return constant(call.args[0]) or ast.unparse(call.args[0])


def html_has_one_source(house: House) -> list[str]:
    """Text becomes HTML in three files, and no template is told to trust it."""
    return [
        module.offence(call.lineno, f"Markup() belongs to {', '.join(sorted(MARKUP))}")
        for module in house.modules
        if module.name not in MARKUP
        for call in module.calls("Markup")
    ]


def lists_are_paged_by_key(house: House) -> list[str]:
    """OFFSET reads all it skips, and shows twice what moved."""
    return [
        module.offence(call.lineno, "page by key (socle/pages.py), not by OFFSET")
        for module in house.modules
        if module.name not in OFFSET
        for call in module.calls("offset")
    ]


def nothing_is_evaluated(house: House) -> list[str]:
    """No ``eval``, no ``exec``, no ``__import__``."""
    return [
        module.offence(call.lineno, f"{call.func.id}() has no place here")
        for module in house.modules
        for call in module.calls("eval", "exec", "__import__")
        if isinstance(call.func, ast.Name)
    ]


def there_is_one_clock(house: House) -> list[str]:
    """``clock.now()`` can be stopped by a test; the others cannot."""
    return [
        module.offence(call.lineno, f"the only clock is {CLOCK}")
        for module in house.modules
        if module.name != CLOCK
        for call in module.calls("now", "today", "utcnow")
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value).split(".")[-1] in ("datetime", "date")
    ]


def modules_say_what_they_hold(house: House) -> list[str]:
    """Each module opens with one sentence on what it holds."""
    return [
        module.offence(1, "a module opens with a sentence on what it holds")
        for module in house.python
        if module.source.strip() and not ast.get_docstring(module.tree)
    ]


def tools_and_verbs_are_documented(house: House) -> list[str]:
    """Each public function of the ground floor, and each action, has its sentence."""
    return [
        module.offence(thing.lineno, f"{thing.name} has no sentence")
        for module in house.modules
        if module.package == "socle" or module.room == "actions"
        for thing in module.tree.body
        if isinstance(thing, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not thing.name.startswith("_") and not ast.get_docstring(thing)
    ]


def identifiers_bear_no_accent(house: House) -> list[str]:
    """Names are typed on any keyboard; sentences keep their accents."""
    return [
        module.offence(getattr(node, "lineno", 1), f"« {name} » bears an accent")
        for module in house.python
        for node in module.nodes
        for name in _names(node)
        if not name.isascii()
    ]


def _names(node: ast.AST) -> list[str]:
    said = [getattr(node, field, None) for field in ("name", "id", "attr", "arg", "asname")]
    return [name for name in said if isinstance(name, str)]


def verbs(module: Module) -> Iterator[tuple[int, str]]:
    """Line and verb of each question that a module asks."""
    for call in module.calls("require"):
        if call.args and (verb := constant(call.args[0])):
            yield call.lineno, verb
    for call in module.calls("can"):
        if len(call.args) > 1 and (verb := constant(call.args[1])):
            yield call.lineno, verb
    for call in module.calls("Geste"):
        rule = next((constant(word.value) for word in call.keywords if word.arg == "rule"), None)
        if verb := rule or constant(call.args[1] if len(call.args) > 1 else None):
            yield call.lineno, verb
    for call in module.calls("droits"):
        yield from ((call.lineno, verb) for arg in call.args[2:] if (verb := constant(arg)))
