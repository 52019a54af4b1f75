#!/usr/bin/env node
// Every page that people print, as a PDF from the real server: in English and Arabic. Each is whole for qpdf, is
// tagged, brings its fonts, and its words are found again; hostile pages are harmless.
// usage: node tests/pdf/pdf.mjs [PATTERN]     SHOTS=DIR keeps the PDFs and a picture of each page
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, exitStatus, report, worldOfToday } from "../browser/lib.mjs";

for (const tool of ["qpdf", "pdftotext", "fribidi"])
  if (!existsSync(`/usr/bin/${tool}`)) {
    console.log(`skip pdf there is no ${tool}; run tools/setup check`);
    process.exit(0);
  }
const dir = mkdtempSync(join(tmpdir(), "alidade-pdf-"));
const pattern = process.argv[2] ?? "";
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });

/** The words of a PDF. Right to left they come in the order of the eye: fribidi turns that round, and shapes letters,
 *  which is undone. Ligatures were made of letters that stood the other way round. */
function words(file, rtl) {
  const text = run("pdftotext", "-layout", file, "-");
  if (!rtl) return text.replace(/\s+/g, " ");
  const turned = spawnSync("fribidi", ["--clean", "--rtl", "--nopad", "--nobreak"], { input: text, encoding: "utf8", maxBuffer: 1 << 28 }).stdout;
  return turned
    .replace(/[\ufef5-\ufefc]/g, (ligature) => [...ligature.normalize("NFKC")].reverse().join(""))
    .normalize("NFKC")
    .replace(/[\ufeff\u200e\u200f\u202a-\u202e]/g, "")
    .replace(/\s+/g, " ");
}

/** What is wrong with a PDF as such. */
function flaws(file, language) {
  const found = [];
  const checked = spawnSync("qpdf", ["--check", file], { encoding: "utf8" });
  if (checked.status !== 0) found.push(`qpdf: ${checked.stdout}${checked.stderr}`);
  const info = run("pdfinfo", file);
  if (!/^Tagged:\s+yes$/m.test(info)) found.push("it is not tagged");
  if (!/^Title:\s+\S/m.test(info)) found.push("it has no title");
  // What PDF/UA-1 asks of a file as a whole: that it says so, its language, its title in the window, its structure.
  if (!/pdfuaid:part="1"/.test(run("pdfinfo", "-meta", file))) found.push("it does not say that it is PDF/UA-1");
  const text = run("qpdf", "--qdf", "--object-streams=disable", file, "-");
  for (const said of [`/Lang (${language})`, "/Marked true", "/DisplayDocTitle true", "/StructTreeRoot "]) if (!text.includes(said)) found.push(`it lacks ${said}`);
  if (!/^\s*H1/m.test(run("pdfinfo", "-struct", file))) found.push("its structure has no heading");
  const fonts = run("pdffonts", file).trim().split("\n").slice(2);
  if (fonts.length === 0 || fonts.some((line) => !/ yes yes yes +\d+ +\d+$/.test(line))) found.push(`fonts that are not inside: ${fonts.join("; ")}`);
  if (coloured(file)) found.push("it has colours: a copier may lose them");
  return found;
}

/** Whether some point of some page is not black, white or grey. */
function coloured(file) {
  const ppm = execFileSync("pdftoppm", ["-r", "40", file], { maxBuffer: 1 << 28 });
  for (let at = 0; at < ppm.length; ) {
    const [head, width, height] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(ppm.subarray(at, at + 40).toString("latin1"));
    const end = at + head.length + 3 * width * height;
    for (at += head.length; at < end; at += 3) if (Math.max(ppm[at], ppm[at + 1], ppm[at + 2]) - Math.min(ppm[at], ppm[at + 1], ppm[at + 2]) > 8) return true;
  }
  return false;
}

/** What a camera reads on the first page, when it is not the address. */
function scanned(file, address) {
  if (!existsSync("/usr/bin/ZXingReader")) return [];
  run("pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", file, join(dir, "page"));
  const read = run("ZXingReader", join(dir, "page.png"));
  return read.includes(address) ? [] : [`the QR code does not lead to ${address}: ${read}`];
}

/** Keeps what was made where somebody can look at it. */
function keep(file, name) {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  copyFileSync(file, join(process.env.SHOTS, `${name}.pdf`));
  run("pdftoppm", "-r", "70", "-png", file, join(process.env.SHOTS, name));
}

/** Somebody at a server: asks for PDFs as a browser without a script does. */
class Worker {
  constructor(address, login, language = null) {
    this.address = address;
    this.cookie = `alidade=token-${login}${language ? `; alidade-language=${language}` : ""}`;
  }
  get(path, accept = "application/json") {
    return fetch(this.address + path, { redirect: "manual", headers: { cookie: this.cookie, accept } });
  }
  async post(path, values) {
    const { csrf } = await (await this.get("/account")).json();
    return fetch(this.address + path, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: this.cookie, accept: "application/json", origin: this.address, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrf, ...values }),
    });
  }
  /** The path of a file with the PDF of a page, or why there is none. */
  async pdf(page, name) {
    const asked = await this.post("/print", { page });
    if (asked.status !== 303) return { why: `asking is answered with ${asked.status}` };
    const { location } = await asked.json();
    for (let i = 0; i < 240; i++) {
      const { view } = await (await this.get(location)).json();
      if (view.is_done) break;
      if (!view.is_waiting) return { why: "it could not be made" };
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const answer = await this.get(`${location}/file`);
    if (answer.status !== 200 || answer.headers.get("content-type") !== "application/pdf") return { why: `the file is answered with ${answer.status}` };
    const file = join(dir, `${name}.pdf`);
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    return { file };
  }
}

/** Pages, with words that must be found in them and words that must not. */
const pages = (ids, id) => ({
  summary: `/cases/${ids[id]}`,
  plan: `/cases/${ids[id]}/plan`,
  "family-copy": `/cases/${ids[id]}/plan/family`,
  filled: `/cases/${ids[id]}/forms/${ids[`${id}.record`]}`,
  blank: `/cases/${ids[id]}/forms/assessment/blank`,
  referral: `/cases/${ids[id]}/letters/referral`,
  closure: `/cases/${ids[id]}/letters/closure`,
  card: `/cases/${ids[id]}/appointments/${ids[`${id}.appointment`]}/card`,
  chronology: `/cases/${ids[id]}/chronology`,
  day: "/today",
});
const EXPECTED = {
  en: {
    summary: ["Amal Nasser", "Medium risk", "Amal lives with her mother in one room."],
    plan: ["Three meals a day", "Cook together on Sundays"],
    "family-copy": ["Amal eats every day", "Cook together on Sundays"],
    filled: ["Nothing in the kitchen", "A caring mother without income"],
    blank: ["CF-2026-", "Food and nutrition"],
    referral: ["We ask you to see Amal Nasser", "Kind regards"],
    closure: ["We end our work together", "Dear family"],
    card: ["Ana Torres", "9:30"],
    chronology: ["Saw Amal alone and with her mother. The kitchen is empty.", "Comprehensive assessment"],
    day: ["Call the school nurse", "Amal Nasser"],
  },
  ar: {
    summary: ["أمل ناصر", "تعيش أمل مع أمها في غرفة واحدة."],
    plan: ["ثلاث وجبات في اليوم", "نطبخ معا يوم الأحد"],
    "family-copy": ["أمل تأكل كل يوم", "نطبخ معا يوم الأحد"],
    filled: ["لا شيء في المطبخ", "أم حنون بلا دخل"],
    blank: ["الغذاء والتغذية"],
    referral: ["مع أطيب التحيات"],
    closure: ["نختتم عملنا معا", "الأسرة الكريمة"],
    card: ["Ana Torres"],
    chronology: ["رأيت أمل وحدها ومع أمها. المطبخ فارغ."],
    day: ["الاتصال بممرضة المدرسة", "أمل ناصر"],
  },
};

async function language(w, id) {
  const worker = new Worker(w.address, "ana");
  const set = await worker.post("/account/preferences", { language: id, theme: "auto", density: "normal", text_size: "normal", form_pages: "section", calendar: "gregorian" });
  if (set.status !== 303) return report(`pdf::${id}`, [`the language cannot be set: ${set.status}`]);
  for (const [name, page] of Object.entries(pages(w.ids, id))) {
    if (!`${id}-${name}`.includes(pattern)) continue;
    const { file, why } = await worker.pdf(page, `${id}-${name}`);
    if (why) {
      report(`pdf::${id}-${name}`, [why]);
      continue;
    }
    keep(file, `${id}-${name}`);
    const text = words(file, id === "ar");
    // Marks that letters bear, and blanks, are not what is looked for.
    const bare = (t) => t.normalize("NFKD").replace(/[\p{Mn}\s\u0640]/gu, "");
    const missing = EXPECTED[id][name].filter((t) => !bare(text).includes(bare(t))).map((t) => `“${t}” is not found in it: ${text.slice(0, 300)}`);
    if (name === "blank") missing.push(...scanned(file, `${w.address}/cases/${w.ids[id]}/forms/assessment`));
    report(`pdf::${id}-${name}`, [...flaws(file, id), ...missing]);
  }
}

/** What a page made of hostile words gives away, or lets happen. */
async function hostile(w) {
  const worker = new Worker(w.address, "ana");
  for (const [name, page] of [["hostile-summary", `/cases/${w.ids.bad}`], ["hostile-chronology", `/cases/${w.ids.bad}/chronology`]]) {
    const { file, why } = await worker.pdf(page, name);
    if (why) {
      report(`pdf::${name}`, [why]);
      continue;
    }
    const bytes = run("qpdf", "--qdf", "--object-streams=disable", file, "-");
    const found = flaws(file, "en");
    if (/root:x:0|EmbeddedFile|\/Launch|\/JavaScript/.test(bytes)) found.push("there is more in it than words");
    if (!words(file, false).includes(name === "hostile-summary" ? "<iframe src=file:///etc/hostname>" : "url(file:///etc/passwd) {{secret}}")) found.push(`its words are not as they were written: ${words(file, false).slice(0, 900)}`);
    report(`pdf::${name}`, found);
  }
}

/** HTML straight into the locked process: as if a page had let a tag through. */
function raw() {
  const make = (html) => spawnSync(`${build}/alidade`, ["pdf"], { input: html, maxBuffer: 1 << 28, timeout: 60000 });
  const page = (body) => `<!doctype html><html lang="en"><head><title>x</title></head><body><p>Stays</p>${body}</body></html>`;
  const secret = join(dir, "secret.txt");
  writeFileSync(secret, "the-secret-of-the-disk");
  const ways = [
    `<link rel="attachment" href="file://${secret}">`,
    `<a rel="attachment" href="file://${secret}">x</a>`,
    `<object data="file://${secret}"></object><embed src="file://${secret}"><img src="file://${secret}">`,
    `<link rel="stylesheet" href="file://${secret}"><style>@import url(file://${secret}); p { background: url(file:///etc/passwd) }</style>`,
    `<svg><image href="file://${secret}"></image><use href="file://${secret}#a"></use></svg>`,
    `<img src="http://127.0.0.1:9/x"><style>@font-face { font-family: F; src: url(file:///usr/share/fonts/x.ttf) } p { font-family: F }</style>`,
    `<!DOCTYPE a [<!ENTITY e SYSTEM "file://${secret}">]><svg><text>&e;</text></svg>`,
  ];
  const found = [];
  for (const way of ways) {
    let { status, stdout, stderr } = make(page(way));
    // On a machine that does too much at once a process may not start; what it lets through is asked here.
    if (status !== 0) {
      console.log(`# again, after ${status}: ${stderr}`);
      ({ status, stdout, stderr } = make(page(way)));
    }
    const file = join(dir, "raw.pdf");
    writeFileSync(file, stdout);
    if (status !== 0) found.push(`${way}: no PDF: ${status}, ${stderr}`);
    else if (/the-secret-of-the-disk|root:x:0|EmbeddedFile/.test(run("qpdf", "--qdf", "--object-streams=disable", file, "-"))) found.push(`${way}: gives a file away`);
    else if (!words(file, false).includes("Stays")) found.push(`${way}: the rest of the page is gone`);
  }
  report("pdf::nothing-fetched", found);

  const refused = (name, html, says) => {
    const began = Date.now();
    const { status, stdout, stderr } = make(html);
    const told = stderr.toString();
    const took = (Date.now() - began) / 1000;
    report(`pdf::${name}`, status === 1 && stdout.length === 0 && told.includes(says) && took < 45 ? [] : [`status ${status}, ${stdout.length} bytes, ${took} s, “${told.trim()}”`]);
  };
  refused("ten-megabytes", page("word ".repeat(2 << 20)), "too long");
  refused("endless", page(`<table>${"<tr><td>x<td>y".repeat(1 << 17)}`), "too long");
}

const w = await worldOfToday("tests/pdf/pdf_world.scn");
try {
  await language(w, "en");
  if (!pattern) {
    await hostile(w);
    raw();
  }
  await language(w, "ar");
} finally {
  await w.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(exitStatus());
