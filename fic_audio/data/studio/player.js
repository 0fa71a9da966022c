// @ts-check
// One voice at a time: the player of finished chapters, which survives going from screen to screen,
// and single lines that are heard in between.
import { send, sound } from "./api.js";
import { bdi, button, el, icon, toast } from "./dom.js";
import { emit, prefer, store } from "./store.js";
import { words } from "./words.js";

const SPEEDS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const chapterSound = new Audio();
const clip = new Audio();
chapterSound.preload = "metadata";

export const player = {
  /** @type {any} */ story: null,
  /** @type {any[]} */ chapters: [],
  at: -1, // the chapter that is open, in `chapters`
  audio: chapterSound,
  delay: 0, // milliseconds from the wish for a line to its sound
};

// ---- single lines ----
let asked = 0;
let aborting = new AbortController();

/** Hears something; a wish for something else ends it. @param {string} path */
export async function hear(path, onend = () => {}) {
  silence();
  chapterSound.pause();
  const mine = ++asked;
  const begun = performance.now();
  aborting = new AbortController();
  try {
    const blob = await sound(path, { signal: aborting.signal });
    if (mine !== asked) return;
    clip.src = URL.createObjectURL(blob);
    clip.playbackRate = store.preferences.speed || 1;
    clip.onplaying = () => {
      player.delay = performance.now() - begun;
      document.documentElement.dataset.delay = String(Math.round(player.delay));
    };
    clip.onended = () => (mine === asked && (silence(), onend()));
    await clip.play();
    emit("hearing", path);
  } catch (error) {
    if (mine !== asked || error.name === "AbortError") return;
    emit("hearing", "");
    if (error.message && error.status !== 410) toast(error.message);
  }
}

/** Lets the program speak lines that are likely to be heard next. @param {string[]} ids */
export const prepare = (story, ids) => send("POST", `/api/stories/${story}/prepare`, { ids }).catch(() => {});

export function silence() {
  asked += 1;
  aborting.abort();
  clip.pause();
  if (clip.src) URL.revokeObjectURL(clip.src);
  clip.removeAttribute("src");
  emit("hearing", "");
}

export const isHearing = () => Boolean(clip.src) && !clip.paused;

/** A button that hears something, or stops it. */
export function hearButton(path, name, props = {}) {
  const own = button("", () => (own.classList.contains("on") ? silence() : (own.classList.add("on"), hear(path()))), { class: "round hear", "aria-label": name, title: name, ...props }, "play");
  own.dataset.path = "";
  own.addEventListener("click", () => (own.dataset.path = path()));
  return own;
}

export function showHearing(path) {
  for (const each of document.querySelectorAll(".hear")) {
    const is = path !== "" && /** @type {HTMLElement} */ (each).dataset.path === path;
    each.classList.toggle("on", is);
    each.replaceChildren(icon(is ? "stop" : "play"));
  }
}

// ---- chapters ----
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60).padStart(hours ? 2 : 1, "0");
  return `${hours ? `${hours}:` : ""}${minutes}:${String(whole % 60).padStart(2, "0")}`;
}

/** Opens a chapter of a story. */
export function openChapter(story, chapters, at, { seconds = 0, play = true } = {}) {
  silence();
  const same = player.story?.id === story.id && player.chapters[player.at]?.number === chapters[at].number;
  Object.assign(player, { story, chapters, at });
  if (!same || chapterSound.error) {
    chapterSound.src = `/api/stories/${story.id}/listen/${chapters[at].number}/sound`;
    chapterSound.playbackRate = chapterSound.defaultPlaybackRate = store.preferences.speed || 1;
  }
  seek(seconds);
  draw();
  if (play) chapterSound.play().catch(() => {});
  emit("chapter", player);
}

/** @param {number} seconds */
export function seek(seconds) {
  if (chapterSound.readyState > 0) chapterSound.currentTime = seconds;
  else if (seconds) chapterSound.addEventListener("loadedmetadata", () => (chapterSound.currentTime = seconds), { once: true });
}

/** Takes the player away. */
function close() {
  chapterSound.pause();
  Object.assign(player, { story: null, chapters: [], at: -1 });
  parts = null;
  draw();
}

export const toggle = () => (chapterSound.paused ? chapterSound.play().catch(() => {}) : chapterSound.pause());

export function step(by) {
  const at = player.at + by;
  if (player.chapters[at]) openChapter(player.story, player.chapters, at);
}

const place = /** @type {HTMLElement} */ (document.getElementById("player"));
let parts = null;

function draw() {
  const chapter = player.chapters[player.at];
  place.hidden = !chapter;
  document.documentElement.classList.toggle("playing", Boolean(chapter));
  if (!chapter) return;
  const say = words.player;
  parts = {
    play: button("", toggle, { class: "round main" }, "play"),
    seek: el("input", { type: "range", min: 0, max: Math.max(1, Math.round(chapter.length / 1000)), value: 0, step: 1, "aria-label": say.place, oninput: (event) => seek(Number(event.target.value)) }),
    elapsed: el("span", { class: "time" }, "0:00"),
  };
  const speed = el(
    "select",
    { "aria-label": say.speed, onchange: (event) => pace(Number(event.target.value)) },
    SPEEDS.map((each) => el("option", { value: String(each), selected: each === (store.preferences.speed || 1) }, `${each}×`)),
  );
  place.replaceChildren(
    el(
      "div",
      { class: "now" },
      el("a", { href: `#/story/${player.story.id}/listen`, title: say.text }, bdi(chapter.title || player.story.title)),
    ),
    el("div", { class: "line" }, parts.elapsed, parts.seek, el("span", { class: "time" }, clock(chapter.length / 1000))),
    el(
      "div",
      { class: "controls" },
      button("", () => step(-1), { class: "round", "aria-label": say.previous, title: say.previous, disabled: player.at === 0 }, "previous"),
      parts.play,
      button("", () => step(1), { class: "round", "aria-label": say.next, title: say.next, disabled: player.at === player.chapters.length - 1 }, "next"),
      speed,
      button("", close, { class: "bare", "aria-label": say.close, title: say.close }, "close"),
    ),
  );
  show();
}

function pace(speed) {
  chapterSound.playbackRate = chapterSound.defaultPlaybackRate = speed;
  prefer("speed", speed);
}

function show() {
  if (!parts) return;
  const time = chapterSound.currentTime;
  const end = player.chapters[player.at].length / 1000;
  parts.seek.value = time;
  parts.seek.setAttribute("aria-valuetext", words.player.of(clock(time), clock(end)));
  parts.elapsed.textContent = clock(time);
  const name = chapterSound.paused ? words.player.play : words.player.pause;
  if (parts.play.getAttribute("aria-label") !== name) {
    parts.play.setAttribute("aria-label", name);
    parts.play.title = name;
    parts.play.replaceChildren(icon(chapterSound.paused ? "play" : "pause"));
  }
  emit("time", time * 1000);
}

let frame = 0;
function tick() {
  cancelAnimationFrame(frame);
  show();
  if (!chapterSound.paused) frame = requestAnimationFrame(tick);
}
for (const kind of ["play", "playing", "pause", "seeked", "timeupdate"]) chapterSound.addEventListener(kind, tick);
chapterSound.addEventListener("play", silence);
chapterSound.addEventListener("ended", () => step(1));
chapterSound.addEventListener("error", () => chapterSound.src && toast(words.player.failed));
