/* Does the sum that a form asks for (ALTCHA, PBKDF2 with SHA-256) while one writes; the form waits for it. */
{
  const AT_ONCE = 8;
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const derive = async ({ nonce, salt, cost, keyLength }, counter) => {
    const start = bytes(nonce);
    const password = new Uint8Array(start.length + 4);
    password.set(start);
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
    return hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
  };

  const solve = async ({ parameters }, most, tell) => {
    for (let first = 0; first <= most; first += AT_ONCE) {
      const tried = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => derive(parameters, first + i)));
      const place = tried.findIndex((key) => key.startsWith(parameters.keyPrefix));
      if (place >= 0) return { counter: first + place, derivedKey: tried[place] };
      tell(first + AT_ONCE);
    }
    throw new Error("no number fits");
  };

  const prove = async (box) => {
    box.dataset.begun = "";
    const form = box.closest("form");
    const find = (name) => box.querySelector(name);
    const [answer, bar] = [find("input"), find("progress")];
    const [goesOn, told, impossible] = ["goes-on", "told", "impossible"].map((name) => find(`[data-proof-${name}]`));
    let sender;
    const wait = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      sender = event.submitter;
      bar.scrollIntoView({ block: "nearest" });
    };
    if (!window.crypto || !crypto.subtle) return;
    impossible.hidden = true;
    goesOn.hidden = bar.hidden = false;
    form.addEventListener("submit", wait, true);
    try {
      const challenge = JSON.parse(box.dataset.proof);
      const solution = await solve(challenge, Number(box.dataset.most), (tried) => { bar.value = tried; });
      answer.value = btoa(JSON.stringify({ challenge, solution }));
      told.textContent = told.dataset.words;
    } catch {
      impossible.hidden = false;
    }
    goesOn.hidden = bar.hidden = true;
    form.removeEventListener("submit", wait, true);
    if (answer.value && sender !== undefined) form.requestSubmit(sender);
  };

  document.querySelectorAll("[data-proof]:not([data-begun])").forEach(prove);
}
