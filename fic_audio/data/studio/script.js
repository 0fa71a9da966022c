// @ts-check
// A chapter as a script: the speaker at the left, every line to be heard and changed.
import { get } from "./api.js";
import { announce, bdi, button, el, hasOwnUse, put, toast } from "./dom.js";
import { hear, hearButton, isHearing, prepare, silence } from "./player.js";
import { people, pick, shownName } from "./picker.js";
import { openRetake } from "./retake.js";
import { change, on, store, undo } from "./store.js";
import { words } from "./words.js";

const say = words.review;
const QUIET = ["narration", "heading", "note", "break"];

export async function showScript(place, id, wanted) {
  const clip = (line, context = 0) => `/api/stories/${id}/clips/${line}?context=${context}`;
  const { chapters } = store.story;
  let chapter = 1;
  let filter = "";
  let text = "";
  /** @type {any[]} */
  let lines = [];
  /** @type {HTMLElement[]} */
  let rows = [];
  let at = -1;
  let colours = new Map();
  const chosen = new Set(); // ids that are selected
  let anchor = -1;
  let left = false;

  if (wanted) {
    const found = await get(`/api/stories/${id}/lines/${encodeURIComponent(wanted)}`).catch(() => null);
    if (found) chapter = found.line.chapter;
  } else chapter = chapters.find((each) => each.unsure)?.number || 1;

  const list = el("div", { class: "script", role: "list", "aria-label": say.script });
  const count = el("span", { class: "figure", role: "status" });
  const many = el("div", { class: "many card", hidden: true });
  const search = el("input", { type: "search", "aria-label": say.find, placeholder: say.find, oninput: () => (clearTimeout(waiting), (waiting = setTimeout(() => ((text = search.value), load()), 250))) });
  let waiting = 0;
  const picker = el("select", { "aria-label": say.chapter, onchange: (event) => ((chapter = Number(event.target.value)), load()) });
  const filters = { "": say.all, doubtful: say.doubtful, corrected: say.changed };
  place.replaceChildren(
    el(
      "div",
      { class: "tools" },
      chapters.length > 1 ? picker : null,
      el("select", { "aria-label": say.filter, onchange: (event) => ((filter = event.target.value), load()) }, Object.entries(filters).map(([value, name]) => el("option", { value }, name))),
      search,
      el("span", { class: "acts" }, count, button("", () => unsure(-1), { class: "bare", "aria-label": say.previousUnsure, title: say.previousUnsure }, "up"), button("", () => unsure(1), { class: "bare", "aria-label": say.nextUnsure, title: say.nextUnsure, "aria-keyshortcuts": "g" }, "down")),
    ),
    many,
    list,
  );

  async function load(goal = "") {
    const query = new URLSearchParams({ chapter: String(chapter), limit: "1000", ...(text ? { text } : {}), ...(filter ? { [filter]: "1" } : {}) });
    const found = [];
    let more = "";
    do {
      const answer = await get(`/api/stories/${id}/lines?${query}${more ? `&after=${more}` : ""}`);
      found.push(...answer.lines);
      more = answer.more;
    } while (more);
    if (left) return;
    lines = found.filter((each) => each.kind !== "break" && each.kind !== "note");
    (await people()).filter((each) => each.name !== "narrator").forEach((each, number) => colours.has(each.name) || colours.set(each.name, (number % 12) + 1));
    picker.replaceChildren(...chapters.map((each) => el("option", { value: String(each.number), selected: each.number === chapter }, each.title || `${say.chapter} ${each.number}`)));
    chosen.clear();
    rows = lines.map((_, number) => row(number));
    list.replaceChildren(...(rows.length ? rows : [el("p", { class: "soft" }, say.empty)]));
    at = -1;
    showCount();
    showMany();
    const place = lines.findIndex((each) => (goal ? each.id === goal : each.doubtful));
    if (rows.length) choose(Math.max(0, place), { focus: Boolean(goal), sound: false });
  }

  function row(number) {
    const line = lines[number];
    const spoken = !QUIET.includes(line.kind);
    const colour = colours.get(line.speaker);
    return el(
      "div",
      { class: `line${spoken ? "" : " quiet-line"}${line.doubtful ? " unsure" : ""}${line.corrected ? " yours" : ""}${chosen.has(line.id) ? " chosen" : ""}`, role: "listitem", tabindex: number === at ? 0 : -1, dataset: { number: String(number) }, "aria-current": number === at ? "true" : null },
      el("span", { class: `speaker${colour ? ` c${colour}` : ""}` }, spoken || line.speaker !== "narrator" ? bdi(shownName(line.speaker)) : null, line.doubtful ? el("span", { class: "mark", title: say.unsure(line.confidence) }, "?") : line.corrected ? el("span", { class: "mark", title: say.yours }, "✓") : null),
      el("span", { class: "words", dir: "auto" }, line.text, line.retake ? el("span", { class: "soft small block" }, line.retake.said ? words.retake.spoken(line.retake.said) : words.retake.changed) : null),
    );
  }

  function redraw(number) {
    const fresh = row(number);
    const had = rows[number].contains(document.activeElement);
    rows[number].replaceWith(fresh);
    rows[number] = fresh;
    if (number === at) open();
    if (had && number === at) fresh.focus({ preventScroll: true });
  }

  /** What is known of the chosen line, and what can be done with it. */
  function open() {
    const line = lines[at];
    const own = rows[at];
    if (!line || !own) return;
    const candidates = line.candidates.filter(([name]) => name).slice(0, 9);
    const speaks = line.kind !== "heading";
    put(
      own,
      el(
        "div",
        { class: "more" },
        line.why || line.doubtful ? el("p", { class: "soft small", dir: "auto" }, [line.why, line.corrected ? say.yours : say.unsure(line.confidence)].filter(Boolean).join(" · ")) : null,
        el(
          "div",
          { class: "acts" },
          hearButton(() => clip(line.id), say.line),
          speaks
            ? [
                candidates.map(([name, share], place) => el("button", { type: "button", class: `choice small${name === line.speaker ? " now" : ""}`, "aria-keyshortcuts": String(place + 1), onclick: () => give([line.id], name) }, el("kbd", { "aria-hidden": true }, String(place + 1)), bdi(shownName(name)), el("span", { class: "soft figure" }, words.percent(share)))),
                button(say.other, () => other([line.id]), { class: "small", "aria-keyshortcuts": "s" }),
                line.doubtful ? button(say.right, () => confirm([line.id]), { class: "quiet small", "aria-keyshortcuts": "Enter" }) : null,
                line.corrected ? button(say.decide, () => act("forget", { ids: [line.id] }, say.decide), { class: "quiet small" }) : null,
              ]
            : null,
          button(say.context, () => hear(clip(line.id, 1)), { class: "quiet small", "aria-keyshortcuts": "c" }),
          button(words.retake.open, () => spoken(line), { class: "quiet small", "aria-keyshortcuts": "e" }),
        ),
      ),
    );
  }

  function choose(number, { focus = true, sound = true } = {}) {
    if (!lines[number]) return;
    const before = at;
    at = number;
    if (before >= 0 && rows[before]) redraw(before);
    redraw(at);
    if (focus) rows[at].focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
    if (sound && store.preferences.hear) hear(clip(lines[at].id));
    prepare(id, lines.slice(at + 1, at + 4).map((each) => each.id));
  }

  function unsure(by) {
    for (let number = at + by; lines[number]; number += by) if (lines[number].doubtful) return choose(number);
    const next = chapters.find((each) => each.number > chapter && each.unsure);
    if (by > 0 && next && !filter) {
      chapter = next.number;
      load();
    }
    return undefined;
  }

  function showCount() {
    // The parts of one quotation are one decision.
    const pieces = lines.filter((each) => each.doubtful).map((each) => each.quote ?? each.id);
    count.textContent = say.toLook(new Set(pieces).size);
  }

  function showMany() {
    many.hidden = chosen.size < 2;
    many.replaceChildren(el("div", { class: "acts" }, button(say.give(chosen.size), () => other([...chosen]), { class: "main" }), button(say.unselect, () => select([]), { class: "quiet" })));
  }

  function select(ids) {
    const before = new Set(chosen);
    chosen.clear();
    ids.forEach((each) => chosen.add(each));
    lines.forEach((line, number) => rows[number].classList.toggle("chosen", chosen.has(line.id)) !== before.has(line.id));
    showMany();
    if (chosen.size) announce(words.lines(chosen.size));
  }

  function extend(to) {
    if (anchor < 0) anchor = at;
    choose(to, { sound: false });
    const [first, last] = [Math.min(anchor, to), Math.max(anchor, to)];
    select(lines.slice(first, last + 1).filter((each) => !QUIET.includes(each.kind)).map((each) => each.id));
  }

  // ---- changes ----
  const spoken = (line) => openRetake(line, take);
  const give = (ids, person, fresh = false) => act("say", { ids, person, ...(fresh ? { new: true } : {}) }, shownName(person), person);
  const confirm = (ids) => act("confirm", { ids }, say.right);

  async function other(ids) {
    const line = lines[at];
    const chosen_ = await pick(words.person.pick, { first: line.candidates.map(([name]) => name) });
    if (chosen_) give(ids, chosen_.name, chosen_.new);
  }

  async function act(path, data, what, person = "") {
    const quotes = new Set(lines.filter((each) => data.ids.includes(each.id) && each.quote !== null).map((each) => each.quote));
    lines.forEach((line, number) => {
      if (!data.ids.includes(line.id) && !quotes.has(line.quote)) return;
      Object.assign(line, person ? { speaker: person } : {}, { doubtful: false, corrected: path !== "forget" });
      redraw(number);
    });
    rows[at]?.focus({ preventScroll: true });
    select([]);
    showCount();
    try {
      const answer = await change(path, data);
      take(answer);
      const other_ = answer.also.length;
      toast(`${what}${other_ ? ` – ${say.also(other_)}` : ""}`, words.undo, undo);
    } catch {
      await load(lines[at]?.id);
    }
  }

  /** The lines of an answer as they are now. */
  function take(answer) {
    const fresh = new Map(answer.lines.map((each) => [each.id, each]));
    lines.forEach((line, number) => {
      if (!fresh.has(line.id)) return;
      lines[number] = fresh.get(line.id);
      redraw(number);
    });
    showCount();
  }

  list.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const own = target.closest(".line");
    if (!own || target.closest("button")) return;
    const number = Number(/** @type {HTMLElement} */ (own).dataset.number);
    if (event.shiftKey) extend(number);
    else if (number !== at) ((anchor = -1), choose(number));
  });
  list.addEventListener("focusin", (event) => {
    const own = /** @type {HTMLElement} */ (event.target);
    if (own.classList.contains("line") && Number(own.dataset.number) !== at) choose(Number(own.dataset.number));
  });

  list.append(el("p", { class: "wait" }, say.reading));
  await load(wanted);
  const ends = [on("corrected", (answer) => (answer.lines.length ? take(answer) : load(lines[at]?.id)))];
  return {
    leave() {
      left = true;
      ends.forEach((end) => end());
    },
    key(event) {
      const { key } = event;
      const line = lines[at];
      if (!line) return false;
      const free = !hasOwnUse(event);
      const step = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 }[key];
      if (event.shiftKey && step) return extend(Math.max(0, Math.min(lines.length - 1, at + step))), true;
      if (step) return (anchor = -1), choose(at + step), true;
      const ids = chosen.size > 1 ? [...chosen] : [line.id];
      const can = line.kind !== "heading";
      if (can && key >= "1" && key <= "9" && line.candidates[Number(key) - 1]) return next(give(ids, line.candidates[Number(key) - 1][0])), true;
      if (can && ((key === "Enter" && free) || key === "a")) return next(confirm(ids)), true;
      if (can && key === "n") return next(give(ids, "narrator")), true;
      if (can && key === "s") return other(ids), true;
      if (key === "p" || (key === " " && free)) return isHearing() ? silence() : hear(clip(line.id)), true;
      if (key === "c") return hear(clip(line.id, 1)), true;
      if (key === "e") return spoken(line), true;
      if (key === "g" || key === "f") return unsure(1), true;
      if (key === "Escape" && chosen.size) return select([]), true;
      return false;
    },
  };

  /** After a decision, the next unsure line. */
  function next(_) {
    unsure(1);
  }
}
