// Reads each file as a browser does and tells what is wrong: node webvtt.cjs FILE...
const { readFileSync } = require("node:fs");
const { WebVTTParser } = require("webvtt-parser");

const told = process.argv.slice(2).map((path) => {
  const entities = { "&amp": "&", "&lt": "<", "&gt": ">", "&amp;": "&", "&lt;": "<", "&gt;": ">" };
  const { cues, errors } = new WebVTTParser(entities).parse(readFileSync(path, "utf-8"), "subtitles");
  return { errors, cues: cues.map((cue) => ({ start: cue.startTime, end: cue.endTime, tree: cue.tree.children })) };
});
console.log(JSON.stringify(told));
