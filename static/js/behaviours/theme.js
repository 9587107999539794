// Light, dark, or as the system says: the choice stays in this browser; an account that chose has its own page for it.
const WORDS = { auto: "Apparence : automatique", light: "Apparence : claire", dark: "Apparence : sombre" };
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const KEY = "fabrique:apparence";

export default function theme(button) {
  const root = document.documentElement;
  if ("choisie" in root.dataset) return undefined;

  function show() {
    button.textContent = WORDS[root.dataset.theme ?? "auto"];
  }

  function turn() {
    const chosen = NEXT[root.dataset.theme ?? "auto"];
    chosen === "auto" ? delete root.dataset.theme : (root.dataset.theme = chosen);
    try { localStorage.setItem(KEY, chosen); } catch { /* for this page only */ }
    show();
  }

  button.hidden = false;
  button.addEventListener("click", turn);
  show();
}
