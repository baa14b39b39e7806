// Guards the screen of somebody who is signed in (STEALTH S-18 to S-21; docs/shared-screen.md).
// The server holds the lock. What happens here is what a server cannot do: blank at once, blur,
// notice that nobody is there. Nothing is written to the device.

const ROOT = document.documentElement;
const FORM = document.getElementById("leave");
const LOCK_MS = Number(FORM.dataset.lockSeconds) * 1000;
const TELL_MS = Math.min(45_000, LOCK_MS / 3);
const DRAFT_MOST = 18_000; // characters; a browser sends 64 KiB while a page is being left

// --- Drafts: what stands in a form goes to the server, never into browser storage ---------------
const UNKEPT = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);
let edited = null;

function isKept(field) {
  return field.name && !field.disabled && !UNKEPT.has(field.type) && field.autocomplete !== "one-time-code";
}

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((it) => it.selected !== it.defaultSelected);
  return field.value !== field.defaultValue;
}

function values(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
  if (field.options) return [...field.selectedOptions].map((it) => it.value);
  return [field.value];
}

export function draft() {
  const forms = [...document.querySelectorAll('main form[method="post" i]:not([data-no-draft])')];
  const changed = forms.filter((form) => [...form.elements].some((it) => isKept(it) && isChanged(it)));
  const form = changed.includes(edited) ? edited : changed[0];
  if (!form) return "";
  const fields = [...form.elements].filter(isKept).flatMap((it) => values(it).map((value) => [it.name, value]));
  const text = JSON.stringify({ path: location.pathname, title: document.title, fields });
  return text.length > DRAFT_MOST ? "" : text;
}

document.addEventListener("input", (event) => { edited = event.target.form ?? edited; });

// --- Leaving ------------------------------------------------------------------------------------
const tabs = new BroadcastChannel("screen");
let gone = false;

// In this very task: no picture of the page is drawn again.
function blank() {
  gone = true;
  ROOT.classList.add("left");
  document.title = "新しいタブ";
  document.body.replaceChildren();
}

function lockOnServer() {
  // Whoever presses Back at once may overtake the request below: the cookie locks on arrival.
  document.cookie = `left=1; path=/; max-age=15; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
  const body = new FormData();
  body.set("by_script", "1");
  body.set("draft", draft());
  // keepalive: the request outlives the page.
  fetch(FORM.action, { method: "POST", body, keepalive: true }).catch(() => {});
}

function leave() {
  if (gone) return;
  lockOnServer();
  blank();
  tabs.postMessage("left");
  location.replace(FORM.dataset.to || "about:blank");
}

function unlockAddress() {
  return `/unlock/?${new URLSearchParams({ next: location.pathname + location.search })}`;
}

function lock() {
  if (gone) return;
  lockOnServer();
  blank();
  tabs.postMessage("locked");
  location.replace(unlockAddress());
}

FORM.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

// Shift three times within five seconds, and nothing else in between. Not while one is writing:
// an input method uses Shift, and so does everybody who types.
const WITHIN_MS = 5000;
let shifts = [];

function isWriting(target) {
  return target instanceof Element && (target.closest("input, textarea, select") || target.isContentEditable);
}

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  if (event.key !== "Shift" || event.isComposing || event.keyCode === 229 || isWriting(event.target)) {
    shifts = [];
    return;
  }
  const now = performance.now();
  shifts = [...shifts.filter((at) => now - at < WITHIN_MS), now];
  if (shifts.length === 3) leave();
});
for (const name of ["compositionstart", "compositionend"]) {
  document.addEventListener(name, () => { shifts = []; });
}

// --- Locking by itself --------------------------------------------------------------------------
// By the wall clock, because timers stand still while a computer sleeps.
let acted = Date.now();
let told = Date.now();
let timer = 0;
let telling = 0;

function check() {
  const left = acted + LOCK_MS - Date.now();
  if (left <= 0) lock();
  clearTimeout(timer);
  timer = setTimeout(check, Math.max(left, 0) + 50);
}

// Somebody who fills in a long form asks the server for nothing; it should know they are there.
async function tell() {
  told = Date.now();
  telling = 0;
  if (gone) return;
  try {
    const answer = await fetch("/present/", { redirect: "manual" });
    if (!answer.ok) lock();
  } catch {
    // No network: the server's own clock decides.
  }
}

function act() {
  if (gone) return;
  const now = Date.now();
  if (now - acted >= LOCK_MS) return check();
  if (now - acted > 1000) tabs.postMessage("active");
  acted = now;
  telling ||= setTimeout(tell, Math.max(told + TELL_MS - now, 0));
}

tabs.addEventListener("message", ({ data }) => {
  if (data === "active") acted = Date.now();
  else if (!gone) {
    lockOnServer(); // this tab's draft; the session is locked already
    blank();
    location.replace(data === "left" ? "about:blank" : unlockAddress());
  }
});
for (const name of ["pointerdown", "keydown", "wheel", "touchmove", "scroll"]) {
  addEventListener(name, act, { passive: true, capture: true });
}
check();

// --- Out of sight -------------------------------------------------------------------------------
function veil() {
  const unseen = document.hidden || !document.hasFocus();
  ROOT.classList.toggle("veiled", ROOT.dataset.screen === "private" && unseen);
}

document.addEventListener("visibilitychange", () => { veil(); if (!document.hidden) check(); });
addEventListener("blur", veil);
addEventListener("focus", () => { veil(); check(); });
veil();

// A page that comes back from the browser's memory may show what is locked by now.
addEventListener("pagehide", () => { ROOT.classList.add("left"); });
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// --- Putting a draft back -----------------------------------------------------------------------
const offer = document.getElementById("draft-offer");

function fill(form, fields) {
  const typed = Map.groupBy(fields, ([name]) => name);
  for (const field of [...form.elements].filter((it) => isKept(it) && typed.has(it.name))) {
    const found = typed.get(field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = found.includes(field.value);
    else if (field.options) for (const it of field.options) it.selected = found.includes(it.value);
    else field.value = found.shift() ?? field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function bestForm(names) {
  const score = (form) => new Set([...form.elements].map((it) => it.name).filter((it) => names.has(it))).size;
  const forms = [...document.querySelectorAll('main form[method="post" i]')].filter((it) => !offer.contains(it));
  return forms.sort((a, b) => score(b) - score(a)).find((form) => score(form) > 0);
}

function putBack() {
  const fields = JSON.parse(document.getElementById("draft-fields").textContent);
  const form = bestForm(new Set(fields.map(([name]) => name)));
  if (!form) return;
  fill(form, fields);
  const drop = offer.querySelector("form");
  fetch(drop.action, { method: "POST", body: new FormData(drop) }).catch(() => {});
  offer.remove();
  form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

const button = offer?.querySelector("[data-put-back]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", putBack);
}

// --- The installed app --------------------------------------------------------------------------
// A worker only where the app is installed; the page about notifications asks for it by itself.
if (matchMedia("(display-mode: standalone)").matches) navigator.serviceWorker?.register("/sw.js");
