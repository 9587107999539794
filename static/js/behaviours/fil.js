// A fil, live: hears new messages, asks for those it missed, never moves what is being read.
import { announce } from "../lib/announce.js";
import { group, own, parse, place } from "../lib/messages.js";
import { catchUp } from "../lib/catchup.js";

const NEAR = 140;

export default function fil(section, tools) {
  const list = section.querySelector(".fil__messages");
  const { compte } = section.dataset;
  const status = section.querySelector(".fil__statut");
  const pill = section.querySelector(".fil__pill");
  const typing = section.querySelector(".fil__frappe");
  const lastUrl = section.dataset.lastUrl;
  const waiting = new Set();
  let top = Number(section.dataset.dernierRang ?? [...list.querySelectorAll("[data-rang]")].at(-1)?.dataset.rang ?? 0);
  let silence;

  const onLastPage = () => section.dataset.last === "1";
  const atBottom = () => list.getBoundingClientRect().bottom <= window.innerHeight + NEAR;
  const say = (sentence) => { if (status) { status.textContent = sentence; status.hidden = !sentence; } };

  function showPill() {
    if (!pill) return;
    const many = waiting.size;
    pill.hidden = many === 0;
    (pill.querySelector("span") ?? pill).textContent = many > 1 ? `${many} nouveaux messages` : "1 nouveau message";
  }

  function goDown() {
    if (!onLastPage() && lastUrl) return location.assign(lastUrl);
    const first = document.getElementById([...waiting][0]);
    waiting.clear();
    showPill();
    first?.scrollIntoView({ block: "center" });
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: true });
  }

  function arrived(message) {
    announce(`Nouveau message de ${message.querySelector(".message__auteur")?.textContent.trim() ?? "quelqu’un"}`);
    if (typing) typing.hidden = true;
  }

  function show(html, alone) {
    for (const message of parse(html)) {
      const bottom = atBottom();
      const mine = message.dataset.auteur === compte;
      const done = place(list, message, { compte, last: onLastPage() });
      const rang = Number(message.dataset.rang);
      if (done === "replaced" || rang <= top) continue;
      top = rang;
      section.querySelector(".fil__vide")?.remove();
      if (mine && done === "added") continue;
      if (done === "added") arrived(message);
      if (done === "added" && alone && bottom && !document.hidden) message.scrollIntoView({ block: "nearest" });
      else waiting.add(message.id);
    }
    showPill();
  }

  const line = catchUp({ id: Number(section.dataset.fil), head: Number(section.dataset.head), show, say }, tools);

  function someoneTypes(nom) {
    if (!typing) return;
    typing.textContent = `${nom} écrit…`;
    typing.hidden = false;
    clearTimeout(silence);
    silence = setTimeout(() => { typing.hidden = true; }, 5_000);
  }

  function readDown() {
    if (!waiting.size || !onLastPage() || !atBottom() || document.hidden) return;
    waiting.clear();
    showPill();
  }

  const posted = ({ detail }) => {
    show(detail.html); // at once, even with the line down
    document.getElementById(`message-${detail.id}`)?.scrollIntoView({ block: "nearest" });
    line.hear(detail);
  };
  const gestures = ({ target }) => {
    const button = target.closest("[data-gestes]");
    if (button) button.setAttribute("aria-expanded", String(button.closest(".message").classList.toggle("message--ouvert")));
  };
  const writing = () => line.typing();
  line.onTyping = someoneTypes;
  line.onState = () => say("Ce fil vient d’être clos, ou rouvert. Rechargez la page pour voir où il en est.");
  for (const message of list.querySelectorAll(".message")) own(message, compte), group(message);
  section.addEventListener("fil:posted", posted);
  section.addEventListener("fil:writing", writing);
  section.addEventListener("click", gestures);
  pill?.addEventListener("click", goDown);
  addEventListener("scroll", readDown, { passive: true });
  document.addEventListener("visibilitychange", readDown);

  return () => {
    clearTimeout(silence);
    removeEventListener("scroll", readDown);
    document.removeEventListener("visibilitychange", readDown);
    line.leave();
  };
}
