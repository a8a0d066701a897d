// The panel at the right: what is selected, else an overview of the view.

import { html } from "./dom.js";
import { createCards } from "./cards.js";
import { signOf, STATES } from "./gaps.js";
import { icon } from "./marks.js";
import { agreementsAmong } from "./model.js";

const TOP = 10;
const MOST_HOSTS = 60;
const UNMET = new Set(["gap", "possible", "short", "not_served", "not_assessable"]);

/** Build the panel inside an element. */
export function createPanel(app, root) {
  const { model, words } = app;
  const { node } = model;
  const { organization, sources, fields, cards, identities, fact, section, bars, head } = createCards(app);
  const shownLinks = (links) => [...links].filter((row) => app.shown.linkOn[row]);
  const agreements = (rows) => words.say("agreements_n", { n: agreementsAmong(model, rows) });

  function kicker(place) {
    return [icon(model.shapeOf(place)), `${words.word("kind", node.kind[place])} · ${words.word("country", node.country[place])}`];
  }

  function ofNode(place) {
    const [name, other] = words.names(place);
    const links = [...model.linksOf(place)];
    const visible = shownLinks(links);
    const hidden = agreementsAmong(model, links) - agreementsAmong(model, visible);
    const reasons = model.reasonsOf[place];
    return [
      ...head(kicker(place), name, other),
      html("dl", {},
        fact("province", node.province[place] >= 0 ? words.word("province", node.province[place]) : ""),
        fact("place", node.place[place]), fact("fields", fields(model.nodeFields(place))),
        fact("partners", String(node.partners[place])), fact("id", node.id[place])),
      sources(model.nodeSources(place)),
      reasons.length
        ? section(words.say("why"), html("ul", { className: "reasons" }, reasons.map((reason) =>
            html("li", {}, words.reason(reason), identities(model.reasonLinks(reason))))))
        : null,
      section(`${words.say("agreements")} (${agreementsAmong(model, visible)})`,
        hidden > 0 ? html("p", { className: "muted" }, words.say("hidden_n", { n: hidden })) : null,
        cards(visible, place)),
    ];
  }

  function ofCountry(country) {
    const here = [...model.order].filter((place) => node.country[place] === country && app.shown.nodeOn[place]);
    const host = app.hosts().find((one) => one.country === country);
    const links = host ? host.links : [];
    const counts = model.kind.id.map((_, kind) => [words.word("kind", kind), here.filter((place) => node.kind[place] === kind).length]);
    const named = new Map();
    for (const row of links) for (const field of model.linkFields(row)) named.set(field, (named.get(field) ?? new Set()).add(model.link.id[row]));
    const rows = [...named].map(([field, ids]) => [words.word("field", field), ids.size, model.field.id[field], "plainbar"]).sort((p, q) => q[1] - p[1]);
    return [
      ...head(words.say("country"), words.word("country", country), agreements(links)),
      html("dl", {}, counts.filter(([, count]) => count).map(([word, count]) => [html("dt", {}, word), html("dd", {}, String(count))])),
      rows.length ? section(words.say("fields"), bars(rows, (field) => app.state.set({ field }), { wide: true })) : null,
      here.length ? section(words.say("organizations"), html("ul", { className: "orgs" }, here.map((place) => html("li", {}, organization(place))))) : null,
      links.length ? section(words.say("agreements"), cards(links)) : null,
    ];
  }

  function ofCell(key) {
    const [country, industry] = key.split(":");
    const place = model.gap.country.findIndex((at, row) =>
      model.country.id[at] === country && model.industry.id[model.gap.industry[row]] === industry);
    if (place < 0) return overview();
    const { gap } = model;
    const state = STATES[gap.state[place]];
    const links = model.gapLinks(place);
    const cited = model.gapSources(place);
    return [
      ...head(words.word("country", gap.country[place]), words.word("industry", gap.industry[place]), words.say(`state_${state}`)),
      html("p", { className: "sign" }, signOf(model, place)),
      state === "unknown"
        ? html("p", {}, words.say("unknown_help"))
        : html("dl", {}, fact("demand", `${words.number(gap.demand[place])} (${words.say(`measure_${gap.measure}`)}, ${gap.years[place] || words.say("no_years")})`),
            fact("supply", words.say("agreements_n", { n: +gap.supply[place].toFixed(1) })),
            gap.narrowed ? fact("national_supply", words.say("agreements_n", { n: +gap.national[place].toFixed(1) })) : null,
            fact("stable", words.say(gap.stable[place] ? "stable_yes" : "stable_no"))),
      cited.length ? section(words.say("demand_sources"), sources(cited)) : null,
      links.length ? section(words.say("supply_agreements"), cards(links)) : null,
      organizationsThere(gap.country[place]),
    ];
  }

  /** Name the enterprises and colleges of a country, whom one would ask. */
  function organizationsThere(country) {
    const there = (kind) => [...model.order].filter((place) => node.country[place] === country && model.kind.id[node.kind[place]] === kind);
    return ["enterprise", "college"].map((kind) => {
      const found = there(kind);
      return found.length ? section(words.word("kind", model.index.kind.get(kind)), html("ul", { className: "orgs" }, found.map((place) => html("li", {}, organization(place))))) : null;
    });
  }

  const goTo = (place) => {
    app.select(place, { show: true });
    app.focusPanel();
  };

  function overview() {
    const { view } = app.state.now;
    if (view === "map") return hostList();
    if (view === "gaps") return gapList();
    return atAGlance();
  }

  function hostList() {
    const rows = app.hosts().slice(0, MOST_HOSTS).map((host) =>
      [words.word("country", host.country), host.count, host.country, `region-${model.country.region[host.country]}`]);
    return [...head(words.say("overview"), words.say("hosts"), words.say("hosts_sub")), bars(rows, (country) => {
      app.choosePlace(country);
      app.focusPanel();
    })];
  }

  function gapList() {
    const { gap } = model;
    const open = gap.country.map((_, place) => place).filter((place) => UNMET.has(STATES[gap.state[place]]));
    open.sort((p, q) => gap.stable[q] - gap.stable[p] || gap.demand[q] - gap.demand[p] || p - q);
    const rows = open.slice(0, 14).map((place) => [
      `${words.word("country", gap.country[place])} × ${words.word("industry", gap.industry[place])}`, gap.demand[place],
      `${model.country.id[gap.country[place]]}:${model.industry.id[gap.industry[place]]}`, "gapbar",
    ]);
    return [
      ...head(words.say("overview"), words.say(gap.narrowed ? "view_gaps_title" : "gaps_title"), words.say("gaps_sub")),
      html("p", {}, words.say("gaps_demand")),
      html("p", {}, words.say(gap.narrowed ? "view_gaps_how" : "gaps_how")),
      html("p", { className: "muted" }, words.say("gaps_filters")),
      rows.length ? section(words.say(gap.narrowed ? "largest_not_served" : "largest_gaps"), bars(rows, (key) => {
        app.chooseCell(key);
        app.focusPanel();
      }, { wide: true })) : html("p", {}, words.say(gap.narrowed ? "none_not_served" : "no_gaps")),
    ];
  }

  function atAGlance() {
    const rows = model.link.id.map((_, row) => row);
    const share = (has) => `${Math.round((100 * agreementsAmong(model, rows.filter(has))) / Math.max(1, agreementsAmong(model, rows)))}%`;
    const figures = [
      [model.nodes, "organizations"], [agreementsAmong(model, rows), "agreements"],
      [new Set(node.country.filter((country) => country >= 0)).size, "countries"], [model.source.id.length, "sources"],
    ];
    const leading = [...model.order].filter((place) => app.shown.nodeOn[place]).slice(0, TOP);
    return [
      ...head(words.say("overview"), words.say("at_a_glance"), words.say("pick")),
      html("div", { className: "figures" }, figures.map(([value, name]) => html("div", {}, html("b", {}, words.number(value)), html("span", {}, words.say(name))))),
      section(words.say("top_hubs"), bars(leading.map((place) => [words.shortName(place), node.partners[place], place, `shape-${model.shapeOf(place)}`]), goTo, { wide: true })),
      section(words.say("complete"), html("dl", {},
        fact("with_date", share((row) => model.link.start[row])), fact("with_field", share((row) => model.linkFields(row).length)),
        fact("with_source", share((row) => model.linkSources(row).length)))),
      model.meta.unpaired ? html("p", { className: "muted" }, words.say("unpaired", { n: model.meta.unpaired })) : null,
    ];
  }

  return {
    draw() {
      const { view, cell, place } = app.state.now;
      const country = model.index.country.get(place);
      const { picked, selected } = app;
      const chosen = picked || selected >= 0 || (view === "gaps" && cell) || (view === "map" && country !== undefined);
      const content = picked ? [...head(words.say("agreements"), picked.title, agreements(picked.links)), cards(picked.links)]
        : selected >= 0 ? ofNode(selected)
        : view === "gaps" && cell ? ofCell(cell)
        : view === "map" && country !== undefined ? ofCountry(country)
        : overview();
      root.hidden = !chosen && view === "hubs";
      root.parentNode.classList.toggle("wide", root.hidden);
      const close = chosen ? html("button", { type: "button", className: "close", "aria-label": words.say("close"), onclick: () => app.clear() }, "×") : null;
      root.replaceChildren(...[close, ...content].flat(Infinity).filter(Boolean));
      root.scrollTop = 0;
    },
    focus: () => root.querySelector("#panel-title")?.focus(),
  };
}
