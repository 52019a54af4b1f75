#!/usr/bin/env node
// Makes a C header with texts as constants: pdf_child.py becomes `pdf_child_py`. Comments of style
// sheets and scripts stay out.
// usage: tools/embed-text.mjs OUT.h FILE...
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const [out, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: tools/embed-text.mjs OUT.h FILE...");
  process.exit(2);
}
const bare = (path, text) => (path.endsWith(".css") ? text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\n\s*/g, "\n") : text.replace(/^#.*\n/gm, ""));
const constant = (path) => {
  const lines = bare(path, readFileSync(path, "utf8")).split(/(?<=\n)/).filter((line) => line.trim());
  return `static const char ${basename(path).replace(/\W/g, "_")}[] =\n${lines.map((line) => `    ${JSON.stringify(line)}`).join("\n")};\n`;
};
writeFileSync(out, `/* Made by tools/embed-text.mjs. */\n${files.map(constant).join("\n")}`);
