// The product as the service worker will hold it: alidade.wasm, a pack, requests as JSON.
import { readdirSync, readFileSync } from "node:fs";

process.removeAllListeners("warning");
process.on("warning", () => {});
const { WASI } = await import("node:wasi");

const wasi = new WASI({ version: "preview1", args: [], env: {}, preopens: {} });
const module = await WebAssembly.compile(readFileSync("build/wasm/alidade.wasm"));
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
wasi.initialize(instance);
const { alidade_init, alidade_open, alidade_block_next, alidade_block_get, alidade_size, alidade_request, alidade_ask, alidade_answer, alidade_state, alidade_free, memory } = instance.exports;

/** Hands a text over and calls; gives what came back. */
function call(f, value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const at = alidade_free(0, bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  const result = f(at, bytes.length);
  alidade_free(at, bytes.length);
  return result;
}
function request(method, path, more = {}) {
  return said(call(alidade_request, { method, path, query: "", headers: { Host: "device" }, body: "", ...more })) ?? { status: 0, headers: [], body: "" };
}
function said(at) {
  const view = new Uint8Array(memory.buffer);
  return at ? JSON.parse(new TextDecoder().decode(view.subarray(at, view.indexOf(0, at)))) : null;
}

const pack = {};
for (const name of readdirSync("packs/child-family", { recursive: true })) {
  if (!name.startsWith("tests") && name.includes(".")) {
    const bytes = readFileSync(`packs/child-family/${name}`);
    pack[name] = name.endsWith(".csv") ? bytes.toString("utf8") : { base64url: bytes.toString("base64url") };
  }
}
pack["base/codes.csv"] = readFileSync("packs/base/codes.csv", "utf8");

let failed = 0;
const show = (name, good, found = "") => {
  if (!good) failed++;
  console.log(`${good ? "" : `# ${found}\n`}${good ? "ok" : "not ok"} wasm_exports::${name}`);
};
const start = (more) => call(alidade_init, { name: "Device", secret: "0123456789abcdef0123456789abcdef", asset_version: "v", pack, ...more });
const started = start({});
show("starts_from_a_pack", started === 0, `alidade_init gave ${started}`);
const page = request("GET", "/sync/unlock");
show("answers_a_page", page.status === 200 && page.body.includes("data-unlock"), JSON.stringify(page).slice(0, 300));
const json = request("GET", "/sync/unlock", { headers: { Host: "device", Accept: "application/json" } });
show("answers_json", json.status === 200 && JSON.parse(json.body).csrf.length > 20, json.body.slice(0, 300));
const arabic = request("GET", "/help", { headers: { Host: "device", Cookie: "alidade-language=ar" } });
show("answers_in_arabic", arabic.body.includes('dir="rtl"'), arabic.body.slice(0, 200));
show("has_no_french_yet", request("GET", "/help", { headers: { Host: "device", Cookie: "alidade-language=fr" } }).body.includes("Help"));
show("refuses_a_cut_off_language", start({ messages: { fr: "one\u0003two\u0003" } }) === 5);
const messages = { fr: readFileSync("build/wasm/src/core/messages.fr.txt", "utf8") };
show("starts_with_french", start({ messages }) === 0);
show("answers_in_french", request("GET", "/help", { headers: { Host: "device", Cookie: "alidade-language=fr" } }).body.includes("Aide"));
show("asks_nobody_before_it_is_opened", request("GET", "/cases").status === 303);
show("opens_an_empty_store", alidade_open() === 0);
show("has_blocks_to_keep", alidade_size(0) > 1e6 && alidade_block_next(0) === 0 && alidade_block_get(0, 0) > 0 && alidade_block_next(1) >= 0);
show("is_nobodys_before_a_contact", request("GET", "/cases").status === 303);
const owner = { account_id: "0199aaaa-0000-7000-8000-000000000001", seat_id: "0199aaaa-0000-7000-8000-000000000002", scope_id: "0199aaaa-0000-7000-8000-000000000001", team_id: "0199aaaa-0000-7000-8000-000000000003", agency_id: "0199aaaa-0000-7000-8000-000000000004", role: "worker", name: "Ana Torres", language: "fr", theme: "auto", density: "normal", text_size: "normal", by_question: false, calendar: "gregorian", decide: 2 };
const question = said(alidade_ask(1));
show("asks_the_server", question?.path === "/sync/pull" && JSON.parse(question.body).cursor === "", JSON.stringify(question));
const answer = { server_time: 1, last_seq: 0, works: true, wipe: false, owner, cursor: "", more: false, reset: false, removed: [], cases: [], tables: [] };
show("tries_later_when_told", call(alidade_answer, { status: 503, body: "" }) === 1);
said(alidade_ask(1));
show("takes_the_answer", call(alidade_answer, { status: 200, body: JSON.stringify(answer) }) === 0);
show("comes_to_an_end", JSON.stringify(said(alidade_ask(0))) === "{}");
const mine = request("GET", "/sync", { link: 1 });
show("is_the_owners_in_french", mine.status === 200 && mine.body.includes("Ana Torres") && mine.body.includes("Hors ligne"), mine.body.slice(0, 300));
const form = { Host: "device", "Content-Type": "application/x-www-form-urlencoded" };
const person = "given_name=Lina&family_name=Sol&sex=female&cmd=0199aaaa-0000-7000-8000-00000000000a";
show("refuses_a_post_of_another_site", request("POST", "/people", { body: person, headers: { ...form, Origin: "http://elsewhere" } }).status === 403);
const made = request("POST", "/people", { body: person, headers: { ...form, Origin: "http://device" } });
show("keeps_what_is_done_here", made.status === 303 && said(alidade_state()).waiting === 1, JSON.stringify(made).slice(0, 600));
show("keeps_it_once", request("POST", "/people", { body: person, headers: { ...form, Origin: "http://device" } }).status === 303 && said(alidade_state()).waiting === 1);
show("sends_it", said(alidade_ask(1))?.path === "/sync/push");
show("refuses_a_forged_post", request("POST", "/people", { body: person, headers: form }).status === 403);
show("knows_no_other_page", request("GET", "/nowhere").status === 404);
show("survives_no_json", alidade_request(alidade_free(0, 4), 4) === 0);
process.exit(failed ? 1 : 0);
