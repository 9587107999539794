"""Bodies: who sets them up, who sits in them, and where everybody reads it."""

import pytest

from instances.organes.actions import create_organe, end_siege, give_siege
from instances.organes.events import OrganeCreated, SiegeEnded, SiegeGiven
from instances.organes.models import Genre, Organe, Place
from instances.organes.queries import seated, sits
from socle.errors import WrongState
from socle.extensions import db
from socle.signatures import Signature


@pytest.fixture
def bureau(cast) -> Organe:
    """A second body, that Farid sets up."""
    organe = create_organe(Signature(cast.farid.id), Genre.BUREAU, "Bureau", "Il prépare les conseils.")
    db.session.commit()
    return organe


def test_a_body_that_is_set_up_is_read_by_all(cast, visit, facts, bureau):
    assert facts(OrganeCreated) == [(cast.farid.id, {"organe_id": bureau.id})]
    assert "Il prépare les conseils." in visit().get("/instances/bureau").text
    told = visit().get("/api/v1/instances").json
    assert [one["slug"] for one in told["instances"]] == ["ca", "bureau"] and told["next"] is None
    assert [one["slug"] for one in visit().get("/api/v1/instances?genre=bureau").json["instances"]] == [
        "bureau"
    ]


def test_who_is_given_a_seat_sits(cast, visit, facts, bureau):
    siege = give_siege(bureau, Signature(cast.farid.id), cast.amina, Place.MEMBRE, college="associations")
    db.session.commit()
    assert facts(SiegeGiven) == [(cast.farid.id, {"organe_id": bureau.id, "compte_id": cast.amina.id})]
    assert sits(cast.amina, bureau.id) and not sits(cast.amina, bureau.id, Place.PRESIDENT)
    assert [one.id for one in seated(bureau)] == [siege.id]
    assert "associations" in visit().get("/instances/bureau").text


def test_a_seat_ends_at_once(cast, facts, bureau):
    siege = give_siege(bureau, Signature(cast.farid.id), cast.amina, Place.MEMBRE, college="associations")
    end_siege(siege, Signature(cast.farid.id))
    db.session.commit()
    assert facts(SiegeEnded) == [(cast.farid.id, {"organe_id": bureau.id, "compte_id": cast.amina.id})]
    assert seated(bureau) == [] and not sits(cast.amina, bureau.id)
    with pytest.raises(WrongState):
        end_siege(siege, Signature(cast.farid.id))


def test_everyone_reads_who_sits_and_in_what_place(cast, visit):
    told = visit().get("/api/v1/instances/ca").json
    places = {one["compte"]["nom"]: one["place"] for one in told["sieges"]}
    assert places == {"Inès": "president", "Denis": "secretaire"}
    assert not any(told["droits"].values())
    theirs = visit(cast.denis).get("/api/v1/instances/ca").json["droits"]
    assert {verb for verb, may in theirs.items() if may} == {"sit", "prepare"}
    page = visit().get("/instances/ca").text
    assert "présidence" in page and "secrétariat" in page and 'href="/instances"' in page


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "atom"])
def test_the_bodies_are_a_file(cast, visit, format):
    file = visit().get(f"/instances?format={format}")
    assert file.status_code == 200 and file.data
    if format == "csv":
        assert "Conseil d’administration" in file.text and "slug" not in file.text
