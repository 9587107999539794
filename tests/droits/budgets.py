"""What each page may cost: the one table of ceilings, read by the tests of cost and only ever lowered.

What is aimed at: a guest's home or fil in four statements, a list in three, two more for someone signed in
(who looks and what waits for them are one); 60,000 bytes for a fil, 12,000 once compressed; 40,000 and 8,000
for a home. Where a page asks more, its ceiling is what it costs today. They hold at one, twenty and fifty
rows, and with a thousand members.
"""

from typing import NamedTuple


class Cost(NamedTuple):
    """Statements, bytes, bytes once compressed."""

    statements: int
    octets: int
    gzip: int


class Budget(NamedTuple):
    """What is asked for a guest, where the page is theirs, and for anybody signed in."""

    guest: Cost | None
    signed: Cost


BUDGETS = {
    "/": Budget(Cost(3, 10_000, 2_500), Cost(6, 13_000, 2_400)),
    "/communautes": Budget(Cost(1, 4_500, 1_600), Cost(2, 6_500, 2_000)),
    "/communautes/bonnes-pratiques": Budget(Cost(4, 8_500, 2_300), Cost(5, 15_000, 3_400)),
    "/communautes/bonnes-pratiques/propositions": Budget(Cost(2, 7_000, 2_200), Cost(3, 16_000, 2_900)),
    "/communautes/bonnes-pratiques/membres": Budget(Cost(2, 10_000, 2_000), Cost(4, 65_000, 5_400)),
    "/besoins": Budget(Cost(4, 15_500, 2_800), Cost(6, 18_000, 3_300)),
    "/structures": Budget(Cost(1, 6_500, 2_200), Cost(2, 8_000, 2_500)),
    "/actions": Budget(Cost(1, 6_000, 2_000), Cost(2, 7_500, 2_400)),
    "/territoires": Budget(Cost(2, 5_000, 1_800), Cost(3, 6_500, 2_200)),
    "/notifications": Budget(None, Cost(3, 21_500, 2_800)),
    "/ma-parole": Budget(None, Cost(2, 14_000, 2_500)),
    "/a-faire": Budget(None, Cost(6, 13_000, 2_400)),
    "/instances/ca": Budget(Cost(3, 5_000, 1_800), Cost(5, 12_500, 2_700)),
    "/instances/ca/seances": Budget(Cost(3, 5_500, 1_900), Cost(4, 13_500, 2_500)),
    "/api/v1/fils": Budget(None, Cost(4, 8_500, 600)),
    "/api/v1/notifications": Budget(None, Cost(4, 8_500, 1_200)),
    "/api/v1/communautes": Budget(Cost(1, 800, 320), Cost(3, 1_200, 420)),
    "/api/v1/propositions": Budget(Cost(1, 1_500, 400), Cost(2, 30_000, 1_400)),
    "/api/v1/notes": Budget(Cost(1, 50, 50), Cost(3, 3_000, 500)),
    "/api/v1/besoins": Budget(Cost(7, 30_000, 1_200), Cost(8, 31_000, 1_300)),
    "/api/v1/instances/ca/seances": Budget(Cost(3, 500, 300), Cost(4, 21_000, 700)),
}
# Fifty messages of five thousand; on the first page, some led to propositions.
FILS = {
    "/fils/{fil}?page=1": Budget(Cost(4, 34_000, 3_700), Cost(5, 42_000, 5_500)),
    "/fils/{fil}?page=50": Budget(Cost(3, 34_000, 3_700), Cost(4, 42_000, 5_500)),
    "/fils/{fil}?page=101": Budget(Cost(3, 34_000, 3_700), Cost(4, 42_000, 5_500)),
}
# Statements of an act in a fil.
ACTS = {"reply": 8, "program": 8, "answer": 8, "reaction": 12, "reading": 3}
