// Elements are made from properties alone: names are data, and nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";
const READ_ONLY = new Set(["list", "form"]);

function setProperty(element, name, value) {
  if (name.startsWith("on")) {
    element.addEventListener(name.slice(2), value);
  } else if (name === "style") {
    for (const [property, setting] of Object.entries(value)) {
      element.style.setProperty(property, setting);
    }
  } else if (name in element && !(element instanceof SVGElement) && !READ_ONLY.has(name)) {
    element[name] = value;
  } else {
    element.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value != null && value !== false) setProperty(element, name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** Make an HTML element. */
export const html = (tag, properties = {}, ...children) =>
  filled(document.createElement(tag), properties, children);

/** Make an SVG element. */
export const svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, tag), attributes, children);

export const find = (selector) => document.querySelector(selector);

/** Return the value of a custom property, such as a colour of the theme. */
export const themed = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const wantsCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The buttons that a picture which can be moved has at its corner. */
export function zoomButtons(actions) {
  const button = ([sign, label, act]) =>
    html("button", { type: "button", className: "square", "data-label": label, onclick: act }, sign);
  return html("div", { className: "zoomers" }, actions.map(button));
}
