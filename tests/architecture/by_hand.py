"""What stays by hand, and why: acts of a page without a row in a table, lists without a declaration."""

# endpoint of the page: why no geste serves it
POSTS = {
    "fils.post": "its key, its numbers and its live telling are its own; programs post at the same address",
    "fils.read": "a mark of reading, moved by the page as one scrolls: nobody else sees it",
}
# endpoint of the page: why no liste serves it
LISTS = {
    "espaces.show": "the home of a communauté mixes its fils, its people, its propositions and its notes"
}
