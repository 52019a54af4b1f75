#!/usr/bin/env node
// axe on every GET route of the route table, as somebody who may see it, in two languages, light and
// dark, desktop and phone; no sideways scroll, no CSP report. A route that is not visited fails.
// usage: node tests/browser/routes.mjs [PATTERN]
import { execFileSync } from "node:child_process";
import { axe, browser, build, exitStatus, overflow, pageFor, report, world } from "./lib.mjs";

// Who looks: the first of these whose role has the capability sees ana's records.
const LOOKERS = ["ana", "carla", "eli", "omar", "uma", "nadia"];
// Answers that are no page.
const NOT_PAGES = /\.(csv|ics)$|^\/$/;

const pattern = process.argv[2] ?? "";
const routes = execFileSync(`${build}/scenario`, ["--routes"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .map((line) => line.split(" "))
  .filter(([method, path]) => method === "GET" && path.includes(pattern));

const chrome = await browser();
if (!chrome) process.exit(0);
const w = await world("tests/journeys/matrix.scn");

const kinds = [
  { name: "desktop", width: 1366 },
  { name: "phone", width: 390, height: 844 },
  { name: "dark", width: 1366, dark: true },
  { name: "arabic-phone", width: 390, height: 844, arabic: true },
];

for (const [, route, cap] of routes) {
  const path = route.replace(/:(\w+)/g, (_, name) => w.ids[name] ?? `MISSING-${name}`);
  if (path.includes("MISSING-")) {
    report(route, [`no record saved for ${path}`]);
    continue;
  }
  const findings = [];
  let visited = false;
  for (const kind of kinds) {
    for (const login of cap === "PUBLIC" ? [null] : LOOKERS) {
      const page = await pageFor(chrome, w.address, login, kind);
      if (kind.arabic) await page.context().addCookies([{ name: "alidade-language", value: "ar", url: w.address }]);
      if (kind.arabic && login) await arabic(page);
      const answer = await page.goto(w.address + path);
      const status = answer.status();
      if (status === 200 && !NOT_PAGES.test(path)) {
        visited = true;
        for (const f of await axe(page)) findings.push(`${kind.name} as ${login}: ${f}`);
        const wide = await overflow(page);
        if (wide > 0) findings.push(`${kind.name} as ${login}: scrolls sideways by ${wide} px`);
        for (const t of page.trouble) findings.push(`${kind.name} as ${login}: ${t}`);
      } else if (status === 200) visited = true;
      await page.context().close();
      if (status === 200) break;
    }
    if (NOT_PAGES.test(path)) break;
  }
  if (!visited && route !== "/") findings.push("nobody could see it");
  report(route, findings);
}

/** The account's language is what counts when signed in: set it through the page everybody has. */
async function arabic(page) {
  await page.goto(`${w.address}/account`);
  await page.locator("form[action='/account/preferences'] [name=language]").first().waitFor();
  const select = page.locator("select[name=language]");
  if (await select.count()) await select.selectOption("ar");
  else await page.locator("input[name=language][value=ar]").check();
  await page.locator("form[action='/account/preferences'] button.main").click();
}

await chrome.close();
await w.stop();
process.exit(exitStatus());
