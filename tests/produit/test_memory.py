"""What a process weighs at rest, and after a crowd: it keeps nothing of those who have gone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.deploy.clients import latency

pytestmark = pytest.mark.serveur
REST = 125  # MB, with the libraries of the tests, which weigh some fifteen more than those that serve
GROWTH = 8  # MB between the five hundredth page and the fifteen hundredth


def weight(produit) -> float:
    """The memory that the serving process has for itself, in MB."""
    return produit.holds("Pss_Anon") / 1024


def test_a_process_is_light_at_rest_and_keeps_nothing_of_a_crowd(new_produit):
    produit = new_produit()
    assert weight(produit) < REST
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(latency, [f"{produit.url}/connexion?n={n}" for n in range(500)]))
        before = weight(produit)
        list(crowd.map(latency, [f"{produit.url}/connexion?n={n}" for n in range(1000, 2000)]))
    assert weight(produit) - before < GROWTH
