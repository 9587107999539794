// Links to #panels become tabs; with data-until="900", only below that width.
export default function tabs(nav) {
  const links = [...nav.querySelectorAll("a[href^='#']")];
  const panels = links.map((link) => document.getElementById(link.hash.slice(1)));
  const first = Math.max(0, links.findIndex((link) => link.hasAttribute("aria-current")));
  const narrow = matchMedia(nav.dataset.until ? `(max-width: ${nav.dataset.until - 0.02}px)` : "all");

  function choose(index, focus = false) {
    links.forEach((link, at) => {
      link.setAttribute("aria-selected", String(at === index));
      link.tabIndex = at === index ? 0 : -1;
      panels[at].hidden = at !== index;
    });
    if (focus) links[index].focus();
  }

  function dress() {
    const on = narrow.matches;
    nav.toggleAttribute("data-tabs", on);
    on ? nav.setAttribute("role", "tablist") : nav.removeAttribute("role");
    links.forEach((link, at) => {
      for (const [name, value] of [["role", "tab"], ["aria-controls", panels[at].id]]) on ? link.setAttribute(name, value) : link.removeAttribute(name);
      on ? panels[at].setAttribute("role", "tabpanel") : panels[at].removeAttribute("role");
      if (!on) { panels[at].hidden = false; link.removeAttribute("tabindex"); link.removeAttribute("aria-selected"); }
    });
    links.forEach((link) => link.removeAttribute("aria-current"));
    const asked = links.findIndex(({ hash }) => hash === location.hash);
    if (on) choose(asked >= 0 ? asked : first);
  }

  function click(event) {
    const index = links.indexOf(event.target.closest("a"));
    if (index < 0 || !narrow.matches) return;
    event.preventDefault();
    choose(index);
  }

  function key({ key: pressed, target }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[pressed];
    if (step && narrow.matches) choose((links.indexOf(target) + step + links.length) % links.length, true);
  }

  nav.addEventListener("click", click);
  nav.addEventListener("keydown", key);
  narrow.addEventListener("change", dress);
  dress();
  return () => narrow.removeEventListener("change", dress);
}
