// @ts-check
// Requests to the program on this computer.

/** What the program says is wrong, in one sentence. */
export class Problem extends Error {
  /** @param {string} text @param {number} status @param {string[]} remedies */
  constructor(text, status, remedies = []) {
    super(text);
    this.status = status;
    this.remedies = remedies;
  }
}

async function ask(method, path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { method, credentials: "same-origin", cache: method === "GET" ? "default" : "no-store", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    dispatchEvent(new Event("program-gone"));
    throw new Problem("", 0);
  }
  if (answer.ok) return answer;
  const { error = "", remedies = [] } = await answer.json().catch(() => ({}));
  if (answer.status === 401) dispatchEvent(new Event("program-gone"));
  throw new Problem(error, answer.status, remedies);
}

export const get = async (path, options = {}) => (await ask("GET", path, options)).json();
export const sound = async (path, options = {}) => (await ask("GET", path, options)).blob();

/** @param {"POST"|"PUT"|"DELETE"} method */
export async function send(method, path, data = {}) {
  const headers = { "Content-Type": "application/json", "X-Fic-Audio": "1" };
  return (await ask(method, path, { headers, body: JSON.stringify(data) })).json();
}

/** @param {string} path @param {File} file */
export async function upload(path, file) {
  const headers = { "Content-Type": "application/octet-stream", "X-Fic-Audio": "1" };
  return (await ask("POST", path, { headers, body: file })).json();
}
