"""Writing the pages of the documentation that come from the code."""

from pathlib import Path

import click
from flask import Blueprint, current_app

from .queries import PAGES

bp = Blueprint("documents", __name__, cli_group="docs")


@bp.cli.command("write")
def write_pages() -> None:
    """Write docs/etats.md and docs/droits.md as the code stands."""
    for name, page in PAGES.items():
        (Path(current_app.root_path) / "docs" / name).write_text(page())
        click.echo(f"docs/{name}")
