// The product as the service worker will hold it: alidade.wasm, a pack, requests as JSON.
import { readdirSync, readFileSync } from "node:fs";

process.removeAllListeners("warning");
process.on("warning", () => {});
const { WASI } = await import("node:wasi");

const wasi = new WASI({ version: "preview1", args: [], env: {}, preopens: {} });
const module = await WebAssembly.compile(readFileSync("build/wasm/alidade.wasm"));
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
wasi.initialize(instance);
const { alidade_init, alidade_request, alidade_free, memory } = instance.exports;

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
  const at = call(alidade_request, { method, path, query: "", headers: { Host: "device" }, body: "", ...more });
  if (!at) return { status: 0, headers: [], body: "" };
  const view = new Uint8Array(memory.buffer);
  return JSON.parse(new TextDecoder().decode(view.subarray(at, view.indexOf(0, at))));
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
const page = request("GET", "/sign-in");
show("answers_a_page", page.status === 200 && page.body.includes('name="login"'), JSON.stringify(page).slice(0, 300));
const json = request("GET", "/sign-in", { headers: { Host: "device", Accept: "application/json" } });
show("answers_json", json.status === 200 && JSON.parse(json.body).csrf.length > 20, json.body.slice(0, 300));
const arabic = request("GET", "/help", { headers: { Host: "device", Cookie: "alidade-language=ar" } });
show("answers_in_arabic", arabic.body.includes('dir="rtl"'), arabic.body.slice(0, 200));
show("has_no_french_yet", request("GET", "/help", { headers: { Host: "device", Cookie: "alidade-language=fr" } }).body.includes("Help"));
show("refuses_a_cut_off_language", start({ messages: { fr: "one\u0003two\u0003" } }) === 5);
const messages = { fr: readFileSync("build/wasm/src/core/messages.fr.txt", "utf8") };
show("starts_with_french", start({ messages }) === 0);
show("answers_in_french", request("GET", "/help", { headers: { Host: "device", Cookie: "alidade-language=fr" } }).body.includes("Aide"));
show("refuses_a_forged_post", request("POST", "/sign-in", { body: "login=a&password=b", headers: { Host: "device", "Content-Type": "application/x-www-form-urlencoded" } }).status === 403);
show("knows_no_other_page", request("GET", "/nowhere").status === 404);
show("survives_no_json", alidade_request(alidade_free(0, 4), 4) === 0);
process.exit(failed ? 1 : 0);
