"""Each rule of the house is proved by an offence planted in a house of its own, and by a clean twin."""

import pytest

from . import floors, manners, plants_floors, plants_manners, plants_pages, plants_promises
from .rules import RULES, House

PLANTS = plants_floors.PLANTS | plants_manners.PLANTS | plants_promises.PLANTS | plants_pages.PLANTS


def planted(root, files: dict[str, str]) -> House:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return House(root)


def test_no_rule_goes_unproved():
    assert set(PLANTS) == set(RULES)


@pytest.mark.parametrize("rule", PLANTS, ids=lambda rule: rule.__name__)
def test_an_offence_is_caught_where_it_stands(tmp_path, rule):
    guilty, _ = PLANTS[rule]
    offences = rule(planted(tmp_path, guilty))
    assert offences
    assert all(offence.split(":")[0] in guilty and offence.split(":")[1].isdigit() for offence in offences), (
        offences
    )


@pytest.mark.parametrize("rule", PLANTS, ids=lambda rule: rule.__name__)
def test_a_clean_house_passes(tmp_path, rule):
    _, innocent = PLANTS[rule]
    assert rule(planted(tmp_path, innocent)) == []


FOLDERS = {
    floors.only_views_are_a_folder: {
        "fabrique/besoins/models/__init__.py",
        "fabrique/besoins/views/liste.py",
        "fabrique/depots/views/etapes/premiere.py",
    },
    floors.pages_share_one_blueprint: {
        "fabrique/besoins/views/__init__.py",
        "fabrique/depots/views/etapes.py",
    },
    floors.rooms_look_left: {
        "echanges/fils/queries.py",
        "echanges/fils/api.py",
        "echanges/fils/views/liste.py",
    },
    floors.domains_lend_few_rooms: {"communautes/notes/actions.py", "communautes/notes/views/page.py"},
    manners.changes_ask: {"echanges/fils/views.py", "echanges/messages/views/liste.py"},
}


@pytest.mark.parametrize("rule", FOLDERS, ids=lambda rule: rule.__name__)
def test_each_page_of_a_folder_is_judged_as_its_room(tmp_path, rule):
    guilty, _ = PLANTS[rule]
    assert {offence.split(":")[0] for offence in rule(planted(tmp_path, guilty))} == FOLDERS[rule]


def test_several_offences_are_all_told(tmp_path):
    house = planted(tmp_path, {"echanges/fils/views.py": "eval(1)\n\n\nexec(2)\n"})
    told = [offence for rule in RULES if rule.__name__ == "nothing_is_evaluated" for offence in rule(house)]
    assert [offence.split(":")[1] for offence in told] == ["1", "4"]
