"""Dates, times gone by, signs and references, as a person reads them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from markupsafe import Markup

from socle import templating
from socle.templating import date_courte, date_longue, depuis, insecable, lie, references

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_the_first_of_a_month_has_a_name_of_its_own():
    assert date_longue(date(2026, 9, 1)) == "1er septembre 2026"
    assert date_courte(date(2026, 9, 1)) == "1er sept. 2026"
    assert date_longue(date(2026, 9, 11)) == "11 septembre 2026"


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (datetime(2017, 4, 11, tzinfo=UTC), "il y a 9 ans"),
        (datetime(2016, 11, 25, 10, tzinfo=UTC), "il y a 10 ans"),
        (datetime(2025, 11, 25, 11, tzinfo=UTC), "il y a 11 mois"),
        (datetime(2026, 2, 4, tzinfo=UTC), "il y a 9 mois"),
        (NOW - timedelta(days=30), "il y a 4 semaines"),
        (NOW - timedelta(days=6, hours=23), "il y a 6 jours"),
        (NOW - timedelta(minutes=59, seconds=59), "il y a 59 minutes"),
        (NOW + timedelta(days=3, hours=20), "dans 3 jours"),
    ],
)
def test_a_unit_that_is_not_over_is_not_counted(monkeypatch, then, said):
    monkeypatch.setattr(templating, "now", lambda: NOW)
    assert depuis(then) == said


def test_guillemets_and_signs_stay_with_their_word():
    assert insecable("« Bientôt. » : oui !") == "«\u00a0Bientôt.\u00a0»\u00a0: oui\u00a0!"


def test_a_reference_holds_in_one_piece_and_what_a_person_wrote_stays_text():
    told = references("<b> DEC-2026-006 et NOTE-BPR-2017-01, vendredi-2026")
    assert told == Markup(
        '&lt;b&gt; <span class="reference">DEC-2026-006</span> et '
        '<span class="reference">NOTE-BPR-2017-01</span>, vendredi-2026'
    )
    link = Markup('<a href="/ref/DEC-2026-006">')
    assert references(link) == link


def test_references_and_addresses_in_plain_words_are_links(app):
    told = lie('Voir PRO-BPR-2026-001, "BES-2026-1000" et https://exemple.fr/a?b=1&c=2. <b>ACT-26</b>')
    assert '<a class="reference" href="/ref/PRO-BPR-2026-001">PRO-BPR-2026-001</a>' in told
    assert '<a class="reference" href="/ref/BES-2026-1000">BES-2026-1000</a>' in told
    assert 'href="https://exemple.fr/a?b=1&amp;c=2" rel="nofollow ugc noopener"' in told
    assert "&lt;b&gt;ACT-26&lt;/b&gt;" in told and told.count("<a ") == 3
    assert lie(Markup("<i>PRO-BPR-2026-001</i>")) == "<i>PRO-BPR-2026-001</i>"
    assert lie('" onmouseover="x') == "&#34; onmouseover=&#34;x"
