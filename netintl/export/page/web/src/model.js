// The page's data: flat columns with references by place, checked once and never changed.

const SCHEMA = "netintl-page/1";
const CHECKED = ["node", "agreement", "link", "reason", "gap", "source"];
const INDEXED = ["node", "agreement", "country", "field", "industry", "kind", "status", "province"];

function check(data) {
  if (data.schema !== SCHEMA) throw new Error(`unknown schema ${data.schema}`);
  for (const table of CHECKED) {
    const columns = Object.entries(data[table]).filter(([, column]) => Array.isArray(column));
    const length = columns[0][1].length;
    for (const [name, column] of columns) {
      if (column.length !== length) {
        throw new Error(`${table}.${name}: ${column.length} values, not ${length}`);
      }
    }
  }
  const nodes = data.node.id.length;
  const { a, b, agreement } = data.link;
  agreement.forEach((deal, link) => {
    const whole = a[link] < nodes && b[link] < nodes && deal < data.agreement.id.length;
    if (!whole) throw new Error(`link ${link} has no end or no agreement`);
  });
}

/** Return the links with what is known of their agreements. */
function linkColumns(data) {
  const { agreement, a, b } = data.link;
  const columns = { agreement, a, b };
  for (const [name, column] of Object.entries(data.agreement)) columns[name] = agreement.map((deal) => column[deal]);
  return columns;
}

/** Collect the links of each node into two arrays: where they begin, and which they are. */
function linksByNode(data) {
  const nodes = data.node.id.length;
  const { a, b } = data.link;
  const start = new Uint32Array(nodes + 1);
  for (let link = 0; link < a.length; link++) {
    start[a[link] + 1]++;
    start[b[link] + 1]++;
  }
  for (let node = 0; node < nodes; node++) start[node + 1] += start[node];
  const next = start.slice();
  const item = new Uint32Array(2 * a.length);
  for (let link = 0; link < a.length; link++) {
    item[next[a[link]]++] = link;
    item[next[b[link]]++] = link;
  }
  return { start, item };
}

const part = (lists, place) => lists.item.slice(lists.start[place], lists.start[place + 1]);

/** Read and check the data of the page. */
export function readModel() {
  const data = JSON.parse(document.getElementById("data").textContent);
  check(data);
  const nodes = data.node.id.length;
  const links = linksByNode(data);
  const reasonsOf = Array.from({ length: nodes }, () => []);
  data.reason.node.forEach((node, reason) => reasonsOf[node].push(reason));
  const index = {};
  for (const table of INDEXED) index[table] = new Map(data[table].id.map((id, place) => [id, place]));
  const { partners } = data.node;
  const order = Uint32Array.from({ length: nodes }, (_, node) => node);
  order.sort((p, q) => partners[q] - partners[p] || p - q);
  return {
    ...data,
    link: linkColumns(data),
    index,
    order,
    reasonsOf,
    nodes,
    links: data.link.a.length,
    shapeOf: (node) => data.kind.shape[data.node.kind[node]],
    lineOf: (link) => data.status.line[data.agreement.status[data.link.agreement[link]]],
    linksOf: (node) => links.item.subarray(links.start[node], links.start[node + 1]),
    otherEnd: (link, node) => (data.link.a[link] === node ? data.link.b[link] : data.link.a[link]),
    linkFields: (link) => part(data.agreement_field, data.link.agreement[link]),
    nodeFields: (node) => part(data.node_field, node),
    linkSources: (link) => part(data.agreement_source, data.link.agreement[link]),
    nodeSources: (node) => part(data.node_source, node),
    reasonLinks: (reason) => part(data.reason.link, reason),
    gapLinks: (gap) => part(data.gap_link, gap),
    gapSources: (gap) => part(data.gap_source, gap),
  };
}

/** Count agreements: rows of links may share one. */
export const agreementsAmong = (model, links) =>
  new Set(Array.from(links, (link) => model.link.agreement[link])).size;

const NOT_STATED = -2;
const ANY = -1;

/** Return what the filters leave: a byte for each node and each link, and how many they are. */
export function filtered(model, state) {
  const hidden = new Set(state.hide.map((id) => model.index.kind.get(id)));
  const statuses = new Set(state.status.map((id) => model.index.status.get(id)));
  const country = model.index.country.get(state.country) ?? ANY;
  const field = state.field === "none" ? NOT_STATED : model.index.field.get(state.field) ?? ANY;
  const { node, link } = model;
  const passes = (row) => {
    const [a, b] = [link.a[row], link.b[row]];
    if (hidden.has(node.kind[a]) || hidden.has(node.kind[b])) return false;
    if (statuses.size && !statuses.has(link.status[row])) return false;
    if (country !== ANY && node.country[a] !== country && node.country[b] !== country) return false;
    if (field === ANY) return true;
    const fields = model.linkFields(row);
    return field === NOT_STATED ? !fields.length : fields.includes(field);
  };
  const nodeOn = new Uint8Array(model.nodes);
  const linkOn = new Uint8Array(model.links);
  const linked = new Uint8Array(model.nodes);
  const shown = [];
  for (let row = 0; row < model.links; row++) {
    if (!passes(row)) continue;
    linkOn[row] = linked[link.a[row]] = linked[link.b[row]] = 1;
    shown.push(row);
  }
  const narrowed = statuses.size > 0 || field !== ANY;
  let nodes = 0;
  for (let place = 0; place < model.nodes; place++) {
    if (hidden.has(node.kind[place])) continue;
    const here = country === ANY || node.country[place] === country;
    if (linked[place] || (here && !narrowed)) {
      nodeOn[place] = 1;
      nodes++;
    }
  }
  return {
    nodeOn,
    linkOn,
    nodes,
    agreements: agreementsAmong(model, shown),
    all: nodes === model.nodes && shown.length === model.links,
  };
}
