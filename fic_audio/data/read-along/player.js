// The sound, the controls and the keys.

const audio = $("audio");
const links = Array.from(document.querySelectorAll("#chapters a"));
const wide = matchMedia("(min-width: 68rem)");
const backwards = $("story").dir === "rtl" ? "ArrowRight" : "ArrowLeft";
let chapter = 0; // the open one, from 0
let wanted = null; // seconds: a place to go to as soon as the sound can
let saved = 0;
let ticking = 0;

const place = () => wanted ?? audio.currentTime;
const end = () => (Number.isFinite(audio.duration) ? audio.duration : story.chapters[chapter].length / 1000);

function clock(seconds) {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60).padStart(hours ? 2 : 1, "0");
  return `${hours ? `${hours}:` : ""}${minutes}:${String(whole % 60).padStart(2, "0")}`;
}

function show() {
  mark(Math.round(place() * 1000));
  $("seek").max = Math.ceil(end());
  $("seek").value = place();
  $("seek").setAttribute("aria-valuetext", `${clock(place())} of ${clock(end())}`);
  $("elapsed").textContent = clock(place());
  $("total").textContent = clock(end());
}

function save() {
  saved = performance.now();
  remember({ chapter: story.chapters[chapter].guid, time: place() });
}

// ---- going somewhere ----
function seek(seconds) {
  const time = Math.min(Math.max(seconds, 0), end());
  if (audio.readyState > 0) audio.currentTime = time;
  else wanted = time;
  show();
}

function play() {
  // Refused where the reader has not yet touched the page: then it stays paused, as is shown.
  audio.play().catch(() => {});
}

function openChapter(number, { time = 0, going = !audio.paused, focus = false } = {}) {
  const { title, file } = story.chapters[number];
  const focused = focus || article.contains(document.activeElement);
  chapter = number;
  $("trouble").textContent = "";
  $("title").textContent = title;
  $("previous").disabled = number === 0;
  $("next").disabled = number === links.length - 1;
  links.forEach((link, each) => link.toggleAttribute("aria-current", each === number));
  links[number].setAttribute("aria-current", "true");
  const heading = render(number);
  if (focused) heading.focus({ preventScroll: true });
  away = false;
  audio.src = file;
  audio.playbackRate = audio.defaultPlaybackRate = kept.speed;
  wanted = time;
  ours = performance.now() + 1000;
  const top = number ? heading.getBoundingClientRect().top + scrollY - 24 : 0;
  window.scrollTo({ top, behavior: "instant" });
  show();
  if (time > 0) bringBack(true, false);
  announce();
  if (going) play();
}

function step(by) {
  const number = chapter + by;
  if (number < 0 || number >= links.length) return;
  openChapter(number);
  save();
}

function sentence(by) {
  // Back from the middle of a sentence is to its beginning.
  const begun = spoken >= 0 && place() * 1000 - sentences[spoken].start > 1500;
  const number = Math.max(spoken + (by < 0 && begun ? 0 : by), 0);
  if (!sentences[number]) return;
  away = false;
  seek(sentences[number].start / 1000);
}

function playFrom(number) {
  away = false;
  seek(sentences[number].start / 1000);
  play();
}

const toggle = () => (audio.paused ? play() : audio.pause());

function pace(speed) {
  audio.playbackRate = audio.defaultPlaybackRate = speed;
  $("speed").value = speed;
  remember({ speed });
}

function faster(by) {
  const speeds = $("speed").options;
  const option = speeds[$("speed").selectedIndex + by];
  if (option) pace(Number(option.value));
}

function wish(news) {
  remember(news);
  paint();
  $("theme").value = kept.theme;
  for (const name of ["follow", "names", "shortcuts"]) $(name).checked = kept[name];
  document.documentElement.classList.toggle("nameless", !kept.names);
  away = false;
  bringBack();
}

function list(open, focus = true) {
  document.documentElement.classList.toggle("listed", open);
  $("list").setAttribute("aria-expanded", String(open));
  if (open) links[chapter].scrollIntoView({ block: "nearest" });
  if (focus) (open ? links[chapter] : $("list")).focus();
}

const listed = () => $("list").getAttribute("aria-expanded") === "true";

// ---- the device's own controls ----
function announce() {
  if (!("mediaSession" in navigator)) return;
  const { title } = story.chapters[chapter];
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: story.authors, album: story.title });
}

function controls() {
  const actions = {
    play,
    pause: () => audio.pause(),
    stop: () => audio.pause(),
    previoustrack: () => step(-1),
    nexttrack: () => step(1),
    seekbackward: ({ seekOffset }) => seek(place() - (seekOffset || 10)),
    seekforward: ({ seekOffset }) => seek(place() + (seekOffset || 10)),
    seekto: ({ seekTime }) => seek(seekTime),
  };
  for (const [action, act] of Object.entries(actions)) {
    try {
      navigator.mediaSession.setActionHandler(action, act);
    } catch {
      // This device does not have it.
    }
  }
}

function tellPlace() {
  try {
    navigator.mediaSession.setPositionState({ duration: end(), position: Math.min(place(), end()), playbackRate: audio.playbackRate });
  } catch {
    // It shows no place.
  }
}

// ---- the sound tells ----
// Sixty times a second, for the sound itself tells its place four times a second.
function tick() {
  cancelAnimationFrame(ticking);
  show();
  if (!audio.paused) ticking = requestAnimationFrame(tick);
}

audio.addEventListener("loadedmetadata", () => {
  if (wanted !== null) audio.currentTime = Math.min(wanted, end());
  wanted = null;
  show();
});
audio.addEventListener("timeupdate", () => {
  show();
  if (performance.now() - saved > 2000) save();
});
audio.addEventListener("ended", () => {
  if (chapter + 1 < links.length) openChapter(chapter + 1, { going: true });
  save();
});
audio.addEventListener("error", () => {
  const name = decodeURIComponent(story.chapters[chapter].file);
  $("trouble").textContent = `“${name}” can’t be played. It belongs in the same folder as this page.`;
});
for (const kind of ["play", "pause", "emptied"]) {
  audio.addEventListener(kind, () => {
    document.documentElement.classList.toggle("playing", !audio.paused);
    $("play").setAttribute("aria-label", audio.paused ? "Play" : "Pause");
    if (kind === "pause") save();
  });
}
audio.addEventListener("playing", tick);
for (const kind of ["playing", "seeked", "ratechange"]) audio.addEventListener(kind, tellPlace);
addEventListener("pagehide", save);
