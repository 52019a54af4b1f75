// The page's side of work without a connection: takes the cases along, unlocks the device, holds the
// key for the service worker while that sleeps, and keeps the words about the connection fresh.
const worker = navigator.serviceWorker;
const ROUNDS = 600000; // of PBKDF2-SHA-256
const TRIES = 10;
const IDLE_MS = 30 * 60000;
const text = new TextEncoder();
const one = (query, root = document) => root.querySelector(query);
let key = null;

const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
async function store(mode, work) {
  const request = indexedDB.open("alidade", 1);
  request.onupgradeneeded = () => ["meta", "block"].forEach((name) => request.result.createObjectStore(name));
  const db = await done(request);
  try {
    const tx = db.transaction(["meta", "block"], mode, { durability: "strict" });
    const end = new Promise((resolve, reject) => ((tx.oncomplete = resolve), (tx.onabort = () => reject(tx.error))));
    const result = await work(tx.objectStore("meta"), tx.objectStore("block"));
    await end;
    return result;
  } finally {
    db.close();
  }
}

// ---- the worker and this page
const post = async (message) => (worker.controller ?? (await worker.ready).active)?.postMessage(message);
const waiters = [];
const told = (what) => new Promise((resolve) => waiters.push((message) => what in message && (resolve(message[what]), true)));
worker.addEventListener("message", ({ data }) => {
  for (let i = waiters.length; i--; ) if (waiters[i](data)) waiters.splice(i, 1);
  if (data.key) key = data.key;
  if (data.need && key) post({ key });
  if (data.locked && key) {
    key = null;
    if (document.body.dataset.device) location.assign(`/sync/unlock?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  if (data.wiped) location.assign("/");
  if (data.pill) pill();
  const progress = one("[data-take] progress");
  if (progress && data.all) [progress.max, progress.value] = [data.all, data.cases];
});
async function pill() {
  const old = document.getElementById("pill");
  if (!old) return;
  const answer = await fetch("/sync/pill", { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pill");
  if (fresh && old.isConnected) old.replaceWith(fresh);
}
const ping = () => post({ ping: true, holds: !!key });
if (worker.controller) {
  // What is typed goes into the sealed store, not into the browser's own file of open tabs.
  document.querySelectorAll("form").forEach((form) => (form.autocomplete = "off"));
  ping();
  pill();
}
setInterval(() => {
  if (!worker.controller || document.visibilityState !== "visible") return;
  idle();
  ping();
}, 10000);

// ---- nobody is here any more: lock
let touched = Date.now();
for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, () => (touched = Date.now()), { passive: true });
const idle = () => key && Date.now() - touched > IDLE_MS && post({ lock: true });

// ---- keys
async function wrapping(phrase, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", text.encode(phrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}
async function say(form, ...what) {
  form.querySelectorAll("[data-said]").forEach((said) => (said.hidden = !what.includes(said.dataset.said)));
}

// ---- taking along
async function takeAlong(form) {
  const phrase = one("#phrase", form).value, name = one("[name=name]", form);
  if ([...phrase].length < 12) return say(form, "short"), one("#phrase", form).focus();
  if (phrase !== one("#phrase-again", form).value) return say(form, "differs"), one("#phrase-again", form).focus();
  if (!worker || !globalThis.indexedDB || !navigator.locks) return say(form, "unable");
  if (await store("readonly", (meta) => done(meta.get("device")))) return say(form, "other");
  say(form, "taking");
  const kept = await navigator.storage.persist().catch(() => false);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { accept: "application/json" } });
  if (answer.status === 422) return form.submit();
  if (!answer.ok) throw new Error("enrol");
  const { view } = await answer.json();
  const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await wrapping(phrase, salt, ROUNDS), { name: "AES-GCM", iv });
  key = await crypto.subtle.unwrapKey("raw", wrapped, await wrapping(phrase, salt, ROUNDS), { name: "AES-GCM", iv }, "AES-GCM", false, ["encrypt", "decrypt"]);
  const sealed = { iv: crypto.getRandomValues(new Uint8Array(12)) };
  sealed.data = await crypto.subtle.encrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: text.encode(`${view.id}/secret/0`) }, key, text.encode(`${view.id}.${view.secret}`));
  await store("readwrite", (meta) => meta.put({ id: view.id, name: name.value, salt, iv, rounds: ROUNDS, wrapped, secret: sealed, generation: 0, version: "", tries: 0, tried: 0 }, "device"));
  await worker.register("/sw.js");
  await worker.ready;
  const opened = told("opened");
  await post({ key });
  if (!(await opened)) throw new Error("open");
  const taken = told("taken");
  await post({ take: true });
  if (!(await taken)) throw new Error("take");
  say(form, "taken", kept ? "kept" : "not-kept");
  form.querySelectorAll(".acts, .field").forEach((part) => part.remove());
}

// ---- unlocking: tries are counted before they are made, and slow down
async function unlock(form) {
  const device = await store("readonly", (meta) => done(meta.get("device")));
  if (!device) return location.assign("/");
  const wait = device.tries > 3 ? Math.min(2 ** (device.tries - 3), 3600) * 1000 : 0;
  if (Date.now() - device.tried < wait) return say(form, "slow");
  say(form, "opening");
  await store("readwrite", async (meta, block) => {
    const now = await done(meta.get("device"));
    // The cases go; what was not sent stays, sealed, for who knows the passphrase after all.
    if (now.tries + 1 >= TRIES) block.delete(IDBKeyRange.bound([0, 0], [1, 0], false, true));
    meta.put({ ...now, tries: now.tries + 1, tried: Date.now() }, "device");
  });
  try {
    const wrapper = await wrapping(one("#phrase", form).value, device.salt, device.rounds);
    key = await crypto.subtle.unwrapKey("raw", device.wrapped, wrapper, { name: "AES-GCM", iv: device.iv }, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    return say(form, device.tries + 1 >= TRIES ? "gone" : "wrong"), one("#phrase", form).select();
  }
  await store("readwrite", async (meta) => meta.put({ ...(await done(meta.get("device"))), tries: 0 }, "device"));
  const opened = told("opened");
  await post({ key });
  if (!(await opened)) return say(form, "wrong");
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  location.assign(/^\/(?![\/\\])/.test(next) ? next : "/");
}

// ---- before somebody leaves, what waits is sent, if that is possible now; else the page says what stays
async function leave(form) {
  const sent = told("pill");
  await post({ send: true });
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 4000))]);
  const device = await store("readonly", (meta) => done(meta.get("device")));
  if (key && (device?.waiting || device?.here)) return location.assign("/sync?leaving=1");
  form.submit();
}

const ways = { take: takeAlong, unlock, leave };
if (worker.controller) document.querySelector("form[action='/sign-out']")?.setAttribute("data-leave", "");
document.addEventListener("submit", (event) => {
  const way = Object.keys(ways).find((name) => event.target.hasAttribute(`data-${name}`));
  if (!way) return;
  event.preventDefault();
  ways[way](event.target)
    .catch(() => say(event.target, "failed"))
    .finally(() => {
      delete event.target.dataset.sent;
      event.target.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
    });
});
