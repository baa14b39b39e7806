// What pages can do beyond plain HTML. Every page works without this file.
// Nothing is written to the device unless the reader has said 「この端末に残す」 (STEALTH S-22).

const WIDE = matchMedia("(min-width: 1024px)");

// --- What this device keeps -------------------------------------------------------------------
// One key, so that "keep nothing" is one removal. Only public ids, never words or conditions.
const KEY = "funade.kept";
const LISTS = { hearts: 200, seen: 50, hidden: 200, blocks: 200 };
const SHUT = ["hidden", "blocks"]; // facilities whose cards are not shown

function kept() {
  try {
    const now = JSON.parse(localStorage.getItem(KEY));
    return now && Object.fromEntries(Object.keys(LISTS).map((name) => [name, now[name] ?? []]));
  } catch {
    return null; // storage is blocked or holds something else: keep nothing
  }
}

function keep(change) {
  const now = kept();
  if (!now) return;
  change(now);
  for (const [name, most] of Object.entries(LISTS)) now[name] = now[name].slice(0, most);
  localStorage.setItem(KEY, JSON.stringify(now));
}

function startKeeping() {
  localStorage.setItem(KEY, JSON.stringify({ hearts: [], seen: [], hidden: [], blocks: [] }));
}

// --- Hearts, history, hidden facilities -------------------------------------------------------
function showHearts(root) {
  const now = kept();
  for (const button of root.querySelectorAll("[data-heart]")) {
    const on = Boolean(now?.hearts.includes(button.dataset.heart));
    button.hidden = false;
    button.setAttribute("aria-pressed", String(on));
    if ("words" in button.dataset) button.textContent = on ? "この端末に保存しました" : "この端末に保存";
    else button.textContent = on ? "♥" : "♡";
  }
}

function toggleHeart(id) {
  if (!kept()) {
    location.assign("/jobs/kept/");
    return;
  }
  keep((now) => {
    const has = now.hearts.includes(id);
    now.hearts = has ? now.hearts.filter((other) => other !== id) : [id, ...now.hearts];
  });
  showHearts(document);
}

function rememberSeen() {
  const id = document.querySelector("[data-viewed]")?.dataset.viewed;
  if (id && !own()) keep((now) => { now.seen = [id, ...now.seen.filter((other) => other !== id)]; });
}

function hideFacilities(root) {
  const now = kept();
  for (const button of root.querySelectorAll("[data-hide]")) {
    button.hidden = !now;
    const on = Boolean(now?.[button.dataset.list].includes(button.dataset.hide));
    button.setAttribute("aria-pressed", String(on));
  }
  const hidden = new Set(own() ? [] : SHUT.flatMap((list) => now?.[list] ?? []));
  if (!hidden.size) return;
  for (const card of root.querySelectorAll("[data-facility]")) {
    if (hidden.has(card.dataset.facility)) card.closest("li")?.setAttribute("hidden", "");
  }
}

function toggleFacility({ hide, list }) {
  keep((now) => {
    const has = now[list].includes(hide);
    now[list] = has ? now[list].filter((other) => other !== hide) : [hide, ...now[list]];
  });
  hideFacilities(document);
}

// --- A member's own things: the server keeps them, the device nothing -------------------------
const own = () => document.getElementById("own");

function flip(button, [on, off]) {
  const pressed = button.name === on;
  button.name = pressed ? off : on;
  button.setAttribute("aria-pressed", String(pressed));
  if (button.classList.contains("heart")) button.textContent = pressed ? "♥" : "♡";
  const words = button.dataset.words?.split(" ");
  if (words) button.textContent = words[Number(pressed)];
}

// The same POST as without a script, but the page stays. Whatever goes wrong, the plain form goes.
async function act(form, button) {
  const { name, value } = button;
  const body = new FormData(form);
  body.set(name, value);
  const headers = { "X-Funade": "stay" };
  const answer = await fetch(form.action, { method: "POST", body, headers, redirect: "manual" })
    .catch(() => null);
  if (answer?.status !== 204) {
    const plain = document.createElement("input");
    Object.assign(plain, { type: "hidden", name, value });
    form.append(plain);
    form.submit();
    return;
  }
  for (const same of document.querySelectorAll("[data-own]"))
    if (same.value === value && same.name === name) flip(same, same.dataset.own.split(" "));
}

function tellSeen() {
  const page = document.querySelector("[data-see]");
  if (!page) return;
  const body = new FormData(own());
  body.set("posting", page.dataset.viewed);
  navigator.sendBeacon(page.dataset.see, body);
}

// What the device kept before its reader signed in, offered to the account.
function offerTakeOver(form) {
  const now = kept();
  const count = Object.values(now ?? {}).flat().length;
  form.closest("[data-take]").hidden = !count;
  for (const [name, ids] of Object.entries(now ?? {}))
    for (const id of ids) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value: id });
      form.append(field);
    }
}

// --- The page of kept things ------------------------------------------------------------------
async function fillShelf(page, name, ids) {
  const shelf = page.querySelector(`[data-shelf="${name}"]`);
  shelf.hidden = false;
  const into = shelf.querySelector("[data-into]");
  if (!into) {
    shelf.querySelector("[data-hidden-count]").textContent = String(ids.length);
    return;
  }
  shelf.querySelector("[data-empty]").hidden = ids.length > 0;
  into.replaceChildren();
  if (!ids.length) return;
  const query = new URLSearchParams(ids.slice(0, 50).map((id) => ["ids", id]));
  const answer = await fetch(`${page.dataset.cards}?${query}`);
  if (!answer.ok) {
    into.textContent = "読み込めませんでした。時間をおいて、もう一度開いてください。";
    return;
  }
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  into.replaceChildren(...parsed.body.children);
  showHearts(into);
}

function showKept(page) {
  const now = kept();
  page.querySelector('[data-keep="on"]').hidden = Boolean(now);
  page.querySelector('[data-keep="off"]').hidden = !now;
  page.querySelector("[data-keep-state]").textContent = now
    ? "いまは、この端末に残しています。"
    : "いまは、何も残していません。";
  for (const name of Object.keys(LISTS)) {
    if (now) fillShelf(page, name, now[name]);
    else page.querySelector(`[data-shelf="${name}"]`).hidden = true;
  }
}

// --- Search -----------------------------------------------------------------------------------
function openFiltersWhenWide() {
  const filters = document.getElementById("filters");
  if (filters && WIDE.matches) filters.open = true;
}

function announce() {
  const search = document.getElementById("search");
  const said = search?.querySelector("[data-announce]")?.textContent.trim();
  if (!said) return;
  document.title = search.dataset.title;
  document.getElementById("announcer").textContent = `${said}が見つかりました`;
  if (document.activeElement === document.body) document.getElementById("search-title").focus();
}

function countCompared() {
  const form = document.getElementById("compare-form");
  const note = form?.querySelector("[data-compare-count]");
  if (!note) return;
  const count = document.querySelectorAll('input[name="ids"]:checked').length;
  note.closest("[data-compare-bar]").classList.toggle("compare-bar--active", count > 0);
  note.textContent = count
    ? `${count}件を選んでいます（2〜4件）。`
    : "2〜4件を選ぶと並べて比べられます。";
}

// The device's own position, rounded to about a kilometre before it is sent anywhere.
function searchHere(button) {
  const round = (degrees) => Math.round(degrees * 100) / 100;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const address = new URL(location.href);
      address.searchParams.set("near", `${round(coords.latitude)},${round(coords.longitude)}`);
      address.searchParams.set("km", document.getElementById("f-km").value);
      address.searchParams.delete("page");
      location.assign(address);
    },
    () => { button.textContent = "現在地がわかりませんでした。市区町村を入力してください。"; },
    { maximumAge: 600_000, timeout: 10_000 },
  );
}

// Arrow keys in the calendar move between days that have something to offer.
function moveInMonth(event) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[event.key];
  const from = event.target.closest?.("[data-month] td");
  if (!step || !from) return;
  const cells = [...from.closest("table").querySelectorAll("td")];
  let at = cells.indexOf(from) + step;
  while (cells[at] && !cells[at].querySelector("a")) at += step;
  if (!cells[at]) return;
  event.preventDefault();
  cells[at].querySelector("a").focus();
}

// --- Wiring -----------------------------------------------------------------------------------
function refresh(root) {
  for (const button of root.querySelectorAll("[data-here]")) button.hidden = !navigator.geolocation;
  showHearts(root);
  hideFacilities(root);
  countCompared();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const page = document.querySelector("[data-kept]");
  const { heart, hide, keep: choice } = button.dataset;
  if (heart) toggleHeart(heart);
  if (hide) toggleFacility(button.dataset);
  if (choice === "on") startKeeping();
  if (choice === "off") localStorage.removeItem(KEY);
  if ("cleared" in button.dataset) button.replaceWith("この端末の記録を消しました。");
  if ("unhide" in button.dataset) keep((now) => { now[button.dataset.unhide] = []; });
  if (page && (choice || "unhide" in button.dataset)) showKept(page);
  if ("print" in button.dataset) print();
  if ("here" in button.dataset) searchHere(button);
});
document.addEventListener("submit", (event) => {
  if (event.target !== own() || !event.submitter) return;
  event.preventDefault();
  act(event.target, event.submitter);
});
document.addEventListener("change", countCompared);
document.addEventListener("keydown", moveInMonth);
document.addEventListener("htmx:after:swap", () => { refresh(document); announce(); });
WIDE.addEventListener("change", openFiltersWhenWide);

// A browser names the printed file after the title: on paper and on disk nobody should see why.
const title = document.title;
addEventListener("beforeprint", () => { document.title = "メモ"; });
addEventListener("afterprint", () => { document.title = title; });

openFiltersWhenWide();
rememberSeen();
tellSeen();
refresh(document);
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
const keptPage = document.querySelector("[data-kept]");
if (keptPage) showKept(keptPage);
const takeOver = document.querySelector("[data-take] form");
if (takeOver) offerTakeOver(takeOver);
for (const clear of document.querySelectorAll("[data-cleared]")) clear.hidden = !kept();
