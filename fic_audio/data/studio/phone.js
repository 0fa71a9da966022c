// @ts-check
// Listening on the phone: switched on by the user, with a QR code.
import { get, send } from "./api.js";
import { button, dialog, el, toast } from "./dom.js";
import { words } from "./words.js";

const say = words.phone;

export function showPhone() {
  return dialog(say.title, async (body) => {
    draw((await get("/api/phone")).url);

    function draw(url) {
      const change = async (on) => {
        try {
          draw((await send("PUT", "/api/phone", { on })).url);
        } catch (error) {
          toast(error.message);
        }
      };
      body.replaceChildren(
        el("p", {}, say.what),
        ...(url
          ? [
              el("p", {}, say.scan),
              el("img", { class: "code", src: `/api/phone/code.svg?${url.length}`, alt: "QR code of the address", width: 220, height: 220 }),
              el("p", {}, el("code", { class: "path" }, url)),
              el("p", { class: "acts" }, button(say.copy, () => navigator.clipboard.writeText(url).then(() => toast(say.copied)), { class: "quiet" }), button(say.off, () => change(false), { class: "quiet" })),
            ]
          : [el("p", { class: "soft" }, say.careful), el("p", { class: "acts" }, button(say.on, () => change(true), { class: "main" }, "phone"))]),
        el("p", { class: "soft" }, say.shelf),
      );
    }
  });
}
