"""What stands before the product, and who pretends to: a visitor does not say where the product begins."""

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.serveur
ELSEWHERE = "//ailleurs.example"


def test_a_visitor_does_not_choose_where_links_lead(produit):
    """gunicorn would believe a neighbour, and a proxy that lets every header pass is one."""
    line = http.client.HTTPConnection(urlsplit(produit.url).netloc, timeout=5)
    line.request("GET", f"{ELSEWHERE}/communautes", headers={"SCRIPT_NAME": ELSEWHERE})
    assert line.getresponse().status == 404
    line.close()
