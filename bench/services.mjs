// bench/services.mjs N: the search of the directory over N services, and the inboxes of referrals beside the
// caseload; see bench/services.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { ask, cost, freePort, signIn, token } from './client.mjs';
import { median, product, stop } from './servers.mjs';

const n = Number(process.argv[2]), budget = 3, requests = 200;
const rows = 50, rounds = 5, inboxBudget = 1.5; // rows of an inbox; against the caseload page
const alidade = 'build/release/alidade';
const dir = fs.mkdtempSync(`${os.tmpdir()}/alidade-services.`);
const db = `${dir}/d.db`;

// ---- made-up services, the same each time ----------------------------------------------------------
let state = 1;
const pick = (list) => {
  state = (state * 48271) % 2147483647;
  return list[state % list.length];
};
const uuid = (kind, i) => `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(i).padStart(12, '0')}`;
const needs = fs.readFileSync('packs/base/codes.csv', 'utf8').split('\n').filter((l) => l.startsWith('need,')).map((l) => l.split(',')[1]);
const words = 'advice help open door family centre harbour river hill meal course night day garden walnut maple bridge north south group talk clinic school flat bus care'.split(' ');
const languages = ['ar', 'en', 'fr', 'es', 'so', 'ti', 'uk'];
const areas = ['', 'Region 1', 'North District', 'East District', 'Harbour District', 'Hills District'];
const table = (name, head, rows) =>
  fs.writeFileSync(`${dir}/csv/${name}.csv`, `${head}\n${rows.map((r) => r.map((c) => (/[",]/.test(c) ? `"${c}"` : c)).join(',')).join('\n')}\n`);
fs.mkdirSync(`${dir}/csv`);
const all = [...Array(n).keys()], many = [...Array(Math.ceil(n / 10)).keys()];
table('organizations', 'id,name,description', many.map((i) => [uuid(1, i), `${pick(words)} ${pick(words)} ${i}`, 'Made up']));
table('services', 'id,organization_id,name,description,status,minimum_age,maximum_age,assured_date', all.map((i) =>
  [uuid(2, i), uuid(1, i % many.length), `${pick(words)} ${pick(words)} ${pick(words)} ${i}`, [...Array(12)].map(() => pick(words)).join(' '),
    'active', pick(['', '6', '18', '60']), pick(['', '17', '65', '99']), pick(['2026-01-01', '2026-10-01', ''])]));
table('languages', 'id,service_id,code', all.map((i) => [uuid(3, i), uuid(2, i), pick(languages)]));
table('service_areas', 'id,service_id,name', all.map((i) => [uuid(4, i), uuid(2, i), pick(areas)]).filter((r) => r[2]));
table('taxonomy_terms', 'id,code,name,description', needs.map((code, i) => [uuid(5, i), code, code, code]));
table('attributes', 'id,link_id,taxonomy_term_id,link_entity', all.map((i) => [uuid(6, i), uuid(2, i), uuid(5, pick([...needs.keys()])), 'service']));
table('service_capacities', 'id,service_id,available,maximum', all.map((i) => [uuid(7, i), uuid(2, i), pick(['0', '3', '12']), '20']));

// ---- server: more than ten workers, so that there is a second team ------------------------------------
execFileSync(alidade, ['init', '--db', `sqlite:${db}`], { stdio: 'ignore' });
execFileSync(alidade, ['seed', '--cases', '800', '--demo', '--db', `sqlite:${db}`], { stdio: 'ignore' });
let began = Date.now();
console.log(execFileSync(alidade, ['directory', 'import', `${dir}/csv`, '--db', `sqlite:${db}`], { encoding: 'utf8' }).trim());
console.log(`imported in ${((Date.now() - began) / 1000).toFixed(1)} s`);

const port = await freePort();
const server = await product(alidade, db, port, 2);
let missed = 0;
try {
  /** The server's CPU of a page, a request. */
  const page = async (path, who) => {
    const { ms, first } = await cost(server, requests, () => ask(port, path, who));
    if (first.status !== 200) throw new Error(`${path}: ${first.status}`);
    return { one: first, ms };
  };
  const worker = await signIn(port, 'worker1');
  const first = (await ask(port, '/services', worker)).text;
  const area = first.match(/value="([^"]{36})"[^>]*>North District/)[1];

// ---- what is asked -----------------------------------------------------------------------------------
  const asks = {
    'everything': '/services',
    'a need': '/services?need=housing',
    'a need, an area, an age, a language': `/services?need=food&area=${area}&age=30&language=ar`,
    'an area': `/services?area=${area}`,
    'a rare language and an age': '/services?language=ti&age=5',
    'a common word': '/services?q=harbour',
    'a rare word': '/services?q=777',
    'two words and a need': '/services?q=night+walnut&need=training',
    'three words': '/services?q=bridge+maple+clinic',
    'nothing fits': `/services?need=legal&language=xx&area=${area}&q=bus`,
    'the tenth page': '/services?need=work&page=10',
  };
  for (const [name, path] of Object.entries(asks)) {
    const { one, ms } = await page(path, worker);
    missed += ms > budget;
    console.log(`${name.padEnd(40)} ${ms.toFixed(2).padStart(6)} ms  ${ms <= budget ? 'met' : 'missed'}   ${(one.text.match(/href="\/services\/0/g) ?? []).length} on the page`);
  }

// ---- inboxes with 50 rows beside a worker's caseload --------------------------------------------------
  const cases = await ask(port, '/cases', worker);
  const id = cases.text.match(/href="\/cases\/([0-9a-f-]{36})/)[1];
  const form = await ask(port, `/cases/${id}/referrals/new`, worker);
  const team = form.text.match(/referrals\/new\?team=([0-9a-f-]{36})/)?.[1] ?? form.text.match(/value="team-([0-9a-f-]{36})"/)[1];
  const csrf = token(form.text);
  const post = (path, fields) =>
    ask(port, path, { ...worker, 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams({ csrf, ...fields }).toString());
  for (let i = 0; i < rows; i++) {
    const made = await post(`/cases/${id}/referrals`, { to: `team-${team}`, need: `A place in group ${i}`, urgency: 'soon', kinds: 'identity' });
    const sent = await post(made.headers.location.split('?')[0], { act: 'send', version: '1' });
    if (sent.status !== 303) throw new Error(`a referral is not sent: ${sent.status}`);
  }
  const other = await signIn(port, 'worker11'); // of the second team
  // In turns, so that all three have the same neighbours; the middle one of the rounds counts.
  const pages = { caseload: ['/cases', worker], sent: ['/referrals/sent', worker], received: ['/referrals/received', other] };
  let caseload = 0; // what a worker of the demo has
  const times = { caseload: [], sent: [], received: [] };
  for (let round = 0; round < rounds; round++)
    for (const [name, [path, who]] of Object.entries(pages)) {
      const { one, ms } = await page(path, who);
      const found = (one.text.match(/<th scope="row"/g) ?? []).length;
      if (name === 'caseload') caseload = found;
      else if (found !== rows) throw new Error(`${found} rows ${name}, not ${rows}`);
      times[name].push(ms);
    }
  const base = median(times.caseload);
  console.log(`caseload, ${caseload} rows`.padEnd(40) + ` ${base.toFixed(2).padStart(6)} ms`);
  for (const name of ['sent', 'received']) {
    const ms = median(times[name]), ratio = ms / base;
    missed += ratio > inboxBudget;
    console.log(`referrals ${name}, ${rows} rows`.padEnd(40) + ` ${ms.toFixed(2).padStart(6)} ms  ${ratio.toFixed(2)} of the caseload page (budget ${inboxBudget}) ${ratio <= inboxBudget ? 'met' : 'missed'}`);
  }
} finally {
  await stop(server);
  fs.rmSync(dir, { recursive: true, force: true });
}
console.log(`server CPU a request over ${n} services, budget ${budget} ms, and of inboxes: ${missed ? `${missed} missed` : 'met'}`);
process.exit(missed ? 1 : 0);
