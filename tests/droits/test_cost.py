"""What a page costs: a number of statements that does not grow with the rows, and few bytes."""

import gzip
import re
import time
from statistics import median

import pytest
from sqlalchemy import event, select, text

from communautes.propositions.models import Etat, Proposition
from echanges.fils.models import Message
from socle.extensions import db
from tests.droits.budgets import ACTS, BUDGETS, FILS, Cost
from tests.droits.masse import TEXT, bulk, crowd, grow
from tests.droits.monde import GUEST

COMMUNAUTE = "/communautes/bonnes-pratiques"
# Besides a guest and a member: who animates, who sits, who is of the chambre, who belongs nowhere.
OTHERS = {"instances": ("Denis", "Farid"), "communautes": ("Basile", "Denis", "Farid", "Édith")}


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


def whole_cost(monde, statements, nom: str, path: str) -> Cost:
    """The same, with what it weighs."""
    asked = cost(monde, statements, nom, path)
    page = monde.visit(nom).get(path).data
    return Cost(asked, len(page), len(gzip.compress(page, 6)))


def costs(monde, statements, budgets) -> dict[tuple[str, str], Cost]:
    """What each page costs for those who read it."""
    return {
        (path, nom): whole_cost(monde, statements, nom, monde.path(path))
        for path, budget in budgets.items()
        for nom in (GUEST, "Amina", *OTHERS.get(path.split("/")[1], ("Basile", "Farid")))
        if nom != GUEST or budget.guest
    }


def above(budgets, told: dict[tuple[str, str], Cost]) -> dict:
    """Who is asked more than the budget of a page, with both."""
    allowed = {
        (path, nom): budgets[path].guest if nom == GUEST else budgets[path].signed for path, nom in told
    }
    return {
        read: (seen, allowed[read])
        for read, seen in told.items()
        if any(one > most for one, most in zip(seen, allowed[read], strict=True))
    }


def test_a_page_costs_what_its_budget_says_with_few_rows_and_with_many(monde, statements):
    told = [costs(monde, statements, BUDGETS)]
    for more in (1, 19, 30):
        grow(monde, more)
        told.append(costs(monde, statements, BUDGETS))
    crowd(1_000)
    told.append(costs(monde, statements, BUDGETS))
    asked = {read: [one[read].statements for one in told] for read in told[0]}
    assert {read: seen for read, seen in asked.items() if max(seen[2:]) > seen[1]} == {}
    assert [above(BUDGETS, one) for one in told] == [{}] * 5


def test_a_communaute_of_a_thousand_costs_what_one_of_ten_does(monde, statements):
    homes = {path: BUDGETS[path] for path in (COMMUNAUTE, f"{COMMUNAUTE}/membres")}
    before = costs(monde, statements, homes)
    crowd(1_000)
    after = costs(monde, statements, homes)
    assert {read: one.statements for read, one in after.items()} == {
        read: one.statements for read, one in before.items()
    }
    assert after[COMMUNAUTE, GUEST].octets < before[COMMUNAUTE, GUEST].octets + 40


def test_a_page_of_a_fil_costs_what_is_promised(monde, statements, long):
    told = costs(monde, statements, FILS)
    assert above(FILS, told) == {}
    flat = {(nom, one.statements) for (path, nom), one in told.items() if not path.endswith("=1")}
    assert len(flat) == len({nom for _, nom in told})
    page = monde.visit("Amina").get(f"/fils/{long}?page=50").data
    assert page.count(b'class="message"') + page.count(b'class="message ') >= 50


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
        "reply": lambda n: amina.post(said, texte=TEXT, cle=f"page-{n}"),
        "program": lambda n: amina.send("post", f"/api/v1{said}", json={"texte": TEXT, "cle": f"api-{n}"}),
        "answer": lambda n: basile.post(said, texte=TEXT, cle=f"suite-{n}", reponse_a=str(message)),
        "reaction": lambda n: amina.post(f"{said}/{message}/reactions/{('accord', 'merci')[n - 1]}"),
        "reading": lambda n: amina.post(f"{path}/lecture", rang=str(n)),
    }
    asked = {name: acted(monde, statements, act) for name, act in acts.items()}
    assert {name: n for name, n in asked.items() if n > ACTS[name]} == {}


def test_programs_read_a_page_of_messages_in_few_statements(monde, statements, long):
    few = cost(monde, statements, "Amina", f"/api/v1/fils/{long}/messages?limit=1")
    assert cost(monde, statements, "Amina", f"/api/v1/fils/{long}/messages?limit=100") == few <= 8


def test_a_proposition_costs_the_same_however_many_stand_behind(monde, statements):
    path = monde.path("/propositions/{deposee}")
    before = cost(monde, statements, "Amina", path)
    for nom in ("Basile", "Hugo"):
        monde.visit(nom).post(path + "/soutien")
    assert db.session.get(Proposition, monde.ids["deposee"]).etat is Etat.DEPOSEE
    assert cost(monde, statements, "Amina", path) == before <= 22
