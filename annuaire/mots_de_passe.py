"""Passwords: which are refused because everyone tries them, and how the others are kept.

Twelve characters at least, phrases welcome, no composition to obey (CNIL 2022-100, with limited tries).
"""

import re
import threading
from functools import cache
from pathlib import Path

from flask import current_app
from flask_security import hash_password, verify_password

from socle.extensions import security
from socle.letters import unaccented

LEAST, MOST = 12, 200
SHORT = f"{LEAST} caractères au moins : une phrase de quelques mots est facile à retenir."
COMMON = "Ce mot de passe est trop courant ou trop facile à deviner : essayez une phrase de quatre mots."
OURS = "Ce mot de passe ressemble trop à votre nom ou à votre adresse."
ROWS = (
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "147258369",
    "789456123",
    "741852963",
    "1a2z3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
LEET = str.maketrans("4@310$57!|", "aaeiossti" + "l")
_few = threading.BoundedSemaphore(4)  # each hash takes 64 MB: a crowd signing in waits instead of failing


def weakness(password: str, *own: str) -> str | None:
    """Why a password is refused, in a sentence; ``None`` when it will do. ``own`` are words of its owner."""
    if len(password) < LEAST:
        return SHORT
    plain = unaccented(password)
    if len(set(plain)) < 5 or _repeats(plain) or _along_a_row(plain) or _made_of_common_words(plain):
        return COMMON
    left = letters = re.sub("[^a-z]", "", plain)
    for word in sorted(
        {w for text in own for w in re.findall("[a-z]{4,}", unaccented(text))}, key=len, reverse=True
    ):
        left = left.replace(word, "")
    return OURS if left != letters and len(left) < 4 else None


def hashed(password: str) -> str:
    """The password as it is kept. Slow: called before any writing transaction."""
    with _few:
        return hash_password(normal(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the right password. As slow when there is none to compare with."""
    with _few:
        right = verify_password(normal(password), kept or _decoy())
    return right and kept is not None


def normal(password: str) -> str:
    """The same password typed on two keyboards is the same."""
    return security.password_util.normalize(password)


def _decoy() -> str:
    """A hash that nothing opens, so that an unknown address takes the time of a known one."""
    kept = current_app.extensions.setdefault("decoy", None)
    if kept is None:
        kept = current_app.extensions["decoy"] = hash_password("personne n'a ce mot de passe")
    return kept


def _repeats(plain: str) -> bool:
    """One short piece over and over: « motmotmotmot »."""
    return any(
        plain[:size] * (len(plain) // size) == plain[: len(plain) // size * size] for size in range(1, 6)
    )


def _along_a_row(plain: str) -> bool:
    """Mostly neighbours on a keyboard, an alphabet or a count."""
    rows = [*ROWS, *(row[::-1] for row in ROWS)]
    covered = place = 0
    while place < len(plain):
        longest = max(
            (
                n
                for n in range(4, 27)
                if any(plain[place : place + n] in row for row in rows) and place + n <= len(plain)
            ),
            default=0,
        )
        covered += longest
        place += longest or 1
    return covered > 0 and len(plain) - covered < 5


def _made_of_common_words(plain: str) -> bool:
    """Only words that everyone tries, with digits or signs around them; or one lone short word."""
    if sum(c.isalpha() for c in plain) >= 20:
        return False
    spoken = re.sub("[^a-z]", "", plain.strip("0123456789").translate(LEET))
    bare = re.sub("[^a-z]", "", plain)
    few = len(set(plain)) < 8
    tried = any(_splits(word) if len(word) > 3 else few for word in {spoken, bare})
    return tried or (plain.isalpha() and len(plain) < 15)


def _splits(word: str) -> bool:
    """Whether a word is nothing but common words in a row."""
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(word[start:end] in common_words() for start in reached):
            reached.add(end)
    return len(word) in reached


@cache
def common_words() -> frozenset[str]:
    """What guessing programs try first, in French and in English."""
    return frozenset((Path(__file__).parent / "mots_courants.txt").read_text().split())
