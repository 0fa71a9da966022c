// @ts-check
// Further voices: what they are and cost is told before anything is downloaded.
import { get, send } from "./api.js";
import { bdi, button, dialog, el, toast } from "./dom.js";
import { on } from "./store.js";
import { words } from "./words.js";

const say = words.installs;

/** The list of what can be installed, and a function that ends its listening. */
export function listInstalls() {
  const list = el("ul", {});
  const place = el("div", { class: "card" }, el("h2", {}, say.title), list);
  /** @type {any[]} */
  let models = [];
  /** @type {any} */
  let now = null;

  const draw = () => {
    place.hidden = !models.length;
    list.replaceChildren(...models.map(row));
  };

  function row(model) {
    const running = now?.status === "running" && now.name === model.name;
    const share = running && now.size ? now.have / now.size : 0;
    return el(
      "li",
      { class: "row" },
      el(
        "span",
        { class: "grow" },
        el("b", {}, bdi(model.name)),
        el("span", { class: "soft small block" }, `${model.about}; ${model.licence}`),
        running ? el("progress", { max: 1, value: share, "aria-label": say.progress(model.name) }) : null,
        running ? el("span", { class: "soft figure" }, `${words.percent(share)} · ${words.size(now.size)}`) : null,
      ),
      model.installed
        ? el("span", { class: "soft" }, say.there)
        : running
          ? button(words.stop, () => send("POST", "/api/models/stop"), { class: "small", "aria-label": `${words.stop}: ${model.name}` })
          : button(say.install, () => ask(model), { class: "small", "aria-label": `${say.install}: ${model.name}`, disabled: now?.status === "running" }),
    );
  }

  /** Nothing is downloaded without an answer to this. */
  const ask = (model) =>
    dialog(say.ask(model.name), (body, close) => {
      const agree = () => {
        close();
        send("POST", "/api/models/install", { name: model.name }).catch((error) => toast(error.message));
      };
      const facts = [[say.what, model.about], [say.licence, model.licence], [say.size, words.size(model.bytes)], [say.from, model.hosts.join(", ")], [say.into, model.folder]];
      body.append(
        el("dl", { class: "facts" }, facts.map(([name, text]) => el("div", {}, el("dt", {}, name), el("dd", {}, bdi(text))))),
        el("p", { class: "acts" }, button(say.install, agree, { class: "main" }), button(say.not, () => close(), { class: "quiet" })),
      );
    });

  const load = async () => {
    ({ models, now } = await get("/api/models"));
    draw();
  };
  const end = on("installing", (state) => {
    const ended = state.status !== "running";
    now = state;
    if (state.status === "failed") toast(state.error);
    if (state.status === "done") toast(say.done(state.name));
    if (ended) load();
    else draw();
  });
  draw();
  load().catch(() => {});
  return { place, end };
}
