"""What is private in the world: the communauté « cellule », with the same strange word in every field."""

from typing import Any

from communautes.espaces.actions import answer_demande, ask_in, change_communaute, leave, write_etape
from echanges.fils.actions import comment_fil, edit_message
from echanges.rencontres.models import Rencontre, Site
from socle.clock import now
from socle.extensions import db
from socle.jobs import carry_all
from socle.markdown import redige
from socle.signatures import Signature
from socle.sujets import Ref
from tests.droits.chaine import note_with, propose, retained
from tests.makers import make_fil, say

CANARY = "zyxcanari"
OUTSIDERS = ("Carole", "Denis", "Édith", "Farid", "Gwen", "Inès", "Admin")


def build_secrets(cast) -> dict[str, Any]:
    """Name, purpose, rules, étape, talk, proposition, note, request, news of the cellule bear the word."""
    basile, cellule = Signature(cast.basile.id), cast.cellule
    words = {"nom": f"{CANARY}-nom", "objet": f"{CANARY}-objet", "regles": redige(f"{CANARY}-regles")}
    change_communaute(cellule, basile, 1, **words)
    write_etape(cellule, basile, redige(f"{CANARY}-etape"), 0)
    ids = _talk(cast) | _people(cast)
    proposition = propose(cast, f"{CANARY}-proposition", cellule)
    comments = comment_fil(Ref("proposition", proposition.id), f"{CANARY}-comments", basile)
    note = note_with(cast, f"{CANARY}-note", retained(cast, f"{CANARY}-retenue", cellule), communaute=cellule)
    meeting = Rencontre(
        sujet_kind="communaute", sujet_id=cellule.id, titre=f"{CANARY}-date", debut=now(), fin=now()
    )
    meeting.sites = [Site(ville=f"{CANARY}-ville", lieu="Salle")]
    db.session.add(meeting)
    db.session.commit()
    carry_all()
    db.session.expire_all()
    return ids | {
        "secret_proposition": proposition.id,
        "secret_reference": proposition.reference,
        "secret_note": note.id,
        "secret_comments": comments.id,
        "secret_ligne": note.lignes[0].id,
        "cellule": cellule.id,
        "secret_note_reference": note.reference,
    }


def _talk(cast) -> dict[str, Any]:
    fil = make_fil(cast.cellule, cast.basile, f"{CANARY}-fil")
    message = say(fil, cast.amina, f"{CANARY}-message @hugo")
    edit_message(message, Signature(cast.amina.id), redige(f"{CANARY}-reworded @hugo"))
    return {"secret_fil": fil.id, "secret_message": message.id}


def _people(cast) -> dict[str, Any]:
    """Hugo left, asked to come back, and was let in."""
    basile, hugo = Signature(cast.basile.id), Signature(cast.hugo.id)
    leave(cast.cellule, hugo)
    demande = ask_in(cast.cellule, hugo, f"{CANARY}-demande")
    answer_demande(demande, basile, True, f"{CANARY}-reponse")
    return {"secret_demande": demande.id}
