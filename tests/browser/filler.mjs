// Somebody who fills in any form: looks at what the page asks and answers it, whatever it is. Says nothing
// about what is right: the page does, and then another answer is tried.
const TRIES = 12; // of an answer that the form finds wrong
const NUMBERS = ["3", "30", "70", "2010", "1", "0", "12"];
const TEXTS = ["Mina", "20100417"];
const DAYS = [0, 30, -30, 400];
const DAY = 86400000;

/** A file that such a question takes. */
function fileFor(accept) {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  if (accept.startsWith("image/jpeg,image/png,image/webp") && !accept.includes("pdf")) return { name: "picture.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") };
  if (accept === "audio/*") return { name: "words.ogg", mimeType: "audio/ogg", buffer: Buffer.from("OggS\0\x02words") };
  return { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nwords\n%%EOF\n") };
}

/** What the page asks now: how each question is answered, and whether it is. */
function questions() {
  const fields = document.querySelectorAll(".questions .field:not(.computed, .blocked, .dropped)");
  return [...fields].flatMap((field) => {
    const boxes = [...field.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((b) => !b.name.endsWith(".missing"));
    const box = boxes[0] ?? field.querySelector("input[type=hidden]:not([name=base-marks])");
    if (!box) return []; // nothing to choose from
    const about = { name: box.name, bad: field.classList.contains("bad"), n: boxes.length };
    if (field.querySelector("[data-sign]")) return { ...about, kind: "sign", empty: !box.value };
    if (field.querySelector("[data-place]")) return { ...about, kind: "place", empty: !box.value };
    const file = boxes.find((b) => b.type === "file");
    if (file) return { ...about, name: file.name.replace(/\.file$/, ""), kind: "file", accept: file.accept, empty: !file.files.length && !field.querySelector(".kept-file") };
    if (/\.1$/.test(box.name)) return { ...about, name: box.name.slice(0, -2), kind: "rank", empty: !box.value };
    if (/\.day$/.test(box.name)) return { ...about, name: box.name.slice(0, -4), kind: "date", empty: !boxes[2].value, time: boxes.some((b) => b.name.endsWith(".time")) };
    if (box.type === "radio" || box.type === "checkbox") return { ...about, kind: box.type, empty: !boxes.some((b) => b.checked) };
    if (box.tagName === "SELECT") return { ...about, kind: "select", n: box.options.length - 1, empty: !box.value };
    const time = box.classList.contains("short") && box.size === 5;
    return { ...about, kind: time ? "time" : box.classList.contains("short") ? "number" : "text", empty: !box.value };
  });
}

export class Filler {
  constructor({ page, js, sentence }) {
    Object.assign(this, { page, js, sentence, tries: new Map() });
  }

  box(name, rest = "") {
    return this.page.locator(`.questions [name="${name}"]${rest}:not([type=hidden])`);
  }

  /** Until the page shows what follows from the answers: the script by itself, else a button. */
  async follow(leave = true) {
    if (!this.js) {
      const show = this.page.locator("noscript button, form button[value=show]").first();
      if (await show.count()) await this.lead(() => show.click());
      return;
    }
    if (leave) await this.page.evaluate(() => document.activeElement?.blur());
    await this.page.locator("form[data-follow]:not([data-pending])").waitFor({ timeout: 20000 });
  }
  async lead(act) {
    const came = this.page.waitForEvent("framenavigated", { predicate: (f) => f === this.page.mainFrame(), timeout: 20000 });
    await Promise.all([came, act()]);
    await this.page.waitForLoadState("load");
  }

  async answer(q) {
    const k = this.tries.get(q.name) ?? 0;
    if (k > TRIES) throw new Error(`no answer to ${q.name} is right`);
    this.tries.set(q.name, k + 1);
    if (q.kind === "radio") await this.box(q.name).nth((q.n - 1 + k) % q.n).check();
    else if (q.kind === "checkbox") {
      for (let i = 0; i < q.n; i++) await this.box(q.name).nth(i).setChecked(i === k % q.n);
    } else if (q.kind === "select") await this.box(q.name).selectOption({ index: 1 + ((q.n - 1 + k) % q.n) });
    else if (q.kind === "rank") {
      for (let i = 1; i <= q.n; i++) await this.box(`${q.name}.${i}`).selectOption({ index: i });
    } else if (q.kind === "date") await this.date(q, DAYS[k % DAYS.length]);
    else if (q.kind === "file") await this.box(`${q.name}.file`).setInputFiles(fileFor(q.accept));
    else if (q.kind === "sign" && this.js && k === 0) await this.sign(q.name);
    else await this.box(q.name).fill({ time: "10:30", place: "36.80 10.18", number: NUMBERS[k % NUMBERS.length] }[q.kind] ?? [this.sentence, ...TEXTS][k % 3]);
  }
  async date(q, days) {
    const day = new Date(Date.now() + days * DAY).toISOString();
    const parts = [["day", day.slice(8, 10)], ["month", day.slice(5, 7)], ["year", day.slice(0, 4)], ...(q.time ? [["time", "00:00"]] : [])];
    for (const [part, value] of parts) await this.box(`${q.name}.${part}`).fill(value);
  }
  async sign(name) {
    const pad = this.page.locator(".field", { has: this.page.locator(`[name="${name}"]`) }).locator("[data-sign]");
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    await this.page.mouse.move(box.x + 20, box.y + 30);
    await this.page.mouse.down();
    for (let i = 0; i < 12; i++) await this.page.mouse.move(box.x + 30 + 9 * i, box.y + 30 + (i % 3) * 15);
    await this.page.mouse.up();
  }

  /** Answers all that the page asks, and what it asks then. `held` are left alone. */
  async answerAll(held = []) {
    for (let round = 0; round < 25; round++) {
      const open = (await this.page.evaluate(questions)).filter((q) => (q.empty || q.bad) && !held.includes(q.name));
      if (!open.length) return;
      for (const q of open) {
        // What was asked a moment ago may have gone by an answer since.
        const gone = (await this.page.locator(`.questions [name="${q.name}"], .questions [name^="${q.name}."]`).count()) === 0;
        if (!gone) await this.answer(q);
      }
      await this.follow();
    }
    throw new Error("the form asks without end");
  }

  /** Answers the page, agrees that what no longer applies goes, and goes on by the main button until the page
   *  is taken. look: called before that. */
  async goOn(held = [], look = async () => {}) {
    for (let tries = 0; ; tries++) {
      await this.answerAll(held);
      if (tries === 0) await look();
      const drop = this.page.locator("#f-drop-hidden");
      if (await drop.count()) await drop.check();
      await this.lead(() => this.page.locator("form.form .acts button.main").click());
      const errors = this.page.locator(".errors");
      if (!(await errors.count())) return;
      if (tries > 8) throw new Error(`the page says: ${await errors.innerText()}`);
    }
  }
}
