"""What stays by hand, and why: acts of a page without a row in a table, lists without a declaration."""

# endpoint of the page: why no geste serves it
POSTS = {
    "depots.create": "the first step of a sheet kept step by step: it may be left unfinished, and leads on",
    "depots.save": "a step of a sheet kept step by step: it may be left unfinished, and leads where one asks",
    "fils.post": "its key, its numbers and its live telling are its own; programs post at the same address",
    "fils.read": "a mark of reading, moved by the page as one scrolls: nobody else sees it",
}
# endpoint of the page: why no liste serves it
LISTS = {
    "espaces.show": "the home of a communauté mixes its fils, its people, its propositions and its notes",
    "territoires.index": "what is typed is ranked by likeness, which no key walks",
}
