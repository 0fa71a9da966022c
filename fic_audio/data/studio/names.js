import { el } from "./dom.js"; export async function show(main) { main.append(el("div", {class:"page"}, el("h1", {}, "…"))); return {}; }
