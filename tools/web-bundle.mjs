#!/usr/bin/env node
// Makes the folder the server hands out under /static: style.css (layers joined, comments and blanks
// dropped), enhance.js, forms.js, icons.svg, the icon of the product, idiomorph as a module, the fonts.
// The same sources always give the same bytes.
// usage: tools/web-bundle.mjs OUTDIR [--modules NODE_MODULES]
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = process.argv[2];
if (!out || out.startsWith("-")) {
  console.error("usage: tools/web-bundle.mjs OUTDIR [--modules NODE_MODULES]");
  process.exit(2);
}
const at = process.argv.indexOf("--modules");
const modules = at < 0 ? join(root, "node_modules") : process.argv[at + 1];

const LAYERS = ["tokens", "base", "layout", "components", "screens", "print"];
const BUDGET = { "style.css": 15 * 1024, "enhance.js": 10 * 1024, "forms.js": 4 * 1024, "device.js": 4 * 1024, "sw.js": 6 * 1024, "idiomorph.js": 5 * 1024, "icons.svg": 8 * 1024 };
const FONTS = {
  "noto-sans-latin-400": "noto-sans/files/noto-sans-latin-400-normal",
  "noto-sans-latin-700": "noto-sans/files/noto-sans-latin-700-normal",
  "noto-sans-latin-ext-400": "noto-sans/files/noto-sans-latin-ext-400-normal",
  "noto-sans-latin-ext-700": "noto-sans/files/noto-sans-latin-ext-700-normal",
  "noto-sans-arabic-400": "noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal",
  "noto-sans-arabic-700": "noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal",
};

const squeeze = (css) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split(/("[^"]*")/)
    .map((part, n) => (n % 2 ? part : part.replace(/\s+/g, " ").replace(/\s*([{};,])\s*/g, "$1").replace(/;}/g, "}").replace(/: /g, ":")))
    .join("")
    .trim();

const script = (name) => readFileSync(join(root, "web", name), "utf8").replace(/^\s*\/\/.*\n/gm, "").replace(/^\s+/gm, "");

mkdirSync(join(out, "fonts"), { recursive: true });
const files = {
  "style.css": LAYERS.map((name) => squeeze(readFileSync(join(root, "web/css", `${name}.css`), "utf8"))).join("\n") + "\n",
  "device.js": script("device.js"),
  "sw.js": script("sw.js"),
  "enhance.js": script("enhance.js"),
  "forms.js": script("forms.js"),
  "icons.svg": readFileSync(join(root, "web/icons.svg"), "utf8"),
  "icon.svg": readFileSync(join(root, "web/icon.svg"), "utf8"),
  "idiomorph.js": readFileSync(join(modules, "idiomorph/dist/idiomorph.min.js"), "utf8") + "\nexport { Idiomorph };\n",
};
let failed = false;
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(out, name), text);
  const size = gzipSync(text, { level: 9 }).length;
  const over = size > (BUDGET[name] ?? Infinity);
  failed ||= over;
  console.log(`${name.padEnd(13)} ${String(size).padStart(6)} B gzip${over ? `  over its budget of ${BUDGET[name]} B` : ""}`);
}
for (const [name, from] of Object.entries(FONTS))
  copyFileSync(join(modules, "@fontsource", `${from}.woff2`), join(out, "fonts", `${name}.woff2`));
process.exit(failed ? 1 : 0);
