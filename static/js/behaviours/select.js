// Several messages chosen for one proposition: counts them, shows the bar only when it can act. On the <form id> the boxes belong to.
import { announce } from "../lib/announce.js";

export default function select(form) {
  const boxes = () => [...form.elements].filter(({ type, name }) => type === "checkbox" && name);
  const words = form.querySelector("[data-compte-choisi]");
  const fil = document.querySelector(".fil__messages");

  function tell(speak = true) {
    const many = boxes().filter(({ checked }) => checked).length;
    form.hidden = many === 0;
    fil?.classList.toggle("fil__messages--choix", many > 0);
    words.textContent = many > 1 ? `${many} messages choisis` : "1 message choisi";
    if (speak) announce(many ? words.textContent : "Aucun message choisi");
  }

  function changed({ target }) {
    if (target.form === form && target.type === "checkbox") tell();
  }

  function clear() {
    boxes().forEach((box) => { box.checked = false; });
    tell();
  }

  form.querySelector("[data-vider]")?.addEventListener("click", clear);
  document.addEventListener("change", changed);
  tell(false);
  return () => document.removeEventListener("change", changed);
}
