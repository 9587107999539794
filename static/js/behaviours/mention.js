// @ in a text: proposes people; the server says what to insert. On <text-expander keys="@" multiword="@" data-mentions-url="…">.
import "@github/text-expander-element";
import { heard } from "../lib/typing.js";

const MOST = 8;
const MARGIN = 12;

function menuOf(people) {
  const menu = document.createElement("div");
  const list = document.createElement("div");
  menu.className = "suggestions";
  list.className = "suggestions__liste";
  menu.setAttribute("role", "listbox");
  menu.setAttribute("aria-label", "Personnes");
  menu.append(list);
  for (const person of people.slice(0, MOST)) {
    const line = document.createElement("div");
    line.className = "suggestion";
    line.setAttribute("role", "option");
    line.id = `suggestion-${person.id}`;
    line.dataset.insertion = person.insertion ?? `@${person.nom}`;
    const nom = document.createElement("strong");
    nom.textContent = person.nom;
    const structure = document.createElement("span");
    structure.className = "suggestion__detail";
    structure.textContent = person.structure ?? "";
    line.append(nom, " ", structure);
    list.append(line);
  }
  return menu;
}

// The menu starts at the caret; near the right edge it moves back into the page.
function stayInside(expander) {
  const list = expander.querySelector(".suggestions__liste");
  const beyond = list ? list.getBoundingClientRect().right + MARGIN - document.documentElement.clientWidth : 0;
  if (beyond > 0) list.style.left = `${-beyond}px`;
}

export default function mention(expander, { http }) {
  async function propose(text) {
    try {
      const people = await http.json(http.withQuery(expander.dataset.mentionsUrl, { q: text }));
      return { matched: people.length > 0, fragment: menuOf(people) };
    } catch {
      return { matched: false };
    }
  }

  expander.addEventListener("text-expander-change", ({ detail }) => {
    if (detail.key === "@" && detail.text.length > 0) detail.provide(propose(detail.text));
  });
  expander.addEventListener("text-expander-activate", () => requestAnimationFrame(() => stayInside(expander)));
  expander.addEventListener("text-expander-value", ({ detail }) => { detail.value = detail.item.dataset.insertion; });
  expander.addEventListener("text-expander-committed", ({ detail }) => heard(detail.input));
}
