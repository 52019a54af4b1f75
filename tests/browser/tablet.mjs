// A tablet for the browser tests: Chromium with a profile of its own, which can be killed as when the power goes,
// and the pages of a device in it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, exitStatus, report } from "./lib.mjs";

const require = createRequire(import.meta.url);
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const PHRASE = "river candle moon stone";
/** Ends the test when it cannot be run here. */
export function needed() {
  if (existsSync(CHROMIUM) && existsSync(`${build}/device/alidade.wasm`)) return;
  console.log(`skip browser offline needs Chromium and ${build}/device (tools/device-program makes it)`);
  process.exit(0);
}
export const profile = mkdtempSync(join(tmpdir(), "alidade-profile-"));
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const trouble = [];
/** What is open now: they change with each start. */
export let context, page, address;

export async function start(of = address) {
  const { chromium } = require("playwright-core");
  address = of;
  context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    viewport: { width: 1366, height: 900 },
    reducedMotion: "reduce",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  page = await tab();
}
export async function tab() {
  const one = await context.newPage();
  one.on("console", (m) => m.type() === "error" && /Content Security Policy|Refused/.test(m.text()) && trouble.push(m.text()));
  one.on("pageerror", (e) => trouble.push(`script: ${e.message}`));
  return one;
}
/** The processes of this profile end as when the power goes. */
export function kill() {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(profile)) process.kill(Number(pid), "SIGKILL");
    } catch {
      // It ended by itself, or is not ours to see.
    }
  }
}
export async function end() {
  await context?.close().catch(() => {});
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
export const go = (path, on = page) => on.goto(address + path);
export const words = async (on = page) => (await on.innerText("body")).replace(/\s+/g, " ");
export const pill = async () => (await page.innerText("#pill")).replace(/\s+/g, " ").trim();
export async function unlock(phrase = PHRASE) {
  await page.fill("#phrase", phrase);
  await page.click("form[data-unlock] button.main");
}
export const unlocked = () => page.waitForURL((url) => !url.pathname.startsWith("/sync/unlock"), { timeout: 20000 });
/** After a start: the page, with the passphrase where it is asked for. */
export async function openAgain(path) {
  await start();
  await go(path);
  if (page.url().includes("/sync/unlock")) {
    await unlock();
    await unlocked();
  }
}
/** The session of a login; it ends with the browser. */
export const signIn = (login) => context.addCookies([{ name: "alidade", value: `token-${login}`, url: address }]);
/** A person signed in takes her cases along. */
export async function takeAlong(login) {
  await signIn(login);
  await go("/account/devices");
  await page.fill("[name=name]", "Blue tablet");
  await page.fill("#phrase", PHRASE);
  await page.fill("#phrase-again", PHRASE);
  await page.click("form[data-take] button.main");
  await page.waitForSelector("[data-said=taken]:not([hidden])", { timeout: 60000 });
}
export async function until(what, ms = 30000) {
  for (const last = Date.now() + ms; Date.now() < last; await sleep(250)) if (await what()) return true;
  return false;
}
/** Runs the steps of a test one after the other, without the rest when the first fails, and ends the process. */
export async function runAll(name, steps, stop) {
  const [first] = Object.keys(steps);
  try {
    for (const [what, step] of Object.entries(steps)) {
      const found = await step().catch(async (e) => [e.stack.slice(0, 600), page ? `at ${page.url()}` : "", page ? (await words().catch(() => "")).slice(0, 300) : ""]);
      report(`${name}_${what}`, found);
      if (found.length && what === first) break;
    }
  } finally {
    await end();
    await stop();
  }
  process.exit(exitStatus());
}
