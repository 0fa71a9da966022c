"use strict";
// Every word of the story is set as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const sound = document.getElementById("sound");
const now = document.getElementById("now");
const BEFORE = 0.4;
const AFTER = 0.6;
const MEASURED = new Set(["level", "fast", "slow", "silence", "abrupt"]);
let stop = 0;

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
}

function play(line) {
  const from = Math.max(0, line.start / 1000 - BEFORE);
  stop = line.end / 1000 + AFTER;
  now.textContent = `Chapter ${line.chapter}, ${clock(line.start)}`;
  const begin = () => { sound.currentTime = from; sound.play(); };
  if (sound.dataset.file === line.address) { begin(); return; }
  sound.dataset.file = line.address;
  sound.src = line.address;
  sound.addEventListener("loadedmetadata", begin, { once: true });
  sound.load();
}

sound.addEventListener("timeupdate", () => {
  if (stop && sound.currentTime >= stop) { stop = 0; sound.pause(); }
});
sound.addEventListener("error", () => { now.textContent = "Its file is not beside this page."; });

function isMeasured(line) {
  return line.kinds.every((kind) => MEASURED.has(kind));
}

function strips() {
  const list = document.getElementById("strips");
  for (const chapter of data.chapters) {
    const item = element("li");
    const name = element("div", `${chapter.number}. ${chapter.title} · ${clock(chapter.length)}`);
    name.dir = "auto";
    const strip = element("div", "", "strip");
    for (const line of data.unclear.filter((each) => each.chapter === chapter.number)) {
      const mark = element("button", "", isMeasured(line) ? "measured" : "");
      mark.type = "button";
      mark.style.left = `${Math.min(99, (100 * line.start) / chapter.length)}%`;
      mark.style.width = `${(100 * (line.end - line.start)) / chapter.length}%`;
      mark.setAttribute("aria-label", `Play ${clock(line.start)}: ${line.reasons.join("; ")}`);
      mark.title = `${clock(line.start)} ${line.text}`;
      mark.addEventListener("click", () => play(line));
      strip.append(mark);
    }
    item.append(name, strip);
    list.append(item);
  }
}

function lines() {
  const list = document.getElementById("lines");
  for (const line of data.unclear) {
    const item = element("li");
    const button = element("button", `▶ ${line.chapter}, ${clock(line.start)}`);
    button.type = "button";
    button.addEventListener("click", () => play(line));
    const text = element("span", `${line.speaker}: ${line.text}`);
    text.dir = "auto";
    item.append(button, text, element("p", line.reasons.join("; "), "quiet"));
    if (line.heard) item.append(element("p", `Heard: ${line.heard}`, "quiet"));
    list.append(item);
  }
  if (!data.unclear.length) list.append(element("li", "None."));
}

function table(id, header, rows) {
  const place = document.getElementById(id);
  const top = element("tr");
  for (const each of header) {
    const cell = element("th", each);
    cell.scope = "col";
    top.append(cell);
  }
  place.append(top);
  for (const row of rows) {
    const line = element("tr");
    for (const each of row) line.append(element("td", String(each)));
    place.append(line);
  }
}

const decibels = (value) => (value === null ? "" : `${value.toFixed(1)} dB`);

document.getElementById("summary").textContent =
  data.skipped || `${data.lines} lines, ${data.unclear.length} of them sound unclear.`;
strips();
lines();
table("voices", ["speaker", "voice", "lines", "level", "drift between chapters", "words a minute", "misheard"],
  data.voices.map((each) => [each.speaker, each.voice, each.lines, decibels(each.level), decibels(each.drift),
    each.words_a_minute, `${(100 * each.errors).toFixed(1)} %`]));
table("chapters", ["chapter", "length", "words a minute", "longest pause", "unclear"],
  data.chapters.map((each) => [each.number, clock(each.length), each.words_a_minute,
    `${(each.pause / 1000).toFixed(1)} s at ${clock(each.pause_at)}`, each.unclear]));
table("names", ["name", "heard as", "times"], data.names);
if (data.joints.count) {
  const joints = data.joints;
  document.getElementById("joints").textContent =
    `At ${joints.count} changes of speaker the level jumps by ${joints.middle.toFixed(1)} dB (median), ` +
    `nine of ten times by less than ${joints.nine_of_ten.toFixed(1)}, at most by ${joints.most.toFixed(1)}.`;
}
