// A client for tests of the command line and of crashes: signs in and adds areas until told to stop.
//   node tests/cli/write.mjs ADDRESS LOGIN PASSWORD_FILE N DONE_FILE
// Each area that the server acknowledged gets a line in DONE_FILE, synced before the next one is sent.
// When no answer comes, the same command is sent again until one does: it must not happen twice.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const [address, login, passwordFile, count, doneFile] = process.argv.slice(2);
const password = readFileSync(passwordFile, "utf8").trim();
const cookies = new Map();

async function ask(path, fields) {
  const headers = { Accept: "application/json", Cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join("; ") };
  const body = fields && new URLSearchParams(fields);
  const answer = await fetch(address + path, { method: body ? "POST" : "GET", headers, body, redirect: "manual", signal: AbortSignal.timeout(10_000) });
  // All of them in one line: Debian's Node has no getSetCookie().
  for (const [, name, value] of (answer.headers.get("set-cookie") ?? "").matchAll(/(?:^|, )([\w-]+)=([^;]*)/g)) cookies.set(name, value);
  return { status: answer.status, json: await answer.json().catch(() => ({})) };
}

/** Asks again while the server is away or restarting; at most a minute. */
async function insist(path, fields) {
  for (let i = 0; i < 300; i++) {
    try {
      const answer = await ask(path, fields);
      if (answer.status < 500) return answer;
    } catch {
      // no connection, or cut off in the middle: nobody knows whether it was done
    }
    await sleep(200);
  }
  throw new Error(`no answer to ${path}`);
}

let { json } = await insist("/sign-in");
const signedIn = await insist("/sign-in", { csrf: json.csrf, login, password });
if (signedIn.status !== 303) throw new Error(`sign-in: ${signedIn.status}`);
// An account from the command line must choose a password of its own first; the file then holds that one.
if (signedIn.json.location === "/account/password") {
  const own = `${password} of my own`;
  ({ json } = await insist("/account/password"));
  const chosen = await insist("/account/password", { csrf: json.csrf, present: password, password: own });
  if (chosen.status !== 303) throw new Error(`password: ${chosen.status} ${JSON.stringify(chosen.json)}`);
  writeFileSync(passwordFile, `${own}\n`);
}
for (let i = 1; i <= Number(count); i++) {
  ({ json } = await insist("/admin/areas/new"));
  const name = `Area ${process.pid} ${i}`;
  const fields = { csrf: json.csrf, cmd: json.cmd, name, code: `a-${process.pid}-${i}` };
  const answer = await insist("/admin/areas", fields);
  if (answer.status !== 303 || !answer.json.location?.startsWith("/admin/units"))
    throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.json)}`);
  appendFileSync(doneFile, `${name}\n`, { flush: true });
}
