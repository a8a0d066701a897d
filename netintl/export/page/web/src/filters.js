// Filters that are the legend too: kinds with their shapes, countries, fields, statuses with their lines.

import { html } from "./dom.js";
import { icon } from "./marks.js";

const tally = (places, size) => {
  const counts = new Array(size).fill(0);
  for (const place of places) if (place >= 0) counts[place]++;
  return counts;
};

/** Build the filters inside an element. */
export function createFilters(app, root) {
  const { model, words } = app;
  const state = () => app.state.now;
  const without = (list, id) => (list.includes(id) ? list.filter((other) => other !== id) : [...list, id]);
  const flip = (name, id) => app.state.set({ [name]: without(state()[name], id) });

  /** Count agreements by what a row of a link says of them. */
  function agreementsBy(size, placesOf) {
    const ids = Array.from({ length: size }, () => new Set());
    model.link.id.forEach((id, row) => {
      for (const place of placesOf(row)) if (place >= 0) ids[place].add(id);
    });
    return ids.map((found) => found.size);
  }

  const box = (id, checked, mark, label, count, onchange) => html("label", { className: "check" },
    html("input", { type: "checkbox", id, checked, onchange }), mark, html("span", {}, label), html("span", { className: "num" }, String(count)));

  const choice = (id, label, options, value, name) => html("div", { className: "field" },
    html("label", { htmlFor: id }, label),
    html("select", { id, onchange: (event) => app.state.set({ [name]: event.target.value }) },
      html("option", { value: "" }, words.say("all")),
      options.map(([option, text]) => html("option", { value: option, selected: option === value }, text))));

  function options(table, counts) {
    return model[table].id
      .map((id, place) => [id, `${words.word(table, place)} (${counts[place]})`, counts[place]])
      .filter(([, , count]) => count)
      .sort((p, q) => q[2] - p[2] || p[0].localeCompare(q[0]));
  }

  function kinds() {
    const counts = tally(model.node.kind, model.kind.id.length);
    return html("fieldset", {}, html("legend", {}, words.say("kind")), model.kind.id.map((id, kind) => counts[kind]
      ? box(`f-kind-${id}`, !state().hide.includes(id), icon(model.kind.shape[kind]), words.word("kind", kind), counts[kind], () => flip("hide", id))
      : null));
  }

  function statuses() {
    const counts = agreementsBy(model.status.id.length, (row) => [model.link.status[row]]);
    return html("fieldset", {}, html("legend", {}, words.say("status")), model.status.id.map((id, status) => counts[status]
      ? box(`f-status-${id}`, state().status.includes(id), html("i", { className: `line line-${model.status.line[status]}`, "aria-hidden": "true" }),
          words.word("status", status), counts[status], () => flip("status", id))
      : null));
  }

  return {
    draw() {
      const focused = document.activeElement?.id;
      const { country, field, status, hide } = state();
      const countries = agreementsBy(model.country.id.length, (row) => [model.node.country[model.link.a[row]], model.node.country[model.link.b[row]]]);
      const fields = agreementsBy(model.field.id.length, (row) => model.linkFields(row));
      const none = !status.length && !hide.length && !country && !field;
      root.replaceChildren(
        kinds(),
        choice("f-country", words.say("country"), options("country", countries), country, "country"),
        choice("f-field", words.say("field"), [...options("field", fields), ["none", words.say("not_stated")]], field, "field"),
        statuses(),
        html("p", { className: "count", role: "status" }, words.say("shown", { n: app.shown.nodes, k: app.shown.agreements })),
        html("button", {
          type: "button", id: "f-reset", className: "small", disabled: none,
          onclick: () => app.state.set({ status: [], hide: [], country: "", field: "" }),
        }, words.say("reset")));
      if (focused?.startsWith("f-")) document.getElementById(focused)?.focus();
    },
  };
}
