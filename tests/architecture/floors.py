"""The house stands on its floors: imports go down and to the left, and nobody borrows an edge."""

import re

from .house import EDGES, FLOORS, ROOMS, House, Module

# Mothers of an account: they know nothing of a request.
MOTHERS = {"flask_login.UserMixin", "flask_login.AnonymousUserMixin"}
# What knows an address without knowing who asked for it: a sujet names itself, a carrier writes mails.
HARMLESS = {
    "sujet": {"flask.url_for"},
    "carrier": {"flask.url_for", "flask.current_app", "flask.render_template"},
}
HTTP = {"flask", "flask_login", "flask_socketio", "flask_wtf", "flask_smorest", "flask_limiter", "werkzeug"}
LENT = {"models", "queries", "permissions", "events", "actions"}
FORBIDDEN = {"util", "helper", "service", "manager", "common", "misc", "core", "base"}
# The services of a collectivité: a word of the trade.
SAID_IN_MEETINGS = {("collectivites", "services")}
EXTENSIONS = {
    *(
        "SQLAlchemy",
        "Migrate",
        "Security",
        "LoginManager",
        "CSRFProtect",
        "Limiter",
        "SocketIO",
        "Babel",
        "Api",
        "Mail",
    ),
    *("MemoryHuey", "SqliteHuey", "RedisHuey", "Huey", "Cache"),
}
BLUEPRINT = re.compile(r"^bp = |^from .* import .*\bbp\b", re.MULTILINE)
# What stands beside the product and may know it all.
BESIDE = {"tests", "bench"}
# The demonstration tells its stories in files of its own.
STORIES = {("portail", "demonstration")}


def imports_go_down(house: House) -> list[str]:
    """An import goes down a floor or stays in its package: never up, never across."""
    return [
        module.offence(line, f"{module.package} may not know {name}: an import goes down a floor")
        for module in house.modules
        for line, name, _ in module.imports
        if (other := name.split(".")[0]) in FLOORS
        and other != module.package
        and FLOORS[other] >= FLOORS[module.package]
    ]


def nobody_imports_tests(house: House) -> list[str]:
    """Tests may import anything; nothing of the product imports tests, or the bench that measures it."""
    return [
        module.offence(line, "the product may not know its tests, nor what measures it")
        for module in house.python
        if module.parts[0] not in BESIDE
        for line, name, _ in module.imports
        if name.split(".")[0] in BESIDE
    ]


def _room_of(name: str) -> tuple[tuple[str, str], str] | None:
    parts = name.split(".")
    if len(parts) > 2 and parts[0] in FLOORS and parts[0] != "socle" and parts[2] in ROOMS:
        return (parts[0], parts[1]), parts[2]
    return None


def rooms_look_left(house: House) -> list[str]:
    """Inside a domain, a room imports only the rooms to its left; pages of a folder share theirs."""
    return [
        module.offence(line, f"{module.room} may only use the rooms to its left, not {target[1]}")
        for module in house.rooms
        for line, name, _ in module.imports
        if (target := _room_of(name))
        and target[0] == module.domain
        and ROOMS.index(target[1]) >= ROOMS.index(module.room)
        and not (module.is_page and target[1] == module.room)
    ]


def domains_lend_few_rooms(house: House) -> list[str]:
    """From another domain one takes models, queries, permissions, events, actions; no edge or reaction."""
    return [
        module.offence(line, f"{'.'.join(target[0])} does not lend its {target[1]}")
        for module in house.modules
        for line, name, _ in module.imports
        if (target := _room_of(name)) and target[0] != module.domain and target[1] not in LENT
    ]


def there_is_no_other_room(house: House) -> list[str]:
    """If code fits in no room, the noun is missing."""
    return [
        module.offence(1, f"there is no room named {module.stem}: the noun is missing")
        for module in house.modules
        if module.package != "socle" and module.domain and module.domain not in STORIES
        if module.stem != "__init__"
        and (not module.room or (module.room == "carrier" and module.package != "relais"))
    ]


def only_views_are_a_folder(house: House) -> list[str]:
    """Of all rooms views alone may be a folder, one file a page, beside no file of its name."""
    names = {module.name for module in house.modules}
    return [
        module.offence(
            1, "a room is a file; views alone may be a folder, one file a page, and views.py is no more"
        )
        for module in house.modules
        if module.package != "socle" and len(module.parts) > 3 and module.domain not in STORIES
        if not module.is_page or f"{'/'.join(module.parts[:3])}.py" in names
    ]


def pages_share_one_blueprint(house: House) -> list[str]:
    """Pages of a folder are opened by the ``bp`` of its ``__init__``: nobody registers one made elsewhere."""
    pages = [module for module in house.rooms if module.is_page]
    held = {m.parts[:3] for m in pages if m.stem == "__init__" and BLUEPRINT.search(m.source)}
    return [
        module.offence(1, "its folder's __init__.py holds bp, and no page makes another")
        for module in pages
        if module.parts[:3] not in held or (module.stem != "__init__" and any(module.calls("Blueprint")))
    ]


def http_stays_at_the_edges(house: House) -> list[str]:
    """Only edges know HTTP and sockets; sujets and carriers may write an address; only cli the terminal."""
    return [
        module.offence(line, f"{module.room} may not know {name}: only the edges do")
        for module in house.rooms
        if module.package not in ("socle", "portail")
        for line, name, _ in module.imports
        if (name.split(".")[0] in HTTP and module.room not in EDGES and not _harmless(module, name))
        or (name.split(".")[0] == "click" and module.room != "cli")
    ]


def _harmless(module: Module, name: str) -> bool:
    return name in MOTHERS or name in HARMLESS.get(module.room, ())


def domains_run_in_no_circle(house: House) -> list[str]:
    """Domains of a package may use one another, never in a circle."""
    needs: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for module in house.modules:
        for line, name, _ in module.imports:
            target = tuple(name.split(".")[:2])
            here = module.domain
            if (
                here
                and target[0] == here[0]
                and target != here
                and (house.root / target[0] / target[-1]).is_dir()
            ):
                needs.setdefault(here, {}).setdefault(
                    target, module.offence(line, f"a circle through {name}")
                )
    return [
        offence
        for here, others in needs.items()
        for there, offence in others.items()
        if _leads(needs, there, here)
    ]


def tools_run_in_no_circle(house: House) -> list[str]:
    """Tools of the ground floor may use one another, never in a circle: each is read without its users."""
    tools = {module.stem: module for module in house.modules if module.package == "socle"}
    needs = {
        stem: {
            name.split(".")[1]: module.offence(line, f"a circle through {name}")
            for line, name, _ in module.imports
            if name.startswith("socle.") and name.split(".")[1] in tools
        }
        for stem, module in tools.items()
    }
    return [
        offence
        for here, others in needs.items()
        for there, offence in others.items()
        if _leads(needs, there, here)
    ]


def _leads(needs: dict, start: tuple, goal: tuple) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(needs.get(here, ()))
    return False


def the_menu_knows_no_domain(house: House) -> list[str]:
    """The factory opens floors, the menu draws what domains declare: neither names a domain."""
    return [
        module.offence(
            line, f"{name} declares itself in its sujet.py: portail/{module.stem}.py does not name it"
        )
        for module in house.modules
        if module.package == "portail" and not module.domain
        for line, name, _ in module.imports
        if _room_of(name)
    ]


def no_import_hides(house: House) -> list[str]:
    """No import inside a function: one that hides there hides a circle."""
    return [
        module.offence(line, f"{name} hides in a function")
        for module in house.modules
        for line, name, hidden in module.imports
        if hidden
    ]


def names_say_something(house: House) -> list[str]:
    """No module and no domain is named after a drawer."""
    return [
        module.offence(1, f"« {part} » says nothing of what the module holds")
        for module in house.modules
        for depth, part in enumerate(module.parts)
        if re.sub(r"s?(\.py)?$", "", part) in FORBIDDEN and module.parts[: depth + 1] not in SAID_IN_MEETINGS
    ]


def extensions_are_made_in_one_place(house: House) -> list[str]:
    """Extension instances exist in socle/extensions.py only."""
    return [
        module.offence(call.lineno, "extensions are made in socle/extensions.py, and imported from there")
        for module in house.modules
        if module.name != "socle/extensions.py"
        for call in module.calls(*EXTENSIONS)
        if call not in module.hidden
    ]
