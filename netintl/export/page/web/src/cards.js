// What the panel is made of: organizations as buttons, agreements as cards, bars, facts, sources.

import { html } from "./dom.js";
import { icon } from "./marks.js";

const MOST_CARDS = 80;

/** Return makers of the parts of the panel. */
export function createCards(app) {
  const { model, words } = app;
  const { link } = model;

  const organization = (node) => html("button", {
    type: "button", className: "org",
    onclick: () => {
      app.select(node, { show: true });
      app.focusPanel();
    },
  }, icon(model.shapeOf(node)), html("span", {}, words.name(node)));

  /** Addresses of copies are text: some of their domains changed hands. */
  function source(place) {
    const url = model.source.url[place];
    const title = model.source.title[place] || url || model.source.id[place];
    if (model.source.plain[place]) return html("span", { className: "src plain" }, url || title, url ? html("em", {}, ` ${words.say("copy")}`) : null);
    return html("a", { className: "src", href: url, target: "_blank", rel: "noopener noreferrer" }, title);
  }

  const sources = (places) => (places.length ? html("div", { className: "refs" }, places.map(source)) : null);

  function fields(places) {
    return places.length ? places.map((field) => words.word("field", field)).join(words.language === "zh" ? "、" : ", ") : "";
  }

  function span(row) {
    const [start, end] = [link.start[row], link.end[row]];
    return start || end ? `${start || "…"} – ${end || ""}`.trim() : words.say("undated");
  }

  /** Group rows of links by their agreement, the newest first. */
  function byAgreement(rows) {
    const groups = new Map();
    for (const row of rows) {
      if (!groups.has(link.id[row])) groups.set(link.id[row], []);
      groups.get(link.id[row]).push(row);
    }
    return [...groups].sort(([p, ps], [q, qs]) => link.start[qs[0]].localeCompare(link.start[ps[0]]) || p.localeCompare(q));
  }

  /** Return one card for each agreement; seen from `node`, the other parties alone are named. */
  function cards(rows, node = -1) {
    const groups = byAgreement(rows);
    const more = groups.length - MOST_CARDS;
    return html("div", { className: "cards" }, groups.slice(0, MOST_CARDS).map(([id, parts]) => card(id, parts, node)),
      more > 0 ? html("p", { className: "muted" }, words.say("more_agreements", { n: more })) : null);
  }

  function card(id, parts, node) {
    const row = parts[0];
    const parties = new Set(parts.flatMap((part) => [link.a[part], link.b[part]]));
    parties.delete(node);
    const facts = [
      words.word("link_kind", link.kind[row]), words.word("status", link.status[row]), span(row), fields(model.linkFields(row)),
    ].filter(Boolean);
    const level = model.confidence.id[link.confidence[row]];
    return html("article", { className: `card line-${model.lineOf(row)}` },
      html("div", { className: "ends" }, [...parties].map(organization)),
      html("div", {}, facts.join(" · ")),
      link.title[row] ? html("div", { className: "title" }, link.title[row]) : null,
      link.programme[row] ? html("div", {}, link.programme[row]) : null,
      link.note[row] ? html("div", { className: "note", lang: "en" }, link.note[row]) : null,
      html("div", { className: `confidence ${level}` }, `${words.say("evidence")}: ${words.word("confidence", link.confidence[row])}`),
      sources(model.linkSources(row)),
      html("code", { className: "id" }, id));
  }

  const identities = (rows) => {
    const ids = [...new Set(rows.map((row) => link.id[row]))];
    return html("details", {}, html("summary", {}, words.say("reason_agreements", { n: ids.length })),
      html("ul", { className: "ids" }, ids.map((id) => html("li", {}, html("code", {}, id)))));
  };

  const fact = (label, value) => (value ? [html("dt", {}, words.say(label)), html("dd", {}, value)] : []);

  const section = (title, ...content) => html("section", {}, html("h3", {}, title), ...content);

  /** Return a list of bars that can be chosen: name, value, what choosing gives, look. */
  function bars(rows, choose, { wide = false } = {}) {
    const most = Math.max(1, ...rows.map(([, value]) => value));
    return html("ul", { className: wide ? "bars-list wide" : "bars-list" }, rows.map(([name, value, key, look]) =>
      html("li", {}, html("button", { type: "button", onclick: () => choose(key) },
        html("span", { className: "lab" }, name),
        html("span", { className: "track" }, html("i", { className: look, style: { width: `${Math.max(2, (100 * value) / most)}%` } })),
        html("span", { className: "num" }, words.number(value))))));
  }

  function head(kicker, title, sub) {
    return [
      html("p", { className: "kicker" }, kicker),
      html("h2", { id: "panel-title", tabIndex: -1 }, title),
      sub ? html("p", { className: "sub" }, sub) : null,
    ];
  }

  return { organization, sources, fields, cards, identities, fact, section, bars, head };
}
