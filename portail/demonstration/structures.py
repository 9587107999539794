"""The structures of the demonstration: invented, with numbers that pass their control, in real places."""

from annuaire.structures.actions import enter_structure
from annuaire.structures.models import Famille, Structure
from annuaire.territoires.models import GenreTerritoire, Territoire
from socle.extensions import db

# nom, famille, SIREN, end of the SIRET, code of the territory, objet, member of the chambre
STRUCTURES = (
    (
        "Les Jardins du Marais clair",
        Famille.ASSOCIATION,
        "999000011",
        "00018",
        "200069037",
        "Un chantier d'insertion par le maraîchage, qui livre des paniers et des cantines.",
        True,
    ),
    (
        "Scop Atelier des Terrils",
        Famille.COOPERATIVE,
        "999000029",
        "00010",
        "246200364",
        "Menuiserie et agencement à partir de bois de réemploi, par ses salariés associés.",
        True,
    ),
    (
        "Ressourcerie du Plateau",
        Famille.COOPERATIVE,
        "999000037",
        "00013",
        "200067999",
        "Collecte, réparation et vente d'objets dont plus personne ne veut. "
        "Société coopérative d'intérêt collectif.",
        True,
    ),
    (
        "Cirque de la Lys",
        Famille.ASSOCIATION,
        "999000045",
        "00016",
        "200072460",
        "Une école de cirque et des résidences, ouvertes aux quartiers et aux villages.",
        False,
    ),
    (
        "Répit & Compagnie",
        Famille.ASSOCIATION,
        "999000052",
        "00012",
        "200072460",
        "Des relais à domicile pour celles et ceux qui aident un proche.",
        True,
    ),
    (
        "Mutuelle des Deux Caps",
        Famille.MUTUELLE,
        "999000060",
        "00015",
        "246200729",
        "Complémentaire santé et prévention, gérée par ses adhérents.",
        True,
    ),
    (
        "Fondation Beffroi solidaire",
        Famille.FONDATION,
        "999000078",
        "00017",
        "200033579",
        "Soutient des initiatives locales d'insertion et de culture.",
        False,
    ),
    (
        "Mobil'Artois insertion",
        Famille.ASSOCIATION,
        "999000086",
        "00010",
        "200072460",
        "Location de véhicules à prix solidaire et auto-école associative.",
        True,
    ),
    (
        "Café des Remparts",
        Famille.SOCIETE,
        "999000094",
        "00014",
        "248000531",
        "Un café-restaurant d'utilité sociale, qui forme en cuisine.",
        False,
    ),
    (
        "CUMA des Trois Vallées",
        Famille.COOPERATIVE,
        "999000102",
        "00015",
        "200069672",
        "Des agriculteurs partagent leur matériel et une salle de découpe.",
        False,
    ),
    (
        "Maison des aidants du Vermandois",
        Famille.ASSOCIATION,
        "999000110",
        "00018",
        "200071892",
        "Accueil, écoute et ateliers pour les proches aidants.",
        False,
    ),
    (
        "Festival des Hortillonnages sonores",
        Famille.ASSOCIATION,
        "999000128",
        "00010",
        "248000531",
        "Un festival de musiques sur l'eau, préparé toute l'année avec les habitants.",
        False,
    ),
    (
        "Réseau des tiers-lieux du Nord",
        Famille.ASSOCIATION,
        "999000136",
        "00013",
        "200093201",
        "Tête de réseau : outille et relie les tiers-lieux du territoire.",
        True,
    ),
    (
        "Couveuse Horizon coop",
        Famille.COOPERATIVE,
        "999000144",
        "00017",
        "200093201",
        "Accompagne des projets d'activité jusqu'à leurs premières factures.",
        True,
    ),
    (
        "Association Parentalité 60",
        Famille.ASSOCIATION,
        "999000151",
        "00012",
        "200068047",
        "Ateliers et gardes partagées pour les jeunes parents.",
        False,
    ),
)


def plant_structures() -> dict[str, Structure]:
    """Enter every structure in the directory, or find it there. Returns them by SIREN."""
    codes = {code for *_, code, _, _ in STRUCTURES}
    places = dict(
        db.session.execute(
            db.select(Territoire.code, Territoire.id).where(
                Territoire.genre == GenreTerritoire.EPCI, Territoire.code.in_(codes)
            )
        )
        .tuples()
        .all()
    )
    known = {s.siren: s for s in db.session.scalars(db.select(Structure).where(Structure.siren.is_not(None)))}
    for nom, famille, siren, nic, code, objet, adherente in STRUCTURES:
        if siren not in known:
            known[siren] = enter_structure(
                None,
                nom=nom,
                famille=famille,
                siren=siren,
                siret=siren + nic,
                objet=objet,
                adherente=adherente,
                territoire_id=places.get(code),
                demo=True,
            )
    return {siren: known[siren] for _, _, siren, *_ in STRUCTURES}
