// bench/form_page.mjs: the pages of a form of 500 fields with 300 expressions; see bench/form.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { ask, cost, freePort, signIn, token } from './client.mjs';
import { product, stop } from './servers.mjs';

const budget = 5, requests = 200, alidade = 'build/release/alidade';
const dir = fs.mkdtempSync(`${os.tmpdir()}/alidade-form.`);
const db = `${dir}/d.db`, pack = `${dir}/packs/child-family`;

// ---- a programme that has the form -----------------------------------------------------------------
fs.cpSync('packs', `${dir}/packs`, { recursive: true });
fs.mkdirSync(`${pack}/forms/large`);
execFileSync('build/release/bench/form_bench', [`${pack}/forms/large`]);
const columns = fs.readFileSync(`${pack}/forms.csv`, 'utf8').split('\n')[0].split(',');
const cell = (column) => ({ form: 'large', version: '1', phase: 'intake' })[column] ?? (/^(title|why):/.test(column) ? 'A large form' : '');
fs.appendFileSync(`${pack}/forms.csv`, `${columns.map(cell).join(',')}\n`);
execFileSync(alidade, ['init', '--db', `sqlite:${db}`, '--pack', pack], { stdio: 'ignore' });
execFileSync(alidade, ['seed', '--cases', '60', '--demo', '--db', `sqlite:${db}`, '--pack', pack], { stdio: 'ignore' });

// ---- what is asked ---------------------------------------------------------------------------------
const port = await freePort();
const server = await product(alidade, db, port, 1, ['--pack', pack]);
let missed = 0;
function tell(name, { ms, first }, allowed) {
  missed += ms > allowed || first.status >= 400;
  console.log(`${name.padEnd(44)} ${ms.toFixed(2).padStart(6)} ms  ${first.status} ${(first.text.length / 1024).toFixed(0).padStart(4)} KiB  ${ms <= allowed ? 'met' : 'missed'}`);
}
try {
  const who = await signIn(port, 'worker1');
  const list = await ask(port, '/cases', who);
  const file = list.text.match(/href="(\/cases\/[0-9a-f-]{36})/)[1];
  const form = `${file}/forms/large`;
  const get = (path) => cost(server, requests, () => ask(port, path, who));
  const post = (path, fields) => ask(port, path, { ...who, 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams(fields).toString());

  // Half of the sections are answered, so that sums and filters have something to work on.
  let page = await ask(port, `${form}/new`, who);
  const sections = [...page.text.matchAll(/href="([^"]*forms\/large\/new\/[^"]+)"/g)].map((m) => m[1]);
  const answers = (s) => ({ [`asked${s}`]: 'yes', [`region${s}`]: 'r3', [`people${s}`]: '4', [`needs${s}`]: 'n2' });
  for (const [i, path] of sections.entries()) {
    if (i % 2) continue;
    page = await ask(port, path, who);
    const fields = { ...Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]])), ...answers(i) };
    const answer = await post(path, { ...fields, csrf: token(page.text) });
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status}`);
  }
  console.log(`pages of a form of ${sections.length} sections, server CPU a request, budget ${budget} ms`);
  tell('the list of its sections', await get(`${form}/new`), budget);
  tell('a section', await get(sections[10]), budget);
  tell('check your answers, all 500', await get(`${form}/check`), budget);
  tell('the blank form to print, all 500', await get(`${form}/blank`), budget);
} finally {
  await stop(server);
  fs.rmSync(dir, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);
