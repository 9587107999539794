"""What people do in fils. Each action changes rows and announces what happened."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Row
from sqlalchemy.orm.attributes import set_committed_value

from socle.clock import now
from socle.database import adding, lock
from socle.errors import Conflict, Unprocessable, WrongState
from socle.events import Event, announce
from socle.extensions import db
from socle.markdown import Redige
from socle.signatures import Signature
from socle.sujets import Ref

from .events import (
    FilClosed,
    FilOpened,
    FilReopened,
    MessageEdited,
    MessagePosted,
    MessageRemoved,
    ReactionChanged,
)
from .models import Fil, Genre, Mention, Message, Revision, Trace
from .queries import Around, around, named_in, principal_of

GONE = "Ce message vient d'être retiré : il ne change plus."
CLOSED = "Ce fil vient d'être clos : ce qui y est dit ne change plus."
ONE_BREATH = timedelta(minutes=10)
TRACE = adding(Trace)
REACTIONS = {"accord": "D'accord", "merci": "Merci", "question": "Je m'interroge", "idee": "Bonne idée"}
NOT_HERE = "Le message auquel vous répondez n'est pas dans ce fil."
OTHER_TEXT = (
    "Cette clé d'envoi a déjà servi pour un autre message. Rechargez la page : votre texte est gardé, "
    "et partira avec une clé neuve."
)


def open_fil(host: Ref, titre: str, by: Signature, principal: bool = False) -> Fil:
    """Hang a new question on a sujet."""
    fil = Fil(
        sujet_kind=host.kind, sujet_id=host.id, titre=titre, auteur_id=by.compte_id, principal=principal
    )
    db.session.add(fil)
    db.session.flush()
    announce(FilOpened(fil_id=fil.id), by)
    return fil


def comment_fil(host: Ref, titre: str, by: Signature) -> Fil:
    """The one fil in which a sujet is talked about, opened the first time someone needs it."""
    return principal_of(host) or open_fil(host, titre, by, principal=True)


def post_message(
    fil: Fil,
    by: Signature,
    texte: Redige,
    cle: str,
    reponse_a: int | None = None,
    known: Around | None = None,
) -> Message:
    """Add a message to the fil; the same key gives the same message.

    ``known`` is what who holds the fil has seen around it. Raises ``Conflict`` (409) when the key was used
    for another text, ``WrongState`` when the fil closed, ``Unprocessable`` when it answers a message of
    another fil.
    """
    lock(fil)
    known = known or around(fil, by.compte_id, cle, reponse_a)
    if known.sent:
        return _sent(known.sent, fil, texte)
    if fil.clos:
        raise WrongState("Ce fil vient d'être clos : votre texte est gardé, mais n'a pas été publié.")
    if reponse_a and not known.answered:
        raise Unprocessable(NOT_HERE, errors={"reponse_a": [NOT_HERE]})
    message = _next_message(fil, by, texte, cle, reponse_a, known.previous)
    fil.dernier_le, fil.dernier_auteur_id = message.cree_le or now(), by.compte_id
    db.session.add(message)
    db.session.flush()
    _trace(message, Genre.POSTE)
    _name_people(message)
    announce(_moved(MessagePosted, message), by)
    return message


def _next_message(
    fil: Fil, by: Signature, texte: Redige, cle: str, reponse_a: int | None, previous: Row | None
) -> Message:
    """The message that takes the next place of a fil."""
    fil.dernier_rang += 1
    return Message(
        fil_id=fil.id,
        fil=fil,
        rang=fil.dernier_rang,
        seq=_next_seq(fil),
        auteur_id=by.compte_id,
        mandat_id=by.mandat_id,
        mandat=by.mandat,
        texte=texte.source,
        html=texte.html,
        rendu=texte.rendu,
        cle=cle,
        empreinte=Message.print_of(texte.source),
        reponse_a=reponse_a,
        enchaine=_goes_on(previous, by, reponse_a),
    )


def _sent(message_id: int, fil: Fil, texte: Redige) -> Message:
    """What this key sent, if it was the same text in the same fil. Raises ``Conflict`` otherwise."""
    already = db.session.get(Message, message_id)
    if already.empreinte != Message.print_of(texte.source) or already.fil_id != fil.id:
        raise Conflict(OTHER_TEXT, fresh={"cle": ""})
    return already


def _take(message: Message) -> None:
    """Take the fil, then read the message again: whoever wrote meanwhile wrote under the same lock."""
    fil = message.fil
    lock(fil)
    lock(message)
    set_committed_value(message, "fil", fil)


def edit_message(message: Message, by: Signature, texte: Redige) -> Message:
    """Reword what one said; the earlier wording stays readable. The same text changes nothing.

    Raises ``WrongState`` when the message was removed, or the fil closed, meanwhile.
    """
    _take(message)
    if message.retire:
        raise WrongState(GONE)
    if message.fil.clos:
        raise WrongState(CLOSED)
    if texte.source == message.texte:
        return message
    db.session.add(
        Revision(message_id=message.id, texte=message.texte, ecrit_le=message.modifie_le or message.cree_le)
    )
    message.texte, message.html, message.rendu = texte.source, texte.html, texte.rendu
    message.modifie_le, message.seq = now(), _next_seq(message.fil)
    _trace(message, Genre.MODIFIE)
    _name_people(message)
    announce(_moved(MessageEdited, message), by)
    return message


def remove_message(message: Message, by: Signature, motif: str) -> None:
    """Take a message away, from a closed fil too; its place, its author and the reason stay.

    Raises ``Unprocessable`` without a reason, ``WrongState`` when it was removed meanwhile.
    """
    if message.auteur_id != by.compte_id and not motif:
        sentence = "Dites pourquoi ce message est retiré : son auteur le lira."
        raise Unprocessable(sentence, errors={"motif": [sentence]})
    _take(message)
    if message.retire:
        raise WrongState(GONE)
    message.retire_le, message.retire_par_id, message.motif = now(), by.compte_id, motif or None
    message.seq, message.reactions = _next_seq(message.fil), {}
    _trace(message, Genre.RETIRE)
    announce(_moved(MessageRemoved, message, auteur_id=message.auteur_id), by)


def react(message: Message, by: Signature, reaction: str) -> None:
    """Put a reaction under a message; twice is once. Raises as ``_reacting``."""
    people = _reacting(message, reaction)
    if by.compte_id not in people:
        _set_reaction(message, by, reaction, [*people, by.compte_id])


def unreact(message: Message, by: Signature, reaction: str) -> None:
    """Take one's reaction back; twice is once. Raises as ``_reacting``."""
    people = _reacting(message, reaction)
    if by.compte_id in people:
        _set_reaction(message, by, reaction, [one for one in people if one != by.compte_id])


def _reacting(message: Message, reaction: str) -> list[int]:
    """Who reacts so, now. Raises ``WrongState`` when the message is removed, or the fil closed, meanwhile."""
    if reaction not in REACTIONS:
        raise Unprocessable("Cette réaction n'existe pas.")
    _take(message)
    if message.retire:
        raise WrongState(GONE)
    if message.fil.clos:
        raise WrongState(CLOSED)
    return list(message.reactions.get(reaction, []))


def _set_reaction(message: Message, by: Signature, reaction: str, people: list[int]) -> None:
    others = {one: who for one, who in message.reactions.items() if one != reaction}
    message.reactions = others | ({reaction: people} if people else {})
    message.seq = _next_seq(message.fil)
    _trace(message, Genre.REACTION)
    announce(_moved(ReactionChanged, message), by)


def close_fil(fil: Fil, by: Signature, motif: str) -> None:
    """End the discussion and say why; everything said stays readable."""
    lock(fil)
    if fil.clos:
        raise WrongState("Ce fil est déjà clos.")
    fil.clos_le, fil.clos_par_id, fil.motif = now(), by.compte_id, motif
    announce(FilClosed(fil_id=fil.id), by)


def reopen_fil(fil: Fil, by: Signature) -> None:
    """Let people answer again."""
    lock(fil)
    if not fil.clos:
        raise WrongState("Ce fil est déjà ouvert.")
    fil.clos_le = fil.clos_par_id = fil.motif = None
    announce(FilReopened(fil_id=fil.id), by)


def tie_message(message: Message, led_to: Ref) -> None:
    """Remember on the message that it led to something, for the per-viewer marks of its page."""
    if str(led_to) not in message.suites:
        message.suites = [*message.suites, str(led_to)]
        db.session.flush()


def _next_seq(fil: Fil) -> int:
    fil.dernier_seq += 1
    return fil.dernier_seq


def _trace(message: Message, genre: Genre) -> None:
    moved = {"fil_id": message.fil_id, "seq": message.seq, "message_id": message.id, "genre": genre}
    db.session.execute(TRACE, moved)


def _goes_on(previous: Row | None, by: Signature, reponse_a: int | None) -> bool:
    """Whether a message continues the one before: same person, same name, one breath."""
    if previous is None or previous.retire or reponse_a:
        return False
    same = previous.auteur_id == by.compte_id and previous.mandat_id == by.mandat_id
    return same and now() - previous.cree_le < ONE_BREATH


def _name_people(message: Message) -> None:
    for compte_id in named_in(message.texte):
        if db.session.get(Mention, (message.id, compte_id)) is None:
            db.session.add(Mention(message_id=message.id, compte_id=compte_id))


def _moved(event: Callable[..., Event], message: Message, **more: int) -> Event:
    return event(fil_id=message.fil_id, message_id=message.id, seq=message.seq, **more)
