"""What no table declares, and why: a POST without its geste, a list without its liste; one line each."""

BY_HAND = {"espaces.points": "each version stands beside what it changed, above the form of the next"}
