// One shape for each kind, since colour alone is not enough: circle, square, triangle, diamond.

import { svg } from "./dom.js";

export const SHAPE_COLOURS = ["--school", "--college", "--enterprise", "--other"];

/** Add a mark to the path of a canvas, by shape. */
export const TRACES = [
  (path, x, y, r) => {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  },
  (path, x, y, r) => path.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
  (path, x, y, r) => {
    path.moveTo(x, y - r * 1.2);
    path.lineTo(x + r * 1.1, y + r * 0.8);
    path.lineTo(x - r * 1.1, y + r * 0.8);
    path.closePath();
  },
  (path, x, y, r) => {
    path.moveTo(x, y - r * 1.2);
    path.lineTo(x + r * 1.2, y);
    path.lineTo(x, y + r * 1.2);
    path.lineTo(x - r * 1.2, y);
    path.closePath();
  },
];

const short = (value) => +value.toFixed(1);
const polygon = (points) => `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}z`;

const OUTLINES = [
  (x, y, r) =>
    `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0` +
    `a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0z`,
  (x, y, r) => {
    const half = r * 0.9;
    return polygon([[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]]);
  },
  (x, y, r) => polygon([[x, y - r * 1.2], [x + r * 1.1, y + r * 0.8], [x - r * 1.1, y + r * 0.8]]),
  (x, y, r) => polygon([[x, y - r * 1.2], [x + r * 1.2, y], [x, y + r * 1.2], [x - r * 1.2, y]]),
];

/** Return the outline of a mark as path data. */
export const outline = (shape, x, y, r) => OUTLINES[shape](x, y, r);

/** Return a mark as a small picture beside a word. */
export const icon = (shape) =>
  svg(
    "svg",
    { class: "mark", viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" },
    svg("path", { d: outline(shape, 7, 7, 5), class: `shape-${shape}` }),
  );
