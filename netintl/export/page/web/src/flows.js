// The flows: bars, bands, the share that follows a bar, and the same data as a table.

import { html, svg } from "./dom.js";
import { BAR_WIDTH, flowRecords, layFlows, NOT_STATED, REST } from "./flow_graph.js";
import { agreementsAmong } from "./model.js";
import { estimatedWidth } from "./words.js";

const TABLES = ["province", "field", "country"];
const MOVES = { ArrowDown: 1, ArrowUp: -1 };
const SIDES = { ArrowRight: 1, ArrowLeft: -1 };
const NAME_GAP = 7;
const CLOSEST = 11.5; // points between two names of a column

/** Write a band as path data; `share` draws only the upper part of it. */
function bandPath(band, share = 1) {
  const thick = Math.max(0.7, band.width * share);
  const [x0, x1] = [band.source.right, band.target.left];
  const middle = ((x0 + x1) / 2).toFixed(1);
  const told = (value) => value.toFixed(1);
  const [y0, y1] = [band.from, band.to];
  return (
    `M${told(x0)} ${told(y0)}C${middle} ${told(y0)} ${middle} ${told(y1)} ${told(x1)} ${told(y1)}` +
    `V${told(y1 + thick)}C${middle} ${told(y1 + thick)} ${middle} ${told(y0 + thick)} ${told(x0)} ${told(y0 + thick)}z`
  );
}

/** The pattern for what is not stated, in the colours of the theme. */
export const hatching = () =>
  svg("defs", {}, svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 6, height: 6, class: "hatch-paper" }), svg("rect", { width: 1.6, height: 6, class: "hatch-line" })));

/** Build the view inside a stage, and its table inside another place. */
export function createFlows(app, stage, tablePlace) {
  const { model, words } = app;
  const root = svg("svg", { class: "flows", role: "group" });
  stage.append(root);
  let [width, height, records, graph, focused] = [0, 0, [], null, 0];

  const title = (bar) =>
    bar.value === NOT_STATED ? words.say("not_stated") : bar.value === REST ? words.say("rest") : words.word(TABLES[bar.column], bar.value);
  const count = (rows) => agreementsAmong(model, rows);

  function sides(bars) {
    const longest = (column) =>
      Math.max(0, ...bars.filter((bar) => bar.column === column).map((bar) => 34 + estimatedWidth(title(bar), 12.6, 6.9)));
    return [Math.min(170, longest(0)) + 18, Math.min(190, longest(2)) + 18];
  }

  function draw() {
    if (!width || !height) return;
    records = flowRecords(model, app.shown.linkOn);
    graph = layFlows(model, records, { width, height, sides });
    root.replaceChildren();
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (!graph) {
      root.append(svg("text", { x: width / 2, y: height / 2, "text-anchor": "middle", class: "muted" }, words.say("nothing")));
      tablePlace.replaceChildren();
      return;
    }
    const bands = svg("g", { class: "bands" }, graph.bands.map(band));
    const traced = svg("g", { class: "bands hot" });
    focused = Math.min(focused, graph.bars.length - 1);
    const bars = svg("g", { class: "bars" });
    const named = namedBars();
    bars.append(...graph.bars.map((bar, order) => barElement(bar, order, named, { bands, traced, bars })));
    root.append(hatching(), ...headings(), bands, traced, bars);
    root.setAttribute("aria-label", words.say("flows_label", { n: count(records.map((record) => record.row)) }));
    tablePlace.replaceChildren(flowTable());
  }

  function headings() {
    const { near, far } = graph;
    const places = [[near + BAR_WIDTH, "end"], [(near + width - far) / 2, "middle"], [width - far - BAR_WIDTH, "start"]];
    return places.map(([x, anchor], column) => svg("text", { x, y: 18, "text-anchor": anchor, class: "head" }, words.say(TABLES[column])));
  }

  function band(one) {
    const unknown = one.source.value === NOT_STATED || one.target.value === NOT_STATED;
    const name = `${title(one.source)} → ${title(one.target)}`;
    const rows = one.records.map((record) => record.row);
    return svg("path", {
      class: `band region-${one.region}${unknown ? " unknown" : ""}`, d: bandPath(one),
      onpointerenter: (event) => app.tip([name, words.say("agreements_n", { n: count(rows) })], event),
      onpointerleave: () => app.tip(null),
      onclick: () => app.listLinks(name, [...new Set(rows)]),
    });
  }

  /** Choose the bars that are named: the largest, as far as names do not touch. */
  function namedBars() {
    const taken = [[], [], []];
    const named = new Set();
    for (const bar of [...graph.bars].sort((p, q) => q.size - p.size)) {
      const middle = (bar.top + bar.bottom) / 2;
      if (taken[bar.column].some((other) => Math.abs(other - middle) <= CLOSEST)) continue;
      taken[bar.column].push(middle);
      named.add(bar);
    }
    return named;
  }

  function barElement(bar, order, named, parts) {
    const amount = words.say("agreements_n", { n: count(bar.rows) });
    const trace = (on) => follow(on ? bar : null, parts);
    const hatched = bar.value === NOT_STATED ? " unknown" : "";
    const region = bar.column === 2 && bar.value >= 0 ? ` region-${model.country.region[bar.value]}` : "";
    return svg("g", {
      class: "bar", role: "button", tabindex: order === focused ? 0 : -1,
      "aria-label": `${words.say(TABLES[bar.column])}: ${title(bar)}, ${amount}`,
      onpointerenter: (event) => {
        trace(true);
        app.tip([title(bar), amount], event);
      },
      onpointerleave: () => {
        trace(false);
        app.tip(null);
      },
      onfocus: () => trace(true),
      onblur: () => trace(false),
      onclick: () => app.listLinks(title(bar), [...bar.rows]),
      onkeydown: (event) => press(event, order, parts.bars),
    },
    svg("rect", { x: bar.left - 4, y: bar.top - 2, width: BAR_WIDTH + 8, height: bar.bottom - bar.top + 4, fill: "transparent" }),
    svg("rect", { x: bar.left, y: bar.top, width: BAR_WIDTH, height: Math.max(1.5, bar.bottom - bar.top), class: `body${hatched}${region}` }),
    named.has(bar) ? barName(bar) : null);
  }

  function barName(bar) {
    const first = bar.column === 0;
    const place = { x: first ? bar.left - NAME_GAP : bar.right + NAME_GAP, y: ((bar.top + bar.bottom) / 2 + 4).toFixed(1) };
    return svg("text", { ...place, "text-anchor": first ? "end" : "start" }, title(bar), " ", svg("tspan", { class: "muted" }, count(bar.rows)));
  }

  /** Light the share of each band that runs through a bar, in both halves. */
  function follow(bar, { bands, traced }) {
    bands.classList.toggle("faded", bar !== null);
    if (!bar) {
      traced.replaceChildren();
      return;
    }
    const parts = graph.bands.map((one) => {
      const through = one.records.filter((record) => record.path[bar.column] === bar);
      const share = through.reduce((sum, record) => sum + record.weight, 0) / one.size;
      return share > 0 ? svg("path", { class: `band region-${one.region}`, d: bandPath(one, share) }) : null;
    });
    traced.replaceChildren(...parts.filter(Boolean));
  }

  function press(event, order, bars) {
    const bar = graph.bars[order];
    let next = -1;
    if (MOVES[event.key]) next = order + MOVES[event.key];
    else if (SIDES[event.key]) next = graph.bars.findIndex((other) => other.column === bar.column + SIDES[event.key]);
    else if (event.key === "Enter" || event.key === " ") {
      app.listLinks(title(bar), [...bar.rows]);
      app.focusPanel();
    } else if (event.key === "Escape") app.clear();
    else return;
    event.preventDefault();
    if (next < 0 || next >= graph.bars.length) return;
    bars.children[order].setAttribute("tabindex", -1);
    bars.children[next].setAttribute("tabindex", 0);
    bars.children[next].focus();
    focused = next;
  }

  function tableRows() {
    const sums = new Map();
    for (const { ends, weight, row } of records) {
      const key = ends.join("|");
      if (!sums.has(key)) sums.set(key, { ends, weight: 0, rows: [] });
      sums.get(key).weight += weight;
      sums.get(key).rows.push(row);
    }
    return [...sums.values()].sort((p, q) => q.weight - p.weight);
  }

  function flowTable() {
    const heads = [...TABLES.map((name) => words.say(name)), words.say("agreements")];
    const cells = ({ ends, weight }) => [...ends.map((end, column) => words.word(TABLES[column], end)), +weight.toFixed(2)];
    return html("table", { className: "plain" },
      html("thead", {}, html("tr", {}, heads.map((head) => html("th", { scope: "col" }, head)))),
      html("tbody", {}, tableRows().map((row) => html("tr", {}, cells(row).map((cell, place) => html("td", { className: place === 3 ? "num" : "" }, String(cell)))))));
  }

  return {
    draw,
    resize() {
      [width, height] = [stage.clientWidth, stage.clientHeight];
      draw();
    },
    picture: () => root,
    rows: () => [
      ["province", "field", "country", "agreements", "ids"],
      ...tableRows().map(({ ends, weight, rows }) => [
        ...ends.map((end, column) => (end < 0 ? "" : model[TABLES[column]].id[end])), +weight.toFixed(4),
        [...new Set(rows.map((row) => model.link.id[row]))].join("|"),
      ]),
    ],
  };
}
