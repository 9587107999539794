// Words put into a field as if typed: undo works, listeners hear.
export function insertAt(field, words) {
  field.focus({ preventScroll: true });
  const { selectionStart: start, selectionEnd: end } = field;
  field.setRangeText(words, start, end, "end");
  heard(field);
}

export function heard(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function debounce(wait, act) {
  let timer;
  const later = (...words) => { clearTimeout(timer); timer = setTimeout(() => act(...words), wait); };
  later.now = (...words) => { clearTimeout(timer); act(...words); };
  later.stop = () => clearTimeout(timer);
  return later;
}
