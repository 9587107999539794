"""What is told of a note, of its lines and of the versions that left; the lists of notes."""

from typing import Any

from marshmallow import fields

from communautes.espaces.models import Communaute
from communautes.espaces.queries import by_slug, of_communaute
from socle.api import part
from socle.fiches import Champ, Fiche, Personne, plain
from socle.filtres import Filtre
from socle.listes import Liste
from socle.openapi import Told

from .models import NOTE, Ligne, Note
from .queries import in_state, newest_first, prints_of, with_lines

SENT = ("numero", "transmis_le", "empreinte", "contenu")


class TirageJson(Told):
    """A version that left."""

    numero = fields.Integer(required=True)
    transmis_le = fields.String(required=True, metadata={"format": "date-time"})
    empreinte = fields.String(required=True, metadata={"description": "SHA-256 des octets de contenu"})
    contenu = fields.String(required=True)


LIGNES = Fiche(
    Ligne,
    "lignes",
    "id",
    Champ("proposition", of=lambda ligne: ligne.proposition.reference),
    *("rang", "resume", "moyens", "cout", "calendrier", "attendu", "version"),
)


def _prints(note: Note) -> list[dict[str, Any]]:
    return [{name: plain(getattr(sent, name)) for name in SENT} for sent in prints_of(note)]


FICHES = (
    Fiche(
        Note,
        "notes",
        "id",
        Champ("reference", "Référence"),
        Champ("communaute", "Communauté", of=lambda note: note.communaute, key="slug", help="slug"),
        Champ("titre", "Note"),
        Champ("etat", "Où elle en est"),
        Champ("animateur", "Écrite par", of=lambda note: note.animateur.fiche, kind=Personne),
        Champ("periode_debut", "Du"),
        Champ("periode_fin", "Au"),
        Champ("transmise_le", "Transmise le"),
        "version",
        *(Champ(name, whole=True) for name in ("avancement", "avancement_html", "sans_action")),
        Champ("lignes", kind=[LIGNES], whole=True),
        Champ("tirages", of=_prints, kind=[TirageJson], whole=True, help="les versions qui sont parties"),
        loads=with_lines,
        dated="creee_le",
    ),
)

BY_STATE = Filtre("etat", "État", in_state, choices=NOTE.choices)

LISTES = (
    Liste(
        Note,
        "notes",
        "Notes au conseil",
        newest_first,
        under=Communaute,
        within=of_communaute(Note),
        filters=(BY_STATE,),
        name="of_communaute",
        row="communautes/notes/_rangee.html",
        nothing=("Aucune note ici.", "La personne qui anime en écrit une, que les membres relisent."),
    ),
    Liste(Note, "/notes", "Notes", newest_first, filters=(by_slug(Note), BY_STATE), walk=part, pages=False),
)
