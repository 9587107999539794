"""The threshold: proving a password at a bearable pace, being let in, leaving."""

import re
import secrets
from typing import Any, NamedTuple

from flask import after_this_request, current_app, g, request, session
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import Unauthorized

from annuaire.comptes.actions import open_connexion
from annuaire.comptes.models import Compte
from annuaire.comptes.queries import at_address, empreinte, marked
from annuaire.facteurs.actions import accept_code
from annuaire.mots_de_passe import matches, weakness
from annuaire.tentatives.actions import DAY, HOUR, MINUTE, count_try, forget_tries, give_back_try
from socle.clock import now
from socle.database import write
from socle.extensions import db
from socle.forms import Bound

WRONG_PASSWORD = "Ce n'est pas votre mot de passe."
WRONG = "Cette adresse et ce mot de passe ne vont pas ensemble."
TOO_FAST = "Trop d'essais de suite. Attendez une minute, ou demandez un nouveau mot de passe par courriel."
TOO_MANY_MAILS = (
    "Plusieurs courriels viennent d'être demandés. Regardez votre messagerie, puis réessayez dans une heure."
)
TOO_MANY_CODES = (
    "Trop de codes ont été essayés sur ce compte. Réessayez plus tard, ou depuis un appareil où vous êtes "
    "déjà entré·e avec un code."
)
FACTOR_FIRST = "Vos responsabilités demandent un second facteur : mettez-le en place depuis « Mon compte »."
UNCONFIRMED = (
    "Votre adresse n'est pas encore confirmée : ouvrez le lien reçu par courriel, ou demandez-en un autre."
)
SUSPENDED = "Ce compte est suspendu. Écrivez à la chambre pour savoir pourquoi."
PER_ACCOUNT, PER_ADDRESS = {MINUTE: 5, DAY: 25}, {MINUTE: 40, DAY: 400}
CODES = {MINUTE: 5, HOUR: 10, DAY: 40}  # for all the devices together that never showed a right one
MAILS, MAILS_ASKED = {HOUR: 3, DAY: 10}, {HOUR: 100}
INSIDE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
CODE_WITHIN = 600
YEAR = 365 * 86_400
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def onward(wanted: str | None, default: str = "/") -> str:
    """Where to go next: an address of this site only (``surete``, fact 12)."""
    return wanted if wanted and INSIDE.fullmatch(wanted) else default


class Proof(NamedTuple):
    """What a password proved: an account as its mark then named it, or how it is refused."""

    compte: Compte | None
    status: int = 200
    why: str = ""
    mark: str = ""

    @property
    def stale(self) -> bool:
        """Whether the password changed, or the account began again, since; asked while writing."""
        return self.compte is None or self.compte.fs_uniquifier != self.mark


def prove(courriel: str, mot_de_passe: str) -> Proof:
    """Judge a password.

    The try is counted first, in a transaction of its own, so that guesses cannot run together.

    As slow for an unknown address as for a wrong password.
    """
    counted = current_app.config["RATELIMIT_ENABLED"]
    write()
    allowed = not counted or _count(courriel)
    db.session.commit()
    if not allowed:
        return Proof(None, 429, TOO_FAST)
    compte = at_address(courriel)
    mark, kept = (compte.fs_uniquifier, compte.mot_de_passe) if compte else ("", None)
    if not matches(mot_de_passe, kept):
        return Proof(None, 422, WRONG)
    if counted:
        write()
        forget_tries(_door(courriel))
        give_back_try(f"adresse:{request.remote_addr}")
        db.session.commit()
    return Proof(compte, mark=mark)


def _count(courriel: str) -> bool:
    return count_try(_door(courriel), PER_ACCOUNT) and count_try(
        f"adresse:{request.remote_addr}", PER_ADDRESS
    )


def prove_again(form: Bound, name: str = "mot_de_passe") -> int:
    """0 when the signed-in person shows their password, else the status of the refusal, said in the form."""
    proof = prove(current_user.courriel, form.data[name])
    if proof.compte is None:
        form.refuse(name, TOO_FAST if proof.status == 429 else WRONG_PASSWORD)
        return proof.status
    return 0


def prove_code(compte: Compte, code: str) -> int:
    """0 when it is the code of the telephone, or a rescue code, now spent; else 422, or 429 beyond the pace.

    Counted whatever follows: the caller commits, also a refusal. A device that already showed a right code
    has a count of its own, so that whoever else knows the password keeps nobody out.
    """
    passed = has_passed(compte)
    porte = f"code:appareil:{_known_device()[1]}" if passed else f"code:{compte.id}"
    if not count_try(porte, PER_ACCOUNT if passed else CODES):
        return 429
    if not accept_code(compte, code):
        return 422
    if passed:
        forget_tries(porte)
    else:
        give_back_try(porte)
    return 0


def refuse_weak(form: Bound, name: str, *own: str) -> None:
    """Say in the form why a password will not do: short, common, or made of the words of its owner.

    The one rule of all the doors where a password is chosen; ``own`` is what ``words_of`` gives, or is typed.
    """
    typed = form.data.get(name)
    if typed and (wrong := weakness(typed, *own)):
        form.refuse(name, wrong)


def words_of(compte: Compte) -> tuple[str, str, str]:
    """What others know of a person, and try first."""
    return compte.nom, compte.courriel, compte.alias


def try_to_write(courriel: str) -> bool:
    """Count a mail asked for an address by someone unknown. The caller commits."""
    if not current_app.config["RATELIMIT_ENABLED"]:
        return True
    asked = count_try(f"courriers:{request.remote_addr}", MAILS_ASKED)
    return count_try(f"courrier:{courriel}", MAILS) and asked


def shut(compte: Compte) -> str | None:
    """Why an account may not enter though its password is right, in a sentence."""
    if not compte.actif:
        return SUSPENDED
    return UNCONFIRMED if compte.confirme_le is None else None


def me() -> Compte:
    """The person who acts, asked again inside the writing transaction. Raises 401 when suspended since."""
    if not current_user.is_authenticated:
        raise Unauthorized
    return current_user._get_current_object()


def let_in(compte: Compte) -> None:
    """Open a session on this device, under a new secret. The caller commits."""
    secret = open_connexion(compte, device(request.user_agent.string))
    session.clear()
    session.permanent = True
    session["_user_id"] = secret
    g.pop("_login_user", None)
    remember_device(compte)


def wait_for_code(compte: Compte, suite: str) -> None:
    """The password is right, a code is still owed: remember whose, for ten minutes."""
    session.clear()
    session["attente"] = [compte.fs_uniquifier, int(now().timestamp()), suite]


def waiting() -> tuple[Compte, str] | None:
    """The account that still owes a code in this browser, and where it goes next."""
    mark, since, suite = session.get("attente") or ("", 0, "/")
    if not mark or now().timestamp() - since > CODE_WITHIN:
        return None
    compte = marked(mark)
    return (compte, suite) if compte and not shut(compte) else None


def let_out() -> None:
    """Forget who was here."""
    session.clear()
    g.pop("_login_user", None)


def device(agent: str) -> str:
    """« Firefox sur Windows »: how a person recognises their own machine."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Navigateur")
    system = next((name for mark, name in SYSTEMS if mark in agent), None)
    return f"{browser} sur {system}" if system else browser


def remember_device(compte: Compte, passed: bool = True) -> None:
    """Mark this browser, so that guesses made elsewhere never keep its owner out.

    ``passed``: it showed all that the account asks, its code too; so says the mark, for this factor only.
    """
    factor = _factor(compte) if passed else ""
    told = _signer().dumps([empreinte(compte.courriel), secrets.token_urlsafe(16), factor])
    name, secure = _device_cookie(), current_app.config["SESSION_COOKIE_SECURE"]

    @after_this_request
    def mark(response: Any) -> Any:
        response.set_cookie(name, told, max_age=YEAR, httponly=True, secure=secure, samesite="Lax")
        return response


def _door(courriel: str) -> str:
    """What tries on an account are counted against: a known device has a count of its own."""
    owner, mark, _ = _known_device()
    known = owner == empreinte(courriel.strip().lower())
    return f"appareil:{mark}" if known else f"courriel:{courriel.strip().lower()}"


def has_passed(compte: Compte) -> bool:
    """Whether this browser already showed all that the account asks today."""
    owner, _, factor = _known_device()
    return owner == empreinte(compte.courriel) and factor == _factor(compte)


def _factor(compte: Compte) -> str:
    """What tells one factor of an account from another: to have entered before it, or by it, is not alike."""
    return empreinte(compte.tf_totp_secret)[:16] if compte.tf_totp_secret else ""


def _known_device() -> tuple[str | None, str | None, str]:
    """Whose this browser is, its mark, and the factor it showed a code of."""
    try:
        owner, mark, *factor = _signer().loads(request.cookies.get(_device_cookie(), ""))
    except (BadSignature, ValueError, TypeError):
        return None, None, ""
    return owner, mark, factor[0] if factor else ""


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="fabrique:appareil")


def _device_cookie() -> str:
    return "__Host-appareil" if current_app.config["SESSION_COOKIE_SECURE"] else "appareil"
