"""What is written twice must agree: verbs and rules, rules and tests, events and tests, locks together."""

import ast
import re
from collections.abc import Iterator

from .house import File, House, Module, constant
from .manners import verbs

ASKED = re.compile(r"""\bcan\(\s*["'](\w+)["']""")
LOCKS = ("exigences/base.txt", "exigences/prod.txt", "exigences/dev.txt")
PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
# Written in pieces, so that this file does not accuse itself.
HOSTS = ("registry." + "npmjs", "files." + "pythonhosted", "pypi." + "org/simple", "registry." + "yarnpkg")
MACHINE = re.compile(r"(?<![\w.$}/~-])/(?:" + "root|work|home" + r")/\w")
JUDGES = "tests/architecture/"


def rules_declared(house: House) -> Iterator[tuple[Module, int, str, str]]:
    """Module, line, verb and noun of each ``@rule("verb", Noun)``."""
    for module in house.modules:
        for call in module.calls("rule"):
            if len(call.args) == 2 and (verb := constant(call.args[0])):
                noun = ast.unparse(call.args[1]).split(".")[-1]
                yield module, call.lineno, verb, noun if noun.isidentifier() else ""


def every_verb_has_a_rule(house: House) -> list[str]:
    """A verb without a rule is open to nobody: a button that is never shown, a page that always refuses."""
    known = {verb for _, _, verb, _ in rules_declared(house)} | {"read"}
    asked: list[tuple[File, int, str]] = [
        (module, line, verb) for module in house.modules for line, verb in verbs(module)
    ]
    asked += [
        (page, page.line_of(m.start()), m.group(1))
        for page in house.templates
        for m in ASKED.finditer(page.source)
    ]
    return [
        file.offence(line, f"no rule says who may « {verb} »")
        for file, line, verb in asked
        if verb not in known
    ]


def every_rule_is_tried_on_people(house: House) -> list[str]:
    """Rights are tested as sets of people: each rule has a line in a table named WHO_MAY, beside its noun."""
    tables = [(module.source.lower(), keys) for module in house.tests if (keys := _tried(module))]
    return [
        module.offence(line, f"no table WHO_MAY tries « {verb} » on {noun or 'the place'}")
        for module, line, verb, noun in rules_declared(house)
        if not any(verb in keys and re.search(rf"\b{noun.lower()}", text) for text, keys in tables)
    ]


def _tried(module: Module) -> set[str]:
    keys: set[str] = set()
    for node in module.tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if (
            isinstance(target, ast.Name)
            and target.id.startswith("WHO_MAY")
            and isinstance(node.value, ast.Dict)
        ):
            keys |= {text for key in node.value.keys for part in ast.walk(key) if (text := constant(part))}
    return keys


def every_event_is_expected(house: House) -> list[str]:
    """Every event has a test that names it."""
    said = "\n".join(module.source for module in house.tests)
    return [
        module.offence(node.lineno, f"no test expects {node.name}")
        for module in house.rooms
        if module.room == "events"
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        if not re.search(rf"\b{node.name}\b", said)
    ]


def a_noun_is_one_thing(house: House) -> list[str]:
    """One word per thing: two nouns of one name confuse the mapper, and then the people."""
    seen: dict[str, str] = {}
    return [
        module.offence(node.lineno, f"{node.name} is already a noun of {seen[node.name]}")
        for module in house.rooms
        if module.room == "models"
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base) in ("Model", "db.Model", "Base") for base in node.bases)
        if seen.setdefault(node.name, module.name) != module.name
    ]


def locks_agree(house: House) -> list[str]:
    """What dev installs contains what prod installs, which contains base: bin/prepare relies on it."""
    locks = [File(house.root / name, name) for name in LOCKS if (house.root / name).is_file()]
    pinned = [dict(PINNED.findall(lock.source)) for lock in locks]
    return [
        upper.offence(1, f"{name}=={version} of {lower.name} is not there")
        for (lower, less), (upper, more) in zip(
            zip(locks, pinned, strict=True), list(zip(locks, pinned, strict=True))[1:], strict=False
        )
        for name, version in less.items()
        if more.get(name) != version
    ]


def nothing_tells_where_it_was_written(house: House) -> list[str]:
    """No registry host, no path of a machine, in what is committed."""
    return [
        file.offence(number, "a registry or a folder of somebody's machine is named here")
        for file in house.tracked
        if not file.name.startswith(JUDGES)
        for number, line in enumerate(file.lines, 1)
        if any(host in line for host in HOSTS) or MACHINE.search(line)
    ]
