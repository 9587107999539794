"""Giving and ending roles and mandates; dates that end them alone; the last administrator stays."""

from datetime import date, timedelta
from threading import Thread
from time import sleep

import pytest
import time_machine
from sqlalchemy import select

from annuaire.comptes.actions import suspend_compte
from annuaire.comptes.models import Compte
from annuaire.roles import actions
from annuaire.roles.actions import end_mandat, end_role, give_mandat, give_role, tell_what_ended
from annuaire.roles.events import MandatEnded, MandatGiven, RoleEnded, RoleGiven
from annuaire.roles.models import Fonction, Mandat, Role
from annuaire.roles.queries import has_role, signature
from socle.clock import today
from socle.database import write
from socle.errors import Conflict, Unprocessable, WrongState
from socle.extensions import db
from socle.journal import Fait
from socle.permissions import can
from socle.signatures import Signature
from socle.sujets import Ref


def happened(event) -> list[dict]:
    return [fait.details for fait in db.session.scalars(select(Fait).where(Fait.kind == event.kind()))]


def admin_role(cast) -> Role:
    return db.session.scalar(select(Role).where(Role.compte_id == cast.admin.id))


def test_a_role_is_given_held_and_taken_back(cast):
    role = give_role(cast.gwen, Signature(cast.farid.id), Fonction.ACTEUR_REFERENT, Ref("territoire", 12))
    db.session.commit()
    assert has_role(cast.gwen, Fonction.ACTEUR_REFERENT)

    end_role(role, by=Signature(cast.farid.id))
    db.session.commit()

    assert not has_role(cast.gwen, Fonction.ACTEUR_REFERENT)
    told = {"compte_id": cast.gwen.id, "role_id": role.id, "fonction": "acteur_referent"}
    assert happened(RoleGiven) == happened(RoleEnded) == [told]


def test_what_is_over_does_not_end_again(cast):
    """Somebody else ended it between the page and the act: the day stays, and nobody hears it twice."""
    farid, admin = Signature(cast.farid.id), Signature(cast.admin.id)
    role = db.session.scalar(select(Role).where(Role.compte_id == cast.carole.id))
    mandat = db.session.get(Mandat, cast.mandat_hugo.id)
    end_role(role, by=farid)
    end_mandat(mandat, by=farid)
    last = role.fin
    assert mandat.fin == last < today()
    with time_machine.travel(today() + timedelta(days=3, hours=12)):
        for end, thing in ((end_role, role), (end_mandat, mandat)):
            with pytest.raises(WrongState):
                end(thing, by=admin)
    assert role.fin == mandat.fin == last
    assert len(happened(RoleEnded)) == len(happened(MandatEnded)) == 1


def test_the_same_role_is_not_given_twice_in_one_perimeter(cast):
    give_role(cast.gwen, None, Fonction.ACTEUR_REFERENT, Ref("territoire", 12))
    give_role(cast.gwen, None, Fonction.ACTEUR_REFERENT, Ref("territoire", 13))

    with pytest.raises(Conflict):
        give_role(cast.gwen, None, Fonction.ACTEUR_REFERENT, Ref("territoire", 12))
    with pytest.raises(Conflict):
        give_role(cast.farid, None, Fonction.CHARGE_MISSION)


def test_a_role_ends_with_its_dates_without_anyone(cast):
    """SD-07: an élu loses the rights at the end of the mandate date without human action."""
    last = today() + timedelta(days=1)
    give_role(cast.ines, None, Fonction.ELU_COLLECTIVITE, Ref("structure", cast.agglo.id), fin=last)
    db.session.commit()

    assert has_role(cast.ines, Fonction.ELU_COLLECTIVITE)
    with time_machine.travel(last + timedelta(days=1, hours=12)):
        assert not has_role(cast.ines, Fonction.ELU_COLLECTIVITE)
        tell_what_ended()
    assert [told["compte_id"] for told in happened(RoleEnded)] == [cast.ines.id]


def test_a_role_to_come_gives_nothing_yet(cast):
    give_role(cast.ines, None, Fonction.CHARGE_MISSION, debut=today() + timedelta(days=1))

    assert not has_role(cast.ines, Fonction.CHARGE_MISSION)


def test_the_last_administrator_is_not_removed(cast):
    with pytest.raises(Conflict) as refusal:
        end_role(admin_role(cast), by=Signature(cast.admin.id))
    assert "nommez d'abord une autre personne" in refusal.value.reason
    db.session.rollback()

    give_role(cast.denis, Signature(cast.admin.id), Fonction.ADMIN_PLATEFORME)
    end_role(admin_role(cast), by=Signature(cast.admin.id))


def test_the_last_administrator_is_not_suspended(cast):
    with pytest.raises(Conflict):
        suspend_compte(cast.admin, Signature(cast.admin.id), "essai")
    db.session.rollback()

    give_role(cast.denis, Signature(cast.admin.id), Fonction.ADMIN_PLATEFORME)
    suspend_compte(cast.admin, Signature(cast.denis.id), "essai")
    db.session.commit()
    assert not db.session.get(Compte, cast.admin.id).actif


def test_a_suspended_administrator_does_not_count(cast):
    give_role(cast.denis, Signature(cast.admin.id), Fonction.ADMIN_PLATEFORME)
    suspend_compte(cast.denis, Signature(cast.admin.id), "essai")
    db.session.commit()

    with pytest.raises(Conflict):
        end_role(admin_role(cast), by=Signature(cast.admin.id))


def test_two_administrators_do_not_remove_each_other_at_once(app, cast, monkeypatch):
    counted = actions.keep_one_admin
    monkeypatch.setattr(actions, "keep_one_admin", lambda: (counted(), sleep(0.3)))  # the window, held open
    give_role(cast.denis, Signature(cast.admin.id), Fonction.ADMIN_PLATEFORME)
    db.session.commit()
    roles = db.session.scalars(select(Role.id).where(Role.fonction == Fonction.ADMIN_PLATEFORME)).all()
    db.session.commit()
    refused = []

    def remove(role_id):
        with app.test_request_context():
            write()
            try:
                end_role(db.session.get(Role, role_id), by=None)
                db.session.commit()
            except Conflict:
                db.session.rollback()
                refused.append(role_id)

    together = [Thread(target=remove, args=(role_id,)) for role_id in roles]
    for one in together:
        one.start()
    for one in together:
        one.join()

    assert len(refused) == 1


def test_a_mandate_signs_until_it_ends_and_what_was_signed_stays(cast):
    mandat = give_mandat(cast.amina, Signature(cast.farid.id), cast.jardins, "trésorière")
    db.session.commit()
    signed = signature(cast.amina, mandat.id)
    assert signed.mandat == "Les Jardins du Marais clair (trésorière)"

    end_mandat(mandat, by=Signature(cast.amina.id))
    db.session.commit()

    with pytest.raises(Unprocessable):
        signature(cast.amina, mandat.id)
    assert signed.mandat == "Les Jardins du Marais clair (trésorière)"
    assert len(happened(MandatGiven)) == len(happened(MandatEnded)) == 1


def test_one_mandate_for_a_structure(cast):
    with pytest.raises(Conflict):
        give_mandat(cast.hugo, None, cast.jardins, "autre")


WHO_MAY_WITH_A_MANDAT = {"end": {"Hugo", "Farid", "Admin"}}
WHO_MAY_WITH_A_ROLE = {"end": {"Farid", "Admin"}}
WHO_MAY_WITH_AN_ADMIN_ROLE = {"end": {"Admin"}}


def test_who_ends(cast):
    role = db.session.scalar(select(Role).where(Role.compte_id == cast.carole.id))

    assert cast.who(lambda person: can(person, "end", cast.mandat_hugo)) == WHO_MAY_WITH_A_MANDAT["end"]
    assert cast.who(lambda person: can(person, "end", role)) == WHO_MAY_WITH_A_ROLE["end"]
    assert cast.who(lambda person: can(person, "end", admin_role(cast))) == WHO_MAY_WITH_AN_ADMIN_ROLE["end"]


def test_who_reads(cast):
    role = db.session.scalar(select(Role).where(Role.compte_id == cast.carole.id))
    past = Mandat(
        compte_id=cast.hugo.id,
        structure_id=cast.agglo.id,
        fonction="x",
        debut=date(2020, 1, 1),
        fin=date(2021, 1, 1),
    )
    db.session.add(past)
    db.session.commit()

    assert cast.who(lambda person: can(person, "read", role)) == {"Carole", "Farid", "Admin"}
    assert cast.who(lambda person: can(person, "read", past)) == {"Hugo", "Farid", "Admin"}
    assert cast.who(lambda person: can(person, "read", cast.mandat_hugo)) == {p.nom for p in cast.everyone()}
    assert cast.who(lambda person: can(person, "end", past)) == set()


def test_its_owner_lays_a_mandate_down_from_the_page(cast, visit):
    visitor = visit(cast.hugo)
    assert "Les Jardins du Marais clair" in visitor.get("/moi/mandats").text

    path = f"/reglages/mandats/{cast.mandat_hugo.id}/fin"
    assert f'action="{path}"' in visitor.get("/moi/mandats").text

    assert visit(cast.amina).post(path).status_code == 403
    assert visitor.post(path).location == "/moi/mandats"

    assert "terminé" in visitor.get("/moi/mandats").text
    assert visitor.post(path).location == "/moi/mandats", "a second click"
    assert visit(cast.farid).post(path).status_code == 409


@pytest.mark.parametrize("loss", ["role", "mandat"])
def test_losing_a_role_or_a_mandate_hangs_up(cast, visit, loss):
    socket, _ = visit(cast.carole).listen()
    assert socket.is_connected()

    if loss == "role":
        end_role(db.session.scalar(select(Role).where(Role.compte_id == cast.carole.id)), by=None)
    else:
        end_mandat(db.session.get(Mandat, cast.mandat_carole.id), by=None)
    db.session.commit()

    assert not socket.is_connected()
