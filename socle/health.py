"""Whether this process can serve: ``/sante``."""

from flask import Flask, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from .extensions import db

LATE = 5.0


def sante() -> Response:
    """200 ``{"etat": "ok"}`` when able to serve, 503 with what is wrong otherwise."""
    ills = [ill for ill in (_database_ill(), _sweeper_ill()) if ill]
    response = jsonify({"etat": "ok"} if not ills else {"etat": "en panne", "causes": ills})
    response.status_code = 503 if ills else 200
    response.headers["Cache-Control"] = "no-store"
    return response


def _database_ill() -> str | None:
    try:
        db.session.execute(text("SELECT 1"))
        return None
    except SQLAlchemyError:
        db.session.rollback()
        return "la base de données ne répond pas"


def _sweeper_ill() -> str | None:
    sweeper = current_app.extensions.get("sweeper")
    return "le retrait des droits prend du retard" if sweeper and sweeper.late > LATE else None


def init_app(app: Flask) -> None:
    """Open the address."""
    app.add_url_rule("/sante", "sante", sante)
