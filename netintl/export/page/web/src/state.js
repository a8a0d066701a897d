// All state lives in the address: #view=map&node=… can be copied, bookmarked and sent.

const EMPTY = {
  view: "network", lang: "", node: "", place: "", cell: "", country: "", field: "",
  status: [], hide: [], sort: "",
};
const LISTS = new Set(["status", "hide"]);

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = structuredClone(EMPTY);
  for (const name of Object.keys(EMPTY)) {
    if (!given.has(name)) continue;
    const value = given.get(name);
    state[name] = LISTS.has(name) ? value.split(",").filter(Boolean) : value;
  }
  return state;
}

function addressOf(state) {
  const told = Object.keys(EMPTY).filter((name) => String(state[name]) !== String(EMPTY[name]));
  const parts = told.map((name) => {
    const value = LISTS.has(name) ? state[name].join(",") : state[name];
    return `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
  });
  return `#${parts.join("&")}`;
}

/** Hold the state; `changed` hears of it with the state before. */
export function createState(changed) {
  let state = read();
  const take = (next) => {
    const before = state;
    state = next;
    changed(state, before);
  };
  addEventListener("popstate", () => take(read()));
  addEventListener("hashchange", () => {
    const next = read();
    if (addressOf(next) !== addressOf(state)) take(next);
  });
  return {
    get now() {
      return state;
    },
    /** Change some of it; with `push` the Back button undoes that. */
    set(changes, { push = false } = {}) {
      const next = { ...state, ...changes };
      const address = addressOf(next);
      if (address !== addressOf(state)) history[push ? "pushState" : "replaceState"](null, "", address);
      take(next);
    },
  };
}
