// All organizations as a sortable table; it is also the network in words.

import { html } from "./dom.js";
import { icon } from "./marks.js";

const AT_A_TIME = 150;

/** Build the view inside a stage. */
export function createHubs(app, stage) {
  const { model, words } = app;
  const { node } = model;
  const most = node.partners.reduce((p, q) => Math.max(p, q), 1);
  let shown = AT_A_TIME;

  const COLUMNS = [
    ["name", (place) => words.name(place)],
    ["kind", (place) => words.word("kind", node.kind[place])],
    ["country", (place) => words.word("country", node.country[place])],
    ["partners", (place) => node.partners[place]],
    ["reach", (place) => node.reach[place]],
    ["sole", (place) => node.sole[place]],
    ["between", (place) => node.between[place]],
  ];
  const isNumber = (column) => column > 2;

  /** Return the column and direction that the state asks for; "-partners" is from high to low. */
  function sorting() {
    const asked = app.state.now.sort || "-partners";
    const down = asked.startsWith("-");
    const column = COLUMNS.findIndex(([name]) => name === asked.replace("-", ""));
    return column < 0 ? { column: 3, down: true } : { column, down };
  }

  function ordered() {
    const { column, down } = sorting();
    const value = COLUMNS[column][1];
    const compare = isNumber(column)
      ? (p, q) => value(p) - value(q)
      : (p, q) => value(p).localeCompare(value(q), words.language === "zh" ? "zh-CN" : "en");
    const nodes = [...model.order].filter((place) => app.shown.nodeOn[place]);
    return nodes.sort((p, q) => (down ? -compare(p, q) : compare(p, q)) || p - q);
  }

  function headCell([name], column) {
    const { column: by, down } = sorting();
    const here = by === column;
    const next = here ? (down ? name : `-${name}`) : isNumber(column) ? `-${name}` : name;
    return html("th", { scope: "col", className: isNumber(column) ? "num" : "", "aria-sort": here ? (down ? "descending" : "ascending") : null },
      html("button", { type: "button", onclick: () => app.state.set({ sort: next === "-partners" ? "" : next }) },
        words.say(`col_${name}`), here ? html("span", { className: "arrow", "aria-hidden": "true" }, down ? " ↓" : " ↑") : null));
  }

  function row(place) {
    const choose = () => {
      app.select(place);
      app.focusPanel();
    };
    const bar = html("i", { style: { width: `${(46 * node.partners[place]) / most}px` } });
    const why = model.reasonsOf[place].map((reason) => words.reason(reason)).join(words.language === "zh" ? "；" : "; ");
    return html("tr", { className: place === app.selected ? "on" : "" },
      html("th", { scope: "row" }, html("button", { type: "button", className: "link", onclick: choose }, words.name(place)),
        why ? html("div", { className: "why" }, why) : null),
      html("td", {}, html("span", { className: "kindcell" }, icon(model.shapeOf(place)), words.word("kind", node.kind[place]))),
      html("td", {}, words.word("country", node.country[place])),
      html("td", { className: "num" }, html("span", { className: "bar" }, bar, String(node.partners[place]))),
      html("td", { className: "num" }, String(node.reach[place])),
      html("td", { className: "num" }, String(node.sole[place])),
      html("td", { className: "num" }, `${(100 * node.between[place]).toFixed(1)}%`));
  }

  function draw() {
    const nodes = ordered();
    const table = html("table", { className: "hubs" },
      html("caption", {}, words.say("hubs_label", { n: nodes.length })),
      html("thead", {}, html("tr", {}, COLUMNS.map(headCell))),
      html("tbody", {}, nodes.slice(0, shown).map(row)));
    const more = nodes.length > shown
      ? html("button", { type: "button", className: "more", onclick: showMore }, words.say("show_more", { n: nodes.length - shown }))
      : null;
    stage.replaceChildren(html("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": words.say("tab_hubs") }, table, more ?? ""));
  }

  function showMore() {
    shown += AT_A_TIME;
    draw();
    stage.querySelector(`tbody tr:nth-child(${shown - AT_A_TIME + 1}) button`)?.focus();
  }

  return {
    draw,
    resize() {},
    rows: () => [
      ["id", "name_zh", "name_en", ...COLUMNS.slice(1).map(([name]) => name)],
      ...ordered().map((place) => [
        node.id[place], node.zh[place], node.en[place], model.kind.id[node.kind[place]], model.country.id[node.country[place]] ?? "",
        node.partners[place], node.reach[place], node.sole[place], node.between[place],
      ]),
    ],
  };
}
