#!/usr/bin/env node
// Files through the real server: with the script and without it, sealed on the disk, without where a
// picture was taken; large photos come out smaller and upright; a cut upload leaves nothing; what is far too large is refused before it is read.
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
async function photo(width, height, colour = "teal") {
  const url = await page.evaluate(([x, y, fill]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: x, height: y });
    const pen = canvas.getContext("2d");
    pen.fillStyle = fill;
    pen.fillRect(0, 0, x / 2, y / 2);
    return canvas.toDataURL("image/jpeg");
  }, [width, height, colour]);
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

// A large photo without the script: smaller, upright, without the place. It comes out of the process that is locked in.
/** Sends a photo as it is and gives what the record gives back. */
async function sent(name, buffer) {
  await plain.goto(`${documents}/new`);
  await plain.setInputFiles("[name='photo.file']", { name, mimeType: "image/jpeg", buffer });
  await plain.selectOption("[name=kind]", "photo").catch(() => plain.check("[name=kind][value=photo]"));
  await plain.click("form.card button.main");
  await plain.click(`text=${name}`);
  // The jobs process makes it smaller: until then nobody gets it.
  const download = plain.locator("a.btn.main", { hasText: "Download" });
  for (let i = 0; i < 300 && !(await download.count()); i++) {
    const early = await plain.request.get(`${plain.url()}/files/1`);
    expect(early.status() === 409 || !(await early.body()).includes("GPS"), `${name} is given out too early: ${early.status()}`);
    await plain.waitForTimeout(100);
    await plain.reload();
  }
  const at = w.address + (await download.getAttribute("href"));
  const body = await (await plain.request.get(at)).body();
  const picture = await page.evaluate(async (from) => {
    const bitmap = await createImageBitmap(await (await fetch(from)).blob());
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    pen.drawImage(bitmap, 0, 0);
    const red = (x, y) => pen.getImageData(Math.floor(bitmap.width * x), Math.floor(bitmap.height * y), 1, 1).data[0];
    return { size: [bitmap.width, bitmap.height].join(" by "), topRight: red(0.75, 0.25), topLeft: red(0.25, 0.25) };
  }, at);
  return { ...picture, bytes: body.length, text: body.toString("latin1") };
}
const large = await photo(4032, 3024, "white");
const roof = await sent("roof.jpg", large);
expect(roof.size === "1500 by 2000", `the large photo is ${roof.size}`);
expect(roof.topRight > 200 && roof.topLeft < 50, "the large photo is not upright");
expect(!/Exif|GPS/.test(roof.text), "the place or the turn is still in the large photo");
// An Exif of 6 MB, and data that no decoder reads without guessing: the one is a photo, the other stays as it was sent.
const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0xff, 0xff]), Buffer.from("Exif\0\0MM\0*\0\0\0\x08\xff\xff".padEnd(65533, "GPS"), "latin1")]);
const bomb = await sent("bomb.jpg", Buffer.concat([large.subarray(0, 2), ...Array(100).fill(segment), large.subarray(2)]));
expect(bomb.size === "1500 by 2000" && !bomb.text.includes("GPS"), `the photo with a huge Exif is ${bomb.size}`);
const scar = Buffer.from(large);
const middle = Math.floor(large.length / 2);
scar.fill(Buffer.from([0xff, 0xd0]), middle, middle + 40);
const scarred = await sent("scar.jpg", scar);
expect(scarred.size === "3024 by 4032", `the damaged photo is ${scarred.size}`);
expect(scarred.bytes > large.length * 0.9 && !scarred.text.includes("GPS"), "the damaged photo is not what was sent, or the place is in it");
expect(kept().length === before + 6, "the large photos lie beside the small ones");
report("files::large", findings.splice(0));

// A form: the answer is kept with the draft though another one is missing.
await plain.goto(`${w.address}/cases/${w.ids.case}/forms/incident/new/s_event`);
await plain.setInputFiles("[name='incident_paper.file']", { name: "signed.jpg", mimeType: "image/jpeg", buffer: await photo(400, 300) });
await plain.fill("[name='incident_on.day']", "40");
await plain.click("form.card button.main");
expect((await plain.locator(".errors").count()) === 1, "a wrong date is no mistake");
expect((await plain.locator(".kept-file").textContent()).includes("signed.jpg"), "the file is lost by a mistake in another answer");
expect(kept().length === before + 7, "the file of the draft is not kept");
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
expect(kept().length === before + 7, "a cut upload left something behind");
const began = Date.now();
const refused = await raw(2147483648, part, false);
expect(/^HTTP\/1.1 413 /.test(refused), `2 GB are answered with ${refused.slice(0, 40)}`);
expect(refused.includes("60 MB"), "the refusal does not say how much is taken");
expect(Date.now() - began < 4000, "the refusal waited for the body");
report("files::cut", findings.splice(0));

await chrome.close();
await w.stop();
process.exit(exitStatus());
