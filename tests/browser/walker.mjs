// Somebody who uses the pages: finds links and buttons by their names, fills in what is asked, and
// looks at each page that comes.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { report } from "./lib.mjs";
import { words } from "./words.mjs";

const DAY = 86400000;
const PATIENCE = 20000; // of a busy machine
const lexicons = new Map();

// Pages of a case that stand under another entry: the entry, then they.
const GROUPS = [
  ["group_contact", "notes", "tasks", "appointments", "promises"],
  ["section_plan", "reviews"],
  ["section_services", "referrals", "benefits"],
  ["section_people", "team", "pictures", "consents"],
  ["group_record", "documents", "decisions", "history"],
];

export class Walker {
  constructor(options) {
    Object.assign(this, options);
    if (!lexicons.has(this.kind.lang)) lexicons.set(this.kind.lang, words(this.kind.lang));
    this.words = lexicons.get(this.kind.lang);
    this.step = 0;
    const note = (what) => this.findings.push(`${this.where()}: ${what}`);
    const expected = (status) => this.signedOut && status === 401;
    this.page.on("console", (m) => m.type() === "error" && !expected(/ 401 /.test(m.text()) && 401) && note(`console: ${m.text()}`));
    this.page.on("pageerror", (e) => note(`script: ${e.message}`));
    // Leaving a page ends what it still loads.
    this.page.on("requestfailed", (r) => r.failure()?.errorText !== "net::ERR_ABORTED" && note(`no answer: ${r.url()} ${r.failure()?.errorText}`));
    this.page.on("response", (r) => r.status() >= 400 && !expected(r.status()) && note(`${r.status()} from ${r.url()}`));
  }

  where() {
    return `${this.who} at ${new URL(this.page.url(), this.address).pathname.replace(/[0-9a-f-]{36}/g, ":id").replace(/new\/s_\w+/, "new/:section")}`;
  }

  /** Does something that leads to a page, and looks at it. */
  async lead(act) {
    const came = this.page.waitForEvent("framenavigated", { predicate: (f) => f === this.page.mainFrame(), timeout: PATIENCE });
    await Promise.all([came, act()]);
    await this.page.waitForLoadState("load");
    await this.look();
  }

  async look() {
    const { page, kind } = this;
    const key = `${kind.lang} ${kind.width} ${this.where()}`;
    const errors = page.locator(".errors");
    if (await errors.count()) throw new Error(`the page says: ${await errors.innerText()}`);
    const wide = await this.overflow(page);
    if (wide > 0) this.findings.push(`${this.where()}: scrolls sideways by ${wide} px`);
    if (!kind.js || this.looked.has(key)) return;
    this.looked.add(key);
    if (this.shots)
      await page.screenshot({ path: join(this.shots, `${kind.lang}-${kind.width}-${String(this.step++).padStart(2, "0")}${this.where().replace(/[^a-z_]+/g, "-")}.png`), fullPage: true });
    for (const found of await this.axe(page)) this.findings.push(`${this.where()}: ${found}`);
  }

  /** What can be seen and clicked of this role and name. */
  one(role, name, within = this.page.getByRole("main")) {
    return within.getByRole(role, { name }).filter({ visible: true }).first();
  }
  async link(name, within) {
    await this.lead(() => this.one("link", name, within).click({ timeout: PATIENCE }));
  }
  async button(name, within) {
    await this.lead(() => this.one("button", name, within).click({ timeout: PATIENCE }));
  }
  async sees(text) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: PATIENCE });
  }
  /** A box has this typed in it. */
  async has(name, text) {
    const value = await this.page.locator(`main [name="${name}"]`).inputValue();
    if (!value.includes(text)) throw new Error(`${name} lost "${text}", it has "${value}"`);
  }

  async signIn(login, password) {
    const { page, kind } = this;
    await this.page.goto(this.address);
    if ((await page.locator("html").getAttribute("lang")) !== kind.lang)
      await this.lead(() => page.locator(`button[lang=${kind.lang}]`).click());
    await this.fill({ login, password });
    await this.button(this.words.t("core.sign_in"));
    if ((await page.locator("html").getAttribute("lang")) === kind.lang) return;
    // The account's own language counts: it is changed where people change it.
    await page.locator("header details.account summary").click();
    await this.lead(() => page.locator("header a[href='/account']").click());
    await this.fill({ language: kind.lang });
    await this.lead(() => page.locator("form[action='/account/preferences'] button.main").click());
    await this.lead(() => page.locator("header a.logo").click());
  }

  /** The session ends while something is typed; after the sign-in it is there again. */
  async timeOut(button, login, password) {
    await this.page.context().clearCookies();
    this.signedOut = true;
    await this.button(button);
    await this.fill({ login, password });
    await this.button(this.words.t("core.sign_in"));
    this.signedOut = false;
  }

  /** The main navigation: in the bar, on a phone below; what has no room there is folded away. */
  async menu(name) {
    const bar = this.page.locator("header nav, nav.tabs");
    if (await this.one("link", name, bar).count()) return this.link(name, bar);
    await this.page.locator("header details.menu summary, header details.account summary").filter({ visible: true }).first().click();
    await this.link(name, this.page.locator("header"));
  }
  /** A section of the case; a form has a way back instead. */
  async section(name) {
    const back = this.page.getByRole("link", { name: this.words.t("casefile.back") });
    if (name === "overview" && !(await this.page.locator("nav.sub").count()) && (await back.count())) return this.link(this.words.t("casefile.back"));
    const label = this.words.t(`casefile.section_${name}`), rows = this.page.locator("nav.sub > div");
    const group = GROUPS.find((g) => g.slice(1).includes(name))?.[0];
    if (group && !(await rows.last().getByRole("link", { name: label, exact: true }).count())) await this.link(this.words.t(`casefile.${group}`), rows.first());
    await this.link(label, group ? rows.last() : rows.first());
  }
  async isIn(phase) {
    await this.page.locator("nav.phases [aria-current=step]").filter({ hasText: phase }).waitFor({ timeout: PATIENCE });
  }

  /** Fills what the page asks of these answers: a code, several, a text, days from today. */
  async fill(answers) {
    for (const [name, answer] of Object.entries(answers)) await this.answer(name, answer);
  }
  async answer(name, answer) {
    const { page } = this;
    const day = page.locator(`main [name="${name}.day"]`);
    if (await day.count()) {
      const date = new Date(Date.now() + answer * DAY).toISOString();
      for (const [part, value] of [["day", date.slice(8, 10)], ["month", date.slice(5, 7)], ["year", date.slice(0, 4)]])
        await page.locator(`main [name="${name}.${part}"]`).fill(value);
      const time = page.locator(`main [name="${name}.time"]`);
      if (await time.count()) await time.fill("00:00");
      return;
    }
    const box = page.locator(`main [name="${name}"]:not([type=hidden])`).first();
    const type = await box.evaluate((e) => (e.tagName === "INPUT" ? e.type : e.tagName), undefined, { timeout: PATIENCE });
    if (type === "SELECT") await box.selectOption(answer);
    else if (type === "radio" || type === "checkbox")
      for (const one of [answer].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check({ timeout: PATIENCE });
    else await box.fill(answer);
  }

  /** A form of the pack, on one page or in sections, checked and submitted. "-" is any sentence. */
  async fillForm(form, answers, sentence) {
    const { page, words: { t } } = this;
    const left = new Map(Object.entries(answers).map(([name, a]) => [name, a === "-" ? sentence : a]));
    const names = [t("assess.submit"), t("assess.save_next"), t("assess.save_check")];
    await this.sees(this.words.form(form));
    const sections = page.locator(`main ul.tasks a[href*="/forms/${form}/new/"]`);
    if (await sections.count()) await this.lead(() => sections.first().click());
    const asked = async () => {
      const found = [];
      for (const name of left.keys())
        if (await page.locator(`main form [name="${name}"]:not([type=hidden]), main form [name="${name}.day"]`).count()) found.push(name);
      return found;
    };
    for (let page_n = 0; page_n < 30; page_n++) {
      // An answer may bring more questions to the page: they are answered, too.
      for (let names_now = await asked(); names_now.length; names_now = left.size ? await asked() : []) {
        for (const name of names_now) {
          await this.answer(name, left.get(name));
          left.delete(name);
        }
        if (left.size) await this.follow();
      }
      const found = [];
      for (const n of names) if (await this.one("button", n).count()) found.push(n);
      if (!found.length) throw new Error(`no button to go on with: ${await page.getByRole("button").allInnerTexts()} / ${names}`);
      await this.button(found[0]);
      if (found[0] === names[0]) break;
    }
    if (left.size) throw new Error(`${form} did not ask ${[...left.keys()]}`);
    await this.sees(t("assess.submitted.done"));
  }
  /** What follows from the answers comes by itself; without JavaScript by a button. */
  async follow() {
    const { page } = this;
    const show = page.locator('main form button[name=do][value=show]').filter({ visible: true });
    if (!this.kind.js) return void ((await show.count()) && (await this.lead(() => show.first().click())));
    if (!(await page.locator("main form[data-follow]").count())) return;
    await page.evaluate(() => document.activeElement?.blur());
    await page.locator("main form[data-follow]:not([data-pending])").waitFor({ timeout: PATIENCE });
  }
  /** The form was filled in before: begin a new one. */
  async again() {
    await this.link(this.words.t("assess.fill_new"));
  }

  /** The first open task of the page is dropped, with a reason. */
  async drop(reason) {
    const { page, words: { t } } = this;
    await this.lead(() => page.locator('main ul.todo li a[href^="/tasks/"]').first().click());
    await page.locator("summary").filter({ hasText: t("task.drop") }).click();
    await this.fill({ drop_reason: reason });
    await this.button(t("task.drop_save"));
  }

  /** Decides in the list of approvals about this family. What is sent back was weighed: a tick says so. */
  async decide(client, button, reason) {
    const card = this.page.locator("main section.card").filter({ hasText: client });
    await card.locator("textarea").first().fill(reason);
    if (reason) {
      await card.locator("details.weighed summary").click();
      await card.locator("[name=nothing_else]").check();
    }
    await this.button(button, card);
  }
}

/** Walks with these people, who share their findings, and says under that name what was found. */
export async function journey(name, people, walk) {
  const { findings, shots } = people[0];
  try {
    await walk(...people);
  } catch (e) {
    findings.push(`${people.map((who) => who.where()).join(" | ")}: ${e.message.split("\n").slice(0, 6).join(" / ")}`);
    for (const who of people) if (shots) await who.page.screenshot({ path: join(shots, `${name}-${who.who}-at-the-end.png`), fullPage: true });
  }
  for (const who of people) await who.page.context().close();
  report(name, [...new Set(findings)]);
}

/** One kind after the other, of those whose name has what the command line asks for. */
export async function everyKind(kinds, nameOf, go) {
  if (process.env.SHOTS) mkdirSync(process.env.SHOTS, { recursive: true });
  for (const kind of kinds.filter((k) => nameOf(k).includes(process.argv[2] ?? ""))) await go(kind);
}
