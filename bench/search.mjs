// bench/search.mjs N|DATABASE: the search page by what is typed; see bench/search.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ask, cost, freePort, signIn, token } from './client.mjs';
import { product, stop } from './servers.mjs';

const what = process.argv[2], budget = 10, requests = 100;
const alidade = 'build/release/alidade';
const run = (...args) => execFileSync(alidade, args, { stdio: ['ignore', 'pipe', 'ignore'] });

// ---- a database of its own ---------------------------------------------------------------------------
const given = !/^\d+$/.test(what);
const dir = fs.mkdtempSync(`${given ? path.dirname(path.resolve(what)) : os.tmpdir()}/alidade-search.`), db = `${dir}/d.db`;
let server, missed = 0;
try {
  if (given) {
    fs.copyFileSync(what, db, fs.constants.COPYFILE_FICLONE);
    fs.cpSync(`${what}.keys`, `${db}.keys`, { recursive: true });
    run('migrate', '--db', `sqlite:${db}`);
    const began = process.hrtime.bigint();
    run('index', '--db', `sqlite:${db}`);
    console.log(`notes taken into the index in ${(Number(process.hrtime.bigint() - began) / 1e9).toFixed(1)} s`);
  } else {
    run('init', '--db', `sqlite:${db}`);
    run('seed', '--cases', what, '--seed', '1', '--demo', '--db', `sqlite:${db}`);
  }
  const port = await freePort();
  server = await product(alidade, db, port, 2);

// ---- what there is to find -----------------------------------------------------------------------------
  const worker = await signIn(port, 'worker1');
  const json = { ...worker, accept: 'application/json' };
  const view = async (address) => JSON.parse((await ask(port, address, json)).text).view;
  const first = (await view('/cases')).groups.flatMap((g) => g.rows)[0];
  const page = await ask(port, `/cases/${first.id}/notes/new`, worker);
  const posted = await ask(port, `/cases/${first.id}/notes`, { ...worker, 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ csrf: token(page.text), cmd: page.text.match(/name="cmd" value="([^"]+)"/)[1], kind: 'phone_call',
      occurred_on: '2026-11-20', body: 'They asked for a xylophone and a metronome.' }).toString());
  if (posted.status !== 303) throw new Error(`no note: ${posted.status}`);
  const phone = (await ask(port, '/today', worker)).text.match(/href="tel:([^"]+)"/)?.[1] ?? '000550100';
  const given_name = first.name.split(' ')[0];

  const asks = {
    'a name': given_name,
    'two names': first.name,
    'two letters': 'am',
    'a name in the other script': 'محمد',
    'a name as it sounds': 'Mouhamad',
    'the end of a phone number': phone.replace(/\D/g, '').slice(-6),
    'a day of birth': '3/5/2014',
    'a year of birth': '2014',
    'a document': 'SR 88120',
    'a common word of notes': 'school',
    'a word of one note': 'xylophone',
    'two words of one note': 'metronome xylophone',
    'a word of no note': 'paddlewheel',
  };
  for (const login of ['worker1', 'supervisor1', 'coordinator']) {
    const who = await signIn(port, login);
    for (const [name, q] of Object.entries(asks)) {
      const { ms, first: one } = await cost(server, requests, () => ask(port, `/search?q=${encodeURIComponent(q)}`, who));
      if (one.status !== 200) throw new Error(`${q}: ${one.status}`);
      const rows = (one.text.match(/<main[\s\S]*<\/main>/)[0].match(/<li>/g) ?? []).length;
      missed += ms > budget;
      console.log(`${login.padEnd(13)} ${name.padEnd(27)} ${ms.toFixed(2).padStart(6)} ms  ${ms <= budget ? 'met' : 'missed'}   ${rows} on the page`);
    }
  }
} finally {
  if (server) await stop(server);
  fs.rmSync(dir, { recursive: true, force: true });
}
console.log(`server CPU of a search at most ${budget} ms: ${missed ? `${missed} missed` : 'met'}`);
process.exit(missed ? 1 : 0);
