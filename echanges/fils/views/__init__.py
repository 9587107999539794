"""Pages of the fils and of each message."""

from flask import Blueprint

from echanges.fils.actions import REACTIONS

bp = Blueprint("fils", __name__)
bp.add_app_template_filter(lambda code: REACTIONS.get(code, code), "reaction")
