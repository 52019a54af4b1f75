// Takes the pictures of the README anew, of a demo that runs. Look at them before you commit them.
//   ./demo --fresh & node tools/pictures.mjs [http://127.0.0.1:8080]
import { writeFileSync } from "node:fs";
import { browser } from "../tests/browser/lib.mjs";

const address = process.argv[2] ?? "http://127.0.0.1:8080";
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 800 };
// The first case of the list that is in the middle of its way.
const aCase = 'tbody tr:has(:text("Implementation")) a[href^="/cases/"]';
const pictures = [
  { name: "caseload", login: "worker1", viewport: wide },
  { name: "case", login: "worker1", viewport: wide, click: aCase },
  { name: "figures", login: "analyst", viewport: wide, path: "/figures" },
  { name: "dark", login: "worker1", viewport: phone, click: aCase, colorScheme: "dark" },
  { name: "arabic", login: "worker4", viewport: phone },
];

/** Playwright knows PNG and JPEG; the browser itself knows WebP. */
async function webp(context, png) {
  const page = await context.newPage();
  const url = await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return canvas.toDataURL("image/webp", 0.85);
  }, png.toString("base64"));
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

const chrome = await browser();
for (const { name, login, viewport, path = "/", click, colorScheme = "light" } of pictures) {
  const context = await chrome.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', "demo-only-pass-phrase");
  await page.click('main form[action="/sign-in"] button');
  await page.goto(address + path);
  if (click) await page.goto(address + (await page.locator(click).first().getAttribute("href")));
  writeFileSync(`docs/pictures/${name}.webp`, await webp(context, await page.screenshot()));
  await context.close();
}
await chrome.close();
