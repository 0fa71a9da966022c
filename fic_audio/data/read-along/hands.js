// What the reader does: buttons, clicks and keys.

$("play").addEventListener("click", toggle);
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));
$("back").addEventListener("click", () => sentence(-1));
$("on").addEventListener("click", () => sentence(1));
$("list").addEventListener("click", () => list(!listed()));
$("seek").addEventListener("input", () => seek(Number($("seek").value)));
$("speed").addEventListener("change", () => pace(Number($("speed").value)));
$("theme").addEventListener("change", () => wish({ theme: $("theme").value }));
for (const name of ["follow", "names", "shortcuts"]) {
  $(name).addEventListener("change", () => wish({ [name]: $(name).checked }));
}

links.forEach((link, number) =>
  link.addEventListener("click", (event) => {
    // With a key held it is what the browser makes of it: a new tab, a download.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!wide.matches) list(false, false);
    openChapter(number, { focus: true });
    save();
  }),
);

article.addEventListener("click", (event) => {
  // Who marks words to copy them does not want to go anywhere.
  const number = numberOf(event.target);
  if (number < 0 || !getSelection().isCollapsed) return;
  // The voice goes on from here; the focus is not to stay behind.
  document.activeElement.blur();
  playFrom(number);
});

const keys = {
  " ": toggle,
  n: () => step(1),
  p: () => step(-1),
  f: () => wish({ follow: !kept.follow }),
  "+": () => faster(1),
  "=": () => faster(1),
  "-": () => faster(-1),
  ArrowLeft: (event) => arrow(event),
  ArrowRight: (event) => arrow(event),
};

function arrow({ key, shiftKey }) {
  const way = key === backwards ? -1 : 1;
  if (shiftKey) seek(place() + 10 * way);
  else sentence(way);
}

function inText(event, number) {
  if (event.key === "Enter") playFrom(number);
  else if (event.key === "ArrowUp") sentences[number - 1]?.span.focus();
  else if (event.key === "ArrowDown") sentences[number + 1]?.span.focus();
  else return false;
  return true;
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const { key, target } = event;
  const number = numberOf(target);
  if (number >= 0 && inText(event, number)) {
    event.preventDefault();
  } else if (key === "Escape" && listed() && !wide.matches) {
    list(false);
  } else if (kept.shortcuts && !target.closest?.("input, select")) {
    const act = keys[key.length > 1 ? key : key.toLowerCase()];
    // On a button the space bar presses it.
    if (!act || (key === " " && target.closest?.("button, summary, a"))) return;
    event.preventDefault();
    act(event);
  }
});

addEventListener("DOMContentLoaded", () => {
  const found = story.chapters.findIndex(({ guid }) => guid === kept.chapter);
  const number = Math.max(found, 0);
  // One who has heard a chapter to its end goes on at its beginning.
  const time = found < 0 || kept.time * 1000 > story.chapters[number].length - 1000 ? 0 : kept.time;
  document.documentElement.classList.add("live");
  $("player").hidden = false;
  pace(kept.speed);
  wish({});
  controls();
  openChapter(number, { time, going: false });
  list(wide.matches, false);
});
