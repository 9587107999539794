// The bell: counts what comes while the page is open.
import { announce } from "../lib/announce.js";

export default function notifications(bell, { socket }) {
  const count = bell.querySelector("[data-count]");
  let line;

  function hear({ non_lues: unread, phrase } = {}) {
    const many = unread ?? Number(count.dataset.count) + 1;
    count.dataset.count = many;
    count.textContent = many > 99 ? "99+" : many;
    announce(phrase || "Une nouvelle pour vous");
  }

  socket().then((opened) => { line = opened; line?.on("notification", hear); });
  return () => line?.off("notification", hear);
}
