// The list of a fil: where a message goes, which ones follow each other, what stays when one is replaced.
const MINUTES = 10 * 60_000;
const FOCUSABLE = "a[href], button, input, summary";

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // our own server's partial, already cleaned
  return [...template.content.querySelectorAll(".message")];
}

function neighbour(message, step) {
  let other = message[step];
  while (other && !other.matches(".message")) other = null;
  return other;
}

function at(message) {
  return Date.parse(message.querySelector("time")?.dateTime ?? "");
}

export function group(message) {
  const before = neighbour(message, "previousElementSibling");
  const follows = before && before.dataset.auteur === message.dataset.auteur && (before.dataset.mandat ?? "") === (message.dataset.mandat ?? "")
    && !before.matches("[data-retire]") && !message.matches("[data-retire]") && at(message) - at(before) < MINUTES;
  message.classList.toggle("message--suite", Boolean(follows));
}

// Its author is told from the others, and what may be done with it is put under it: the page holds that once.
export function own(message, compte) {
  message.classList.toggle("message--mien", message.dataset.auteur === compte);
  const gestures = document.querySelector("[data-gestes-de-message]");
  if (!gestures || message.matches("[data-retire]") || message.querySelector(".message__actions")) return;
  const put = gestures.content.cloneNode(true);
  const address = message.querySelector(".message__heure")?.getAttribute("href");
  for (const link of put.querySelectorAll("a:not([data-citer])")) link.href = address + link.getAttribute("href");
  const box = put.querySelector("input");
  if (box) {
    box.value = message.id.replace("message-", "");
    box.ariaLabel = `Choisir le message ${message.dataset.rang}, ${message.querySelector(".message__auteur")?.textContent.trim() ?? ""}`;
  }
  message.querySelector(".message__corps").append(put);
}

function replace(held, message) {
  const focused = [...held.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  const chosen = held.querySelector(".message__choix input")?.checked;
  held.replaceWith(message);
  const box = message.querySelector(".message__choix input");
  if (box && chosen) box.checked = true;
  if (focused >= 0) (message.querySelectorAll(FOCUSABLE)[focused] ?? message).focus({ preventScroll: true });
}

// Says what happened to the message: replaced, added, or kept for the last page.
export function place(list, message, { compte, last }) {
  own(message, compte);
  const held = document.getElementById(message.id);
  const first = list.querySelector(".message[data-rang]");
  if (!held && (!last || (first && Number(message.dataset.rang) < Number(first.dataset.rang)))) return "elsewhere";
  if (held) {
    replace(held, message);
  } else {
    if (message.dataset.auteur === compte) list.querySelector('.message--attente[data-etat="envoi"]')?.remove();
    const rang = Number(message.dataset.rang);
    const after = [...list.querySelectorAll(".message")].find((other) => other.matches(".message--attente") || Number(other.dataset.rang) > rang);
    after ? after.before(message) : list.append(message);
  }
  group(message);
  const next = neighbour(message, "nextElementSibling");
  if (next) group(next);
  return held ? "replaced" : "added";
}
