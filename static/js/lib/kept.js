// What a person wrote and has not sent, kept in their browser, by account.
const owner = () => document.body.dataset.compte || "visite";
const SENT = "fabrique:envoye";

export function kept(name) {
  const key = `fabrique:${owner()}:${name}`;
  return {
    key,
    read() {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    write(value) {
      try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
    },
    drop() {
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    },
  };
}

// A form that left by a full page: its draft goes only once another page has come back in order.
export function noteSent(key) {
  try { sessionStorage.setItem(SENT, key); } catch { /* the draft stays: better twice than never */ }
}

export function forgetSent() {
  try {
    const key = sessionStorage.getItem(SENT);
    if (!key || document.body.dataset.refus || !document.body.dataset.compte) return;
    const still = [...document.querySelectorAll("form[data-draft]")].some((form) => key.endsWith(`:${form.dataset.draft}`));
    if (!still) localStorage.removeItem(key);
    sessionStorage.removeItem(SENT);
  } catch { /* storage refused */ }
}
