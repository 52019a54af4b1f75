#!/usr/bin/env node
// Writes web/icons.svg: the icons named in web/icons.txt taken from @tabler/icons, plus our own marks.
// usage: tools/web-icons.mjs [--icons DIR] [--out FILE]
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name, usual) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : process.argv[at + 1];
};
const icons = option("--icons", join(root, "node_modules/@tabler/icons/icons/outline"));
const out = option("--out", join(root, "web/icons.svg"));

const symbols = [];
for (const line of readFileSync(join(root, "web/icons.txt"), "utf8").split("\n")) {
  const [id, name = id] = line.replace(/#.*/, "").split("=").map((part) => part.trim());
  if (!id) continue;
  const svg = readFileSync(join(icons, `${name}.svg`), "utf8");
  const shapes = svg
    .slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"))
    .replace(/<path stroke="none"[^>]*>/, "")
    .replace(/\s+/g, " ")
    .replace(/> </g, "><")
    .replace(/ \/>/g, "/>")
    .trim();
  symbols.push(`<symbol id="${id}" viewBox="0 0 24 24">${shapes}</symbol>`);
}

// Our mark: a sighting rule laid over a graduated arc.
symbols.push(
  '<symbol id="alidade" viewBox="0 0 24 24"><path d="M3.5 14a8.5 8.5 0 0 1 17 0"/><path d="M2 18h20"/>' +
    '<path d="M12 18L17.5 4"/><path d="M12 5.5v2M5.5 9.5l1.6 1M18.5 9.5l-1.6 1"/><circle cx="12" cy="18" r="1.6"/></symbol>',
);
// The seven phases as a row of seven marks, one symbol for each current phase.
for (let now = 1; now <= 7; now++) {
  let bars = "";
  for (let n = 0; n < 7; n++)
    bars += `<rect x="${n * 12}" width="10" height="8" rx="2"${n < now ? "" : ' fill-opacity=".22"'}/>`;
  symbols.push(`<symbol id="ph${now}" viewBox="0 0 82 8" preserveAspectRatio="none">${bars}</symbol>`);
}
writeFileSync(out, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
