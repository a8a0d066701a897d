// Where bars and bands of the flows stand: province → major → country, each agreement once.

const MOST = [16, 17, 24]; // bars of a column; the rest is one bar
const LEAST_BAR = 8; // points that a bar takes with its name
const GAP = 5;
const HEAD = 34;
const FOOT = 14;
export const BAR_WIDTH = 13;
export const [NOT_STATED, REST] = [-1, -2];

/** List what flows: province, major, country, weight, and the row of the link. */
export function flowRecords(model, linkOn) {
  const { node, link } = model;
  const home = model.country.home;
  const school = model.index.kind.get("school");
  const shares = new Map();
  for (let row = 0; row < model.links; row++) {
    if (!linkOn[row]) continue;
    let [from, to] = [link.a[row], link.b[row]];
    if (node.kind[from] !== school) [from, to] = [to, from];
    if (node.kind[from] !== school || node.country[to] === home || node.country[to] < 0) continue;
    const fields = model.linkFields(row);
    for (const field of fields.length ? fields : [NOT_STATED]) {
      const id = link.id[row];
      if (!shares.has(id)) shares.set(id, []);
      shares.get(id).push([node.province[from], field, node.country[to], row]);
    }
  }
  return [...shares.values()].flatMap((parts) => parts.map(([province, field, country, row]) => ({
    ends: [province, field, country], weight: 1 / parts.length, row,
  })));
}

/** Return the values that have a bar of their own in each column: the largest. */
function leading(records, height) {
  return MOST.map((most, column) => {
    const sums = new Map();
    for (const { ends, weight } of records) {
      if (ends[column] >= 0) sums.set(ends[column], (sums.get(ends[column]) ?? 0) + weight);
    }
    const room = Math.max(4, Math.min(most, Math.floor(height / 22)));
    const ordered = [...sums].sort((p, q) => q[1] - p[1] || p[0] - q[0]);
    return new Set(ordered.slice(0, room).map(([value]) => value));
  });
}

function collect(model, records, height) {
  const own = leading(records, height);
  const [bars, bands] = [new Map(), new Map()];
  const barOf = (column, end) => {
    const value = end < 0 ? NOT_STATED : own[column].has(end) ? end : REST;
    const id = `${column}:${value}`;
    if (!bars.has(id)) bars.set(id, { id, column, value, size: 0, rows: new Set() });
    return bars.get(id);
  };
  for (const record of records) {
    record.path = record.ends.map((end, column) => barOf(column, end));
    for (const bar of record.path) {
      bar.size += record.weight;
      bar.rows.add(record.row);
    }
    const region = model.country.region[record.ends[2]];
    for (const column of [0, 1]) {
      const [source, target] = [record.path[column], record.path[column + 1]];
      const id = `${source.id}|${target.id}|${region}`;
      if (!bands.has(id)) bands.set(id, { source, target, region, size: 0, records: [] });
      bands.get(id).size += record.weight;
      bands.get(id).records.push(record);
    }
  }
  return { bars: [...bars.values()], bands: [...bands.values()] };
}

const lateness = (bar) => ({ [REST]: 1, [NOT_STATED]: 2 })[bar.value] ?? 0;

function columnsOf(model, bars) {
  const region = (bar) => (bar.column === 2 && bar.value >= 0 ? model.country.region[bar.value] : 0);
  return [0, 1, 2].map((column) =>
    bars.filter((bar) => bar.column === column).sort(
      (p, q) => lateness(p) - lateness(q) || region(p) - region(q) || q.size - p.size || p.value - q.value,
    ));
}

const cellOf = (bar, scale) => Math.max(bar.size * scale, LEAST_BAR) + GAP;
const tallness = (column, scale) => column.reduce((sum, bar) => sum + cellOf(bar, scale), 0);

/** Find the largest scale at which every bar of every column has room for its name. */
function fittingScale(columns, room, total) {
  let [low, high] = [0, room / Math.max(1, total)];
  for (let round = 0; round < 30; round++) {
    const middle = (low + high) / 2;
    if (columns.every((column) => tallness(column, middle) <= room)) low = middle;
    else high = middle;
  }
  return low;
}

function stack(column, left, room, scale) {
  const spare = Math.min(20, (room - tallness(column, scale)) / column.length);
  let y = HEAD + (room - tallness(column, scale) - spare * column.length) / 2;
  for (const bar of column) {
    const step = cellOf(bar, scale) + spare;
    bar.left = left;
    bar.right = left + BAR_WIDTH;
    bar.top = y + (step - bar.size * scale) / 2;
    bar.bottom = bar.top + bar.size * scale;
    bar.nextOut = bar.nextIn = bar.top;
    y += step;
  }
}

/** Lay out the flows on a picture with room for names at both sides; null when nothing flows. */
export function layFlows(model, records, { width, height, sides }) {
  if (!records.length) return null;
  const { bars, bands } = collect(model, records, height);
  const columns = columnsOf(model, bars);
  const room = height - HEAD - FOOT;
  const scale = fittingScale(columns, room, records.reduce((sum, record) => sum + record.weight, 0));
  const [near, far] = sides(bars);
  const lefts = [near, (near + width - far - BAR_WIDTH) / 2, width - far - BAR_WIDTH];
  columns.forEach((column, place) => stack(column, lefts[place], room, scale));
  for (const band of bands) band.width = band.size * scale;
  for (const band of [...bands].sort((p, q) => p.target.top - q.target.top || p.region - q.region)) {
    band.from = band.source.nextOut;
    band.source.nextOut += band.width;
  }
  for (const band of [...bands].sort((p, q) => p.source.top - q.source.top || p.region - q.region)) {
    band.to = band.target.nextIn;
    band.target.nextIn += band.width;
  }
  return { bars: columns.flat(), bands, near, far };
}
