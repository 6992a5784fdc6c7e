/* The workbench by keyboard: one key a step, as its own help tells. Without this, one ticks rows and presses buttons. */
const form = document.querySelector("form[data-work]");
const off = "punos.keys-off";
const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a browser that keeps nothing */ } };

if (form && form.querySelector("[data-keys-switch]")) {
  const change = form.querySelector("[data-keys-switch]");
  let isOn = kept(off) !== "1";
  const tell = () => change.setAttribute("aria-pressed", String(isOn));
  const rows = () => [...form.querySelectorAll("[data-row]")];
  let current = "";
  const here = () => document.activeElement.closest("[data-row]") || document.getElementById(current);
  const isTyping = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  form.querySelectorAll("[data-keys]").forEach((each) => { each.hidden = false; });
  tell();
  change.addEventListener("click", () => {
    isOn = !isOn;
    keep(off, isOn ? "0" : "1");
    tell();
  });

  const goTo = (row) => {
    current = row.id;
    row.focus();
  };
  const step = (by) => {
    const all = rows();
    const next = all[Math.min(Math.max(all.indexOf(here()) + by, 0), all.length - 1)];
    if (next) goTo(next);
  };

  /* Where the selected words begin and end, counted in characters as the server counts them. */
  const passage = (row) => {
    const selection = document.getSelection();
    const text = row.querySelector("[data-text]");
    if (!selection.rangeCount || selection.isCollapsed) return {};
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return {};
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const starts = [...before.toString()].length;
    return { starts, ends: starts + [...range.toString()].length, version: row.dataset.version };
  };

  const give = (box) => {
    if (form.querySelector("[name=chosen]:checked")) {
      box.checked = true;
      form.requestSubmit(form.querySelector("[name=do][value=give]"));
      return;
    }
    const row = here();
    if (!row) return;
    const id = row.dataset.row;
    const part = passage(row);
    const has = row.dataset.themes.split(" ").includes(box.value);
    const values = {
      csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value,
      chosen: id,
      themes: box.value,
      do: has && part.starts === undefined ? "take" : "give",
      [`mark_${id}`]: row.querySelector(`[name=mark_${id}]`).value,
      ...part,
    };
    window.htmx.ajax("POST", form.getAttribute("action"), { target: `#row-${id}`, swap: "outerHTML", values });
  };

  document.addEventListener("keydown", (event) => {
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (isArrow && !event.target.matches("[data-row]") && !(current && event.target === document.body)) return;
    const box = /^[a-z0-9]$/.test(key) ? form.querySelector(`[data-key="${key}"]`) : null;
    if (key === "j" || event.key === "ArrowDown") step(1);
    else if (key === "k" || event.key === "ArrowUp") step(-1);
    else if (key === "x" && here()) here().querySelector("[name=chosen]").click();
    else if (key === "u") document.querySelector("[data-undo]")?.requestSubmit();
    else if (box) give(box);
    else return;
    event.preventDefault();
  });

  /* The keyboard stays on the row that it was on, also where that was brought anew. */
  form.addEventListener("focusin", (event) => {
    current = event.target.closest("[data-row]")?.id || current;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) document.getElementById(current)?.focus();
  });
}
