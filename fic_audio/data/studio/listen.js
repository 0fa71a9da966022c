// @ts-check
// Listening: the text in step with the sound, and what can be taken away.
import { get, send } from "./api.js";
import { bdi, button, el, put } from "./dom.js";
import { clock, openChapter, player, seek } from "./player.js";
import { showPhone } from "./phone.js";
import { on, store } from "./store.js";
import { words } from "./words.js";

const say = words.listen;

export async function show(main, { id, query }) {
  const about = await get(`/api/stories/${id}/listen`);
  const page = el("div", { class: "page listen" });
  main.append(page);
  if (!about.chapters.length) {
    page.append(el("h1", {}, say.title), el("p", { class: "lead" }, say.nothing), el("p", {}, el("a", { class: "button main", href: `#/story/${id}/make` }, say.toMake)));
    return {};
  }
  const speakers = Object.keys(about.voices);
  const text = el("div", { class: "text", dir: "auto", lang: store.story.language || "en" });
  const list = el("ol", { class: "rows card" });
  let lines = [];
  let spans = [];
  let current = -1;
  let open = -1;
  let left = 0; // when the reader last scrolled
  put(
    page,
    el("div", { class: "hero" }, about.cover ? el("img", { class: "cover big", src: `/api/stories/${id}/cover`, alt: "" }) : null, el("div", {}, el("h1", {}, bdi(about.title)), el("p", { class: "soft" }, bdi(store.story.authors?.join(", ") || "")), el("p", { class: "acts" }, button(words.player.play, () => choose(0), { class: "main large" }, "play"), button(say.phone, showPhone, { class: "quiet" }, "phone")))),
    about.chapters.length > 1 ? el("section", {}, el("h2", {}, say.chapters), list) : null,
    el("section", { "aria-label": say.read }, el("h2", {}, say.read), el("p", { class: "soft" }, say.wrongHint), text),
    take(about),
  );
  list.append(
    ...about.chapters.map((chapter, at) =>
      el(
        "li",
        {},
        el("button", { type: "button", class: "row link", onclick: () => choose(at) }, el("span", { class: "grow" }, bdi(chapter.title || `Chapter ${chapter.number}`), chapter.gone ? el("span", { class: "soft" }, ` – ${say.gone(chapter.gone)}`) : null), el("span", { class: "soft figure" }, clock(chapter.length / 1000))),
      ),
    ),
  );

  function choose(at) {
    openChapter(store.story, about.chapters, at);
  }

  async function read(at) {
    open = at;
    ({ lines } = await get(`/api/stories/${id}/listen/${about.chapters[at].number}`));
    if (open !== at) return;
    [...list.querySelectorAll("button")].forEach((each, number) => each.toggleAttribute("aria-current", number === at));
    spans = lines.map((line, number) => {
      const who = speakers.indexOf(line.speaker);
      return el("span", { class: `said k-${line.kind}${who > 0 ? ` c${((who - 1) % 12) + 1}` : ""}`, dataset: { number: String(number) } }, line.text);
    });
    const paragraphs = [];
    lines.forEach((line, number) => {
      const before = lines[number - 1];
      const same = before && before.paragraph === line.paragraph && !line.credits;
      if (!same) paragraphs.push(el(line.kind === "heading" ? "h3" : "p", { class: line.credits ? "soft" : null }));
      const who = line.speaker !== "narrator" && (!same || before.speaker !== line.speaker) ? el("span", { class: "who" }, bdi(line.speaker)) : null;
      paragraphs[paragraphs.length - 1].append(...(who ? [who] : []), spans[number], " ");
    });
    text.replaceChildren(...paragraphs);
    current = -1;
  }

  text.addEventListener("click", (event) => {
    const number = Number(event.target.closest(".said")?.dataset.number ?? -1);
    if (number < 0) return;
    if (player.story?.id !== id || player.at !== open) openChapter(store.story, about.chapters, open, { seconds: lines[number].start / 1000 });
    else {
      seek(lines[number].start / 1000);
      player.audio.play().catch(() => {});
    }
    mark(number);
  });

  function mark(number) {
    if (number === current) return;
    spans[current]?.classList.remove("now");
    text.querySelector(".wrong")?.remove();
    current = number;
    const span = spans[number];
    if (!span) return;
    span.classList.add("now");
    if (lines[number].id) span.after(el("a", { class: "wrong", href: `#/story/${id}/review?line=${lines[number].id}` }, say.wrong));
    if (performance.now() - left > 4000) {
      const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
      const { top, bottom } = span.getBoundingClientRect();
      if (!player.audio.paused && (top < 90 || bottom > innerHeight - 180)) span.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
    }
  }

  const scrolled = () => (left = performance.now());
  addEventListener("wheel", scrolled, { passive: true });
  addEventListener("touchmove", scrolled, { passive: true });
  const ends = [
    on("chapter", () => player.story.id === id && player.at !== open && read(player.at)),
    on("time", (time) => {
      if (player.story?.id !== id || player.at !== open || !lines.length) return;
      let number = -1;
      for (let at = 0; at < lines.length && lines[at].start <= time; at += 1) number = at;
      if (number >= 0 && !(player.audio.paused && time === 0)) mark(number);
    }),
  ];
  const asked = about.chapters.findIndex((each) => String(each.number) === query.get("chapter"));
  await read(player.story?.id === id && player.at < about.chapters.length ? player.at : Math.max(0, asked));
  return {
    leave() {
      ends.forEach((end) => end());
      removeEventListener("wheel", scrolled);
      removeEventListener("touchmove", scrolled);
    },
  };

  function take({ files, folder }) {
    if (!files.length) return null;
    const told = el("div", { role: "status" });
    const check = async () => {
      told.replaceChildren(el("p", { class: "wait" }, say.checking));
      try {
        const { checks, wrong } = await send("POST", `/api/stories/${id}/listen/check`);
        told.replaceChildren(el("p", { class: wrong.length ? "trouble" : null }, wrong.length ? say.faults : say.sound(checks)), ...wrong.map((each) => el("p", { class: "soft", dir: "auto" }, each)));
      } catch (error) {
        told.replaceChildren(el("p", { class: "trouble" }, error.message));
      }
    };
    return el(
      "details",
      { class: "card" },
      el("summary", {}, say.take),
      el("p", { class: "soft" }, `${say.folder} `, bdi(folder, { class: "path" })),
      el("p", { class: "acts" }, button(say.check, check, { class: "small" }), el("a", { class: "button small", href: `/api/stories/${id}/post`, download: "" }, say.post)),
      told,
      el("ul", { class: "rows" }, files.map((file) => el("li", { class: "row" }, el("a", { class: "grow", href: `/api/stories/${id}/files/${file.number}`, download: "", "aria-label": say.download(file.name) }, bdi(file.name)), el("span", { class: "soft figure" }, words.size(file.bytes))))),
    );
  }
}

