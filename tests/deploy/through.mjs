// Asks the served program through nginx, over HTTP/2 and TLS, as a browser would; run by the step
// "deploy", which has started both. Without PASSWORD_FILE: the program is stopped, and nginx says so.
//   node tests/deploy/through.mjs NGINX_SOCKET [PASSWORD_FILE]
import { readFileSync } from "node:fs";
import http2 from "node:http2";
import tls from "node:tls";

const [socket, passwordFile] = process.argv.slice(2);
const site = "https://cases.example.org";
let cookie = "";
let failed = 0;

function tell(name, good, why) {
  console.log(`${good ? "ok" : "not ok"} deploy::${name}`);
  if (!good) console.log(`# ${JSON.stringify(why)}`);
  failed += !good;
}

const session = http2.connect(site, {
  createConnection: () =>
    tls.connect({ path: socket, servername: "cases.example.org", ALPNProtocols: ["h2"], rejectUnauthorized: false }),
});
session.on("error", (e) => console.log(`# ${e.message}`));

/** One request; a body makes it the POST of a form. */
function ask(path, body, more = {}) {
  // As a browser says it; Node would add the port.
  const headers = { ":authority": "cases.example.org", ":path": path, ":method": body ? "POST" : "GET", cookie, origin: site, ...more };
  if (body) headers["content-type"] = "application/x-www-form-urlencoded";
  return new Promise((done, fail) => {
    const stream = session.request(headers);
    const pieces = [];
    let head;
    stream.setTimeout(30_000, () => fail(new Error(`no answer to ${path}`)));
    stream.on("response", (h) => (head = h));
    stream.on("data", (d) => pieces.push(d));
    stream.on("error", (e) => (head ? done({ head, text: "" }) : fail(e)));
    stream.on("end", () => done({ head, text: Buffer.concat(pieces).toString() }));
    stream.end(body);
  });
}
const status = (answer) => answer.head[":status"];

async function away() {
  const page = await ask("/sign-in");
  tell("says_that_it_is_away", status(page) === 502 && page.head["retry-after"] && page.text.includes('lang="ar"'), page.head);
}

async function through() {
  const page = await ask("/sign-in");
  tell("page_over_http2", status(page) === 200 && page.text.includes("</html>"), page.head);
  tell("keeps_the_policy", /default-src 'none'/.test(page.head["content-security-policy"]), page.head);
  tell("stays_on_tls", /max-age=31536000/.test(page.head["strict-transport-security"]), page.head);
  cookie = page.head["set-cookie"].map((c) => c.split(";")[0]).join("; ");
  tell("cookie_over_tls_only", page.head["set-cookie"].every((c) => /^__Host-.*; Secure/.test(c)), page.head);

  const csrf = /name="csrf" value="([^"]*)"/.exec(page.text)[1];
  const password = readFileSync(passwordFile, "utf8").trim();
  const form = new URLSearchParams({ csrf, login: "root", password });
  const other = await ask("/sign-in", `${form}`, { origin: "https://elsewhere.example.org" });
  tell("refuses_another_site", status(other) === 403, other.head);
  const signedIn = await ask("/sign-in", `${form}`);
  tell("signs_in", status(signedIn) === 303, signedIn.head);

  // More than any form takes, less than nginx refuses: the answer is a page of ours.
  const large = await ask("/sign-in", "a".repeat(2 << 20));
  tell("too_large_is_said_by_a_page", status(large) === 413 && large.head["content-security-policy"], large.head);
  const found = await ask("/search?q=Nobodysname");
  tell("answers_a_search", status(found) < 500, found.head);
}

try {
  await (passwordFile ? through() : away());
} catch (e) {
  tell("talks", false, e.message);
}
session.close();
process.exitCode = failed > 0 ? 1 : 0;
