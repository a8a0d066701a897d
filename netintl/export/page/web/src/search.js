// The search box, after the combobox pattern of the ARIA practices: names in both languages, and ids.

import { html } from "./dom.js";
import { icon } from "./marks.js";

const MOST = 12;
const TYPING = new Set(["INPUT", "SELECT", "TEXTAREA"]);

/** Bring a search box and its list of hits to life. */
export function createSearch(app, input, list) {
  const { model, words } = app;
  const texts = model.node.id.map((id, node) => `${model.node.zh[node]} ${model.node.en[node]} ${id}`.toLowerCase());
  let [hits, marked] = [[], -1];

  function search() {
    const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    hits = [];
    marked = -1;
    for (const node of wanted.length ? model.order : []) {
      if (!wanted.every((word) => texts[node].includes(word))) continue;
      hits.push(node);
      if (hits.length === MOST) break;
    }
    const open = wanted.length > 0;
    list.replaceChildren(...(open && !hits.length ? [nothing()] : hits.map(hit)));
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open && hits.length > 0));
    input.removeAttribute("aria-activedescendant");
    if (open) app.announce(words.say("hits", { n: hits.length }));
  }

  const nothing = () => html("li", { className: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.say("no_hit"));

  const hit = (node, order) => html("li", {
    id: `hit-${order}`, role: "option", "aria-selected": "false",
    onpointerdown: (event) => {
      event.preventDefault();
      choose(order);
    },
  }, icon(model.shapeOf(node)), html("span", {}, words.name(node)), html("small", {}, words.word("country", model.node.country[node])));

  function mark(order) {
    marked = (order + hits.length) % hits.length;
    [...list.children].forEach((element, place) => element.setAttribute("aria-selected", String(place === marked)));
    input.setAttribute("aria-activedescendant", `hit-${marked}`);
    list.children[marked].scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function choose(order) {
    close();
    app.select(hits[order], { show: true });
    app.focusPanel();
  }

  function press(event) {
    if (event.key === "ArrowDown" && hits.length) mark(marked + 1);
    else if (event.key === "ArrowUp" && hits.length) mark(marked < 0 ? hits.length - 1 : marked - 1);
    else if (event.key === "Enter" && hits.length) choose(Math.max(0, marked));
    else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else return;
    event.preventDefault();
  }

  input.addEventListener("input", search);
  input.addEventListener("focus", () => input.value && search());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", press);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || TYPING.has(document.activeElement.tagName)) return;
    event.preventDefault();
    input.focus();
  });
}
