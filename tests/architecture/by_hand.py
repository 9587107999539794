"""What stays written by hand beside the tables of gestes and lists: endpoint, and why."""

BY_HAND = {
    # The door.
    "comptes.sign_in": "a password is the right to enter",
    "comptes.sign_out": "the session of this very request ends",
    "comptes.ask_compte": "a guest: the answer is the same whoever has the address, the mail alone tells",
    "comptes.send_link": "a guest: the mail alone tells",
    "comptes.ask_renewal": "a guest: the mail alone tells",
    "comptes.confirm": "the link of a mail and a password are the right",
    "comptes.renew": "the link of a mail is the right",
    "facteurs.answer": "a code is the right, and tries are counted whatever follows",
    "facteurs.set_up": "the secret of a telephone waits in the session; rescue codes are shown once",
    "facteurs.new_codes": "a password is asked again; rescue codes are shown once",
    "facteurs.drop": "a password is asked again",
    "invitations.accept": "a guest: the link of a mail is the right, and opens a session",
    # One's own account.
    "profils.edit": "one's own account has no number in its address: /moi is whoever asks",
    "profils.choose": "one's own account has no number in its address: /moi is whoever asks",
    "profils.close_others": "it spares the session of this very request, which programs do not have",
    "profils.change_password": "a password is asked again, and this session is opened anew",
    "roles.mine": "a list of two nouns: mandates and roles",
    "roles.end": "from one's own page: the address of a mandate is that of who keeps the accounts",
    "jetons.make": "a password is asked again, and the secret is shown this once",
    "programmes_api.make": "a password, and a code when there is one, are the right",
    "programmes_api.index": "the address and the shape of the first version: an array",
    "programmes_api.revoke": "the address and the method of the first version",
    # What one is told, and the door of the house.
    "notifications.index": "each sentence shows while its sujet may be read: asked kind by kind, page by page",
    "notifications.clear": "everything that a person was told is no noun",
    "nouvelles_api.index": "as its page; it also tells how many wait",
    "accueil.home": "a page of many nouns",
    "accueil.todo": "what many domains give to do",
    "courrier.dev_index": "the developer's machine, where nobody signs in",
    "renvois.preview": "nothing is kept",
    "structures.proches": "suggestions for a combobox, in its own JSON",
}
