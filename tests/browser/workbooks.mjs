#!/usr/bin/env node
// Real workbooks, imported into a pack as they are and filled in to the record, by somebody who reads the
// page. What is blocked is said in its place and hinders nothing else; tests/xlsforms/filled.tsv has the list.
// usage: node tests/browser/workbooks.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Filler } from "./filler.mjs";
import { axe, browser, build, exitStatus, overflow, pageFor, report, world } from "./lib.mjs";

const PLAIN = "onadata--groups_in_repeats"; // also filled in without JavaScript
const shots = process.env.SHOTS;
const formName = (workbook) => workbook.toLowerCase().replace(/[^a-z0-9]+/g, "_");

/** What tests/xlsforms/filled.tsv says: workbook → labels of the questions that are blocked when it is filled in. */
function expected() {
  const rows = readFileSync("tests/xlsforms/filled.tsv", "utf8").trim().split("\n").slice(1).map((line) => line.split("\t"));
  return (workbook) => rows.filter(([name]) => name === workbook).map(([, label]) => label).sort();
}

/** A pack of the child and family programme with a form for each workbook. */
function scratchPack(dir, workbooks, corpus) {
  const pack = join(dir, "packs", "child-family");
  cpSync("packs", join(dir, "packs"), { recursive: true });
  const columns = readFileSync(join(pack, "forms.csv"), "utf8").split("\n")[0].split(",");
  for (const workbook of workbooks) {
    const name = formName(workbook);
    const made = spawnSync(`${build}/alidade`, ["form", "import", join(corpus, `${workbook}.xlsx`), "--into", join(pack, "forms", name)], { encoding: "utf8" });
    for (const line of made.stderr.trim().split("\n").filter(Boolean)) console.log(`# ${line}`);
    if (made.status !== 0) throw new Error(`${workbook} is not imported`);
    const cell = (column) => ({ form: name, version: "1", phase: "intake" })[column] ?? (/^title:/.test(column) ? name : /^why:/.test(column) ? "To be tried." : "");
    appendFileSync(join(pack, "forms.csv"), `${columns.map(cell).join(",")}\n`);
  }
  return pack;
}

class Run {
  constructor(options) {
    Object.assign(this, options);
    this.findings = this.page.trouble;
    this.blocked = [];
    this.n = 0;
    const isRefusal = (r) => r.status() === 422 && r.request().isNavigationRequest(); // the page shows what is wrong
    this.page.on("response", (r) => r.status() >= 400 && !isRefusal(r) && this.findings.push(`${r.status()} from ${r.url()}`));
    this.filler = new Filler({ page: this.page, js: this.js, sentence: "Typed by somebody" });
  }
  expect(holds, what) {
    if (!holds) this.findings.push(what);
  }
  async look(what) {
    const wide = await overflow(this.page);
    this.expect(wide <= 0, `${what} scrolls sideways by ${wide} px`);
    this.blocked.push(...(await this.page.locator(".field.blocked b").allInnerTexts()));
    if (shots) await this.page.screenshot({ path: join(shots, `${this.name}-${String(this.n++).padStart(2, "0")}-${what}.png`), fullPage: true });
    if (!this.js) return;
    for (const found of await axe(this.page)) this.expect(false, `${what}: ${found}`);
  }

  async fill(base, form) {
    const { page, filler } = this;
    await page.goto(`${base}/${form}/new`);
    const sections = page.locator("main ul.tasks a");
    if (await sections.count()) {
      await this.look("sections");
      await filler.lead(() => sections.first().click());
    }
    for (let i = 0; i < 40 && (await page.locator("form.form").count()); i++) await filler.goOn([], () => this.look(page.url().split("/").pop()));
    this.expect(/\/forms\/[0-9a-f-]{36}/.test(page.url()), `it ends at ${page.url()}: ${await page.locator("main").innerText()}`);
    await this.look("record");
    this.answers = await page.locator("main dl.summary dd").count();
  }
}

const corpus = join(process.env.ALIDADE_CORPORA ?? "../shared/corpora", "xlsforms");
if (!existsSync(corpus)) {
  console.log("skip browser::workbooks there is no folder ../shared/corpora/xlsforms beside the repository");
  process.exit(0);
}
const chrome = await browser();
if (!chrome) process.exit(0);
if (shots) mkdirSync(shots, { recursive: true });
const workbooks = readdirSync(corpus).filter((f) => f.endsWith(".xlsx")).map((f) => basename(f, ".xlsx"));
const blocked = expected();
const dir = mkdtempSync(join(tmpdir(), "alidade-workbooks-"));
const w = await world("tests/browser/forms_world.scn", scratchPack(dir, workbooks, corpus));

async function one(workbook, js) {
  const name = `workbooks-${workbook}${js ? "" : "-nojs"}`;
  const page = await pageFor(chrome, w.address, "ana", { js });
  const run = new Run({ page, js, name });
  const began = Date.now();
  try {
    await run.fill(`${w.address}/cases/${w.ids.english}/forms`, formName(workbook));
    run.expect(run.answers > 0, "the record shows no answer");
    const found = run.blocked.sort();
    run.expect(found.join("|") === blocked(workbook).join("|"), `blocked are "${found.join("|")}", not "${blocked(workbook).join("|")}"`);
  } catch (error) {
    run.findings.push(`${page.url()}: ${error.message.split("\n").slice(0, 6).join(" / ")}`);
  }
  if (process.env.TIMES) console.log(`# ${name}: ${Math.round((Date.now() - began) / 1000)} s, ${run.answers} answers`);
  report(name, run.findings);
  await page.context().close();
}
const todo = [...workbooks.map((name) => [name, true]), [PLAIN, false]].filter(([name]) => name.includes(process.argv[2] ?? ""));
await Promise.all([0, 1].map(async () => {
  for (let next; (next = todo.shift()); ) await one(...next);
}));
await w.stop();
rmSync(dir, { recursive: true, force: true });
await chrome.close();
process.exit(exitStatus());
