"""The people of the tests. They keep the same name and the same life everywhere (``docs/contrat.md``)."""

from datetime import date, timedelta

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.roles.models import Fonction as Role_
from annuaire.roles.models import Mandat, Role
from annuaire.structures.models import Famille, Structure
from communautes.espaces.models import Acces, Communaute, Fonction, Membre
from instances.organes.models import Genre, Organe, Place, Siege
from socle.clock import now
from socle.extensions import db


class Cast:
    """Amina belongs, Basile animates, Carole is a collectivité, Édith only passes by, and the others."""

    def __init__(self) -> None:
        self.amina = self._person("Amina")
        self.basile = self._person("Basile")
        self.carole = self._person("Carole")
        self.denis = self._person("Denis")
        self.edith = self._person("Édith", "edith")
        self.farid = self._person("Farid")
        self.gwen = self._person("Gwen")
        self.hugo = self._person("Hugo")
        self.ines = self._person("Inès", "ines")
        self.admin = self._person("Admin")
        db.session.flush()
        self.jardins = self._structure("Les Jardins du Marais clair", Famille.ASSOCIATION)
        self.agglo = self._structure("Agglomération d'essai", Famille.COLLECTIVITE)
        db.session.flush()
        self._role(self.farid, Role_.CHARGE_MISSION)
        self._role(self.admin, Role_.ADMIN_PLATEFORME)
        self._role(self.carole, Role_.AGENT_COLLECTIVITE, "structure", self.agglo.id)
        self.mandat_hugo = self._mandat(self.hugo, self.jardins, "directeur")
        self.mandat_carole = self._mandat(self.carole, self.agglo, "chargée de développement")
        self.pratiques = self._communaute("BPR", "bonnes-pratiques", "Bonnes pratiques", Acces.PUBLIQUE)
        self.cellule = self._communaute("PRV", "cellule", "Cellule privée", Acces.PRIVEE)
        self.tiers_lieux = self._communaute("TLX", "tiers-lieux", "Tiers-lieux", Acces.VISIBLE, self.gwen)
        self.ca = Organe(slug="ca", genre=Genre.CA, nom="Conseil d'administration", repond=True)
        db.session.add(self.ca)
        db.session.flush()
        for person, place in ((self.ines, Place.PRESIDENT), (self.denis, Place.SECRETAIRE)):
            db.session.add(
                Siege(organe_id=self.ca.id, compte_id=person.id, place=place, debut=date(2026, 1, 1))
            )
        db.session.commit()

    @classmethod
    def found_again(cls, known: dict[str, tuple[type, int]]) -> "Cast":
        """The cast of ``known_cast``, in the session of another test."""
        cast = cls.__new__(cls)
        rows = {kind: {one.id: one for one in db.session.scalars(select(kind))} for kind, _ in known.values()}
        for name, (kind, number) in known.items():
            setattr(cast, name, rows[kind][number])
        return cast

    def everyone(self) -> list[Compte]:
        """All ten of them."""
        return [
            self.amina,
            self.basile,
            self.carole,
            self.denis,
            self.edith,
            self.farid,
            self.gwen,
            self.hugo,
            self.ines,
            self.admin,
        ]

    def who(self, answer) -> set[str]:
        """Names of those for whom ``answer(person)`` is true: rights are tested as sets of people."""
        return {person.nom for person in self.everyone() if answer(person)}

    def _person(self, nom: str, alias: str | None = None) -> Compte:
        alias = alias or nom.lower()
        person = Compte(
            nom=nom,
            alias=alias,
            courriel=f"{alias}@demo.example",
            fs_uniquifier=alias,
            confirme_le=now(),
            cree_le=now() - timedelta(days=30),
        )
        db.session.add(person)
        return person

    def _structure(self, nom: str, famille: Famille) -> Structure:
        structure = Structure(nom=nom, slug=nom.lower().replace(" ", "-").replace("'", "-"), famille=famille)
        db.session.add(structure)
        return structure

    def _role(
        self, compte: Compte, fonction: Role_, kind: str | None = None, perimetre: int | None = None
    ) -> None:
        db.session.add(
            Role(
                compte_id=compte.id,
                fonction=fonction,
                perimetre_kind=kind,
                perimetre_id=perimetre,
                debut=date(2026, 1, 1),
            )
        )

    def _mandat(self, compte: Compte, structure: Structure, fonction: str) -> Mandat:
        mandat = Mandat(
            compte_id=compte.id, structure_id=structure.id, fonction=fonction, debut=date(2026, 1, 1)
        )
        db.session.add(mandat)
        return mandat

    def _communaute(
        self, code: str, slug: str, nom: str, acces: Acces, animateur: Compte | None = None
    ) -> Communaute:
        communaute = Communaute(
            code=code, slug=slug, nom=nom, objet=f"Objet de {nom}", acces=acces, instituee_le=date(2017, 3, 1)
        )
        communaute.membres = [
            Membre(compte=self.amina),
            Membre(compte=self.hugo),
            Membre(compte=animateur or self.basile, fonction=Fonction.ANIMATEUR),
        ]
        db.session.add(communaute)
        return communaute


def known_cast() -> dict[str, tuple[type, int]]:
    """Make the cast, and give the kind and the number of everyone and everything in it."""
    return {name: (type(one), one.id) for name, one in vars(Cast()).items()}
