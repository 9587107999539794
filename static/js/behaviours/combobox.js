// Typed words become a known thing: its number goes in the hidden field. data-url answers ?q= with [{id, nom, detail}].
import { debounce } from "../lib/typing.js";

export default function combobox(frame, { http }) {
  const input = frame.querySelector("input[list]");
  const chosen = frame.querySelector("[data-chosen]");
  const list = frame.querySelector("datalist");
  const known = new Map();

  const label = ({ nom, detail }) => (detail ? `${nom} (${detail})` : nom);

  const look = debounce(180, async (words) => {
    if (words.trim().length < 2) return;
    const found = await http.json(http.withQuery(frame.dataset.url, { q: words.trim() })).catch(() => []);
    list.replaceChildren(...found.map((one) => {
      known.set(label(one), one.id);
      const option = document.createElement("option");
      option.value = label(one);
      return option;
    }));
    settle();
  });

  function settle() {
    chosen.value = known.get(input.value) ?? "";
  }

  function typed() {
    settle();
    if (!chosen.value) look(input.value);
  }

  if (chosen.value && input.value) known.set(input.value, chosen.value);
  input.addEventListener("input", typed);
  return () => look.stop();
}
