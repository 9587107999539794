// One notice at the foot of the page, about the line to the house; it never covers nor moves what is being written.
let place;

export function avis(sentence, link) {
  if (!sentence) return place?.remove();
  place ??= Object.assign(document.createElement("div"), { className: "notice notice--attention avis" });
  place.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `${sentence} `;
  if (link) words.append(Object.assign(document.createElement("a"), { href: link.href, textContent: link.words }));
  place.replaceChildren(words);
  if (!place.isConnected) (document.querySelector("main") ?? document.body).append(place);
}

// Whether leaving the page now would take somebody's words away from under their eyes.
export function somethingTyped() {
  const changed = ({ value, defaultValue }) => value !== defaultValue;
  const fields = document.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])");
  return [...fields].some(changed) || Boolean(document.querySelector(".message--attente, dialog[open]"));
}
