#!/usr/bin/env node
// The team of a case as people work in it: a worker takes in a psychologist of another agency and a teacher who has
// no account, changes what the psychologist sees, plans a case conference, invites the mother, writes down who came,
// an issue, a decision with a dissent and who does what, and closes the minutes. The psychologist finds the case,
// the minutes and the task; when the worker ends it, nothing is seen any more.
// In English and Arabic, on a desktop and a phone, there without JavaScript for the psychologist and once in the dark;
// each page is looked at on the way (axe, sideways scroll).
// usage: node tests/browser/team.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { axe, browser, exitStatus, overflow, pageFor, world } from "./lib.mjs";
import { Walker, everyKind, journey } from "./walker.mjs";

const PASSWORD = "walks the whole way"; // as in team_world.scn
const AGENCY = "South Family Centre", MEMBER = "Rami Saleh"; // of the cast
const TODAY = 0;

const SAID = {
  en: { teacher: "Nora Field", school: "Hill School", mother: "Hala Nasser", role: "Mother", room: "Room 4", time: "10:00",
    purpose: "How school goes on after the winter", issue: "Eleven days missed", told: "The school: she comes late on Mondays",
    decision: "A place in the homework club", reason: "She learns alone at home", other: "A tutor: too dear", agreed: "All but the mother",
    dissent: "The mother: not before the exams", act: "Ask the club for a place", summary: "She starts in the club in December", why: "Another post" },
  ar: { teacher: "نورة الحقل", school: "مدرسة التلة", mother: "هالة ناصر", role: "الأم", room: "الغرفة ٤", time: "١٠:٠٠",
    purpose: "كيف تستمر الدراسة بعد الشتاء", issue: "أحد عشر يوم غياب", told: "المدرسة: تتأخر يوم الاثنين",
    decision: "مكان في نادي الواجبات", reason: "تدرس وحدها في البيت", other: "مدرّس خاص: كلفته عالية", agreed: "الجميع إلا الأم",
    dissent: "الأم: ليس قبل الامتحانات", act: "طلب مكان في النادي", summary: "تبدأ في النادي في ديسمبر", why: "وظيفة أخرى" },
};
const KINDS = [
  { lang: "en", width: 1366, js: true, client: "Amal Nasser" },
  { lang: "en", width: 390, js: true, dark: true, client: "Bruno Keller" },
  { lang: "ar", width: 1366, js: true, client: "ليلى منصور" },
  { lang: "ar", width: 390, js: true, client: "عمر حداد" },
];
const nameOf = (k) => `team-${k.lang}-${k.width}`;

const chrome = await browser();
if (!chrome) process.exit(0);
const place = await world(new URL("team_world.scn", import.meta.url).pathname);
const looked = new Set();

/** What the page of the team says of this member. */
const memberOf = (w) => w.page.locator("main ul.people > li").filter({ hasText: MEMBER }).first();

/** Two come into the team: one with an account, who sees what is ticked, and one without. */
async function gather(w, kind, said) {
  const t = (key, places) => w.words.t(key, places);
  await w.signIn("ana", PASSWORD);
  await w.menu(t("nav.caseload"));
  await w.link(kind.client);
  await w.section("team");
  await w.link(t("member.new"));
  await w.link(AGENCY);
  await w.fill({ account: `${MEMBER} · South 1`, profession: "psychologist", parts: ["plan"], until: 60 });
  await w.button(t("member.add"));
  await w.sees(MEMBER);
  await w.link(t("member.new"));
  await w.link(t("member.named"));
  await w.fill({ name: said.teacher, profession: "teacher", organization: said.school });
  await w.button(t("member.add"));
  await w.sees(said.teacher);
  await w.link(t("core.change"), memberOf(w));
  await w.fill({ parts: ["forms", "conferences"], phone: "555-0188" });
  await w.button(t("core.save"));
  await w.sees(t("done.changed"));
}

/** Opens what is folded away under this name. */
async function unfold(w, key) {
  await w.page.locator("main summary").filter({ hasText: w.words.t(key) }).click();
}

/** A conference is planned and held; its minutes are closed. */
async function confer(w, said) {
  const t = (key, places) => w.words.t(key, places), { page } = w;
  await w.link(t("conference.title"));
  await w.link(t("conference.new"));
  await w.fill({ kind: "review", purpose: said.purpose, held_on: TODAY, starts: "10:00", mode: "in_person", place: said.room });
  await w.button(t("conference.plan_go"));
  for (const text of [said.purpose, said.time]) await w.sees(text);
  await unfold(w, "conference.invite");
  await w.fill({ name: said.mother, role: said.role });
  await w.button(t("conference.invite_go"));
  await w.sees(said.mother);
  await unfold(w, "conference.who_came");
  const came = page.locator("main form[action$='/presence'] select");
  for (let i = 0; i < (await came.count()); i++) await came.nth(i).selectOption("present");
  await w.button(t("core.save"));
  await unfold(w, "conference.add_issue");
  await w.fill({ domain: "education_work", issue: said.issue, said: said.told });
  await w.button(t("conference.write_go"));
  await unfold(w, "conference.add_decision");
  await w.fill({ decision: said.decision, reason: said.reason, alternatives: said.other, agreed: said.agreed, dissent: said.dissent });
  await w.button(t("conference.write_go"));
  await unfold(w, "conference.add_action");
  const who = await page.locator("main [name=who] option").filter({ hasText: MEMBER }).getAttribute("value");
  await w.fill({ action: said.act, who, due: 8 });
  await w.button(t("conference.write_go"));
  for (const text of [said.issue, said.decision, said.dissent, said.act]) await w.sees(text);
  await w.fill({ summary: said.summary });
  await w.button(t("conference.close_go"));
  await w.sees(said.summary);
}

/** The psychologist: the case among those of other teams, the minutes, the task. */
async function take(m, kind, said) {
  const t = (key, places) => m.words.t(key, places);
  await m.signIn("rami", PASSWORD);
  await m.sees(t("member.mine"));
  await m.link(kind.client);
  for (const text of [t("member.yours"), said.teacher]) await m.sees(text);
  await m.link(t("conference.title"));
  await m.lead(() => m.page.locator("main ol.timeline a").first().click());
  for (const text of [said.summary, said.decision, said.dissent]) await m.sees(text);
  await m.section("team");
  await m.link(t("member.your_tasks"));
  await m.link(said.act);
  await m.sees(said.act);
}

async function walk(kind, w, m) {
  const t = (key, places) => w.words.t(key, places), said = SAID[kind.lang];
  await gather(w, kind, said);
  await confer(w, said);
  await take(m, kind, said);
  await w.section("team");
  const team = w.page.url();
  await w.button(t("member.coordinate"), memberOf(w));
  await w.sees(t("done.changed"));
  await memberOf(w).locator("summary").click();
  await memberOf(w).locator("[name=why]").fill(said.why);
  await w.button(t("member.end_go"), memberOf(w));
  for (const text of [t("member.earlier"), said.why]) await w.sees(text);
  // The journal and the list of decisions have what the conference decided.
  await w.section("decisions");
  await w.sees(said.decision);
  const gone = await m.page.request.get(team);
  if (gone.status() !== 404 || (await gone.text()).includes(kind.client)) throw new Error(`who has left still sees the team: ${gone.status()}`);
}

async function go(kind) {
  const findings = [], size = { width: kind.width, height: kind.width < 500 ? 844 : 900, locale: kind.lang, dark: !!kind.dark };
  const js = kind.width > 500; // axe needs it; it looks at the desktop
  const walker = async (who, script) =>
    new Walker({ page: await pageFor(chrome, place.address, null, { ...size, js: script }), kind: { ...kind, js: script }, who,
      address: place.address, looked, findings, axe, overflow, shots: process.env.SHOTS });
  const people = [await walker("worker", true), await walker("psychologist", js)];
  await journey(nameOf(kind), people, (...all) => walk(kind, ...all));
}

await everyKind(KINDS, nameOf, go);
await chrome.close();
await place.stop();
process.exit(exitStatus());
