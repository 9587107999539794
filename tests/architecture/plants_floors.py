"""Planted for each rule of the floors: what it must catch, and its clean twin."""

from . import floors

BP = 'from flask import Blueprint\n\nbp = Blueprint("besoins", __name__)\n'

PLANTS = {
    floors.imports_go_down: (
        {"echanges/fils/queries.py": "from communautes.espaces.models import Communaute\n"},
        {"communautes/espaces/queries.py": "from echanges.fils.models import Fil\n"},
    ),
    floors.nobody_imports_tests: (
        {
            "portail/demonstration/stories.py": "from tests.cast import Cast\n",
            "wsgi.py": "from bench.textes import textes\n",
        },
        {"tests/test_cast.py": "from tests.cast import Cast\n", "bench/lieu.py": "import tests.serveurs\n"},
    ),
    floors.rooms_look_left: (
        {
            "echanges/fils/queries.py": "from .permissions import readable\n",
            "echanges/fils/api.py": "from .views.liste import shown\n",
            "echanges/fils/views/liste.py": "from ..cli import write\n",
        },
        {
            "echanges/fils/permissions.py": "from .queries import one\nfrom echanges.fils import models\n",
            "echanges/fils/views/liste.py": "from ..queries import one\nfrom .page import shown\n",
        },
    ),
    floors.domains_lend_few_rooms: (
        {
            "communautes/notes/actions.py": "from communautes.espaces import reactions\n",
            "communautes/notes/views/page.py": "from communautes.espaces.views.page import shown\n",
        },
        {"communautes/notes/actions.py": "from communautes.espaces.actions import join\n"},
    ),
    floors.there_is_no_other_room: (
        {"echanges/fils/presenters.py": "", "echanges/fils/carrier.py": ""},
        {
            "echanges/fils/views.py": "",
            "echanges/fils/__init__.py": "",
            "echanges/messages/views/__init__.py": "",
            "echanges/messages/views/liste.py": "",
            "relais/lettres/carrier.py": "",
            "socle/clock.py": "",
        },
    ),
    floors.only_views_are_a_folder: (
        {
            "fabrique/besoins/models/__init__.py": "",
            "fabrique/besoins/views.py": "",
            "fabrique/besoins/views/liste.py": "",
            "fabrique/depots/views/etapes/premiere.py": "",
        },
        {
            "fabrique/besoins/views/__init__.py": BP,
            "fabrique/besoins/views/liste.py": "from . import bp\n",
            "fabrique/besoins/models.py": "",
            "portail/demonstration/recit/lens.py": "",
        },
    ),
    floors.pages_share_one_blueprint: (
        {
            "fabrique/besoins/views/__init__.py": '"""No bp = here."""\n',
            "fabrique/depots/views/__init__.py": BP,
            "fabrique/depots/views/etapes.py": "bp = Blueprint()\n",
        },
        {
            "fabrique/besoins/views/__init__.py": BP,
            "fabrique/besoins/views/liste.py": "from . import bp\n",
            "fabrique/depots/views/__init__.py": "from .portes import LATE, bp\n",
            "fabrique/tableaux/views.py": "bp = Blueprint()\n",
        },
    ),
    floors.http_stays_at_the_edges: (
        {
            "echanges/fils/actions.py": "from flask import request\n",
            "echanges/fils/sujet.py": "from flask import g\n",
            "relais/lettres/carrier.py": "from flask import request\n",
        },
        {
            "echanges/fils/views.py": "from flask import request\n",
            "echanges/fils/sujet.py": "from flask import url_for\n",
            "relais/lettres/carrier.py": "from flask import url_for\n",
        },
    ),
    floors.domains_run_in_no_circle: (
        {
            "echanges/fils/queries.py": "from echanges.pieces.models import Piece\n",
            "echanges/pieces/queries.py": "from echanges.rencontres.models import Rencontre\n",
            "echanges/rencontres/queries.py": "from ..fils.models import Fil\n",
        },
        {
            "echanges/fils/queries.py": "from echanges.pieces.models import Piece\n",
            "echanges/pieces/queries.py": "",
            "echanges/rencontres/queries.py": "from ..fils.models import Fil\n",
        },
    ),
    floors.tools_run_in_no_circle: (
        {
            "socle/events.py": "from .extensions import db\n",
            "socle/extensions.py": "from socle.session import S\n",
            "socle/session.py": "def commit():\n    from .events import deliver\n    deliver()\n",
        },
        {
            "socle/events.py": "from . import session\nfrom .extensions import db\n",
            "socle/extensions.py": "from socle.session import S\n",
            "socle/session.py": "import socle_elsewhere\n",
            "socle/__init__.py": "from . import events\n",
        },
    ),
    floors.the_menu_knows_no_domain: (
        {"portail/menu.py": "from communautes.espaces.queries import mine_with_unread\n"},
        {
            "portail/menu.py": "from socle.rubriques import rubriques_of\n",
            "portail/factory.py": "import communautes\n",
            "portail/accueil/views.py": "from communautes.espaces.queries import by_name\n",
        },
    ),
    floors.no_import_hides: (
        {"socle/session.py": "class S:\n    def commit(self):\n        from .events import deliver\n"},
        {"socle/session.py": "from .clock import now\n\n\ndef commit():\n    return now()\n"},
    ),
    floors.names_say_something: (
        {"echanges/fils/utils.py": "", "socle/base.py": ""},
        {"echanges/fils/models.py": "", "collectivites/services/models.py": ""},
    ),
    floors.extensions_are_made_in_one_place: (
        {"annuaire/comptes/views.py": "from flask_limiter import Limiter\n\nlimiter = Limiter()\n"},
        {"socle/extensions.py": "from flask_limiter import Limiter\n\nlimiter = Limiter()\n"},
    ),
}
