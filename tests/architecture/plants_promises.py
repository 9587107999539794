"""Planted for what is written twice: a promise broken, and the same one kept."""

from . import promises

RULE = '@rule("close", Fil)\ndef may_close(viewer, fil):\n    return True\n'
MANY = 'def test_many():\n    WHO_MAY = {"close": set()}\n'
EVENT = "class FilClosed(Event):\n    fil_id: int\n"
POINT = "class Point(Model):\n    pass\n"

PLANTS = {
    promises.every_verb_has_a_rule: (
        {
            "echanges/fils/permissions.py": RULE,
            "echanges/fils/views.py": 'require("shut", fil)\n',
            "templates/echanges/fils/show.html": '{% if can("lock", fil) %}<b>x</b>{% endif %}\n',
            "echanges/fils/api.py": 'droits(viewer, fil, "close", "open")\n',
        },
        {
            "echanges/fils/permissions.py": RULE,
            "echanges/fils/views.py": 'require("close", fil)\ncan(viewer, "read", fil)\n',
            "templates/echanges/fils/show.html": '{% if can("close", fil) %}<b>x</b>{% endif %}\n',
        },
    ),
    promises.every_rule_is_tried_on_people: (
        {"echanges/fils/permissions.py": RULE, "tests/echanges/fils/test_rights.py": MANY + "# a fil\n"},
        {
            "echanges/fils/permissions.py": RULE,
            "tests/echanges/fils/test_rights.py": 'WHO_MAY = {("close", "fil"): {"Basile"}}\n',
        },
    ),
    promises.every_event_is_expected: (
        {"echanges/fils/events.py": EVENT, "tests/echanges/test_fils.py": "assert FilClosedAgain\n"},
        {"echanges/fils/events.py": EVENT, "tests/echanges/test_fils.py": "assert told == [FilClosed]\n"},
    ),
    promises.a_noun_is_one_thing: (
        {"communautes/espaces/models.py": POINT, "instances/seances/models.py": POINT},
        {
            "communautes/espaces/models.py": POINT.replace("Point", "Repere"),
            "instances/seances/models.py": POINT,
        },
    ),
    promises.locks_agree: (
        {
            "exigences/base.txt": "flask==3.1 \\\n",
            "exigences/prod.txt": "flask==3.1\n",
            "exigences/dev.txt": "flask==3.2\n",
        },
        {
            "exigences/base.txt": "flask==3.1 \\\n",
            "exigences/prod.txt": "flask==3.1\n",
            "exigences/dev.txt": "flask==3.1\n",
        },
    ),
    promises.nothing_tells_where_it_was_written: (
        {
            "docs/exploitation.md": "Allez dans /root/fabrique\n",
            "package-lock.json": '"https://registry.npmjs.org/x"\n',
        },
        {"docs/exploitation.md": "Voir /opt/fabrique, https://exemple.fr/home/page et $HOME/work/x\n"},
    ),
}
