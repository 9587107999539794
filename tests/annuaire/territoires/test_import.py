"""The official map: what it holds after the import, what a second one changes, what does not join."""

from sqlalchemy import delete, func, select

from annuaire.territoires.actions import import_territoires
from annuaire.territoires.events import TerritoiresImported
from annuaire.territoires.models import Filiere, GenreTerritoire, Rattachement, Territoire
from annuaire.territoires.queries import contained_in, counted_children, filiere_named
from socle.extensions import db
from socle.journal import Fait
from tests.makers import SMALL_MAP, make_territoires


def _count(condition) -> int:
    return db.session.scalar(select(func.count()).select_from(Territoire).where(condition))


def test_the_map_of_the_region_is_the_official_one(app):
    ran = app.test_cli_runner().invoke(args=["territoires", "import"])
    assert ran.exit_code == 0, ran.output
    assert "26 points dont la commune n'existe plus" in ran.output
    assert "Villes Soeurs : 15 communes hors de la région" in ran.output

    region, departement = (
        db.session.scalar(select(Territoire).where(Territoire.genre == genre, Territoire.code == code))
        for genre, code in ((GenreTerritoire.REGION, "32"), (GenreTerritoire.DEPARTEMENT, "62"))
    )
    assert region.population == 5_992_194
    assert departement.population == 1_457_905
    assert counted_children(departement)[GenreTerritoire.COMMUNE] == 887
    inside = Territoire.id.in_(contained_in([region.id])) & (Territoire.genre == GenreTerritoire.COMMUNE)
    assert _count(inside) == 3_782
    people = select(func.sum(Territoire.population)).where(inside)
    assert db.session.scalar(people) == 5_992_194
    assert _count(Territoire.latitude.is_(None) & (Territoire.genre == GenreTerritoire.COMMUNE)) == 0

    again = app.test_cli_runner().invoke(args=["territoires", "import"])
    assert "Rien n'a changé" in again.output


def test_a_second_import_changes_nothing_and_tells_nothing(app):
    make_territoires()
    before = db.session.scalars(select(Fait.kind).order_by(Fait.id)).all()
    assert before == [TerritoiresImported.kind()]
    bilan = import_territoires(SMALL_MAP, "32")
    db.session.commit()
    assert (bilan.nouveaux, bilan.changes, bilan.liens) == (0, 0, 0)
    assert db.session.scalars(select(Fait.kind).order_by(Fait.id)).all() == before


def test_a_code_that_has_gone_is_marked_and_told_never_deleted(app):
    places = make_territoires()
    fewer = SMALL_MAP._replace(communes=[c for c in SMALL_MAP.communes if c["code"] != "62004"])
    bilan = import_territoires(fewer, "32")
    db.session.commit()
    assert bilan.disparus == ["62004 Achicourt (Pas-de-Calais)"]
    gone = db.session.get(Territoire, places["62004"].id)
    db.session.refresh(gone)
    assert gone.disparu
    assert "62004" not in {t.code for t in _near("achi")}
    import_territoires(SMALL_MAP, "32")
    db.session.commit()
    db.session.refresh(gone)
    assert not gone.disparu


def _near(words: str) -> list[Territoire]:
    from annuaire.territoires.queries import near

    return near(words)


def test_what_moved_is_brought_up_to_date(app):
    places = make_territoires()
    db.session.execute(delete(Rattachement).where(Rattachement.enfant_id == places["62041"].id))
    moved = [c | {"population": 50_000} if c["code"] == "62041" else c for c in SMALL_MAP.communes]
    bilan = import_territoires(SMALL_MAP._replace(communes=moved), "32")
    db.session.commit()
    arras = places["62041"]
    db.session.refresh(arras)
    assert arras.population == 50_000
    assert bilan.liens == 2
    # the commune, its EPCI, its département, its région
    assert bilan.changes == 4


def test_an_epci_across_a_border_hangs_on_both_sides_and_leads_no_further(app):
    places = make_territoires()
    ternois, villes = places["200069672"], places["247600588"]
    assert {p.code for p in ternois.parents} == {"62", "80"}
    assert {p.code for p in villes.parents} == {"80", "76"}
    assert ternois.departement == "Pas-de-Calais, Somme"
    ids = set(db.session.scalars(contained_in([places["62"].id])))
    assert ternois.id in ids and places["62767"].id in ids
    assert places["80300"].id not in ids
    normandie = set(db.session.scalars(contained_in([places["region-28"].id])))
    assert villes.id in normandie and places["80533"].id not in normandie
    assert "76255" not in places


def test_lineage_and_content_say_the_same(app):
    places = make_territoires()
    for container in places.values():
        inside = set(db.session.scalars(contained_in([container.id])))
        assert inside == {t.id for t in places.values() if container.id in t.lignee}, container.nom_long


def test_homonyms_are_told_by_their_departement(app):
    names = {t.nom_long for t in make_territoires().values() if t.nom == "Saint-Martin"}
    assert names == {"Saint-Martin (Pas-de-Calais)", "Saint-Martin (Somme)"}


def test_what_does_not_join_is_reported(app):
    bilan = import_territoires(SMALL_MAP, "32")
    assert bilan.points_perdus == ["62998"]
    assert bilan.sans_epci == ["Saint-Martin (Pas-de-Calais)", "Saint-Martin (Somme)"]
    assert bilan.sans_habitant == ["Saint-Martin (Somme)"]
    assert "Arras (Pas-de-Calais)" not in bilan.sans_point and len(bilan.sans_point) == 5
    assert bilan.hors_region == {"Communauté de communes des Villes Soeurs": 1}


def test_an_alias_leads_to_its_filiere(app):
    make_territoires()
    assert filiere_named("alimentation").nom == "Alimentation et circuits de proximité"
    assert filiere_named("Circuits courts").code == filiere_named("alimentation_circuits").code
    assert filiere_named("poterie") is None
    assert db.session.scalar(select(func.count(Filiere.id))) == 5
