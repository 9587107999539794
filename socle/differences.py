"""What changed between two texts, word by word, at a bounded cost: first sentences, then their words.

Comparing *n* pieces costs up to n³ (``difflib``): two texts of a thousand characters, made for it, would hold
a processor for a second at each look.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

Piece = tuple[str, str]
MOST_AT_ONCE = 40_000  # pieces of one text times pieces of the other
BUDGET = 400_000  # the same, over a whole comparison
SENTENCES = re.compile(r"[^\n.!?]*(?:[\n.!?]+\s*|$)")
WORDS = re.compile(r"\S+|\s+")


def difference(before: str, after: str) -> list[Piece]:
    """(``same`` | ``removed`` | ``added``, words), in reading order; long passages are told whole."""
    return _joined(_Comparison().between(before, after, [SENTENCES, WORDS]))


class _Comparison:
    """One comparison, and what it may still cost."""

    def __init__(self) -> None:
        self.left = BUDGET

    def between(self, before: str, after: str, sizes: list[re.Pattern[str]]) -> Iterator[Piece]:
        """Pieces of the first size that stayed; inside those that changed, pieces of the next size."""
        if not sizes or before == after or not before or not after:
            yield from _whole(before, after)
            return
        old, new = ([piece for piece in sizes[0].findall(text) if piece] for text in (before, after))
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        yield "same", "".join(old[:start])
        yield from self._middle(old[start : len(old) - end], new[start : len(new) - end], sizes[1:])
        yield "same", "".join(old[len(old) - end :])

    def _middle(self, old: list[str], new: list[str], sizes: list[re.Pattern[str]]) -> Iterator[Piece]:
        cost = len(old) * len(new)
        if cost > min(MOST_AT_ONCE, self.left):
            yield from _whole("".join(old), "".join(new))
            return
        self.left -= cost
        for change, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if change == "equal":
                yield "same", "".join(old[i:j])
            else:
                yield from self.between("".join(old[i:j]), "".join(new[k:m]), sizes)


def _whole(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield "same", before
    else:
        yield "removed", before
        yield "added", after


def _common(old: list[str], new: list[str]) -> int:
    """How many pieces both begin with."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of a kind as one, nothing empty."""
    told: list[Piece] = []
    for kind, words in pieces:
        if words and told and told[-1][0] == kind:
            told[-1] = (kind, told[-1][1] + words)
        elif words:
            told.append((kind, words))
    return told
