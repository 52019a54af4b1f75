#!/usr/bin/env node
// The longest form of each programme, filled in to its end: with and without JavaScript, in English and
// Arabic, on a desktop and a phone. What is asked is read from the page. On the way a known question is
// made to appear and to go again, one of several is added and removed, and what no longer applies is
// removed only after a yes.
// usage: node tests/browser/forms.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Filler } from "./filler.mjs";
import { axe, browser, exitStatus, overflow, pageFor, report, world } from "./lib.mjs";
import { longest, words } from "./words.mjs";

// An answer that makes another question appear, and one that takes it away again.
const KNOWN = {
  "child-family": { question: "discussed", on: "agreed", off: "not_yet", follows: "discussed_note" },
  "labour-activation": { question: "health_limits", on: "strong", off: "none", follows: "health_note" },
  "minimum-income": { question: "any_in_charge", on: "yes", off: "no", follows: "in_charge/1/service_name" },
};
const KINDS = [
  { lang: "en", login: "ana", case: "english", width: 1366, js: true, sentence: "Typed by somebody" },
  { lang: "ar", login: "salma", case: "arabic", width: 390, js: true, sentence: "كتب هذا شخص ما" },
  { lang: "en", login: "ana", case: "english", width: 390, js: false, sentence: "Typed by somebody" },
  { lang: "ar", login: "salma", case: "arabic", width: 1366, js: false, sentence: "كتب هذا شخص ما" },
];
const shots = process.env.SHOTS;

class Run {
  constructor(options) {
    Object.assign(this, options);
    this.words = words(this.kind.lang);
    this.findings = this.page.trouble;
    this.n = 0;
    this.expects = new Set(this.kind.js ? [] : [422]); // statuses that may come: the button shows what is wrong
    this.page.on("response", (r) => r.status() >= 400 && !this.expects.has(r.status()) && this.findings.push(`${r.status()} from ${new URL(r.url()).pathname}`));
    this.filler = new Filler({ page: this.page, js: this.kind.js, sentence: this.kind.sentence });
  }
  expect(holds, what) {
    if (!holds) this.findings.push(`${new URL(this.page.url()).pathname.replace(/[0-9a-f-]{36}/, ":case")}: ${what}`);
  }
  async look(what) {
    const wide = await overflow(this.page);
    this.expect(wide <= 0, `${what} scrolls sideways by ${wide} px`);
    if (shots) await this.page.screenshot({ path: join(shots, `${this.name}-${String(this.n++).padStart(2, "0")}-${what}.png`), fullPage: true });
    if (!this.kind.js || this.looked.has(what)) return;
    this.looked.add(what);
    for (const found of await axe(this.page)) this.expect(false, `${what}: ${found}`);
  }
  is(name) {
    return this.page.locator(`.questions [name="${name}"]:not([type=hidden])`).count();
  }
  async choose(name, value) {
    const box = this.page.locator(`.questions [name="${name}"]:not([type=hidden])`);
    if ((await box.first().evaluate((b) => b.tagName)) === "SELECT") await box.selectOption(value);
    else await this.page.locator(`.questions [name="${name}"][value="${value}"]`).check();
    await this.filler.follow();
  }

  /** The known question appears, is answered, and goes; its answer is kept until somebody says yes. */
  async reveal({ question, on, off, follows }) {
    if (!(await this.is(question))) return;
    this.revealed = true;
    this.expect((await this.is(follows)) === 0, `${follows} is asked too early`);
    await this.choose(question, on);
    this.expect((await this.is(follows)) === 1, `${follows} is not asked`);
    if (this.kind.js) {
      const said = await this.page.locator("[data-said]").innerText();
      this.expect(said.includes(this.words.t("assess.asked_now").split("%s")[0].trim()), `the new question is not announced: "${said}"`);
    }
    await this.filler.box(follows).fill(this.kind.sentence);
    await this.look("revealed");
    await this.filler.follow();
    await this.choose(question, off);
    this.expect((await this.is(follows)) === 0, `${follows} is still asked`);
  }

  /** One more of several, removed at once while it is empty, and only after a question when it is not. */
  async several() {
    const add = this.page.locator('button[value^="add "]').first();
    if (this.repeated || !(await add.count())) return;
    this.repeated = true;
    const name = (await add.getAttribute("value")).split(" ")[1];
    const heads = this.page.locator(`.rep-head > [id^="f-${name}/"]`);
    const cards = () => heads.count();
    const press = async (button) => {
      if (!this.kind.js) return this.filler.lead(() => button.click());
      await button.click();
      await this.filler.follow(false);
    };
    const remove = () => this.page.locator(`button[value^="remove ${name}/"]`).last();
    const before = await cards();
    await press(add);
    this.expect((await cards()) === before + 1, "there is not one more");
    if (this.kind.js) this.expect((await this.page.evaluate(() => document.activeElement.closest(".rep")?.querySelector("[id]").id)) === `f-${name}/${before + 1}`, "the keyboard is not in the new one");
    await press(remove());
    this.expect((await cards()) === before, "an empty one is not removed at once");
    await press(this.page.locator('button[value^="add "]').first());
    const card = this.page.locator(".rep", { has: heads.last() }).last();
    await card.locator("input:not([type=hidden], [type=radio], [type=checkbox]), textarea").first().fill(this.kind.sentence).catch(() => card.locator("select").first().selectOption({ index: 1 }));
    await press(remove());
    this.expect((await cards()) === before + 1, "one with answers is removed without a question");
    const yes = this.page.locator('button[value^="drop "]');
    this.expect((await yes.count()) === 1, "nobody asks whether to remove it");
    if (this.kind.js) this.expect(await yes.evaluate((b) => b === document.activeElement), "the keyboard is not at the question");
    await this.look("sure");
    await press(yes);
    this.expect((await cards()) === before, "it is not removed");
  }

  async section(known) {
    await this.reveal(known);
    await this.several();
    this.expects.add(422);
    await this.filler.goOn(known.question && this.revealed ? [known.question] : [], () => this.look("section"));
    if (this.kind.js) this.expects.delete(422);
  }

  async walk(base, form, known) {
    const { page } = this;
    await page.goto(`${base}/${form}/new`);
    await this.look("sections");
    await this.filler.lead(() => page.locator("main ul.tasks a").first().click());
    for (let i = 0; i < 60 && /\/new\//.test(page.url()); i++) await this.section(known);
    this.expect(this.revealed, "the known question was never met");
    await this.look("check");
    this.expect((await page.locator(".dropped li").count()) > 0, "what no longer applies is not listed");
    this.expects.add(422);
    await this.filler.lead(() => page.locator("form.form button.main").click());
    if (this.kind.js) this.expects.delete(422);
    this.expect((await page.locator(".errors a[href='#f-drop-hidden']").count()) === 1, "it is submitted without a yes");
    await this.look("refused");
    await page.locator("#f-drop-hidden").check();
    await this.filler.lead(() => page.locator("form.form button.main").click());
    this.expect(/\/forms\/[0-9a-f-]{36}/.test(page.url()), `it is not submitted: ${await page.locator("main").innerText()}`);
    await this.look("record");
  }
}

/** What follows from the answers never gets in the way of who is typing. */
async function typing(w) {
  const findings = [];
  const expect = (holds, what) => holds || findings.push(what);
  const page = await pageFor(chrome, w.address, "ana");
  const quiet = () => page.locator("form[data-follow]:not([data-pending])").waitFor({ timeout: 20000 });
  const errors = () => page.locator(".questions .err").count();
  await page.goto(`${w.address}/cases/${w.ids.english}/forms/consent/new`);

  // The caret stays where it is, and so does the page, when questions appear above.
  const box = page.locator("[name=witness]");
  await page.locator("[name=given_how][value=written]").evaluate((radio) => {
    // As if it had been answered just before: the answer comes while somebody types further down.
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await box.focus();
  const top = await box.evaluate((b) => b.getBoundingClientRect().top);
  await page.keyboard.type("Od man");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
  await page.locator("[name=signature]").waitFor({ state: "attached" });
  await page.keyboard.type("l");
  expect((await box.inputValue()) === "Old man", `the caret moved: "${await box.inputValue()}"`);
  expect(Math.abs((await box.evaluate((b) => b.getBoundingClientRect().top)) - top) < 2, "the page jumped");
  await quiet();

  // A mistake is said when the question is left, and what is missing not at all.
  await page.fill("[name='explained_on.day']", "31");
  await page.fill("[name='explained_on.month']", "2");
  await page.fill("[name='explained_on.year']", "2026");
  await quiet();
  expect((await errors()) === 0, "a mistake is said while it is typed");
  await box.focus();
  await quiet();
  expect((await errors()) === 1, `${await errors()} mistakes are said, there is one`);
  expect((await page.inputValue("[name='explained_on.day']")) === "31", "what was wrong is gone");

  // The connection fails: it says so, keeps what is typed, and tries again.
  await page.route("**/draft", (route) => route.abort());
  await box.fill("Old man with a hat");
  await page.waitForFunction((text) => document.querySelector("[data-kept]").textContent === text, words("en").t("assess.not_kept"));
  expect((await box.inputValue()) === "Old man with a hat", "what was typed is gone");
  await page.unroute("**/draft");
  await page.locator("[name=consent_store][value=yes]").check();
  await quiet();
  await page.goto(page.url());
  expect((await box.inputValue()) === "Old man with a hat", "it was not kept in the end");

  // Enter sends the form; it does not press the first button of a card.
  await page.goto(`${w.address}/cases/${w.ids.english}/forms/registration/new/s_contact`);
  await page.fill("[name='contact_more/1/more_person']", "Aunt Hala");
  await Promise.all([page.waitForURL(/s_concerns/), page.keyboard.press("Enter")]);
  await page.goto(`${w.address}/cases/${w.ids.english}/forms/registration/new/s_contact`);
  expect((await page.inputValue("[name='contact_more/1/more_person']")) === "Aunt Hala", "Enter removed a card");
  report("forms-typing", [...findings, ...page.trouble]);
  await page.context().close();
}

/** What is ticked while questions appear above it stays ticked. */
async function ticking(w) {
  const findings = [];
  const page = await pageFor(chrome, w.address, "ana");
  const quiet = () => page.locator("form[data-follow]:not([data-pending])").waitFor({ timeout: 20000 });
  const box = (name, value) => page.locator(`main [name=${name}][value=${value}]`);
  let asked, go;
  const sent = new Promise((resolve) => (asked = resolve)), released = new Promise((resolve) => (go = resolve));
  await page.route("**/draft", async (route) => (asked(), await released, route.continue()));
  await page.goto(`${w.address}/cases/${w.ids.english}/forms/safety_assessment/new/s_danger`);
  await box("threat", "basic_needs").check();
  await box("protective_factor", "caring_adult").check();
  await sent;
  await box("protective_factor", "community").check();
  await page.evaluate(() => document.activeElement.blur()); // as by a tap beside it
  go();
  await page.locator("[name='threat_each/1/each_level']").first().waitFor();
  await quiet();
  for (const value of ["caring_adult", "community"]) if (!(await box("protective_factor", value).isChecked())) findings.push(`${value} is not ticked any more`);
  await page.goto(page.url());
  for (const value of ["caring_adult", "community"]) if (!(await box("protective_factor", value).isChecked())) findings.push(`${value} was not kept`);
  report("forms-ticking", [...findings, ...page.trouble]);
  await page.context().close();
}

/** Two windows of one person on one form: neither empties what was typed in the other. */
async function windows(w) {
  const findings = [];
  const expect = (holds, what) => holds || findings.push(what);
  const older = await pageFor(chrome, w.address, "ana");
  const newer = await older.context().newPage();
  const form = `${w.address}/cases/${w.ids.windows}/forms/consent/new`;
  const quiet = (page) => page.locator("form[data-follow]:not([data-pending])").waitFor({ timeout: 20000 });
  const value = (page, name) => page.inputValue(`[name=${name}]`);
  for (const page of [older, newer]) await page.goto(form);
  await newer.fill("[name=witness]", "Old Yusuf");
  await quiet(newer);
  // The caret of the older window stands in the box that the newer one filled in.
  await older.locator("[name=witness]").focus();
  await older.locator("[name=consent_store][value=yes]").evaluate((radio) => radio.click());
  await quiet(older);
  await older.fill("[name=consent_by_name]", "Mona Nasser");
  await quiet(older);
  expect((await value(older, "witness")) === "Old Yusuf", "the older window does not show what the newer one kept");
  await newer.fill("[name=withhold_what]", "The address");
  await quiet(newer);
  // What was typed and kept, and taken back while the connection fails, is empty in the end.
  await newer.fill("[name=witness]", "Old Yusuf and his son");
  await quiet(newer);
  await newer.route("**/draft", (route) => route.abort());
  await newer.fill("[name=witness]", "");
  await newer.waitForFunction((text) => document.querySelector("[data-kept]").textContent === text, words("en").t("assess.not_kept"));
  await newer.unroute("**/draft");
  await newer.fill("[name=consent_by_name]", "Mona N.");
  await quiet(newer);
  await newer.goto(form);
  const kept = { witness: "", consent_by_name: "Mona N.", withhold_what: "The address" };
  for (const [name, text] of Object.entries(kept)) expect((await value(newer, name)) === text, `${name} is "${await value(newer, name)}", not "${text}"`);
  expect(await newer.locator("[name=consent_store][value=yes]").isChecked(), "what the older window chose is gone");
  // Saved by hand, both having written: it stands side by side, and nothing is lost.
  await newer.fill("[name=witness]", "Aunt Hala");
  await quiet(newer);
  await older.route("**/draft", (route) => route.abort());
  await older.fill("[name=witness]", "Uncle Sami");
  await older.locator("button[value=draft]").click();
  await older.locator("table.diff").waitFor();
  const table = await older.locator("table.diff").innerText();
  expect(/Aunt Hala/.test(table) && /Uncle Sami/.test(table), `the conflict shows "${table}"`);
  expect(!/Mona/.test(table), "what does not differ is in the conflict");
  report("forms-windows", [...findings, ...newer.trouble ?? []]);
  await older.context().close();
}

/** One question at a time, on a phone without JavaScript: forward through a section, back, and as before. */
async function oneByOne(w) {
  const findings = [];
  const expect = (holds, what) => holds || findings.push(`${new URL(page.url()).search}: ${what}`);
  const page = await pageFor(chrome, w.address, "salma", { width: 390, height: 844, js: false });
  const filler = new Filler({ page, js: false, sentence: "كتب هذا شخص ما" });
  const form = `${w.address}/cases/${w.ids.arabic}/forms/registration/new`;
  const main = () => filler.lead(() => page.locator("form.form .acts button.main").click());
  await page.goto(form);
  await filler.lead(() => page.locator("form[action$='/pages'] button").click());
  await page.goto(`${form}/s_contact`);
  let pages = 0;
  for (; page.url().includes("/s_contact") && pages < 30; pages++) {
    expect((await page.locator(".questions .field").count()) <= 1, "more than one question is asked");
    expect((await overflow(page)) <= 0, "scrolls sideways");
    await filler.answerAll();
    await main();
    expect((await page.locator(".errors").count()) === 0, "it is refused");
  }
  expect(pages > 4, `the section has ${pages} pages`);
  await page.goto(`${form}/s_contact?at=contact_hours`);
  expect((await page.inputValue("[name=contact_hours]")) !== "", "the answer is gone");
  await filler.lead(() => page.locator("button[value=back]").click());
  expect(page.url().includes("at=contact_channel"), "Back leads elsewhere");
  await page.goto(form);
  expect((await page.locator("ul.tasks .badge.ok").count()) === 1, "the section is not complete");
  await filler.lead(() => page.locator("form[action$='/pages'] button").click());
  await page.goto(`${form}/s_contact`);
  expect((await page.locator(".questions .field").count()) > 4, "the section is not whole again");
  report("forms-one-by-one", findings);
  await page.context().close();
}

const pattern = process.argv[2] ?? "";
const chrome = await browser();
if (!chrome) process.exit(0);
if (shots) mkdirSync(shots, { recursive: true });
/** One kind of person after the other, on one case. */
async function walks(w, form, known, kinds) {
  const looked = new Set();
  for (const { kind, name } of kinds) {
    const page = await pageFor(chrome, w.address, kind.login, { width: kind.width, height: kind.width < 500 ? 844 : 900, js: kind.js });
    const run = new Run({ page, kind, name, looked });
    const began = Date.now();
    try {
      await run.walk(`${w.address}/cases/${w.ids[kind.case]}/forms`, form, known);
    } catch (error) {
      run.findings.push(`${page.url()}: ${error.message.split("\n").slice(0, 6).join(" / ")}`);
    }
    if (process.env.TIMES) console.log(`# ${form}: ${Math.round((Date.now() - began) / 1000)} s`);
    report(name, run.findings);
    await page.context().close();
  }
}
for (const [pack, known] of Object.entries(KNOWN)) {
  const kinds = KINDS.map((kind) => ({ kind, name: `forms-${pack}-${kind.lang}-${kind.width}-${kind.js ? "js" : "nojs"}` })).filter(({ name }) => name.includes(pattern));
  const isFirst = pack === "child-family" && "forms-typing forms-ticking forms-one-by-one forms-windows".includes(pattern);
  if (!kinds.length && !isFirst) continue;
  const w = await world("tests/browser/forms_world.scn", join("packs", pack));
  if (isFirst) await Promise.all([typing(w), ticking(w), oneByOne(w), windows(w)]);
  await Promise.all(["en", "ar"].map((lang) => walks(w, longest(pack), known, kinds.filter(({ kind }) => kind.lang === lang))));
  await w.stop();
}
await chrome.close();
process.exit(exitStatus());
