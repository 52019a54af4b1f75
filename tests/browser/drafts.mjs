#!/usr/bin/env node
// What is typed is kept: by the script when typing pauses, by a button without it; offered again where
// it was typed, and only there.
// usage: node tests/browser/drafts.mjs
import { browser, exitStatus, matrixWorld, pageFor, report } from "./lib.mjs";

const chrome = await browser();
if (!chrome) process.exit(0);
const w = await matrixWorld();
const form = `${w.address}/cases/${w.ids.case}/notes/new`;
const findings = [];
const expect = (holds, what) => holds || findings.push(what);

const page = await pageFor(chrome, w.address, "ana");
await page.goto(form);
await page.fill("[name=body]", "The roof leaks again");
await page.waitForFunction(() => document.querySelector("output.saved").textContent !== "");
await page.fill("[name=body]", "The roof leaks again, in two rooms");
await page.waitForTimeout(2500);
await page.goto(form);
expect((await page.inputValue("[name=body]")) === "", "a form is filled that nobody asked to fill");
expect((await page.locator("main a[href^='/drafts/']").count()) === 1, "two texts of one form are two drafts");
await page.locator("main a[href^='/drafts/']").click();
expect((await page.inputValue("[name=body]")) === "The roof leaks again, in two rooms", "the draft is not what was typed last");
findings.push(...page.trouble);
report("drafts::typing", findings.splice(0));

const plain = await pageFor(chrome, w.address, "ana", { js: false, width: 390, height: 844 });
await plain.goto(`${w.address}/intakes/new`);
await plain.fill("[name=given_name]", "Leyla");
await plain.locator("button[formaction^='/drafts']").click();
expect(/\/drafts\/[0-9a-f-]{36}/.test(plain.url()), `the button leads to ${plain.url()}`);
expect((await plain.inputValue("[name=given_name]")) === "Leyla", "the kept form comes back empty");
await plain.goto(`${w.address}/intakes/new`);
await plain.locator("form[action$='/discard'] button").click();
expect(plain.url() === `${w.address}/intakes/new`, `discarding leads to ${plain.url()}`);
expect((await plain.locator("main a[href^='/drafts/']").count()) === 0, "the draft is still offered");
report("drafts::button", findings);

await chrome.close();
await w.stop();
process.exit(exitStatus());
