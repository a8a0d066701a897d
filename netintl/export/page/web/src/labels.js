// Greedy placement of names: the most important first, at one of eight places, never on another name.

const DIRECTIONS = [
  [1, 0], [-1, 0], [0, 1], [0, -1], [0.75, 0.8], [0.75, -0.8], [-0.75, 0.8], [-0.75, -0.8],
];
const LINE = 3; // added to the height of letters
const GAP = 3; // between a mark and its name
const MARGIN = 2;
const PREFERENCE = 0.3; // cost of each later direction

const overlap = (box, x, y, width, height) =>
  Math.max(0, Math.min(x + width, box[2]) - Math.max(x, box[0])) *
  Math.max(0, Math.min(y + height, box[3]) - Math.max(y, box[1]));

/** Place names on a picture of a size. */
export class Labeller {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.words = [];
    this.marks = [];
  }

  /** Names had better not lie on this mark. */
  avoid(x, y, radius, weight = 1) {
    this.marks.push([x - radius, y - radius, x + radius, y + radius, weight]);
  }

  /** No name may lie here. */
  reserve(x, y, width, height) {
    this.words.push([x, y, x + width, y + height]);
  }

  /** Return the best place of a name beside a mark, or null; `tolerance` is the worst cost. */
  place(x, y, radius, width, size, tolerance = 0) {
    const height = size + LINE;
    const gap = radius + GAP;
    let best = null;
    let least = tolerance + LINE;
    DIRECTIONS.forEach(([dx, dy], order) => {
      const left = dx > 0 ? x + gap * dx : dx < 0 ? x + gap * dx - width : x - width / 2;
      const top = dy ? y + dy * (gap + height / 2) - height / 2 : y - height / 2;
      if (!this.#isFree(left, top, width, height)) return;
      const cost = this.#cost(left, top, width, height) + order * PREFERENCE;
      if (cost < least) {
        least = cost;
        best = { x: left, y: top + height / 2, anchor: dx > 0 ? "start" : dx < 0 ? "end" : "middle" };
      }
    });
    if (best) this.reserve(best.x - LINE, best.y - height / 2, width + 2 * LINE, height);
    return best;
  }

  #isFree(left, top, width, height) {
    const inside =
      left >= MARGIN && top >= MARGIN &&
      left + width <= this.width - MARGIN && top + height <= this.height - MARGIN;
    return inside && !this.words.some((box) => overlap(box, left, top, width, height) > 0);
  }

  #cost(left, top, width, height) {
    return this.marks.reduce((sum, box) => sum + box[4] * overlap(box, left, top, width, height), 0);
  }
}
