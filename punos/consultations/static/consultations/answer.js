/* What makes the form of a survey lighter where there is a script; without it everything can be answered as well. */
(() => {
  const form = document.querySelector("[data-answer]");
  if (!form) return;
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  /* A question that depends on another is shown when it is asked; what was written in it stays. */
  const chosen = (code) => [...form.querySelectorAll(`[name="${CSS.escape(code)}"]`)]
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked).map((field) => field.value);
  const show = () => form.querySelectorAll("[data-shown-if]").forEach((question) => {
    const parent = form.querySelector(`[data-question="${CSS.escape(question.dataset.shownIf)}"]`);
    if (!parent) return;
    const wanted = question.dataset.shownValues.split(" ");
    question.hidden = parent.hidden || !chosen(question.dataset.shownIf).some((value) => wanted.includes(value));
  });
  /* The field beside "other" is shown with it. */
  const which = () => form.querySelectorAll("[data-which]").forEach((box) => {
    const wanted = box.dataset.which.split(" ");
    const code = box.closest("[data-question]").dataset.question;
    box.hidden = !chosen(code).some((value) => wanted.includes(value));
  });
  [show, which].forEach((act) => { form.addEventListener("change", act); act(); });

  /* A choice of which none has to be made can be taken back. */
  form.querySelectorAll("[data-optional] fieldset").forEach((group) => {
    const choices = [...group.querySelectorAll("input[type=radio]")].filter((each) => each.closest("fieldset") === group);
    if (!choices.length) return;
    const clear = button(form.dataset.clear, () => {
      choices.forEach((each) => { each.checked = false; });
      choices[0].focus();
      changed(choices[0]);
    });
    clear.className = "as-link clear";
    const fit = () => { clear.hidden = !choices.some((each) => each.checked); };
    group.append(clear);
    group.addEventListener("change", fit);
    fit();
  });

  /* A ranking by moving up and down; the places stay in their lists for everybody. */
  form.querySelectorAll("[data-ranking]").forEach((ranking) => {
    const rows = () => [...ranking.querySelectorAll(".ranked")];
    const place = (row) => Number(row.querySelector("select").value) || 1000;
    const sort = () => rows().sort((a, b) => place(a) - place(b)).forEach((row) => ranking.append(row));
    const number = () => rows().forEach((row, at) => {
      const list = row.querySelector("select");
      list.value = at + 1 < list.options.length ? String(at + 1) : "";
    });
    const move = (row, by) => {
      const all = rows();
      const at = all.indexOf(row);
      if (!all[at + by]) return;
      if (by < 0) all[at + by].before(row); else all[at + by].after(row);
      number();
      changed(row.querySelector("select"));
    };
    rows().forEach((row) => {
      const words = row.querySelector("label").textContent;
      [[ranking.dataset.up, -1], [ranking.dataset.down, 1]].forEach(([label, by]) => {
        const made = button(label, () => { move(row, by); made.focus(); });
        made.setAttribute("aria-label", `${label}: ${words}`);
        row.append(made);
      });
    });
    sort();
  });

  /* The place where somebody is, told by their own device when they ask for it. */
  form.querySelectorAll("[data-locate]").forEach((box) => {
    if (!navigator.geolocation) return;
    const question = box.closest("[data-question]");
    const [lat, lon] = question.querySelectorAll(".point input");
    if (!lat || lat.disabled) return;
    const told = document.createElement("p");
    told.setAttribute("role", "status");
    const ask = button(box.dataset.locate, () => navigator.geolocation.getCurrentPosition((found) => {
      lat.value = found.coords.latitude.toFixed(5);
      lon.value = found.coords.longitude.toFixed(5);
      told.textContent = question.querySelector("[data-map]:not([hidden])") ? "" : `${lat.value} ${lon.value}`;
      changed(lat);
    }, () => { told.textContent = box.dataset.failed; }));
    ask.className = "button secondary";
    box.prepend(ask, told);
  });
})();
