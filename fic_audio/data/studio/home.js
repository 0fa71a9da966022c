// @ts-check
// The start: a place to drop a story, and the stories there are, each with its one next step.
import { send, upload } from "./api.js";
import { announce, bdi, button, el, icon, put, toast } from "./dom.js";
import { fetchStory, showFetching } from "./fetching.js";
import { showPhone } from "./phone.js";
import { loadStudio, on, store } from "./store.js";
import { words } from "./words.js";

const say = words.start;
const MOST = 100e6;

export async function show(main) {
  const list = el("ul", { class: "stories" });
  const fetching = store.studio.fetches ? showFetching(addressField(), arrive) : null;
  main.append(
    put(
      el("div", { class: "page" }),
      el("h1", {}, say.title),
      dropArea(),
      fetching?.place,
      list,
      el("div", { class: "foot" }, button(say.phone, showPhone, { class: "quiet" }, "phone"), el("p", { class: "soft" }, `${say.folder} `, bdi(store.studio.folder, { class: "path" }))),
    ),
  );
  const draw = () => list.replaceChildren(...store.studio.stories.map(card));
  draw();
  if (!store.studio.stories.length) list.before(el("p", { class: "soft" }, say.empty));
  const ends = [
    on("making", () => draw()),
    on("read", async () => {
      await loadStudio();
      draw();
    }),
  ];
  if (fetching) ends.push(fetching.leave);
  return { leave: () => ends.forEach((end) => end()) };

  function card(story) {
    const making = store.making.get(story.id) || story.making;
    const [text, screen] = next(story, making);
    const own = el(
      "li",
      { class: "card story" },
      cover(story),
      el(
        "div",
        { class: "about" },
        el("h2", {}, el("a", { href: `#/story/${story.id}` }, bdi(story.title))),
        story.author ? el("p", { class: "soft" }, bdi(say.by(story.author))) : null,
        el("p", { class: "soft" }, note(story)),
      ),
      el("a", { class: "button", href: `#/story/${story.id}/${screen}` }, text),
      button(
        "",
        async () => {
          await send("DELETE", `/api/stories/${story.id}`);
          await loadStudio();
          draw();
          toast(say.forgotten(story.title));
        },
        { class: "bare", "aria-label": `${say.forget}: ${story.title}`, title: say.forget },
        "close",
      ),
    );
    return own;
  }
}

function note(story) {
  if (!story.there) return say.lost;
  if (story.status === "failed") return words.story.failed;
  if (story.finished) return say.finished(story.finished);
  return story.questions ? el("a", { href: `#/story/${story.id}/review?ask` }, words.better(story.questions)) : "";
}

function next(story, making) {
  if (story.status === "failed" || !story.there) return [say.next.look, "story"];
  if (making && ["queued", "reading", "finding", "speaking"].includes(making.status)) return [say.next.making(making.share), "make"];
  if (making && ["interrupted", "stopped", "failed"].includes(making.status)) return [say.next.go, "make"];
  if (story.finished) return [say.next.listen, "listen"];
  return [say.next.make, "story"];
}

function cover(story) {
  if (story.cover) return el("img", { class: "cover", alt: "", loading: "lazy", src: `/api/stories/${story.id}/cover` });
  return el("span", { class: "cover drawn", "aria-hidden": true }, Array.from(story.title.trim())[0] || "?");
}

function addressField() {
  const input = el("input", { type: "text", id: "address", inputmode: "url", autocomplete: "off", spellcheck: false, dir: "ltr" });
  const ask = (event) => {
    event.preventDefault();
    if (input.value.trim()) fetchStory({ address: input.value });
  };
  return el("form", { onsubmit: ask }, el("label", { for: "address" }, say.paste), el("div", { class: "line" }, input, el("button", {}, say.fetch)));
}

/** Shows what was fetched: the story, or what is new in it. */
function arrive({ story, newer }) {
  announce(say.next.opening);
  location.hash = `#/story/${story}${newer ? "/newer" : ""}`;
}

function dropArea() {
  const input = el("input", { type: "file", multiple: true, class: "unseen", id: "file", tabindex: -1, "aria-hidden": true, onchange: (event) => takeIn([...event.target.files]) });
  const status = el("p", { class: "soft", role: "status" });
  const area = el(
    "div",
    { class: "drop" },
    icon("drop"),
    el("p", { class: "lead" }, say.drop),
    el("p", { class: "soft" }, say.kinds),
    button(say.choose, () => input.click(), { class: "main" }),
    input,
    status,
  );
  area.addEventListener("dragover", () => area.classList.add("over"));
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  document.documentElement.ondrop = (event) => {
    area.classList.remove("over");
    if (area.isConnected && event.dataTransfer?.files.length) takeIn([...event.dataTransfer.files]);
  };
  return area;

  async function takeIn(files) {
    if (!files.length) return;
    files.sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
    if (files.some((file) => file.size > MOST)) {
      status.textContent = say.large;
      return;
    }
    try {
      let id = 0;
      for (const file of files) {
        status.textContent = say.arriving(file.name);
        const query = new URLSearchParams({ name: file.name, ...(id ? { into: String(id) } : {}) });
        ({ id } = await upload(`/api/stories?${query}`, file));
      }
      announce(say.next.opening);
      location.hash = `#/story/${id}`;
    } catch (error) {
      status.textContent = error.message || words.gone;
    }
  }
}
