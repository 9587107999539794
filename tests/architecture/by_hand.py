"""What the engines do not serve, and why, by endpoint."""

BY_HAND = {
    "territoires.index": "what is typed is ranked by likeness, which no key walks",
    "territoires.proches": "suggestions for a field, not a list",
}
