// 地図: a button, and what loads when someone presses it. Nothing is loaded before.
//
// The page holds one element, and its attributes are the whole configuration:
//
//   <div id="map" class="map"
//        data-viewer                          address of map-view.js
//        data-maplibre data-worker data-css   addresses of MapLibre's three files
//        data-shapes                          address of the prefectures as GeoJSON
//        data-clusters                        address that answers ?{query}&box=s,w,n,e&zoom=z
//        data-query                           the current search as a query string
//        data-hits                            JSON: the postings listed beside the map, in order,
//                                             [{id, number, title?, lat?, lng?, openings?, best_pay?}]
//        data-view                            "w,s,e,n" to show first (optional)
//        hx-morph-skip-children               what this script builds inside survives a swap
//        data-tiles data-credit               raster tiles of the operator and whom to name for them
//   ></div>
//
// `#map` in the address means that the map is open, so Back, reload and links keep it. A card of the
// list is any element with data-posting="<public id>"; an element with data-map-before is hidden
// while the map is open. When data-query, data-hits or data-view change, the map follows.

class MapPanel {
  /** Whether the button was pressed and its focus should go on to the map. */
  wantsFocus = false;
  /** Added to the address of a module after a failure, for a browser remembers a failed import. */
  again = "";
  #map = null;
  #attempts = 0;
  #retry = () => {};

  constructor(root) {
    this.root = root;
    this.#build();
    addEventListener("hashchange", () => location.hash === "#map" && this.open());
    if (location.hash === "#map") this.open();
    // A changed condition brings a new page around the map; what was hidden for it must stay so.
    document.addEventListener("htmx:after:history", () => this.#show(!this.frame.hidden));
    document.addEventListener("htmx:after:swap", () => this.#show(!this.frame.hidden));
  }

  #build() {
    this.openButton = button("map-open", "地図を開く", () => {
      this.wantsFocus = true;
      this.open();
    });
    this.searchButton = button("map-search", "この範囲で再検索");
    this.closeButton = button("map-close", "地図を閉じる", () => this.close());
    this.retryButton = button("map-retry", "再試行", () => {
      this.say("もう一度読み込んでいます。");
      this.#retry();
    });
    this.canvas = box("div", "map-canvas");
    this.frame = box("div", "map-frame", this.canvas, this.searchButton, this.closeButton);
    this.status = box("p", "map-status");
    this.status.role = "status";
    this.credit = box("small", "map-credit");
    this.frame.hidden = this.searchButton.hidden = this.retryButton.hidden = true;
    const foot = box("div", "map-foot", this.status, this.retryButton, this.credit);
    this.root.replaceChildren(this.openButton, this.frame, foot);
  }

  async open() {
    if (!this.frame.hidden) return;
    this.#show(true);
    if (this.#map) return this.#map.shown();
    this.say("地図を読み込んでいます。");
    try {
      const { JobMap } = await import(this.root.dataset.viewer + this.again);
      this.#map = await JobMap.create(this);
    } catch (error) {
      console.info("map:", error);
      this.#attempts += 1;
      this.again = `?again=${this.#attempts}`;
      this.#show(false);
      const text = "地図を表示できませんでした。一覧はこのままお使いいただけます。";
      this.fail(text, () => this.open());
    }
  }

  close() {
    this.#show(false);
    this.say("");
    this.openButton.focus();
  }

  #show(open) {
    this.root.classList.toggle("is-open", open);
    this.frame.hidden = !open;
    this.openButton.hidden = open;
    for (const element of document.querySelectorAll("[data-map-before]")) element.hidden = open;
    const address = location.pathname + location.search + (open ? "#map" : "");
    history.replaceState(history.state, "", address);
  }

  /** Tell the state of the map; screen readers say it too. */
  say(text) {
    this.status.textContent = text;
    this.retryButton.hidden = true;
  }

  /** Tell a failure, and offer to try again. */
  fail(text, retry) {
    this.say(text);
    this.retryButton.hidden = false;
    this.#retry = retry;
  }
}

function box(tag, className, ...children) {
  const element = Object.assign(document.createElement(tag), { className });
  element.append(...children);
  return element;
}

function button(className, text, onclick = null) {
  return Object.assign(box("button", className, text), { type: "button", onclick });
}

const root = document.getElementById("map");
if (root) new MapPanel(root);
