// @ts-check
// Review: who says what, asked one by one or read as a script.
import { button, dialog, el } from "./dom.js";
import { prefer, store, undo } from "./store.js";
import { prepare } from "./player.js";
import { words } from "./words.js";
import { showCards } from "./cards.js";
import { showScript } from "./script.js";
import { showUnclear } from "./unclear.js";

const say = words.review;
const SPEEDS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

export async function show(main, { id, query, again }) {
  const page = el("div", { class: "page" });
  main.append(page);
  if (store.story.status !== "open") {
    page.append(el("h1", {}, say.title), el("p", { class: "wait lead" }, words.story.opening));
    return {};
  }
  const script = query.has("line") || (store.preferences.mode === "script" && !query.has("ask"));
  const mode = (name, text, on) =>
    button(text, () => (prefer("mode", name), query.delete("line"), location.hash.includes("?") ? (location.hash = `#/story/${id}/review`) : again()), { class: "quiet small", "aria-pressed": String(on) });
  const place = el("div", { class: "place" });
  const unclear = el("div");
  showUnclear(unclear, id);
  page.append(
    el(
      "div",
      { class: "between" },
      el("h1", {}, say.title),
      el(
        "div",
        { class: "acts" },
        el("div", { class: "switch", role: "group", "aria-label": say.mode }, mode("cards", say.cards, !script), mode("script", say.script, script)),
        el("label", { class: "check small" }, el("input", { type: "checkbox", checked: store.preferences.hear === true, onchange: (event) => prefer("hear", event.target.checked) }), say.hear),
        button(say.keys, showKeys, { class: "quiet small", "aria-keyshortcuts": "?" }),
      ),
    ),
    unclear,
    place,
  );
  prepare(id, []);
  const inner = await (script ? showScript(place, id, query.get("line") || "") : showCards(place, id));
  return {
    leave: () => inner.leave?.(),
    key(event) {
      if (event.key === "?") return showKeys(), true;
      if (event.key === "u") return undo(), true;
      if (event.key === "[" || event.key === "]") return pace(event.key === "]" ? 1 : -1), true;
      return inner.key?.(event);
    },
  };
}

function pace(by) {
  const at = SPEEDS.indexOf(store.preferences.speed || 1) + by;
  if (SPEEDS[at]) prefer("speed", SPEEDS[at]);
}

function showKeys() {
  return dialog(say.keys, (body) => {
    body.append(
      el("dl", { class: "keys" }, say.keyList.map(([keys, what]) => el("div", {}, el("dt", {}, keys.map((key) => [el("kbd", {}, key), " "])), el("dd", {}, what)))),
      el("label", { class: "check" }, el("input", { type: "checkbox", checked: store.preferences.keys !== false, onchange: (event) => prefer("keys", event.target.checked) }), say.useKeys),
    );
  });
}
