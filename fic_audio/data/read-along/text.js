// The text of the open chapter, and the sentence in it that is spoken.

const article = $("text");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let sentences = []; // { start in milliseconds, speaker, span }, in the order of time
let spoken = -1; // the one at the place of the sound
let reachable = 0; // the one that the Tab key finds
let away = false; // the reader has scrolled to another place
let ours = 0; // until then, scrolling is our own doing
let theirs = 0; // until then, it is the reader's

const colour = (speaker) => (speaker ? `c${((speaker - 1) % 12) + 1}` : "");

function element(kind, names, text) {
  const made = document.createElement(kind);
  if (names) made.className = names;
  if (text) made.textContent = text;
  return made;
}

// A block is its kind, then sentences as [start, speaker, text, manner?] and what stands between.
function block([kind, ...parts]) {
  if (kind === "break") return element("hr");
  const made = kind === "title" ? element("h2") : kind === "heading" ? element("h3") : element("p", kind);
  let named = 0;
  for (const part of parts) {
    if (typeof part === "string") {
      made.append(part);
      continue;
    }
    const [start, speaker, text, manner] = part;
    if (speaker && speaker !== named) {
      made.append(element("span", `who ${colour(speaker)}`, `${story.speakers[speaker]}:`), " ");
      named = speaker;
    }
    const span = element("span", ["sentence", colour(speaker), manner].filter(Boolean).join(" "), text);
    span.dataset.n = sentences.length;
    span.tabIndex = -1;
    sentences.push({ start, speaker, span });
    made.append(span);
  }
  return made;
}

// Gives the chapter's heading.
function render(chapter) {
  const blocks = JSON.parse($(`chapter-${chapter + 1}`).textContent);
  sentences = [];
  spoken = -1;
  const made = blocks.map(block);
  if (!blocks.some(([kind]) => kind === "title")) {
    made.unshift(element("h2", "", story.chapters[chapter].title));
  }
  article.replaceChildren(...made);
  reach(0);
  const heading = article.querySelector("h2");
  heading.tabIndex = -1;
  return heading;
}

// The number of the sentence at that time; -1 before the first.
function sentenceAt(milliseconds) {
  let low = 0;
  for (let high = sentences.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (sentences[middle].start <= milliseconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const numberOf = (target) => Number(target.closest?.(".sentence")?.dataset.n ?? -1);

// One sentence alone can be tabbed to: the others are an arrow key away.
function reach(number) {
  if (sentences[reachable]) sentences[reachable].span.tabIndex = -1;
  reachable = number;
  if (sentences[number]) sentences[number].span.tabIndex = 0;
}

function mark(milliseconds) {
  const now = sentenceAt(milliseconds);
  if (now === spoken) return;
  sentences[spoken]?.span.removeAttribute("aria-current");
  spoken = now;
  const { speaker = 0, span } = sentences[now] ?? {};
  span?.setAttribute("aria-current", "true");
  if (!article.contains(document.activeElement)) reach(Math.max(now, 0));
  $("who").className = `who ${colour(speaker)}`;
  $("who").textContent = speaker ? story.speakers[speaker] : "";
  if (away && span && inSight(span)) away = false;
  bringBack();
}

// ---- following ----
function inSight(span) {
  const { top, bottom } = span.getBoundingClientRect();
  return top >= 0 && bottom <= $("player").getBoundingClientRect().top;
}

// Scrolls to the spoken sentence where the reader wants that and it is not well in view.
function bringBack(always = false, smooth = !still.matches) {
  const span = sentences[spoken]?.span;
  $("return").hidden = !(span && kept.follow && away);
  if (!span || !(always || (kept.follow && !away && performance.now() > theirs))) return;
  const room = $("player").getBoundingClientRect().top;
  const { top, bottom } = span.getBoundingClientRect();
  if (!always && top >= room * 0.1 && bottom <= room * 0.75) return;
  ours = performance.now() + 1000;
  window.scrollBy({ top: top - room * 0.25, behavior: smooth ? "smooth" : "instant" });
}

function leave() {
  const span = sentences[spoken]?.span;
  away = Boolean(span && kept.follow && !inSight(span));
  $("return").hidden = !away;
}

function scrolled({ key = "PageUp" }) {
  if (!["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"].includes(key)) return;
  ours = 0;
  theirs = performance.now() + 700;
}

addEventListener("scroll", () => performance.now() > ours && leave(), { passive: true });
for (const kind of ["wheel", "touchmove", "keydown"]) {
  addEventListener(kind, scrolled, { passive: true });
}
new ResizeObserver(() => {
  const height = `${$("player").offsetHeight}px`;
  document.documentElement.style.setProperty("--bar", height);
  ours = performance.now() + 500;
  bringBack();
}).observe($("player"));
$("return").addEventListener("click", () => {
  away = false;
  bringBack(true);
});
article.addEventListener("focusin", (event) => numberOf(event.target) >= 0 && reach(numberOf(event.target)));
