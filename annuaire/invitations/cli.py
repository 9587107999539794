"""``flask comptes``: inviting from the machine, which is how the first administrator comes."""

import click
from flask import Blueprint, current_app

from annuaire.questions import one_spelling
from annuaire.roles.models import PERIMETRES, Fonction
from socle.errors import Turned
from socle.extensions import db

from .actions import invite, link_of, new_secret

bp = Blueprint("invitations_cli", __name__, cli_group="comptes")
ROLES = [fonction.value for fonction, perimetres in PERIMETRES.items() if None in perimetres]


@bp.cli.command("invite")
@click.argument("courriel")
@click.option("--nom", required=True, help="Prénom et nom de la personne.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(ROLES), help="Rôle sur toute la plateforme."
)
def invite_someone(courriel: str, nom: str, roles: tuple[str, ...]) -> None:
    """Inviter une personne, et afficher le lien qui ouvre son compte."""
    try:
        address = one_spelling(courriel)
    except ValueError as odd:
        raise click.ClickException(str(odd)) from odd
    with current_app.test_request_context(base_url=current_app.config["PUBLIC_URL"]):
        try:
            given = [(Fonction(role), None) for role in roles]
            secret = new_secret()
            invite(None, address, " ".join(nom.split()), given, secret)
        except Turned as turned:
            raise click.ClickException(turned.reason) from turned
        link = link_of(secret)
        db.session.commit()
    click.echo(f"Invitation valable trente jours, pour {address} :\n{link}")
