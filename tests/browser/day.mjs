#!/usr/bin/env node
// A worker's day, as people live it: what is late, a visit that is made, prepared, walked alone and told, with what
// follows from it; the calendar in its three shapes, leave, the own calendar outside; and what the supervisor sees.
// In English and Arabic, on a desktop and a phone, with and without JavaScript; each page is looked at (axe,
// sideways scroll).
// usage: node tests/browser/day.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { axe, browser, exitStatus, overflow, pageFor, world } from "./lib.mjs";
import { Walker, everyKind, journey } from "./walker.mjs";

const PASSWORD = "walks the whole way"; // as in day_world.scn
const DAY = 86400000;

const KINDS = [
  { lang: "en", width: 1366, js: true, hour: "17:00", client: "Amal Nasser", at: "12 Example Street", promise: "Bring the bus ticket", task: "Call the school about Amal", told: "Both children were there and well", next: "Ask the teacher for the report" },
  { lang: "en", width: 390, js: false, hour: "18:30", client: "Bruno Keller", at: "7 Example Lane", promise: "Ask for the grant", task: "Call the clinic about Bruno", told: "He has found work for two days", next: "Bring the form for the clinic" },
  { lang: "ar", width: 1366, js: false, hour: "20:00", client: "ليلى منصور", at: "شارع المثال 12", promise: "إحضار تذكرة الحافلة", task: "الاتصال بمدرسة ليلى", told: "كان الطفلان في البيت وبخير", next: "طلب التقرير من المعلمة" },
  { lang: "ar", width: 390, js: true, hour: "21:30", client: "عمر حداد", at: "زقاق المثال 7", promise: "السؤال عن المنحة", task: "الاتصال بعيادة عمر", told: "وجد عملًا ليومين", next: "إحضار استمارة العيادة" },
];
const nameOf = (k) => `day-${k.lang}-${k.width}${k.js ? "" : "-nojs"}`;

const chrome = await browser();
if (!chrome) process.exit(0);
const place = await world(new URL("day_world.scn", import.meta.url).pathname);
const looked = new Set();

/** So many days from today, and on to the next day on which people work. */
function workday(days) {
  for (; [0, 6].includes(new Date(Date.now() + days * DAY).getUTCDay()); days++);
  return days;
}

/** Opens what is folded, when it is. */
async function unfold(w, name) {
  const fold = w.page.locator("main details", { has: w.page.locator("summary").filter({ hasText: name }) }).last();
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
}

/** Something on a page is set when it says so: what people are warned of they may still want. */
async function save(w, name, sure) {
  const { page } = w;
  const came = page.waitForEvent("framenavigated", { predicate: (f) => f === page.mainFrame() });
  await Promise.all([came, w.one("button", name).click()]);
  await page.waitForLoadState("load");
  if (await page.locator(`main [name="${sure}"]`).count()) {
    await w.fill({ [sure]: "1" });
    await w.button(name);
  } else await w.look();
}

async function morning(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.signIn("ana", PASSWORD);
  for (const text of [t("date.overdue"), kind.task, kind.client]) await w.sees(text);
  await w.link(kind.client);
  await w.section("appointments");
  await w.link(t("appointment.new"));
  await w.fill({ mode: "home_visit", on: 0, from: kind.hour, title: kind.promise });
  await save(w, t("appointment.save"), "sure");
  await w.menu(t("nav.today"));
  for (const text of [t("appointment.today"), kind.client]) await w.sees(text);
}

async function visit(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.link(kind.client);
  await w.link(t("visit.prepare"));
  for (const text of [kind.at, kind.promise, t("visit.who")]) await w.sees(text);
  await unfold(w, t("visit.alone"));
  await w.fill({ minutes: "60", place: kind.at });
  await w.button(t("visit.start"));
  await w.sees(t("visit.you_out"));
  await w.menu(t("nav.today"));
  await w.sees(t("visit.you_out"));
  await w.button(t("visit.back"));
  await w.menu(t("nav.today"));
  await w.link(kind.client);
  await w.link(t("visit.prepare"));
  await w.link(t("visit.debrief"));
  await w.fill({ kind: "home_visit", result: "reached", body: kind.told, task_1_title: kind.next, task_1_due: workday(3), next_on: workday(7), next_from: kind.hour });
  await unfold(w, t("visit.next_more"));
  await w.fill({ next_mode: "home_visit" });
  await save(w, t("visit.debrief_save"), "next_sure");
  for (const text of [kind.told, kind.next]) await w.sees(text);
}

async function tasks(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.menu(t("nav.today"));
  const row = w.page.locator("main ul.todo > li").filter({ hasText: kind.task }).filter({ visible: true }).first();
  await w.lead(() => row.getByRole("button", { name: t("status.done") }).click());
  if (await w.page.getByText(kind.task).filter({ visible: true }).count()) throw new Error("the task is still there");
  await w.menu(t("nav.tasks"));
  await w.link(kind.next);
  await unfold(w, t("task.later"));
  await w.fill({ due: workday(5), reason: kind.told });
  await w.button(t("task.later_save"));
  await w.sees(kind.next);
}

async function calendar(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.menu(t("nav.calendar"));
  await w.sees(kind.client);
  for (const shape of ["week", "month"]) await w.link(t(`agenda.${shape}`));
  await w.link(t("absence.heading"));
  await w.fill({ kind: "leave", first: 40, last: 41 });
  await w.button(t("core.save"));
  await w.button(t("core.remove"));
  await w.page.goto(`${place.address}/calendar/feed`);
  await w.look();
  await w.button(t("feed.make"));
  const address = await w.page.locator("main code").innerText();
  const fed = await (await w.page.request.get(address)).text();
  if (!fed.startsWith("BEGIN:VCALENDAR") || fed.includes(kind.client)) throw new Error(`the calendar outside has ${fed.slice(0, 200)}`);
  await w.link(t("feed.secret_back"));
  await w.button(t("feed.revoke"));
  const gone = await w.page.request.get(address);
  if (gone.status() !== 404) throw new Error(`the address still opens: ${gone.status()}`);
}

async function walk(kind, w, s) {
  await morning(w, kind);
  await visit(w, kind);
  await tasks(w, kind);
  await calendar(w, kind);
  await s.signIn("carla", PASSWORD);
  await s.menu(s.words.t("nav.today"));
  for (const text of [s.words.t("today.team"), "Ana Torres"]) await s.sees(text);
}

async function go(kind) {
  const findings = [];
  const people = [];
  for (const who of ["worker", "supervisor"]) {
    const page = await pageFor(chrome, place.address, null, { width: kind.width, height: kind.width < 500 ? 844 : 900, locale: kind.lang, js: kind.js });
    people.push(new Walker({ page, kind, who, address: place.address, looked, findings, axe, overflow, shots: process.env.SHOTS }));
  }
  await journey(nameOf(kind), people, (...all) => walk(kind, ...all));
}

await everyKind(KINDS, nameOf, go);
await chrome.close();
await place.stop();
process.exit(exitStatus());
