// @ts-check
// Sound and shelf: how it is read, and what files are made.
import { get } from "./api.js";
import { bdi, button, el, toast } from "./dom.js";
import { attach, change, on, take, undo } from "./store.js";
import { listInstalls } from "./installs.js";
import { showPhone } from "./phone.js";
import { words } from "./words.js";

const say = words.sound;

export async function show(main, { id }) {
  const page = el("div", { class: "page" });
  main.append(page);
  const place = el("div", { class: "names" });
  page.append(el("h1", {}, say.title), el("p", { class: "soft" }, say.intro), place);

  async function draw() {
    const answer = await get(`/api/stories/${id}/choices`);
    take({ revision: answer.revision });
    const { choices, engines } = answer;
    const kept = (made) => made.then(() => toast(say.saved, words.undo, undo)).catch(() => {}).then(draw);
    /** A file of the user's own, or what there is without one. */
    const file = (what, [title, without, accept]) => {
      const name = answer.files[what];
      const input = el("input", { type: "file", accept, class: "unseen", tabindex: -1, "aria-hidden": true, id: `file-${what}`, onchange: () => input.files[0] && kept(attach(what, input.files[0])) });
      return el(
        "div",
        { class: "row" },
        el("span", { class: "grow" }, title, el("span", { class: "soft" }, " – ", name ? bdi(name) : without)),
        button(say.chooseFile, () => input.click(), { class: "small", "aria-label": `${title}: ${say.chooseFile}` }),
        name ? button("", () => kept(change("attachments/remove", { what })), { class: "bare small", "aria-label": `${title}: ${say.removeFile}`, title: say.removeFile }, "close") : null,
        input,
      );
    };
    const set = async (name, value) => {
      try {
        await change("choices", { name, value });
        toast(say.saved, words.undo, undo);
      } catch {
        draw();
      }
    };
    const one = (name, title, of) =>
      el(
        "fieldset",
        { class: "card options-card" },
        el("legend", {}, title),
        Object.entries(of).map(([value, [text, about]]) =>
          el("label", { class: "check" }, el("input", { type: "radio", name, value, checked: choices[name] === value, onchange: () => set(name, value) }), el("span", {}, text, about ? el("span", { class: "soft" }, ` – ${about}`) : null)),
        ),
      );
    const formats = new Set(choices.formats);
    const files = el(
      "fieldset",
      { class: "card options-card" },
      el("legend", {}, say.formats),
      Object.entries(say.formatsOf).map(([value, [text, about]]) =>
        el(
          "label",
          { class: "check" },
          el("input", {
            type: "checkbox",
            checked: formats.has(value),
            onchange: (event) => {
              if (event.target.checked) formats.add(value);
              else formats.delete(value);
              set("formats", [...formats]);
            },
          }),
          el("span", {}, text, el("span", { class: "soft" }, ` – ${about}`)),
        ),
      ),
    );
    const names = Object.fromEntries(engines.map((each) => [each, each === "auto" ? [say.engineAuto, ""] : [each, say.enginesOf[each] || ""]]));
    place.replaceChildren(
      one("direction", say.direction, say.directions),
      one("notes", say.notes, say.notesOf),
      one("header", say.header, say.headers),
      files,
      one("profile", say.profile, say.profiles),
      el("section", { class: "card options-card attachments", "aria-labelledby": "own-files" }, el("h2", { id: "own-files" }, say.files), Object.entries(say.filesOf).map(([what, about]) => file(what, about))),
      el(
        "details",
        { class: "more-choices" },
        el("summary", {}, say.more),
        el("div", { class: "names" }, one("unsure", say.unsure, say.unsureOf), one("footnotes", say.footnotes, say.footnotesOf), one("images", say.images, say.imagesOf), one("emoji", say.emoji, say.emojiOf), one("engine", say.engine, names), installs.place),
      ),
      el("p", {}, button(words.start.phone, showPhone, { class: "quiet" }, "phone")),
    );
  }

  const installs = listInstalls();
  await draw();
  const ends = [on("corrected", draw), installs.end];
  return { leave: () => ends.forEach((end) => end()) };
}
