"""What a page costs: a number of statements that does not grow with the rows, and few bytes."""

import gzip
import re
import time
from datetime import timedelta
from statistics import median

import pytest
from sqlalchemy import event, insert, select, text, update

from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute, Membre
from communautes.propositions.models import Etat, Proposition, Soutien
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
from tests.droits.monde import GUEST
from tests.makers import make_fil

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


@pytest.fixture
def long(monde) -> int:
    """A fil of five thousand messages."""
    bulk(monde.ids["fil"], [monde.photo.people[nom] for nom in ("Amina", "Basile", "Hugo")])
    return monde.ids["fil"]


def cost(monde, statements, nom: str, path: str) -> int:
    """How many statements a page asks, once everything is warm."""
    monde.visit(nom).get(path)
    with statements() as told:
        assert monde.visit(nom).get(path).status_code == 200
    return len(told)


def cast_of(monde):
    """The cast as the makers know it."""
    known = Cast.__new__(Cast)
    for nom, alias in (("Amina", "amina"), ("Basile", "basile"), ("Denis", "denis"), ("Hugo", "hugo")):
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
    db.session.commit()


# What each may ask of the database: of a guest, of someone signed in (two more: who they are, what waits).
LISTS = {
    "/": (4, 7),
    "/communautes": (4, 6),
    "/communautes/bonnes-pratiques": (4, 6),
    "/communautes/bonnes-pratiques/propositions": (4, 6),
    "/communautes/bonnes-pratiques/membres": (4, 6),
    "/besoins": (4, 6),
    "/structures": (4, 6),
    "/actions": (4, 6),
    "/territoires": (4, 6),
    "/notifications": (None, 4),
    "/ma-parole": (None, 6),
    "/a-faire": (None, 7),
    "/instances/ca": (4, 6),
    "/instances/ca/seances": (4, 6),
    "/api/v1/fils": (None, 4),
    "/api/v1/notifications": (None, 4),
    "/api/v1/communautes": (4, 4),
    "/api/v1/propositions": (4, 4),
    "/api/v1/notes": (4, 4),
    "/api/v1/instances/ca/seances": (4, 4),
}


# Besides a guest and a member: who animates, who sits, who is of the chambre, who belongs nowhere.
OTHERS = {"instances": ("Denis", "Farid"), "communautes": ("Basile", "Denis", "Farid", "Édith")}


def costs(monde, statements) -> dict[tuple[str, str], int]:
    """What each list asks for those who read it."""
    return {
        (path, nom): cost(monde, statements, nom, path)
        for path in LISTS
        for nom in (GUEST, "Amina", *OTHERS.get(path.split("/")[1], ("Basile",)))
        if nom != GUEST or LISTS[path][0]
    }


def test_a_list_costs_the_same_with_many_rows(monde, statements):
    told = [costs(monde, statements)]
    for more in (1, 19, 30):
        grow(monde, more)
        told.append(costs(monde, statements))
    asked = {read: [one[read] for one in told] for read in told[0]}
    assert {read: seen for read, seen in asked.items() if max(seen[2:]) > seen[1]} == {}
    assert {read: seen for read, seen in asked.items() if seen[-1] > LISTS[read[0]][read[1] != GUEST]} == {}


def test_a_communaute_of_a_thousand_costs_what_one_of_ten_does(monde, statements):
    paths = ("/communautes/bonnes-pratiques", "/communautes/bonnes-pratiques/membres")
    before = {
        (nom, path): cost(monde, statements, nom, path)
        for nom in (GUEST, "Basile", "Denis")
        for path in paths
    }
    weighed = {key: len(monde.visit(key[0]).get(key[1]).data) for key in before}
    communaute = db.session.scalar(select(Communaute).where(Communaute.slug == "bonnes-pratiques"))
    names = [f"personne-{n}" for n in range(1_000)]
    known = [{"nom": a, "alias": a, "courriel": f"{a}@x.example", "fs_uniquifier": a} for a in names]
    db.session.execute(insert(Compte), [one | {"presentation": "", "motif_suspension": ""} for one in known])
    ids = db.session.scalars(select(Compte.id).where(Compte.alias.in_(names)))
    here = {"communaute_id": communaute.id, "groupe": "", "alias": "personne", "fonction": "membre"}
    db.session.execute(insert(Membre), [here | {"compte_id": one} for one in ids])
    db.session.commit()
    assert {key: cost(monde, statements, *key) for key in before} == before
    page = {key: len(monde.visit(key[0]).get(key[1]).data) for key in before}
    assert page[GUEST, paths[0]] < weighed[GUEST, paths[0]] + 40
    assert max(page.values()) <= 70_000


def test_a_page_of_a_fil_costs_what_is_promised(monde, statements, long):
    path = f"/fils/{long}?page="
    assert len({cost(monde, statements, GUEST, f"{path}{n}") for n in (2, 50, 101)}) == 1
    assert cost(monde, statements, GUEST, f"{path}101") <= 3
    assert len({cost(monde, statements, "Amina", f"{path}{n}") for n in (2, 50, 101)}) == 1
    assert cost(monde, statements, "Amina", f"{path}101") <= 5
    assert cost(monde, statements, "Amina", f"{path}1") <= 6  # where some messages led to propositions


def test_the_last_page_of_a_fil_takes_the_time_of_the_first(monde, long):
    spent: dict[int, list[float]] = {2: [], 100: []}
    for turn in range(31):
        for number, times in spent.items():
            began = time.process_time()
            assert monde.visit(GUEST).get(f"/fils/{long}?page={number}").status_code == 200
            if turn:  # the first pair warms up
                times.append(time.process_time() - began)
    assert median(spent[100]) <= 1.5 * median(spent[2]) <= 2.25 * median(spent[100]), spent


def asked_of(monde, nom: str, path: str) -> list[tuple[str, object]]:
    """The statements of a page with their parameters."""
    told: list[tuple[str, object]] = []

    def hear(connection, cursor, statement, parameters, context, executemany) -> None:
        if re.search(r"\b(message|trace)\b", statement) and statement.lstrip().startswith("SELECT"):
            told.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        monde.visit(nom).get(path)
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    return told


@pytest.mark.parametrize("query", ["?page=1", "?page=100", "/messages?after=4900"])
def test_no_page_of_a_fil_reads_the_whole_of_it(monde, engine, long, query):
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    told = asked_of(monde, "Amina", f"/fils/{long}{query}")
    assert told
    for statement, parameters in told:
        values = list(parameters.values()) if isinstance(parameters, dict) else list(parameters)
        assert (
            "OFFSET" not in statement.upper() or values[-1] == 0
        )  # SQLite is told where to start: at the beginning
        explain = "EXPLAIN QUERY PLAN " if engine == "sqlite" else "EXPLAIN "
        plan = " | ".join(
            str(row[-1]) for row in db.session.connection().exec_driver_sql(explain + statement, parameters)
        )
        assert not re.search(r"SCAN (message|trace)\b|Seq Scan on (message|trace)\b", plan), plan


def acted(monde, statements, act) -> int:
    """How many statements an act asks, once everything is warm: ``act(n)`` does it for the n-th time."""
    assert act(1).status_code < 400
    with statements() as told:
        assert act(2).status_code < 400
    return len(told)


def test_an_act_in_a_fil_asks_few_statements(monde, statements, long):
    amina, path = monde.visit("Amina"), f"/fils/{long}"
    basile, said = monde.visit("Basile"), f"{path}/messages"
    message = db.session.scalar(select(Message.id).where(Message.fil_id == long, Message.rang == 40))
    acts = {
        "reply": (8, lambda n: amina.post(said, texte=TEXT, cle=f"page-{n}")),
        "program": (
            8,
            lambda n: amina.send("post", f"/api/v1{said}", json={"texte": TEXT, "cle": f"api-{n}"}),
        ),
        "answer": (8, lambda n: basile.post(said, texte=TEXT, cle=f"suite-{n}", reponse_a=str(message))),
        "reaction": (12, lambda n: amina.post(f"{said}/{message}/reactions/{('accord', 'merci')[n - 1]}")),
        "reading": (3, lambda n: amina.post(f"{path}/lecture", rang=str(n))),
    }
    asked = {name: acted(monde, statements, act) for name, (_, act) in acts.items()}
    assert {name: n for name, n in asked.items() if n > acts[name][0]} == {}


def test_programs_read_a_page_of_messages_in_few_statements(monde, statements, long):
    few = cost(monde, statements, "Amina", f"/api/v1/fils/{long}/messages?limit=1")
    assert cost(monde, statements, "Amina", f"/api/v1/fils/{long}/messages?limit=100") == few <= 8


def test_a_page_of_a_fil_weighs_little(monde, long):
    html = monde.visit("Amina").get(f"/fils/{long}?page=50").data
    assert html.count(b'class="message"') + html.count(b'class="message ') >= 50
    assert len(html) <= 60_000 and len(gzip.compress(html, 6)) <= 12_000, (
        len(html),
        len(gzip.compress(html, 6)),
    )


def test_a_proposition_costs_the_same_however_many_stand_behind(monde, statements):
    path = monde.path("/propositions/{deposee}")
    before = cost(monde, statements, "Amina", path)
    for nom in ("Basile", "Hugo"):
        monde.visit(nom).post(path + "/soutien")
    assert db.session.get(Proposition, monde.ids["deposee"]).etat is Etat.DEPOSEE
    assert cost(monde, statements, "Amina", path) == before <= 22
