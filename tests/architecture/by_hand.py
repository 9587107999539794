"""What the engines do not serve, and why, by endpoint."""

BY_HAND = {
    "depots.create": "the first step of a sheet kept step by step: it may be left unfinished, and leads on",
    "depots.save": "a step of a sheet kept step by step: it may be left unfinished, and leads where one asks",
    "territoires.index": "what is typed is ranked by likeness, which no key walks",
    "territoires.proches": "suggestions for a field, not a list",
}
