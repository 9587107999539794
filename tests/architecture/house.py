"""The house as a reader sees it: its modules, templates, styles and scripts, each read once."""

import ast
import os
import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

FLOORS = {
    "socle": 0,
    "annuaire": 1,
    "echanges": 2,
    "observatoire": 2,
    "relais": 2,
    "instances": 3,
    "communautes": 4,
    "fabrique": 4,
    "reconnaissance": 4,
    "collectivites": 4,
    "portail": 5,
}
# Inside a domain, a room may only use the rooms to its left. Only relais has carriers.
ROOMS = (
    *("models", "queries", "permissions", "events", "actions", "forms", "sujet"),
    *("reactions", "carrier", "live", "api", "views", "cli"),
)
EDGES = {"live", "api", "views", "cli"}
NOT_OURS = {".git", ".venv", ".outils", "node_modules", "var", "tmp", "dist", "__pycache__", ".ruff_cache"}


class File:
    """A file of the house, and where it stands."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.parts = tuple(name.split("/"))

    @cached_property
    def source(self) -> str:
        """Its text."""
        return self.path.read_text(errors="replace")

    @cached_property
    def lines(self) -> list[str]:
        """Its text, line by line."""
        return self.source.splitlines()

    def line_of(self, position: int) -> int:
        """The line on which a character stands."""
        return self.source.count("\n", 0, position) + 1

    def offence(self, line: int, sentence: str) -> str:
        """How an offence is told."""
        return f"{self.name}:{line}: {sentence}"


class Module(File):
    """A Python file: ``package/domain/room.py``, or a tool of the package itself."""

    @property
    def package(self) -> str | None:
        """The package, when the module is in one."""
        return self.parts[0] if len(self.parts) > 1 and self.parts[0] in FLOORS else None

    @property
    def domain(self) -> tuple[str, str] | None:
        """Package and domain, when the module is a room."""
        return (self.parts[0], self.parts[1]) if self.package and len(self.parts) > 2 else None

    @property
    def stem(self) -> str:
        """The name without ``.py``."""
        return self.parts[-1].removesuffix(".py")

    @property
    def room(self) -> str | None:
        """The room, when the module is one."""
        return self.stem if self.domain and len(self.parts) == 3 and self.stem in ROOMS else None

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in it, in one list."""
        return list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Its functions, methods included."""
        return [node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @cached_property
    def hidden(self) -> set[ast.AST]:
        """What stands inside a function."""
        return {node for function in self.functions for node in ast.walk(function) if node is not function}

    @cached_property
    def imports(self) -> list[tuple[int, str, bool]]:
        """Line, dotted name, and whether it hides in a function; ``from a import b`` counts as ``a.b``."""
        return list(self._imports())

    def _imports(self) -> Iterator[tuple[int, str, bool]]:
        here = self.name.removesuffix(".py").split("/")
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom):
                base = here[: len(here) - node.level] if node.level else []
                stem = [*base, *(node.module.split(".") if node.module else [])]
                for alias in node.names:
                    yield node.lineno, ".".join([*stem, alias.name]), node in self.hidden
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    yield node.lineno, alias.name, node in self.hidden

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """Calls of a function or of a method that bears one of these names."""
        return (node for node in self.nodes if isinstance(node, ast.Call) and called(node) in names)


def called(node: ast.Call) -> str:
    """The last word of what is called: ``commit`` for ``db.session.commit()``."""
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def constant(node: ast.AST | None) -> str | None:
    """The text of a literal, ``None`` for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


class House:
    """Everything under a root: the real one, or one planted by a test."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def names(self) -> list[str]:
        """Every file of ours, by its path from the root."""
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(set(folders) - NOT_OURS)
            found += [(Path(folder) / file).relative_to(self.root).as_posix() for file in sorted(files)]
        return found

    @cached_property
    def tracked(self) -> list[File]:
        """Every file that git keeps; all of ours when there is no git."""
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=self.root,
            capture_output=True,
            text=True,
        )
        inside = listed.returncode == 0 and (self.root / ".git").exists()
        names = listed.stdout.splitlines() if inside else self.names
        return [File(self.root / name, name) for name in names if (self.root / name).is_file()]

    @cached_property
    def python(self) -> list[Module]:
        """Every Python file, but the migrations, which Alembic writes."""
        return [
            Module(self.root / name, name)
            for name in self.names
            if name.endswith(".py") and not name.startswith("migrations/versions/")
        ]

    @cached_property
    def modules(self) -> list[Module]:
        """The modules of the packages."""
        return [module for module in self.python if module.package]

    @cached_property
    def rooms(self) -> list[Module]:
        """The modules that are rooms of a domain."""
        return [module for module in self.modules if module.room]

    @cached_property
    def tests(self) -> list[Module]:
        """The tests, but those that judge the house."""
        return [
            module
            for module in self.python
            if module.parts[0] == "tests" and module.parts[1:2] != ("architecture",)
        ]

    @cached_property
    def templates(self) -> list[File]:
        """The templates."""
        return self._under("templates/", (".html", ".txt", ".xml"))

    @cached_property
    def styles(self) -> list[File]:
        """The sources of the styles."""
        return self._under("static/", (".css",))

    @cached_property
    def scripts(self) -> list[File]:
        """The sources of the scripts."""
        return self._under("static/", (".js", ".mjs"))

    def _under(self, folder: str, endings: tuple[str, ...]) -> list[File]:
        return [File(self.root / n, n) for n in self.names if n.startswith(folder) and n.endswith(endings)]
