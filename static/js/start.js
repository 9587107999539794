// Wakes what the page asks for: data-behaviour="fil unread" loads behaviours/fil.js and behaviours/unread.js, and undoes them when the element goes.
import * as http from "./lib/http.js";
import { forgetSent } from "./lib/kept.js";
import { socket } from "./lib/socket.js";

const awake = new Map();
const tools = { http, socket };

async function wake(element) {
  if (awake.has(element)) return;
  const undos = [];
  awake.set(element, undos);
  for (const name of element.dataset.behaviour.split(/\s+/).filter(Boolean)) {
    try {
      const { default: behaviour } = await import(`./behaviours/${name}.js`);
      if (!awake.has(element)) return;
      const undo = behaviour(element, tools);
      if (typeof undo === "function") undos.push(undo);
    } catch (error) {
      console.error(`behaviour ${name}`, error); // one part that fails leaves the others alive
    }
  }
}

function scan(root) {
  if (root.matches?.("[data-behaviour]")) wake(root);
  root.querySelectorAll?.("[data-behaviour]").forEach(wake);
}

function sweep() {
  for (const [element, undos] of awake) {
    if (element.isConnected) continue;
    awake.delete(element);
    undos.forEach((undo) => undo());
  }
}

new MutationObserver((changes) => {
  if (changes.some(({ removedNodes }) => removedNodes.length)) sweep();
  for (const { addedNodes } of changes) addedNodes.forEach(scan);
}).observe(document.body, { childList: true, subtree: true });

document.documentElement.classList.add("scripted");
forgetSent();
scan(document.body);
