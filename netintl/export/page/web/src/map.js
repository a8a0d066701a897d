// The world: coastline only, one arc to each host country; widths and dots are agreements.

import { select } from "d3-selection";
import "d3-transition";
import { zoom, zoomIdentity } from "d3-zoom";

import { html, svg, wantsCalm, zoomButtons } from "./dom.js";
import { Labeller } from "./labels.js";
import { estimatedWidth } from "./words.js";

const TENTHS = 10; // of the coastline's path
const LIFT = 0.16; // of the length of an arc
const LOST = 0.02; // share of agreements that may lie off the frame
const STRONG = 20; // agreements from which a name is bold
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Count for each host country its agreements, and those with a party at home, where the page has a home. */
export function countHosts(model, linkOn) {
  const home = model.country.home;
  const all = model.country.id.map(() => new Map());
  for (let link = 0; link < model.links; link++) {
    if (!linkOn[link]) continue;
    const ends = [model.node.country[model.link.a[link]], model.node.country[model.link.b[link]]];
    for (const country of new Set(ends)) {
      if (country < 0 || country === home) continue;
      const id = model.link.id[link];
      const known = all[country].get(id) ?? { home: false, links: [] };
      known.home ||= home >= 0 && ends.includes(home);
      known.links.push(link);
      all[country].set(id, known);
    }
  }
  return all
    .map((agreements, country) => {
      const told = [...agreements.values()];
      return { country, count: told.length, home: told.filter((one) => one.home).length, links: told.flatMap((one) => one.links) };
    })
    .filter((host) => host.count)
    .sort((p, q) => q.count - p.count || p.country - q.country);
}

/** Build the view inside a stage. */
export function createMap(app, stage) {
  const { model, words } = app;
  const { country: table } = model;
  const land = svg("path", { class: "land", d: model.map.coast });
  const [sea, arcs, dots, names] = [svg("g", {}, land), svg("g", { class: "arcs" }), svg("g", { class: "dots" }), svg("g", { "aria-hidden": "true" })];
  const root = svg("svg", { class: "map", role: "group" }, sea, arcs, dots, names);
  const outside = html("div", { className: "outside" });
  stage.append(root, outside);
  const origin = table.home < 0 ? [] : [table.home]; // a page that is not of China has none
  let [width, height, hosts, focused] = [0, 0, [], 0];
  let transform = zoomIdentity;
  const behaviour = zoom().on("zoom", (event) => {
    transform = event.transform;
    place();
  });
  const selection = select(stage).call(behaviour).on("dblclick.zoom", null);
  const goTo = (to, smooth) => (smooth && !wantsCalm() ? selection.transition().duration(380) : selection).call(behaviour.transform, to);

  const thickness = (host) => 0.8 + 0.62 * Math.sqrt(host.home);
  const radius = (host) => 2.6 + 1.35 * Math.sqrt(host.count);
  const x = (country) => transform.applyX(table.x[country]);
  const y = (country) => transform.applyY(table.y[country]);

  function arc(country) {
    const [x1, y1, x2, y2] = [x(table.home), y(table.home), x(country), y(country)];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const lift = LIFT * (dx < 0 ? 1 : -1);
    const middle = [(x1 + x2) / 2 + dy * lift, (y1 + y2) / 2 - dx * lift];
    const told = [x1, y1, ...middle, x2, y2].map((value) => value.toFixed(1));
    return `M${told[0]} ${told[1]}Q${told.slice(2).join(" ")}`;
  }

  function build() {
    hosts = countHosts(model, app.shown.linkOn);
    focused = Math.max(0, hosts.findIndex((host) => table.id[host.country] === app.state.now.place));
    arcs.replaceChildren(...hosts.filter((host) => host.home).reverse().map((host) => svg("path", {
      class: `arc region-${table.region[host.country]}`, "stroke-width": thickness(host).toFixed(2), "data-country": host.country,
    })));
    dots.replaceChildren(...hosts.map(dot));
    root.setAttribute("aria-label", words.say("map_label", { n: hosts.length }));
    place();
  }

  function dot(host, order) {
    const name = words.word("country", host.country);
    return svg("circle", {
      class: `dot region-${table.region[host.country]}`, r: radius(host).toFixed(1), "data-country": host.country,
      role: "button", tabindex: order === focused ? 0 : -1,
      "aria-label": `${name}: ${words.say("agreements_n", { n: host.count })}`,
      onclick: (event) => {
        event.stopPropagation();
        app.choosePlace(host.country);
      },
      onkeydown: (event) => press(event, order),
      onpointerenter: (event) => {
        light(host.country);
        app.tip([name, words.say(origin.length ? "map_tip" : "agreements_n", { n: host.count, k: host.home })], event);
      },
      onpointerleave: () => {
        light(-1);
        app.tip(null);
      },
    });
  }

  function press(event, order) {
    if (MOVES[event.key]) {
      const next = (order + MOVES[event.key] + hosts.length) % hosts.length;
      dots.children[order].setAttribute("tabindex", -1);
      dots.children[next].setAttribute("tabindex", 0);
      dots.children[next].focus();
      light(hosts[next].country);
    } else if (event.key === "Enter" || event.key === " ") {
      app.choosePlace(hosts[order].country);
      app.focusPanel();
    } else if (event.key === "Escape") app.choosePlace(-1);
    else return;
    event.preventDefault();
  }

  function light(country) {
    const on = country >= 0 ? country : model.index.country.get(app.state.now.place) ?? -1;
    root.classList.toggle("picked", on >= 0);
    for (const element of [...arcs.children, ...dots.children]) {
      element.classList.toggle("hot", +element.dataset.country === on);
    }
  }

  function place() {
    if (!width) return;
    sea.setAttribute("transform", `translate(${transform.x},${transform.y}) scale(${transform.k / TENTHS})`);
    for (const element of arcs.children) element.setAttribute("d", arc(+element.dataset.country));
    for (const element of dots.children) {
      element.setAttribute("cx", x(+element.dataset.country).toFixed(1));
      element.setAttribute("cy", y(+element.dataset.country).toFixed(1));
    }
    names.replaceChildren(...placedNames(), ...origin.flatMap(homeMark));
    light(-1);
  }

  function placedNames() {
    const labeller = new Labeller(width, height);
    for (const host of hosts) labeller.avoid(x(host.country), y(host.country), radius(host) * 0.8);
    for (const place of origin) labeller.avoid(x(place), y(place), 9);
    labeller.reserve(width - 60, height - 132, 60, 132);
    for (const place of origin) labeller.reserve(x(place) + 4, y(place) - 9, 52, 18);
    return hosts.map((host) => nameOf(host, labeller)).filter(Boolean);
  }

  function nameOf(host, labeller) {
    const text = words.word("country", host.country);
    const strong = host.count > STRONG;
    const size = strong ? 13 : 12;
    const room = estimatedWidth(text, size, size * 0.55);
    const found = labeller.place(x(host.country), y(host.country), radius(host), room, size, 60);
    if (!found) return null;
    const at = { start: found.x, end: found.x + room, middle: found.x + room / 2 }[found.anchor];
    return svg("text", {
      x: at.toFixed(1), y: (found.y + size * 0.36).toFixed(1), "text-anchor": found.anchor,
      "font-size": size, class: strong ? "strong" : null,
    }, text);
  }

  function homeMark(place) {
    const [left, down] = [x(place), y(place)];
    return [
      svg("circle", { class: "home", cx: left.toFixed(1), cy: down.toFixed(1), r: 4.5 }),
      svg("text", { class: "strong", x: (left + 9).toFixed(1), y: (down + 5).toFixed(1), "font-size": 14 }, words.word("country", place)),
    ];
  }

  function boxOf(countries) {
    if (!countries.length) return [0, 0, model.map.width, model.map.height];
    const [xs, ys] = [countries.map((c) => table.x[c]), countries.map((c) => table.y[c])];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  const scaleOf = ([left, up, right, down]) => Math.min(width / (right - left + 40), height / (down - up + 40));

  /** Leave out the hosts whose absence enlarges the map most for the few agreements they have. */
  function framed() {
    const inside = new Set([...origin, ...hosts.map((host) => host.country)]);
    const total = hosts.reduce((sum, host) => sum + host.count, 0);
    for (let lost = 0; ; ) {
      const now = scaleOf(boxOf([...inside]));
      const gain = (host) => (scaleOf(boxOf([...inside].filter((c) => c !== host.country))) - now) / host.count;
      const few = hosts.filter((host) => inside.has(host.country) && lost + host.count <= LOST * total);
      const best = few.map((host) => [gain(host), host]).sort((p, q) => q[0] - p[0])[0];
      if (!best || best[0] < 1e-3) return [...inside];
      inside.delete(best[1].country);
      lost += best[1].count;
    }
  }

  function fit({ smooth = false, all = false } = {}) {
    const [left, up, right, down] = boxOf(all ? [...origin, ...hosts.map((host) => host.country)] : framed());
    const k = Math.min((width - 130) / Math.max(60, right - left), (height - 120) / Math.max(40, down - up));
    const to = zoomIdentity.translate(width / 2 - 14 - (k * (left + right)) / 2, height / 2 - 12 - (k * (up + down)) / 2).scale(k);
    nameOutside(to);
    behaviour.scaleExtent([Math.min(k, width / model.map.width) * 0.9, k * 14]);
    goTo(to, smooth);
  }

  function nameOutside(to) {
    const away = hosts.filter(({ country }) => {
      const [left, down] = [to.applyX(table.x[country]), to.applyY(table.y[country])];
      return left < 4 || down < 4 || left > width - 4 || down > height - 4;
    });
    const button = ({ country, count }) => html("button", {
      type: "button",
      onclick: () => {
        fit({ smooth: true, all: true });
        app.choosePlace(country);
      },
    }, `${words.word("country", country)} ${count}`);
    outside.replaceChildren(...(away.length ? [words.say("off_map"), ...away.map(button)] : []));
  }

  stage.addEventListener("click", (event) => {
    if (event.target === root || event.target === land) app.choosePlace(-1);
  });
  stage.append(zoomButtons([
    ["+", "zoom_in", () => selection.call(behaviour.scaleBy, 1.5)],
    ["−", "zoom_out", () => selection.call(behaviour.scaleBy, 1 / 1.5)],
    ["⤢", "fit", () => fit({ smooth: true, all: true })],
  ]));

  return {
    draw({ filter, language }) {
      if (!filter && !language && hosts.length) return place();
      build();
      if (width) fit();
    },
    resize() {
      [width, height] = [stage.clientWidth, stage.clientHeight];
      root.setAttribute("viewBox", `0 0 ${width} ${height}`);
      if (!width) return;
      if (!hosts.length) build();
      fit();
    },
    picture: () => root,
    hosts: () => hosts,
    rows: () => [
      ["id", "name_zh", "name_en", "agreements", ...origin.map(() => "agreements_with_china")],
      ...hosts.map((host) => [
        table.id[host.country], table.zh[host.country], table.en[host.country], host.count, ...origin.map(() => host.home),
      ]),
    ],
  };
}
