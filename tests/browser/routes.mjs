#!/usr/bin/env node
// axe on every GET route of the route table, as somebody who may see it: light in English, on an Arabic
// phone, and the contrast in the dark; no sideways scroll, no CSP report. A route not visited fails.
// usage: node tests/browser/routes.mjs [PATTERN]
import { execFileSync } from "node:child_process";
import { axe, browser, build, exitStatus, matrixWorld, overflow, pageFor, report } from "./lib.mjs";

// Who looks: the first of these whose answer is a page.
const LOOKERS = ["ana", "carla", "eli", "omar", "uma", "nadia"];
const KINDS = [
  { name: "desktop", width: 1366 },
  { name: "phone", width: 390, height: 844, only: ["target-size"] },
  { name: "dark", width: 1366, dark: true, only: ["color-contrast"] },
  { name: "arabic-phone", width: 390, height: 844, arabic: true },
];

const pattern = process.argv[2] ?? "";
const routes = execFileSync(`${build}/scenario`, ["--routes"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .map((line) => line.split(" "))
  .filter(([method, path]) => method === "GET" && path.includes(pattern));

const chrome = await browser();
if (!chrome) process.exit(0);
const w = await matrixWorld();

const pages = new Map();
/** One page for each who and how, kept for all routes. */
async function pageOf(login, kind) {
  const key = `${login} ${kind.name}`;
  if (!pages.has(key)) {
    const page = await pageFor(chrome, w.address, login, kind);
    if (kind.arabic) await page.context().addCookies([{ name: "alidade-language", value: "ar", url: w.address }]);
    pages.set(key, page);
  }
  return pages.get(key);
}

/** Looks at the path as this one; null when it is not for them. */
async function look(path, login, kind) {
  const page = await pageOf(login, kind);
  page.trouble.length = 0;
  const answer = await page.request.get(w.address + path, { maxRedirects: 0 });
  // 409: a page of its own that says why this is not possible now.
  if (![200, 409].includes(answer.status())) return answer.status() === 303 ? [] : null;
  if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) return [];
  await page.goto(w.address + path);
  const findings = await axe(page, kind.only);
  const wide = await overflow(page);
  if (wide > 0) findings.push(`scrolls sideways by ${wide} px`);
  return [...findings, ...page.trouble].map((f) => `${kind.name} as ${login ?? "nobody"}: ${f}`);
}

const found = new Map(routes.map(([, route]) => [route, []]));
const visited = new Set();
for (const kind of KINDS) {
  // The account's language counts when signed in: all Arabic looks come last.
  if (kind.arabic)
    for (const login of LOOKERS) {
      const page = await pageOf(login, kind);
      await page.goto(`${w.address}/account`);
      await page.locator("[name=language][value=ar]").check();
      await page.locator("form[action='/account/preferences'] button.main").click();
    }
  // What is had as a PDF is there for ten minutes only.
  const asking = await pageOf("ana", kind);
  await asking.goto(`${w.address}/today`);
  if (await asking.locator("form[action='/print']").count()) {
    await asking.locator("form[action='/print'] button").click();
    w.ids.print = new URL(asking.url()).pathname.split("/").pop();
  }
  for (const [, route, cap] of routes) {
    const path = route.replace(/:(\w+)/g, (_, name) => w.ids[name] ?? `MISSING-${name}`);
    if (path.includes("MISSING-")) {
      found.get(route).push(`matrix.scn saves no record for ${path}`);
      continue;
    }
    for (const login of ["PUBLIC", "LINK"].includes(cap) ? [null] : LOOKERS) {
      const findings = await look(path, login, kind);
      if (!findings) continue;
      visited.add(route);
      found.get(route).push(...findings);
      break;
    }
  }
}
for (const [route, findings] of found) {
  if (!visited.has(route)) findings.push("nobody could see it");
  report(route, findings);
}

await chrome.close();
await w.stop();
process.exit(exitStatus());
