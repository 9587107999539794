// « / » goes to the search, as in many places.
export default function raccourci(input) {
  function key(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  }
  document.addEventListener("keydown", key);
  return () => document.removeEventListener("keydown", key);
}
