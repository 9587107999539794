"""People who arrive together: references without hole or twin, one submission, one need for one key."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from fabrique.besoins.models import Besoin
from socle.courriels import Courriel
from socle.extensions import db


def _together(visitors: list, gesture) -> list[int]:
    db.session.commit()
    with ThreadPoolExecutor(len(visitors)) as pool:
        return [page.status_code for page in pool.map(gesture, visitors)]


def _clients(visit, people: list) -> list:
    return [visit(person).client for person in people]


def test_references_taken_together_have_no_hole_and_no_twin(cast, visit, places):
    clients = _clients(visit, cast.everyone())
    words = {"titre": "Ensemble", "constat": "Au même instant."}
    told = _together(clients, lambda client: client.post("/besoins", data=words | {"cle": "c"}))
    assert told == [302] * 10
    numbers = [int(reference[-4:]) for reference in db.session.scalars(select(Besoin.reference))]
    assert sorted(numbers) == list(range(1, 11))


def test_one_key_sent_together_makes_one_need_and_one_submission_one_receipt(cast, visit, draft):
    clients = _clients(visit, [cast.amina] * 8)
    path = f"/besoins/{draft.reference}/soumission"
    told = _together(clients, lambda client: client.post(path))
    assert told == [302] * 8
    assert db.session.scalar(select(func.count(Courriel.id))) == 1
