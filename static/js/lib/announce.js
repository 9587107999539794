// Tells a screen reader, once, politely.
let region;

export function announce(sentence) {
  if (!region) {
    region = document.createElement("p");
    region.className = "visually-hidden";
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => { region.textContent = sentence; }, 60);
}
