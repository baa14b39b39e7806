// What pages can do beyond plain HTML. Every page works without this file.
// Nothing is written to the device unless the reader has said 「この端末に残す」 (STEALTH S-22).

const WIDE = matchMedia("(min-width: 1024px)");

// --- What this device keeps -------------------------------------------------------------------
// One key, so that "keep nothing" is one removal. Only public ids, never words or conditions.
const KEY = "funade.kept";
const LISTS = { hearts: 200, seen: 50, hidden: 200 };

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
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
  localStorage.setItem(KEY, JSON.stringify({ hearts: [], seen: [], hidden: [] }));
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
  if (id) keep((now) => { now.seen = [id, ...now.seen.filter((other) => other !== id)]; });
}

function hideFacilities(root) {
  const hidden = new Set(kept()?.hidden ?? []);
  for (const button of root.querySelectorAll("[data-hide]")) {
    button.hidden = !kept();
    if (hidden.has(button.dataset.hide)) button.textContent = "この施設は検索結果に出しません";
  }
  if (!hidden.size) return;
  for (const card of root.querySelectorAll("[data-facility]")) {
    if (hidden.has(card.dataset.facility)) card.closest("li")?.setAttribute("hidden", "");
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
  if (hide) {
    keep((now) => { now.hidden = [hide, ...now.hidden.filter((other) => other !== hide)]; });
    hideFacilities(document);
  }
  if (choice === "on") startKeeping();
  if (choice === "off") localStorage.removeItem(KEY);
  if ("unhide" in button.dataset) keep((now) => { now.hidden = []; });
  if (page && (choice || "unhide" in button.dataset)) showKept(page);
  if ("print" in button.dataset) print();
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
refresh(document);
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
const keptPage = document.querySelector("[data-kept]");
if (keptPage) showKept(keptPage);
