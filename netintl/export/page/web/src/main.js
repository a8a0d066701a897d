// The page as a whole: what is selected, what each change redraws, and the frame around the views.

import { createFilters } from "./filters.js";
import { find, html, themed } from "./dom.js";
import { figureOf, preparePrinting, saveCsv, saveLinks, savePng, saveSvg } from "./files.js";
import { createFlows } from "./flows.js";
import { createGaps } from "./gaps.js";
import { createHubs } from "./hubs.js";
import { createMap } from "./map.js";
import { outline, SHAPE_COLOURS } from "./marks.js";
import { agreementsAmong, filtered, readModel } from "./model.js";
import { createNetwork } from "./network.js";
import { createPanel } from "./panel.js";
import { createSearch } from "./search.js";
import { createState } from "./state.js";
import { createTabs } from "./tabs.js";
import { createWords } from "./words.js";

const VIEWS = ["network", "map", "flows", "gaps", "hubs"];
const FILTERS = ["country", "field", "status", "hide"];
const NARROW = 720;

/** Choose the language: the address, else what the page was made in. */
const languageOf = (model, state) => (["zh", "en"].includes(state.lang) ? state.lang : model.meta.language);

class Page {
  constructor() {
    this.model = readModel();
    this.words = createWords(this.model);
    this.selected = -1;
    this.picked = null;
    this.state = createState((state, before) => this.change(state, before));
    this.shown = filtered(this.model, this.state.now);
    this.words.language = languageOf(this.model, this.state.now);
    this.stale = new Set(VIEWS);
    this.build();
  }

  build() {
    const stage = (name) => find(`#stage-${name}`);
    this.views = {
      network: Object.assign(createNetwork(this, stage("network")), { inline: true }),
      map: createMap(this, stage("map")),
      flows: createFlows(this, stage("flows"), find("#flows-table")),
      gaps: createGaps(this, stage("gaps")),
      hubs: createHubs(this, stage("hubs")),
    };
    this.panel = createPanel(this, find("#panel"));
    this.filters = createFilters(this, find("#filters"));
    this.tabs = createTabs(this, find("#tabs"));
    createSearch(this, find("#q"), find("#hits"));
    preparePrinting(this, this.views);
    this.wireFrame();
    this.speak();
    this.change(this.state.now, this.state.now, { first: true });
    new ResizeObserver(() => this.view.resize()).observe(find("#main"));
  }

  get view() {
    return this.views[this.state.now.view] ?? this.views.network;
  }

  hosts = () => this.views.map.hosts();

  /** Take a new state: redraw what it changes, the visible view now and the others when shown. */
  change(state, before, { first = false } = {}) {
    if (!VIEWS.includes(state.view)) return this.state.set({ view: "network" });
    const language = languageOf(this.model, state);
    const spoken = language !== this.words.language;
    const narrowed = FILTERS.some((name) => String(state[name]) !== String(before[name]));
    const sorted = state.sort !== before.sort;
    this.words.language = language;
    if (narrowed || first) this.shown = filtered(this.model, state);
    if (narrowed || state.view !== before.view) this.picked = null;
    const selected = this.model.index.node.get(state.node) ?? -1;
    const moved = selected !== this.selected;
    this.selected = selected;
    if (spoken || first) this.speak();
    if (narrowed || spoken || sorted || moved) this.stale = new Set(VIEWS);
    this.tabs.draw();
    if (narrowed || spoken || first) this.filters.draw();
    this.drawView({ filter: narrowed || first, language: spoken || first, appeared: state.view !== before.view || first });
    this.panel.draw();
    if (first && selected >= 0) this.view.show?.(selected);
  }

  drawView({ filter, language, appeared }) {
    const { view } = this.state.now;
    if (appeared) this.view.resize();
    if (this.stale.has(view) || this.state.now.cell) {
      this.view.draw({ filter: filter || this.stale.has(view), language: language || this.stale.has(view), theme: false });
    }
    if (view !== "map" && filter) this.views.map.draw({ filter: true });
    this.stale.delete(view);
    this.labelFrame();
  }

  select(node, { show = false } = {}) {
    this.picked = null;
    const id = node >= 0 ? this.model.node.id[node] : "";
    if (id !== this.state.now.node) this.state.set({ node: id, cell: "", place: "" }, { push: true });
    else this.panel.draw();
    if (node < 0) return;
    if (show) this.view.show?.(node);
    const facts = this.words.say("partners_n", { n: this.model.node.partners[node] });
    this.announce(`${this.words.name(node)}, ${facts}`);
  }

  choosePlace(country) {
    this.picked = null;
    this.state.set({ place: country >= 0 ? this.model.country.id[country] : "", node: "" }, { push: true });
    this.views.map.draw({});
  }

  chooseCell(cell) {
    this.picked = null;
    this.state.set({ cell, node: "" }, { push: true });
  }

  listLinks(title, links) {
    this.picked = { title, links };
    this.state.set({ node: "" });
    this.panel.draw();
  }

  clear() {
    this.picked = null;
    this.state.set({ node: "", place: "", cell: "" }, { push: true });
    this.panel.draw();
    find(`#tab-${this.state.now.view}`).focus();
  }

  focusPanel() {
    this.panel.focus();
  }

  announce(text) {
    const live = find("#live");
    live.textContent = "";
    requestAnimationFrame(() => {
      live.textContent = text;
    });
  }

  /** Show some lines beside the pointer; null takes them away. */
  tip(lines, event) {
    const box = find("#tip");
    box.hidden = !lines;
    if (!lines) return;
    const [first, ...rest] = lines.filter(Boolean);
    box.replaceChildren(html("b", {}, first), ...rest.map((line) => html("span", {}, line)));
    const { width, height } = box.getBoundingClientRect();
    box.style.setProperty("left", `${Math.min(event.clientX + 14, innerWidth - width - 8)}px`);
    box.style.setProperty("top", `${Math.min(event.clientY + 16, innerHeight - height - 8)}px`);
  }

  /** Put the sentences of the frame into the language of the moment. */
  speak() {
    const { words, model } = this;
    document.documentElement.lang = words.language === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = words.say(element.dataset.t);
    this.labelFrame();
    const title = model.meta.title[words.language];
    find("#title").textContent = document.title = title;
    find("#subtitle").textContent = this.countsText();
    find("#credit").textContent = this.credit();
    for (const button of document.querySelectorAll("[data-lang]")) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === words.language));
    }
    for (const place of document.querySelectorAll(".regions")) place.replaceChildren(...this.regionKey());
  }

  labelFrame() {
    for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", this.words.say(element.dataset.label));
    for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = this.words.say(element.dataset.hint);
  }

  regionKey() {
    const used = new Set(this.model.country.region);
    return this.model.region.id.map((_, region) => region).filter((region) => used.has(region)).map((region) =>
      html("span", { className: `item region-${region}` }, html("i", {}), this.words.word("region", region)));
  }

  countsText() {
    const { model, words } = this;
    const rows = model.link.id.map((_, row) => row);
    return words.say("subtitle", {
      n: model.nodes, k: agreementsAmong(model, rows), c: new Set(model.node.country.filter((place) => place >= 0)).size, d: model.meta.as_of || "–",
    });
  }

  heading = () => `${this.model.meta.title[this.words.language]} · ${this.words.say(`tab_${this.state.now.view}`)}`;

  /** Say how many are shown, and by which filters. */
  subheading() {
    const { model, words } = this;
    const { country, field, status, hide } = this.state.now;
    const place = (table, id) => words.word(table, model.index[table].get(id));
    const told = [
      words.say("shown", { n: this.shown.nodes, k: this.shown.agreements }),
      country && place("country", country), field && (field === "none" ? words.say("not_stated") : place("field", field)),
      ...status.map((id) => place("status", id)), ...hide.map((id) => `− ${place("kind", id)}`),
    ];
    return told.filter(Boolean).join(" · ");
  }

  credit() {
    const { meta } = this.model;
    const { language } = this.words;
    return [meta.source[language], meta.basemap[language], `netintl ${meta.version} · ${meta.fingerprint}`].join(" · ");
  }

  /** Return shapes or colours of a picture with their words. */
  legend() {
    const { model, words } = this;
    const { view } = this.state.now;
    if (view === "network") {
      const kinds = model.kind.id.map((_, kind) => kind).filter((kind) => model.node.kind.includes(kind));
      return kinds.map((kind) => [
        (x, y) => outline(model.kind.shape[kind], x, y, 5), themed(SHAPE_COLOURS[model.kind.shape[kind]]), words.word("kind", kind),
      ]);
    }
    if (view === "gaps") return [];
    const used = new Set(model.country.region);
    return model.region.id.map((_, region) => region).filter((region) => used.has(region)).map((region) => [
      (x, y) => outline(0, x, y, 5), themed(`--region-${region}`), words.word("region", region),
    ]);
  }

  wireFrame() {
    for (const button of document.querySelectorAll("[data-lang]")) {
      button.addEventListener("click", () => this.state.set({ lang: button.dataset.lang }));
    }
    find("#theme").addEventListener("click", () => this.switchTheme());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.takeTheme());
    find("#skip").addEventListener("click", (event) => {
      event.preventDefault();
      find("#main").focus();
    });
    this.wireMenu();
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && event.target.closest?.("#panel")) this.clear();
    });
    if (innerWidth <= NARROW) find("#filter-box").open = false;
  }

  switchTheme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
    this.takeTheme();
  }

  takeTheme() {
    this.views.network.draw({ theme: true });
    this.stale = new Set(VIEWS);
    this.drawView({ filter: false, language: false, appeared: false });
  }

  wireMenu() {
    const [menu, button] = [find("#export-menu"), find("#export")];
    const open = (on) => {
      menu.hidden = !on;
      button.setAttribute("aria-expanded", String(on));
      if (on) menu.querySelector("button:not(:disabled)").focus();
    };
    button.addEventListener("click", () => {
      for (const id of ["#save-png", "#save-svg"]) find(id).disabled = !this.view.picture;
      open(menu.hidden);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      open(false);
      button.focus();
    });
    document.addEventListener("pointerdown", (event) => event.target.closest(".menu") || open(false));
    const act = (id, work) => find(id).addEventListener("click", async () => {
      open(false);
      button.focus();
      await work();
      this.announce(this.words.say("saved"));
    });
    act("#save-png", () => savePng(this, this.view));
    act("#save-svg", () => saveSvg(this, this.view));
    act("#save-csv", () => saveCsv(this, this.view));
    act("#save-links", () => saveLinks(this));
    act("#copy-link", () => navigator.clipboard?.writeText(location.href));
    act("#do-print", () => print());
  }
}

function explain(problem) {
  const box = find("#broken");
  box.hidden = false;
  box.append(html("pre", {}, String(problem)));
}

try {
  const page = new Page();
  // For tests alone.
  window.netintl = { ready: true, page, figure: () => figureOf(page, page.view) };
} catch (problem) {
  console.error(problem);
  explain(problem);
}
