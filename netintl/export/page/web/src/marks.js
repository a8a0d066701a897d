// One shape for each kind, since colour alone is not enough; in the order of netintl/model/reference/shapes.csv.

import { svg } from "./dom.js";

/** Turn corners given as pairs of numbers, over the radius of a mark. */
const corners = (...flat) => flat.flatMap((x, i) => (i % 2 ? [] : [[x, flat[i + 1]]]));
const turned = (points) => points.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
const PLUS = corners(-0.4, -1.2, 0.4, -1.2, 0.4, -0.4, 1.2, -0.4, 1.2, 0.4, 0.4, 0.4, 0.4, 1.2, -0.4, 1.2, -0.4, 0.4, -1.2, 0.4, -1.2, -0.4, -0.4, -0.4);
const SHAPES = [
  null, // the circle
  corners(-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9),
  corners(0, -1.2, 1.1, 0.8, -1.1, 0.8),
  corners(0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0),
  PLUS,
  corners(0, -1.1, 0.95, -0.55, 0.95, 0.55, 0, 1.1, -0.95, 0.55, -0.95, -0.55),
  turned(PLUS),
  corners(-1.1, -0.8, 1.1, -0.8, 0, 1.2),
];

export const SHAPE_COLOURS = SHAPES.map((_, shape) => `--shape-${shape}`);

/** Add a mark to the path of a canvas, by shape. */
export const TRACES = SHAPES.map((points) => (path, x, y, r) => {
  if (!points) {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([across, down], place) => path[place ? "lineTo" : "moveTo"](x + across * r, y + down * r));
  path.closePath();
});

const short = (value) => +value.toFixed(1);

/** Return the outline of a mark as path data. */
export function outline(shape, x, y, r) {
  const points = SHAPES[shape];
  if (points) return `M${points.map(([across, down]) => `${short(x + across * r)} ${short(y + down * r)}`).join("L")}z`;
  const half = `a${short(r)} ${short(r)} 0 1 0`;
  return `M${short(x - r)} ${short(y)}${half} ${short(2 * r)} 0${half} ${short(-2 * r)} 0z`;
}

/** Return a mark as a small picture beside a word. */
export const icon = (shape) =>
  svg(
    "svg",
    { class: "mark", viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" },
    svg("path", { d: outline(shape, 7, 7, 5), class: `shape-${shape}` }),
  );
