// The service worker: work without a connection. It holds the module, which answers pages as the server
// does, and keeps what the module holds in IndexedDB, sealed with a key that it has only in memory.
// The server puts two lines in front: VERSION of module, packs and this script, and that of the assets.
// docs/adr/0602 says why it is as it is.
const CACHE = `alidade-${VERSION}`;
const PROGRAM = "/account/devices/program";
const HEARD_MS = 30000; // the server answered so lately: the browser sends forms itself
const AGE_MS = 7 * 86400000; // without a contact: opens with a connection only
const WAIT_MS = 4000; // for a page of the server, before the device answers
const text = new TextEncoder();
const inTime = (work) => Promise.race([work, new Promise((_, late) => setTimeout(late, WAIT_MS))]);

// ---- what is held in memory, and gone when the browser ends this worker
let key = null; // CryptoKey, not extractable
let core = null; // the module with its databases
let secret = null; // of the device, for the server
let heard = 0, failed = 0, link = 0; // when the server answered; when it did not; 0 online, 1 offline, 2 refused
let waiting = 0;
let here = []; // pages about what stands only on this device: drafts
const isHere = (path) => !!path && here.some((one) => path === one || path.startsWith(`${one}/`));
let reminded = false, gone = false;
const own = new Set(); // addresses that the device answered last, so their forms are the device's too

// ---- one thing after the other, in this worker and beside an older one
let turn = Promise.resolve();
function inTurn(work) {
  const result = turn.then(() => navigator.locks.request("alidade", work));
  turn = result.catch(() => {});
  return result;
}

// ---- IndexedDB: "meta" has one record, "device"; "block" has sealed blocks by [file, number]
const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
const ended = (tx) => new Promise((resolve, reject) => ((tx.oncomplete = resolve), (tx.onabort = tx.onerror = () => reject(tx.error ?? new Error("store")))));
async function store() {
  if (gone) throw new Error("gone");
  const request = indexedDB.open("alidade", 1);
  request.onupgradeneeded = () => ["meta", "block"].forEach((name) => request.result.createObjectStore(name));
  return done(request);
}
async function using(mode, work) {
  const db = await store();
  try {
    const tx = db.transaction(["meta", "block"], mode, { durability: "strict" });
    const end = ended(tx);
    end.catch(() => {});
    const result = await work(tx.objectStore("meta"), tx.objectStore("block"), tx);
    await end;
    return result;
  } finally {
    db.close();
  }
}
const meta = () => using("readonly", (m) => done(m.get("device")));

// ---- sealing: a block opens only under its own name
const nameOf = (device, file, n) => text.encode(`${device}/${file}/${n}`);
async function seal(name, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: name }, key, bytes) };
}
const unseal = (name, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: name }, key, data);

// ---- the module
const imports = (held) => {
  const ok = () => 0, none = () => 8;
  const view = () => new DataView(held.exports.memory.buffer);
  const known = {
    clock_time_get: (id, _, at) => (view().setBigUint64(at, BigInt(Math.round((id ? performance.now() : Date.now()) * 1e6)), true), 0),
    random_get: (at, n) => (crypto.getRandomValues(new Uint8Array(held.exports.memory.buffer, at, n)), 0),
    proc_exit: () => { throw new Error("the module ended"); },
    fd_close: ok, fd_sync: ok,
  };
  return { wasi_snapshot_preview1: new Proxy(known, { get: (all, name) => all[name] ?? none, has: () => true }) };
};
async function program() {
  const cache = await caches.open(CACHE);
  const [described, module] = await Promise.all([cache.match(PROGRAM), cache.match(`/program/${VERSION}/alidade.wasm`)]);
  if (!described || !module) throw new Error("program");
  return [await described.json(), await module.arrayBuffer()];
}
async function start() {
  const [config, bytes] = await program();
  const held = { exports: null };
  held.exports = (await WebAssembly.instantiate(bytes, imports(held))).instance.exports;
  held.exports._initialize();
  config.secret = Array.from(crypto.getRandomValues(new Uint8Array(24)), (b) => String.fromCharCode(33 + (b % 90))).join("").padEnd(32, "x");
  const status = call(held, "alidade_init", config);
  if (status) throw new Error(`init ${status}`);
  return held;
}
function call(held, name, value) {
  const { memory, alidade_free, [name]: run } = held.exports;
  const bytes = text.encode(JSON.stringify(value));
  const at = alidade_free(0, bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  const result = run(at, bytes.length);
  alidade_free(at, bytes.length);
  return result;
}
function said(held, at) {
  if (!at) throw new Error("the module has no answer");
  const bytes = new Uint8Array(held.exports.memory.buffer);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at))));
}

/** The module with this person's databases; null when nobody who holds the key is here. */
async function opened() {
  if (core) return core;
  key ??= await askPages();
  const device = key && (await meta());
  if (!device) return (key = null);
  const held = await start();
  secret = new TextDecoder().decode(await unseal(nameOf(device.id, "secret", 0), device.secret));
  // Rows of another version are fetched anew; the outbox is never thrown away.
  const range = IDBKeyRange.bound([device.version === VERSION ? 0 : 1, 0], [2, 0]);
  const [keys, blocks] = await using("readonly", (_, b) => Promise.all([done(b.getAllKeys(range)), done(b.getAll(range))]));
  await Promise.all(blocks.map(async (block, i) => {
    const [file, n] = keys[i];
    const bytes = new Uint8Array(await unseal(nameOf(device.id, file, n), block));
    const at = held.exports.alidade_free(0, bytes.length);
    new Uint8Array(held.exports.memory.buffer, at, bytes.length).set(bytes);
    if (held.exports.alidade_block_put(file, n, at, bytes.length)) throw new Error("memory");
    held.exports.alidade_free(at, bytes.length);
  }));
  if (held.exports.alidade_open()) throw new Error("open");
  held.device = device;
  core = held;
  await commit().catch((error) => ((core = null), Promise.reject(error)));
  return core;
}

/** Keeps what changed: one strict transaction, and only when nobody else wrote meanwhile. */
async function commit() {
  const { alidade_block_next, alidade_block_get, alidade_size, memory } = core.exports;
  const sizes = [alidade_size(0), alidade_size(1)], sealed = [];
  for (const [file, block] of [[0, 1 << 18], [1, 1 << 15]]) {
    for (let n = alidade_block_next(file); n >= 0; n = alidade_block_next(file)) {
      const at = alidade_block_get(file, n);
      const bytes = new Uint8Array(memory.buffer).slice(at, at + Math.min(block, sizes[file] - n * block));
      sealed.push([[file, n], await seal(nameOf(core.device.id, file, n), bytes)]);
    }
  }
  const state = said(core, core.exports.alidade_state());
  if (sealed.length) {
    await using("readwrite", async (m, b, tx) => {
      const now = await done(m.get("device"));
      if (now?.generation !== core.device.generation) throw tx.abort() ?? new Error("stale");
      if (now.version !== VERSION) b.delete(IDBKeyRange.bound([0, 0], [1, 0], false, true));
      sealed.forEach(([name, block]) => b.put(block, name));
      [1 << 18, 1 << 15].forEach((block, file) => b.delete(IDBKeyRange.bound([file, Math.ceil(sizes[file] / block)], [file + 1, 0], false, true)));
      core.device = { ...now, version: VERSION, language: state.language, waiting: state.waiting, here: state.pages.length, generation: now.generation + 1 };
      m.put(core.device, "device");
    });
  }
  waiting = state.waiting;
  here = state.pages.map(plain);
  core.met = state.met / 1000;
  core.wiped = state.wiped;
}

// ---- answers of the device
async function ask(request) {
  const held = (await opened()) ?? (await start());
  const answer = said(held, call(held, "alidade_request", request));
  if (held === core) await commit();
  return answer;
}
const plain = (path) => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
/** What was typed into a form; of a chosen file its name, since files need a connection. */
async function typed(request) {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/")) return [await request.text(), type];
  const values = [...(await request.formData())].map(([name, value]) => [name, value instanceof File ? value.name : value]);
  return [`${new URLSearchParams(values)}`, "application/x-www-form-urlencoded"];
}
async function device(request, [body, type] = ["", ""], reminds = false) {
  const url = new URL(request.url);
  const from = request.referrer ? new URL(request.referrer).origin : "null";
  const headers = { Host: url.host, Origin: from, Accept: request.headers.get("accept") ?? "", "Accept-Language": core ? navigator.language : ((await meta().catch(() => null))?.language ?? navigator.language), "Content-Type": type };
  const asked = { method: request.method, path: plain(url.pathname), query: url.search.slice(1), headers, body, link };
  const locked = await inTurn(async () => !(await opened())).catch(() => false);
  const free = /^\/sync\/(unlock|down)$/.test(url.pathname);
  if (!locked && !free && core && Date.now() - core.met > AGE_MS && core.met) {
    await contact();
    if (core && Date.now() - core.met > AGE_MS) await lock(), (asked.stale = true);
  }
  if ((locked || asked.stale) && !free) {
    if (request.mode !== "navigate" && !reminds) return new Response(null, { status: 503 });
    return Response.redirect(`/sync/unlock?${asked.stale ? "stale=1&" : ""}next=${encodeURIComponent(request.method === "GET" ? url.pathname + url.search : "/")}`, 303);
  }
  // Nothing is kept of what fails: the next try starts from what was. Another worker wrote: once more.
  const failing = (error) => ((core = null), error);
  let answer = await inTurn(() => ask(asked)).catch(failing);
  if (answer?.message === "stale") answer = await inTurn(() => ask(asked)).catch(failing);
  if (!answer?.status)
    answer = await inTurn(async () => {
      const held = await start();
      return said(held, call(held, "alidade_request", { ...asked, method: "GET", path: "/sync/down", query: "", body: "" }));
    }).catch(() => null);
  if (!answer) return new Response(null, { status: 503 });
  if (own.size > 500) own.clear();
  own.add(url.pathname);
  return new Response(answer.status === 303 ? null : answer.body, { status: answer.status, headers: answer.headers });
}

// ---- the server
function reached(ok) {
  const before = link;
  if (ok) heard = Date.now();
  else failed = Date.now();
  link = ok ? 0 : 1;
  if (before !== link) tell({ pill: true });
}
async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}
async function page(request) {
  const url = new URL(request.url);
  if (/^\/sync(\/(pill|unlock|down))?$/.test(url.pathname)) {
    if (url.searchParams.has("send")) return await contact(), Response.redirect("/sync", 303);
    return device(request);
  }
  if (Date.now() - failed < 10000) return device(request);
  // After a start, what waits and what was begun is sealed: its owner is asked once.
  const kept = core ? null : await meta().catch(() => null);
  if ((kept?.waiting || kept?.here) && !(await inTurn(opened).catch(() => null)) && !reminded && request.mode === "navigate") {
    reminded = true;
    return device(new Request(request.url, { headers: request.headers }), undefined, true);
  }
  if (isHere(url.pathname)) {
    // Of a case that has left this device the server may still know.
    const answer = await device(request);
    if (answer.status !== 404) return answer;
  }
  if (waiting && key) await inTime(contact()).catch(() => {});
  if (waiting && key) return device(request);
  try {
    const answer = await inTime(fetch(request));
    reached(true);
    own.delete(url.pathname);
    return answer;
  } catch {
    reached(false);
    return device(request);
  }
}
async function form(event) {
  const answer = await device(event.request, await typed(event.request));
  if (answer.status === 303) event.waitUntil(contact());
  if (answer.status !== 200) tell({ pill: true });
  return answer;
}
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (gone || url.origin !== location.origin || url.pathname.startsWith("/program/") || url.pathname === "/sw.js" || url.pathname === PROGRAM) return;
  if (url.pathname.startsWith("/assets/")) return event.respondWith(asset(request));
  if (request.method === "GET") return event.respondWith(page(request));
  if (request.method !== "POST") return;
  const heardOf = Date.now() - heard < HEARD_MS && !link;
  if (url.pathname === "/sign-out" || url.pathname === "/sign-in") {
    event.waitUntil(lock());
    if (!heardOf) event.respondWith(Promise.resolve(Response.redirect("/sync/unlock", 303)));
    return;
  }
  // Who answers a form is decided before it is sent, and stays so.
  const from = request.referrer && new URL(request.referrer).pathname;
  if (url.pathname !== "/sync" && heardOf && !own.has(from) && !isHere(from)) return;
  event.respondWith(form(event));
});

// ---- sending and taking
let contacting = null;
const contact = () => (contacting ??= meet().catch(() => (core = null)).finally(() => ((contacting = null), tell({ pill: true }))));
async function meet() {
  const sent = waiting;
  const filled = await round();
  if (!sent || !filled) return filled;
  // The server sees a second later to whom what was sent belongs, and then it comes with its case.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return round();
}
async function round() {
  let cases = 0, filled = true;
  for (let begins = 1; ; begins = 0) {
    const [held, question] = await inTurn(async () => {
      const it = await opened();
      const at = it?.exports.alidade_ask(begins);
      return [it, at ? said(it, at) : null];
    });
    if (!question?.path) break;
    let answer, body;
    try {
      answer = await fetch(question.path, { method: "POST", body: question.body, credentials: "omit", signal: AbortSignal.timeout(30000), headers: { Authorization: `Device ${secret}`, "Content-Type": "application/json" } });
      body = await answer.text();
      reached(true);
    } catch {
      return reached(false);
    }
    const result = await inTurn(async () => {
      if (core !== held) return 1;
      const code = call(core, "alidade_answer", { status: answer.status, body });
      if (code === 3) throw new Error("sync");
      await commit();
      return code;
    });
    if (result) link = 2;
    if (result) return;
    if (question.path === "/sync/pull") {
      const part = JSON.parse(body);
      filled = part.filled !== false;
      cases += part.cases?.length ?? 0;
      tell({ cases, all: cases + (part.left ?? 0) });
    }
  }
  if (!core) return false;
  if (core.wiped && !waiting) return destroy();
  return filled;
}
async function takeAlong() {
  for (let i = 0; i < 60; i++) {
    if (await contact()) return tell({ taken: true });
    if (!core) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  tell({ taken: false });
}

// ---- pages: they hold the key while this worker sleeps
async function tell(message) {
  for (const client of await clients.matchAll({ type: "window" })) client.postMessage(message);
}
let handed = null;
async function askPages() {
  const pages = await clients.matchAll({ type: "window" });
  if (!pages.length) return null;
  const answer = new Promise((resolve) => ((handed = resolve), setTimeout(resolve, 800, null)));
  pages.forEach((client) => client.postMessage({ need: true }));
  return answer;
}
async function lock() {
  key = core = secret = null;
  await tell({ locked: true });
}
async function destroy() {
  await lock();
  gone = true;
  await done(indexedDB.deleteDatabase("alidade"));
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
  await tell({ wiped: true });
}
addEventListener("message", (event) => {
  const { data, source } = event;
  if (data.key) {
    key = data.key;
    handed?.(key);
    event.waitUntil(inTurn(opened).then((it) => source.postMessage({ opened: !!it }), () => source.postMessage({ opened: false })));
  }
  if (data.take) event.waitUntil(takeAlong());
  if (data.lock) event.waitUntil(lock());
  if (data.send) event.waitUntil(contact());
  if (data.ping) {
    if (key && !data.holds) source.postMessage({ key });
    if (!key && data.holds) source.postMessage({ need: true });
    if (Date.now() - Math.max(heard, failed) > 20000 || (waiting && Date.now() - failed > 10000)) event.waitUntil(look());
  }
});
/** Whether the server is there; what waits is then sent, what changed taken. */
async function look() {
  try {
    await fetch("/sw.js", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(WAIT_MS) });
    const was = link;
    reached(true);
    if (key && (waiting || was || Date.now() - (core?.met ?? 0) > 60000)) await contact();
  } catch {
    reached(false);
  }
}

// ---- one version
addEventListener("install", (event) =>
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    const described = await fetch(PROGRAM, { credentials: "same-origin" });
    if (!described.ok) throw new Error("program");
    await cache.put(PROGRAM, described.clone());
    const { assets } = await described.json();
    await cache.addAll([`/program/${VERSION}/alidade.wasm`, ...assets.map((name) => `/assets/${ASSETS}/${name}`)]);
    await skipWaiting();
  })()),
);
addEventListener("activate", (event) =>
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await clients.claim();
  })()),
);
