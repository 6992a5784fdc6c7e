/* A text to be pasted elsewhere is copied with one press, and that is said aloud. Without this, one selects and copies it. */
document.querySelectorAll("[data-copy]").forEach((offer) => {
  const text = document.getElementById(offer.dataset.copy);
  const told = offer.querySelector("[role=status]");
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", async () => {
    told.textContent = "";
    let words = told.dataset.words;
    try {
      await navigator.clipboard.writeText(text.value);
    } catch { /* no leave, or an address without https: the text is selected, and one presses the keys */
      text.focus();
      text.select();
      words = told.dataset.byHand;
    }
    told.textContent = words;
  });
});
