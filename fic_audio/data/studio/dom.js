// @ts-check
// Elements. Words of a story only ever become text: nothing here, or anywhere, parses markup.

/**
 * An element. `props`: attributes; "on…" are listeners, `class` and `dataset` as usual; null, false
 * and undefined are left out.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...any} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "value" || name === "checked" || name === "indeterminate") element[name] = value;
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  return put(element, ...children);
}

/** Appends what is there of these: elements, texts, lists of them. @param {any} element */
export function put(element, ...children) {
  element.append(...children.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

const SHAPES = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zm6 0h4v14h-4z",
  stop: "M6 6h12v12H6z",
  next: "M6 5v14l9-7zm10 0h2.500v14H16z",
  previous: "M18 5v14l-9-7zM5.500 5H8v14H5.500z",
  back: "M15.500 5 17 6.500 11.500 12l5.500 5.500L15.500 19l-7-7z",
  done: "M9.200 16.600 4.900 12.300l-1.600 1.600 5.900 5.900L20.700 8.300l-1.600-1.600z",
  close: "M6.400 5 5 6.400 10.600 12 5 17.600 6.400 19 12 13.400 17.600 19 19 17.600 13.400 12 19 6.400 17.600 5 12 10.600z",
  more: "M6 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm6 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm6 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  undo: "M8 5 3 10l5 5v-3.500h6a3 3 0 0 1 0 6H9V20h5a5.500 5.500 0 0 0 0-11H8z",
  phone: "M8 2h8a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm0 3v12h8V5zm4 13a1.200 1.200 0 1 0 0 2.400 1.200 1.200 0 0 0 0-2.400z",
  drop: "M11 4h2v9.200l3.600-3.600L18 11l-6 6-6-6 1.400-1.400 3.600 3.600zM4 19h16v2H4z",
  edit: "M4 16.500V20h3.500L18 9.500 14.500 6zM20.300 7.200a1 1 0 0 0 0-1.400l-2.100-2.100a1 1 0 0 0-1.400 0L15.300 5.200l3.500 3.500z",
  up: "M12 8 5 15l1.500 1.500L12 11l5.500 5.500L19 15z",
  down: "M12 16l7-7-1.500-1.500L12 13 6.500 7.500 5 9z",
};

/** @param {keyof typeof SHAPES} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A name or other words from a story, whatever direction they run in. @param {string} text */
export const bdi = (text, props = {}) => el("bdi", { dir: "auto", ...props }, text);

/** @param {string} text @param {() => any} act */
export function button(text, act, props = {}, mark = null) {
  return el("button", { type: "button", onclick: act, ...props }, mark ? icon(mark) : null, text ? el("span", {}, text) : null);
}

/** Says something to a screen reader. @param {string} text */
export function announce(text) {
  const live = /** @type {HTMLElement} */ (document.getElementById("live"));
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}

const READING = 300;
let unread = 0;

/** What is shown has been replaced, and not by a key: one that is hit now is meant for what was there. */
export function replaced() {
  document.documentElement.dataset.unread = "";
  clearTimeout(unread);
  unread = setTimeout(() => delete document.documentElement.dataset.unread, READING);
}
export const isUnread = () => "unread" in document.documentElement.dataset;

let shown = 0;

/** A short message with, perhaps, one thing to do about it. */
export function toast(text, action = null, act = () => {}) {
  const place = /** @type {HTMLElement} */ (document.getElementById("toasts"));
  const own = el("div", { class: "toast" }, el("span", { dir: "auto" }, text), action ? button(action, () => (own.remove(), act()), { class: "quiet" }) : null);
  // Nothing is seen behind an open dialog.
  (document.querySelector("dialog[open]") || document.body).append(place);
  place.replaceChildren(own);
  clearTimeout(shown);
  shown = setTimeout(() => own.remove(), action ? 9000 : 5000);
  announce(text);
}

/**
 * A dialog with a title; resolves when it closes. `fill` gets the dialog's body and a function that
 * closes it.
 */
export function dialog(title, fill, props = {}) {
  return new Promise((resolve) => {
    const close = (value) => ((result = value), own.close());
    let result;
    const body = el("div", { class: "body" });
    const own = el(
      "dialog",
      { "aria-labelledby": "dialog-title", ...props },
      el("div", { class: "head" }, el("h2", { id: "dialog-title", dir: "auto" }, title), button("", () => close(), { class: "bare", "aria-label": "Close" }, "close")),
      body,
    );
    own.addEventListener("click", (event) => event.target === own && close());
    own.addEventListener("close", () => {
      document.body.append(/** @type {HTMLElement} */ (document.getElementById("toasts")));
      own.remove();
      resolve(result);
    });
    document.body.append(own);
    fill(body, close);
    own.showModal();
  });
}

/** Whether a key means something to the element that has the focus. @param {KeyboardEvent} event */
export function hasOwnUse(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const acting = event.key === "Enter" ? "button, a, summary, select" : "button, a, summary, select, input";
  return Boolean(target.closest?.(acting));
}
