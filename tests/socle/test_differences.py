"""Two texts compared: faithful whatever they are, fast whatever is done to be slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socle.differences import difference

TEXTS = st.text(alphabet="ab .\n!é", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_are_found_again(before, after):
    pieces = difference(before, after)
    assert "".join(words for kind, words in pieces if kind != "added") == before
    assert "".join(words for kind, words in pieces if kind != "removed") == after
    assert all(one[0] != other[0] for one, other in zip(pieces, pieces[1:], strict=False))


def test_one_word_in_a_long_text_is_told_alone():
    before = "Nous y sommes allés deux fois. " * 80 + "Le guide est connu de la moitié des membres."
    told = difference(before, before.replace("moitié", "plupart"))
    assert [piece for piece in told if piece[0] != "same"] == [("removed", "moitié"), ("added", "plupart")]


def test_words_changed_here_and_there_are_each_told():
    before = " ".join(f"Phrase {n} du compte rendu, relue par {n}." for n in range(120))
    after = before.replace("7 du", "7 de notre")
    told = difference(before, after)
    assert [words for kind, words in told if kind == "added"] == ["de notre"] * 12


@pytest.mark.parametrize("before", ["a b ", "a ", "a.b ", "a\n", "x" * 30 + " "])
@pytest.mark.parametrize("after", ["b a c ", "b.a ", "b\na "])
def test_no_text_holds_a_processor(before, after):
    began = time.process_time()
    difference((before * 100_000)[:100_000], (after * 100_000)[:100_000])
    difference((before * 20_000)[:1_999], (after * 20_000)[:1_999])
    assert time.process_time() - began < 1
