"""Faults of the needs, of the people, and of the engines that serve every domain."""

from .faults import Fault, of

besoin = of("fabrique/besoins/actions.py", "tests/fabrique")
lecture = of("fabrique/instructions/actions.py", "tests/fabrique/instructions")
compte = of("annuaire/comptes/actions.py", "tests/annuaire/comptes")
role = of("annuaire/roles/actions.py", "tests/annuaire/roles", "tests/annuaire")
invitation = of("annuaire/invitations/actions.py", "tests/annuaire/invitations")
structure = of("annuaire/structures/actions.py", "tests/annuaire/structures")
guichet = of("socle/guichet.py", "tests/socle/test_gestes.py", "tests/socle")
version = of("socle/versions.py", "tests/socle/test_versions.py", "tests/communautes/espaces")
cle = of("socle/cles.py", "tests/socle/test_gestes.py", "tests/socle")
reglage = of("portail/reglages/gestes.py", "tests/portail/reglages")
pages = of("socle/pages.py", "tests/socle/test_listes.py", "tests/socle")

FAULTS: tuple[Fault, ...] = (
    besoin(
        "another's step is overwritten",
        "    if besoin.version != version:\n",
        "    if besoin.version == -1:\n",
    ),
    besoin(
        "a need leaves without saying where",
        "    if lacks := {name: [sentence] for _, name, sentence in missing(besoin)}:\n",
        "    if lacks := {}:\n",
    ),
    besoin(
        "no receipt leaves",
        "    write_mail(\n        auteur.courriel,",
        "    (lambda *told, **more: None)(\n        auteur.courriel,",
    ),
    besoin(
        "who brings a need is not its depositor",
        "    db.session.add(Deposant(besoin_id=besoin.id, compte_id=by.compte_id))\n",
        "",
    ),
    besoin("one still hears of what one left", "        db.session.delete(suivi)\n", "        pass\n"),
    besoin(
        "a need dropped does not say why",
        '    besoin.motif = "Aucune réponse n\'est venue en soixante jours."\n',
        "",
        "tests/fabrique",
        "tests/journeys",
    ),
    lecture("a need waits for ever once answered", '        BESOIN.move(besoin, "complete")\n', ""),
    lecture("a question is answered twice", "        raise WrongState(ANSWERED)\n", "        pass\n"),
    lecture("names are not read again", "    if not sans_nom:\n", "    if sans_nom is None:\n"),
    lecture(
        "one qualifies alone what one brought",
        "    if propre and not relecture:\n",
        "    if propre is None:\n",
    ),
    lecture("a need is merged into itself", "    if cible.id == besoin.id:\n", "    if cible.id == -1:\n"),
    lecture(
        "followers of a merged need are lost",
        "        db.session.add(SuiviBesoin(besoin_id=cible.id, compte_id=compte_id))\n",
        "        pass\n",
    ),
    lecture("a rejection has no reason", '    besoin.motif = f"{REJETS[rejet]} {precision}".strip()\n', ""),
    compte(
        "a new password leaves doors open",
        "    compte.mot_de_passe, compte.fs_uniquifier = mot_de_passe, secrets.token_hex(32)\n"
        "    revoke_connexions(compte, Signature(compte.id))\n",
        "    compte.mot_de_passe = mot_de_passe\n",
    ),
    compte(
        "who is suspended still acts",
        "    compte.actif, compte.suspendu_le, compte.motif_suspension = False, now(), motif\n",
        "    compte.suspendu_le, compte.motif_suspension = now(), motif\n",
    ),
    compte("a closed connexion stays open", "        connexion.fermee_le = now()\n", "        pass\n"),
    role("the last administrator leaves", "        raise Conflict(LAST_ADMIN)\n", "        pass\n"),
    role("a role ended still gives its rights", "    role.fin = today() - timedelta(days=1)\n", ""),
    role("the same role is given twice", "        raise Conflict(HELD)\n", "        pass\n"),
    role("a role that is over ends again", "        raise WrongState(ROLE_OVER)\n", "        pass\n"),
    role("a mandate that is over ends again", "        raise WrongState(MANDAT_OVER)\n", "        pass\n"),
    role("a mandate ended still speaks", "    mandat.fin = today() - timedelta(days=1)\n", ""),
    invitation("an invitation serves twice", "rowcount != 1:\n", "rowcount > 1:\n"),
    invitation(
        "an earlier invitation still opens", "        withdraw_invitation(earlier, by)\n", "        pass\n"
    ),
    structure(
        "two structures have one SIREN",
        "    if twin and twin is not structure:\n",
        "    if twin is structure and structure:\n",
    ),
    structure("the form of another is overwritten", "    must_be_read(structure, version, CHANGED)\n", ""),
    of("annuaire/jetons/actions.py", "tests/annuaire/jetons")(
        "a token revoked still opens", "        jeton.revoque_le = now()\n", "        pass\n"
    ),
    of("annuaire/tentatives/actions.py", "tests/annuaire/comptes")(
        "tries are not counted",
        "    tentative.instants, tentative.derniere = [*recent, present], now()\n",
        "    tentative.derniere = now()\n",
    ),
    of("annuaire/facteurs/actions.py", "tests/annuaire/facteurs")(
        "a rescue code serves twice",
        "    return rescue.delete_recovery_code(compte, typed)\n",
        "    return True\n",
    ),
    of("annuaire/identite.py", "tests/droits/test_cost.py")(
        "the menu is asked apart",
        'request.method == "GET" and "text/html"',
        'request.method == "PUT" and "text/html"',
    ),
    of("relais/notifications/actions.py", "tests/relais", "tests/droits")(
        "one clears what others were told", "Notification.compte_id == by.compte_id, unread", "unread"
    ),
    guichet(
        "what an act gave is not known at once",
        "    forget()  # the act may have given",
        "    str()  # the act may have given",
        "tests/communautes/espaces/test_belonging.py",
    ),
    guichet("a second click does it twice", "    keep_act(line)\n", ""),
    guichet(
        "a second click hides what somebody wrote since",
        "        stands = all(value == (asked.data.get(name) or 0) + 1 for name, value in read.items())\n",
        "        stands = True\n",
        "tests/communautes/espaces/test_animating.py",
    ),
    guichet(
        "other answers pass for a second click",
        "    if last is None or last.empreinte != line.empreinte:\n",
        "    if last is None:\n",
    ),
    guichet(
        "what was there already is told as made",
        "bool(geste.makes) and born(made)",
        "bool(geste.makes)",
        "tests/instances/decisions",
    ),
    version(
        "who read nothing writes over",
        "    if thing.version != version:\n",
        "    if version is not None and thing.version != version:\n",
    ),
    version(
        "a form contradicted comes back with the version it had",
        'fresh={"version": thing.version}',
        "fresh={}",
    ),
    version(
        "a text written again shows its former words",
        '            setattr(thing, f"{name}_html", value.html)\n',
        "",
    ),
    version("writing again counts no version", "    thing.version += 1\n", ""),
    cle(
        "a click of this month is forgotten",
        "Cle.faite_le < now() - REMEMBERED",
        "Cle.faite_le < now()",
        "tests/socle/test_cles.py",
    ),
    cle(
        "what was sent is kept for ever",
        "Cle.faite_le < now() - REMEMBERED",
        "Cle.faite_le < now() - 99 * REMEMBERED",
        "tests/socle/test_cles.py",
    ),
    cle(
        "a key serves two different acts",
        "    if known is not None and (known.adresse, known.empreinte) != (asked.adresse, asked.empreinte):\n"
        '        raise Conflict(OTHER, fresh={"cle": ""})\n',
        "",
    ),
    pages(
        "a list never ends",
        "        more = len(read) > self.size\n",
        "        more = len(read) >= self.size\n",
    ),
    pages(
        "a torn address is believed",
        "    if not values or not all(map(_fits, values, columns)):\n",
        "    if not values:\n",
        "tests/socle",
        "tests/droits",
    ),
    pages(
        "a file stops at its first part",
        "        if len(rows) < size:\n            return\n",
        "        return\n",
    ),
    of("socle/api.py", "tests/socle/test_listes.py")(
        "programs go from page to page for ever", "if len(rows) > limit", "if len(rows) >= limit"
    ),
    of("socle/filtres.py", "tests/socle/test_listes.py")(
        "a filter that means nothing shows everything", "            raise self.odd()\n", "            pass\n"
    ),
    of("socle/listes.py", "tests/socle/test_listes.py")(
        "programs are not told which filter means nothing",
        "            raise Unprocessable(errors=odd.errors) from None\n",
        "            raise Unprocessable from None\n",
    ),
    of("annuaire/roles/queries.py", "tests/portail/reglages")(
        "the first of two homonyms is meant", "    if len(found) == 1:\n", "    if found:\n"
    ),
    reglage(
        "a mission officer makes an administrator",
        '        require("give_admin", compte, viewer)\n',
        "        pass\n",
    ),
    reglage(
        "a mission officer invites an administrator",
        '        require("invite_admin", None, viewer)\n',
        "        pass\n",
    ),
    of("socle/states.py", "tests/communautes", "tests/instances")(
        "a thing moves from anywhere",
        "        if not self.allows(thing, verb):\n",
        "        if thing.etat is None:\n",
    ),
    of("socle/series.py", "tests/communautes/test_references.py")(
        "two things have one reference",
        'return f"{stem}-{number:0{self.digits}d}"',
        'return f"{stem}-{1:0{self.digits}d}"',
    ),
    of("socle/fichiers.py", "tests/socle")(
        "a spreadsheet runs what a member typed",
        '    return f"\'{text}" if text.startswith(FORMULA) else text\n',
        "    return text\n",
    ),
    of("socle/permissions.py", "tests/droits/test_table.py")(
        "the unreadable is told apart from the unknown",
        "    if found is None:\n        raise NotVisible\n    return found\n\n\n@cache\ndef _is",
        "    if found is None:\n        raise Refused\n    return found\n\n\n@cache\ndef _is",
    ),
    of("socle/security.py", "tests/socle", "tests/droits/test_forged.py", "tests/annuaire")(
        "another site posts in one's name", "    if foreign or request", "    if request"
    ),
    of("socle/markdown.py", "tests/socle", "tests/droits/test_hostile_texts.py")(
        "what a member writes runs in the page of others",
        "        return Markup(_clean(_parser().reset().convert(text)))\n",
        "        return Markup(_parser().reset().convert(text))\n",
    ),
    of("socle/sujets.py", "tests/socle", "tests/droits", "tests/communautes")(
        "a reference opens what one may not read",
        '    thing = db.session.scalar(statement, values | {"is_id": ref.id})\n',
        "    thing = db.session.get(sujet.noun, ref.id)\n",
    ),
    of("relais/notifications/carrier.py", "tests/relais", "tests/journeys/test_chain.py")(
        "one is told what one did oneself",
        "Compte.id.in_(set(notice.to) - {fait.compte_id})",
        "Compte.id.in_(set(notice.to))",
    ),
    of("communautes/propositions/permissions.py", "tests/communautes/propositions")(
        "an author supports what they wrote",
        "    if proposition.auteur_id == viewer.id:\n        return No(\"Vous l'avez",
        "    if proposition.auteur_id == -1:\n        return No(\"Vous l'avez",
    ),
    of("communautes/notes/permissions.py", "tests/communautes/notes")(
        "members read the note while it is written",
        "    told.append(Note.communaute_id.in_(communautes_of(viewer)) & (Note.etat != Etat.BROUILLON))\n",
        "    told.append(Note.communaute_id.in_(communautes_of(viewer)))\n",
    ),
    of("instances/seances/permissions.py", "tests/instances")(
        "everyone reads the agenda before it is published",
        "true() if of_the_cress(viewer) else Seance.etat == Etat.PUBLIEE, *told",
        "true(), *told",
    ),
    of("fabrique/besoins/permissions.py", "tests/fabrique")(
        "guests read a need that is not public",
        "        return select(Besoin).where(qualified, Besoin.public)\n",
        "        return select(Besoin).where(qualified)\n",
    ),
    of("echanges/fils/permissions.py", "tests/echanges", "tests/droits/test_table.py")(
        "one changes the words of another",
        "    if message.auteur_id != viewer.id:\n        return No(NOT_YOURS)\n",
        "",
    ),
)
