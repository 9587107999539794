"""What the code says of itself, as pages of the documentation: the roads of the states, and who may what."""

import inspect

from socle.gestes import gestes_of
from socle.permissions import rules, scopes
from socle.states import Machine, machines

MADE = "_Page écrite par `flask docs write` d'après le code : ne la modifiez pas à la main._"


def states_page() -> str:
    """One diagram a machine: its moves, the words of its states, the sentence of a wrong move."""
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
    drawn = "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```"
    words = "\n".join(f"| `{etat}` | {word} | {tone} |" for etat, (word, tone) in machine.words.items())
    table = f"| État | Se dit | Ton |\n| --- | --- | --- |\n{words}"
    return f"## {machine.noun.capitalize()}\n\n{drawn}\n\n{table}\n\nTrop tard : « {machine.late} »"


def rights_page() -> str:
    """Each noun: who reads it, and who may do what to it, in the words of the rules."""
    said: dict[str, list[tuple[str, str, str]]] = {}
    for noun, scope in scopes().items():
        said.setdefault(noun.__name__, []).append(("read", _sentence(scope), ""))
    for (verb, noun), rule in sorted(rules().items(), key=lambda one: one[0][0]):
        name = "La plateforme" if noun is type(None) else noun.__name__
        said.setdefault(name, []).append((verb, _sentence(rule), _doors(noun, verb)))
    parts = [f"# Les droits\n\n{MADE}\n\nCe qui n'a pas de règle n'est permis à personne."]
    for name in sorted(said):
        rows = "\n".join(f"| `{verb}` | {sentence} | {doors} |" for verb, sentence, doors in said[name])
        parts.append(f"## {name}\n\n| Verb | Who | Geste |\n| --- | --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


def _sentence(function: object) -> str:
    return (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")


def _doors(noun: type, verb: str) -> str:
    """Where it is done, for people and, under ``/api/v1``, for programs."""
    return ", ".join(f"`POST {geste.path}`" for geste in gestes_of(noun) if geste.asks == verb)


PAGES = {"etats.md": states_page, "droits.md": rights_page}
