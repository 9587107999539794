"""What the code says of itself, as pages of the documentation: the roads of the states, and who may what."""

import inspect

from socle.permissions import rules, scopes
from socle.states import Machine, machines

MADE = "_Page écrite par `flask docs write` d'après le code : ne la modifiez pas à la main._"


def states_page() -> str:
    """One diagram a machine, with the verbs that move it."""
    parts = [f"# Les états\n\n{MADE}\n\nCe que ces tables n'écrivent pas est refusé (409)."]
    parts += [_diagram(machine) for _, machine in sorted(machines().items())]
    return "\n\n".join(parts) + "\n"


def _diagram(machine: Machine) -> str:
    ends = {end for _, end in machine.paths.values()}
    first = [start for starts, _ in machine.paths.values() for start in starts if start not in ends]
    # a road that comes back to its first state has no start of its own: the first line of the table is it
    first = first or [next(iter(machine.paths.values()))[0][0]]
    lines = [f"    [*] --> {etat}" for etat in dict.fromkeys(first)]
    lines += [
        f"    {start} --> {end} : {verb}" for verb, (starts, end) in machine.paths.items() for start in starts
    ]
    return f"## {machine.noun.capitalize()}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```"


def rights_page() -> str:
    """Each noun: who reads it, and who may do what to it, in the words of the rules."""
    said: dict[str, list[tuple[str, str]]] = {}
    for noun, scope in scopes().items():
        said.setdefault(noun.__name__, []).append(("read", _sentence(scope)))
    for (verb, noun), rule in sorted(rules().items(), key=lambda one: one[0][0]):
        name = "La plateforme" if noun is type(None) else noun.__name__
        said.setdefault(name, []).append((verb, _sentence(rule)))
    parts = [f"# Les droits\n\n{MADE}\n\nCe qui n'a pas de règle n'est permis à personne."]
    for name in sorted(said):
        rows = "\n".join(f"| `{verb}` | {sentence} |" for verb, sentence in said[name])
        parts.append(f"## {name}\n\n| Verb | Who |\n| --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


def _sentence(function: object) -> str:
    return (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")


PAGES = {"etats.md": states_page, "droits.md": rights_page}
