"""Planted for each rule of manners and of sizes: what it must catch, and its clean twin."""

from . import manners, sizes

LONG = '"""Long."""\n' + "x = 1\n" * 300
SHORT = '"""Short."""\n' + "x = 1\n" * 299

PLANTS = {
    manners.only_edges_commit: (
        {
            "echanges/fils/actions.py": "db.session.commit()\n",
            "echanges/fils/live.py": "db.session.commit()\n",
        },
        {
            "echanges/fils/views.py": "db.session.commit()\n",
            "echanges/messages/views/liste.py": "db.session.commit()\n",
            "relais/lettres/carrier.py": "db.session.commit()\n",
        },
    ),
    manners.nobody_commits_sideways: (
        {"echanges/fils/views.py": "with db.session.begin():\n    pass\n"},
        {"echanges/fils/views.py": "with db.session.begin_nested():\n    pass\n"},
    ),
    manners.only_actions_announce: (
        {
            "echanges/fils/views.py": "announce(MessagePosted())\n",
            "echanges/fils/cli.py": "events.announce(x)\n",
        },
        {"echanges/fils/actions.py": "announce(MessagePosted())\n"},
    ),
    manners.no_fact_in_a_savepoint: (
        {"echanges/fils/actions.py": "with db.session.begin_nested():\n    announce(MessagePosted())\n"},
        {
            "echanges/fils/actions.py": "with db.session.begin_nested():\n    add()\n"
            "announce(MessagePosted())\n"
        },
    ),
    manners.changes_ask: (
        {
            "echanges/fils/views.py": '@bp.post("/<int:fil_id>")\ndef close(fil_id):\n'
            '    require("read", fil)\n    close_fil()\n',
            "echanges/messages/views/liste.py": '@bp.post("")\ndef post():\n    post_message()\n',
        },
        {
            "echanges/fils/views.py": '@bp.post("/<int:fil_id>")\ndef close(fil_id):\n'
            '    require("close", fil)\n',
            "echanges/fils/api.py": '@bp.get("/")\ndef index():\n    return visible(Fil, current_user)\n',
        },
    ),
    manners.html_has_one_source: (
        {"echanges/fils/views.py": 'Markup("<b>gras</b>")\n'},
        {"socle/markdown.py": 'Markup("<b>gras</b>")\n'},
    ),
    manners.lists_are_paged_by_key: (
        {"echanges/fils/queries.py": "select(Fil).offset(20)\n"},
        {"echanges/fils/queries.py": "select(Fil).limit(20)\n"},
    ),
    manners.nothing_is_evaluated: (
        {"echanges/fils/queries.py": 'eval("1 + 1")\n__import__("os")\n'},
        {"echanges/fils/queries.py": "document.eval(1)\n"},
    ),
    manners.there_is_one_clock: (
        {"echanges/fils/actions.py": "datetime.now(UTC)\ndatetime.date.today()\n"},
        {"socle/clock.py": "datetime.now(UTC)\n", "echanges/fils/actions.py": "clock.now()\n"},
    ),
    manners.modules_say_what_they_hold: (
        {"echanges/fils/queries.py": "x = 1\n"},
        {"echanges/fils/queries.py": '"""Named conditions."""\n\nx = 1\n', "echanges/__init__.py": ""},
    ),
    manners.tools_and_verbs_are_documented: (
        {
            "echanges/fils/actions.py": "def close_fil():\n    pass\n",
            "socle/clock.py": "def now():\n    pass\n",
        },
        {
            "echanges/fils/actions.py": 'def close_fil():\n    """Close it."""\n\n\ndef _lock():\n    pass\n',
            "echanges/fils/queries.py": "def still_open():\n    pass\n",
        },
    ),
    manners.identifiers_bear_no_accent: (
        {"echanges/fils/queries.py": "def clôture(état):\n    pass\n"},
        {"echanges/fils/queries.py": 'def cloture(etat="clôturé"):\n    """Clôture."""\n'},
    ),
    sizes.python_is_short: ({"socle/long.py": LONG}, {"socle/short.py": SHORT}),
    sizes.templates_are_short: (
        {"templates/echanges/fils/show.html": "<p>\n" * 121},
        {"templates/echanges/fils/show.html": "<p>\n" * 120},
    ),
    sizes.templates_are_narrow: (
        {"templates/echanges/fils/courriels/suite.txt": "Bonjour,\n\n" + "é" * 121 + "\n"},
        {"templates/echanges/fils/show.html": "<p>\n" + "é" * 120 + "\n</p>\n"},
    ),
    sizes.styles_are_short: (
        {"static/css/pages/fils.css": "/* */\n" * 201},
        {"static/css/pages/fils.css": "/* */\n" * 200, "static/dist/app.css": "/* */\n" * 300},
    ),
    sizes.behaviours_are_short: (
        {"static/js/behaviours/fil.js": "//\n" * 151},
        {"static/js/behaviours/fil.js": "//\n" * 150},
    ),
    sizes.domains_are_small: (
        {"echanges/fils/__init__.py": LONG * 3, "echanges/fils/views/liste.py": LONG * 3},
        {
            "echanges/fils/__init__.py": SHORT * 2,
            "echanges/fils/views/liste.py": SHORT * 4,
            "echanges/pieces/api.py": SHORT,
        },
    ),
    sizes.functions_are_short: (
        {"echanges/fils/actions.py": "class A:\n    def long(self):\n" + "        x = 1\n" * 40},
        {"echanges/fils/actions.py": "class A:\n    def short(self):\n" + "        x = 1\n" * 39},
    ),
    sizes.functions_ask_for_little: (
        {"echanges/fils/actions.py": "def f(a, b, c, d, e, *, f, g):\n    pass\n"},
        {
            "echanges/fils/actions.py": "class A:\n"
            "    def f(self, a, b, c, d, e, *, f, **more):\n        pass\n"
        },
    ),
}
