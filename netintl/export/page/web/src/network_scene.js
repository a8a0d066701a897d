// The network on canvas: links, marks, captions and names, at a transform of the camera.

import { themed } from "./dom.js";
import { Labeller } from "./labels.js";
import { SHAPE_COLOURS, TRACES } from "./marks.js";

const DASHES = [[], [5, 4], [2, 4]]; // by line of the status: solid, dashed, dotted
const BATCH = 4000; // links of one stroke: longer paths are drawn more slowly
const OUTSIDE = 30; // points around the picture in which marks are still drawn
const MOST_AVOIDED = 600; // marks that names keep clear of
const FULL_TURN = 2 * Math.PI;
const CAPTION = { width: 260, height: 18, size: 12 };
const BUTTONS = { width: 60, height: 132 };

/** Draws one model at one size; the camera gives the transform. */
export class NetworkScene {
  constructor(app, camera) {
    this.app = app;
    this.model = app.model;
    this.camera = camera;
    this.widths = new Map();
    const most = this.model.node.partners.reduce((p, q) => Math.max(p, q), 1);
    const growth = Math.min(1.95, 15 / Math.sqrt(most));
    this.radii = Float32Array.from(this.model.node.partners, (count) => 2.4 + growth * Math.sqrt(count));
    this.readTheme();
  }

  readTheme() {
    this.ink = {
      text: themed("--ink"), muted: themed("--muted"), background: themed("--bg"),
      edge: themed("--edge"), focus: themed("--focus"),
      shapes: SHAPE_COLOURS.map(themed), font: getComputedStyle(document.body).fontFamily,
    };
    this.widths.clear();
  }

  x = (node) => this.camera.transform.applyX(this.model.node.x[node]);
  y = (node) => this.camera.transform.applyY(this.model.node.y[node]);

  radius(node) {
    const zoomed = Math.sqrt(this.camera.transform.k / this.camera.whole);
    return this.radii[node] * Math.min(2.4, Math.max(0.62, zoomed)) * this.camera.markSize;
  }

  isNear(x, y, margin = OUTSIDE) {
    return x > -margin && y > -margin && x < this.camera.width + margin && y < this.camera.height + margin;
  }

  get linkAlpha() {
    return Math.max(0.07, Math.min(0.6, 1400 / this.model.links));
  }

  shownNodes() {
    return [...this.model.order].filter((node) => this.app.shown.nodeOn[node]);
  }

  shownLinks() {
    const found = [];
    for (let link = 0; link < this.model.links; link++) if (this.app.shown.linkOn[link]) found.push(link);
    return found;
  }

  drawLinks(canvas, links, colour, alpha, width) {
    canvas.strokeStyle = colour;
    canvas.globalAlpha = alpha;
    canvas.lineWidth = width;
    DASHES.forEach((dashes, line) => {
      canvas.setLineDash(dashes);
      this.#stroke(canvas, links.filter((link) => this.model.lineOf(link) === line));
    });
    canvas.setLineDash([]);
    canvas.globalAlpha = 1;
  }

  #stroke(canvas, links) {
    const { width, height } = this.camera;
    let count = 0;
    canvas.beginPath();
    for (const link of links) {
      const [x1, y1] = [this.x(this.model.link.a[link]), this.y(this.model.link.a[link])];
      const [x2, y2] = [this.x(this.model.link.b[link]), this.y(this.model.link.b[link])];
      if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > width && x2 > width) || (y1 > height && y2 > height)) continue;
      canvas.moveTo(x1, y1);
      canvas.lineTo(x2, y2);
      if (++count % BATCH === 0) {
        canvas.stroke();
        canvas.beginPath();
      }
    }
    canvas.stroke();
  }

  drawMarks(canvas, nodes) {
    TRACES.forEach((trace, shape) => {
      canvas.beginPath();
      for (const node of nodes) {
        if (this.model.shapeOf(node) !== shape) continue;
        const [x, y] = [this.x(node), this.y(node)];
        if (this.isNear(x, y)) trace(canvas, x, y, this.radius(node));
      }
      canvas.fillStyle = this.ink.shapes[shape];
      canvas.fill();
      if (nodes.length < BATCH) {
        canvas.lineWidth = 1;
        canvas.strokeStyle = this.ink.background;
        canvas.stroke();
      }
    });
  }

  /** Draw what the filters hide as faint dots, so that the picture keeps its shape. */
  drawHidden(canvas) {
    if (this.app.shown.all) return;
    canvas.fillStyle = this.ink.edge;
    canvas.globalAlpha = 0.16;
    canvas.beginPath();
    for (let node = 0; node < this.model.nodes; node++) {
      if (this.app.shown.nodeOn[node]) continue;
      const [x, y] = [this.x(node), this.y(node)];
      if (!this.isNear(x, y)) continue;
      canvas.moveTo(x + 2, y);
      canvas.arc(x, y, 2, 0, FULL_TURN);
    }
    canvas.fill();
    canvas.globalAlpha = 1;
  }

  /** Return the captions above the rows of small components. */
  captions() {
    const { words } = this.app;
    return this.model.box.map((box) => ({
      x: this.camera.transform.applyX(box.x),
      y: this.camera.transform.applyY(box.y),
      text: words.say(box.linked ? "small_parts" : "alone", { n: box.n, k: box.organizations }),
    }));
  }

  drawCaptions(canvas) {
    canvas.fillStyle = this.ink.muted;
    canvas.font = `${CAPTION.size}px ${this.ink.font}`;
    canvas.textBaseline = "middle";
    for (const { x, y, text } of this.captions()) canvas.fillText(text, x, y);
  }

  drawAll(canvas) {
    const { ratio, width, height } = this.camera;
    canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
    canvas.clearRect(0, 0, width, height);
    this.drawHidden(canvas);
    this.drawLinks(canvas, this.shownLinks(), this.ink.edge, this.linkAlpha, 1);
    const nodes = this.shownNodes();
    this.drawMarks(canvas, [...nodes].reverse());
    this.drawCaptions(canvas);
    if (this.app.selected < 0) this.drawNames(canvas, this.placedNames(canvas, nodes));
  }

  drawRing(canvas, node) {
    canvas.beginPath();
    canvas.arc(this.x(node), this.y(node), this.radius(node) + 4.5, 0, FULL_TURN);
    canvas.lineWidth = 2.5;
    canvas.strokeStyle = this.ink.focus;
    canvas.stroke();
  }

  #measure(canvas, text, font) {
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      canvas.font = font;
      width = canvas.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  /** Return the names that fit, the same on screen and in files; `first` is named in any case. */
  placedNames(canvas, nodes, first = -1) {
    const { width, height, transform, whole } = this.camera;
    const labeller = new Labeller(width, height);
    labeller.reserve(width - BUTTONS.width, height - BUTTONS.height, BUTTONS.width, BUTTONS.height);
    for (const { x, y } of this.captions()) labeller.reserve(x, y - 9, CAPTION.width, CAPTION.height);
    const { partners } = this.model.node;
    const near = nodes.filter((node) => this.isNear(this.x(node), this.y(node), 0));
    for (const node of near.slice(0, MOST_AVOIDED)) {
      labeller.avoid(this.x(node), this.y(node), this.radius(node), partners[node] > 4 ? 3 : 1);
    }
    const zoomed = transform.k / whole;
    const most = first >= 0 ? 70 : Math.round(Math.min(160, ((width * height) / 17000) * zoomed ** 0.9));
    const fewest = first >= 0 ? 0 : Math.max(0, 5 - 2.2 * Math.log2(zoomed + 0.01));
    const placed = [];
    for (const node of near) {
      if (placed.length >= most) break;
      if (node !== first && partners[node] < fewest) continue;
      const name = this.#placeName(canvas, labeller, node, node === first, placed.length);
      if (name) placed.push(name);
    }
    return placed;
  }

  #placeName(canvas, labeller, node, bold, rank) {
    const size = bold ? 14 : this.model.node.partners[node] >= 8 ? 13 : 12;
    const text = this.app.words.shortName(node);
    const font = `${bold ? 600 : 400} ${size}px ${this.ink.font}`;
    const width = this.#measure(canvas, text, font);
    const tolerance = bold ? 1e6 : rank < 14 ? 2200 : rank < 30 ? 160 : 30;
    const place = labeller.place(this.x(node), this.y(node), this.radius(node), width, size, tolerance);
    return place && { node, text, size, bold, font, ...place };
  }

  drawNames(canvas, names) {
    canvas.textBaseline = "middle";
    canvas.lineJoin = "round";
    for (const { x, y, text, font } of names) {
      canvas.font = font;
      canvas.lineWidth = 3.5;
      canvas.strokeStyle = this.ink.background;
      canvas.globalAlpha = 0.9;
      canvas.strokeText(text, x, y);
      canvas.globalAlpha = 1;
      canvas.fillStyle = this.ink.text;
      canvas.fillText(text, x, y);
    }
  }
}
