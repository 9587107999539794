"""People and communautés of a story, written in bulk: the very rows that the actions would have written.

``tests/bench/test_rows.py`` compares them, table by table.
"""

from datetime import datetime

from sqlalchemy import inspect

from annuaire.comptes.events import CompteConfirmed, CompteOpened
from annuaire.comptes.models import Compte
from annuaire.territoires.models import plain
from communautes.espaces.events import AnimateurNamed, CommunauteCreated, MembreJoined
from communautes.espaces.models import Acces, Communaute, Entree, Fonction, Membre

from .dits import Dits
from .recit import Recit
from .registre import Registre
from .textes import alias, nom


class Masse:
    """The rows of one story, made in the order in which it happens."""

    def __init__(self, recit: Recit, mot_de_passe: str) -> None:
        self.recit, self.mot_de_passe = recit, mot_de_passe
        self.registre = Registre()
        self.comptes: list[int] = []
        self.communautes: list[int] = []
        self.step = 0

    def write(self) -> Dits:
        """Write everything, and give where the talk is; whoever calls commits."""
        self._people()
        self._communautes()
        dits = Dits(self.recit, self.registre, self.comptes, self.communautes)
        dits.write(self._moment)
        return dits

    def _moment(self) -> datetime:
        self.step += 1
        return self.recit.ouverture(self.step)

    def _people(self) -> None:
        nothing = {c.key: None for c in inspect(Compte).columns if c.nullable}
        for number in range(self.recit.taille.comptes):
            quand, compte_id, said = self._moment(), self.registre.next(Compte), nom(number)
            self.comptes.append(compte_id)
            row = nothing | {"id": compte_id, "courriel": f"bench-{number}@exemple.test", "nom": said}
            row |= {
                "alias": alias(number),
                "presentation": "",
                "mot_de_passe": self.mot_de_passe,
                "actif": True,
            }
            row |= {
                "motif_suspension": "",
                "fs_uniquifier": f"bench-{number}",
                "theme": "auto",
                "demo": False,
            }
            self.registre.add(Compte, **row | {"rythme": "aucun", "cree_le": quand, "confirme_le": quand})
            self.registre.fact(CompteOpened, quand, compte_id, compte_id=compte_id)
            self.registre.fact(CompteConfirmed, quand, compte_id, compte_id=compte_id)

    def _communautes(self) -> None:
        registre, founder = self.registre, self.comptes[0]
        for number, membres in enumerate(self.recit.membres):
            quand, ident = self._moment(), registre.next(Communaute)
            self.communautes.append(ident)
            said, first = f"Communauté d’essai {number + 1}", self.comptes[membres[0]]
            row = {"id": ident, "code": f"BN{number}", "slug": f"bench-{number}", "nom": said, "version": 1}
            row |= {"recherche": plain(said), "nom_provisoire": False, "objet": f"Objet de « {said} »."}
            row |= {"regles": "", "regles_html": "", "acces": Acces.PUBLIQUE, "entree": Entree.LIBRE}
            row |= {"effectif": len(membres), "representees": 0}
            registre.add(Communaute, **row, instituee_le=quand.date(), creee_le=quand)
            registre.fact(CommunauteCreated, quand, founder, communaute_id=ident)
            self._membre(Fonction.ANIMATEUR, membres[0], quand, founder)
            named = registre.fact(AnimateurNamed, quand, founder, communaute_id=ident, compte_id=first)
            if first != founder:
                phrase = f"Vous animez désormais la communauté « {said} »"
                registre.tell((named, quand), first, phrase, f"communaute:{ident}")
            for one in membres[1:]:
                self._membre(Fonction.MEMBRE, one, quand, self.comptes[one])

    def _membre(self, fonction: Fonction, number: int, quand: datetime, by: int) -> None:
        which = {"communaute_id": self.communautes[-1], "compte_id": self.comptes[number]}
        # What members are sorted by; a table without these columns is written without them.
        place = {"groupe": "", "alias": alias(number)}
        self.registre.add(Membre, **which, **place, fonction=fonction, structure_id=None, entre_le=quand)
        self.registre.fact(MembreJoined, quand, by, **which)
