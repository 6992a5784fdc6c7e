/* After htmx has brought a new part, the keyboard goes to what has to be mended, else where that part says. */
document.addEventListener("htmx:afterSettle", (event) => {
  const next = event.detail.elt.querySelector(".error-summary, [data-focus]");
  if (next) next.focus({ preventScroll: true });
});

/* What htmx could not send is said in words, until the next attempt. */
const tellNotSaved = (failed) => document.querySelectorAll("[data-not-saved]").forEach((each) => { each.hidden = !failed; });
document.addEventListener("htmx:beforeRequest", () => tellNotSaved(false));
document.addEventListener("htmx:sendError", () => tellNotSaved(true));
document.addEventListener("htmx:responseError", () => tellNotSaved(true));

/* How much was found is said aloud: a line that stays on the page gets the words of the new part. */
document.addEventListener("htmx:afterSettle", (event) => {
  const found = event.detail.elt.querySelector("[data-tell]");
  const told = document.querySelector("[data-told]");
  if (found && told) told.textContent = found.textContent;
});
