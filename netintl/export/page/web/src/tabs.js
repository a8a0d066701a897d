// Tabs of the views, after the tabs pattern of the ARIA practices.

import { find } from "./dom.js";

/** Bring the bar of tabs to life. */
export function createTabs(app, bar) {
  const tabs = [...bar.querySelectorAll("[role=tab]")];

  function show(place) {
    app.state.set({ view: tabs[place].dataset.view }, { push: true });
    tabs[place].focus();
  }

  function press(event, place) {
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    show((next + tabs.length) % tabs.length);
  }

  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => show(place));
    tab.addEventListener("keydown", (event) => press(event, place));
  });
  return {
    draw() {
      for (const tab of tabs) {
        const on = tab.dataset.view === app.state.now.view;
        tab.setAttribute("aria-selected", String(on));
        tab.tabIndex = on ? 0 : -1;
        find(`#view-${tab.dataset.view}`).hidden = !on;
      }
    },
  };
}
