// A long form keeps its draft in the browser: <form data-behaviour="autosave" data-draft="besoin:nouveau">.
import { kept, noteSent } from "../lib/kept.js";
import { debounce, heard } from "../lib/typing.js";

const SKIPPED = ["csrf_token", "cle"];

export default function autosave(form) {
  const draft = kept(form.dataset.draft);
  const state = form.querySelector("[data-etat-brouillon]");
  const say = (sentence) => { if (state) state.textContent = sentence; };
  const fields = () => [...form.elements].filter(({ name, type }) => name && !SKIPPED.includes(name) && !["submit", "button", "file", "password"].includes(type));

  const value = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
  const key = (field) => (["checkbox", "radio"].includes(field.type) ? `${field.name}=${field.value}` : field.name);
  const now = () => Object.fromEntries(fields().map((field) => [key(field), value(field)]));

  const printed = JSON.stringify(now());

  const save = debounce(700, () => {
    if (JSON.stringify(now()) === printed) return draft.drop();
    if (draft.write({ fields: now(), le: Date.now() })) say("Brouillon enregistré sur cet appareil");
  });

  function put(values) {
    for (const field of fields()) {
      if (!(key(field) in values)) continue;
      ["checkbox", "radio"].includes(field.type) ? (field.checked = values[key(field)]) : (field.value = values[key(field)]);
    }
    form.querySelectorAll("textarea").forEach(heard);
  }

  function offer({ fields: values, le }) {
    const moment = new Date(le);
    const day = moment.toLocaleDateString("fr-FR", { day: "numeric", month: "long" });
    const when = `${day} à ${moment.getHours()} h ${String(moment.getMinutes()).padStart(2, "0")}`;
    const box = document.createElement("div");
    box.className = "notice autosave";
    const words = document.createElement("p");
    words.textContent = `Un brouillon du ${when} a été repris. `;
    const wipe = document.createElement("button");
    wipe.type = "button";
    wipe.className = "button button--quiet button--small";
    wipe.textContent = "Revenir au texte enregistré";
    wipe.addEventListener("click", () => { put(JSON.parse(printed)); draft.drop(); box.remove(); say(""); });
    words.append(wipe);
    box.append(words);
    form.prepend(box);
    put(values);
  }

  const found = draft.read();
  if (found && JSON.stringify(found.fields) === printed) draft.drop();
  else if (found) offer(found);

  const leaving = () => save.now();
  const sent = () => { save.now(); noteSent(draft.key); };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", sent);
  addEventListener("pagehide", leaving);
  return () => { save.stop(); removeEventListener("pagehide", leaving); };
}
