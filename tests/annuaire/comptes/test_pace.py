"""How fast one may guess, and that guesses never keep an honest person out."""

from threading import Thread

import time_machine

from annuaire.tentatives.actions import DAY, MINUTE, count_try, forget_old_tries
from annuaire.tentatives.models import Tentative
from socle.database import write
from socle.extensions import db
from tests.annuaire.conftest import MOT_DE_PASSE

START = "2026-03-01T10:00:00Z"


def test_five_guesses_a_minute_then_a_page_that_keeps_the_address(cast, known, limits, sign_in):
    amina = known(cast.amina)
    with time_machine.travel(START, tick=False) as clock:
        wrong = [sign_in(amina.courriel, "une mauvaise idée")[1].status_code for _ in range(5)]
        _, stopped = sign_in(amina.courriel)
        clock.shift(61)
        _, later = sign_in(amina.courriel)

    assert wrong == [422] * 5
    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == "60"
    assert amina.courriel in stopped.text and "Attendez une minute" in stopped.text
    assert later.status_code == 302


def test_twenty_five_guesses_a_day(cast, known, limits, sign_in):
    amina = known(cast.amina)
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(5):
            for _ in range(5):
                assert sign_in(amina.courriel, "une mauvaise idée")[1].status_code == 422
            clock.shift(61)
        assert sign_in(amina.courriel)[1].status_code == 429
        clock.shift(DAY)
        assert sign_in(amina.courriel)[1].status_code == 302


def test_an_unknown_address_is_counted_alike(cast, limits, sign_in):
    with time_machine.travel(START, tick=False):
        codes = [sign_in("inconnue@exemple.fr")[1].status_code for _ in range(6)]

    assert codes == [422] * 5 + [429]


def test_an_address_guessing_many_accounts_is_stopped(cast, limits, sign_in):
    with time_machine.travel(START, tick=False):
        codes = [sign_in(f"p{n}@exemple.fr")[1].status_code for n in range(41)]

    assert codes == [422] * 40 + [429]


def test_signing_in_rightly_is_never_counted(cast, known, limits, sign_in):
    amina = known(cast.amina)
    with time_machine.travel(START, tick=False):
        codes = {sign_in(amina.courriel)[1].status_code for _ in range(45)}

    assert codes == {302}


def test_a_known_browser_enters_while_others_guess(cast, known, limits, sign_in):
    amina = known(cast.amina)
    with time_machine.travel(START, tick=False):
        at_home, _ = sign_in(amina.courriel)
        at_home.post("/deconnexion")
        for _ in range(6):
            sign_in(amina.courriel, "une mauvaise idée")

        assert sign_in(amina.courriel)[1].status_code == 429
        assert (
            at_home.post("/connexion", courriel=amina.courriel, mot_de_passe=MOT_DE_PASSE).status_code == 302
        )


def test_a_forgotten_password_lets_in_whoever_was_kept_out(cast, known, limits, sign_in, visit, link):
    amina = known(cast.amina)
    with time_machine.travel(START, tick=False):
        for _ in range(6):
            sign_in(amina.courriel, "une mauvaise idée")
        browser = visit()
        browser.post("/connexion/oubli", courriel=amina.courriel)
        browser.post(link(), nouveau="un vélo rouge et lent")

        answer = browser.post("/connexion", courriel=amina.courriel, mot_de_passe="un vélo rouge et lent")

    assert answer.status_code == 302


def test_three_mails_an_hour_for_an_address(cast, limits, visit, letters):
    with time_machine.travel(START, tick=False):
        codes = [visit().post("/connexion/oubli", courriel=cast.amina.courriel).status_code for _ in range(4)]

    assert codes == [302, 302, 302, 429]
    assert len(letters()) == 3


def test_guesses_that_run_together_are_counted_one_by_one(app):
    allowed = []

    def guess():
        with app.app_context():
            write()
            allowed.append(count_try("essai", {MINUTE: 5}))
            db.session.commit()

    together = [Thread(target=guess) for _ in range(20)]
    for one in together:
        one.start()
    for one in together:
        one.join()

    assert sorted(allowed) == [False] * 15 + [True] * 5


def test_nothing_is_kept_of_old_tries(app):
    with time_machine.travel(START, tick=False) as clock:
        count_try("essai", {MINUTE: 5})
        forget_old_tries()
        assert db.session.query(Tentative).count() == 1
        clock.shift(DAY + 1)
        forget_old_tries()

    assert db.session.query(Tentative).count() == 0
