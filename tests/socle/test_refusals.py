"""A refusal leads back to the form that was sent, and never anywhere else."""

import pytest

from tests.makers import make_proposition


@pytest.fixture
def sent(cast, visit):
    """``sent(referrer)``: the page that answers a reason left empty."""
    proposition = make_proposition(cast.pratiques, cast.amina)

    def send(referrer: str):
        path = f"/propositions/{proposition.id}/ecart"
        return visit(cast.basile).send("post", path, data={"motif": " "}, headers={"Referer": referrer})

    return send


def test_it_leads_back_to_the_form(sent):
    page = sent("http://localhost/propositions/1?x=1")
    assert page.status_code == 422 and "Dites pourquoi" in page.text
    assert 'href="/propositions/1?x=1"' in page.text and "Revenir à la page" in page.text


@pytest.mark.parametrize(
    "referrer", ["http://ailleurs.example/x", "http://localhost//ailleurs.example", "", "javascript:alert(1)"]
)
def test_it_leads_nowhere_else(sent, referrer):
    page = sent(referrer).text
    assert "Revenir à la page" not in page and "ailleurs" not in page and "alert(1)" not in page


def test_a_form_sent_after_the_session_ended_says_what_to_do(cast, visit, app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    page = visit().post("/communautes/bonnes-pratiques/fils", titre="x", texte="y")
    assert page.status_code == 400 and "Connectez-vous dans un autre onglet" in page.text
