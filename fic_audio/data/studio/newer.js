// @ts-check
// New chapters: a newer file of the story is compared before it is taken.
import { get, send, upload } from "./api.js";
import { bdi, button, el, icon, put, toast } from "./dom.js";
import { fetchStory, showFetching } from "./fetching.js";
import { store } from "./store.js";
import { words } from "./words.js";

const say = words.newer;

export async function show(main, { id }) {
  const input = el("input", { type: "file", class: "unseen", id: "newer-file", tabindex: -1, "aria-hidden": true, onchange: (event) => compare(event.target.files[0]) });
  const result = el("div", { class: "names", role: "status" });
  const { site } = store.story;
  const look = button(words.fetching.look(site), () => fetchStory({ story: id }), { class: "main" });
  const fetching = site ? showFetching(el("p", {}, look), () => (comparing(), find()), id) : null;
  main.append(
    put(
      el("div", { class: "page" }),
      el("h1", {}, say.title),
      fetching?.place,
      el("div", { class: "drop" }, icon("drop"), el("p", { class: "soft" }, say.intro), button(say.choose, () => input.click(), { class: "main" }), input),
      result,
    ),
  );
  document.documentElement.ondrop = (event) => input.isConnected && compare(event.dataTransfer?.files[0]);

  const path = `/api/stories/${id}/newer`;
  let latest = 0; // what was asked last is shown, even where an earlier answer comes later
  const comparing = () => result.replaceChildren(el("p", { class: "wait" }, say.comparing));
  /** What was fetched, or compared before a reload. */
  const find = () => present(async () => (await get(path)).found, store.studio.fetching);
  find();

  function compare(file) {
    if (!file) return;
    comparing();
    present(() => upload(`${path}?${new URLSearchParams({ name: file.name })}`, file));
  }

  async function present(ask, fetched = null) {
    const turn = ++latest;
    let found;
    try {
      found = await ask();
    } catch (error) {
      if (turn === latest) result.replaceChildren(el("p", { class: "trouble", dir: "auto" }, error.message || words.gone));
      return;
    }
    if (turn !== latest) return;
    if (!found) return result.replaceChildren();
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
    const leave = async () => {
      await send("DELETE", path);
      location.hash = `#/story/${id}`;
    };
    const asked = fetched?.story === id ? fetched.asked : null;
    result.replaceChildren(
      ...(asked ? [el("p", { class: "soft" }, words.fetching.asked(site, clock(asked)))] : []),
      ...(groups.length
        ? groups.map(([title, rows, note]) => el("section", { class: "card" }, el("h2", {}, `${title} (${rows.length})`), note ? el("p", { class: "soft" }, note) : null, el("ul", {}, rows.map((row) => el("li", {}, bdi(row.title || `Chapter ${row.number}`))))))
        : [el("p", { class: "lead" }, say.same)]),
      el("p", { class: "acts" }, groups.length ? button(say.take, take, { class: "main" }) : null, button(say.not, leave, { class: "quiet" })),
    );
  }
  return { leave: () => fetching?.leave() };
}

const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
