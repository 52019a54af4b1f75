// What the browser tests share: a world on disk, a server of our own on a free port, a browser.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const DAY = 86400000;
export const build = process.env.ALIDADE_BUILD ?? "build/debug";

/** A database made by a scenario file, its saved ids, and a server on it. stop() ends everything. pack: the
 *  folder of another programme; url: an empty database, SQLite when not given. */
export async function world(scenario, pack = null, { url = null, workers = 2 } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "alidade-browser-"));
  const db = url ?? `sqlite:${join(dir, "world.db")}`;
  const keys = join(dir, "keys");
  execFileSync(`${build}/alidade`, ["init", "--db", `sqlite:${join(dir, "other.db")}`, "--keys", keys]);
  const said = execFileSync(`${build}/scenario`, ["--db", db, "--keep", "yes", "--keys", keys, ...(pack ? ["--pack", pack] : []), scenario], { encoding: "utf8" });
  const ids = {};
  for (const [, name, id] of said.matchAll(/^saved (\S+) (\S+)$/gm)) ids[name] = id;
  let log = "", server;
  const up = (listen) =>
    new Promise((resolve, reject) => {
      const args = ["serve", "--db", db, "--keys", keys, "--listen", listen, "--workers", String(workers), "--quiet", "--dev", ...(pack ? ["--pack", pack] : [])];
      server = spawn(`${build}/alidade`, args, { stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      server.stderr.on("data", (data) => {
        log += data;
        said += data;
        const found = /serving on (\S+)/.exec(said);
        if (found) resolve(`http://${found[1]}`);
      });
      server.on("exit", () => reject(new Error(`the server ended: ${said}`)));
    });
  const down = () => {
    const ended = new Promise((resolve) => server.on("exit", resolve));
    server.kill("SIGTERM");
    return ended;
  };
  const address = await up("127.0.0.1:0");
  const stop = async () => {
    if (server.exitCode === null) await down();
    rmSync(dir, { recursive: true, force: true });
  };
  // down() and up(): the same server goes and comes back.
  return { address, ids, stop, down, up: () => up(address.slice(7)), log: () => log, dir, db, keys };
}

/** A world that plays on 20 November 2026, the server today: its days of that year and later move along. */
export async function worldOfToday(file) {
  const late = Math.floor((Date.now() - Date.UTC(2026, 10, 20)) / DAY);
  const moved = (day) => new Date(Date.parse(day) + late * DAY).toISOString().slice(0, 10);
  const dir = mkdtempSync(join(tmpdir(), "alidade-today-"));
  const scenario = join(dir, "world.scn");
  writeFileSync(scenario, readFileSync(file, "utf8").replace(/\b202[6-9]-\d\d-\d\d\b/g, moved));
  try {
    return await world(scenario);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The world of the permission matrix. */
export const matrixWorld = () => worldOfToday("tests/journeys/matrix.scn");

/** Chromium, or null with a line that says why not. */
export async function browser() {
  const path = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(path)) {
    console.log("skip browser there is no Chromium; run tools/setup check");
    return null;
  }
  const { chromium } = require("playwright-core");
  return chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page signed in as one of the cast (see tests/support/scenario_world.c), or as nobody. */
export async function pageFor(chrome, address, login, { width = 1366, height = 900, js = true, dark = false, locale = "en" } = {}) {
  const context = await chrome.newContext({
    viewport: { width, height },
    javaScriptEnabled: js,
    colorScheme: dark ? "dark" : "light",
    locale,
    reducedMotion: "reduce",
  });
  if (login) await context.addCookies([{ name: "alidade", value: `token-${login}`, url: address }]);
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (m) => m.type() === "error" && /Content Security Policy|Refused/.test(m.text()) && trouble.push(m.text()));
  page.on("pageerror", (e) => trouble.push(`script: ${e.message}`));
  page.trouble = trouble;
  return page;
}

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it stands, one line a finding; only names rules, else all of WCAG A and AA. */
export async function axe(page, only = null) {
  // The phone's bottom bar covers what is scrolled under it: measure the page at its full height.
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.min(Math.max(height, size.height), 12000) });
  // Through the debugger, not a <script>: the page's content security policy stays as it is.
  await page.evaluate(axeSource);
  const result = await page.evaluate(
    (rules) => globalThis.axe.run(document, { resultTypes: ["violations"], runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
    only,
  );
  await page.setViewportSize(size);
  return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")} (${v.help})`));
}

/** Sideways scroll of the page, in pixels. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

let failed = 0;
/** Prints `ok NAME`, or `not ok NAME` with what was found. */
export function report(name, findings) {
  if (findings.length) failed++;
  for (const f of findings) console.log(`# ${f}`);
  console.log(`${findings.length ? "not ok" : "ok"} browser::${name}`);
}
export const exitStatus = () => (failed ? 1 : 0);
