// Before the first paint: the appearance chosen in this browser, unless the account has its own.
try {
  const chosen = localStorage.getItem("fabrique:apparence");
  const ours = !("choisie" in document.documentElement.dataset);
  if (ours && (chosen === "dark" || chosen === "light")) document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be refused: the system's preference stands.
}
