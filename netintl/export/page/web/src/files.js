// PNG, SVG, CSV and print: made from what is on screen, with title, filters and source.

import { find, html, svg, themed } from "./dom.js";
import { estimatedWidth } from "./words.js";

const TOP = 64;
const FOOT = 58;
const SCALE = 2; // pixels of a PNG to a point on screen
const KEPT = 4000; // milliseconds that a download stays available
// How an SVG looks without a style sheet; what differs is written as attributes.
const PLAIN = {
  stroke: "none", "stroke-width": "1px", "stroke-opacity": "1", "fill-opacity": "1", opacity: "1", visibility: "visible",
  "paint-order": "normal", "stroke-linejoin": "miter", "stroke-dasharray": "none", "font-weight": "400", "text-anchor": "start",
};
const LOOKS = ["fill", ...Object.keys(PLAIN), "font-size"];
const OF_TEXT = /^font|^text|^paint/;
const DROPPED = ["class", "role", "tabindex", "aria-hidden", "aria-label", "data-country"];

/** Copy an SVG with its look as attributes, so that the file needs no style sheet. */
function frozen(element) {
  const shelf = element.isConnected ? null : document.body.appendChild(html("div", { className: "offscreen" }, element));
  const copy = element.cloneNode(true);
  const [live, copied] = [element, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  live.forEach((original, place) => {
    const style = getComputedStyle(original);
    const isText = /^(text|tspan)$/.test(original.tagName);
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name);
      if (value && value !== PLAIN[name] && (isText || !OF_TEXT.test(name))) copied[place].setAttribute(name, value);
    }
    for (const name of DROPPED) copied[place].removeAttribute(name);
  });
  shelf?.remove();
  return copy;
}

function legendOf(app, top, ink, muted) {
  const group = svg("g", { "font-size": 12, fill: ink });
  let x = 16;
  for (const [path, fill, text] of app.legend()) {
    group.append(
      svg("path", { d: path(x + 6, top), fill, stroke: fill === "none" ? muted : null }),
      svg("text", { x: x + 17, y: top + 4 }, text));
    x += 36 + estimatedWidth(text, 12, 6.4);
  }
  return group;
}

/** Return the picture of a view with its title, its counts, its legend and its source. */
export function figureOf(app, view) {
  const inner = view.inline ? view.picture() : frozen(view.picture());
  const [, , width, height] = inner.getAttribute("viewBox").split(" ").map(Number);
  const [ink, muted, paper] = ["--ink", "--muted", "--bg"].map(themed);
  const whole = height + TOP + FOOT;
  for (const [name, value] of Object.entries({ y: TOP, width, height })) inner.setAttribute(name, value);
  return svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${whole}`, width, height: whole,
    "font-family": getComputedStyle(document.body).fontFamily, role: "img",
  },
  svg("title", {}, app.heading()),
  svg("rect", { width, height: whole, fill: paper }),
  svg("text", { x: 16, y: 30, "font-size": 19, "font-weight": 600, fill: ink }, app.heading()),
  svg("text", { x: 16, y: 52, "font-size": 12.5, fill: muted }, app.subheading()),
  inner,
  legendOf(app, TOP + height + 16, ink, muted),
  svg("text", { x: 16, y: TOP + height + 44, "font-size": 11, fill: muted }, app.credit()));
}

const nameOf = (app) => `netintl-${app.state.now.view}-${app.model.meta.fingerprint}`;

function save(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const anchor = html("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}

const written = (element) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(element)}`;

export const saveSvg = (app, view) => save(`${nameOf(app)}.svg`, "image/svg+xml", [written(figureOf(app, view))]);

export async function savePng(app, view) {
  const figure = figureOf(app, view);
  const address = URL.createObjectURL(new Blob([written(figure)], { type: "image/svg+xml" }));
  const image = new Image();
  await new Promise((done, failed) => {
    image.onload = done;
    image.onerror = failed;
    image.src = address;
  });
  const canvas = document.createElement("canvas");
  canvas.width = figure.getAttribute("width") * SCALE;
  canvas.height = figure.getAttribute("height") * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  save(`${nameOf(app)}.png`, "image/png", [await new Promise((done) => canvas.toBlob(done, "image/png"))]);
}

/** Quote a cell; what a spreadsheet would run as a formula gets an apostrophe. */
function cellOf(value) {
  const text = typeof value !== "number" && /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Excel takes a file for UTF-8 only with a mark.
const csvOf = (rows) => `\ufeff${rows.map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`;

export const saveCsv = (app, view) => save(`${nameOf(app)}.csv`, "text/csv;charset=utf-8", [csvOf(view.rows())]);

export function saveLinks(app) {
  const { model, words } = app;
  const { link, node } = model;
  const rows = [["id", "a", "b", "a_name", "b_name", "kind", "status", "start", "end", "fields", "title", "programme", "confidence", "note", "sources"]];
  for (let row = 0; row < model.links; row++) {
    if (!app.shown.linkOn[row]) continue;
    rows.push([
      link.id[row], node.id[link.a[row]], node.id[link.b[row]], words.name(link.a[row]), words.name(link.b[row]),
      model.link_kind.id[link.kind[row]], model.status.id[link.status[row]], link.start[row], link.end[row],
      model.linkFields(row).map((field) => model.field.id[field]).join("|"), link.title[row], link.programme[row],
      model.confidence.id[link.confidence[row]], link.note[row], model.linkSources(row).map((source) => model.source.url[source]).join(" "),
    ]);
  }
  save(`netintl-agreements-${model.meta.fingerprint}.csv`, "text/csv;charset=utf-8", [csvOf(rows)]);
}

/** Print the network as elements: a canvas would be coarse on paper. */
export function preparePrinting(app, views) {
  addEventListener("beforeprint", () => {
    const view = views[app.state.now.view];
    find("#print").replaceChildren(...(view.inline ? [view.picture()] : []));
  });
  addEventListener("afterprint", () => find("#print").replaceChildren());
}
