#!/usr/bin/env node
// What people do to one case at the same moment, against a server with four workers: two send the plan, a service
// answers twice, a consent is taken back while a referral is sent or answered, a link is opened while it is taken
// back, a plan is signed while it is opened again. Whoever comes first, the result is one of those defined; none of
// it depends on speed.
// usage: node tests/server/races.mjs [DATABASE-URL]     an empty database; SQLite when none is given
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, world } from "../browser/lib.mjs";

const ROUNDS = 4;
const url = process.argv[2] ?? null;
const rounds = [...Array(ROUNDS).keys()];

// ---- the cases: one of each kind a round -----------------------------------------------------------
const plan = (name) => [
  `case ${name} Amal Nasser low`,
  `POST /cases/{${name}}/plan/start => 303`,
  `POST /cases/{${name}}/plan/aim aim="To keep the flat" version=1 => 303`,
  `POST /cases/{${name}}/plan/goals/new wish="Two meals a day" domain=food due=2028-02-28 => 303`,
  "save goal",
  `POST /cases/{${name}}/plan/goals/{goal}/action what=Cook kind=family_commitment who=family who_name=Hala due=2028-02-10 => 303`,
];
const referral = (name, sent) => [
  `case ${name} Amal Nasser low`,
  `POST /cases/{${name}}/consents to=sector:food purposes=services kinds="identity needs" how=written giver=self since=2026-11-20 until=2028-11-20 => 303`,
  `save ${name}.consent`,
  `POST /cases/{${name}}/referrals to=service-{meals} need="A warm meal" urgency=soon kinds=identity channel=link sector=food => 303`,
  `save ${name}.referral`,
  ...(sent ? [`POST /cases/{${name}}/referrals/{${name}.referral} act=send version=1 => 303`] : []),
];
const scenario = [
  "clock -1h", // each request moves it by a second: what is there already lies behind us
  "as omar",
  'POST /organizations name="Open Door" => 303',
  "save door",
  'POST /services organization={door} name="Warm meals" state=active needs=food => 303',
  "save meals",
  "as ana",
  ...rounds.flatMap((i) => [
    ...plan(`plan${i}`), ...plan(`sign${i}`),
    ...referral(`twice${i}`, true), ...referral(`send${i}`, false), ...referral(`way${i}`, true), ...referral(`gone${i}`, true),
  ]),
].join("\n");

// ---- asking ----------------------------------------------------------------------------------------
let place, failed = false;

const ask = async (path, who, fields = null) => {
  const answer = await fetch(place.address + path, {
    method: fields ? "POST" : "GET",
    redirect: "manual",
    headers: { ...(who ? { cookie: `alidade=token-${who}` } : {}), ...(fields ? { "content-type": "application/x-www-form-urlencoded" } : {}) },
    body: fields ? new URLSearchParams(fields).toString() : undefined,
  });
  return { status: answer.status, text: await answer.text() };
};
const box = (text, name) => text.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? "";
/** A form that has been opened, to be sent by calling it: its token and command are those of a page just read. */
const opened = async (page, path, who, fields) => {
  const { text } = await ask(page, who);
  return () => ask(path, who, { csrf: box(text, "csrf"), cmd: box(text, "cmd"), ...fields });
};
const must = async (form, what) => {
  const { status, text } = await form();
  if (status !== 303 && status !== 200) throw new Error(`${what}: ${status}`);
  return text;
};
/** The secret of a new link of a sent referral. */
const linkOf = async (name) => {
  const page = `/cases/${place.ids[name]}/referrals/${place.ids[`${name}.referral`]}`;
  const text = await must(await opened(page, `${page}/links`, "ana", { days: 9 }), "a link");
  return `/link/${text.match(/\/link\/([\w-]+)/)[1]}`;
};
const events = (kind) =>
  Number(execFileSync(`${build}/sqlrun`, ["--text", place.db, `SELECT CAST(count(*) AS TEXT) FROM event WHERE kind = '${kind}'`], { encoding: "utf8" }).match(/\d+/)[0]);

/** All at the same moment; what each was answered. */
const atOnce = (forms) => Promise.all(forms.map((form) => form()));
const only = (answers, ...statuses) => answers.every((a) => statuses.includes(a.status));
const said = (answers) => answers.map((a) => a.status).join(" ");
const tell = (name, findings) => {
  failed ||= findings.length > 0;
  for (const f of findings) console.log(`# ${f}`);
  console.log(`${findings.length ? "not ok" : "ok"} races::${name}`);
};

// ---- two workers send the plan ---------------------------------------------------------------------
async function proposals() {
  const findings = [];
  for (const i of rounds) {
    const base = `/cases/${place.ids[`plan${i}`]}/plan`;
    const { text } = await ask(base, "ana");
    const send = (who, words) => opened(base, `${base}/propose`, who, { words, version: box(text, "version") });
    const forms = [await send("ana", "From ana"), await send("carla", "From carla"), await send("ana", "Again from ana"), await send("carla", "Again from carla")];
    const answers = await atOnce(forms);
    const won = answers.filter((a) => a.status === 303).length;
    if (won !== 1 || !only(answers, 303, 409)) findings.push(`round ${i}: ${said(answers)}`);
    if (answers.some((a) => a.status === 409 && !a.text.includes("before you"))) findings.push(`round ${i}: a 409 does not say who was quicker`);
  }
  if (events("plan.proposed") !== ROUNDS || events("approval.asked") !== ROUNDS) findings.push("a plan waits twice");
  return findings;
}

// ---- a service says yes and no ---------------------------------------------------------------------
async function answers() {
  const findings = [];
  for (const i of rounds) {
    const link = await linkOf(`twice${i}`);
    const { text } = await ask(link, null);
    const say = (fields) => () => ask(link, null, { cmd: randomUUID(), version: box(text, "version"), ...fields });
    const yes = say({ act: "accept" }), no = say({ act: "reject", reject_reason: "full" });
    const [a, b, c, d] = await atOnce([yes, no, yes, no]);
    // The same answer a second time is one answer, or shown what the first one said; never the other one as well.
    const won = [[a, c], [b, d]].filter((both) => both.some((r) => r.status === 303)).length;
    if (won !== 1 || !only([a, b, c, d], 303, 409)) findings.push(`round ${i}: yes ${said([a, c])}, no ${said([b, d])}`);
    if ([a, b, c, d].some((r) => r.status === 409 && !r.text.includes("answered already"))) findings.push(`round ${i}: a 409 does not say that there is an answer`);
  }
  if (events("referral.accepted") + events("referral.rejected") !== ROUNDS) findings.push("an answer counts twice");
  return findings;
}

// ---- a consent is taken back -----------------------------------------------------------------------
const withdrawal = (name) => {
  const page = `/cases/${place.ids[name]}/consents/${place.ids[`${name}.consent`]}`;
  return opened(page, `${page}/withdraw`, "carla", { withdrawn_on: new Date().toISOString().slice(0, 10), words: "She changed her mind" });
};

/** While the referral is sent: it was sent and is cancelled, or it was never sent. */
async function sending() {
  const findings = [], before = { sent: events("referral.sent"), cancelled: events("referral.cancelled") };
  let sent = 0;
  for (const i of rounds) {
    const page = `/cases/${place.ids[`send${i}`]}/referrals/${place.ids[`send${i}.referral`]}`;
    const [send, back] = await atOnce([await opened(page, page, "ana", { act: "send", version: 1 }), await withdrawal(`send${i}`)]);
    sent += send.status === 303;
    if (back.status !== 303 || !only([send], 303, 422)) findings.push(`round ${i}: sent ${send.status}, taken back ${back.status}`);
    const { text } = await ask(page, "ana");
    if (send.status === 303 && !text.includes("consent was taken back")) findings.push(`round ${i}: sent, and goes on`);
  }
  if (events("referral.sent") - before.sent !== sent || events("referral.cancelled") - before.cancelled !== sent)
    findings.push("what was sent is not what was cancelled");
  return findings;
}

/** While the service answers: the answer counts or not; then the referral has ended, and nothing is shown. */
async function underWay() {
  const findings = [], before = events("referral.cancelled");
  for (const i of rounds) {
    const link = await linkOf(`way${i}`);
    const { text } = await ask(link, null);
    const yes = () => ask(link, null, { cmd: randomUUID(), version: box(text, "version"), act: "accept" });
    const [one, back, two] = await atOnce([yes, await withdrawal(`way${i}`), yes]);
    if (back.status !== 303 || !only([one, two], 303, 404, 409)) findings.push(`round ${i}: taken back ${back.status}, answered ${said([one, two])}`);
    const after = await ask(link, null);
    if (after.status !== 404 || after.text.includes("Amal")) findings.push(`round ${i}: the link still shows something`);
  }
  if (events("referral.cancelled") - before !== ROUNDS) findings.push("not each referral has ended, once");
  return findings;
}

// ---- a link is taken back while it is opened ---------------------------------------------------------
async function links() {
  const findings = [];
  for (const i of rounds) {
    const page = `/cases/${place.ids[`gone${i}`]}/referrals/${place.ids[`gone${i}.referral`]}`;
    const link = await linkOf(`gone${i}`);
    const { text } = await ask(link, null);
    const id = (await ask(page, "ana")).text.match(/\/links\/([0-9a-f-]{36})/)[1];
    const open = () => ask(link, null);
    const answer = () => ask(link, null, { cmd: randomUUID(), version: box(text, "version"), act: "accept" });
    const before = events("referral.accepted");
    const [a, back, b, yes] = await atOnce([open, await opened(page, `${page}/links/${id}`, "ana", {}), open, answer]);
    if (back.status !== 303 || !only([a, b], 200, 404) || !only([yes], 303, 404)) findings.push(`round ${i}: ${said([back, a, b, yes])}`);
    if ([a, b, yes].some((r) => r.status === 404 && r.text.includes("Amal"))) findings.push(`round ${i}: a refusal names the client`);
    if (events("referral.accepted") - before !== Number(yes.status === 303)) findings.push(`round ${i}: answered ${yes.status}, and the journal differs`);
    const after = await ask(link, null);
    if (after.status !== 404 || after.text.includes("Amal")) findings.push(`round ${i}: opens after it was taken back`);
  }
  return findings;
}

// ---- a plan is signed while it is opened again ------------------------------------------------------
async function signatures() {
  const findings = [];
  for (const i of rounds) {
    const base = `/cases/${place.ids[`sign${i}`]}/plan`;
    const draft = (await ask(base, "ana")).text;
    await must(await opened(base, `${base}/propose`, "ana", { words: "Ready", version: box(draft, "version") }), "the proposal");
    const inbox = (await ask("/approvals", "carla")).text;
    const part = inbox.split("<section").find((s) => s.includes(`/cases/${place.ids[`sign${i}`]}`));
    await must(await opened("/approvals", part.match(/action="(\/approvals\/[^"]+)"/)[1], "carla", { decision: "approve" }), "the approval");
    const page = (await ask(`${base}/agree`, "ana")).text, before = events("plan.agreed");
    const sign = { on: new Date().toISOString().slice(0, 10), with: "Hala", how: "tablet", signature: "M1 2 3 4", nothing_else: 1, hash: box(page, "hash") };
    const [signed, reopened] = await atOnce([await opened(`${base}/agree`, `${base}/agree`, "ana", sign), await opened(base, `${base}/reopen`, "carla", {})]);
    if ([signed, reopened].map((a) => a.status).sort().join() !== "303,409") findings.push(`round ${i}: signed ${signed.status}, opened again ${reopened.status}`);
    if (events("plan.agreed") - before !== Number(signed.status === 303)) findings.push(`round ${i}: signed ${signed.status}, and the journal differs`);
  }
  return findings;
}

// ---- all of it -------------------------------------------------------------------------------------
const dir = mkdtempSync(join(tmpdir(), "alidade-races-"));
writeFileSync(join(dir, "world.scn"), scenario);
place = await world(join(dir, "world.scn"), null, { url, workers: 4 });
try {
  tell("two_send_the_plan", await proposals());
  tell("a_service_answers_twice", await answers());
  tell("consent_withdrawn_while_it_is_sent", await sending());
  tell("consent_withdrawn_while_it_is_answered", await underWay());
  tell("link_opened_while_it_is_taken_back", await links());
  tell("signed_while_it_is_opened_again", await signatures());
} finally {
  await place.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
