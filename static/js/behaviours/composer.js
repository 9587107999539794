// Where one writes in a fil: keeps the draft, shows the message at once, loses nothing through any failure.
import { attente } from "../lib/attente.js";
import { kept } from "../lib/kept.js";
import { debounce, heard } from "../lib/typing.js";

export default function composer(form, { http }) {
  const fields = form.elements;
  const section = form.closest("[data-fil]");
  const list = section?.querySelector(".fil__messages");
  const name = `fil:${section?.dataset.fil ?? form.action}`;
  const draft = kept(name);
  const state = form.querySelector(".composer__etat");
  const wrong = form.querySelector(".composer__refus");
  const failed = new Map();
  const say = (sentence) => { if (state) state.textContent = sentence; };

  const waiting = attente({
    name, list: section?.dataset.last === "1" ? list : null, template: form.querySelector("template"), retry: deliver,
    takeBack(parcel) {
      failed.delete(parcel.cle);
      fields.texte.value = [parcel.texte, fields.texte.value].filter(Boolean).join("\n\n");
      fields.texte.focus();
      heard(fields.texte);
    },
  });

  function refuse(sentence) {
    if (wrong) { wrong.textContent = sentence; wrong.hidden = !sentence; }
    sentence ? fields.texte.setAttribute("aria-invalid", "true") : fields.texte.removeAttribute("aria-invalid");
  }

  const save = debounce(500, () => {
    if (!fields.texte.value.trim()) { draft.drop(); return say(""); }
    const saved = draft.write({ texte: fields.texte.value, mandat: fields.mandat?.value, reponse_a: fields.reponse_a?.value });
    say(saved ? "Brouillon enregistré" : "");
  });

  function typed() {
    refuse("");
    fields.texte.classList.toggle("composer__texte--long", fields.texte.value.split("\n").length > 3);
    save();
    if (fields.texte.value.trim()) form.dispatchEvent(new CustomEvent("fil:writing", { bubbles: true }));
  }

  function empty() {
    fields.texte.value = "";
    fields.texte.classList.remove("composer__texte--long");
    if (fields.reponse_a) fields.reponse_a.value = "";
    form.dispatchEvent(new CustomEvent("composer:emptied"));
    fields.cle.value = crypto.randomUUID();
    save.stop();
    draft.drop();
    say("");
  }

  function giveBack(parcel, error) {
    waiting.done(parcel);
    if (!fields.texte.value.includes(parcel.texte)) fields.texte.value = [parcel.texte, fields.texte.value].filter(Boolean).join("\n\n");
    heard(fields.texte);
    save.now();
    refuse([error.errors.texte].flat()[0] || error.message);
    fields.texte.focus();
  }

  async function deliver(parcel) {
    failed.delete(parcel.cle);
    waiting.sending(parcel);
    if (!waiting.shown()) say("Envoi…");
    try {
      const posted = await http.send(form.action, { csrf_token: http.token(), ...parcel });
      waiting.done(parcel);
      say("");
      if (!waiting.shown()) return location.assign(section?.dataset.lastUrl ?? location.href);
      form.dispatchEvent(new CustomEvent("fil:posted", { bubbles: true, detail: posted }));
    } catch (error) {
      if (error.status === undefined) throw error;
      if (error.status === 422 || !waiting.shown()) return giveBack(parcel, error);
      if (error.status === 409) {
        waiting.done(parcel);
        parcel.cle = crypto.randomUUID(); // a key already used for other words can never pass
      }
      failed.set(parcel.cle, { parcel, status: error.status });
      waiting.failed(parcel, error.message);
    }
  }

  function submit(event) {
    event.preventDefault();
    const texte = fields.texte.value.trim();
    if (!texte) return refuse("Écrivez d’abord quelques mots.");
    const parcel = { texte, cle: fields.cle.value || crypto.randomUUID() };
    for (const more of ["mandat", "reponse_a"]) if (fields[more]?.value) parcel[more] = fields[more].value;
    empty();
    deliver(parcel);
  }

  function keys(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  }

  const online = () => failed.forEach(({ parcel, status }) => { if (status === 0) deliver(parcel); });
  const leaving = () => save.now();

  const found = draft.read();
  if (found?.texte && !fields.texte.value.trim()) {
    fields.texte.value = found.texte;
    if (fields.mandat && found.mandat) fields.mandat.value = found.mandat;
    if (fields.reponse_a && found.reponse_a) fields.reponse_a.value = found.reponse_a;
    say("Votre brouillon a été repris");
  }
  if (!fields.cle.value) fields.cle.value = crypto.randomUUID();
  waiting.restore();

  form.addEventListener("submit", submit);
  form.addEventListener("input", typed);
  form.addEventListener("keydown", keys);
  addEventListener("online", online);
  addEventListener("pagehide", leaving);
  return () => {
    save.stop();
    removeEventListener("online", online);
    removeEventListener("pagehide", leaving);
  };
}
