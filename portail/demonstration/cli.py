"""Setting up: migrate, import the territories, load the demonstration, say who may sign in."""

from typing import Any

import click
from flask import Blueprint, current_app
from sqlalchemy import func, select, update

from annuaire.comptes.models import Compte
from annuaire.territoires.models import Territoire
from relais.notifications.models import Notification
from socle.clock import now
from socle.courriels import Courriel
from socle.database import write
from socle.extensions import db
from socle.jobs import carry_all
from socle.late import Late

from .histoire import tell_story
from .personnes import PERSONNES

flask_migrate = Late("flask_migrate")
bp = Blueprint("demonstration", __name__, cli_group=None)


@bp.cli.command("prepare")
def prepare() -> None:
    """Bring the database up to date; in development, fill an empty one with the demonstration."""
    current_app.config["DATA_DIR"].mkdir(parents=True, exist_ok=True)
    click.echo("Base de données : mise à jour…")
    flask_migrate.upgrade()
    _territories()
    place = current_app.config["PLACE"]
    if place == "production":
        _tell_first_admin()
        return
    if _empty():
        click.echo("Démonstration : les actions d'une histoire, une par une…")
        with current_app.test_request_context(base_url=current_app.config["PUBLIC_URL"]):
            load_demonstration()


@bp.cli.command("semis")
def semis() -> None:
    """Load the demonstration into an empty database."""
    if not _empty():
        raise click.ClickException("La base n'est pas vide : la démonstration ne s'y mêle pas.")
    with current_app.test_request_context(base_url=current_app.config["PUBLIC_URL"]):
        load_demonstration()


def load_demonstration() -> None:
    """Tell the story in one transaction, then let the carriers tell it.

    What is past is read, and no mail leaves.
    """
    write()
    tell_story(current_app.config["DEMO_PASSWORD"])
    db.session.commit()
    carry_all()
    write()
    db.session.execute(update(Courriel).values(prochain_essai=None))
    recent = select(func.max(Notification.id) - 12).scalar_subquery()
    db.session.execute(update(Notification).where(Notification.id < recent).values(lue_le=now()))
    db.session.commit()


def tell_accounts() -> None:
    """Say to whoever starts the product who may sign in, if the demonstration is there."""
    if db.session.scalar(select(Compte.id).where(Compte.demo).limit(1)) is None:
        return
    click.echo(
        f"\n{current_app.config['PUBLIC_URL']}\n\n"
        f"Comptes de démonstration, mot de passe « {current_app.config['DEMO_PASSWORD']} » :"
    )
    for personne in PERSONNES:
        click.echo(f"  {personne.compte}@demo.example".ljust(28) + personne.role)
    click.echo("")


def _territories() -> None:
    if db.session.scalar(select(Territoire.id).limit(1)) is None:
        click.echo("Territoires : import des régions, départements, intercommunalités et communes…")
        db.session.rollback()
        territoires: Any = current_app.cli.commands["territoires"]
        click.get_current_context().invoke(territoires.commands["import"])


def _empty() -> bool:
    return db.session.scalar(select(Compte.id).limit(1)) is None


def _tell_first_admin() -> None:
    if _empty():
        click.echo("Aucun compte. Invitez la première personne qui administre :")
        click.echo(
            "  flask --app wsgi comptes invite prenom.nom@exemple.fr --nom 'Prénom "
            "Nom' --role admin_plateforme"
        )
