// Before the first paint: the appearance this person chose, if they chose one.
try {
  const chosen = localStorage.getItem("fabrique:apparence");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be refused: the system's preference stands.
}
