// @ts-check
// Making: what will happen, how far it is, and what is ready.
import { get, send } from "./api.js";
import { announce, bdi, button, el, toast } from "./dom.js";
import { openChapter } from "./player.js";
import { on, prefer, store } from "./store.js";
import { words } from "./words.js";

const say = words.make;
const BUSY = ["queued", "reading", "finding", "speaking"];

export async function show(main, { id }) {
  const heading = el("h1", {}, say.title);
  const head = el("div", { class: "head", "aria-live": "off" });
  const acts = el("p", { class: "acts" });
  const list = el("ul", { class: "rows card" });
  const failed = el("section", { hidden: true });
  const note = el("p", { class: "soft" });
  main.append(el("div", { class: "page" }, heading, head, acts, note, list, failed));
  /** @type {string|null} */ let state = null;
  let plan = null;
  let gone = false;

  const start = async (data = {}) => {
    store.making.set(id, await send("POST", `/api/stories/${id}/make`, data));
    draw();
  };

  function draw() {
    const making = store.making.get(id);
    const status = making?.status || "";
    const busy = BUSY.includes(status);
    if (status !== state) {
      state = status;
      drawActs(making, busy);
      if (status === "done") announce(say.done);
      if (!busy && status !== "done" && !plan) loadPlan();
    }
    if (making) drawProgress(making, busy);
    else drawPlan();
    drawChapters(making);
    drawFailed(making);
  }

  function drawActs(making, busy) {
    const notify = el("label", { class: "check" }, el("input", { type: "checkbox", checked: store.preferences.notify === true, onchange: (event) => wish(event.target.checked) }), say.notify);
    const buttons = busy
      ? [button(say.stop, () => send("POST", `/api/stories/${id}/make/stop`), { class: "quiet" }, "stop"), "Notification" in window ? notify : null]
      : making?.status === "done"
        ? [el("a", { class: "button main large", href: `#/story/${id}/listen` }, say.listen), button(say.again, () => start(), { class: "quiet" })]
        : [button(making ? say.goOn : say.make, () => start(), { class: "main large" }, "play"), (making?.remedies || []).includes("replace") ? button(say.replace, () => start({ force: true }), { class: "quiet" }) : null];
    const had = acts.contains(document.activeElement);
    acts.replaceChildren(...buttons.filter(Boolean));
    if (had) acts.querySelector("button, a")?.focus();
    note.textContent = busy ? `${say.close} ${say.stopNote}` : "";
  }

  function drawProgress(making, busy) {
    const share = making.status === "speaking" || making.status === "done" ? making.share : 0;
    const text =
      making.status === "finding" ? `${say.finding} (${words.percent(making.finding)})`
      : making.status === "speaking" ? say.speaking(making.now.speaker === "narrator" || !making.now.speaker ? say.narrator : making.now.speaker)
      : making.status === "failed" ? making.error
      : making.status === "done" && making.result?.files?.every((each) => each.kept) ? say.uptodate
      : say[making.status] || "";
    const left = making.status === "speaking" && making.left !== null ? say.left(words.minutes(making.left)) : "";
    let bar = head.querySelector("progress");
    if (!bar) {
      head.replaceChildren(el("p", { class: "lead" }), el("progress", { max: 1, "aria-label": say.title }), el("p", { class: "soft figure" }));
      bar = head.querySelector("progress");
    }
    const [lead, figures] = head.querySelectorAll("p");
    lead.replaceChildren(bdi(text));
    lead.classList.toggle("trouble", making.status === "failed");
    if (busy && making.status !== "speaking") bar.removeAttribute("value");
    else bar.value = share;
    bar.hidden = !busy;
    figures.textContent = busy && making.status === "speaking" ? [words.percent(share), left].filter(Boolean).join(" · ") : "";
  }

  async function loadPlan() {
    if (store.story.status !== "open") return;
    try {
      plan = await get(`/api/stories/${id}/plan`);
    } catch (error) {
      if (error.message) toast(error.message);
      return;
    }
    if (!gone) draw();
  }

  function drawPlan() {
    if (!plan) {
      head.replaceChildren(el("p", { class: "wait lead" }, "…"));
      return;
    }
    head.replaceChildren(
      el("p", { class: "lead" }, `${say.will(words.chapters(plan.chapters.length), words.minutes(plan.length))}.`),
      el("p", { class: "soft" }, [plan.work ? say.work(words.minutes(plan.work)) : "", say.size(words.size(plan.bytes))].filter(Boolean).join(", "), ". ", say.unsure(plan.unsure), "."),
      ...plan.without.map((text) => el("p", { class: "soft" }, text)),
      el("p", { class: "soft" }, `${say.where} `, bdi(plan.folder, { class: "path" })),
    );
  }

  function drawChapters(making) {
    const rows = making?.chapters || [];
    list.hidden = !rows.length;
    const ready = rows.filter((each) => each.path);
    for (const [at, chapter] of rows.entries()) {
      let row = list.children[at];
      if (!row || row.dataset.number !== String(chapter.number)) {
        row = el("li", { class: "row", dataset: { number: String(chapter.number), ready: "" } });
        list.insertBefore(row, list.children[at] || null);
        row.append(el("span", { class: "grow" }, bdi(chapter.title || `Chapter ${chapter.number}`)), el("span", { class: "end" }));
      }
      const end = row.querySelector(".end");
      if (chapter.path && row.dataset.ready !== "yes") {
        row.dataset.ready = "yes";
        end.replaceChildren(button("", () => openChapter(store.story, ready.map(asEpisode), ready.findIndex((each) => each.number === chapter.number)), { class: "round", "aria-label": say.play(chapter.title || "") }, "play"));
      } else if (!chapter.path) {
        row.dataset.ready = "";
        end.textContent = words.percent(chapter.words ? Math.min(chapter.spoken / chapter.words, 0.99) : 0);
        end.className = "end soft figure";
      }
    }
    while (list.children.length > rows.length) list.lastChild.remove();
  }

  function drawFailed(making) {
    const rows = making?.failed || [];
    failed.hidden = !rows.length;
    if (failed.children.length - 1 === rows.length) return;
    failed.replaceChildren(el("h2", {}, say.failedLines), ...rows.map((row) => el("div", { class: "card" }, el("p", { dir: "auto" }, row.text), el("p", { class: "soft", dir: "auto" }, `${row.why}. ${row.instead ? say.instead(row.instead) : say.leftOut}.`))));
  }

  async function wish(wanted) {
    if (wanted && Notification.permission !== "granted" && (await Notification.requestPermission()) !== "granted") return;
    await prefer("notify", wanted);
  }

  draw();
  const ends = [on("making", draw)];
  return {
    leave() {
      gone = true;
      ends.forEach((end) => end());
    },
  };
}

const asEpisode = (chapter) => ({ number: chapter.number, title: chapter.title, length: chapter.length });
