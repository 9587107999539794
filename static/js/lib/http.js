// Requests to our own server: token, plain refusals in French, one new try when the token is out of date.
const SENTENCES = {
  0: "La connexion est coupée. Votre texte est gardé ici.",
  401: "Votre session est terminée. Reconnectez-vous dans un autre onglet, puis réessayez.",
  403: "Ce geste ne vous est pas ouvert.",
  404: "Cette page n’est plus là, ou ne vous est plus ouverte.",
  409: "Ce n’est plus le moment : la page a changé. Rechargez-la.",
  413: "Ce texte est trop long.",
  422: "Quelques réponses sont à revoir.",
  429: "Un peu trop vite : attendez quelques secondes, puis réessayez.",
};

export class Turned extends Error {
  constructor(status, problem = {}) {
    super(problem.detail || SENTENCES[status] || "La plateforme n’a pas su répondre. Réessayez dans un instant.");
    this.status = status;
    this.errors = problem.errors || {};
  }
}

const meta = () => document.querySelector('meta[name="csrf-token"]');
export const token = () => meta()?.content || "";

// A person who signed in again in another tab has another token: the page learns it, unless someone else is there now.
async function renewToken() {
  const page = await fetch(location.href, { headers: { Accept: "text/html" } }).then((answer) => answer.text());
  const seen = new DOMParser().parseFromString(page, "text/html");
  const fresh = seen.querySelector('meta[name="csrf-token"]')?.content;
  if (!fresh || seen.body.dataset.compte !== document.body.dataset.compte) throw new Turned(401);
  if (fresh === token()) return false;
  meta().content = fresh;
  return true;
}

async function ask(url, { method, body, accept }) {
  try {
    return await fetch(url, { method, body, credentials: "same-origin", headers: { Accept: accept, ...(method !== "GET" && { "X-CSRFToken": token() }) } });
  } catch {
    throw new Turned(0);
  }
}

async function request(url, options, again = true) {
  const answer = await ask(url, options);
  if (answer.redirected && new URL(answer.url).pathname === "/connexion") throw new Turned(401);
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  if (again && options.method !== "GET" && answer.status === 400 && (await renewToken())) {
    options.body?.set?.("csrf_token", token());
    return request(url, options, false);
  }
  throw new Turned(answer.status, problem);
}

export async function send(url, fields) {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const answer = await request(url, { method: "POST", body, accept: "application/json" });
  return answer.status === 204 ? {} : answer.json().catch(() => ({}));
}

export const json = (url) => request(url, { method: "GET", accept: "application/json" }).then((answer) => answer.json());

export async function html(url, fields) {
  const body = fields && new URLSearchParams(fields);
  return (await request(url, { method: fields ? "POST" : "GET", body, accept: "text/html" })).text();
}

export const withQuery = (url, query) => {
  const whole = new URL(url, location.href);
  Object.entries(query).forEach(([name, value]) => whole.searchParams.set(name, value));
  return whole;
};
