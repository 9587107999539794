"""Odd words in an address or a program's sending are refused, or are nothing: never a failure of ours."""

import base64

import pytest

TORN = base64.urlsafe_b64encode(b'["\\ud800", 1]').decode().rstrip("=")
HARMLESS = (
    "endpoint=x",
    "_scheme=https",
    "_anchor=x",
    "_method=POST",
    "_external=1",
    "code=80",
    "slug=x",
    "self=1",
)


@pytest.mark.parametrize("words", HARMLESS)
@pytest.mark.parametrize(
    "path", ["/territoires/62", "/notifications", "/besoins", "/communautes/bonnes-pratiques"]
)
def test_words_of_the_address_are_never_options_of_the_house(monde, path, words):
    page = monde.visit("Basile").get(f"{path}?{words}&etat=")
    assert page.status_code in (200, 404) and "http://localhost/territoires" not in page.text


@pytest.mark.parametrize("path", ["/territoires/62", "/notifications", "/communautes/bonnes-pratiques"])
def test_a_torn_page_token_is_told(monde, path):
    assert monde.visit("Basile").get(f"{path}?apres={TORN}").status_code == 400


@pytest.mark.parametrize("asked", ["limit=0", "limit=-5", "limit=101", f"after={10**20}", "after=x"])
@pytest.mark.parametrize("path", ["besoins", "structures", "propositions", "fils", "notes", "communautes"])
def test_lists_for_programs_are_bounded(monde, path, asked):
    assert monde.visit("Amina").get(f"/api/v1/{path}?{asked}").status_code == 422


@pytest.mark.parametrize(
    "body", [b'{"texte":"x","cle":"a","reponse_a":1.5}', b'{"texte":"x","cle":"a","reponse_a":true}']
)
def test_a_number_is_a_whole_number(monde, body):
    path = monde.path("/api/v1/fils/{fil}/messages")
    assert (
        monde.visit("Amina").send("post", path, data=body, content_type="application/json").status_code == 422
    )


@pytest.mark.parametrize("path", ["/api/v1/jetons", "/api/v1/fils/{fil}/messages"])
def test_a_number_of_thousands_of_digits_is_badly_formed(monde, path):
    body = b'{"texte":' + b"9" * 5_000 + b"}"
    answer = monde.visit("Amina").send("post", monde.path(path), data=body, content_type="application/json")
    assert answer.status_code == 400


def test_half_a_character_opens_nothing(monde):
    body = b'{"courriel":"amina@demo.example","mot_de_passe":"\\ud800","nom":"x"}'
    answer = monde.visit("Amina").send("post", "/api/v1/jetons", data=body, content_type="application/json")
    assert answer.status_code == 422
