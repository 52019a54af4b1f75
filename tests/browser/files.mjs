#!/usr/bin/env node
// Files through the real server: with the script and without it, sealed on the disk, without where a
// picture was taken; a cut upload leaves nothing; what is far too large is refused before it is read.
// usage: node tests/browser/files.mjs
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { browser, exitStatus, matrixWorld, pageFor, report } from "./lib.mjs";

const chrome = await browser();
if (!chrome) process.exit(0);
const w = await matrixWorld();
const vault = join(w.dir, "world.db.files");
const findings = [];
const expect = (holds, what) => holds || findings.push(what);
/** All files of the vault as one text. */
const kept = () => {
  if (!existsSync(vault)) return [];
  return readdirSync(vault, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => readFileSync(join(f.parentPath ?? f.path, f.name), "latin1"));
};

const before = kept().length;
const page = await pageFor(chrome, w.address, "ana");
const documents = `${w.address}/cases/${w.ids.case}/documents`;
/** A real picture, with a place in its Exif. */
async function photo(width, height) {
  const url = await page.evaluate(([x, y]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: x, height: y });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "teal";
    pen.fillRect(0, 0, x / 2, y / 2);
    return canvas.toDataURL("image/jpeg");
  }, [width, height]);
  const jpeg = Buffer.from(url.split(",")[1], "base64");
  const place = Buffer.from("GPS 36.8065 10.1815");
  const exif = Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", "latin1"), place]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif, jpeg.subarray(2)]);
}

// With the script: two files at once, from a phone.
await page.goto(`${documents}/new`);
await page.setInputFiles("[name='file.file']", [
  { name: "house.jpg", mimeType: "image/jpeg", buffer: await photo(2000, 1000) },
  { name: "letter.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nthe words of the letter\n%%EOF\n") },
]);
await page.waitForFunction(() => document.querySelector("[name='file.file']").files[0].size !== 0);
await page.waitForTimeout(500);
await page.check("[name=kind][value=photo], [name=kind] option[value=photo]").catch(() => page.selectOption("[name=kind]", "photo"));
await page.click("form.card button.main");
expect(page.url().startsWith(documents), `sending leads to ${page.url()}`);
await page.click("text=house.jpg");
const size = await page.locator("img.doc").evaluate(async (img) => {
  img.loading = "eager";
  await img.decode();
  return [img.naturalWidth, img.naturalHeight];
});
expect(Math.max(...size) === 1600, `the picture is ${size.join(" by ")}, not 1600 at most`);
findings.push(...page.trouble);
report("files::script", findings.splice(0));

// Without it: the picture comes as it is, turned as it was taken, without the place.
const plain = await pageFor(chrome, w.address, "ana", { js: false, width: 390, height: 844 });
await plain.goto(`${documents}/new`);
await plain.setInputFiles("[name='photo.file']", { name: "door.jpg", mimeType: "image/jpeg", buffer: await photo(300, 200) });
await plain.selectOption("[name=kind]", "photo").catch(() => plain.check("[name=kind][value=photo]"));
await plain.click("form.card button.main");
await plain.click("text=door.jpg");
const href = await plain.locator("a.btn.main", { hasText: "Download" }).getAttribute("href");
const got = await plain.request.get(w.address + href);
const bytes = (await got.body()).toString("latin1");
expect(got.headers()["content-disposition"]?.startsWith("attachment"), "the file is not an attachment");
expect(bytes.length === Number(got.headers()["content-length"]), "the file is cut");
expect(bytes.includes("Exif") && !bytes.includes("GPS"), "the place is still in the picture, or its turn is not");
expect(await page.evaluate(async (at) => {
  const picture = await createImageBitmap(await (await fetch(at)).blob());
  return picture.width === 200 && picture.height === 300;
}, w.address + href), "the picture is no picture any more, or not turned");
expect(kept().length === before + 3 && kept().every((text) => !/GPS|the words of the letter|JFIF/.test(text)), "what is on the disk is not sealed");
// A mistake: nothing typed is lost, and the file that was wrong is named.
await plain.goto(`${documents}/new`);
await plain.fill("[name=title]", "Typed and kept");
await plain.setInputFiles("[name='file.file']", { name: "run.exe", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\0\x03") });
await plain.click("form.card button.main");
expect((await plain.inputValue("[name=title]")) === "Typed and kept", "what was typed is lost");
expect((await plain.locator(".errors").textContent()).includes("run.exe"), "nobody says which file it is");
expect(kept().length === before + 3, "something of a refused file was kept");
report("files::plain", findings.splice(0));

// A form: the answer is kept with the draft though another one is missing.
await plain.goto(`${w.address}/cases/${w.ids.case}/forms/incident/new/s_event`);
await plain.setInputFiles("[name='incident_paper.file']", { name: "signed.jpg", mimeType: "image/jpeg", buffer: await photo(400, 300) });
await plain.fill("[name='incident_on.day']", "40");
await plain.click("form.card button.main");
expect((await plain.locator(".errors").count()) === 1, "a wrong date is no mistake");
expect((await plain.locator(".kept-file").textContent()).includes("signed.jpg"), "the file is lost by a mistake in another answer");
expect(kept().length === before + 4, "the file of the draft is not kept");
findings.push(...plain.trouble.filter((t) => !t.includes("422")));
report("files::form", findings.splice(0));

// Cut off in the middle, and far too large.
const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
const { hostname, port } = new URL(w.address);
/** Sends the head and what is given, and reads what comes back; cut: hangs up at once. */
const raw = (length, body, cut) =>
  new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (data) => (text += data));
    socket.on("close", () => resolve(text));
    socket.on("error", () => {});
    socket.write(`POST /cases/${w.ids.case}/documents HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n`);
    socket.write(body, () => cut && setTimeout(() => socket.destroy(), 300));
    setTimeout(() => socket.end(), 2000);
  });
const part = '--b\r\nContent-Disposition: form-data; name="file.file"; filename="a.txt"\r\n\r\n';
await raw(3000000, part + "x".repeat(1000000), true);
await page.waitForTimeout(500);
expect(kept().length === before + 4, "a cut upload left something behind");
const began = Date.now();
const refused = await raw(2147483648, part, false);
expect(/^HTTP\/1.1 413 /.test(refused), `2 GB are answered with ${refused.slice(0, 40)}`);
expect(refused.includes("60 MB"), "the refusal does not say how much is taken");
expect(Date.now() - began < 4000, "the refusal waited for the body");
report("files::cut", findings.splice(0));

await chrome.close();
await w.stop();
process.exit(exitStatus());
