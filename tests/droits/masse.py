"""Many rows of everything that a list shows, and a communauté of a thousand."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute, Membre
from communautes.propositions.models import Proposition, Soutien
from echanges.fils.models import Fil, Genre, Message, Trace
from instances.seances.actions import add_point
from instances.seances.models import Seance
from relais.notifications.models import Notification
from socle.clock import now
from socle.extensions import db
from socle.journal import Fait
from socle.signatures import Signature
from tests.cast import Cast
from tests.droits.chaine import propose, sitting
from tests.makers import make_fil, qualified, submitted

MANY = 5_000
TEXT = (
    "Nous pourrions commencer par les tiers-lieux du bassin minier, qui ont déjà un local, "
    "puis écrire aux communes."
)


def bulk(fil_id: int, people: list[int], how_many: int = MANY) -> None:
    """Thousands of messages at once, numbered as the actions number them."""
    start = now() - timedelta(days=30)
    last = db.session.get(Fil, fil_id).dernier_rang
    rows = [
        {
            "fil_id": fil_id,
            "rang": n,
            "seq": n,
            "auteur_id": people[n % len(people)],
            "texte": f"{TEXT} {n}",
            "html": f"<p>{TEXT} {n}</p>",
            "rendu": 1,
            "cle": f"masse-{n}",
            "empreinte": "",
            "reactions": {},
            "suites": [],
            "enchaine": False,
            "cree_le": start + timedelta(minutes=n),
        }
        for n in range(last + 1, last + how_many + 1)
    ]
    db.session.execute(insert(Message), rows)
    ids = dict(
        db.session.execute(select(Message.rang, Message.id).where(Message.fil_id == fil_id)).tuples().all()
    )
    traces = [
        {"fil_id": fil_id, "seq": row["seq"], "message_id": ids[row["rang"]], "genre": Genre.POSTE}
        for row in rows
    ]
    db.session.execute(insert(Trace), traces)
    end = last + how_many
    db.session.execute(update(Fil).where(Fil.id == fil_id).values(dernier_rang=end, dernier_seq=end))
    db.session.commit()


def cast_of(monde):
    """The cast as the makers know it."""
    known = Cast.__new__(Cast)
    for nom, alias in (
        ("Amina", "amina"),
        ("Basile", "basile"),
        ("Denis", "denis"),
        ("Farid", "farid"),
        ("Hugo", "hugo"),
    ):
        setattr(known, alias, monde.person(nom))
    seance = db.session.get(Seance, monde.ids["planifiee"])
    known.ca, known.pratiques = seance.organe, db.session.get(Proposition, monde.ids["deposee"]).communaute
    return known


def grow(monde, how_many: int) -> None:
    """More of everything that a list shows."""
    cast, denis = cast_of(monde), Signature(monde.photo.people["Denis"])
    fait = db.session.scalars(select(Fait.id)).first()
    for n in range(how_many):
        make_fil(cast.pratiques, cast.basile, f"Question {n}")
        made = propose(cast, f"Proposition {n}")
        db.session.add(Soutien(proposition_id=made.id, compte_id=cast.hugo.id))
        seance = sitting(cast, f"Conseil {n}")
        add_point(seance, denis, f"Point {n}")
        told = Notification(
            fait_id=fait, compte_id=cast.amina.id, phrase=f"Nouvelle {n}", sujet=f"proposition:{made.id}"
        )
        db.session.add(told)
        qualified(cast.amina, cast.farid, True, titre=f"Besoin {n}")
        submitted(cast.amina, titre=f"Besoin à qualifier {n}")
    db.session.commit()


def crowd(how_many: int) -> None:
    """So many people more in « Bonnes pratiques »."""
    communaute = db.session.scalar(select(Communaute).where(Communaute.slug == "bonnes-pratiques"))
    names = [f"personne-{n}" for n in range(how_many)]
    known = [{"nom": a, "alias": a, "courriel": f"{a}@x.example", "fs_uniquifier": a} for a in names]
    db.session.execute(insert(Compte), [one | {"presentation": "", "motif_suspension": ""} for one in known])
    ids = db.session.scalars(select(Compte.id).where(Compte.alias.in_(names)))
    here = {"communaute_id": communaute.id, "groupe": "", "alias": "personne", "fonction": "membre"}
    db.session.execute(insert(Membre), [here | {"compte_id": one} for one in ids])
    db.session.commit()
