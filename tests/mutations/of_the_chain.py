"""Faults of the chain: communautés, propositions, notes, séances, decisions, actions, and the talk."""

from .faults import Fault, of

CHAIN = "tests/journeys/test_chain.py"
espace = of("communautes/espaces/actions.py", "tests/communautes/espaces")
note = of("communautes/notes/actions.py", "tests/communautes/notes")
parole = of("communautes/propositions/actions.py", "tests/communautes/propositions", CHAIN)
seance = of("instances/seances/actions.py", "tests/instances")
decision = of("instances/decisions/actions.py", "tests/instances", CHAIN)
action = of("instances/plans/actions.py", "tests/instances/plans", CHAIN)
fil = of("echanges/fils/actions.py", "tests/echanges", "tests/communautes")
told = of("communautes/propositions/sujet.py", "tests/communautes", CHAIN)
told_note = of("communautes/notes/sujet.py", "tests/communautes/notes", CHAIN)

FAULTS: tuple[Fault, ...] = (
    espace(
        "joining twice is two memberships",
        "    if already := membre_of(compte_id, communaute.id):\n        return already\n",
        "",
    ),
    espace(
        "whoever is let in leaves the request open",
        "        pending.repondue_le, pending.acceptee = now(), True\n",
        "        pass\n",
    ),
    espace(
        "nobody is told that someone joined",
        "    announce(MembreJoined(communaute_id=communaute.id, compte_id=compte_id), by)\n",
        "",
    ),
    espace(
        "the last animateur may leave",
        "    if animateurs_of(communaute.id) == [compte_id]:\n        raise Refused(LAST)\n",
        "",
    ),
    espace("a removed member stays", "    db.session.delete(membre)\n", ""),
    espace(
        "two people answer the same request",
        "    lock(demande)\n    if demande.repondue_le:\n        raise WrongState(ANSWERED)\n    if accept",
        "    lock(demande)\n    if accept",
    ),
    espace(
        "a refusal lets in", "    if accept:\n        theirs", "    if accept or reponse:\n        theirs"
    ),
    espace(
        "a member is invited again",
        "    if membre_of(compte.id, communaute.id):\n        raise",
        "    if False:\n        raise",
    ),
    espace("the settings of another are overwritten", "    must_be_read(communaute, version, CHANGED)\n", ""),
    espace(
        "« Où en est-on ? » forgets what another wrote",
        "    if known != (numero or 0):\n",
        "    if known == -1:\n",
    ),
    of("communautes/espaces/models.py", "tests/communautes/espaces/test_belonging.py")(
        "a communauté still counts those who left", '@event.listens_for(Membre, "after_delete")\n', ""
    ),
    of("communautes/espaces/models.py", "tests/communautes/espaces/test_belonging.py")(
        "who changes structure is counted for the old one",
        "    if inspect(membre).attrs",
        "    if not inspect(membre).attrs",
    ),
    espace(
        "nobody is told that doors were narrowed",
        "        announce(AccesNarrowed(communaute_id=communaute.id), by)\n",
        "        pass\n",
        "tests/communautes/espaces",
        "tests/droits/test_revocation.py",
        "tests/journeys",
    ),
    espace(
        "who waits asks again in other words",
        "    if asked(by.compte_id, communaute.id):\n        raise WrongState(WAITING)\n",
        "",
    ),
    espace("who is named does not animate", "    membre.fonction = Fonction.ANIMATEUR\n", ""),
    note(
        "a note that left is written in",
        "    if note.etat not in OUVERTES:\n        raise WrongState(LEFT)\n",
        "",
    ),
    note(
        "the words of another are lost",
        '    must_be_read(note, version, CHANGED, {"avancement": [BOTH]})\n',
        "",
    ),
    note(
        "a line taken out is not retained any more", '    pass_to(ligne.proposition, "leave_note", by)\n', ""
    ),
    note("lines do not move", "    ordered.insert(target, ordered.pop(place))\n", ""),
    note(
        "an empty note is sent",
        '    if missing := missing_in(note):\n        raise Unprocessable(" ".join(missing))\n',
        "",
    ),
    note("the print is of something else", "sha256(content.encode())", "sha256(note.titre.encode())"),
    note(
        "the propositions of a note sent stay with the animateur",
        '        pass_to(ligne.proposition, "go_to_ca", by)\n',
        "",
    ),
    note(
        "a note goes back without a reason",
        '    if not motif:\n        sentence = "Dites ce qui doit changer',
        '    if motif is None:\n        sentence = "Dites ce qui doit changer',
    ),
    note(
        "a note put on an agenda has no point",
        'about=Ref("note", note.id))\n',
        ")\n",
        "tests/communautes/notes",
        CHAIN,
    ),
    parole("a frozen text is changed", "    if proposition.gelee:\n        raise WrongState(FROZEN)\n", ""),
    parole("the text of another is overwritten", "    must_be_read(proposition, version, CHANGED)\n", ""),
    parole("a passage leaves no trace", "    db.session.add(\n        Passage(", "    (\n        Passage("),
    parole(
        "a proposition is set aside without a word",
        "    if verb in OWED and not motif:\n",
        "    if verb in () and not motif:\n",
    ),
    parole(
        "supporting twice counts twice",
        "    if already := supported_by(proposition, by.compte_id):\n        return already\n",
        "",
    ),
    parole(
        "a late support counts",
        "    if proposition.etat not in SOUTENABLES:\n        raise WrongState(LATE)\n",
        "",
    ),
    parole("a support taken back still counts", "    proposition.soutiens -= 1\n", ""),
    parole("the author of a message is forgotten", "    _credit(proposition, message.auteur_id)\n", ""),
    parole(
        "a proposition does not say from which message it comes",
        '    link(Ref("message", message.id), Relation.DONNE_LIEU, ref, by.compte_id, excerpt)\n',
        "",
    ),
    parole(
        "the reason of the board is lost",
        "    proposition.motif, proposition.decidee_le = motif, now()\n",
        "    proposition.decidee_le = now()\n",
    ),
    parole("a draft is sent at once", "    if suite != KEEP:\n", "    if True:\n"),
    told(
        "authors are not told the answer of the board",
        "    return Notice(people_behind(proposition.id), sentence, about, why, mail=True)\n",
        "    return Notice([], sentence, about, why, mail=True)\n",
    ),
    told(
        "authors do not hear where their proposition stands",
        "Notice(people_behind(proposition.id), sentence, about, \"Vous l'avez",
        "Notice([], sentence, about, \"Vous l'avez",
    ),
    told_note("the desk is not told that a note arrived", "            to=desk,\n", "            to=[],\n"),
    told_note(
        "who animates does not know that the note is back",
        "    return Notice(to=animateurs_of(note.communaute_id), sentence=sentence, about=about, mail=True)\n"
        "\n\n@tells(NoteExamined)",
        "    return Notice(to=[], sentence=sentence, about=about, mail=True)\n\n\n@tells(NoteExamined)",
    ),
    seance(
        "a closed agenda takes one point more",
        "    if seance.etat not in (Etat.PLANIFIEE, Etat.OUVERTE):\n",
        "    if seance.etat not in Etat:\n",
    ),
    seance("the same thing stands twice on the agenda", "    if known:\n        return known[0]\n", ""),
    seance(
        "a point goes away once the séance is open",
        "    if seance.etat is not Etat.PLANIFIEE:\n        raise WrongState(OPENED)\n",
        "",
    ),
    seance("a séance does not move", "    SEANCE.move(seance, verb)\n", ""),
    decision("the board refuses without a reason", "len(self.motif) < LEAST_REASON", "len(self.motif) < 0"),
    decision(
        "an action has no pilot",
        "        if self.issue in CARRIED and not self.pilote:\n",
        "        if not self.issue:\n",
    ),
    decision(
        "a published answer changes",
        "    if decision.publiee_le:\n        raise",
        "    if decision.seance_id < 0:\n        raise",
    ),
    decision(
        "answers are published while a line has none",
        "    if missing:\n        raise WrongState(",
        "    if len(missing) > 99:\n        raise WrongState(",
    ),
    decision(
        "the answer of the other desk is written over",
        "        must_be_read(decision, version, CHANGED)\n",
        "        pass\n",
    ),
    decision("publishing publishes nothing", "        decision.publiee_le = seance.publiee_le\n", ""),
    action(
        "an action finished says nothing of what came of it",
        "    db.session.add(resultat)\n    db.session.flush()\n    link(",
        "    (",
    ),
    action("an action does not start", '    ACTION.move(action, "start")\n', ""),
    fil("sending twice writes twice", "        return _sent(known.sent, fil, texte)\n", "        pass\n"),
    fil(
        "a closed fil hears one more word",
        '    if fil.clos:\n        raise WrongState("Ce fil vient',
        '    if fil.id < 0:\n        raise WrongState("Ce fil vient',
    ),
    fil(
        "a message answers another fil",
        "    if reponse_a and not known.answered:\n",
        "    if reponse_a == -1:\n",
    ),
    fil(
        "the former words of a message are lost",
        "    db.session.add(\n        Revision(",
        "    (\n        Revision(",
    ),
    fil(
        "a message is taken away without a word",
        "    if message.auteur_id != by.compte_id and not motif:\n",
        "    if message.auteur_id != by.compte_id and motif is None:\n",
    ),
    fil(
        "a message removed keeps its reactions",
        "    message.seq, message.reactions = _next_seq(message.fil), {}\n",
        "    message.seq = _next_seq(message.fil)\n",
    ),
    fil(
        "whoever is named is not",
        "            db.session.add(Mention(message_id=message.id, compte_id=compte_id))\n",
        "            pass\n",
        "tests/echanges",
        "tests/relais",
        "tests/communautes",
    ),
    of("echanges/lectures/actions.py", "tests/echanges", "tests/communautes")(
        "reading again an old page forgets the new ones",
        "case((position.c.rang < first.excluded.rang, first.excluded.rang), else_=position.c.rang)",
        "first.excluded.rang",
    ),
)
