"""What waits for a person comes from what domains declare, in the order they ask for; dates come first."""

from datetime import date

import pytest

from socle import afaire
from socle.afaire import AFaire, to_do, to_do_for


@pytest.fixture
def alone(monkeypatch) -> None:
    """No domain has declared anything yet."""
    monkeypatch.setattr(afaire, "_givers", {})


def line(phrase: str, **more) -> AFaire:
    return AFaire(phrase, "/ici", "Ouvrir", **more)


def phrases(viewer) -> list[str]:
    return [one.phrase for one in to_do_for(viewer)]


def test_domains_give_in_the_order_of_their_rank_whoever_came_first(alone):
    to_do(20)(lambda viewer: [line(f"Lire, {viewer}"), line("Relire")])

    @to_do(10)
    def answers(viewer):
        yield line("Répondre")

    assert phrases("Amina") == ["Répondre", "Lire, Amina", "Relire"]


def test_what_has_a_date_comes_first_the_nearest_before(alone):
    @to_do(10)
    def someday(viewer):
        return [line("Un jour")]

    @to_do(20)
    def dated(viewer):
        return [line("En mars", echeance=date(2026, 3, 1)), line("En février", echeance=date(2026, 2, 1))]

    assert phrases(None) == ["En février", "En mars", "Un jour"]


def test_the_same_function_gives_once(alone):
    def waits(viewer):
        return [line("Une fois")]

    to_do(10)(waits)
    with pytest.raises(TypeError, match="waits"):
        to_do(20)(waits)
    assert phrases(None) == ["Une fois"]
