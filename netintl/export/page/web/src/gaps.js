// Demand and supply by country and industry, as a table; five signs for what each cell says.

import { html, svg } from "./dom.js";
import { hatching } from "./flows.js";
import { estimatedWidth } from "./words.js";

export const STATES = ["gap", "possible", "short", "covered", "zero", "unknown", "not_served", "not_assessable", "served"];
const [GAP, POSSIBLE, SHORT, COVERED, ZERO, UNKNOWN, NOT_SERVED, NOT_ASSESSABLE, SERVED] = STATES.keys();
const UNMET = new Set([GAP, POSSIBLE, SHORT, NOT_SERVED, NOT_ASSESSABLE]);
// What a narrowed view says of a cell looks like what all the data say.
const LOOKS = { not_served: "gap", not_assessable: "possible", served: "covered" };
const lookOf = (state) => LOOKS[STATES[state]] ?? STATES[state];
const CELL = { width: 58, height: 22 };
const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** Return what a cell shows: demand, supply to demand, 0 or a question mark. */
export function signOf(model, gap) {
  const { state, demand, supply } = model.gap;
  const told = (value) => String(+(+value).toFixed(1));
  if (state[gap] === UNKNOWN) return "?";
  if (state[gap] === ZERO) return supply[gap] ? `${told(supply[gap])}:0` : "0";
  if (lookOf(state[gap]) === "possible") return `${told(demand[gap])}?`;
  return lookOf(state[gap]) === "gap" ? told(demand[gap]) : `${told(supply[gap])}:${told(demand[gap])}`;
}

/** Build the view inside a stage. */
export function createGaps(app, stage) {
  const { model, words } = app;
  const { gap } = model;
  const most = gap.demand.reduce((p, q) => Math.max(p, q), 1);
  let [rows, columns, focused] = [[], [], null];

  const depth = (place) => {
    const share = Math.sqrt(gap.demand[place] / most);
    return share > 0.6 ? 3 : share > 0.25 ? 2 : 1;
  };
  const classOf = (place) => `${lookOf(gap.state[place])} depth-${depth(place)}${gap.stable[place] ? " stable" : ""}`;
  const keyOf = (place) => `${model.country.id[gap.country[place]]}:${model.industry.id[gap.industry[place]]}`;

  /** Order countries by what is unmet there, those without data last; filters choose rows. */
  function arrange() {
    const wanted = model.index.country.get(app.state.now.country);
    const byCountry = new Map();
    gap.country.forEach((country, place) => {
      if (wanted !== undefined && country !== wanted) return;
      if (!byCountry.has(country)) byCountry.set(country, new Map());
      byCountry.get(country).set(gap.industry[place], place);
    });
    const sum = (cells, wants) => [...cells.values()].reduce((total, place) => total + (wants(place) ? gap.demand[place] : 0), 0);
    const unknown = (cells) => [...cells.values()].every((place) => gap.state[place] === UNKNOWN);
    rows = [...byCountry].map(([country, cells]) => ({
      country, cells, unknown: unknown(cells), unmet: sum(cells, (place) => UNMET.has(gap.state[place])), demand: sum(cells, () => true),
    })).sort((p, q) => p.unknown - q.unknown || q.unmet - p.unmet || q.demand - p.demand || p.country - q.country);
    const demanded = model.industry.id.map((_, industry) => [industry, rows.reduce((total, { cells }) => total + (gap.demand[cells.get(industry)] ?? 0), 0)]);
    columns = demanded.sort((p, q) => q[1] - p[1] || p[0] - q[0]).map(([industry]) => industry);
  }

  function draw() {
    arrange();
    const current = app.state.now.cell;
    const key = html("div", { className: "key" }, legend().map(([state, sign, text]) =>
      html("span", { className: "keyitem" }, html("i", { className: `swatch cell ${lookOf(state)} depth-2` }, sign), html("span", {}, text))));
    const head = html("tr", {}, html("td", {}), columns.map((industry) =>
      html("th", { scope: "col" }, html("span", {}, words.word("industry", industry)))));
    const body = rows.map((row, line) => html("tr", {},
      html("th", { scope: "row" }, words.word("country", row.country)),
      columns.map((industry, column) => cell(row.cells.get(industry), line, column, current))));
    const table = html("table", { className: "heat" },
      html("caption", {}, words.say("gaps_label")), html("thead", {}, head), html("tbody", {}, body));
    stage.replaceChildren(key, html("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": words.say("gaps_label") }, table));
  }

  const legend = () => (gap.narrowed ? [NOT_SERVED, NOT_ASSESSABLE, SERVED] : [GAP, POSSIBLE, COVERED]).concat(ZERO, UNKNOWN)
    .map((state, place) => [state, ["12", "12?", "3:12", "0", "?"][place], words.say(`state_${STATES[state]}`)]);

  function cell(place, line, column, current) {
    if (place === undefined) return html("td", {});
    const key = keyOf(place);
    const first = focused ? focused === key : line === 0 && column === 0;
    return html("td", { className: `cell ${classOf(place)}` }, html("button", {
      type: "button", tabIndex: first ? 0 : -1, "aria-current": key === current ? "true" : null, "data-key": key,
      "aria-label": `${words.word("country", gap.country[place])}, ${words.word("industry", gap.industry[place])}: ${words.say(`state_${STATES[gap.state[place]]}`)}, ${signOf(model, place)}`,
      onclick: () => app.chooseCell(key),
      onkeydown: (event) => press(event, line, column),
    }, signOf(model, place)));
  }

  function press(event, line, column) {
    const move = MOVES[event.key];
    if (event.key === "Escape") app.chooseCell("");
    else if (!move) return;
    event.preventDefault();
    if (!move) return;
    const row = rows[line + move[0]];
    const place = row?.cells.get(columns[column + move[1]]);
    if (place === undefined) return;
    focused = keyOf(place);
    for (const button of stage.querySelectorAll(".cell button")) button.tabIndex = button.dataset.key === focused ? 0 : -1;
    stage.querySelector(`[data-key="${CSS.escape(focused)}"]`).focus();
  }

  /** Return the table as a picture. */
  function picture() {
    const left = 20 + Math.max(0, ...rows.map((row) => estimatedWidth(words.word("country", row.country), 12.5, 7)));
    const top = 130;
    const [width, height] = [left + columns.length * CELL.width + 110, top + rows.length * CELL.height + 10];
    const root = svg("svg", { class: "heatpicture", viewBox: `0 0 ${width} ${height}`, width, height }, hatching());
    columns.forEach((industry, column) => {
      const x = left + column * CELL.width + 14;
      root.append(svg("text", { transform: `translate(${x} ${top - 8}) rotate(-40)`, "font-size": 12 }, shortened(words.word("industry", industry))));
    });
    rows.forEach((row, line) => {
      const y = top + line * CELL.height;
      root.append(svg("text", { x: left - 8, y: y + 15, "text-anchor": "end", "font-size": 12.5 }, words.word("country", row.country)));
      columns.forEach((industry, column) => root.append(...cellPicture(row.cells.get(industry), left + column * CELL.width, y)));
    });
    return root;
  }

  const shortened = (text) => ([...text].length > 22 ? `${[...text].slice(0, 21).join("")}…` : text);

  function cellPicture(place, x, y) {
    if (place === undefined) return [];
    const look = classOf(place);
    return [
      svg("rect", { x, y, width: CELL.width - 2, height: CELL.height - 2, class: `heatcell ${look}` }),
      svg("text", { x: x + CELL.width / 2 - 1, y: y + 15, "text-anchor": "middle", "font-size": 12, class: `heattext ${look}` }, signOf(model, place)),
    ];
  }

  return {
    draw,
    resize() {},
    picture,
    rows: () => [
      ["country", "industry", "state", "demand", "measure", "years", "agreements", "agreements_of_all_data", "stable", "ids"],
      ...gap.country.map((country, place) => [
        model.country.id[country], model.industry.id[gap.industry[place]], STATES[gap.state[place]],
        gap.state[place] === UNKNOWN ? "" : gap.demand[place], gap.measure, gap.years[place], gap.supply[place], gap.national[place], gap.stable[place] ? "yes" : "no",
        [...new Set(model.gapLinks(place).map((link) => model.link.id[link]))].join("|"),
      ]),
    ],
  };
}
