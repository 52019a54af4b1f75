#!/usr/bin/env node
// Holds the style sheets and templates to their rules; prints file:line and a sentence for each breach.
//   - logical properties only: no left or right (text flows both ways)
//   - colours are named in tokens.css and nowhere else
//   - every rule stands in a layer; no url() to data:, http: or anything but fonts/
//   - templates: no style attributes, no style or script text, no on… handlers
// usage: tools/check-css.mjs [FILE…]   (without files: web/css and every *.html under src and web)
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const CSS = [
  [/(?:^|[{;\s])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right)(?:-(?:width|style|color))?\s*:/, "left or right: use inline-start or inline-end"],
  [/(?:^|[{;\s])border-(?:top|bottom)-(?:left|right)-radius\s*:/, "physical corner: use border-start-start-radius and its kin"],
  [/(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b/, "left or right: use start or end"],
  [/(?:^|[{;\s])(?:margin|padding|inset|border-width|border-color|border-style)\s*:\s*[^\s;{}]+\s+([^\s;{}]+)\s+[^\s;{}]+\s+(?!\1(?:[;\s}]|$))[^;\s{}!]+\s*[;}]/, "four values that differ on left and right: use …-inline"],
];
const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(/i;
const NAMED = /:\s*[^;{}]*\b(?:white|black|gray|grey|red|green|blue|teal|orange|yellow|silver|navy)\b/i;
const HTML = [
  [/\sstyle\s*=/i, "style attribute: blocked by the content security policy; use a class"],
  [/<style\b/i, "style element: put it in web/css"],
  [/<script\b(?![^>]*\bsrc=)/i, "script text in a page: put it in web/enhance.js"],
  [/\son[a-z]+\s*=\s*["'{]/i, "on… handler: put it in web/enhance.js"],
  [/\shref\s*=\s*["']javascript:/i, "javascript: link"],
];

function walk(folder, end, found = []) {
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path, end, found);
    else if (name.endsWith(end)) found.push(path);
  }
  return found;
}

let breaches = 0;
function say(file, line, what) {
  console.error(`${relative(root, file)}:${line}: ${what}`);
  breaches++;
}

const named = process.argv.slice(2);
const files = named.length ? named : [...walk(join(root, "web/css"), ".css"), ...walk(join(root, "src"), ".html"), ...walk(join(root, "web"), ".html")];
for (const file of files) {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".css")) {
    const plain = text.replace(/\/\*[\s\S]*?\*\//g, (note) => note.replace(/[^\n]/g, " "));
    plain.split("\n").forEach((line, n) => {
      for (const [rule, what] of CSS) if (rule.test(line)) say(file, n + 1, what);
      if (!file.endsWith("tokens.css") && (COLOUR.test(line.replace(/url\([^)]*\)/g, "")) || NAMED.test(line.replace(/var\([^)]*\)/g, "").replace(/\.[a-z-]+/g, ""))))
        say(file, n + 1, "colour outside tokens.css: use a var(--…)");
      if (/url\(/.test(line) && !/url\("fonts\//.test(line)) say(file, n + 1, "url(): only fonts/ may be loaded by a style sheet");
    });
    let depth = 0;
    plain.split("\n").forEach((line, n) => {
      if (depth === 0 && /\{/.test(line) && !/^\s*@(?:layer|font-face)\b/.test(line)) say(file, n + 1, "rule outside a layer");
      for (const c of line) depth += c === "{" ? 1 : c === "}" ? -1 : 0;
    });
    if (depth !== 0) say(file, plain.split("\n").length, "braces do not match");
  } else {
    text.split("\n").forEach((line, n) => {
      for (const [rule, what] of HTML) if (rule.test(line)) say(file, n + 1, what);
    });
  }
}
console.log(breaches ? `${breaches} breaches` : `style rules hold in ${files.length} files`);
process.exit(breaches ? 1 : 0);
