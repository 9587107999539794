"""The data set of the bench: loaded once in its place, found again after; who comes signed in."""

import sys
import time
from datetime import timedelta

from flask import Flask, session
from flask_security import hash_password
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select, text, update

from annuaire.comptes.models import Connexion
from annuaire.comptes.queries import empreinte
from bench.lieu import Lieu
from bench.masse import Masse
from bench.recit import Recit, Taille
from bench.registre import write_rows
from communautes.espaces.models import Communaute, Membre
from echanges.fils.models import Fil
from socle.clock import now
from socle.database import write
from socle.extensions import db
from socle.jobs import ring
from socle.journal import Curseur, last_fact
from tests.serveurs import Produit

# What the bare application reads: the same texts, names and dates, in a table of its own.
LISTE = (
    "CREATE TABLE bench_liste AS SELECT rang, message.id, nom, alias, html, message.cree_le FROM message"
    " JOIN compte ON compte.id = message.auteur_id WHERE fil_id = :fil",
    "CREATE UNIQUE INDEX ix_bench_liste ON bench_liste (rang)",
)
GROUPE = "bench-0"


def loaded(lieu: Lieu, taille: Taille) -> tuple[Produit, Flask]:
    """The place with its data set, made now unless it is there: the product to serve, and one in process.

    Raises ``SystemExit`` when the folder holds a data set of another size or engine.
    """
    known, produit = lieu.known(), lieu.produit()
    if not known:
        print("Base : migrations, territoires, démonstration…", file=sys.stderr, flush=True)
        lieu.prepare(produit)
    elif known["moteur"] != lieu.moteur or Taille(**known["taille"]) != taille:
        sys.exit(f"{lieu.folder} contient un autre jeu de données ({known['moteur']}, {known['taille']}).")
    app = lieu.app(produit)
    if not known:
        with app.app_context():
            fill(lieu, taille)
        lieu.remember(taille)
    return produit, app


def fill(lieu: Lieu, taille: Taille) -> None:
    """Write the story in bulk, then what the bare application reads."""
    began, here = time.monotonic(), db.session.scalar(select(db.func.count(Communaute.id))) or 0
    taille = Taille(**{**vars(taille), "communautes": max(1, taille.communautes - here)})
    dits = Masse(Recit(taille, now()), hash_password("le-banc-ne-dit-rien")).write()
    for statement in LISTE:
        db.session.execute(text(statement), {"fil": dits.fils[0]} if ":fil" in statement else {})
    db.session.commit()
    settle()
    print(
        f"Base : {taille.messages} messages en {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True
    )


def settle() -> None:
    """What the engines do by themselves in the hour that follows such a load."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        postgresql = db.engine.dialect.name == "postgresql"
        line.exec_driver_sql("VACUUM ANALYZE" if postgresql else "PRAGMA wal_checkpoint(TRUNCATE)")


def calm(app: Flask, patience: float = 120) -> None:
    """Wait until the carriers of the product have read the whole journal; ``patience`` in seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with app.app_context():
            read = db.session.scalar(select(db.func.min(Curseur.fait_id)))
            if read == last_fact()[1]:
                return
        # What this process wrote rang no bell in the product: it would be read at the next minute only.
        ring.call_local()
        time.sleep(0.1)


def long_fil() -> int:
    """The number of the longest fil."""
    return db.session.scalars(select(Fil.id).order_by(Fil.dernier_rang.desc()).limit(1)).one()


def short_fils(how_many: int) -> list[int]:
    """Other fils of the biggest communauté, where its members write."""
    groupe = select(Communaute.id).where(Communaute.slug == GROUPE).scalar_subquery()
    mine = select(Fil.id).where(Fil.sujet_kind == "communaute", Fil.sujet_id == groupe, Fil.dernier_rang > 0)
    return list(db.session.scalars(mine.where(Fil.id != long_fil()).order_by(Fil.id).limit(how_many)))


def members(how_many: int) -> list[int]:
    """Members of the biggest communauté who belong to others too, as people do; none animates it."""
    groupe = select(Communaute.id).where(Communaute.slug == GROUPE).scalar_subquery()
    said = select(Membre.compte_id).where(Membre.communaute_id == groupe, Membre.fonction == "membre")
    return list(db.session.scalars(said.order_by(Membre.compte_id).limit(how_many)))


def open_sessions(comptes: list[int]) -> None:
    """A session for each account, as open_connexion leaves it; opened again when it is known already."""
    write()  # the product may be writing: who reads first could not write after
    known = set(db.session.scalars(select(Connexion.compte_id).where(Connexion.appareil == "bench")))
    rows = [
        {"empreinte": empreinte(secret_of(one)), "compte_id": one, "appareil": "bench", "fermee_le": None}
        | {"ouverte_le": now(), "vue_le": now()}
        for one in comptes
        if one not in known
    ]
    if rows:
        write_rows(db.metadata.tables[Connexion.__tablename__], rows)
    fresh = {"ouverte_le": now(), "vue_le": now() + timedelta(hours=1)}
    db.session.execute(update(Connexion).where(Connexion.appareil == "bench").values(**fresh))
    db.session.commit()


def secret_of(compte_id: int) -> str:
    """What the cookie of this person carries."""
    return f"banc-{compte_id}-" + "x" * 32


def entry(app: Flask, compte_id: int) -> tuple[str, str]:
    """The cookie of a person and the token of their forms, as their browser would send them."""
    # A context of its own: the token is remembered in ``g``, which would serve for the next person too.
    with app.app_context(), app.test_request_context(base_url=app.config["PUBLIC_URL"]):
        session["_user_id"], session["_fresh"] = secret_of(compte_id), True
        token = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}", token
