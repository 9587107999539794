// A button that shows the text as the house will print it, and goes back to writing. data-url, data-champ (name of the field).
export default function apercu(button, { http }) {
  const form = button.form;
  const field = form.elements[button.dataset.champ || "texte"];
  const pane = form.querySelector("[data-apercu]");
  const words = button.querySelector("span") ?? button;
  const write = words.textContent;

  function back() {
    pane.hidden = true;
    field.hidden = false;
    words.textContent = write;
    button.setAttribute("aria-pressed", "false");
  }

  async function look() {
    try {
      pane.innerHTML = await http.html(button.dataset.url, { texte: field.value, csrf_token: http.token() });
    } catch (error) {
      pane.textContent = error.message;
    }
    pane.hidden = false;
    field.hidden = true;
    words.textContent = "Reprendre l’écriture";
    button.setAttribute("aria-pressed", "true");
  }

  const click = () => (pane.hidden ? look() : (back(), field.focus()));
  button.hidden = false;
  button.addEventListener("click", click);
  form.addEventListener("submit", back);
  return () => form.removeEventListener("submit", back);
}
