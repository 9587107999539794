// The note editor: finds material, cites it in the text, shows what is not cited yet, guards what is not saved.
import { announce } from "../lib/announce.js";
import { debounce, insertAt } from "../lib/typing.js";

const MARK = /\[\[(\w+:\d+)\]\]/g;
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export default function note(editor) {
  const form = editor.matches("form") ? editor : editor.querySelector("form");
  const areas = () => [...form.querySelectorAll("textarea")];
  const material = [...editor.querySelectorAll("[data-ref]")];
  const filter = editor.querySelector("[data-filtre]");
  const total = editor.querySelector("[data-couverture]");
  let focused = areas()[0];
  let leaving = false;

  function coverage() {
    const cited = new Map();
    for (const area of areas()) for (const [, ref] of area.value.matchAll(MARK)) cited.set(ref, (cited.get(ref) ?? 0) + 1);
    const lines = [...editor.querySelectorAll("[data-couvre]")];
    for (const line of lines) {
      const done = cited.has(line.dataset.couvre);
      line.classList.toggle("couverture__ligne--citee", done);
      const words = line.querySelector("[data-etat]");
      if (words) words.textContent = done ? "citée" : "pas encore citée";
    }
    for (const piece of material) piece.classList.toggle("matiere--citee", cited.has(piece.dataset.ref));
    if (total) total.textContent = `${lines.filter((line) => cited.has(line.dataset.couvre)).length} sur ${lines.length}`;
  }

  function cite(ref) {
    if (!focused?.isConnected) focused = areas()[0];
    const before = focused.value.slice(0, focused.selectionStart);
    insertAt(focused, `${before && !/\s$/.test(before) ? " " : ""}[[${ref}]] `);
    announce("Citation ajoutée au texte");
  }

  const sift = debounce(120, () => {
    const words = plain(filter.value).split(/\s+/).filter(Boolean);
    for (const piece of material) piece.hidden = !words.every((word) => plain(piece.textContent).includes(word));
    const none = editor.querySelector("[data-sans-matiere]");
    if (none) none.hidden = material.some((piece) => !piece.hidden);
  });

  function click(event) {
    const button = event.target.closest("[data-cite]");
    if (button) cite(button.closest("[data-ref]").dataset.ref);
  }

  function drag(event) {
    const piece = event.target.closest?.("[data-ref]");
    if (piece) event.dataTransfer.setData("text/plain", ` [[${piece.dataset.ref}]] `);
  }

  function typed(event) {
    if (event.target === filter) return sift();
    return event.target.form === form ? recount() : undefined;
  }

  const recount = debounce(200, coverage);
  const focus = ({ target }) => { if (target.matches("textarea")) focused = target; };
  const guard = (event) => { if (!leaving && areas().some((area) => area.value !== area.defaultValue)) event.preventDefault(); };
  const sent = () => { leaving = true; };

  material.forEach((piece) => { piece.draggable = true; });
  editor.addEventListener("click", click);
  editor.addEventListener("dragstart", drag);
  editor.addEventListener("input", typed);
  editor.addEventListener("focusin", focus);
  form.addEventListener("submit", sent);
  addEventListener("beforeunload", guard);
  coverage();
  return () => { recount.stop(); removeEventListener("beforeunload", guard); };
}
