// Passkeys, and a button that shows what one types. Passwords work without this file.

// --- Bytes ------------------------------------------------------------------------------------
// Older browsers lack parse…FromJSON and toJSON, so the few binary fields are turned here.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (it) => it.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (list) => (list ?? []).map((it) => ({ ...it, id: bytes(it.id) }));

function forBrowser(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) asked.excludeCredentials = withBytes(options.excludeCredentials);
  if (options.allowCredentials) asked.allowCredentials = withBytes(options.allowCredentials);
  return asked;
}

function forServer(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) answer[name] = text(response[name]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

// --- Passkeys ---------------------------------------------------------------------------------
async function optionsOf(form) {
  if (form.dataset.options) {
    const answer = await fetch(form.dataset.options, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }
  const data = JSON.parse(document.getElementById(form.dataset.optionsId).textContent);
  return data.creation_options ?? data.request_options;
}

async function askPasskey(form) {
  const { publicKey } = await optionsOf(form);
  const asked = { publicKey: forBrowser(publicKey) };
  const make = form.dataset.passkey === "create";
  const credential = await navigator.credentials[make ? "create" : "get"](asked);
  form.elements.credential.value = JSON.stringify(forServer(credential));
  form.submit();
}

function offerPasskey(form) {
  form.hidden = false;
  const button = form.querySelector("[data-passkey-button]");
  if (button) button.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = true;
    askPasskey(form).catch(() => { // refused, timed out, or no passkey here
      failed.hidden = false;
      failed.setAttribute("role", "alert");
    });
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(offerPasskey);

// --- Showing what one types -------------------------------------------------------------------
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "隠す" : "表示";
    button.setAttribute("aria-pressed", String(shown));
  });
  // So that a password manager is offered a password, not a text.
  field.form.addEventListener("submit", () => { field.type = "password"; });
}

document.querySelector("[data-errors]")?.focus();
