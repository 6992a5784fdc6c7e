/* Words that are selected in the clause go into the field for the passage with one press. Without this, one copies them. */
const source = document.querySelector("[data-passage-source]");
const offer = document.querySelector("[data-passage-offer]");
const quote = document.querySelector("[data-quote]");
const rewording = document.querySelector("[data-rewording]");
const told = document.querySelector("[data-passage-told]");
let selected = "";

if (source && offer && quote) {
  const untouched = rewording ? rewording.defaultValue : "";
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    const isInside = selection.rangeCount && source.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (!words || !isInside) return;
    selected = words;
    offer.hidden = false;
  });
  /* Pressing the button must not take the selection away before it has been read. */
  offer.addEventListener("mousedown", (event) => event.preventDefault());
  offer.querySelector("[data-passage-take]").addEventListener("click", () => {
    if (rewording && (rewording.value === untouched || rewording.value === quote.value)) rewording.value = selected;
    quote.value = selected;
    if (told) told.textContent = told.dataset.words;
    quote.focus();
  });
}
