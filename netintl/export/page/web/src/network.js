// The network view: two canvases, camera, pointer and keyboard. Positions come with the data.

import { quadtree } from "d3-quadtree";
import { select } from "d3-selection";
import "d3-transition";
import { zoom, zoomIdentity } from "d3-zoom";

import { html, svg, wantsCalm, zoomButtons } from "./dom.js";
import { outline } from "./marks.js";
import { NetworkScene } from "./network_scene.js";

const EAGER = 6000; // fewer marks than this are drawn anew in every frame
const REST = 110; // milliseconds without a move until the picture is drawn again
const REACH = 14; // points from a mark at which the pointer still meets it
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Build the view inside a stage. */
export function createNetwork(app, stage) {
  const { model, words } = app;
  const base = html("canvas", { className: "base" });
  const top = html("canvas", { className: "top" });
  const buffer = document.createElement("canvas");
  stage.append(base, top);
  const [lower, upper, hidden] = [base, top, buffer].map((canvas) => canvas.getContext("2d"));
  const camera = { transform: zoomIdentity, whole: 1, width: 0, height: 0, ratio: 1, markSize: 1 };
  const scene = new NetworkScene(app, camera);
  const eager = model.nodes + model.links < EAGER;
  let drawnAt = zoomIdentity;
  let resting = 0;
  let hovered = -1;
  let tree = null;

  const behaviour = zoom().on("zoom", ({ transform }) => {
    camera.transform = transform;
    if (eager) paint();
    else {
      moveBuffer();
      clearTimeout(resting);
      resting = setTimeout(paint, REST);
    }
    drawFocus();
  });
  const selection = select(stage).call(behaviour).on("dblclick.zoom", null);
  const smooth = (duration) => (wantsCalm() || !eager ? selection : selection.transition().duration(duration));
  const goTo = (transform, duration = 380) => (duration ? smooth(duration) : selection).call(behaviour.transform, transform);
  const zoomBy = (factor) => smooth(160).call(behaviour.scaleBy, factor);

  function frameOf(nodes) {
    const xs = nodes.map((node) => model.node.x[node]);
    const ys = nodes.map((node) => model.node.y[node]);
    const least = (values) => values.reduce((p, q) => Math.min(p, q), Infinity);
    const most = (values) => values.reduce((p, q) => Math.max(p, q), -Infinity);
    return nodes.length ? [least(xs), least(ys), most(xs), most(ys)] : null;
  }

  function fitted([left, up, right, down], limit, margin, buttons = 0) {
    const wide = (camera.width - buttons - 2 * margin) / (right - left || 1);
    const high = (camera.height - 2 * margin) / (down - up || 1);
    const k = Math.min(wide, high, limit);
    const x = (camera.width - buttons) / 2 - (k * (left + right)) / 2;
    return zoomIdentity.translate(x, camera.height / 2 - (k * (up + down)) / 2).scale(k);
  }

  const fitAll = () => fitted(frameOf([...model.order]) ?? [0, 0, 1, 1], Infinity, 24, 34);

  function fitShown() {
    const frame = app.shown.all ? null : frameOf(scene.shownNodes());
    goTo(frame ? fitted(frame, camera.whole * 6, 70) : fitAll());
  }

  function resize() {
    [camera.width, camera.height, camera.ratio] = [stage.clientWidth, stage.clientHeight, devicePixelRatio || 1];
    if (!camera.width || !camera.height) return;
    for (const canvas of [base, top, buffer]) {
      canvas.width = Math.round(camera.width * camera.ratio);
      canvas.height = Math.round(camera.height * camera.ratio);
    }
    const before = camera.transform;
    const atWhole = before === zoomIdentity || Math.abs(before.k / camera.whole - 1) < 0.02;
    const whole = fitAll();
    camera.whole = whole.k;
    behaviour.scaleExtent([camera.whole * 0.5, camera.whole * 60]);
    const room = Math.min(1.15, Math.max(0.72, Math.min(camera.width, camera.height) / 820));
    const crowd = Math.sqrt((camera.width * camera.height) / Math.max(model.nodes, 1) / 320);
    camera.markSize = room * Math.max(0.38, Math.min(1, crowd));
    if (atWhole) goTo(whole, 0);
    paint();
    drawFocus();
  }

  function paint() {
    clearTimeout(resting);
    if (!camera.width) return;
    if (eager) {
      scene.drawAll(lower);
      return;
    }
    scene.drawAll(hidden);
    drawnAt = camera.transform;
    moveBuffer();
  }

  /** Show the picture that was drawn last, moved and scaled to where the camera is now. */
  function moveBuffer() {
    const k = camera.transform.k / drawnAt.k;
    lower.setTransform(1, 0, 0, 1, 0, 0);
    lower.clearRect(0, 0, base.width, base.height);
    const shift = (axis) => (camera.transform[axis] - drawnAt[axis] * k) * camera.ratio;
    lower.setTransform(k, 0, 0, k, shift("x"), shift("y"));
    lower.drawImage(buffer, 0, 0);
  }

  function around(node) {
    const links = [...model.linksOf(node)].filter((link) => app.shown.linkOn[link]);
    const nodes = [...new Set(links.map((link) => model.otherEnd(link, node)))];
    return { links, nodes: nodes.sort((p, q) => model.node.partners[q] - model.node.partners[p]) };
  }

  /** Light what the pointer or the selection is on; the lower canvas only fades. */
  function drawFocus() {
    upper.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
    upper.clearRect(0, 0, camera.width, camera.height);
    const focus = hovered >= 0 ? hovered : app.selected;
    base.classList.toggle("faded", focus >= 0);
    if (focus < 0 || !camera.width) return;
    const near = around(focus);
    scene.drawLinks(upper, near.links, scene.ink.text, 0.75, 1.5);
    scene.drawMarks(upper, [...near.nodes, focus]);
    scene.drawRing(upper, focus);
    scene.drawNames(upper, scene.placedNames(upper, [focus, ...near.nodes], focus));
  }

  function nodeAt(event) {
    const box = stage.getBoundingClientRect();
    const [x, y] = camera.transform.invert([event.clientX - box.left, event.clientY - box.top]);
    return tree?.find(x, y, REACH / camera.transform.k) ?? -1;
  }

  function hover(event) {
    if (event.buttons) return;
    const node = nodeAt(event);
    stage.style.setProperty("cursor", node < 0 ? "grab" : "pointer");
    if (node !== hovered) {
      hovered = node;
      drawFocus();
    }
    app.tip(node < 0 ? null : tipOf(node), event);
  }

  function tipOf(node) {
    const facts = [
      words.word("kind", model.node.kind[node]), words.word("country", model.node.country[node]),
      words.say("partners_n", { n: model.node.partners[node] }),
    ];
    return [words.name(node), facts.join(" · ")];
  }

  /** Walk to the partner that lies most in the direction of an arrow key. */
  function walk([dx, dy]) {
    const from = app.selected;
    let best = -1;
    let least = Infinity;
    for (const node of around(from).nodes) {
      const [x, y] = [model.node.x[node] - model.node.x[from], model.node.y[node] - model.node.y[from]];
      const distance = Math.hypot(x, y) || 1;
      const along = (x * dx + y * dy) / distance;
      if (along > 0.35 && distance / along < least) [best, least] = [node, distance / along];
    }
    if (best >= 0) app.select(best, { show: true });
  }

  function stepByRank(step) {
    const nodes = scene.shownNodes();
    const place = Math.min(nodes.length - 1, Math.max(0, nodes.indexOf(app.selected) + step));
    app.select(nodes[place] ?? -1, { show: true });
  }

  const KEYS = {
    "+": () => zoomBy(1.4),
    "=": () => zoomBy(1.4),
    "-": () => zoomBy(1 / 1.4),
    0: fitShown,
    Home: () => app.select(scene.shownNodes()[0] ?? -1, { show: true }),
    PageDown: () => stepByRank(1),
    PageUp: () => stepByRank(-1),
    Enter: () => app.selected >= 0 && app.focusPanel(),
    Escape: () => app.select(-1),
  };

  function press(event) {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step && app.selected >= 0 && !event.shiftKey) walk(step);
    else if (step) selection.call(behaviour.translateBy, (-step[0] * 60) / camera.transform.k, (-step[1] * 60) / camera.transform.k);
    else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  }

  stage.addEventListener("pointermove", hover);
  stage.addEventListener("pointerleave", () => {
    hovered = -1;
    app.tip(null);
    drawFocus();
  });
  stage.addEventListener("click", (event) => event.target.closest("button") || app.select(nodeAt(event)));
  stage.addEventListener("keydown", press);
  stage.append(zoomButtons([["+", "zoom_in", () => zoomBy(1.5)], ["−", "zoom_out", () => zoomBy(1 / 1.5)], ["⤢", "fit", fitShown]]));

  /** Return what is on screen as elements, for SVG, PNG and print. */
  function picture() {
    const focus = app.selected;
    const near = focus >= 0 ? around(focus) : null;
    const lit = near && { links: new Set(near.links), nodes: new Set([focus, ...near.nodes]) };
    const root = svg("svg", { viewBox: `0 0 ${camera.width} ${camera.height}`, width: camera.width, height: camera.height });
    const named = near ? [focus, ...near.nodes] : scene.shownNodes();
    root.append(linkElements(scene, lit), markElements(scene, lit, words), nameElements(scene, scene.placedNames(upper, named, focus)));
    return root;
  }

  return {
    resize,
    picture,
    placeOf: (node) => [scene.x(node), scene.y(node)],
    draw({ filter, theme, language }) {
      if (theme || language) scene.readTheme();
      if (filter || !tree) tree = quadtree(scene.shownNodes(), (node) => model.node.x[node], (node) => model.node.y[node]);
      paint();
      drawFocus();
    },
    show(node) {
      if (node >= 0) goTo(fitted(frameOf([node, ...around(node).nodes]), camera.whole * 5, 120));
    },
    rows: () => [
      ["id", "name_zh", "name_en", "kind", "country", "partners"],
      ...scene.shownNodes().map((node) => [
        model.node.id[node], model.node.zh[node], model.node.en[node], model.kind.id[model.node.kind[node]],
        model.country.id[model.node.country[node]] ?? "", model.node.partners[node],
      ]),
    ],
  };
}

const PATTERNS = [null, "5 4", "2 4"];

function linkElements(scene, lit) {
  const { model } = scene;
  const group = svg("g", { fill: "none", "stroke-width": 1 });
  for (const link of scene.shownLinks()) {
    const [a, b] = [model.link.a[link], model.link.b[link]];
    const hot = lit?.links.has(link);
    const ends = [a, b].map((node) => `${scene.x(node).toFixed(1)} ${scene.y(node).toFixed(1)}`);
    group.append(svg("path", {
      d: `M${ends.join("L")}`, stroke: hot ? scene.ink.text : scene.ink.edge,
      "stroke-opacity": hot ? 0.8 : lit ? 0.12 : scene.linkAlpha, "stroke-dasharray": PATTERNS[model.lineOf(link)],
    }));
  }
  return group;
}

function markElements(scene, lit, words) {
  const group = svg("g", { stroke: scene.ink.background, "stroke-width": 0.8 });
  for (const node of scene.shownNodes().reverse()) {
    const shape = scene.model.shapeOf(node);
    group.append(svg("path", {
      d: outline(shape, scene.x(node), scene.y(node), scene.radius(node)), fill: scene.ink.shapes[shape],
      "fill-opacity": lit && !lit.nodes.has(node) ? 0.18 : 1,
    }, svg("title", {}, words.name(node))));
  }
  return group;
}

function nameElements(scene, names) {
  const group = svg("g", {
    fill: scene.ink.text, "paint-order": "stroke", stroke: scene.ink.background, "stroke-width": 3, "stroke-linejoin": "round",
  });
  for (const { x, y, text } of scene.captions()) group.append(svg("text", { x, y, "font-size": 12 }, text));
  for (const { x, y, text, size, bold } of names) {
    group.append(svg("text", { x: x.toFixed(1), y: (y + size * 0.36).toFixed(1), "font-size": size, "font-weight": bold ? 600 : 400 }, text));
  }
  return group;
}
