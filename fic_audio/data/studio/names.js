// @ts-check
// Names: how the voice says them, and how it should.
import { get, send } from "./api.js";
import { bdi, button, el, toast } from "./dom.js";
import { hear, hearButton, prepare } from "./player.js";
import { change, on, store, undo } from "./store.js";
import { words } from "./words.js";

const say = words.names;

export async function show(main, { id }) {
  const page = el("div", { class: "page" });
  const place = el("div", { class: "names" }, el("p", { class: "wait" }, say.asking));
  main.append(page);
  page.append(el("h1", {}, say.title), el("p", { class: "soft" }, say.intro), place);
  prepare(id, []);
  let gone = false;
  const word = (name, said) => `/api/stories/${id}/word?${new URLSearchParams({ word: name, ...(said ? { said } : {}) })}`;

  async function draw() {
    const { names, own } = await get(`/api/stories/${id}/names`);
    if (gone) return;
    place.replaceChildren(
      ...(names.length ? names.map(card) : [el("p", { class: "lead" }, say.none)]),
      ...(own.length ? [el("h2", {}, say.yours), ...own.map(card)] : []),
      add(),
    );
  }

  async function keep(name, said) {
    await change("pronounce", { word: name, said });
    toast(said ? `${name}: ${said}` : say.remove(name), words.undo, undo);
    await draw();
  }

  function card(each) {
    const name = each.word;
    const field = `as-${name}`;
    const input = el("input", { type: "text", id: field, dir: "auto", spellcheck: false, autocomplete: "off", value: typeof each.key === "string" ? "" : each.said });
    const isUnsure = Boolean(each.key);
    return el(
      "section",
      { class: "card name-card" },
      el("h2", {}, bdi(name)),
      el(
        "div",
        { class: "acts" },
        hearButton(() => word(name, input.value.trim()), say.hear(name)),
        each.line ? button(say.sentence, () => hear(`/api/stories/${id}/clips/${each.line.id}?context=0`), { class: "quiet small", "aria-label": say.inSentence(name) }) : null,
      ),
      isUnsure ? el("p", { class: "soft small" }, [say.lines(each.lines), each.said ? say.said(each.said) : "", each.meant ? say.meant(each.meant) : ""].filter(Boolean).join(" · ")) : null,
      el(
        "form",
        { onsubmit: (event) => (event.preventDefault(), input.value.trim() && keep(name, input.value.trim())) },
        el("label", { for: field }, say.as(name)),
        el(
          "div",
          { class: "line" },
          input,
          el("button", { class: "main" }, say.keep),
          isUnsure
            ? button(say.fine, async () => {
                await send("POST", `/api/stories/${id}/settled`, { key: each.key });
                draw();
              }, { class: "quiet" })
            : button(say.remove(name), () => keep(name, ""), { class: "quiet" }),
        ),
      ),
    );
  }

  function add() {
    const name = el("input", { type: "text", id: "new-word", dir: "auto", spellcheck: false });
    const said = el("input", { type: "text", id: "new-said", dir: "auto", spellcheck: false });
    return el(
      "details",
      { class: "card" },
      el("summary", {}, say.add),
      el(
        "form",
        { onsubmit: (event) => (event.preventDefault(), name.value.trim() && said.value.trim() && keep(name.value.trim(), said.value.trim())) },
        el("label", { for: "new-word" }, say.word),
        name,
        el("label", { for: "new-said" }, say.saidAs),
        said,
        el("p", { class: "acts" }, el("button", { class: "main" }, say.keep)),
      ),
    );
  }

  await draw();
  const ends = [on("corrected", draw)];
  return {
    leave() {
      gone = true;
      ends.forEach((end) => end());
    },
  };
}
