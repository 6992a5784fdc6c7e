/* After htmx has brought a new part, the keyboard goes where that part says. */
document.addEventListener("htmx:afterSettle", (event) => {
  const next = event.detail.elt.querySelector("[data-focus]");
  if (next) next.focus({ preventScroll: true });
});
