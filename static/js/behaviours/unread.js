// How far one has read: tells the house when the last message comes into view. data-lecture-url on the fil.
import { debounce } from "../lib/typing.js";

export default function unread(section, { http }) {
  const list = section.querySelector(".fil__messages");
  let told = Number(section.dataset.lu ?? 0);
  let seen = told;

  const tell = debounce(1_200, async () => {
    if (seen <= told || document.hidden) return;
    const reached = seen;
    try {
      await http.send(section.dataset.lectureUrl, { rang: reached, csrf_token: http.token() });
      told = Math.max(told, reached);
    } catch { /* told with the next one */ }
  });

  const eye = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) seen = Math.max(seen, Number(target.dataset.rang));
    if (seen > told) tell();
  });

  const watch = () => list.querySelectorAll(".message[data-rang]").forEach((message) => eye.observe(message));
  const growth = new MutationObserver(watch);
  growth.observe(list, { childList: true });
  document.addEventListener("visibilitychange", tell);
  watch();
  return () => {
    tell.stop();
    eye.disconnect();
    growth.disconnect();
    document.removeEventListener("visibilitychange", tell);
  };
}
