// @ts-check
// What the page knows, and who wants to hear of changes. Events come in, state goes out.
import { get, send, upload, Problem } from "./api.js";
import { toast } from "./dom.js";
import { words } from "./words.js";

export const store = {
  /** @type {any} */ studio: null,
  /** @type {any} */ story: null, // the open one
  /** @type {Map<number, any>} */ making: new Map(),
  /** @type {Record<string, any>} */ preferences: {},
};

const listeners = new Map();

/** Calls a function at each event of a name, until the returned one is called. */
export function on(name, act) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(act);
  return () => listeners.get(name).delete(act);
}

export function emit(name, data) {
  for (const act of [...(listeners.get(name) || [])]) act(data);
}

export async function loadStudio() {
  store.studio = await get("/api/studio");
  store.preferences = store.studio.preferences;
  for (const story of store.studio.stories) if (story.making) store.making.set(story.id, story.making);
  return store.studio;
}

/** Revisions that answers to our own changes have told. */
const ours = new Set();

/** The open story; read again when something has changed it. */
export async function loadStory(id) {
  let known;
  let story;
  do {
    known = ours.size;
    story = await get(`/api/stories/${id}`);
  } while (known !== ours.size); // it may be older than a change that was made meanwhile
  if (story.making) store.making.set(id, story.making);
  store.story = story;
  emit("story", story);
  return story;
}

export async function prefer(name, value) {
  store.preferences = { ...store.preferences, [name]: value };
  await send("PUT", "/api/preferences", { [name]: value }).catch(() => {});
}

// ---- changes, one after the other ----
let queue = Promise.resolve();
let own = 0;

/**
 * Changes the open story. Changes wait for one another, for each needs the revision of the last.
 * @param {string} path below the story
 */
export const change = (path, data = {}) =>
  changing((id, revision) => send("POST", `/api/stories/${id}/${path}`, { ...data, revision }));

/** Sends a picture or music for the open story. @param {string} what @param {File} file */
export const attach = (what, file) =>
  changing((id, revision) => upload(`/api/stories/${id}/attachments?${new URLSearchParams({ what, name: file.name, revision })}`, file));

/** @param {(id: number, revision: string) => Promise<any>} ask */
function changing(ask) {
  const { id } = store.story;
  own += 1;
  const done = queue.then(async () => {
    try {
      const answer = await ask(id, store.story.revision);
      take(answer);
      return answer;
    } catch (error) {
      if (error instanceof Problem && error.status === 409) {
        await loadStory(id);
        emit("stale", id);
        toast(words.stale);
      } else if (error instanceof Problem && error.message) toast(error.message);
      throw error;
    } finally {
      own -= 1;
    }
  });
  queue = done.catch(() => {});
  return done;
}

/** Takes the state of the story that an answer brings along. */
export function take(answer) {
  if (!store.story || !answer.revision) return;
  const { revision, undo, redo, unsure } = answer;
  ours.add(revision);
  Object.assign(store.story, { revision }, undo === undefined ? {} : { undo, redo, unsure });
  emit("state", store.story);
}

export async function undo() {
  await queue; // what is to be undone may be on its way
  if (!store.story?.undo) return null;
  const what = store.story.undo;
  const answer = await change("undo");
  toast(words.undone(what), words.redo, redo);
  emit("corrected", answer);
  return answer;
}

export async function redo() {
  await queue;
  if (!store.story?.redo) return null;
  const what = store.story.redo;
  const answer = await change("redo");
  toast(words.redone(what), words.undo, undo);
  emit("corrected", answer);
  return answer;
}

// ---- the stream of events ----
let source = null;

export function listen() {
  source?.close();
  source = new EventSource("/api/events");
  source.addEventListener("snapshot", (event) => {
    const { making, fetching } = JSON.parse(event.data);
    takeFetching(fetching);
    store.making = new Map(making.map((each) => [each.story, each]));
    emit("connected");
    emit("making", null);
  });
  source.addEventListener("making", (event) => {
    const making = JSON.parse(event.data);
    store.making.set(making.story, making);
    emit("making", making);
  });
  source.addEventListener("story", (event) => emit("read", JSON.parse(event.data)));
  source.addEventListener("fetching", (event) => takeFetching(JSON.parse(event.data)));
  source.addEventListener("installing", (event) => {
    const state = JSON.parse(event.data);
    emit("installing", state);
    // Stories are read again, with the new voices.
    if (state.status === "done" && store.story) loadStory(store.story.id);
  });
  source.addEventListener("changed", (event) => {
    const { story, revision } = JSON.parse(event.data);
    // Our own changes tell their revision themselves.
    setTimeout(() => {
      if (own === 0 && store.story?.id === story && store.story.revision !== revision && !ours.has(revision)) emit("elsewhere", story);
    }, 300);
  });
  source.addEventListener("open", () => emit("connected"));
  source.addEventListener("error", () => emit("lost"));
}

function takeFetching(state) {
  if (!store.studio) return;
  store.studio.fetching = state;
  emit("fetching", state);
}
