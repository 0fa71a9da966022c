// @ts-check
// One question at a time: people first, then lines, the most doubtful first.
import { get, send } from "./api.js";
import { announce, bdi, button, el, hasOwnUse, replaced, toast } from "./dom.js";
import { hear, hearButton, isHearing, prepare, silence } from "./player.js";
import { people, pick, shownName } from "./picker.js";
import { openRetake } from "./retake.js";
import { change, on, store, undo } from "./store.js";
import { words } from "./words.js";

const say = words.review;
const MOST = 9;

export async function showCards(place, id) {
  const clip = (line, context = 0) => `/api/stories/${id}/clips/${line}?context=${context}`;
  /** @type {any[]} */
  let queue = [];
  let everybody = /** @type {any[]} */ ([]);
  const details = new Map(); // question's key -> promise of its line with those around it
  /** @type {any} */
  let now = null; // the question shown: choices, main line, what Enter does
  let scope = "line";
  let asked = 0;
  let loads = 0;
  let pending = 0; // answers on their way: questions read meanwhile may be older than they
  let back = false; // something was undone: a question that is new comes first
  let left = false;

  const detail = (question) => {
    if (question.kind !== "WhoSays") return null;
    const key = `${question.key} ${store.story.revision}`;
    if (!details.has(key)) {
      if (details.size > 40) details.clear();
      details.set(key, get(`/api/stories/${id}/lines/${question.ids[0]}`));
    }
    return details.get(key);
  };

  /** Reads the questions again: they keep their order; new ones come last, or first once something was undone. */
  async function load() {
    const mine = ++loads;
    const [answer, found] = await Promise.all([get(`/api/stories/${id}/questions`), people()]);
    if (pending || mine !== loads) return;
    const order = new Map(queue.map((each, at) => [each.key, at]));
    const fresh = back ? -1 : 1e6;
    back = false;
    queue = answer.questions.sort((one, other) => (order.get(one.key) ?? fresh) - (order.get(other.key) ?? fresh));
    everybody = found.filter((each) => each.lines > 0 && each.name !== "narrator");
  }

  /** Shows the first question of the queue. */
  async function draw({ focus = true } = {}) {
    const mine = ++asked;
    const question = queue[0];
    scope = "line";
    if (!question) {
      now = null;
      place.replaceChildren(
        el("section", { class: "card done" }, el("h2", { tabindex: -1 }, say.done), el("p", { class: "soft" }, say.doneMore), el("p", { class: "acts" }, el("a", { class: "button main", href: `#/story/${id}/make` }, words.story.make))),
      );
      if (focus) place.querySelector("h2").focus();
      return;
    }
    const found = await detail(question);
    if (mine !== asked || left) return;
    now = question.kind === "WhoSays" ? lineCard(question, found) : personCard(question);
    const heading = el("h2", { tabindex: -1, id: "question" }, now.title);
    place.replaceChildren(
      el(
        "section",
        { class: "card question", "aria-labelledby": "question" },
        el("p", { class: "soft between" }, el("span", {}, say.of(1, queue.length)), button(say.later, later, { class: "quiet small", "aria-keyshortcuts": "f" })),
        heading,
        now.body,
        now.above && now.choices.length ? el("p", { class: "soft" }, now.above) : null,
        el("div", { class: "choices" }, now.choices.slice(0, MOST).map((choice, at) => choiceButton(choice, at))),
        el("div", { class: "acts" }, now.acts),
        now.scopes,
      ),
    );
    if (focus) heading.focus({ preventScroll: true });
    document.documentElement.dataset.card = question.key;
    if (store.preferences.hear && now.line) hear(clip(now.line));
    const next = queue.slice(1, 4);
    next.forEach(detail);
    setTimeout(() => !left && prepare(id, next.map((each) => each.ids?.[0] || each.samples?.[0]?.id).filter(Boolean)), store.preferences.hear ? 300 : 50);
  }

  const choiceButton = (choice, at) =>
    el(
      "button",
      { type: "button", class: `choice${choice.now ? " now" : ""}`, "aria-keyshortcuts": String(at + 1), onclick: () => answer(choice) },
      el("kbd", { "aria-hidden": true }, String(at + 1)),
      el("span", { class: "grow" }, bdi(shownName(choice.name))),
      choice.share === undefined ? null : el("span", { class: "soft figure" }, words.percent(choice.share)),
    );

  function lineCard(question, { line, before, after }) {
    const around = (lines) => lines.map((each) => el("p", { class: "around", dir: "auto" }, each.speaker && each.speaker !== "narrator" ? el("b", {}, bdi(each.speaker), ": ") : null, each.text));
    const likely = line.candidates.map(([name, share]) => ({ name, share, now: name === line.speaker }));
    const others = everybody.filter((each) => !likely.some((choice) => choice.name === each.name)).slice(0, Math.max(0, 4 - likely.length));
    const choose = (name, more) => ({ name, path: "say", data: { ids: question.ids, person: name, ...more } });
    return {
      title: say.who,
      line: line.id,
      body: el(
        "div",
        { class: "passage" },
        around(before),
        el("blockquote", { dir: "auto" }, line.text, hearButton(() => clip(line.id), say.line)),
        around(after),
        line.why ? el("p", { class: "soft small", dir: "auto" }, say.why(line.why)) : null,
      ),
      choices: [...likely, ...others.map((each) => ({ name: each.name }))].map((each) => ({ ...each, ...choose(each.name) })),
      enter: { name: line.speaker, path: "confirm", data: { ids: question.ids } },
      narrator: choose("narrator"),
      other: async () => {
        const chosen = await pick(words.person.pick, { first: likely.map((each) => each.name) });
        return chosen && choose(chosen.name, chosen.new ? { new: true } : {});
      },
      acts: [
        button(say.right, () => answer(now.enter), { class: "main", "aria-keyshortcuts": "Enter" }),
        button(say.other, other, { "aria-keyshortcuts": "s" }),
        button(say.context, () => hear(clip(line.id, 1)), { class: "quiet", "aria-keyshortcuts": "c" }),
        button(words.retake.open, () => now.spoken(), { class: "quiet", "aria-keyshortcuts": "e" }),
      ],
      spoken: () => openRetake(line, (answer) => (details.clear(), Object.assign(line, answer.lines[0]))),
      scopes: el(
        "fieldset",
        { class: "scopes" },
        el("legend", { class: "soft" }, say.scope),
        Object.entries(say.scopes).map(([name, text]) => el("label", { class: "check small" }, el("input", { type: "radio", name: "scope", checked: name === "line", onchange: () => (scope = name) }), text)),
      ),
    };
  }

  function personCard(question) {
    const who = question.description || question.person || question.name;
    const alias = question.kind === "TaggedSilent";
    const merge = (name) => (alias ? { name, path: "people/alias", data: { person: name, name: who } } : { name, path: "people/merge", data: { person: name, other: who } });
    const enter =
      question.kind === "OneLiner" ? { name: who, path: "confirm", data: { ids: question.samples.map((each) => each.id) } } : { name: who, settle: question.key };
    const label = { WhoIs: say.somebody, OneLiner: say.own, TaggedSilent: say.silentYes }[question.kind];
    return {
      title: { WhoIs: () => say.whoIs(who), OneLiner: () => say.oneLiner(who, question.lines), TaggedSilent: () => say.silent(who) }[question.kind](),
      line: question.samples?.[0]?.id,
      above: question.kind === "OneLiner" ? say.orAnother : "",
      body: el("div", { class: "passage" }, (question.samples || []).slice(0, question.lines).map((each) => el("blockquote", { dir: "auto" }, each.text, hearButton(() => clip(each.id), say.line)))),
      choices: everybody.filter((each) => each.name !== who).slice(0, MOST).map((each) => merge(each.name)),
      enter,
      other: async () => {
        const chosen = await pick(words.cast.sameAs(who), { without: [who], fresh: false, narrator: false });
        return chosen && merge(chosen.name);
      },
      acts: [
        button(label, () => answer(enter), { class: "main", "aria-keyshortcuts": "Enter" }),
        button(say.other, other, { "aria-keyshortcuts": "s" }),
        question.kind === "OneLiner" ? button(say.nobody, () => answer({ name: say.nobody, path: "people/nobody", data: { person: who } }), { class: "quiet" }) : null,
      ],
    };
  }

  /** Takes an answer: the next question is there at once, the rest follows. */
  async function answer(choice) {
    if (!choice || !queue.length) return;
    const [question] = queue.splice(0, 1);
    const wide = scope;
    silence();
    announce(say.next(shownName(choice.name), 1, queue.length));
    const drawn = draw();
    let failed = false;
    pending += 1;
    document.documentElement.dataset.answering = "";
    try {
      if (choice.settle) await send("POST", `/api/stories/${id}/settled`, { key: choice.settle });
      else {
        const answered = await change(choice.path, { ...choice.data, ...(choice.path === "say" ? { scope: wide } : {}) });
        const also = answered.also.length ? ` – ${say.also(answered.also.length)}` : "";
        toast(`${shownName(choice.name)}${also}`, words.undo, undo);
      }
    } catch {
      failed = true; // why, the page has said
    } finally {
      pending -= 1;
    }
    if (failed) {
      // Asked again, unless it is a question no more.
      queue.unshift(question);
      await load().catch(() => {});
      await draw();
      replaced();
    } else if (!pending) await Promise.all([drawn, refresh()]);
    if (!pending) delete document.documentElement.dataset.answering;
  }

  /** The questions as they are now; the one that is shown stays, unless it is settled. */
  async function refresh() {
    const shown = queue[0]?.key;
    await load();
    if (left) return;
    if (queue[0]?.key !== shown) {
      await draw({ focus: document.activeElement === document.body || place.contains(document.activeElement) });
      replaced();
    } else {
      const count = place.querySelector(".question .between span");
      if (count) count.textContent = say.of(1, queue.length);
    }
  }

  function later() {
    if (queue.length > 1) queue.push(...queue.splice(0, 1));
    draw();
  }

  async function other() {
    const chosen = await now?.other?.();
    if (chosen) answer(chosen);
  }

  place.replaceChildren(el("p", { class: "wait" }, say.reading));
  await load();
  await draw({ focus: false });
  const ends = [on("corrected", async () => ((back = true), await load(), draw()))];
  return {
    leave() {
      left = true;
      ends.forEach((end) => end());
    },
    key(event) {
      if (!now) return false;
      const { key } = event;
      if (key >= "1" && key <= "9") return answer(now.choices[Number(key) - 1]), true;
      if (key === "a" || (key === "Enter" && !hasOwnUse(event))) return answer(now.enter), true;
      if (key === "n" && now.narrator) return answer(now.narrator), true;
      if (key === "s") return other(), true;
      if (key === "p" || (key === " " && !hasOwnUse(event))) {
        if (isHearing()) silence();
        else if (now.line) hear(clip(now.line));
        return true;
      }
      if (key === "e" && now.spoken) return now.spoken(), true;
      if (key === "c" && now.line) return hear(clip(now.line, 1)), true;
      if (key === "f" || key === "j" || key === "g" || key === "ArrowDown") return later(), true;
      if ((key === "k" || key === "ArrowUp") && queue.length > 1) return queue.unshift(...queue.splice(-1, 1)), draw(), true;
      return false;
    },
  };
}
