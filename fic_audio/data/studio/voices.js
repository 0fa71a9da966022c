// @ts-check
// Choosing a voice: heard on the person's own lines, those unlike the others first.
import { get } from "./api.js";
import { button, dialog, el } from "./dom.js";
import { hearButton } from "./player.js";
import { shownName } from "./picker.js";
import { store } from "./store.js";
import { words } from "./words.js";

const say = words.cast;
const SLIDERS = [
  ["rate", say.rate, 0.5, 2, 0.05, (value) => `${value.toFixed(2)}×`],
  ["pitch", say.pitch, -12, 12, 0.5, (value) => `${value > 0 ? "+" : ""}${value}`],
  ["volume", say.volume, -24, 6, 1, (value) => `${value > 0 ? "+" : ""}${value} dB`],
];

/** @param {any} person @param {(path: string, data: any, what: string) => Promise<void>} act */
export async function chooseVoice(person, act) {
  const { name } = person;
  const { id } = store.story;
  const title = shownName(name);
  const { voices } = await get(`/api/stories/${id}/voices?${new URLSearchParams({ person: name })}`);
  return dialog(say.voices(title), (body, close) => {
    const list = el("ul", { class: "rows voices" });
    let gender = "";
    const draw = () =>
      list.replaceChildren(
        ...voices
          .filter((voice) => !gender || voice.gender === gender)
          .map((voice) => {
            const used = voice.used.filter((each) => each !== name).map(shownName);
            const facts = [voice.gender, voice.age, voice.accent].filter(Boolean).join(", ");
            return el(
              "li",
              { class: "row" },
              hearButton(() => `/api/stories/${id}/sample?${new URLSearchParams({ voice: voice.name, person: name })}`, say.hear(voice.name)),
              el("span", { class: "grow" }, el("b", {}, voice.name), " ", el("span", { class: "soft small" }, facts), el("span", { class: "soft small block" }, [voice.about, used.length ? say.used(used.join(", ")) : "", voice.mos ? say.mos(voice.mos) : ""].filter(Boolean).join(" · "))),
              voice.name === person.voice
                ? el("span", { class: "badge" }, "✓")
                : button(say.use, () => (close(), act("people/voice", { person: name, voice: voice.name }, `${title}: ${voice.name}`)), { class: "small", "aria-label": `${say.use}: ${voice.name}` }),
            );
          }),
      );
    const genders = [...new Set(voices.map((voice) => voice.gender))];
    body.append(
      sliders(person, act),
      el(
        "div",
        { class: "between" },
        el("select", { "aria-label": say.filter, onchange: (event) => ((gender = event.target.value), draw()) }, el("option", { value: "" }, say.any), genders.map((each) => el("option", { value: each }, each))),
        button(say.usual, () => (close(), act("people/voice", { person: name, voice: "" }, `${title}: ${say.usual}`)), { class: "quiet small" }),
      ),
      list,
    );
    draw();
  });
}

function sliders(person, act) {
  const values = { ...person.delivery };
  const save = () => act("people/delivery", { person: person.name, ...values }, shownName(person.name));
  return el("details", {}, el("summary", {}, SLIDERS.map(([, text]) => text).join(", ")), sliderRows(values, save));
}

/** Pace, height and loudness, which are put into `values`. @param {() => any} changed */
export const sliderRows = (values, changed) =>
  SLIDERS.map(([name, text, min, max, step, show]) => {
    const figure = el("output", { class: "figure" }, show(values[name]));
    const input = el("input", {
      type: "range", min, max, step, value: values[name], id: `voice-${name}`,
      oninput: () => ((values[name] = Number(input.value)), (figure.textContent = show(values[name]))),
      onchange: changed,
    });
    return el("div", { class: "slider" }, el("label", { for: `voice-${name}` }, text), input, figure);
  });
