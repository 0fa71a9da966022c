// @ts-check
// How a single line is spoken: the old and the new one side by side, kept only when chosen.
import { button, dialog, el, toast } from "./dom.js";
import { hear, hearButton, silence } from "./player.js";
import { change, store, undo } from "./store.js";
import { sliderRows } from "./voices.js";
import { words } from "./words.js";

const say = words.retake;
const TAKES = 9;
const USUAL = { said: "", manner: "", rate: 1, pitch: 0, volume: 0, take: 1 };
const QUOTES = /^["'“”‘’«»„*_\s]+|["'“”‘’«»*_\s]+$/g;

/** Asks how a line is to be spoken; `done` gets the answer to what was kept. */
export async function openRetake(line, done) {
  const { id } = store.story;
  const before = { ...USUAL, ...line.retake, manner: line.retake?.manner || "" };
  const values = { ...before };
  const own = line.text.replace(QUOTES, "");
  const old = () => `/api/stories/${id}/clips/${line.id}?context=0`;
  const trial = () => `/api/stories/${id}/trials/${line.id}?${new URLSearchParams(/** @type {any} */ (given()))}`;
  const given = () => ({ ...values, said: values.said === own ? "" : values.said });
  const same = () => Object.entries(given()).every(([name, value]) => value === before[name]);

  await dialog(say.title, (body, close) => {
    const text = el("textarea", { id: "retake-said", rows: 3, dir: "auto", maxlength: 2000, "aria-describedby": "retake-more" });
    text.value = before.said || own;
    const manner = el("select", { id: "retake-manner" }, Object.entries({ "": say.asText, ...say.manners }).map(([value, name]) => el("option", { value, selected: value === before.manner }, name)));
    const number = el("span", { class: "soft figure", role: "status" });
    const hint = el("p", { class: "soft small", role: "status" });
    const hearNew = hearButton(trial, say.hearNew, { "aria-keyshortcuts": "n" });
    const keep = button(say.keep, () => save(given()), { class: "main" });
    const show = () => {
      values.said = text.value.replace(/\s+/g, " ").trim();
      values.manner = manner.value;
      number.textContent = say.take(values.take);
      keep.disabled = hearNew.disabled = same();
      hint.textContent = same() ? say.same : "";
    };
    const changed = () => (silence(), show());
    const another = () => {
      values.take = (values.take % TAKES) + 1;
      changed();
      if (!same()) hearNew.click();
    };
    const save = async (kept) => {
      // The dialog stays until it is so: opened again at once, it would show what was before.
      const answer = await change("retake", { line: line.id, ...kept }).finally(close);
      toast(say.kept, words.undo, undo);
      done(answer);
    };
    text.addEventListener("input", changed);
    manner.addEventListener("change", () => (changed(), !same() && hearNew.click()));
    body.append(
      el("div", {}, el("label", { for: "retake-said" }, say.words), text, el("p", { class: "soft small", id: "retake-more" }, say.wordsMore)),
      el("div", { class: "field" }, el("label", { for: "retake-manner" }, say.manner), manner),
      el("div", { class: "acts" }, button(say.another, another, { autofocus: true, "aria-keyshortcuts": "t" }), number),
      el("details", {}, el("summary", {}, say.more), sliderRows(values, changed)),
      el("div", { class: "compare" }, el("p", { class: "card" }, hearButton(old, say.hearOld, { "aria-keyshortcuts": "o" }), say.old), el("p", { class: "card" }, hearNew, say.new)),
      hint,
      el("div", { class: "acts" }, keep, button(say.discard, () => close()), line.retake ? button(say.reset, () => save(USUAL), { class: "quiet" }) : null),
      store.preferences.keys === false ? "" : el("p", { class: "soft small" }, say.keys),
    );
    body.closest("dialog").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || store.preferences.keys === false || event.target.closest("textarea, select")) return;
      const act = { o: () => hear(old()), n: () => same() || hearNew.click(), t: another }[event.key];
      if (act) event.preventDefault(), act();
    });
    show();
  });
  silence();
}
