// bench/services.mjs N: the search of the directory over N services; see bench/services.
import { execFileSync } from 'node:child_process';
import { createServer, request } from 'node:http';
import fs from 'node:fs';
import os from 'node:os';
import { product, stop, treeCpu } from './servers.mjs';

const n = Number(process.argv[2]), budget = 3, requests = 200;
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

// ---- server ------------------------------------------------------------------------------------------
execFileSync(alidade, ['init', '--db', `sqlite:${db}`], { stdio: 'ignore' });
execFileSync(alidade, ['seed', '--cases', '400', '--demo', '--db', `sqlite:${db}`], { stdio: 'ignore' });
let began = Date.now();
console.log(execFileSync(alidade, ['directory', 'import', `${dir}/csv`, '--db', `sqlite:${db}`], { encoding: 'utf8' }).trim());
console.log(`imported in ${((Date.now() - began) / 1000).toFixed(1)} s`);

function ask(port, path, headers = {}, body = null) {
  return new Promise((resolve, reject) => {
    const r = request({ port, host: '127.0.0.1', path, headers, method: body === null ? 'GET' : 'POST' }, (res) => {
      let text = '';
      res.on('data', (d) => { text += d; });
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text }));
    });
    r.on('error', reject);
    r.end(body ?? undefined);
  });
}
const cookies = (res) => (res.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).filter((c) => !c.endsWith('=')).join('; ');
const port = await new Promise((resolve) => {
  const s = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = s.address();
    s.close(() => resolve(free));
  });
});
const server = await product(alidade, db, port, 2);
let missed = 0;
try {
  const page = await ask(port, '/sign-in');
  const answer = await ask(port, '/sign-in', { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies(page) },
    new URLSearchParams({ csrf: page.text.match(/name="csrf" value="([^"]+)"/)[1], login: 'worker1', password: 'demo-only-pass-phrase', next: '/' }).toString());
  const cookie = cookies(answer);
  if (answer.status !== 303) throw new Error(`cannot sign in: ${answer.status}`);
  const first = (await ask(port, '/services', { cookie })).text;
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
    const one = await ask(port, path, { cookie });
    if (one.status !== 200) throw new Error(`${path}: ${one.status}`);
    const before = treeCpu(server.pid).workers;
    for (let i = 0; i < requests; i++) await ask(port, path, { cookie });
    const ms = (treeCpu(server.pid).workers - before) / 1e6 / requests;
    missed += ms > budget;
    console.log(`${name.padEnd(40)} ${ms.toFixed(2).padStart(6)} ms  ${ms <= budget ? 'met' : 'missed'}   ${(one.text.match(/href="\/services\/0/g) ?? []).length} on the page`);
  }
} finally {
  await stop(server);
  fs.rmSync(dir, { recursive: true, force: true });
}
console.log(`server CPU a request over ${n} services, budget ${budget} ms: ${missed ? `${missed} missed` : 'met'}`);
process.exit(missed ? 1 : 0);
