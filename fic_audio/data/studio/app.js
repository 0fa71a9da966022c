// @ts-check
// The frame: which screen is shown, the way between them, and what is the same on all.
import { Problem } from "./api.js";
import { bdi, button, el, hasOwnUse, isUnread, replaced, toast } from "./dom.js";
import { listen, loadStory, loadStudio, on, redo, store, undo } from "./store.js";
import { showHearing, silence, toggle, player } from "./player.js";
import { words } from "./words.js";

const SCREENS = {
  home: () => import("./home.js"),
  story: () => import("./story.js"),
  cast: () => import("./cast.js"),
  review: () => import("./review.js"),
  names: () => import("./names.js"),
  sound: () => import("./sound.js"),
  make: () => import("./make.js"),
  listen: () => import("./listen.js"),
  newer: () => import("./newer.js"),
};
const STEPS = ["story", "cast", "review", "names", "sound", "make", "listen"];

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const top_ = /** @type {HTMLElement} */ (document.getElementById("top"));
const trouble = /** @type {HTMLElement} */ (document.getElementById("trouble"));

/** @type {{screen: string, id: number, query: URLSearchParams}} */
let here = { screen: "home", id: 0, query: new URLSearchParams() };
/** @type {any} */
let shown = null; // what the present screen gave: keys, leave
let turn = 0;

function where() {
  const [path, query = ""] = location.hash.slice(1).split("?");
  const [, kind, id, screen] = path.split("/");
  if (kind !== "story" || !/^\d+$/.test(id || "")) return { screen: "home", id: 0, query: new URLSearchParams(query) };
  return { screen: screen in SCREENS ? screen : "story", id: Number(id), query: new URLSearchParams(query) };
}

/** Shows the screen of the address. */
async function go({ focus = true } = {}) {
  const mine = ++turn;
  here = where();
  shown?.leave?.();
  shown = null;
  silence();
  document.documentElement.dataset.screen = here.screen;
  try {
    if (!store.studio || here.screen === "home") await loadStudio();
    if (here.id && store.story?.id !== here.id) store.story = null;
    if (here.id && (!store.story || store.story.status !== "open")) await loadStory(here.id);
    const { show } = await SCREENS[here.screen]();
    if (mine !== turn) return;
    main.replaceChildren();
    shown = await show(main, { ...here, again: () => go({ focus: false }) });
  } catch (error) {
    if (mine !== turn) return;
    main.replaceChildren(el("div", { class: "page" }, el("h1", {}, words.app), el("p", { class: "trouble" }, error.message || words.gone), el("p", {}, el("a", { href: "#/" }, words.home))));
    if (!(error instanceof Problem)) console.error(error);
  }
  if (mine !== turn) return;
  frame();
  document.documentElement.dataset.ready = here.screen;
  if (focus) {
    const heading = main.querySelector("h1");
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    scrollTo(0, 0);
  }
}

/** What stands above every screen. */
function frame() {
  const { story } = store;
  const making = here.id ? store.making.get(here.id) : null;
  const share = making && making.status === "speaking" ? `${Math.round(making.share * 100)} % · ` : "";
  const name = here.id ? `${words.screens[here.screen]}: ${story?.title || ""}` : words.start.title;
  document.title = `${share}${name} – ${words.app}`;
  const focused = top_.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  if (!here.id) {
    top_.replaceChildren(el("div", { class: "bar" }, el("span", { class: "brand" }, el("img", { src: "icon.svg", alt: "", width: 28, height: 28 }), words.app)));
    return;
  }
  const chapters = Number(story?.finished || 0) + (making?.chapters || []).filter((each) => each.path).length;
  const links = STEPS.map((step) => {
    const badge = step === "review" && story?.unsure ? String(story.unsure) : "";
    const off = step === "listen" && !chapters;
    const current = here.screen === step || (here.screen === "newer" && step === "story");
    return el(
      "li",
      {},
      el(
        "a",
        { href: `#/story/${here.id}/${step}`, "aria-current": current ? "page" : null, class: off ? "off" : null },
        words.screens[step],
        badge ? el("span", { class: "badge" }, badge, el("span", { class: "unseen" }, " unsure")) : null,
      ),
    );
  });
  top_.replaceChildren(
    el(
      "div",
      { class: "bar" },
      el("a", { class: "brand", href: "#/", title: words.home, "aria-label": words.home }, el("img", { src: "icon.svg", alt: "", width: 28, height: 28 })),
      el("p", { class: "name" }, bdi(story?.title || "")),
      el(
        "div",
        { class: "acts" },
        button("", undo, { class: "bare", "aria-label": story?.undo ? `${words.undo}: ${story.undo}` : words.undo, title: story?.undo || words.undo, disabled: !story?.undo }, "undo"),
      ),
    ),
    el("nav", { "aria-label": words.steps }, el("ul", {}, links)),
  );
  const current = top_.querySelector("[aria-current]");
  const list = top_.querySelector("ul");
  if (current && list) list.scrollLeft = /** @type {HTMLElement} */ (current).offsetLeft - 16;
  if (focused) /** @type {HTMLElement|null} */ (top_.querySelector(`[href="${focused}"]`))?.focus();
}

// ---- what happens while a screen is shown ----
function setTrouble(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

addEventListener("program-gone", () => setTrouble(words.gone));
on("lost", () => setTrouble(words.gone));
on("connected", () => setTrouble(""));
on("hearing", showHearing);
on("state", frame);
on("story", frame);
on("making", (making) => {
  if (!making || making.story === here.id || here.screen === "home") frame();
  if (making?.status === "done" && store.preferences.notify && document.hidden && "Notification" in window && Notification.permission === "granted") {
    new Notification(words.make.ready(making.result?.title || ""));
  }
});
on("read", ({ story }) => story === here.id && store.story?.status !== "open" && loadStory(story).then(() => go({ focus: false })));
on("stale", () => again());
on("elsewhere", (id) => loadStory(id).then(again));

/** Shows the screen as the story is now, which is not what the user has been looking at. */
async function again() {
  await go({ focus: false });
  replaced();
}

function typing(target) {
  return target.closest?.("input:not([type=checkbox]):not([type=radio]):not([type=range]), select, textarea, [contenteditable]");
}

addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || typing(event.target)) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z") {
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || store.preferences.keys === false) return;
  if (isUnread()) event.preventDefault();
  else if (shown?.key?.(event)) event.preventDefault();
  else if (event.key === " " && player.at >= 0 && !hasOwnUse(event)) {
    event.preventDefault();
    toggle();
  }
});

document.getElementById("skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
// A file that is dropped beside the place for it must not replace the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
addEventListener("hashchange", () => go());
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof Problem) {
    event.preventDefault();
    if (event.reason.message && event.reason.status !== 409) toast(event.reason.message);
  }
});

listen();
go();
