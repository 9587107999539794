"""What stays by hand, and why: acts of a page without a row in a table, lists without a declaration."""

# endpoint of the page: why no geste serves it
POSTS = {
    "comptes.sign_in": "a password is the right to enter",
    "comptes.sign_out": "the session of this very request ends",
    "comptes.ask_compte": "a guest: the page says the same whoever has the address, the mail alone tells",
    "comptes.send_link": "a guest: the mail alone tells who has the address",
    "comptes.ask_renewal": "a guest: the mail alone tells who has the address",
    "comptes.confirm": "the link of a mail and a password are the right",
    "comptes.renew": "the link of a mail is the right",
    "facteurs.answer": "a code is the right, and tries are counted whatever follows",
    "facteurs.set_up": "the secret of a telephone waits in the session, which is opened anew",
    "facteurs.new_codes": "a password and a code are asked again, and rescue codes are shown once",
    "facteurs.drop": "a password and a code are asked again",
    "invitations.accept": "a guest: the link of a mail is the right, and opens a session",
    "profils.edit": "one's own account has no number in its address: it is whoever asks",
    "profils.choose": "one's own account has no number in its address: it is whoever asks",
    "profils.close_others": "it spares the session of this very request, which programs do not have",
    "profils.change_password": "a password is asked again, and this session is opened anew",
    "jetons.make": "a password is asked again, and the secret is shown this once; programs have their own",
    "notifications.clear": "everything that a person was told is no noun",
    "renvois.preview": "nothing is kept",
    "depots.save": "a step of a sheet kept step by step: it may be left unfinished, and leads where one asks",
    "fils.post": "its key, its numbers and its live telling are its own; programs post at the same address",
    "fils.read": "a mark of reading, moved by the page as one scrolls: nobody else sees it",
}
# endpoint of the page: why no liste serves it
LISTS = {
    "notifications.index": "a sentence shows while one may read what it is about, asked kind by kind",
    "courrier.dev_index": "on the developer's machine, where nobody signs in",
    "espaces.show": "the home of a communauté mixes its fils, its people, its propositions and its notes",
    "espaces.points": "each version stands beside what it changed; programs have them as a list",
    "territoires.show": "the page of a territory lists what lies in it beside its figures",
    "territoires.index": "what is typed is ranked by likeness, which no key walks",
}
