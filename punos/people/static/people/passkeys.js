/* Passkeys: a form marked data-passkey asks the device (get: sign in, create: add one) and sends what it answers.
   What the page or the server asks for is JSON with base64url where the browser wants bytes. */
"use strict";

const toBytes = (text) => {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
};

const toText = (bytes) => {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const named = (credentials) => (credentials || []).map((each) => ({ ...each, id: toBytes(each.id) }));

const question = ({ publicKey }) => {
  const asked = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) asked.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) asked.excludeCredentials = named(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) asked.allowCredentials = named(publicKey.allowCredentials);
  return { publicKey: asked };
};

const answer = (credential) => {
  const told = { clientDataJSON: toText(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) told[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    response: told,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};

const options = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const asked = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!asked.ok) throw new Error(`status ${asked.status}`);
  return (await asked.json()).request_options;
};

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  if (!window.PublicKeyCredential) return;
  const part = form.closest("[data-passkey-part]");
  if (part) part.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const asked = question(await options(form));
      form.elements.credential.value = answer(await navigator.credentials[form.dataset.passkey](asked));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
});
