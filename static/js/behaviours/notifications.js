// The bell: counts what comes while the page is open, and asks what came while the line was down.
import { announce } from "../lib/announce.js";

export default function notifications(bell, { http, socket }) {
  const count = bell.querySelector("[data-count]");
  let line, been;

  function show(many) {
    count.dataset.count = many;
    count.textContent = many > 99 ? "99+" : many;
  }

  function back() {
    if (been) http.json("/api/v1/notifications?limit=1").then(({ non_lues: unread }) => show(unread), () => {});
    been = true;
  }

  function hear({ non_lues: unread, phrase } = {}) {
    show(unread ?? Number(count.dataset.count) + 1);
    announce(phrase || "Une nouvelle pour vous");
  }

  socket().then((opened) => { line = opened; line?.on("notification", hear).on("connect", back).on("rattraper", back); been = line?.connected; });
  return () => line?.off("notification", hear).off("connect", back).off("rattraper", back);
}
