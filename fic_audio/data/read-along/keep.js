"use strict";
// What is kept from one visit to the next: the listener's place, speed and wishes.

const $ = (id) => document.getElementById(id);
const story = JSON.parse($("book").textContent);
const shelf = `fic-audio:${story.id}`;
const kept = { chapter: "", time: 0, speed: 1, theme: "", follow: true, names: true, shortcuts: true };

function remember(news) {
  Object.assign(kept, news);
  try {
    localStorage.setItem(shelf, JSON.stringify(kept));
  } catch {
    // A private window: the page works, and forgets.
  }
}

// Any other page opened from a file may have written there: only what has the right form is taken.
function recall() {
  try {
    const found = JSON.parse(localStorage.getItem(shelf)) ?? {};
    for (const wish of Object.keys(kept)) {
      if (typeof found[wish] === typeof kept[wish]) kept[wish] = found[wish];
    }
  } catch {
    // As above.
  }
  if (!Array.from($("speed").options).some((option) => Number(option.value) === kept.speed)) kept.speed = 1;
  if (!(kept.time >= 0 && kept.time < Infinity)) kept.time = 0;
  if (!["light", "dark"].includes(kept.theme)) kept.theme = "";
}

function paint() {
  $("dark").media = { light: "not all", dark: "all" }[kept.theme] ?? "(prefers-color-scheme: dark)";
}

// Before anything is shown, so that the page does not flash in the other colours.
recall();
paint();
