// « Citer » on a message: its words, or those selected, go into the composer as a quotation.
import { heard } from "../lib/typing.js";

export default function quote(section) {
  const form = section.querySelector(".composer");
  if (!form) return undefined;
  const { texte, reponse_a: answered } = form.elements;
  const banner = form.querySelector(".composer__citation");

  function wordsOf(message) {
    const picked = getSelection();
    const inside = picked && !picked.isCollapsed && message.contains(picked.anchorNode) && message.contains(picked.focusNode);
    if (inside) return picked.toString().trim();
    const parts = [...message.querySelectorAll(".message__texte > :not(blockquote)")]; // not what they quoted themselves
    return parts.map((part) => part.innerText.trim()).join("\n\n");
  }

  function forget() {
    if (answered) answered.value = "";
    if (banner) banner.hidden = true;
  }

  function cite(message) {
    const lines = wordsOf(message).split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
    texte.value = `${texte.value.trimEnd()}${texte.value.trim() ? "\n\n" : ""}${lines}\n\n`;
    if (answered) answered.value = message.id.replace("message-", "");
    if (banner) {
      banner.hidden = false;
      banner.querySelector("[data-nom]").textContent = message.querySelector(".message__auteur")?.textContent.trim() ?? "";
    }
    texte.focus();
    texte.setSelectionRange(texte.value.length, texte.value.length);
    heard(texte);
  }

  function click(event) {
    const button = event.target.closest("[data-citer]");
    if (button) { event.preventDefault(); cite(button.closest(".message")); }
    if (event.target.closest("[data-sans-citation]")) forget();
  }

  section.addEventListener("click", click);
  form.addEventListener("composer:emptied", forget);
  return () => section.removeEventListener("click", click);
}
