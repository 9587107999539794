"""Planted for each rule of the pages: what it must catch, and its clean twin."""

from . import pages

SHOW = "templates/echanges/fils/show.html"
SHEET = "static/css/pages/fils.css"
LIVE = 'render_template("echanges/fils/_message.html", message=message)\n'
MESSAGE = "templates/echanges/fils/_message.html"

PLANTS = {
    pages.templates_carry_no_style: (
        {SHOW: '<p style="color: red">x</p>\n'},
        {
            SHOW: '{# style="" is refused #}<p data-style="x" class="style">x</p>\n',
            pages.MAIL: '<p style="margin: 0">\n',
        },
    ),
    pages.templates_carry_no_script: (
        {SHOW: "<script>\nalert(1)\n</script>\n", MESSAGE: '<a onclick="x()">x</a><b onfocus="x()">\n'},
        {
            SHOW: (
                '<script type="module" src="/a.js"></script><script '
                'type="application/json">{}</script><p data-on="x">\n'
            )
        },
    ),
    pages.templates_trust_nothing: (
        {SHOW: "{{ message.html | safe }}\n"},
        {SHOW: "{{ message.html|stored_html }} {{ safe }}\n"},
    ),
    pages.templates_ask_no_database: (
        {SHOW: "{% for fil in Fil.query.all() %}{% endfor %}\n"},
        {SHOW: '{{ select(form, "theme") }} {{ request.query_string }}\n'},
    ),
    pages.templates_leave_labels_to_the_kit: (
        {SHOW: "<label for=x>Titre</label>\n"},
        {"templates/_kit/fields.html": "<label for=x>Titre</label>\n"},
    ),
    pages.forms_carry_the_token: (
        {
            SHOW: (
                '<form action="/x"\n method="POST"><button>Oui</button></form><form method="get">{{ '
                "token_field() }}</form>\n"
            )
        },
        {SHOW: '<form method="post">{{ token_field() }}</form><form method="get"></form><form></form>\n'},
    ),
    pages.templates_go_down: (
        {SHOW: '{% include "communautes/espaces/_card.html" %}\n'},
        {
            "templates/communautes/espaces/show.html": '{% include "echanges/fils/_list.html" %}'
            '{% extends "_layouts/page.html" %}\n'
        },
    ),
    pages.what_everyone_hears_depends_on_no_one: (
        {
            "echanges/fils/live.py": LIVE,
            MESSAGE: '{{ current_user.nom }}{% include "echanges/fils/_actions.html" %}\n',
            "templates/echanges/fils/_actions.html": '{% if can("edit", message) %}<b>x</b>{% endif %}\n',
            SHOW: '{{ drawn_once("echanges/fils/_list.html", fils=fils) }}\n',
            "templates/echanges/fils/_list.html": "<b>{{ current_user.nom }}</b>\n",
        },
        {
            "echanges/fils/live.py": LIVE,
            MESSAGE: "{# Sent to everyone: no current_user here. #}<p>{{ message.html|stored_html }}</p>\n",
            SHOW: '{% if can("edit", x) %}{{ drawn_once("echanges/fils/_list.html", fils=fils) }}{% endif %}',
            "templates/echanges/fils/_list.html": "<b>{{ fils }}</b>\n",
        },
    ),
    pages.colours_live_in_the_tokens: (
        {
            SHEET: ".fil { color: #fff; &:hover { border: 1px solid rgb(0 0 0) } }\n",
            SHOW: '<path fill="#1d5c4d">\n',
        },
        {
            "static/css/tokens.css": ":root { --bois: #1d5c4d }\n",
            SHEET: (
                "/* #fff */ .fil { color: var(--bois); white-space: pre; background: "
                'url("data:image/svg+xml,%23fff") }\n'
            ),
            SHOW: '<a href="#face">x</a><path fill="currentColor">\n',
        },
    ),
    pages.styles_shout_nothing: (
        {SHEET: ".fil { margin: 0 !important }\n"},
        {SHEET: "/* never !important */ .important { margin: 0 }\n"},
    ),
    pages.styles_select_by_class: (
        {SHEET: "@layer pages { #fil .message { margin: 0 } }\n"},
        {SHEET: '@layer pages { .fil [href="#x"] { color: var(--bois) } }\n'},
    ),
}
