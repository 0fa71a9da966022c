// @ts-check
// New chapters: a newer file of the story is compared before it is taken.
import { send, upload } from "./api.js";
import { bdi, button, el, icon, toast } from "./dom.js";
import { store } from "./store.js";
import { words } from "./words.js";

const say = words.newer;

export async function show(main, { id }) {
  const input = el("input", { type: "file", class: "unseen", id: "newer-file", tabindex: -1, "aria-hidden": true, onchange: (event) => compare(event.target.files[0]) });
  const result = el("div", { class: "names", role: "status" });
  main.append(
    el(
      "div",
      { class: "page" },
      el("h1", {}, say.title),
      el("div", { class: "drop" }, icon("drop"), el("p", { class: "soft" }, say.intro), button(say.choose, () => input.click(), { class: "main" }), input),
      result,
    ),
  );
  document.documentElement.ondrop = (event) => input.isConnected && compare(event.dataTransfer?.files[0]);

  async function compare(file) {
    if (!file) return;
    result.replaceChildren(el("p", { class: "wait" }, say.comparing));
    let found;
    try {
      found = await upload(`/api/stories/${id}/newer?${new URLSearchParams({ name: file.name })}`, file);
    } catch (error) {
      result.replaceChildren(el("p", { class: "trouble", dir: "auto" }, error.message || words.gone));
      return;
    }
    const gone = found.add ? [] : found.gone;
    const groups = [
      [say.new, found.new, ""],
      [say.edited, found.edited, ""],
      [say.moved, found.moved, ""],
      [say.gone, gone, say.goneKeep],
    ].filter(([, rows]) => rows.length);
    const take = async () => {
      await send("POST", `/api/stories/${id}/newer/take`, { add: found.add });
      store.story = null;
      toast(say.taken);
      location.hash = `#/story/${id}`;
    };
    result.replaceChildren(
      ...(groups.length
        ? groups.map(([title, rows, note]) => el("section", { class: "card" }, el("h2", {}, `${title} (${rows.length})`), note ? el("p", { class: "soft" }, note) : null, el("ul", {}, rows.map((row) => el("li", {}, bdi(row.title || `Chapter ${row.number}`))))))
        : [el("p", { class: "lead" }, say.same)]),
      el("p", { class: "acts" }, groups.length ? button(say.take, take, { class: "main" }) : null, button(say.not, () => (location.hash = `#/story/${id}`), { class: "quiet" })),
    );
  }
  return {};
}
