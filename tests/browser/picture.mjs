#!/usr/bin/env node
// The pictures of a case as they come out: six families in English and Arabic, on a desktop, a phone, in the
// dark. No two labels of a picture may touch, by the boxes the browser drew; the page itself does not scroll
// sideways; axe has nothing to say.
// usage: node tests/browser/picture.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { mkdirSync } from "node:fs";
import { axe, browser, exitStatus, overflow, pageFor, report, world } from "./lib.mjs";

const CASES = ["remarriage", "generations", "foster", "polygamy", "mothers", "siblings"];
const PAGES = ["genogram", "ecomap", "pictures"];
const KINDS = [
  { name: "en-1366", width: 1366 },
  { name: "ar-1366", width: 1366, arabic: true },
  { name: "ar-390", width: 390, height: 844, arabic: true },
  { name: "en-dark", width: 1366, dark: true },
];

/** Labels of the page's pictures that share a pixel, each with its text. */
const collisions = (page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".drawn .scroll svg")].flatMap((svg) =>
      [...svg.querySelectorAll("text")].map((t) => ({ svg, text: t.textContent, box: t.getBoundingClientRect() })),
    );
    const found = [];
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        if (a.svg === b.svg && a.box.left < b.box.right - 0.5 && b.box.left < a.box.right - 0.5 && a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3)
          found.push(`“${a.text}” and “${b.text}” touch`);
    for (const { svg, text, box } of boxes) {
      const frame = svg.getBoundingClientRect();
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) found.push(`“${text}” leaves its picture`);
    }
    if (boxes.length === 0) found.push("there is no picture");
    return found;
  });

const pattern = process.argv[2] ?? "";
const chrome = await browser();
if (!chrome) process.exit(0);
const place = await world(new URL("picture_world.scn", import.meta.url).pathname);
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

for (const kind of KINDS) {
  const page = await pageFor(chrome, place.address, "ana", kind);
  await page.goto(`${place.address}/account`);
  await page.locator(`[name=language][value=${kind.arabic ? "ar" : "en"}]`).check();
  await page.locator("form[action='/account/preferences'] button.main").click();
  for (const name of CASES)
    for (const what of PAGES) {
      const title = `${what}-${name}-${kind.name}`;
      if (!title.includes(pattern)) continue;
      await page.goto(`${place.address}/cases/${place.ids[name]}/${what}`);
      if (shots) await page.screenshot({ path: `${shots}/${title}.png`, fullPage: true });
      const findings = [...(await collisions(page)), ...(await axe(page)), ...page.trouble];
      const wide = await overflow(page);
      if (wide > 0) findings.push(`the page scrolls sideways by ${wide} px`);
      if ((await page.locator("html").getAttribute("dir")) !== (kind.arabic ? "rtl" : "ltr")) findings.push("the direction is wrong");
      report(`picture-${title}`, findings);
    }
  await page.context().close();
}
await place.stop();
await chrome.close();
process.exit(exitStatus());
