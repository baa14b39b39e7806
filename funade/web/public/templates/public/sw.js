{% load static %}// The service worker: an offline page, and notifications that say nothing (STEALTH S-13, S-21).
// It keeps the files below and nothing else: no page that a person has opened is ever stored.

const CACHE = "public-{{ version }}";
const OFFLINE = "{% url 'offline' %}";
const KEPT = [OFFLINE, "{% static 'shared/funade.css' %}"];
const PUBLIC = KEPT.map((path) => new Request(path, { credentials: "omit" })); // as a stranger sees it

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PUBLIC)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(drop());
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = new URL(url).pathname;
  if (method !== "GET") return;
  if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)));
  else if (KEPT.includes(path)) event.respondWith(fetch(event.request).catch(() => caches.match(path)));
});

// Whatever arrives, a lock screen shows these words; the id only keeps one notice from doubling.
addEventListener("push", (event) => {
  let id = "funade";
  try {
    id = String(event.data.json().id);
  } catch {
    // Not ours or empty: the words stay the same.
  }
  event.waitUntil(registration.showNotification("お知らせがあります", {
    tag: id, lang: "ja", icon: "{% static 'shared/icon-192.png' %}",
  }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow("/me/"));
});
