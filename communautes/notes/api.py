"""Notes to the board for programs: what may be read of them, and the version that left, byte for byte."""

from flask_login import current_user
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from communautes.espaces.queries import of_slug
from socle.api import Asked, part
from socle.permissions import droits, fetch, visible
from socle.templating import iso

from .models import Ligne, Note
from .queries import prints_of, with_lines

bp = Blueprint("notes_api", __name__, url_prefix="/api/v1/notes", description="Notes au conseil")


class NoteJson(Schema):
    """A note as programs read it."""

    id = fields.Integer()
    reference = fields.String()
    communaute = fields.String(metadata={"description": "slug de la communauté"})
    titre = fields.String()
    etat = fields.String()
    animateur = fields.Dict()
    periode_debut = fields.String()
    periode_fin = fields.String()
    transmise_le = fields.String(allow_none=True)
    version = fields.Integer()
    droits = fields.Dict(keys=fields.String(), values=fields.Boolean())


class NoteWholeJson(NoteJson):
    """A note with its two parts and the versions that left."""

    avancement = fields.String()
    avancement_html = fields.String()
    sans_action = fields.Boolean()
    lignes = fields.List(fields.Dict())
    tirages = fields.List(
        fields.Dict(), metadata={"description": "numero, transmis_le, empreinte (SHA-256) et contenu"}
    )


class NotesAsked(Asked):
    """Which notes."""

    communaute = fields.String(load_default="", metadata={"description": "slug"})


def as_json(note: Note) -> dict:
    """The contract's form of a note in a list."""
    return {name: getattr(note, name) for name in ("id", "reference", "titre", "etat", "version")} | {
        "communaute": note.communaute.slug,
        "animateur": note.animateur.fiche,
        "periode_debut": note.periode_debut.isoformat(),
        "periode_fin": note.periode_fin.isoformat(),
        "transmise_le": iso(note.transmise_le) if note.transmise_le else None,
        "droits": droits(current_user, note, "write", "transmit", "put_on_agenda", "send_back"),
    }


def _line(ligne: Ligne) -> dict:
    names = ("rang", "resume", "moyens", "cout", "calendrier", "attendu")
    return {"proposition": ligne.proposition.reference} | {name: getattr(ligne, name) for name in names}


@bp.get("")
@bp.arguments(NotesAsked, location="query")
def index(asked: dict):
    """Notes one may read, by id; those of a communauté when it is named."""
    found = visible(Note, current_user).options(*with_lines())
    if asked["communaute"]:
        found = found.where(Note.communaute_id.in_(of_slug(asked["communaute"])))
    rows, following = part(found, Note.id, asked)
    return {"notes": [as_json(note) for note in rows], "next": following}


@bp.get("/<int:note_id>")
@bp.response(200, NoteWholeJson)
def show(note_id: int):
    """One note; the SHA-256 of a version is that of the bytes of its ``contenu``."""
    note = fetch(Note, *with_lines(), id=note_id)
    prints = [
        {
            "numero": t.numero,
            "transmis_le": iso(t.transmis_le),
            "empreinte": t.empreinte,
            "contenu": t.contenu,
        }
        for t in prints_of(note)
    ]
    whole = {name: getattr(note, name) for name in ("avancement", "avancement_html", "sans_action")}
    return as_json(note) | whole | {"lignes": [_line(ligne) for ligne in note.lignes], "tirages": prints}
