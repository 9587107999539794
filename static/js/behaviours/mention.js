// @ in a text: proposes people; the server says what to insert. On <text-expander keys="@" multiword="@" data-mentions-url="…">.
import "@github/text-expander-element";
import { heard } from "../lib/typing.js";

const MOST = 8;

function menuOf(people) {
  const menu = document.createElement("ul");
  menu.className = "suggestions";
  menu.setAttribute("role", "listbox");
  for (const person of people.slice(0, MOST)) {
    const line = document.createElement("li");
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
    menu.append(line);
  }
  return menu;
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
  expander.addEventListener("text-expander-value", ({ detail }) => { detail.value = detail.item.dataset.insertion; });
  expander.addEventListener("text-expander-committed", ({ detail }) => heard(detail.input));
}
