// Up and down buttons that post; with a script the row moves at once and keeps the focus. On the list whose children are rows.
import { announce } from "../lib/announce.js";

export default function reorder(list, { http }) {
  const rows = () => [...list.children];

  function ends() {
    const all = rows();
    all.forEach((row, at) => row.querySelectorAll("[value='haut'], [value='bas']").forEach((button) => {
      button.setAttribute("aria-disabled", String(at === (button.value === "haut" ? 0 : all.length - 1)));
    }));
  }

  function move(row, way) {
    const other = way === "haut" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return false;
    way === "haut" ? other.before(row) : other.after(row);
    ends();
    return true;
  }

  async function submit(event) {
    const { submitter, target: form } = event;
    const way = submitter?.value;
    if (way !== "haut" && way !== "bas") return;
    event.preventDefault();
    const row = rows().find((one) => one.contains(form) || one.contains(submitter));
    if (!row || !move(row, way)) return;
    submitter.focus();
    try {
      await http.send(submitter.formAction || form.action, new FormData(form, submitter));
      announce(`Place ${rows().indexOf(row) + 1} sur ${rows().length}`);
    } catch (error) {
      move(row, way === "haut" ? "bas" : "haut");
      announce(error.message);
    }
  }

  list.addEventListener("submit", submit);
  ends();
  return () => list.removeEventListener("submit", submit);
}
