"""The whole house with a keyboard alone: all is reached by Tab, nothing is clicked, focus is always seen."""

import pytest

from tests.produit.programme import Programme
from tests.serveurs import PASSWORD

pytestmark = pytest.mark.navigateur
NAMED = """() => {
  const here = document.activeElement;
  const label = here.labels && here.labels[0];
  if (here === document.body) return {name: "", field: "", seen: false};
  const name = here.getAttribute("aria-label") || (label && label.innerText) || here.innerText
    || here.value || "";
  const marked = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  };
  const around = [here, here.parentElement, here.closest(":focus-within:not(:focus)"),
    here.closest(".composer__cadre")];
  return {name: name.replace(/\\s+/g, " ").trim(), tag: here.tagName, field: here.name || "",
          seen: here.getBoundingClientRect().width > 0 && around.some((node) => node && marked(node))};
}"""


class Keys:
    """A person who has no mouse: goes from one thing to the next, types, and presses."""

    def __init__(self, page) -> None:
        self.page = page

    def to(self, words: str, field: str = "", back: bool = False) -> "Keys":
        """Tab until something of that name has the focus; it must show that it has."""
        met = []
        for _ in range(160):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            here = self.page.evaluate(NAMED)
            if here["name"] + here["field"] and words in here["name"] and field in here["field"]:
                assert here["seen"], f"the focus cannot be seen on {here}"
                return self
            met.append(here["name"][:40])
        raise AssertionError(f"no way to « {words} » at {self.page.url}: {met}")

    def press(self, *keys: str) -> "Keys":
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> "Keys":
        """Type words where the focus is."""
        self.page.keyboard.type(words)
        return self

    def fill(self, **fields: str) -> "Keys":
        """Type into the fields of a form, in the order of the page; ``_`` in a name says which label."""
        for field, words in fields.items():
            self.to("", field=field).press("Control+a").type(words)
        return self

    def enter(self, words: str, field: str = "") -> "Keys":
        """Press what bears that name, and let the next page come."""
        self.to(words, field=field)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def confirm(self, words: str, yes: str) -> "Keys":
        """Press what asks for a second thought, then say yes in its dialogue, which has taken the focus."""
        self.to(words).press("Enter")
        assert self.page.evaluate("document.activeElement.closest('dialog[open]') !== null")
        if yes not in self.page.evaluate(NAMED)["name"]:
            self.to(yes)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def sees(self, words: str) -> "Keys":
        """Read it on the page."""
        self.page.get_by_text(words).first.wait_for()
        return self


@pytest.fixture
def keys(page_for):
    """``keys("amina")``: she has come in, by the keyboard."""

    def come_in(name: str) -> Keys:
        person = Keys(page_for())
        person.page.goto("/")
        person.enter("Se connecter").fill(courriel=f"{name}@demo.example", mot_de_passe=PASSWORD)
        return person.enter("Se connecter")

    return come_in


def test_one_joins_reads_from_the_last_unread_and_posts(keys, produit):
    edith = keys("edith")
    edith.enter("Communautés").enter("Bonnes pratiques").enter("Rejoindre la communauté").sees("Quitter")
    edith.enter("Mettre en commun une comptable").to("Votre message").type("Bonjour à vous.")
    edith.press("Control+Enter").sees("Bonjour à vous.")
    for n in range(3):
        Programme(produit.url, "hugo").post(
            "/fils/7/messages", texte=f"Depuis, numéro {n}", cle=f"clavier-{n}"
        )
    edith.page.goto("/")
    edith.enter("Bonnes pratiques").enter("Mettre en commun une comptable")
    assert edith.page.locator("#nouveau").is_visible()
    place = edith.page.evaluate("document.querySelector('#nouveau').getBoundingClientRect().top")
    assert 0 <= place < edith.page.viewport_size["height"]
    edith.to("Citer").sees("Depuis, numéro 0")
    assert (
        edith.page.evaluate("document.activeElement.closest('.message').innerText").find("Depuis, numéro 0")
        >= 0
    )
    edith.press("Enter").type("Très juste, @hug")
    edith.page.get_by_role("option", name="Hugo").wait_for()
    edith.press("Enter")
    edith.type("!").press("Control+Enter")
    sent = edith.page.locator(".message").last
    sent.locator("blockquote").wait_for()
    assert "@hugo" in sent.inner_text()


def test_a_word_goes_to_the_board_and_comes_back(keys):
    amina, hugo, basile, denis = (keys(name) for name in ("amina", "hugo", "basile", "denis"))
    amina.page.goto("/fils/8")
    amina.to("Choisir le message 1").press("Space").to("Choisir le message 2").press("Space")
    amina.enter("En faire une proposition").fill(titre="Une trame pour refaire ses statuts")
    amina.fill(description="Trois modèles commentés.", objectif="Que les usagers entrent au conseil.")
    amina.enter("Déposer la proposition").sees("Déposée")
    address = amina.page.url
    hugo.page.goto(address)
    hugo.enter("Soutenir").sees("Retirer mon soutien")
    basile.page.goto(address)
    basile.confirm("Retenir", "Retenir").sees("Retenue par la communauté")
    note = _written(basile)
    _decided(denis, note)
    amina.enter("Nouvelles").enter("Le conseil a répondu").sees("Portée par la chambre")
    amina.page.goto("/ma-parole")
    amina.sees("Portée par la chambre")


def _written(basile: Keys) -> str:
    """Basile writes the note, cites, and transmits it; its address."""
    basile.page.goto("/communautes/bonnes-pratiques")
    basile.enter("Écrire une note").fill(titre="Rapport de novembre").enter("Commencer la note")
    basile.to("", field="proposition").type("PRO-BPR-2026-002").enter("Ajouter à la note")
    basile.fill(resume="Une trame courte", attendu="Que la chambre la diffuse").enter("Enregistrer la ligne")
    basile.to("", field="avancement").press("Control+End").type("\nLe groupe avance.")
    basile.enter("Enregistrer").enter("Relire et transmettre")
    basile.confirm("Transmettre au conseil", "Transmettre").sees("Transmise au conseil")
    return basile.page.url


def _decided(denis: Keys, note: str) -> None:
    """Denis puts it on the agenda, opens, answers, closes and publishes."""
    denis.page.goto(note)
    denis.enter("Inscrire à l’ordre du jour")
    denis.page.goto("/seances/3")
    denis.enter("Ouvrir la séance").to("", field="issue").press("Space")
    denis.fill(motif="Le conseil porte cette trame.", pilote="Farid Ouali").to("", field="echeance").type(
        "01062027"
    )
    denis.enter("Enregistrer la réponse")
    denis.enter("Clore la séance").confirm("Publier les réponses", "Publier").sees("Portée par la chambre")


def test_a_need_is_posted(keys):
    carole = keys("carole")
    carole.to(": accueil").enter("Fabrique").enter("Déposer un besoin")
    carole.fill(titre="Garder les enfants la nuit", constat="Des familles refusent un emploi de nuit.")
    carole.enter("Enregistrer et continuer").fill(territoire="Lens")
    carole.to("Familles").press("Space").enter("Enregistrer et continuer")
    carole.to("", field="couverture_publique").press("Space").to("", field="couverture_marche").press("Space")
    carole.enter("Enregistrer et continuer").fill(
        libelle_1="Familles", valeur_1="14", annee_1="2025", source_1="CCAS"
    )
    carole.enter("Enregistrer et relire").enter("Soumettre à la chambre").sees("Soumis")
