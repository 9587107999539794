// One line to the house, opened the first time something listens, for signed-in people only. It hears why it was
// hung up, comes back by itself where it may, at an hour of its own, and leads to the door where it must.
import { avis, somethingTyped } from "./avis.js";

const RETURN = { redemarrage: [500, 5_000], droits: [200, 1_500], session: [200, 1_500] };
const TOO_MANY = { first: 5_000, most: 60_000 };
const FAILURES = 3; // before a page says that the line does not open
const DOWN = "La connexion en direct ne s’établit pas. Nouvel essai dans quelques secondes ; la page reste utilisable.";
const OVER = "Votre session est terminée. Ce que vous avez écrit reste ici.";
let line;

const between = ([least, most]) => least + Math.random() * (most - least);
const door = () => `/connexion?suite=${encodeURIComponent(location.pathname + location.search)}`;

function keepUp(opened) {
  const { reconnectionDelay, randomizationFactor } = opened.io.opts;
  let motif, again, failures = 0, refusals = 0;

  function later(wait) {
    clearTimeout(again);
    again = setTimeout(() => opened.connect(), wait);
  }

  function atMyHour(wait) { // the first try after the cut; the next ones wait longer and longer
    opened.io.reconnectionDelay(wait);
    opened.io.randomizationFactor(0);
  }

  function connected() {
    motif = undefined;
    failures = refusals = 0;
    opened.io.reconnectionDelay(reconnectionDelay);
    opened.io.randomizationFactor(randomizationFactor);
    avis("");
  }

  function over() {
    if (!somethingTyped() && !document.hidden) return location.assign(door());
    avis(OVER, { href: door(), words: "Se reconnecter" });
  }

  function refused({ message, data }) {
    if (opened.active) { // the library tries again by itself
      failures += 1;
      if (failures >= FAILURES && navigator.onLine) avis(DOWN);
      return;
    }
    motif = data?.motif;
    if (motif === "session") return over();
    if (motif === "autre") return avis(message, { href: location.href, words: "Recharger" });
    avis(motif ? message : DOWN);
    later(Math.min(TOO_MANY.most, TOO_MANY.first * 2 ** refusals) * (0.5 + Math.random()));
    refusals += 1;
  }

  // Signed in again in another tab, or another page closed: whoever looks at this one has it back at once.
  function lookedAt() {
    if (!document.hidden && !opened.active && motif) later(0);
  }

  opened.on("connect", connected);
  opened.on("raccroche", (told) => { motif = told?.motif; if (motif === "redemarrage") atMyHour(between(RETURN.redemarrage)); });
  opened.on("disconnect", (reason) => { if (reason === "io server disconnect") later(between(RETURN[motif] ?? RETURN.redemarrage)); });
  opened.on("connect_error", refused);
  document.addEventListener("visibilitychange", lookedAt);
  addEventListener("focus", lookedAt);
  return opened;
}

export function socket() {
  const { compte } = document.body.dataset;
  if (!compte) return Promise.resolve(null);
  line ??= import("socket.io-client").then(({ io }) =>
    keepUp(io({ transports: ["websocket"], auth: { compte }, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 })));
  return line;
}
