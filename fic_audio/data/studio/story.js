// @ts-check
// A story: what was read of it, what is left out, which chapters to make.
import { send } from "./api.js";
import { bdi, button, dialog, el, put } from "./dom.js";
import { fetchStory } from "./fetching.js";
import { change, loadStory, store } from "./store.js";
import { words } from "./words.js";

const say = words.story;
const LONG = 360; // letters of a summary
const FACTS = ["authors", "fandoms", "relationships", "rating", "warnings", "series", "part"];

export async function show(main, { id, again }) {
  const { story } = store;
  const page = el("div", { class: "page" });
  main.append(page);
  if (story.status === "opening") {
    page.append(el("h1", {}, bdi(story.title)), el("p", { class: "wait lead" }, say.opening), el("p", { class: "soft" }, say.openingMore), el("p", { class: "acts" }, makeButton(id)));
    return {};
  }
  if (story.status === "failed") {
    const retry = async () => {
      await send("POST", `/api/stories/${id}/open`);
      store.story = null;
      again();
    };
    page.append(el("h1", {}, say.failed), el("p", { class: "trouble", dir: "auto" }, story.error), el("p", { class: "acts" }, el("a", { class: "button main", href: "#/" }, say.another), button(words.again, retry)));
    return {};
  }
  const look = async () => {
    await fetchStory({ story: id });
    location.hash = `#/story/${id}/newer`;
  };
  const facts = FACTS.filter((name) => [story[name]].flat().some(Boolean) || name === "authors");
  put(
    page,
    el(
      "div",
      { class: "hero" },
      story.cover ? el("img", { class: "cover big", src: `/api/stories/${id}/cover`, alt: "" }) : null,
      el(
        "div",
        {},
        el("h1", {}, bdi(story.title), edit("title", story, again)),
        summary(story.summary),
      ),
    ),
    el(
      "section",
      { class: "card call", "aria-label": say.make },
      makeButton(id),
      story.questions
        ? el("p", {}, el("a", { href: `#/story/${id}/review` }, words.better(story.questions)))
        : el("p", { class: "soft" }, say.no),
    ),
    isEnglish(story.language) ? null : el("p", { class: "soft" }, say.foreign(new Intl.DisplayNames(["en"], { type: "language" }).of(story.language))),
    // Below the button: most listeners change nothing of it.
    el("dl", { class: "facts" }, facts.map((name) => el("div", {}, el("dt", {}, say.facts[name]), el("dd", {}, bdi([story[name]].flat().join(", ") || "–"), edit(name, story, again))))),
    story.missing.length ? el("p", { class: "trouble", dir: "auto" }, say.missing(story.missing.join(", "))) : null,
    chapters(story),
    skipped(story),
    el("p", { class: "foot" }, story.site ? button(words.fetching.look(story.site), look) : null, el("a", { href: `#/story/${id}/newer` }, say.newer)),
  );
  return {};
}

const isEnglish = (tag) => !tag || /^en\b/i.test(tag);

/** What the author says of it; of a long one the beginning, so that the button is in sight. */
function summary(text) {
  if (!text) return null;
  if (text.length <= LONG) return el("p", { class: "summary", dir: "auto" }, text);
  const start = text.slice(0, text.lastIndexOf(" ", LONG - 80) + 1 || LONG - 80);
  const own = el("p", { class: "summary", dir: "auto" }, start, "… ", button(say.whole, () => (own.textContent = text), { class: "quiet small" }));
  return own;
}

function makeButton(id) {
  return button(
    say.make,
    async () => {
      await send("POST", `/api/stories/${id}/make`);
      location.hash = `#/story/${id}/make`;
    },
    { class: "main large" },
    "play",
  );
}

function edit(name, story, again) {
  const isList = Array.isArray(story[name]);
  return button(
    "",
    () =>
      dialog(say.edit(say.facts[name].toLowerCase()), (body, close) => {
        const input = el("input", { type: "text", id: "fact", dir: "auto", value: [story[name]].flat().join(", ") });
        const save = async (value) => {
          close();
          await change("metadata", { name, value: isList ? value.split(",").map((each) => each.trim()).filter(Boolean) : value });
          await loadStory(story.id);
          again();
        };
        put(
          body,
          el(
            "form",
            { onsubmit: (event) => (event.preventDefault(), save(input.value)) },
            el("label", { for: "fact" }, say.facts[name]),
            input,
            el("p", { class: "acts" }, el("button", { class: "main" }, say.save), story.edited.includes(name) ? button(say.asFile, () => save(""), { class: "quiet" }) : null),
          ),
        );
      }),
    { class: "bare small", "aria-label": say.edit(say.facts[name].toLowerCase()), title: say.edit(say.facts[name].toLowerCase()) },
    "edit",
  );
}

function chapters(story) {
  if (story.chapters.length < 2) return null;
  const chosen = new Set(story.chosen.length ? story.chosen : story.chapters.map((each) => each.number));
  const boxes = new Map();
  const save = () => {
    story.chosen = chosen.size === story.chapters.length ? [] : [...chosen];
    return send("PUT", `/api/stories/${story.id}/chapters`, { chapters: [...chosen] });
  };
  const all = (on) => {
    chosen.clear();
    if (on) story.chapters.forEach((each) => chosen.add(each.number));
    boxes.forEach((box, number) => (box.checked = chosen.has(number)));
    save();
  };
  const rows = story.chapters.map((chapter) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(chapter.number), onchange: () => (box.checked ? chosen.add(chapter.number) : chosen.delete(chapter.number), save()) });
    boxes.set(chapter.number, box);
    return el(
      "li",
      {},
      el("label", { class: "row" }, box, el("span", { class: "grow" }, bdi(chapter.title || `Chapter ${chapter.number}`)), el("span", { class: "soft figure" }, words.words(chapter.words))),
    );
  });
  return el(
    "section",
    {},
    el("div", { class: "between" }, el("h2", {}, `${say.chapters} (${story.chapters.length})`), el("span", {}, button(say.all, () => all(true), { class: "quiet small" }), button(say.none, () => all(false), { class: "quiet small" }))),
    el("ul", { class: "rows card" }, rows),
  );
}

function skipped(story) {
  const { header, notes, samples, front } = story.skipped;
  const parts = [header ? say.header(header) : "", notes ? say.notes(notes) : ""].filter(Boolean);
  if (!parts.length) return el("section", {}, el("h2", {}, say.skipped), el("p", { class: "soft" }, say.nothing));
  return el(
    "section",
    {},
    el("h2", {}, say.skipped),
    el(
      "details",
      { class: "card" },
      el("summary", {}, parts.join(", "), " – ", say.look),
      front ? el("pre", { dir: "auto" }, front) : null,
      samples.map((text) => el("pre", { dir: "auto" }, text)),
      el("p", {}, el("a", { href: `#/story/${story.id}/sound` }, say.change)),
    ),
  );
}

