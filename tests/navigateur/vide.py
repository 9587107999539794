"""An empty house: people, and one bare noun of each kind.

``python -m tests.navigateur.vide`` fills a migrated database with them.

Prints, as JSON, the numbers of those nouns. Settings come from the environment, as for the product itself.
"""

import json
from datetime import date

from annuaire.mots_de_passe import hashed
from communautes.espaces.actions import ask_in
from communautes.espaces.models import Entree
from communautes.notes.actions import start_note
from communautes.propositions.actions import draft_proposition
from fabrique.besoins.actions import draft_besoin
from instances.decisions.actions import publish_decisions
from instances.decisions.models import Issue
from instances.organes.models import Genre, Organe
from instances.plans.models import Action
from instances.seances.actions import move_seance
from portail.factory import create_app
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from socle.markdown import redige
from socle.signatures import Signature
from tests.cast import Cast
from tests.droits.chaine import decide, note_with, retained, sitting
from tests.makers import make_fil, make_territoires, say, submitted
from tests.serveurs import PASSWORD


def bare() -> dict[str, int | str]:
    """The numbers of things that hold nothing yet: no answer, no support, no line, no point, no figure."""
    cast, kept = Cast(), hashed(PASSWORD)
    for person in cast.everyone():
        person.mot_de_passe = kept
    cast.ines.tf_primary_method, cast.ines.tf_totp_secret = "authenticator", "never asked to open"
    make_territoires()
    db.session.add(Organe(slug="bureau", genre=Genre.CA, nom="Bureau"))
    cast.tiers_lieux.entree = Entree.SUR_DEMANDE
    db.session.commit()
    ids = _talk(cast) | _chain(cast) | _needs(cast)
    db.session.commit()
    carry_all()
    return ids | {"courriel": db.session.scalars(db.select(Courriel.id)).first()}


def _talk(cast) -> dict[str, int | str]:
    fil, alone = make_fil(cast.tiers_lieux, cast.gwen), make_fil(cast.pratiques, cast.amina)
    message = say(alone, cast.amina)
    demande = ask_in(cast.tiers_lieux, Signature(cast.edith.id), "")
    return {"fil": fil.id, "seul": alone.id, "message": message.id, "demande": demande.id}


def _chain(cast) -> dict[str, int | str]:
    """A draft, a note with no line, a séance with no point, an action with no result."""
    amina, basile, denis = (Signature(person.id) for person in (cast.amina, cast.basile, cast.denis))
    brouillon = draft_proposition(
        cast.pratiques, amina, [], titre="À écrire", description=redige(""), objectif=""
    )
    note = start_note(cast.pratiques, basile, "À écrire", date(2026, 7, 1), date(2026, 9, 30), redige(""))
    carried, planned = note_with(cast, "Partie", retained(cast, "Portée")), sitting(cast, "Conseil à venir")
    held = sitting(cast, "Conseil tenu", carried)
    (decision,) = decide(cast, held, Issue.PORTEE)
    move_seance(held, denis, "close")
    publish_decisions(held, denis)
    action = db.session.scalars(db.select(Action.id)).one()
    return {
        "brouillon": brouillon.id,
        "note": note.id,
        "partie": carried.id,
        "seance": planned.id,
        "decision": decision.id,
        "action": action,
    }


def _needs(cast) -> dict[str, int | str]:
    """A draft with a title alone, and a need with the least that may be handed in."""
    draft = draft_besoin(Signature(cast.carole.id), "À décrire", None)
    return {"besoin": draft.reference, "soumis": submitted(cast.carole, "Déposé").reference}


if __name__ == "__main__":
    app = create_app()
    with app.test_request_context(base_url=app.config["PUBLIC_URL"]):
        print(json.dumps(bare()))
