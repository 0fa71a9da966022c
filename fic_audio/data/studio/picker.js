// @ts-check
// Choosing a person: by typing, by arrows, by number; or somebody new.
import { get } from "./api.js";
import { bdi, dialog, el } from "./dom.js";
import { store } from "./store.js";
import { words } from "./words.js";

const say = words.person;

/** The people of the open story, asked for once a revision. */
let known = { revision: "", people: /** @type {any[]} */ ([]) };
export async function people() {
  if (known.revision !== store.story.revision) {
    const answer = await get(`/api/stories/${store.story.id}/people`);
    known = { revision: answer.revision, people: answer.people };
  }
  return known.people;
}

export const shownName = (name) => (name === "narrator" || !name ? say.narrator : name);

/**
 * Asks for a person; gives { name, new } or nothing.
 * @param {string} title
 * @param {{first?: string[], without?: string[], fresh?: boolean, narrator?: boolean}} options
 */
export async function pick(title, { first = [], without = [], fresh = true, narrator = true } = {}) {
  const everybody = await people();
  const order = new Map(first.map((name, at) => [name, at]));
  const found = everybody
    .filter((each) => !without.includes(each.name) && (narrator || each.name !== "narrator"))
    .sort((one, other) => (order.get(one.name) ?? 99) - (order.get(other.name) ?? 99) || other.lines - one.lines);
  return dialog(title, (body, close) => {
    let at = 0;
    /** @type {any[]} */
    let rows = [];
    const input = el("input", { type: "search", role: "combobox", "aria-expanded": true, "aria-controls": "people", "aria-label": say.search, placeholder: say.search, autocomplete: "off", spellcheck: false, dir: "auto" });
    const list = el("ul", { class: "options", role: "listbox", id: "people", "aria-label": title });
    const draw = () => {
      const typed = input.value.trim();
      const folded = typed.toLocaleLowerCase();
      const fits = (each) => [each.name, ...each.aliases].some((name) => name.toLocaleLowerCase().includes(folded));
      rows = found.filter(fits).map((each) => ({ name: each.name, text: shownName(each.name), more: each.aliases.slice(0, 3).join(", "), lines: each.lines, series: each.lines ? "" : each.series }));
      const exact = found.some((each) => [each.name, ...each.aliases].some((name) => name.toLocaleLowerCase() === folded));
      if (typed && fresh && !exact) rows.push({ name: typed, text: say.new(typed), new: true });
      at = Math.max(0, Math.min(at, rows.length - 1));
      list.replaceChildren(
        ...rows.map((row, number) =>
          el(
            "li",
            { role: "option", id: `person-${number}`, "aria-selected": String(number === at), onclick: () => close(row) },
            el("span", { class: "grow" }, bdi(row.text), row.more ? el("span", { class: "soft" }, " ", bdi(row.more)) : null),
            row.lines === undefined ? null : el("span", { class: "soft figure" }, row.series ? say.series(row.series) : words.lines(row.lines)),
          ),
        ),
        ...(rows.length ? [] : [el("li", { class: "soft" }, say.nobody)]),
      );
      if (rows.length) input.setAttribute("aria-activedescendant", `person-${at}`);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    };
    input.addEventListener("input", () => ((at = 0), draw()));
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && rows.length) at = (at + step + rows.length) % rows.length;
      else if (event.key === "Enter" && rows[at]) close(rows[at]);
      else return;
      event.preventDefault();
      draw();
    });
    body.append(input, list);
    draw();
  }, { class: "picker" });
}
