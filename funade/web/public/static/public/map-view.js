// What map.js loads when the map is opened: MapLibre, and clusters of openings as real buttons.
// Its configuration stands in map.js.

const JAPAN = [[127.5, 30.7], [146.2, 45.7]];
const LIMITS = [[90, 5], [180, 62]];
const NEAREST = 14; // zoom levels beyond it would suggest that pins are exact
const NAMES_FROM = 6; // zoom level from which prefectures are named
const FIT = { padding: { top: 72, bottom: 64, left: 64, right: 64 }, maxZoom: 11 };

const LOCALE = {
  "Map.Title": "求人の地図。矢印キーで移動、プラスとマイナスで拡大・縮小",
  "NavigationControl.ZoomIn": "拡大",
  "NavigationControl.ZoomOut": "縮小",
  "Popup.Close": "閉じる",
};

// --- small helpers -----------------------------------------------------------------------------

/** An element with the attributes that are not null, and children. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** 72,550 → 「7.25万円」, rounded down: a pin never promises more than the posting. */
function pay(yen) {
  const man = Math.floor(yen / 100) / 100;
  return yen < 10_000 ? `${yen.toLocaleString("ja")}円` : `${man.toLocaleString("ja")}万円`;
}

async function fetchJson(url, options) {
  const response = await fetch(url, { ...options, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

function loadStylesheet(href) {
  const link = make("link", { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error(href));
  });
}

function cardOf(id) {
  return document.querySelector(`[data-posting="${CSS.escape(id)}"]`);
}

// --- what is drawn -----------------------------------------------------------------------------

/** Colours come from map.css (registered custom properties), so dark mode has one home. */
function palette(element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(`--map-${name}`).trim();
  return { sea: colour("sea"), land: colour("land"), border: colour("border") };
}

function mapStyle(shapes, tiles, colours) {
  const raster = { type: "raster", tiles: [tiles], tileSize: 256 };
  return {
    version: 8,
    sources: { shapes: { type: "geojson", data: shapes }, ...(tiles && { tiles: raster }) },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "shapes", paint: { "fill-color": colours.land } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : []),
      {
        id: "borders",
        type: "line",
        source: "shapes",
        layout: { "line-join": "round" },
        paint: { "line-color": colours.border, "line-width": 1 },
      },
    ],
  };
}

/** Pins for clusters and for listed postings, the most important first. */
function pinsOf(clusters, hits) {
  const listed = new Map(hits.map((hit) => [hit.id, hit]));
  const pins = clusters.map(({ posting, ...rest }) => {
    const number = (posting && listed.get(posting.id)?.number) || null;
    if (number) listed.delete(posting.id);
    return { ...rest, posting, number };
  });
  for (const { id, title, ...hit } of listed.values()) {
    if (hit.lat != null) pins.push({ ...hit, posting: { id, title, url: null } });
  }
  const rank = (pin) => pin.number ?? 1000 + 1 / (pin.openings || 1);
  return pins.sort((a, b) => rank(a) - rank(b));
}

function keyOf({ posting, lat, lng, openings, number }) {
  return posting ? `${posting.id} ${number}` : `${lat} ${lng} ${openings}`;
}

/** 「3番 内科外来、2枠、最高12万円」: all that the pin says, in words. */
function nameOf({ number, posting, openings, best_pay: best }) {
  const title = [number && `${number}番`, posting?.title].filter(Boolean).join(" ");
  const openingsText = openings && `${openings.toLocaleString("ja")}枠`;
  return [title, openingsText, best && `最高${pay(best)}`].filter(Boolean).join("、");
}

function faceOf({ number, posting, openings, best_pay: best }) {
  if (!posting) return make("span", { class: "pin-face" }, openings.toLocaleString("ja"));
  const label = best ? pay(best) : `${openings ?? 1}枠`;
  return make("span", { class: "pin-face", "data-number": number }, label);
}

function kindOf({ number, posting, openings }) {
  if (number) return "pin is-listed";
  if (posting) return "pin is-single";
  const size = openings < 10 ? "small" : openings < 100 ? "medium" : "large";
  return `pin is-cluster is-${size}`;
}

function meet(one, other) {
  const apart = one.right <= other.left || other.right <= one.left;
  return !apart && one.top < other.bottom && other.top < one.bottom;
}

/** The middle of a box, as large as a number alone. */
function core({ left, right, top, bottom }) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return { left: x - 13, right: x + 13, top: y - 13, bottom: y + 13 };
}

// --- the map -----------------------------------------------------------------------------------

export class JobMap {
  #panel;
  #root;
  #library;
  #map = null;
  #popup = null;
  #fetching = null;
  #timer = 0;
  #markers = new Map(); // key → {marker, element, pin}
  #names = []; // elements of the prefectures' names, outside the tab order

  /** Loads MapLibre and the prefectures; throws when either is missing. */
  static async create(panel) {
    const { maplibre, worker, css, shapes } = panel.root.dataset;
    const [library, prefectures] = await Promise.all([
      import(maplibre + panel.again),
      fetchJson(shapes),
      loadStylesheet(css),
    ]);
    library.setWorkerUrl(new URL(worker, location.href).href); // or it would want a blob: worker
    return new JobMap(panel, library, prefectures);
  }

  constructor(panel, library, shapes) {
    this.#panel = panel;
    this.#root = panel.root;
    this.#library = library;
    this.#start(shapes);
    panel.searchButton.addEventListener("click", () => this.#searchHere());
    this.#root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#popup?.isOpen()) this.#popup.remove();
    });
    this.#linkCards();
    this.#followColours();
    new MutationObserver((changes) => this.#follow(changes)).observe(this.#root, {
      attributeFilter: ["data-query", "data-hits", "data-view"],
    });
  }

  /** To be called when the map is shown again after it was hidden. */
  shown() {
    this.#map.resize();
    this.refresh();
  }

  #start(shapes) {
    const { tiles, credit } = this.#root.dataset;
    this.#panel.credit.textContent = [shapes.attribution, credit].filter(Boolean).join("　");
    const map = new this.#library.Map({
      container: this.#panel.canvas,
      style: mapStyle(shapes, tiles, palette(this.#root)),
      bounds: this.#firstView(),
      fitBoundsOptions: FIT,
      maxBounds: LIMITS,
      maxZoom: NEAREST,
      locale: LOCALE,
      attributionControl: false, // it would link to another site; the credit stands below
      dragRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 0,
    });
    this.#map = map;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new this.#library.NavigationControl({ showCompass: false }), "bottom-right");
    map.on("error", () => this.#panel.say("背景の地図の一部を読み込めませんでした。"));
    map.on("load", () => this.#begin(shapes));
  }

  #begin(shapes) {
    this.#names = shapes.features.map(({ properties: { name, label } }) => {
      const element = make("span", { class: "map-name", "aria-hidden": "true" }, name);
      new this.#library.Marker({ element }).setLngLat(label).addTo(this.#map);
      element.removeAttribute("aria-label"); // MapLibre takes every marker for a control
      element.removeAttribute("role");
      element.hidden = true;
      return element;
    });
    if (this.#panel.wantsFocus) this.#map.getCanvas().focus();
    this.#map.on("moveend", () => {
      this.#panel.searchButton.hidden = false;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), 120);
    });
    this.refresh();
  }

  /** The box searched for, else what the page asks to show, else where the listed postings are. */
  #firstView() {
    const { query, view } = this.#root.dataset;
    const box = new URLSearchParams(query).get("box")?.split(",").map(Number);
    if (box?.length === 4) return [[box[1], box[0]], [box[3], box[2]]];
    if (view) {
      const [west, south, east, north] = view.split(",").map(Number);
      return [[west, south], [east, north]];
    }
    const hits = this.#hits().filter((hit) => hit.lat != null);
    if (!hits.length) return JAPAN;
    const lngs = hits.map((hit) => hit.lng);
    const lats = hits.map((hit) => hit.lat);
    return [[Math.min(...lngs), Math.min(...lats)], [Math.max(...lngs), Math.max(...lats)]];
  }

  #hits() {
    return JSON.parse(this.#root.dataset.hits || "[]");
  }

  // --- clusters of the part shown --------------------------------------------------------------

  #box() {
    const bounds = this.#map.getBounds();
    const edges = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
    return edges.map((edge) => edge.toFixed(4)).join(",");
  }

  async refresh() {
    this.#fetching?.abort();
    const { signal } = (this.#fetching = new AbortController());
    const { clusters: address, query } = this.#root.dataset;
    const parameters = new URLSearchParams(query);
    parameters.delete("page");
    parameters.set("box", this.#box());
    parameters.set("zoom", String(Math.floor(this.#map.getZoom())));
    try {
      const { clusters } = await fetchJson(`${address}?${parameters}`, { signal });
      this.#show(pinsOf(clusters, this.#hits()));
      const openings = clusters.reduce((sum, cluster) => sum + cluster.openings, 0);
      const found = `この範囲に${openings.toLocaleString("ja")}枠あります。`;
      this.#panel.say(openings ? found : "この範囲に募集はありません。縮小するか、移動してください。");
    } catch (error) {
      if (error.name === "AbortError") return;
      console.info("map:", error);
      this.#panel.fail("地図の求人を読み込めませんでした。", () => this.refresh());
    }
  }

  /** Keeps the buttons that stay, so that focus and popups survive a move. */
  #show(pins) {
    const wanted = new Map(pins.map((pin) => [keyOf(pin), pin]));
    for (const [key, { marker, element }] of this.#markers) {
      if (wanted.has(key)) continue;
      if (element.contains(document.activeElement)) this.#map.getCanvas().focus();
      marker.remove();
      this.#markers.delete(key);
    }
    for (const [key, pin] of wanted) {
      if (!this.#markers.has(key)) this.#markers.set(key, this.#addMarker(pin));
    }
    this.#separate([...wanted.keys()].map((key) => this.#markers.get(key).element));
  }

  #addMarker(pin) {
    const element = make(
      "button",
      { type: "button", class: kindOf(pin), "aria-label": nameOf(pin) },
      faceOf(pin),
    );
    element.addEventListener("click", (event) => {
      event.stopPropagation(); // or the map would close the popup this click opens
      this.#choose(pin, element);
    });
    if (pin.posting) {
      const mark = (on) => cardOf(pin.posting.id)?.classList.toggle("is-on-map", on);
      for (const type of ["pointerenter", "focus"]) element.addEventListener(type, () => mark(true));
      for (const type of ["pointerleave", "blur"]) element.addEventListener(type, () => mark(false));
    }
    const marker = new this.#library.Marker({ element });
    marker.setLngLat([pin.lng, pin.lat]).addTo(this.#map);
    return { marker, element, pin };
  }

  /** A pin in the way of a more important one shrinks: to its number, to a dot; a name hides. */
  #separate(elements) {
    const named = this.#map.getZoom() >= NAMES_FROM;
    for (const name of this.#names) name.hidden = !named;
    const all = named ? [...elements, ...this.#names] : elements;
    for (const element of all) element.classList.remove("is-compact", "is-dot", "is-covered");
    const boxes = all.map((element) => element.getBoundingClientRect()); // all before any write
    const taken = [];
    const place = (box) => !taken.some((other) => meet(box, other)) && taken.push(box);
    all.forEach((element, at) => {
      if (place(boxes[at])) return;
      if (at >= elements.length) element.classList.add("is-covered");
      else if (element.matches(".is-listed") && place(core(boxes[at]))) {
        element.classList.add("is-compact");
      } else element.classList.add("is-dot");
    });
  }

  // --- what a click does -----------------------------------------------------------------------

  #choose(pin, element) {
    if (!pin.posting) {
      const zoom = this.#map.getZoom();
      if (zoom >= NEAREST - 0.5) return this.#openPopup(pin, element);
      return this.#map.easeTo({ center: [pin.lng, pin.lat], zoom: Math.min(zoom + 2, NEAREST) });
    }
    const card = cardOf(pin.posting.id);
    if (!card) return this.#openPopup(pin, element);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    (card.querySelector("a[href]") ?? card).focus({ preventScroll: true });
  }

  #openPopup({ posting, lat, lng, openings, postings, best_pay: best }, element) {
    const near = 0.002; // degrees, some 200 m: postings of one place
    const here = [lat - near, lng - near, lat + near, lng + near].map((edge) => edge.toFixed(4));
    const link = posting
      ? make("a", { href: posting.url }, posting.title)
      : make("a", { href: this.#addressFor(here.join(",")) }, `この場所の求人${postings}件を一覧で見る`);
    const facts = [`${openings}枠`, best && `最高${pay(best)}`].filter(Boolean).join("・");
    this.#popup?.remove();
    this.#popup = new this.#library.Popup({ offset: 18, maxWidth: "17rem" })
      .setLngLat([lng, lat])
      .setDOMContent(make("div", { class: "map-popup" }, link, make("span", {}, facts)))
      .addTo(this.#map);
    this.#popup.on("close", () => element.isConnected && element.focus({ preventScroll: true }));
  }

  #addressFor(box) {
    const address = new URL(location.href);
    address.searchParams.set("box", box);
    address.searchParams.delete("page");
    address.hash = "map";
    return address.href;
  }

  /** An ordinary navigation, unless the page prefers to swap its list and cancels `map:search`. */
  #searchHere() {
    const url = this.#addressFor(this.#box());
    const event = new CustomEvent("map:search", { bubbles: true, cancelable: true, detail: { url } });
    this.#panel.searchButton.hidden = true;
    if (this.#root.dispatchEvent(event)) location.assign(url);
  }

  // --- list, page and colours ------------------------------------------------------------------

  #linkCards() {
    const lift = (event, on) => {
      const id = event.target.closest?.("[data-posting]")?.dataset.posting;
      if (!id) return;
      for (const { element, pin } of this.#markers.values()) {
        if (pin.posting?.id === id) element.classList.toggle("is-lifted", on);
      }
    };
    for (const type of ["pointerover", "focusin"]) {
      document.addEventListener(type, (event) => lift(event, true));
    }
    for (const type of ["pointerout", "focusout"]) {
      document.addEventListener(type, (event) => lift(event, false));
    }
  }

  #follow(changes) {
    if (this.#panel.frame.hidden) return; // `shown` will look
    if (changes.some((change) => change.attributeName === "data-view")) {
      this.#map.fitBounds(this.#firstView(), FIT);
    }
    this.refresh();
  }

  #followColours() {
    const repaint = () => {
      const colours = palette(this.#root);
      this.#map.setPaintProperty("sea", "background-color", colours.sea);
      this.#map.setPaintProperty("land", "fill-color", colours.land);
      this.#map.setPaintProperty("borders", "line-color", colours.border);
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    new MutationObserver(repaint).observe(document.documentElement, {
      attributeFilter: ["class", "data-theme"],
    });
  }
}
