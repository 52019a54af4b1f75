// Work without a connection, in Chromium: a worker takes her cases along, the server goes, she reads and writes;
// the browser is killed, the service worker stopped, the store fails, the module traps; the server comes back, and
// everything that was said to be saved is there, once.
//
//   node tests/browser/offline.mjs [--long]     --long: the browser is killed 20 times
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createDecipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import { get } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { axe, matrixWorld, overflow } from "./lib.mjs";
import * as tablet from "./tablet.mjs";
import { context, go, kill, needed, page, PHRASE, pill, profile, sleep, start, tab, trouble, unlock, until, words } from "./tablet.mjs";

const KILLS = process.argv.includes("--long") ? 20 : 3;
needed();
const world = await matrixWorld();
const notes = `/cases/${world.ids.case}/notes`;
/** Whether a note is on one of the pages of notes, as the browser shows them. */
async function holds(text) {
  for (let n = 1; ; n++) {
    await go(`${notes}?page=${n}`);
    if ((await words()).includes(text)) return true;
    if (!(await page.$("a[rel=next]"))) return false;
  }
}
const worker = () => context.serviceWorkers()[0];
const openAgain = () => tablet.openAgain(notes);
/** As a form of the page would: 303 means that it is saved. */
const send = (text, on = page) =>
  on.evaluate(
    async ([to, body]) => (await fetch(to, { method: "POST", body: new URLSearchParams(body), redirect: "manual" })).type === "opaqueredirect",
    [notes, { cmd: uuid(), kind: "phone_call", occurred_on: new Date().toISOString().slice(0, 10), body: text }],
  );
function uuid() {
  const b = randomBytes(16);
  b.writeUIntBE(Date.now(), 0, 6);
  b[6] = (b[6] & 15) | 112;
  b[8] = (b[8] & 63) | 128;
  return b.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
/** What the server says, asked beside the browser. */
async function onServer() {
  let all = "";
  for (let n = 1; ; n++) {
    const answer = await fetch(`${world.address}${notes}?page=${n}`, { headers: { cookie: "alidade=token-ana", accept: "application/json" } });
    const text = await answer.text();
    all += text;
    if (!/"has_next":true/.test(text)) return all;
  }
}
const times = (text, what) => text.split(what).length - 1;

/** Changes the record of the device, as time or another program would. */
const device = (change) =>
  page.evaluate(
    (more) =>
      new Promise((resolve) => {
        const open = indexedDB.open("alidade", 1);
        open.onsuccess = () => {
          const tx = open.result.transaction("meta", "readwrite"), meta = tx.objectStore("meta"), got = meta.get("device");
          got.onsuccess = () => meta.put({ ...got.result, ...more }, "device");
          tx.oncomplete = () => (open.result.close(), resolve());
        };
      }),
    change,
  );
/** The key of all blocks, as only its owner's passphrase opens it. */
async function dataKey() {
  const [wrapped, salt, iv, rounds] = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open("alidade", 1);
        open.onsuccess = () => {
          const got = open.result.transaction("meta").objectStore("meta").get("device");
          got.onsuccess = () => (open.result.close(), resolve([...["wrapped", "salt", "iv"].map((name) => Array.from(new Uint8Array(got.result[name]))), got.result.rounds]));
        };
      }),
  );
  const opens = createDecipheriv("aes-256-gcm", pbkdf2Sync(PHRASE, Buffer.from(salt), rounds, 32, "sha256"), Buffer.from(iv));
  opens.setAuthTag(Buffer.from(wrapped.slice(-16)));
  return Buffer.concat([opens.update(Buffer.from(wrapped.slice(0, -16))), opens.final()]);
}
async function stopWorker() {
  const session = await context.newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await sleep(300);
  await session.detach();
}

/** The module as it comes to a browser that unpacks these; fetch() would unpack it itself. */
const moduleFor = (path, accepted) =>
  new Promise((resolve, reject) =>
    get(world.address + path, { headers: { "accept-encoding": accepted } }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      resolve({ packed: answer.headers["content-encoding"], body: Buffer.concat(parts) });
    }).on("error", reject),
  );

const acknowledged = [];
const steps = {
  async the_module_travels_packed() {
    const version = (await (await fetch(`${world.address}/sw.js`)).text()).match(/VERSION = "(\w+)"/)[1];
    const path = `/program/${version}/alidade.wasm`, found = [];
    const { body: plain } = await moduleFor(path, "identity");
    for (const [accepted, packed, unpack] of [["gzip, deflate, br", "br", brotliDecompressSync], ["gzip, deflate", "gzip", gunzipSync]]) {
      const got = await moduleFor(path, accepted);
      if (got.packed !== packed || got.body.length > plain.length / 2) found.push(`${accepted}: ${got.packed}, ${got.body.length} bytes of ${plain.length}`);
      else if (!unpack(got.body).equals(plain)) found.push(`${packed} is another module`);
    }
    return found;
  },
  async takes_the_cases_along() {
    await start(world.address);
    await context.addCookies([{ name: "alidade", value: "token-ana", url: world.address }]);
    await go("/account/devices");
    await page.fill("[name=name]", "Blue tablet");
    await page.fill("#phrase", "short");
    await page.click("form[data-take] button.main");
    const found = [];
    if (!(await page.isVisible("[data-said=short]"))) found.push("a short passphrase is not refused");
    await page.fill("#phrase", PHRASE);
    await page.fill("#phrase-again", PHRASE);
    await page.click("form[data-take] button.main");
    await page.waitForSelector("[data-said=taken]:not([hidden])", { timeout: 60000 });
    if (!/browser (will|may)/i.test(await words())) found.push("it is not said whether the browser keeps them");
    await go("/sync");
    if (!/Cases 2\b/.test(await words())) found.push(`the sync centre: ${await words()}`);
    if (await page.evaluate(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true, () => false))) found.push("a page may compile modules");
    return found;
  },
  async reads_without_a_server() {
    await world.down();
    const found = [];
    for (const [path, text] of [["/cases", "Amal Nasser"], [`/cases/${world.ids.case}`, "CF-2026-000001"], ["/today", "Amal Nasser"], [`${notes}/new`, "What happened?"], ["/search?q=amal", "Amal Nasser"], ["/search?q=أمل", "Amal Nasser"], ["/search?q=CF-2026-000001", "CF-2026-000001"], ["/search?q=famil", "Met the family"]]) {
      const answer = await go(path);
      if (answer.status() !== 200 || !(await words()).includes(text)) found.push(`${path}: ${answer.status()} ${(await words()).slice(0, 200)}`);
      if (!(await words()).includes("From this device")) found.push(`${path} does not say that it is of the device`);
      found.push(...(await axe(page)).map((line) => `${path}: ${line}`));
    }
    if ((await pill()) !== "Offline") found.push(`the pill says ${await pill()}`);
    const absent = await go("/referrals");
    if (absent.status() !== 404 || !(await words()).includes("not on this device")) found.push("what is not here does not say so");
    return found;
  },
  async writes_without_a_server() {
    const found = [];
    await go(`${notes}/new`);
    await page.selectOption("[name=kind]", "phone_call");
    await page.click("form.form button.main");
    if (!(await words()).includes("There is a problem")) found.push("an empty note is not refused");
    await page.selectOption("[name=kind]", "phone_call");
    await page.fill("[name=body]", "Marker-0 the child was calm.");
    await page.click("form.form button.main");
    await page.waitForURL(/done=note/);
    acknowledged.push("Marker-0 ");
    if ((await pill()) !== "Offline · 1 saved on this device") found.push(`the pill says ${await pill()}`);
    if (!(await holds("Marker-0 "))) found.push("the note is not shown");
    if (!/From this device · .{1,30} Waiting to send/.test(await words())) found.push("the page does not say that its case waits to be sent");
    await go("/sync");
    if (!/Note saved Waiting to send/.test(await words())) found.push(`the sync centre: ${await words()}`);
    for (const [width, dark] of [[1366, false], [390, true]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      found.push(...(await axe(page)).map((line) => `/sync at ${width}: ${line}`));
      if ((await overflow(page)) > 0) found.push(`/sync at ${width} scrolls sideways`);
    }
    await page.setViewportSize({ width: 1366, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    return found;
  },
  async refuses_what_needs_a_connection() {
    const answer = await page.evaluate(async (id) => {
      const r = await fetch(`/cases/${id}/assign`, { method: "POST", body: new URLSearchParams({ worker: "x" }) });
      return [r.status, await r.text()];
    }, world.ids.case);
    return [404, 503].includes(answer[0]) && /connection/.test(answer[1]) ? [] : [`assigning: ${answer[0]}`];
  },
  async survives_a_stopped_worker() {
    const found = [];
    for (let i = 0; i < 3; i++) {
      await stopWorker();
      if (!(await holds("Marker-0 "))) found.push(`after stop ${i + 1}: ${page.url()}`);
    }
    return found;
  },
  async opens_with_the_passphrase_only() {
    const found = [];
    await context.close();
    await start();
    await go(notes);
    if (!page.url().includes("/sync/unlock")) found.push(`no unlock page but ${page.url()}`);
    found.push(...(await axe(page)));
    await unlock("not the right phrase");
    await page.waitForSelector("[data-said=wrong]:not([hidden])", { timeout: 20000 });
    await unlock();
    await page.waitForURL((url) => url.pathname === notes, { timeout: 20000 });
    if (!(await words()).includes("Marker-0 ")) found.push("the note is gone");
    return found;
  },
  async loses_nothing_when_killed() {
    const found = [];
    for (let i = 0; i < KILLS; i++) {
      let on = true, n = 0;
      const writing = (async () => {
        while (on) {
          const marker = `Kill-${i}-${n++} `;
          if (await send(`${marker}written before the power went.`).catch(() => false)) acknowledged.push(marker);
        }
      })();
      await sleep(700 + Math.random() * 900);
      kill();
      on = false;
      await writing;
      await context.close().catch(() => {});
      await openAgain();
    }
    await go("/sync");
    const said = await words(), listed = times(said, "Note saved");
    const waiting = listed + Number(/And (\d+) more/.exec(said)?.[1] ?? 0);
    if (!(await pill()).includes(` ${waiting} saved`)) found.push(`the page has ${waiting}, the pill says ${await pill()}`);
    if (waiting < acknowledged.length) found.push(`${acknowledged.length} were acknowledged, ${waiting} wait`);
    console.log(`# ${KILLS} kills, ${acknowledged.length} acknowledged, ${waiting} waiting`);
    if (acknowledged.length < KILLS * 2) found.push("too little was written to say anything");
    return found;
  },
  async two_tabs_write_at_once() {
    const other = await tab();
    await go(notes, other);
    const all = await Promise.all(Array.from({ length: 20 }, async (_, i) => ((await send(`Tab-${i} at the same time.`, i % 2 ? page : other)) ? `Tab-${i} ` : null)));
    acknowledged.push(...all.filter(Boolean));
    await other.close();
    return all.includes(null) ? ["not all were saved"] : [];
  },
  async says_when_nothing_was_saved() {
    const found = [];
    await go(`${notes}/new`);
    await worker().evaluate(() => ((globalThis.kept = using), (using = (mode, work) => (mode === "readwrite" ? Promise.reject(new Error("injected")) : globalThis.kept(mode, work)))));
    if (await send("Failed-1 was not saved.")) found.push("a failed store says saved");
    const status = await page.evaluate(async (to) => (await fetch(to, { method: "POST", body: new URLSearchParams({ kind: "phone_call", body: "Failed-2 was not saved." }) })).status, notes);
    await worker().evaluate(() => (using = globalThis.kept));
    if (status !== 503 && status !== 422) found.push(`a failed store answers ${status}`);
    // Only this one: the page asks for its pill meanwhile, and after a trap the module is loaded anew.
    await worker().evaluate(() => {
      const { alidade_request: run, memory } = core.exports;
      const traps = (at, n) => new TextDecoder().decode(new Uint8Array(memory.buffer, at, n)).includes("Failed-3");
      core.exports = { ...core.exports, alidade_request: (at, n) => { if (traps(at, n)) throw new WebAssembly.RuntimeError("injected"); return run(at, n); } };
    });
    if (await send("Failed-3 was not saved.")) found.push("a trap says saved");
    if (await holds("Failed-")) found.push("what was not saved is shown");
    if (!(await holds("Marker-0 "))) found.push("what was saved is gone");
    if (!(await send("Failed-not: the next one is saved."))) found.push("the next one is not saved");
    acknowledged.push("Failed-not");
    return found;
  },
  async hides_it_from_who_has_the_disk() {
    const found = [], canary = `canary-${randomBytes(9).toString("hex")}`, bytes = randomBytes(32);
    await page.evaluate(
      ([text, key]) =>
        new Promise((resolve) => {
          const open = indexedDB.open("clear", 1);
          open.onupgradeneeded = () => open.result.createObjectStore("s");
          open.onsuccess = () => {
            const tx = open.result.transaction("s", "readwrite", { durability: "strict" });
            tx.objectStore("s").put(text, 1);
            tx.objectStore("s").put(new Uint8Array(key), 2);
            tx.oncomplete = () => (open.result.close(), resolve());
          };
        }),
      [canary, [...bytes]],
    );
    const secret = await dataKey();
    const key = await worker().evaluate(async () => crypto.subtle.exportKey("raw", key).then(() => "exported", () => "refused"));
    if (key !== "refused") found.push("the key can be exported");
    await context.close();
    const both = (text) => [Buffer.from(text), Buffer.from(text, "utf16le")];
    const spelled = (raw) => [raw, ...["hex", "base64", "base64url"].flatMap((way) => both(raw.toString(way)))];
    const sought = { canary: both(canary), "canary key": [bytes], "data key": spelled(secret) };
    for (const text of ["Marker-0 the child", "written before the power", PHRASE]) sought[text] = both(text);
    const seen = Object.fromEntries(Object.keys(sought).map((name) => [name, 0]));
    let files = 0;
    const look = (dir) => {
      for (const name of readdirSync(dir)) {
        const path = join(dir, name), is = statSync(path, { throwIfNoEntry: false });
        if (is?.isDirectory()) look(path);
        else if (is?.isFile()) {
          const held = readFileSync(path);
          files++;
          for (const [what, ways] of Object.entries(sought)) if (ways.some((way) => held.includes(way))) seen[what]++, what.startsWith("canary") || console.log(`# ${what}: ${path}`);
        }
      }
    };
    look(profile);
    console.log(`# ${files} files of the profile: ${Object.entries(seen).map(([what, n]) => `${what} in ${n}`).join(", ")}`);
    for (const [what, n] of Object.entries(seen)) {
      if (what.startsWith("canary") && !n) found.push(`the search does not find what was stored in the clear: ${what}`);
      if (!what.startsWith("canary") && n) found.push(`"${what}" stands in ${n} files`);
    }
    await openAgain();
    return found;
  },
  async keeps_what_waits_over_a_sign_out() {
    await go("/cases");
    await page.click(".account summary");
    await page.click("form[action='/sign-out'] button");
    await page.waitForURL(/sync\?leaving/);
    const warned = /Not all of this has been sent/.test(await words()) ? [] : ["nobody is warned that something waits"];
    warned.push(...(await axe(page)));
    await page.click("main form[action='/sign-out'] button");
    await page.waitForURL(/sync\/unlock/);
    await go(notes);
    const found = page.url().includes("/sync/unlock") ? [] : ["it opens without the passphrase"];
    await unlock();
    await page.waitForURL((url) => !url.pathname.startsWith("/sync/unlock"), { timeout: 20000 });
    if (!(await holds("Marker-0 "))) found.push("the note is gone");
    return [...warned, ...found];
  },
  async sends_everything_once() {
    const found = [];
    await context.close();
    await world.up();
    await start();
    await context.addCookies([{ name: "alidade", value: "token-ana", url: world.address }]);
    await go("/cases");
    if (!page.url().includes("/sync/unlock")) found.push("nobody is told that something waits, sealed");
    await unlock();
    await page.waitForURL((url) => !url.pathname.startsWith("/sync/unlock"), { timeout: 20000 });
    if (!(await until(async () => ["Online", "1 needs your decision"].includes(await pill()), 60000))) found.push(`the pill still says ${await pill()}`);
    await go("/cases");
    if ((await words()).includes("From this device")) found.push("with a connection, pages still come from the device");
    const text = await onServer();
    for (const marker of acknowledged) if (times(text, marker) !== 1) found.push(`${marker}is there ${times(text, marker)} times`);
    if (text.includes("Failed-1") || text.includes("Failed-3")) found.push("what was not saved was sent");
    await page.evaluate(() => navigator.serviceWorker.controller.postMessage({ take: true }));
    await sleep(1500);
    if (times(await onServer(), "Marker-0 ") !== 1) found.push("a second contact sent it again");
    console.log(`# ${acknowledged.length} acknowledged, all on the server`);
    return found;
  },
  async shows_what_the_server_sent_back() {
    await sleep(1500);
    await world.down();
    const found = (await holds("Marker-0 ")) ? [] : ["the note did not come back with its case"];
    if (!/From this device · .{1,30} Up to date/.test(await words())) found.push("that page is not of the device, or not up to date");
    return found;
  },
  async keeps_people_apart() {
    const found = [];
    await world.up();
    await go("/cases");
    // Who signs in locks what is of somebody else; its answer does not matter.
    await page.evaluate(() => fetch("/sign-in", { method: "POST", body: new URLSearchParams({ login: "ben", password: "wrong" }) }));
    await tablet.signIn("ben");
    // For ten seconds after a failure the device answers by itself, and once it reminds of what waits.
    if (!(await until(async () => (await go("/cases"), !page.url().includes("/sync/unlock"))))) found.push("the server does not answer him");
    if ((await words()).includes("Amal Nasser") || (await words()).includes("From this device")) found.push("the other worker is shown her cases");
    await go("/account/devices");
    await page.fill("[name=name]", "The same tablet");
    await page.fill("#phrase", "another phrase of his");
    await page.fill("#phrase-again", "another phrase of his");
    await page.click("form[data-take] button.main");
    await page.waitForSelector("[data-said=other]:not([hidden])", { timeout: 20000 });
    await world.down();
    for (const path of ["/cases", `/cases/${world.ids.case}`, "/sync", notes]) {
      await go(path);
      if (!page.url().includes("/sync/unlock") || (await words()).includes("Amal")) found.push(`without a server he gets at ${path}`);
    }
    await unlock("another phrase of his");
    await page.waitForSelector("[data-said=wrong]:not([hidden])", { timeout: 20000 });
    await world.up();
    await tablet.signIn("ana");
    await unlock();
    await tablet.unlocked();
    if (!(await holds("Marker-0 "))) found.push("hers are gone");
    await world.down();
    await go("/cases");
    if (!(await words()).includes("Amal Nasser")) found.push("hers are not on the device any more");
    return found;
  },
  async keeps_what_waits_when_the_program_changes() {
    if (!(await send("Upgrade-1 before the new version."))) return ["not saved"];
    acknowledged.push("Upgrade-1 ");
    await device({ version: "of another program" });
    await stopWorker();
    await go("/sync");
    const found = /Note saved Waiting to send/.test(await words()) ? [] : [`the outbox is gone: ${await words()}`];
    if (!/Cases 0\b/.test(await words())) found.push("rows of another version are shown");
    await world.up();
    await go("/cases");
    if (!(await until(async () => times(await onServer(), "Upgrade-1 ") === 1))) found.push("it was not sent once");
    if (!(await until(async () => (await go("/sync"), /Cases 2\b/.test(await words()))))) found.push("the cases did not come back");
    return found;
  },
  async locks_after_a_week_alone() {
    await world.down();
    await go("/cases");
    // What is kept of the last contact is read again after each answer, that of the pill, too.
    const late = async () => (await worker().evaluate(() => core && (core.met -= 8 * 86400000)), await go("/cases"), page.url().includes("stale=1"));
    const found = (await until(late)) && (await words()).includes("no contact for too long") ? [] : [`a week later: ${page.url()}`];
    await world.up();
    await unlock();
    await page.waitForURL((url) => !url.pathname.startsWith("/sync/unlock"), { timeout: 20000 });
    return found;
  },
  async forgets_the_cases_after_ten_wrong_tries() {
    await world.down();
    await go("/cases");
    if (!(await send("Tried-1 before the wrong tries."))) return ["not saved"];
    acknowledged.push("Tried-1 ");
    await device({ tries: 9, tried: 0 });
    await page.evaluate(() => navigator.serviceWorker.controller.postMessage({ lock: true }));
    await page.waitForURL(/sync\/unlock/);
    await unlock("not the right phrase");
    await page.waitForSelector("[data-said=gone]:not([hidden])", { timeout: 20000 });
    await unlock();
    await page.waitForSelector("[data-said=slow]:not([hidden])", { timeout: 20000 });
    const found = [];
    await device({ tried: 0 });
    await unlock();
    await page.waitForURL((url) => !url.pathname.startsWith("/sync/unlock"), { timeout: 20000 });
    await go("/sync");
    if (!/Cases 0\b/.test(await words())) found.push("the cases are still there");
    if (!/Note saved Waiting to send/.test(await words())) found.push("what waited is gone");
    await world.up();
    await go("/cases");
    if (!(await until(async () => times(await onServer(), "Tried-1 ") === 1))) found.push("it was not sent once");
    return found;
  },
  async wipes_on_order() {
    const found = [];
    const admin = (path, body) => fetch(world.address + path, { method: body ? "POST" : "GET", body, redirect: "manual", headers: { cookie: "alidade=token-omar", accept: "application/json" } });
    const list = await (await admin("/admin/devices")).json();
    const row = list.view.rows.find((one) => one.name === "Blue tablet");
    await admin(`/admin/devices/${row.id}/wipe`, new URLSearchParams({ csrf: list.csrf, cmd: list.cmd }));
    await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ take: true }));
    const gone = () => page.evaluate(async () => !(await indexedDB.databases()).some((db) => db.name === "alidade") && !(await caches.keys()).length).catch(() => false);
    if (!(await until(gone))) found.push("the store is still there");
    // The page goes to the start by itself: to follow a link before would be a race.
    await page.waitForURL((url) => url.pathname === "/today");
    const after = (await (await admin("/admin/devices")).json()).view.rows.find((one) => one.name === "Blue tablet");
    if (!after.wiped_at) found.push("the server does not know that it was done");
    if ((await go("/cases")).status() !== 200) found.push("the browser does not work with the server any more");
    return found;
  },
  async keeps_the_rules_for_content() {
    return trouble;
  },
};

await tablet.runAll("offline", steps, world.stop);
