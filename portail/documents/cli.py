"""Writing the pages of the documentation that come from the code."""

from pathlib import Path

import click
from flask import Blueprint, current_app

from portail.textes.queries import catalogue

from .queries import PAGES

bp = Blueprint("documents", __name__, cli_group="docs")


@bp.cli.command("write")
def write_pages() -> None:
    """Write docs/etats.md, docs/droits.md and locale/fr.pot as the code stands."""
    root = Path(current_app.root_path)
    for name, page in PAGES.items():
        (root / "docs" / name).write_text(page())
        click.echo(f"docs/{name}")
    (root / "locale" / "fr.pot").write_text(catalogue(root, current_app.jinja_env))
    click.echo("locale/fr.pot")
