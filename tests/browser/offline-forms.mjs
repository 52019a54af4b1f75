// The longest form of the pack filled in without a connection, section by section: questions that follow from
// answers, a browser that is killed on the way, the draft that stays on the tablet, one sending of all of it.
//
//   node tests/browser/offline-forms.mjs     SHOTS=DIR keeps pictures
import { join } from "node:path";
import { Filler } from "./filler.mjs";
import { axe, overflow, world as worldOf } from "./lib.mjs";
import { context, go, kill, needed, openAgain, page, pill, runAll, signIn, start, takeAlong, trouble, until, words } from "./tablet.mjs";
import { longest } from "./words.mjs";

needed();
const HERE = "This draft is on this device only";
const SENTENCE = "Typed on the way home";
const world = await worldOf("tests/browser/forms_world.scn");
const form = longest("child-family");
const casePath = `/cases/${world.ids.english}`;
const base = `${casePath}/forms/${form}`;
const shots = process.env.SHOTS;
const filler = () => new Filler({ page, js: true, sentence: SENTENCE });
const done = () => page.locator("ul.tasks .badge.ok").count();
const count = (name) => page.locator(`.questions [name="${name}"]:not([type=hidden])`).count();
let sections = 0; // complete so far

/** What the server has of the case's forms, asked beside the browser: drafts and records. */
async function onServer() {
  const ask = async (path) => (await fetch(world.address + path, { headers: { cookie: "alidade=token-ana", accept: "application/json" } })).text();
  const text = await ask(`${base}?look=1`);
  const records = [...text.matchAll(/"href":"([^"]*\/forms\/[0-9a-f-]{36})"/g)].map(([, href]) => href);
  return { records: [...new Set(records)], draft: /"has_draft":true/.test(await ask(`${base}/new`)), ask };
}
async function look(name) {
  const found = [];
  for (const [width, dark] of [[1366, false], [390, true]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    found.push(...(await axe(page)).map((line) => `${name} at ${width}: ${line}`));
    if ((await overflow(page)) > 0) found.push(`${name} at ${width} scrolls sideways`);
    if (shots) await page.screenshot({ path: join(shots, `offline-${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}
/** The known question appears with an answer, and goes with another. */
async function reveal(found) {
  if (!(await count("discussed"))) return false;
  const choose = async (value) => {
    await page.locator(`.questions [name="discussed"][value="${value}"]`).check();
    await filler().follow();
  };
  await choose("not_yet");
  if (await count("discussed_note")) found.push("the question is asked too early");
  await choose("agreed");
  if (!(await count("discussed_note"))) found.push("the question does not follow from its answer");
  return true;
}

const steps = {
  async takes_the_case_along() {
    await start(world.address);
    await takeAlong("ana");
    await world.down();
    const answer = await go(`${base}/new`);
    const found = answer.status() === 200 && (await words()).includes("From this device") ? [] : [`no sections: ${answer.status()}`];
    if (await done()) found.push("a section is complete before anybody began");
    return found;
  },
  async fills_in_sections() {
    const found = [];
    await filler().lead(() => page.locator("main ul.tasks a").first().click());
    for (; sections < 3; sections++) await filler().goOn();
    if (!page.url().includes("/new/")) found.push(`no section any more: ${page.url()}`);
    // An answer that nobody saved: kept while it is typed.
    await filler().answerAll();
    if (!/Draft kept/.test(await page.innerText("[data-kept]"))) found.push("it is not said that the draft is kept");
    if ((await pill()) !== "Offline") found.push(`half a form waits to be sent: the pill says ${await pill()}`);
    return found;
  },
  async keeps_the_draft_when_killed() {
    const typed = () => page.$$eval(".questions :is(input, textarea, select):not([type=hidden])", (all) => all.map((box) => (/radio|checkbox/.test(box.type) ? `${box.name} ${box.value} ${box.checked}` : `${box.name} ${box.value}`)));
    const before = await typed(), at = new URL(page.url()).pathname;
    kill();
    await context.close().catch(() => {});
    await openAgain(`${base}/new`);
    const found = (await words()).includes(HERE) ? [] : [`it is not said where the draft is: ${await words()}`];
    if ((await done()) !== sections) found.push(`${sections} sections were saved, ${await done()} are complete`);
    found.push(...(await look("sections")));
    await go(at);
    const after = await typed();
    if (JSON.stringify(after) !== JSON.stringify(before)) found.push(`not all that was typed is there: ${before.filter((box) => !after.includes(box))}`);
    return found;
  },
  async goes_on_here_with_a_connection() {
    const at = new URL(page.url()).pathname;
    await world.up();
    await signIn("ana");
    const found = (await until(async () => (await go("/cases"), (await pill()) === "Online"), 60000)) ? [] : [`the pill says ${await pill()}`];
    if ((await onServer()).draft) found.push("the server has half a form");
    await go(`${base}/new`);
    if (!(await words()).includes(HERE) || (await done()) !== sections) found.push("the draft does not go on where it is");
    await go(at);
    await filler().goOn();
    sections++;
    if ((await onServer()).draft) found.push("a section was sent to the server");
    await world.down();
    return found;
  },
  async shows_what_follows() {
    const found = [];
    let met = false;
    for (let i = 0; i < 60 && page.url().includes("/new/"); i++, sections++) {
      const seen = !met && (await reveal(found));
      met ||= seen;
      await filler().goOn(seen ? ["discussed"] : []);
    }
    if (!met) found.push("the known question was never met");
    if (!page.url().endsWith("/check")) found.push(`no page to check but ${page.url()}`);
    if (!(await words()).includes(SENTENCE)) found.push("what was typed is not there to be checked");
    found.push(...(await look("check")));
    return found;
  },
  async submits_it() {
    const drop = page.locator("#f-drop-hidden");
    if (await drop.count()) await drop.check();
    await filler().lead(() => page.locator("form.form .acts button.main").click());
    const found = /\/forms\/[0-9a-f-]{36}\?done=/.test(page.url()) ? [] : [`it led to ${page.url()}: ${(await words()).slice(0, 300)}`];
    if (!(await words()).includes(SENTENCE)) found.push("the record is not shown");
    if ((await pill()) !== "Offline · 1 saved on this device") found.push(`the pill says ${await pill()}`);
    await go(`${base}/new`);
    if ((await words()).includes(HERE)) found.push("the draft is still there");
    return found;
  },
  async is_sent_once() {
    const here = page.url();
    await world.up();
    const found = (await until(async () => (await go("/cases"), (await pill()) === "Online"), 60000)) ? [] : [`the pill says ${await pill()}`];
    const { records, draft, ask } = await onServer();
    if (records.length !== 1) found.push(`there are ${records.length} records (the page was ${here})`);
    if (draft) found.push("a draft is left on the server");
    if (records.length && !(await ask(records[0])).includes(SENTENCE)) found.push("the record is not whole");
    await page.evaluate(() => navigator.serviceWorker.controller.postMessage({ send: true }));
    await go("/sync?send=now");
    if ((await onServer()).records.length !== 1) found.push("a second contact sent it again");
    return found;
  },
  async keeps_a_note_for_later() {
    await world.down();
    await until(async () => (await go("/cases"), (await words()).includes("From this device")));
    await go(`${casePath}/notes/new`);
    await page.fill("[name=body]", "Half a note, for later");
    await filler().lead(() => page.locator("button[formaction^='/drafts']").click());
    const found = (await page.inputValue("[name=body]")) === "Half a note, for later" ? [] : ["the note does not come back"];
    kill();
    await context.close().catch(() => {});
    await openAgain(`${casePath}/notes/new`);
    if (!(await words()).includes("It is on this device only")) found.push(`the draft is not offered: ${(await words()).slice(0, 300)}`);
    await world.up();
    await signIn("ana");
    await until(async () => (await go("/cases"), (await pill()) === "Online"), 60000);
    await go(`${casePath}/notes/new`);
    if (!(await words()).includes("It is on this device only")) found.push("with a connection the draft is not offered");
    return found;
  },
  async keeps_the_rules_for_content() {
    return trouble;
  },
};

await runAll("offline_forms", steps, world.stop);
