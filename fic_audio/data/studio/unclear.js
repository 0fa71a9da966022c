// @ts-check
// Lines that were not understood when the finished audio was listened to.
import { get, send } from "./api.js";
import { announce, bdi, button, el } from "./dom.js";
import { openChapter } from "./player.js";
import { openRetake } from "./retake.js";
import { store } from "./store.js";
import { words } from "./words.js";

const say = words.unclear;
const BEFORE = 0.4; // seconds that are heard before a line

export async function showUnclear(place, id) {
  const { lines } = await get(`/api/stories/${id}/unclear`).catch(() => ({ lines: [] }));
  if (!lines.length) return;
  const title = el("span", {}, say.title(lines.length));
  const list = el("ul", { class: "rows" }, lines.map(row));
  place.replaceChildren(el("details", { class: "card unclear" }, el("summary", {}, title), el("p", { class: "soft" }, say.more), list));

  function row(each) {
    const spoken = el("p", { class: "soft small", role: "status" });
    return el(
      "li",
      { class: "row" },
      button("", () => play(each), { class: "round", "aria-label": say.hear(each.text), title: say.hear(each.text) }, "play"),
      el(
        "div",
        { class: "grow" },
        el("p", { dir: "auto" }, each.line?.speaker && each.line.speaker !== "narrator" ? el("b", {}, bdi(each.line.speaker), ": ") : null, each.text),
        el("p", { class: "soft small", dir: "auto" }, each.heard ? say.heard(each.heard) : say.nothing, " ", each.reasons.join("; ")),
        spoken,
      ),
      each.line ? button(say.otherwise, () => openRetake(each.line, (answer) => (Object.assign(each.line, answer.lines[0]), (spoken.textContent = say.again))), { class: "small" }) : null,
      button(say.fine, (event) => settle(each, event), { class: "quiet small", "aria-label": say.fineOf(each.text) }),
    );
  }

  async function play(each) {
    const { chapters } = await get(`/api/stories/${id}/listen`);
    const at = chapters.findIndex((chapter) => chapter.number === each.chapter);
    if (at >= 0) openChapter(store.story, chapters, at, { seconds: Math.max(0, each.start / 1000 - BEFORE) });
  }

  async function settle(each, event) {
    const own = event.target.closest("li");
    await send("POST", `/api/stories/${id}/settled`, { key: each.key });
    const near = own.nextElementSibling || own.previousElementSibling;
    own.remove();
    const left = list.children.length;
    title.textContent = say.title(left);
    announce(say.left(left));
    if (left) near.querySelector("button").focus();
    else place.replaceChildren();
  }
}
