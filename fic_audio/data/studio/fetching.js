// @ts-check
// A story by its address: how far it has come, a question on the way, why it failed.
import { send } from "./api.js";
import { announce, bdi, button, el, put, toast } from "./dom.js";
import { on, store } from "./store.js";
import { words } from "./words.js";

const say = words.fetching;

/** Asks for a story by its address, or for new chapters of one. @param {any} wish */
export const fetchStory = (wish) => send("POST", "/api/fetch", wish).catch((error) => toast(error.message || words.gone));

const forget = () => send("POST", "/api/fetch/stop").catch(() => {});

/**
 * A place that shows what is being fetched; where nothing is, what leads there.
 * @param {HTMLElement} way
 * @param {(state: any) => void} done is called once it is there
 * @param {number} story whose new chapters are wanted; 0: whatever is fetched is shown
 */
export function showFetching(way, done, story = 0) {
  const place = el("div", { class: "fetch" });
  let status = "";
  let tell = (/** @type {any} */ _state) => {};

  const draw = () => {
    const told = store.studio.fetching;
    const now = told && (!story || told.story === story) ? told : null;
    if ((now?.status || "idle") === status) return tell(now);
    const held = place.contains(document.activeElement);
    const before = status;
    status = now?.status || "idle";
    place.replaceChildren(...show(now));
    // Not the yes: a second Enter must not give it.
    if (held) place.querySelector("[tabindex], input, button")?.focus();
    tell(now);
    if (status === "done" && before === "running") done(now);
  };

  function show(now) {
    tell = () => {};
    if (status === "running") return [running()];
    if (status === "adult") return [question(now)];
    if (status === "failed") announce(now.error);
    return [way, ...(status === "failed" ? [el("p", { class: "trouble", dir: "auto" }, now.error)] : [])];
  }

  function running() {
    const what = el("p", { role: "status" });
    const bar = el("progress", { max: 1, "aria-label": say.progress });
    tell = (now) => {
      const { site, chapter, chapters, wait } = now;
      const text = wait ? say.wait(site, wait) : chapter ? say.chapter(chapter, chapters) : say.asking(site);
      if (what.textContent !== text) what.textContent = text;
      if (chapter) bar.value = (chapter - 1) / chapters;
    };
    return card(what, bar, el("p", { class: "acts" }, button(words.stop, forget)));
  }

  function question(now) {
    announce(say.adult);
    const yes = () => fetchStory({ address: now.address, story, adult: true });
    return card(el("p", { tabindex: -1 }, say.adult), el("p", { class: "soft" }, bdi(now.address)), el("p", { class: "acts" }, button(say.yes, yes, { class: "main" }), button(say.no, forget)));
  }

  const end = on("fetching", draw);
  draw();
  return {
    place,
    leave: () => {
      end();
      if (status === "failed") forget();
    },
  };
}

const card = (...inside) => put(el("section", { class: "card names", "aria-label": say.title }), ...inside);
