#!/usr/bin/env node
// From a need to a goal that is reached, as people do it: a worker takes over the goal that the assessment calls
// for, the supervisor approves, the family agrees; a service of the directory is asked and answers by its link,
// without an account and without JavaScript; another agency is asked, too, finds it in its own list, takes it and
// says what came of it; the worker sees all of it.
// In English and Arabic, on a desktop and a phone; each page is looked at on the way (axe, sideways scroll).
// usage: node tests/browser/referral.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { axe, browser, exitStatus, overflow, pageFor, world } from "./lib.mjs";
import { Walker, everyKind, journey } from "./walker.mjs";

const PASSWORD = "walks the whole way"; // as in referral_world.scn

const KINDS = [
  { lang: "en", width: 1366, js: true, client: "Amal Nasser", need: "A warm meal a day for two children", ask: "School meals from Monday" },
  { lang: "en", width: 390, js: true, client: "Bruno Keller", need: "Lunch on school days", ask: "A place at the lunch table" },
  { lang: "ar", width: 1366, js: true, client: "ليلى منصور", need: "وجبة ساخنة يوميًا لطفلين", ask: "وجبات المدرسة من الاثنين" },
  { lang: "ar", width: 390, js: true, client: "عمر حداد", need: "غداء في أيام المدرسة", ask: "مكان على مائدة الغداء" },
];
const AGENCY = "South Family Centre"; // of the cast, where rami works
const nameOf = (k) => `referral-${k.lang}-${k.width}`;

const chrome = await browser();
if (!chrome) process.exit(0);
const place = await world(new URL("referral_world.scn", import.meta.url).pathname);
const looked = new Set();

const walker = (page, kind, who, findings) =>
  new Walker({ page, kind, who, address: place.address, looked, findings, axe, overflow, shots: process.env.SHOTS });

/** The goal that the assessment calls for becomes a plan that the supervisor and the family agree to. */
async function plan(w, s, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.signIn("ana", PASSWORD);
  await w.link(kind.client);
  await w.section("plan");
  await w.sees(w.words.form("assessment")); // the reason why the goal is offered
  await w.button(t("plan.template_take"));
  await w.fill({ words: kind.need });
  await w.button(t("plan.propose_go"));
  await s.signIn("carla", PASSWORD);
  await s.menu(t("nav.approvals"));
  await s.decide(kind.client, t("core.approve"), "");
  await w.page.reload();
  await w.link(t("plan.agree_go"));
  await w.fill({ on: 0, with: kind.client, how: "written", nothing_else: "1" });
  await w.button(t("plan.agree_save"));
}

/** The worker asks the other agency as well, which has people with accounts here. */
async function askAgency(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.section("referrals");
  await w.link(t("referral.new"));
  await w.link(AGENCY);
  await w.fill({ need: kind.ask, urgency: "urgent" });
  await w.button(t("referral.preview"));
  await w.sees(kind.ask);
  await w.button(t("referral.act_send"));
  await w.sees(t("referral.done_sent"));
}

/** The agency finds it in its list, takes it up and says what came of it. */
async function deliver(a, kind) {
  const t = (key, places) => a.words.t(key, places);
  await a.signIn("rami", PASSWORD);
  await a.menu(t("nav.referrals"));
  await a.link(kind.client);
  for (const text of [kind.ask, "Ana Torres"]) await a.sees(text);
  await answer(a, "accept");
  await answer(a, "attend", { attend_words: kind.ask });
  await answer(a, "complete", { complete_reason: "delivered" });
  await a.menu(t("nav.referrals"));
  // What has ended is in the list still; the name was shared for as long as it ran.
  await a.link(t("referral.ended_ones"));
  await a.sees("North Social Services");
  if ((await a.page.content()).includes(kind.client)) throw new Error("the name is shown after the end");
}

/** Both were delivered: the goal is reached. */
async function reach(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.section("referrals");
  if ((await w.page.locator("main .badge.ok").count()) < 2) throw new Error("not both referrals came to a good end");
  await w.section("plan");
  await w.lead(() => w.page.locator("main #goals a[href*='/plan/goals/']").first().click());
  await w.fill({ reached: "100", note: kind.need });
  await w.button(t("core.save"));
  await w.sees(t("plan.reached_badge"));
}

/** The worker writes it, looks at what the service will see, sends it; the address of the link. */
async function ask(w, kind) {
  const t = (key, places) => w.words.t(key, places);
  await w.section("referrals");
  await w.link(t("referral.new"));
  await w.link(t("referral.find_service"));
  await w.lead(() => w.page.locator("main a[href*='/referrals/new?service=']").first().click());
  await w.fill({ need: kind.need, urgency: "soon", sector: "food", channel: "link" });
  await w.button(t("referral.preview"));
  await w.sees(kind.need);
  await w.button(t("referral.act_send"));
  await w.sees(t("referral.done_sent"));
  await w.button(t("referral.link_make"));
  return w.page.locator("main code").innerText();
}

/** Sends one of the forms of an answer. */
async function answer(w, act, fields = {}) {
  const form = w.page.locator("form", { has: w.page.locator(`input[name=act][value=${act}]`) });
  const folded = w.page.locator("details", { has: form });
  if (await folded.count()) await folded.locator("summary").click();
  await w.fill(fields);
  await w.lead(() => form.locator(".acts button, button.main").click());
  await w.sees(w.words.t("referral.done_answered"));
}

async function walk(kind, w, p, s, a) {
  const t = (key, places) => w.words.t(key, places);
  await plan(w, s, kind);
  const address = await ask(w, kind);
  if (!address.startsWith(`${place.address}/link/`)) throw new Error(`the link is ${address}`);
  await p.page.goto(address);
  await p.look();
  for (const text of [kind.need, kind.client, "Open Door Association"]) await p.sees(text);
  await answer(p, "accept");
  await answer(p, "attend", { attend_words: kind.need });
  await answer(p, "complete", { complete_reason: "delivered" });
  if ((await p.page.context().cookies()).length) throw new Error("the link left a cookie");
  if (await p.page.locator("script").count()) throw new Error("the link brought a script");

  await w.link(t("referral.secret_back"));
  await w.sees(t("referral.done_complete"));
  await w.button(t("referral.link_revoke"));
  await w.sees(t("referral.done_revoked"));
  await askAgency(w, kind);
  await deliver(a, kind);
  await w.page.reload();
  await w.sees(t("referral.done_complete"));
  await w.sees(kind.ask);
  await reach(w, kind);
  await w.page.goto(`${place.address}/referrals/sent?show=ended`);
  await w.look();
  await w.sees(kind.client);
  const gone = await p.page.request.get(address);
  if (gone.status() !== 404 || (await gone.text()).includes(kind.client)) throw new Error(`the link still opens: ${gone.status()}`);
}

async function go(kind) {
  const findings = [];
  const size = { width: kind.width, height: kind.width < 500 ? 844 : 900, locale: kind.lang };
  const page = await pageFor(chrome, place.address, null, { ...size, js: true });
  // Service and agency have no JavaScript on their phones; axe, which needs it, looks at the desktop.
  const js = kind.width > 500;
  const other = await pageFor(chrome, place.address, null, { ...size, js });
  const people = [walker(page, kind, "worker", findings), walker(other, { ...kind, js }, "service", findings)];
  people.push(walker(await pageFor(chrome, place.address, null, { ...size, js: true }), kind, "supervisor", findings));
  people.push(walker(await pageFor(chrome, place.address, null, { ...size, js }), { ...kind, js }, "agency", findings));
  await journey(nameOf(kind), people, (...all) => walk(kind, ...all));
}

await everyKind(KINDS, nameOf, go);
await chrome.close();
await place.stop();
process.exit(exitStatus());
