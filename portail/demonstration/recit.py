"""The story of the demonstration, told by actions: nothing is inserted that a person could not have done."""

from datetime import date, datetime, timedelta

from communautes.espaces.actions import ask_in, create_communaute, join, let_in, open_doors, write_etape
from communautes.espaces.models import Acces, Communaute, Entree, Fonction
from communautes.notes.actions import add_line, start_note
from communautes.propositions.actions import move_proposition
from communautes.propositions.models import Proposition
from echanges.fils.actions import react
from echanges.rencontres.models import Rencontre, Site
from instances.decisions.models import Issue
from instances.organes.actions import create_organe, give_siege
from instances.organes.models import Genre, Organe, Place
from instances.plans.actions import finish_action, start_action
from instances.plans.models import Action
from instances.seances.actions import plan_seance
from socle.clock import PARIS, at, now
from socle.extensions import db
from socle.markdown import redige

from . import paroles
from .conteur import People, day, me, note_to_board, propose, sit, talk
from .printemps import FILS_2026, PROPOSITIONS_2026


def institute(people: People) -> dict[str, Communaute]:
    """March 2017: the chambre institutes eight communautés (S2); three have a provisional name."""
    communautes = {}
    with at(day(2017, 3, 6)):
        for code, slug, nom, objet, acces, entree, qui, provisoire in paroles.COMMUNAUTES:
            communaute = create_communaute(code, slug, nom, objet, me(people, "farid"), date(2017, 3, 1))
            communaute.nom_provisoire = provisoire
            regles = redige(paroles.REGLES)
            communaute.regles, communaute.regles_html = regles.source, regles.html
            let_in(communaute, people[qui].id, me(people, qui), Fonction.ANIMATEUR)
            open_doors(communaute, Acces(acces), Entree(entree), me(people, qui))
            communautes[slug] = communaute
        for name in ("amina", "hugo", "nora", "yanis", "lucie"):
            for slug in ("bonnes-pratiques", "territoire"):
                join(communautes[slug], me(people, name))
        for slug in ("tiers-lieux", "ess-nouvelle-generation", "communication"):
            join(communautes[slug], me(people, "amina"))
    return communautes


def seat(people: People) -> Organe:
    """The board of the chambre, and who sits in it."""
    with at(day(2017, 3, 7)):
        organe = create_organe(
            me(people, "farid"),
            Genre.CA,
            "Conseil d'administration",
            "Il reçoit les notes des communautés, répond ligne par ligne, "
            "et publie ses réponses en un seul acte.",
            adresse="ca",
            repond=True,
        )
        for name, place, college in (
            ("ines", Place.PRESIDENT, "associations"),
            ("denis", Place.SECRETAIRE, "coopératives"),
        ):
            give_siege(organe, me(people, "farid"), people[name], place, college=college)
    return organe


def year_2017(people: People, communautes: dict[str, Communaute], organe: Organe) -> None:
    """The seed fact (S2): the guide is made known, a strong moment is carried for November."""
    bpr = communautes["bonnes-pratiques"]
    _, said = talk(
        people, bpr, "Faire connaître le guide dans la région", paroles.GUIDE_2017, day(2017, 4, 11)
    )
    with at(day(2017, 5, 2)):
        guide = propose(
            people, bpr, "amina", paroles.TOURNEE_2017, said[1:3], ("hugo", "nora", "yanis", "basile")
        )
        fort = propose(people, bpr, "yanis", paroles.TEMPS_FORT_2017, said[3:], ("nora", "lucie"))
    with at(day(2017, 5, 20)):
        text = (
            "Le groupe s'est réuni deux fois, à Lille et à Amiens. "
            f"Le guide est mal connu [[message:{said[3].id}]] ; "
            f"les exemples existent [[message:{said[2].id}]]."
        )
        note = note_to_board(people, bpr, "basile", "Faire connaître et faire envie", text, [guide, fort])
    answers = {
        guide.id: (
            Issue.PORTEE,
            "Le conseil partage l'analyse et porte cette thématique forte.",
            "Farid Ouali",
        ),
        fort.id: (Issue.PORTEE, "Une date est retenue dans le Mois de l'ESS.", "Farid Ouali"),
    }
    with at(day(2017, 6, 1)):
        sit(people, organe, "Conseil de juin 2017", day(2017, 6, 15, 14), [note], answers)
    action = db.session.scalars(db.select(Action).order_by(Action.id)).first()
    with at(day(2017, 9, 4)):
        start_action(action, me(people, "farid"))
    with at(day(2017, 12, 5)):
        finish_action(action, me(people, "farid"), paroles.RESULTAT_2017)


def spring_2026(people: People, communautes: dict[str, Communaute], organe: Organe) -> None:
    """One answer of each kind, so that every end of the road is seen."""
    notes: dict[str, tuple[str, list[Proposition]]] = {}
    answers = {}
    said = {
        titre: talk(people, communautes[row[0]], *FILS_2026[titre], day(2026, 2, 3 + place))[1]
        for place, row in enumerate(PROPOSITIONS_2026)
        for titre in [row[2]]
    }
    with at(day(2026, 3, 3)):
        for slug, who, titre, description, objectif, issue, motif, pilote in PROPOSITIONS_2026:
            words = titre, description, objectif
            proposition = propose(people, communautes[slug], who, words, said[titre], _others(who))
            answers[proposition.id] = (Issue(issue), motif, pilote)
            notes.setdefault(slug, (_animateur(slug), []))[1].append(proposition)
        bus = propose(
            people,
            communautes["territoire"],
            "hugo",
            ("Bus des élus chez les structures", "Une journée de visites.", "Que les élus voient."),
            [],
            (),
        )
        move_proposition(
            bus,
            me(people, "hugo"),
            "withdraw",
            "Une autre structure l'organise déjà ; nous nous joignons à elle.",
        )
    sent = []
    for slug, (who, propositions) in notes.items():
        with at(day(2026, 4, 2)):
            text = "Le groupe s'est réuni trois fois depuis l'automne, à Lille et à Amiens en même temps."
            sent.append(
                note_to_board(people, communautes[slug], who, "Rapport de printemps", text, propositions)
            )
    with at(day(2026, 4, 10)):
        sit(people, organe, "Conseil d'avril 2026", day(2026, 4, 23, 14), sent, answers)


def _others(who: str) -> tuple[str, ...]:
    return tuple(name for name in ("amina",) if name != who)


def _animateur(slug: str) -> str:
    return next(row[6] for row in paroles.COMMUNAUTES if row[1] == slug)


def this_autumn(people: People, communautes: dict[str, Communaute], organe: Organe) -> None:
    """What is going on now: a living fil, a retained proposition, a sitting to come."""
    bpr = communautes["bonnes-pratiques"]
    start = now() - timedelta(days=6)
    _, said = talk(people, bpr, "Mettre en commun une comptable ?", paroles.COMPTABLE_2026, start)
    talk(people, bpr, "Qui a déjà refait ses statuts ?", paroles.STATUTS_2026, start + timedelta(days=3))
    react(said[0], me(people, "hugo"), "accord")
    react(said[0], me(people, "yanis"), "accord")
    react(said[2], me(people, "amina"), "merci")
    words = (
        "Partager un poste de comptable entre cinq associations",
        "Que la chambre soutienne un groupement d'employeurs autour d'un poste de comptable à temps plein, "
        "avec une convention type.",
        "Cinq comptabilités tenues à l'heure, un emploi entier sur le territoire.",
    )
    proposition = propose(people, bpr, "amina", words, said[:3], ("hugo", "yanis", "nora"))
    move_proposition(proposition, me(people, "basile"), "retain")
    write_etape(bpr, me(people, "basile"), redige(paroles.OU_EN_EST_ON), 0)
    _letter(people, communautes, start)
    _to_come(people, organe, bpr)


def _letter(people: People, communautes: dict[str, Communaute], start: datetime) -> None:
    """A note being written, a proposition just submitted, someone who asks to come in."""
    com = communautes["communication"]
    _, heard = talk(
        people, com, "Savoir ce que font les autres", paroles.LETTRE_2026, start + timedelta(days=1)
    )
    letter = propose(people, com, "nora", paroles.LETTRE, heard, ("amina",))
    move_proposition(letter, me(people, "nora"), "retain")
    autumn = start.date().replace(month=9, day=1), start.date()
    note = start_note(
        com, me(people, "nora"), "Rapport d'automne", *autumn, redige("Le groupe s'est réuni deux fois.")
    )
    add_line(note, me(people, "nora"), letter)
    propose(people, communautes["tiers-lieux"], "yanis", paroles.CALENDRIER_2026, [], ())
    ask_in(communautes["accompagnement"], me(people, "edith"), paroles.DEMANDE)


def _to_come(people: People, organe: Organe, bpr: Communaute) -> None:
    """A sitting of the board, and a meeting of the communauté before it."""
    soon = (now().astimezone(PARIS) + timedelta(days=18)).replace(hour=14, minute=0, second=0, microsecond=0)
    sites = [("Lille", "Maison de l'ESS, salle Beffroi"), ("Amiens", "Espace des Hortillons, salle 2")]
    plan_seance(organe, me(people, "denis"), "Prochain conseil", soon, soon + timedelta(hours=3), sites)
    meeting = Rencontre(
        sujet_kind="communaute",
        sujet_id=bpr.id,
        titre="Rencontre de la communauté",
        debut=soon - timedelta(days=9),
        fin=soon - timedelta(days=9) + timedelta(hours=2),
    )
    meeting.sites = [
        Site(ville=ville, lieu=lieu, accessibilite="Accès de plain-pied") for ville, lieu in sites
    ]
    db.session.add(meeting)
    db.session.flush()
