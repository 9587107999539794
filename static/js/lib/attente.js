// Messages on their way: shown at once, kept until the house has them, sent again by hand or when the network returns.
import { kept } from "./kept.js";

export function attente({ name, list, template, retry, takeBack }) {
  const store = kept(`${name}:envois`);
  const rows = new Map();

  const all = () => store.read() ?? [];
  const save = (parcels) => (parcels.length ? store.write(parcels) : store.drop());

  function row(parcel) {
    const item = template.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-texte]").textContent = parcel.texte;
    item.querySelector("[data-reessayer]").addEventListener("click", () => retry(parcel));
    item.querySelector("[data-reprendre]").addEventListener("click", () => { done(parcel); takeBack(parcel); });
    return item;
  }

  function state(parcel, etat, sentence) {
    if (!rows.has(parcel.cle) && template && list) rows.set(parcel.cle, row(parcel));
    const item = rows.get(parcel.cle);
    if (!item) return;
    if (!item.isConnected) {
      list.append(item);
      if (etat === "envoi") item.scrollIntoView({ block: "center" });
    }
    item.dataset.etat = etat;
    item.querySelector("[data-phrase]").textContent = sentence;
    item.querySelectorAll("button").forEach((button) => { button.hidden = etat === "envoi"; });
  }

  const keep = (parcel) => save([...all().filter(({ cle }) => cle !== parcel.cle), parcel]);

  function sending(parcel) {
    keep(parcel);
    state(parcel, "envoi", "Envoi…");
  }

  function failed(parcel, sentence) {
    keep(parcel);
    state(parcel, "echec", `Non envoyé. ${sentence}`);
  }

  function done(parcel) {
    save(all().filter(({ cle }) => cle !== parcel.cle));
    rows.get(parcel.cle)?.remove();
    rows.delete(parcel.cle);
  }

  const restore = () => all().forEach((parcel) => failed(parcel, "Ce message attend depuis votre dernière visite."));
  return { sending, failed, done, restore, shown: () => Boolean(template && list) };
}
