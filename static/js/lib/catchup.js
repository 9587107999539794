// The order of a fil: drops what is known, applies what comes next, asks again when something is missing.
const GAP = 150;
const PULSE = 25_000; // from 20 to 30 s, whatever others write
const SPREAD = 1_000; // everyone is asked to catch up at once
const TYPING = 3_000;
const ANSWER = 8_000;
const PATIENCE = 3_000;

export function catchUp({ id, head, show, say }, { socket }) {
  const ahead = new Map(); // heard too early, by seq
  let last = head;
  let line = null;
  let asking = false;
  let closed = false;
  let gap, pulse, lost, typed = 0;
  const self = { hear, typing, leave, onTyping() {}, onState() {} };

  function apply({ seq, html }, alone) {
    if (seq <= last) return;
    last = seq;
    show(html, alone);
  }

  function drain() {
    for (const seq of [...ahead.keys()].sort((a, b) => a - b)) {
      if (seq > last + 1) break;
      const event = ahead.get(seq);
      ahead.delete(seq);
      apply(event, true);
    }
    clearTimeout(gap);
    if (ahead.size) gap = setTimeout(follow, GAP);
  }

  function hear(event) {
    if (closed || (event.fil_id && event.fil_id !== id) || event.seq <= last) return;
    ahead.set(event.seq, event);
    drain();
  }

  function end(sentence) {
    closed = true;
    say(sentence);
  }

  function caughtUp(error, answer) {
    asking = false;
    if (error) return void (line?.connected && setTimeout(follow, GAP * 10));
    if (!answer?.ok) return end(answer?.reason || "Ce fil ne vous est plus ouvert. Rechargez la page pour savoir pourquoi.");
    say("");
    const alone = answer.messages.length === 1 && !answer.more;
    answer.messages.forEach((message) => apply(message, alone)); // many at once never pull the page down
    if (answer.more) return follow();
    last = Math.max(last, answer.head);
    drain();
  }

  function follow() {
    if (closed || asking || !line?.connected) return;
    asking = true;
    line.timeout(ANSWER).emit("fil:follow", { fil_id: id, after: last }, caughtUp);
  }

  function checkHead() {
    if (closed || !line?.connected || document.hidden) return;
    line.timeout(ANSWER).emit("heads", { fils: [id] }, (error, heads) => {
      if (!error && heads?.[id] > last) follow();
    });
  }

  function beat() {
    pulse = setTimeout(() => { checkHead(); beat(); }, PULSE * (0.8 + Math.random() * 0.4));
  }

  function typing() {
    if (!line?.connected || Date.now() - typed < TYPING) return;
    typed = Date.now();
    line.emit("fil:typing", { fil_id: id });
  }

  const handlers = {
    connect: follow,
    disconnect: () => {
      asking = false;
      lost = setTimeout(() => { if (!closed && !line.connected) say("Connexion coupée. Les messages arriveront dès son retour."); }, PATIENCE);
    },
    rattraper: () => setTimeout(follow, Math.random() * SPREAD),
    "fil:message": hear,
    "fil:typing": ({ fil_id, nom }) => { if (fil_id === id) self.onTyping(nom); },
    "fil:etat": ({ fil_id }) => { if (fil_id === id) self.onState(); },
  };

  function leave() {
    closed = true;
    clearTimeout(gap);
    clearTimeout(pulse);
    clearTimeout(lost);
    document.removeEventListener("visibilitychange", checkHead);
    removeEventListener("online", checkHead);
    if (!line) return;
    line.emit("fil:leave", { fil_id: id });
    Object.entries(handlers).forEach(([event, act]) => line.off(event, act));
  }

  socket().then((opened) => {
    if (closed || !opened) return;
    line = opened;
    Object.entries(handlers).forEach(([event, act]) => line.on(event, act));
    if (line.connected) follow();
    beat();
  });
  document.addEventListener("visibilitychange", checkHead);
  addEventListener("online", checkHead);
  return self;
}
