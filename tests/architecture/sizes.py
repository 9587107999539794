"""Short files, short functions, short templates: a page is read in one go."""

import ast

from .house import File, House

PYTHON, FUNCTION, PARAMETERS = 300, 40, 6
TEMPLATE, STYLE, BEHAVIOUR = 120, 200, 150
COLUMNS = 120
DOMAIN = 1800


def python_is_short(house: House) -> list[str]:
    """A Python file has 300 lines at most; a migration is not bound: it is never edited once released."""
    return _too_long(house.python, PYTHON)


def templates_are_short(house: House) -> list[str]:
    """A template has 120 lines at most."""
    return _too_long(house.templates, TEMPLATE)


def templates_are_narrow(house: House) -> list[str]:
    """A line of a template has 120 columns at most; Jinja's ``-`` keeps a break from being seen."""
    return [
        page.offence(number, f"{len(line)} columns, where {COLUMNS} are the most")
        for page in house.templates
        for number, line in enumerate(page.lines, 1)
        if len(line) > COLUMNS
    ]


def styles_are_short(house: House) -> list[str]:
    """A style sheet has 200 lines at most."""
    return _too_long(house.styles, STYLE)


def behaviours_are_short(house: House) -> list[str]:
    """A script has 150 lines at most."""
    return _too_long(house.scripts, BEHAVIOUR)


def _too_long(files: list[File], most: int) -> list[str]:
    return [
        file.offence(most + 1, f"{len(file.lines)} lines, where {most} are the most")
        for file in files
        if len(file.lines) > most
    ]


def domains_are_small(house: House) -> list[str]:
    """A domain has 1 800 lines at most: beyond, it is two domains."""
    lines: dict[tuple[str, str], int] = {}
    for module in house.modules:
        if module.domain:
            lines[module.domain] = lines.get(module.domain, 0) + len(module.lines)
    return [
        f"{'/'.join(domain)}/__init__.py:1: {count} lines, where a domain has {DOMAIN} at most"
        for domain, count in lines.items()
        if count > DOMAIN
    ]


def functions_are_short(house: House) -> list[str]:
    """A function has 40 lines at most."""
    return [
        module.offence(function.lineno, f"{function.name} has more than {FUNCTION} lines")
        for module in house.python
        for function in module.functions
        if function.end_lineno - function.lineno + 1 > FUNCTION
    ]


def functions_ask_for_little(house: House) -> list[str]:
    """Beyond six parameters, a form or a noun is missing."""
    return [
        module.offence(function.lineno, f"{function.name} asks for more than {PARAMETERS} things")
        for module in house.python
        if module.parts[0] != "tests"
        for function in module.functions
        if len(_parameters(function.args)) > PARAMETERS
    ]


def _parameters(args: ast.arguments) -> list[str]:
    named = [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]
