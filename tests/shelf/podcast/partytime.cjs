// Reads a feed as the Podcast Index does and tells what it found: node partytime.cjs FILE
const { readFileSync } = require("node:fs");
const { parseFeed } = require("podcast-partytime");

const found = parseFeed(readFileSync(process.argv[2], "utf-8"));
if (found === null) {
  process.exit(1);
}
console.log(JSON.stringify(found));
