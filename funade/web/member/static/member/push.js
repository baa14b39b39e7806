// Switching this browser's push on and off. The page lists and removes devices without this file.

const form = document.querySelector("[data-push]");
const state = document.querySelector("[data-push-state]");

const WORDS = {
  none: "このブラウザーでは受け取れません。iPhone・iPadでは、ホーム画面に追加したアイコンから開いてください。",
  denied: "ブラウザーの設定で、このサイトの通知が止められています。受け取るには、ブラウザーの設定で許可してください。",
  dismissed: "許可されなかったので、始めていません。",
  failed: "登録できませんでした。通信できる場所で、もう一度お試しください。",
  asking: "ブラウザーの問いに答えてください。",
  sending: "登録しています。",
};

function bytes(base64url) {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.codePointAt(0));
}

async function mark(endpoint) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
}

async function worker() {
  await navigator.serviceWorker.register("/sw.js");
  return navigator.serviceWorker.ready;
}

// A subscription made under another key of this site can never be written to: begin anew.
async function subscribe(key) {
  const { pushManager } = await worker();
  const old = await pushManager.getSubscription();
  if (old) await old.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

async function begin(event) {
  event.preventDefault();
  state.textContent = WORDS.asking;
  const answer = await Notification.requestPermission();
  if (answer !== "granted") {
    state.textContent = answer === "denied" ? WORDS.denied : WORDS.dismissed;
    return;
  }
  state.textContent = WORDS.sending;
  try {
    const { endpoint, keys } = (await subscribe(form.dataset.push)).toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
    form.submit();
  } catch {
    state.textContent = WORDS.failed;
  }
}

async function current() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration?.pushManager.getSubscription();
}

async function recognise() {
  const subscription = await current();
  if (!subscription) return;
  const row = document.querySelector(`[data-device="${await mark(subscription.endpoint)}"]`);
  if (!row) return;
  row.querySelector("[data-this-device]").hidden = false;
  row.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await subscription.unsubscribe().catch(() => false);
    event.target.submit();
  });
}

const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
if (!able) {
  state.textContent = WORDS.none;
} else if (Notification.permission === "denied") {
  state.textContent = WORDS.denied;
} else {
  form.hidden = false;
  form.addEventListener("submit", begin);
  recognise();
}
