// A <details> that asks for a confirmation becomes a dialogue; closing it gives the focus back.
export default function dialog(details) {
  const panel = details.querySelector(".confirm__panel");
  const title = panel.querySelector(".confirm__title");
  const summary = details.querySelector("summary");
  const box = document.createElement("dialog");
  box.className = "dialog";
  if (title) {
    title.id ||= `titre-${crypto.randomUUID()}`;
    box.setAttribute("aria-labelledby", title.id);
  }
  panel.querySelectorAll("[data-close]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => box.close());
  });

  function open(event) {
    event.preventDefault();
    box.append(panel);
    details.after(box);
    box.showModal();
  }

  function closed() {
    details.append(panel);
    box.remove();
    summary.focus();
  }

  summary.setAttribute("aria-haspopup", "dialog");
  summary.addEventListener("click", open);
  box.addEventListener("close", closed);
  box.addEventListener("click", ({ target }) => { if (target === box) box.close(); });
  return () => box.remove();
}
