"""Bodies: who sets them up, who sits in them, and where everybody reads it."""

from datetime import timedelta

import pytest

from instances.organes.actions import create_organe, end_siege, give_siege
from instances.organes.events import OrganeCreated, SiegeEnded, SiegeGiven
from instances.organes.models import Genre, Organe, Place
from instances.organes.queries import seated, sits
from socle.clock import at, now
from socle.extensions import db
from socle.signatures import Signature


@pytest.fixture
def bureau(cast) -> Organe:
    """A second body, that Farid sets up."""
    organe = create_organe("bureau", Genre.CA, "Bureau", "Il prépare les conseils.", Signature(cast.farid.id))
    db.session.commit()
    return organe


def test_a_body_that_is_set_up_is_read_by_all(cast, visit, facts, bureau):
    assert facts(OrganeCreated) == [(cast.farid.id, {"organe_id": bureau.id})]
    assert "Il prépare les conseils." in visit().get("/instances/bureau").text
    told = visit().get("/api/v1/instances").json
    assert [one["slug"] for one in told["instances"]] == ["ca", "bureau"] and told["next"] is None


def test_who_is_given_a_seat_sits(cast, visit, facts, bureau):
    siege = give_siege(bureau, cast.amina, Place.MEMBRE, "associations", Signature(cast.farid.id))
    db.session.commit()
    assert facts(SiegeGiven) == [(cast.farid.id, {"organe_id": bureau.id, "compte_id": cast.amina.id})]
    assert sits(cast.amina, bureau.id) and not sits(cast.amina, bureau.id, Place.PRESIDENT)
    assert [one.id for one in seated(bureau)] == [siege.id]
    assert "associations" in visit().get("/instances/bureau").text


def test_a_seat_ends_with_the_day(cast, facts, bureau):
    siege = give_siege(bureau, cast.amina, Place.MEMBRE, "associations", Signature(cast.farid.id))
    end_siege(siege, Signature(cast.farid.id))
    db.session.commit()
    assert facts(SiegeEnded) == [(cast.farid.id, {"organe_id": bureau.id, "compte_id": cast.amina.id})]
    assert [one.id for one in seated(bureau)] == [siege.id]
    with at(now() + timedelta(days=1)):
        assert seated(bureau) == []


def test_everyone_reads_who_sits_and_in_what_place(cast, visit):
    told = visit().get("/api/v1/instances/ca").json
    places = {one["compte"]["nom"]: one["place"] for one in told["sieges"]}
    assert places == {"Inès": "president", "Denis": "secretaire"}
    assert told["droits"] == {"sit": False, "prepare": False}
    assert visit(cast.denis).get("/api/v1/instances/ca").json["droits"] == {"sit": True, "prepare": True}
    page = visit().get("/instances/ca").text
    assert "présidence" in page and "secrétariat" in page and 'href="/instances"' in page


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "atom"])
def test_the_bodies_are_a_file(cast, visit, format):
    file = visit().get(f"/instances?format={format}")
    assert file.status_code == 200 and file.data
    if format == "csv":
        assert "Conseil d’administration" in file.text and "slug" not in file.text
