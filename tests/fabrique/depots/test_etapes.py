"""Bringing a need step by step, without a script: what is kept, what is asked, what is said if wrong."""

import re

import pytest
from sqlalchemy import func, select

from annuaire.territoires.queries import filiere_named
from fabrique.besoins.events import BesoinDrafted, BesoinEdited, BesoinSubmitted
from fabrique.besoins.models import Besoin, Couverture, Etat, Public
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from socle.journal import Fait
from tests.makers import make_besoin

FIRST = {"titre": "Garde la nuit", "constat": "Des familles refusent un emploi.", "suite": "continuer"}


SUMMED_UP = (
    "Soumettre à la chambre",
    "Arras (Pas-de-Calais)",
    "Aidants",
    "1\u202f400",
    "Une garde itinérante",
    "CCAS, 2025",
)


SUBMITTED = Fait.kind == BesoinSubmitted.kind()


def _need() -> Besoin:
    return db.session.scalar(select(Besoin).order_by(Besoin.id.desc()))


def _version(page) -> str:
    return re.search(r'name="version" value="(\d+)"', page.text).group(1)


ROAD = (
    {"territoire_texte": "Arras", "publics": ["familles", "aidants"], "population_estimee": "1 400"},
    {"couverture_publique": "peu_satisfait", "offre_existante": "Une crèche"},
    {
        "libelle_1": "Familles",
        "valeur_1": "14",
        "annee_1": "2025",
        "source_1": "CCAS",
        "idees": "Une garde itinérante",
    },
)


def test_the_whole_road_from_a_blank_page_to_a_receipt(cast, visit, places):
    amina = visit(cast.amina)
    page = amina.post(
        "/besoins", **FIRST, filieres="mobilite", source="enquete", date_constat="2025-03-01", cle="b-1"
    )
    besoin = _need()
    path = f"/besoins/{besoin.reference}"
    assert re.fullmatch(r"BES-20\d\d-0001", besoin.reference)
    for etape, typed in enumerate(ROAD, 2):
        assert page.location == f"{path}/etapes/{etape}"
        version = _version(amina.get(page.location))
        page = amina.post(page.location, **typed, version=version, suite="continuer")
    assert page.location == f"{path}/recapitulatif"
    summary = amina.get(page.location).text
    assert all(words in summary for words in SUMMED_UP)

    assert amina.post(f"{path}/soumission").status_code == 302
    db.session.refresh(besoin)
    assert besoin.etat is Etat.SOUMIS and besoin.filieres == [filiere_named("mobilite")]
    assert besoin.couverture_publique is Couverture.PEU_SATISFAIT and besoin.couverture_marche is None
    assert {one.public for one in besoin.publics} == {Public.FAMILLES, Public.AIDANTS}
    kinds = set(db.session.scalars(select(Fait.kind)))
    assert {BesoinDrafted.kind(), BesoinEdited.kind(), BesoinSubmitted.kind()} <= kinds
    receipt = db.session.scalar(select(Courriel).where(Courriel.compte_id == cast.amina.id))
    address = f"http://localhost{path}"
    assert besoin.reference in receipt.sujet and address in receipt.texte and address in receipt.html


def test_the_first_step_sent_twice_is_one_need(cast, visit, places):
    amina = visit(cast.amina)
    first, again = (amina.post("/besoins", **FIRST, cle="b-1") for _ in range(2))
    assert first.location == again.location
    assert db.session.scalar(select(func.count(Besoin.id))) == 1
    other = amina.post("/besoins", **FIRST | {"constat": "Un autre constat."}, cle="b-1")
    assert other.status_code == 409 and "avait déjà servi" in other.text and "Un autre constat." in other.text
    assert db.session.scalar(select(func.count(Besoin.id))) == 1


def test_references_follow_one_another_and_a_failure_takes_none(cast, visit, places):
    amina = visit(cast.amina)
    amina.post("/besoins", **FIRST, cle="1")
    first = _need().reference
    assert amina.post("/besoins", titre="", constat="", cle="2").status_code == 422
    make_besoin(cast.basile)
    db.session.rollback()
    amina.post("/besoins", **FIRST, cle="3")
    assert [int(r[-4:]) for r in db.session.scalars(select(Besoin.reference).order_by(Besoin.id))] == [
        1,
        2,
        3,
    ]
    assert first.endswith("0001")


@pytest.mark.parametrize(
    ("etape", "typed", "said"),
    [
        (1, {"titre": "", "constat": "Gardé"}, "nécessaire"),
        (1, {"titre": "T", "constat": ""}, "nécessaire"),
        (1, {"titre": "T" * 141, "constat": "Gardé"}, "140 caractères"),
        (1, {"titre": "T", "constat": "Gardé", "source": "rumeur"}, "de la liste"),
        (1, {"titre": "T", "constat": "Gardé", "date_constat": "hier"}, "forme attendue"),
        (2, {"territoire_texte": "Nulle-part", "publics": "familles"}, "Aucun territoire ne porte ce nom"),
        (2, {"territoire_texte": "Saint-Martin", "publics": "familles"}, "Saint-Martin (Somme)"),
        (2, {"publics": "familles"}, "au moins un territoire"),
        (2, {"territoire_texte": "Arras"}, "au moins une réponse"),
        (2, {"territoire_texte": "Arras", "publics": "martiens"}, "de la liste"),
        (
            2,
            {"territoire_texte": "Arras", "publics": "familles", "population_estimee": "beaucoup"},
            "forme attendue",
        ),
        (3, {"couverture_publique": "bof"}, "de la liste"),
        (4, {"valeur_1": "14"}, "ce que ce chiffre mesure"),
        (4, {"libelle_1": "F", "annee_1": "1066"}, "entre 1900 et 2100"),
    ],
)
def test_a_wrong_answer_is_told_near_its_question_and_nothing_typed_is_lost(
    cast, visit, draft, etape, typed, said
):
    before = draft.version
    page = visit(cast.amina).post(
        f"/besoins/{draft.reference}/etapes/{etape}", **typed, version=before, suite="continuer"
    )
    assert page.status_code == 422 and said in page.text
    for value in typed.values():
        assert value[:140] in page.text or value in ("rumeur", "martiens", "bof")
    db.session.refresh(draft)
    assert draft.version == before


def test_what_is_left_for_later_is_kept_as_it_is(cast, visit, places):
    amina = visit(cast.amina)
    left = amina.post("/besoins", titre="Juste un titre", constat="", suite="plus_tard", cle="l-1")
    besoin = _need()
    assert left.location == f"/besoins/{besoin.reference}/recapitulatif" and besoin.titre == "Juste un titre"
    page = amina.get(left.location)
    for words in ("Dites le constat", "au moins un territoire", "au moins un public"):
        assert words in page.text
    assert "Soumettre à la chambre" not in page.text
    assert amina.get(f"/besoins/{besoin.reference}").location == left.location
    refused = amina.post(f"/besoins/{besoin.reference}/soumission")
    assert refused.status_code == 422 and "Dites le constat" in refused.text
    assert "Il manque encore" in refused.text and 'role="alert"' in refused.text
    assert amina.post("/besoins", titre="", suite="plus_tard").status_code == 422
    later = amina.post(
        f"/besoins/{besoin.reference}/etapes/2",
        territoire_texte="Arras",
        version=besoin.version,
        suite="plus_tard",
    )
    assert later.status_code == 302
    db.session.refresh(besoin)
    assert [t.nom for t in besoin.territoires] == ["Arras"] and not besoin.publics


def test_territories_are_added_one_by_one_and_unticked(cast, visit, draft, places):
    amina, path = visit(cast.amina), f"/besoins/{draft.reference}/etapes/2"
    arras, martin = places["62041"].id, places["80700"].id
    more = amina.post(
        path,
        territoires=[arras],
        territoire_texte="Saint-Martin",
        territoire_choix=martin,
        publics="familles",
        version=draft.version,
        suite="ajouter",
    )
    assert more.status_code == 302 and path in more.location
    page = amina.get(path)
    assert "Arras (Pas-de-Calais)" in page.text and "Saint-Martin (Somme)" in page.text
    amina.post(path, territoires=[martin], publics="familles", version=_version(page), suite="continuer")
    db.session.refresh(draft)
    assert [t.id for t in draft.territoires] == [martin]


def test_a_regional_need_is_possible(cast, visit, draft):
    path = f"/besoins/{draft.reference}/etapes/2"
    visit(cast.amina).post(
        path, territoire_texte="Hauts-de-France", publics="familles", version=draft.version
    )
    db.session.refresh(draft)
    assert [t.code for t in draft.territoires] == ["32"]


def test_two_windows_do_not_overwrite_one_another(cast, visit, draft):
    amina, path = visit(cast.amina), f"/besoins/{draft.reference}/etapes/1"
    version = draft.version
    words = {"titre": "Première fenêtre", "constat": "Un", "version": version}
    assert amina.post(path, **words).status_code == 302
    assert amina.post(path, **words).status_code == 302  # the same words sent twice are no conflict
    late = amina.post(path, titre="Seconde fenêtre", constat="Deux", version=version)
    assert late.status_code == 409
    assert "Première fenêtre" in late.text and 'value="Seconde fenêtre"' in late.text
    kept = amina.post(path, titre="Seconde fenêtre", constat="Deux", version=_version(late))
    assert kept.status_code == 302
    db.session.refresh(draft)
    assert draft.titre == "Seconde fenêtre"


def test_nothing_but_the_questions_is_written(cast, visit, draft):
    path = f"/besoins/{draft.reference}/etapes/1"
    visit(cast.amina).post(
        path,
        titre="T",
        constat="C",
        version=draft.version,
        etat="qualifie",
        public="oui",
        auteur_id=1,
        reference="BES-1",
        structure_id=1,
        qualifie_par_id=1,
        demo="oui",
        motif="x",
        id=77,
    )
    db.session.refresh(draft)
    assert (
        draft.etat is Etat.BROUILLON
        and not draft.public
        and not draft.demo
        and draft.auteur_id == cast.amina.id
    )
    assert (
        draft.reference != "BES-1"
        and draft.structure_id is None
        and draft.qualifie_par_id is None
        and draft.motif == ""
    )


def test_submitting_twice_is_submitting_once(cast, visit, draft):
    amina = visit(cast.amina)
    assert amina.post(f"/besoins/{draft.reference}/soumission").status_code == 302
    again = amina.post(f"/besoins/{draft.reference}/soumission")
    assert again.status_code == 302 and again.location == f"/besoins/{draft.reference}"
    assert db.session.scalar(select(func.count(Courriel.id))) == 1
    later = amina.post(f"/besoins/{draft.reference}/soumission", cle="une autre")
    assert later.status_code == 302 and db.session.scalar(select(func.count(Fait.id)).where(SUBMITTED)) == 1


def test_a_need_already_handed_over_is_not_handed_over_again(cast, visit, waiting):
    late = visit(cast.amina).post(f"/besoins/{waiting.reference}/soumission")
    assert late.status_code == 409 and "déjà soumis" in late.text


def test_the_officers_are_told_of_a_new_need_and_the_author_of_nothing_twice(cast, visit, draft):
    visit(cast.amina).post(f"/besoins/{draft.reference}/soumission")
    carry_all()
    from relais.notifications.models import Notification

    told = db.session.execute(select(Notification.compte_id, Notification.phrase)).all()
    assert {row.compte_id for row in told} == {cast.farid.id, cast.gwen.id}
    assert all(draft.reference in row.phrase for row in told)


def test_a_need_may_be_brought_in_the_name_of_a_structure(cast, visit, places):
    hugo = visit(cast.hugo)
    assert "au titre" in hugo.get("/besoins/nouveau").text.lower()
    hugo.post("/besoins", **FIRST, mandat=cast.mandat_hugo.id, cle="h-1")
    besoin = _need()
    assert (
        besoin.mandat == "Les Jardins du Marais clair (directeur)" and besoin.structure_id == cast.jardins.id
    )
    stolen = visit(cast.amina).post("/besoins", **FIRST, mandat=cast.mandat_hugo.id, cle="h-2")
    assert stolen.status_code == 422


def test_others_do_not_write_in_a_need(cast, visit, draft, waiting, public):
    words = {"titre": "Pris", "constat": "x", "version": 1}
    assert visit(cast.farid).post(f"/besoins/{draft.reference}/etapes/1", **words).status_code == 404
    assert visit(cast.amina).post(f"/besoins/{waiting.reference}/etapes/1", **words).status_code == 409
    refused = visit(cast.edith).post(f"/besoins/{public.reference}/etapes/1", **words)
    assert refused.status_code == 403 and "déposé ce besoin" in refused.text
    assert visit().post(f"/besoins/{public.reference}/etapes/1", **words).status_code == 302
