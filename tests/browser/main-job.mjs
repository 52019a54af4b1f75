#!/usr/bin/env node
// The main job as people do it: a social worker takes a family in and carries the case through the
// seven phases to its end, her supervisor approves the plan and the closure. With and without
// JavaScript, in English and Arabic, on a desktop and a phone. Nothing but what is on the screen is
// clicked or read; each page is looked at on the way (axe, sideways scroll, console, requests).
// usage: node tests/browser/main-job.mjs [PATTERN]     SHOTS=DIR keeps a picture of each page
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { axe, browser, exitStatus, overflow, pageFor, world } from "./lib.mjs";
import { Walker, journey } from "./walker.mjs";

const PASSWORD = "walks the whole way"; // as in main_job_world.scn

// Names that nobody could take for each other: no twin is asked about.
const KINDS = [
  { lang: "en", width: 1366, js: true, child: ["Amal", "Nasser"] },
  { lang: "en", width: 390, js: true, child: ["Bruno", "Keller"] },
  { lang: "en", width: 1366, js: false, child: ["Chidi", "Okonkwo"] },
  { lang: "en", width: 390, js: false, child: ["Ximena", "Duarte"] },
  { lang: "ar", width: 1366, js: true, child: ["ليلى", "منصور"] },
  { lang: "ar", width: 390, js: true, child: ["عمر", "حداد"] },
  { lang: "ar", width: 1366, js: false, child: ["يوسف", "درويش"] },
  { lang: "ar", width: 390, js: false, child: ["نجاة", "القاسم"] },
];
const nameOf = (k) => `main-job-${k.lang}-${k.width}-${k.js ? "js" : "nojs"}`;

const TODAY = 0;
const FORMS = {
  registration: {
    registered_on: TODAY, received_at: TODAY, channel: "school", separation: "with_parents", care_arrangement: "one_parent",
    concern: ["neglect", "poverty"], urgent: "yes", safe_tonight: "yes", risk_level: "high", risk_reason: "-",
  },
  consent: {
    explained_on: TODAY, consent_by: "caregiver", assent: "yes", consent_services: "yes", consent_store: "yes",
    legal_basis: "consent", given_how: "written",
  },
  safety_assessment: {
    seen_child: "yes", seen_on: TODAY, threat: ["basic_needs"], protective_factor: ["caring_adult"], decision: "safe_with_plan",
    decided_with_role: "supervisor", decided_with: "-", decided_at: TODAY, risk_level: "medium", risk_reason: "-", safety_plan: "-",
  },
  assessment: {
    assessed_on: TODAY, took_part: ["child", "mother"], care_arrangement: "one_parent",
    ...Object.fromEntries(
      "food shelter protection legal physical_health health_care emotional_health social_behaviour learning education_work care caregiver"
        .split(" ")
        .map((area, i) => [`${area}_score`, i === 0 ? "1" : "3"]),
    ),
    food_note: "-", food_goal: "yes", risk_factor: ["poverty"], summary: "-", risk_level: "medium", risk_reason: "-",
  },
  plan: { made_on: TODAY, took_part: ["child", "mother"], child_part: "heard", aim: "-", caregiver_agrees: "yes", copy_given: "yes" },
  follow_up: {
    done_on: TODAY, follow_up_kind: "routine", contact_kind: "home_visit", contact_result: "reached", change: ["none"],
    safe_now: "yes", next_on: 7,
  },
  review: {
    held_on: TODAY, review_kind: "plan_review", took_part: ["child", "mother"], child_part: "heard", findings: "-",
    risk_level: "low", risk_reason: "-", decision: "evaluate", decision_reason: "-", next_review_on: 30,
  },
  evaluation: {
    evaluated_on: TODAY, took_part: ["child", "mother"], outcome: "reached", what_helped: "-", unmet_need: ["none"],
    recommendation: "close", recommendation_reason: "-",
  },
  safety_last: {
    seen_child: "yes", seen_on: TODAY, threat: ["none"], protective_factor: ["caring_adult"], decision: "safe",
    decided_with_role: "supervisor", decided_with: "-", decided_at: TODAY, risk_level: "low", risk_reason: "-",
  },
  closure: {
    closure_reason: "goals_met", closure_explained: "-", child_seen_on: TODAY, safety_reassessed: "yes", risk_at_closure: "low",
    risk_reason: "-", outcome: "reached", what_remains: "-", plan_given: "yes", contact_after: ["month_1"], contact_after_ok: "yes",
  },
};
// What is typed where a sentence is wanted.
const SAID = {
  en: { reason: "Food every day", request: "Comes to school hungry", visit: "Seen at home with the mother", aim: "Enough to eat, every day",
    goal: "Three meals a day", act: "Register for the food programme", later: "Cook together on Sundays", back: "Who visits after a month?",
    again: "The school nurse looks in after a month" },
  ar: { reason: "طعام كل يوم", request: "يصل إلى المدرسة جائعًا", visit: "زيارة في البيت مع الأم", aim: "ما يكفي من الطعام كل يوم",
    goal: "ثلاث وجبات في اليوم", act: "التسجيل في برنامج الغذاء", later: "الطبخ معًا يوم الجمعة", back: "من يزور الأسرة بعد شهر؟",
    again: "ممرضة المدرسة تتابع بعد شهر" },
};

/** One family, from the door to the end. */
async function walk(kind, worker, supervisor) {
  const w = worker, s = supervisor, { t, phase, step } = w.words, said = SAID[kind.lang], name = kind.child.join(" ");
  const forms = (which, form = which) => w.fillForm(form, FORMS[which], said.reason);
  const next = async (from, label) => {
    await w.section("overview");
    await w.link(label ?? step(...from));
  };
  const moveOn = async (to) => {
    await w.section("overview");
    await w.sees(t("casefile.gate_ready", { phase: phase(to) }));
    await w.link(t("casefile.gate_move"));
    await w.button(t("casefile.move_to", { phase: phase(to) }));
    await w.isIn(phase(to));
  };
  const visit = async (from) => {
    await next(from);
    await w.link(t("note.record"));
    await w.fill({ kind: "home_visit", occurred_on: TODAY, body: said.visit });
    await w.button(t("note.save"));
  };

  // 1 intake
  await w.signIn("ana", PASSWORD);
  await w.sees(t("nav.today"));
  await w.menu(t("nav.caseload"));
  await w.link(t("caseload.new_intake"));
  await w.fill({ given_name: kind.child[0], family_name: kind.child[1], sex: "female", age: "8", channel: "school", urgency: "urgent", narrative: said.request });
  await w.button(t("intake.save"));
  await w.sees(name);
  await w.link(t("intake.screen_now"));
  await w.fill({ safe_tonight: "yes", injured: "no", adult_present: "yes", young_child: "no", for_us: "yes", urgency: "urgent" });
  await w.button(t("intake.screening_save"));
  await w.link(t("intake.decide"));
  await w.fill({ decision: "open", reason: said.request });
  await w.button(t("intake.decide_save"));
  await w.sees(name);
  await w.isIn(phase("intake"));
  await next(["intake", "register"]);
  await forms("registration");
  await visit(["intake", "first_contact"]);
  await next(["intake", "consent"]);
  await w.fill({ withhold_what: said.back });
  await w.timeOut(t("core.save_draft"), "ana", PASSWORD);
  await w.has("withhold_what", said.back);
  await forms("consent");
  await moveOn("assessment");

  // 2 assessment
  await next(["assessment", "safety"]);
  await forms("safety_assessment");
  await next(["assessment", "full"]);
  await forms("assessment");
  await moveOn("planning");

  // 3 planning: goals, actions, the supervisor, the family
  await next(["planning", "agree"]);
  await w.button(t("plan.start"));
  await w.link(t("plan.aim_add"), w.page.locator("main .card"));
  await w.fill({ aim: said.aim });
  await w.button(t("core.save"));
  await w.link(t("plan.goal_new"));
  await w.fill({ wish: said.goal, domain: "food", baseline: "1", target: "3", due: 60 });
  await w.button(t("plan.goal_save_new"));
  await w.fill({ what: said.act, kind: "direct_support", who: "worker", due: TODAY });
  await w.button(t("plan.action_more"));
  await w.fill({ what: said.later, kind: "family_commitment", who: "family", due: 20 });
  await w.button(t("core.save"));
  await w.fill({ words: said.reason });
  await w.button(t("plan.propose_go"));
  await s.signIn("carla", PASSWORD);
  await s.menu(t("nav.approvals"));
  await s.decide(name, t("core.approve"), "");
  await next(["planning", "agree"]);
  await w.link(t("plan.agree_go"));
  await w.fill({ on: TODAY, with: kind.child[0], how: "written", nothing_else: "1" });
  await w.button(t("plan.agree_save"));
  await next(["planning", "record"]);
  await forms("plan");
  await moveOn("implementation");

  // 4 implementation: begun and done; the day's list has it
  await w.menu(t("nav.today"));
  await w.sees(said.act);
  // Another family on the list may have the same to do.
  await w.link(said.act, w.page.getByRole("main").getByRole("listitem").filter({ hasText: name }));
  await w.fill({ state: "in_progress" });
  await w.button(t("core.save"));
  await w.button(t("core.mark_done"), w.page.getByRole("row").filter({ hasText: said.act }));
  await next(["implementation", "follow_up"]);
  await forms("follow_up");
  await moveOn("monitoring");

  // 5 monitoring, 6 evaluation
  await next(["monitoring", "review"]);
  await w.link(w.words.form("review"));
  await forms("review");
  await moveOn("evaluation");
  await next(["evaluation", "evaluate"]);
  await forms("evaluation");
  await moveOn("closure");

  // 7 closure: what is missing is said; nothing stays open
  await visit(["closure", "see_child"]);
  await next(["closure", "safety_last"]);
  await w.again();
  await forms("safety_last", "safety_assessment");
  await next(["closure", "record"]);
  await forms("closure");
  await next(["closure", "ask"]);
  await w.link(t("closure.gap_tasks", { n: "" }).trim());
  await w.drop(said.reason);
  await next(["closure", "ask"]);
  await w.link(t("closure.gap_actions", { n: "" }).trim());
  await w.link(said.later);
  await w.fill({ state: "cancelled", outcome: said.reason });
  await w.button(t("core.save"));
  await next(["closure", "ask"]);
  await w.sees(t("closure.no_gaps"));
  await w.fill({ closure_reason: "goals_met", words: said.reason, risk: "low", told: said.reason, alternatives: said.back });
  await w.button(t("closure.ask"));
  await s.menu(t("nav.approvals"));
  await s.decide(name, t("core.send_back"), said.back);
  await w.section("overview");
  await w.sees(said.back);
  await w.link(t("closure.ask_again"));
  await w.has("words", said.reason);
  await w.fill({ words: said.again, nothing_else: "1" });
  await w.button(t("closure.ask"));
  await s.menu(t("nav.approvals"));
  await s.decide(name, t("core.approve"), "");
  await w.section("overview");
  await w.sees(said.again);
  // Follow-ups go on; nothing else does.
  await w.sees(t("casefile.closed_on", { date: "" }).trim());
  await w.section("history");
  for (const kindOf of ["casefile.opened", "plan.agreed", "casefile.closed"]) await w.sees(t(`event.${kindOf}`));
  for (const form of ["registration", "assessment", "evaluation", "closure"]) await w.sees(w.words.form(form));
}

const pattern = process.argv[2] ?? "";
const chrome = await browser();
if (!chrome) process.exit(0);
const place = await world(new URL("main_job_world.scn", import.meta.url).pathname);
const looked = new Set(); // axe sees each page once in a language and width

/** Walks one of the eight ways; what was found is its report. */
async function go(kind) {
  const findings = [];
  const people = [];
  for (const who of ["worker", "supervisor"]) {
    const page = await pageFor(chrome, place.address, null, { ...kind, height: kind.width < 500 ? 844 : 900, locale: kind.lang });
    people.push(new Walker({ page, kind, who, address: place.address, looked, findings, axe, overflow, shots: process.env.SHOTS }));
  }
  await journey(nameOf(kind), people, (...all) => walk(kind, ...all));
}

if (process.env.SHOTS) mkdirSync(join(process.env.SHOTS), { recursive: true });
// Two at a time, for two cores; the languages after each other: an account has one.
for (const lang of ["en", "ar"]) {
  const todo = KINDS.filter((k) => k.lang === lang && nameOf(k).includes(pattern));
  const hand = async () => {
    for (let kind; (kind = todo.shift());) await go(kind);
  };
  await Promise.all([hand(), hand()]);
}
await chrome.close();
await place.stop();
process.exit(exitStatus());
