// @ts-check
// Cast: the people of the story, one card each, with voices heard on their own lines.
import { bdi, button, dialog, el, icon, toast } from "./dom.js";
import { hearButton, prepare } from "./player.js";
import { people, pick, shownName } from "./picker.js";
import { change, loadStory, on, store, undo } from "./store.js";
import { words } from "./words.js";
import { chooseVoice } from "./voices.js";

const say = words.cast;

export async function show(main, { id }) {
  const page = el("div", { class: "page" });
  main.append(page);
  if (store.story.status !== "open") {
    page.append(el("h1", {}, say.title), el("p", { class: "wait lead" }, words.story.opening));
    return {};
  }
  const asks = el("div", {});
  const list = el("ul", { class: "people" });
  const rest = el("details", { class: "rest" });
  page.append(el("h1", {}, say.title), el("p", { class: "soft" }, say.intro), asks, list, rest);
  list.append(el("li", { class: "wait" }, "…"));
  prepare(id, []);
  let gone = false;

  async function draw() {
    const focused = document.activeElement?.closest(".person")?.getAttribute("data-name");
    const everybody = await people();
    if (gone) return;
    const speaking = everybody.filter((each) => each.voice);
    const silent = everybody.filter((each) => !each.voice);
    list.replaceChildren(...speaking.map(card));
    rest.hidden = !silent.length;
    const open = rest.open;
    rest.replaceChildren(el("summary", {}, say.rest(silent.length)), el("ul", { class: "people" }, silent.map(card)));
    rest.open = open;
    const count = store.story.questions;
    asks.replaceChildren(...(count ? [el("p", { class: "card call" }, el("a", { href: `#/story/${id}/review?ask` }, words.better(count)))] : []));
    if (focused) list.querySelector(`[data-name="${CSS.escape(focused)}"] button`)?.focus();
  }

  /** Makes a change and shows what came of it. */
  async function act(path, data, what) {
    const answer = await change(path, data);
    const also = answer.also.length ? ` – ${words.review.also(answer.also.length)}` : "";
    toast(`${what}${also}`, words.undo, undo);
    await loadStory(id);
    await draw();
  }

  function card(person) {
    const { name } = person;
    const title = shownName(name);
    const sample = () => `/api/stories/${id}/sample?${new URLSearchParams({ voice: person.voice, person: name })}`;
    const own = el(
      "li",
      { class: "card person", dataset: { name }, draggable: name === "narrator" ? null : "true" },
      el(
        "div",
        { class: "between" },
        el("h2", {}, bdi(title)),
        name === "narrator" ? null : button("", () => more(person), { class: "bare", "aria-label": say.more(title), title: say.more(title) }, "more"),
      ),
      el("p", { class: "soft small" }, person.lines ? say.lines(person.lines, person.words) : say.silent, person.gender !== "unknown" ? ` · ${say.genders[person.gender]}` : "", person.doubts ? el("a", { class: "badge", href: `#/story/${id}/review?ask` }, say.unsure(person.doubts)) : null),
      person.aliases.length ? el("p", { class: "chips" }, person.aliases.map((alias) => el("span", { class: "chip" }, bdi(alias)))) : null,
      person.samples[0] ? el("blockquote", { class: "small", dir: "auto" }, short(person.samples[0].text)) : null,
      person.voice
        ? el(
            "div",
            { class: "voice" },
            hearButton(sample, say.hear(title)),
            el("button", { type: "button", class: "grow", "aria-label": say.voice(title), title: person.why_voice, onclick: () => chooseVoice(person, act) }, el("b", {}, person.voice), icon("edit")),
          )
        : null,
      person.series ? el("p", { class: "soft small", dir: "auto" }, say.series(person.series)) : null,
      person.close && name !== "narrator" ? el("p", { class: "soft small" }, say.close(shownName(person.close.name))) : null,
    );
    own.addEventListener("dragstart", (event) => event.dataTransfer.setData("application/x-person", name));
    own.addEventListener("dragover", (event) => event.dataTransfer.types.includes("application/x-person") && name !== "narrator" && own.classList.add("over"));
    own.addEventListener("dragleave", () => own.classList.remove("over"));
    own.addEventListener("drop", (event) => {
      own.classList.remove("over");
      const other = event.dataTransfer.getData("application/x-person");
      if (other && other !== name && name !== "narrator") merge(name, other);
    });
    return own;
  }

  const merge = (person, other) => act("people/merge", { person, other }, say.merged(person, other));

  function more(person) {
    const { name } = person;
    return dialog(name, (body, close) => {
      const gender = el("select", { id: "gender", onchange: () => act("people/gender", { person: name, gender: gender.value }, say.genders[gender.value]) }, ["", "female", "male", "neutral"].map((each) => el("option", { value: each, selected: person.is_set_down && each === person.gender }, say.genders[each])));
      const main = el("input", { type: "text", id: "main-name", value: name, dir: "auto" });
      const rename = (event) => {
        event.preventDefault();
        close();
        if (main.value.trim() !== name) act("people/rename", { person: name, name: main.value }, main.value);
      };
      const same = async () => {
        close();
        const chosen = await pick(say.sameAs(name), { without: [name], fresh: false, narrator: false });
        if (chosen) merge(chosen.name, name);
      };
      body.append(
        ...[
          el("form", { onsubmit: rename }, el("label", { for: "main-name" }, say.rename), el("div", { class: "line" }, main, el("button", {}, say.save))),
          el("div", { class: "field" }, el("label", { for: "gender" }, say.gender), gender),
          el("p", { class: "acts" }, button(say.same, same)),
          person.aliases.length ? el("p", { class: "acts" }, person.aliases.map((alias) => button(say.split(alias), () => (close(), act("people/split", { person: name, alias }, say.split(alias))), { class: "small" }))) : null,
          el("div", {}, button(say.nobody, () => (close(), act("people/nobody", { person: name }, `${name}: ${say.nobody}`))), el("p", { class: "soft small" }, say.nobodyWhy)),
          person.why ? el("details", {}, el("summary", {}, say.why), el("p", { class: "soft", dir: "auto" }, person.why)) : null,
        ].filter(Boolean),
      );
    });
  }

  await draw();
  const ends = [on("corrected", () => loadStory(id).then(draw))];
  return {
    leave() {
      gone = true;
      ends.forEach((end) => end());
    },
  };
}

const short = (text) => (text.length > 120 ? `${text.slice(0, 118).trimEnd()}…` : text);
