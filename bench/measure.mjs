// bench/measure.mjs: runs floor and product in turn, reads their CPU from /proc, prints the table.
import { execFileSync, spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import fs from 'node:fs';
import os from 'node:os';
import { floors, median, product, sleep, stop, treeCpu, workersOf, wrk } from './servers.mjs';

const [cases, quick, fresh] = [Number(process.argv[2]), !!process.argv[3], !!process.argv[4]];
const dir = 'build/bench', alidade = 'build/release/alidade', floor = 'build/release/bench/floor';
const seconds = quick ? 1 : 2, repeats = quick ? 1 : 3, connections = [1, 16, 64];
const say = (text) => process.stderr.write(`${text}\n`);
const load = () => os.loadavg()[0].toFixed(1);

// ---- seeding ------------------------------------------------------------------------------------

/** The database of n cases, made when it is not there: { path, seeded: {...} or from before }. */
function database(n) {
  const path = `${dir}/cases-${n}.db`, notes = `${path}.json`;
  if (fresh || !fs.existsSync(notes)) {
    const scratch = `${dir}/plain.db`, seeded = { plain: filled(scratch, n, ''), ...filled(path, n, '--demo') };
    remove(scratch);
    fs.writeFileSync(notes, JSON.stringify(seeded));
  }
  return { path, seeded: JSON.parse(fs.readFileSync(notes)) };
}

function remove(path) {
  for (const end of ['', '-wal', '-shm', '.lock', '.reads', '.reads-wal', '.reads-shm', '.keys'])
    fs.rmSync(path + end, { recursive: true, force: true });
}

/** What filling a new database took; --demo adds its accounts, and twice as much in each case. */
function filled(path, n, demo) {
  remove(path);
  say(`seeding ${n} cases ${demo}`);
  execFileSync(alidade, ['init', '--db', `sqlite:${path}`], { stdio: 'ignore' });
  const began = process.hrtime.bigint(), before = os.loadavg()[0];
  const usage = seed(path, n, demo);
  return { cases: n, wall_s: Number(process.hrtime.bigint() - began) / 1e9, ...usage,
    load: [before, os.loadavg()[0]], bytes: fs.statSync(path).size };
}

/** CPU and peak memory; anonymous memory is sampled, for what "flat" means. */
function seed(path, n, demo) {
  const out = execFileSync('bash', ['-c', `
    exec 3>&1
    "$0" seed --db "sqlite:$1" --cases "$2" --seed 1 $3 >/dev/null 2>"$1.said" & pid=$!
    while [[ -r /proc/$pid/smaps_rollup ]]; do
      sed -n 's/^RssAnon:[^0-9]*//p' /proc/$pid/status 2>/dev/null >&3; sleep 0.5
    done
    wait $pid; code=$?
    if [[ $code = 0 ]]; then times >&3; else tail -1 "$1.said" >&3; fi; rm "$1.said"`, alidade, path, String(n), demo], { encoding: 'utf8' });
  const lines = out.trim().split('\n'), end = lines.pop();
  if (end.startsWith('alidade:')) throw new Error(end);
  const cpu = end.match(/[\d.]+/g).map(Number);
  const anon = lines.map(parseFloat).filter((kb) => kb > 0);
  return { cpu_s: cpu[0] * 60 + cpu[1] + cpu[2] * 60 + cpu[3], anon_peak_mib: Math.max(...anon) / 1024,
    anon_half_way_mib: anon[Math.floor(anon.length / 2)] / 1024 };
}

/** A copy to work on: what is measured also writes, and the seeded one stays as it is. */
function scratch(path) {
  const copy = `${dir}/scratch.db`;
  for (const end of ['', '-wal', '-shm', '.lock', '.reads', '.reads-wal', '.reads-shm', '.keys'])
    fs.rmSync(copy + end, { recursive: true, force: true });
  fs.copyFileSync(path, copy);
  fs.cpSync(`${path}.keys`, `${copy}.keys`, { recursive: true });
  return copy;
}

// ---- HTTP ---------------------------------------------------------------------------------------

function get(port, path, headers = {}, body = null) {
  return new Promise((resolve, reject) => {
    const r = request({ port, host: '127.0.0.1', path, headers, method: body === null ? 'GET' : 'POST' },
      (res) => {
        const parts = [];
        res.on('data', (d) => parts.push(d));
        res.on('end', () => {
          const head = res.rawHeaders.reduce((n, h) => n + h.length + 2, 0) + 19;
          const data = Buffer.concat(parts);
          resolve({ status: res.statusCode, headers: res.headers, body: data, bytes: head + data.length });
        });
      });
    r.on('error', reject);
    r.end(body ?? undefined);
  });
}

const form = (values) => new URLSearchParams(values).toString();
const formHead = { 'content-type': 'application/x-www-form-urlencoded' };
const csrfOf = (page) => page.body.toString().match(/name="csrf" value="([^"]+)"/)?.[1];
const cookiesOf = (res) => (res.headers['set-cookie'] ?? []).map((c) => c.split(';')[0])
  .filter((c) => !c.endsWith('=')).join('; ');

async function signIn(port, login) {
  const page = await get(port, '/sign-in'), pre = cookiesOf(page);
  const answer = await get(port, '/sign-in', { ...formHead, cookie: pre },
    form({ csrf: csrfOf(page), login, password: 'demo-only-pass-phrase', next: '/' }));
  const cookie = cookiesOf(answer);
  if (answer.status !== 303 || !cookie) throw new Error(`${login} cannot sign in: ${answer.status}`);
  return cookie;
}

// ---- what is measured ---------------------------------------------------------------------------

const budgets = { caseload: 5, casefile: 7, history: 7, search: null, note: 3 };
const titles = { caseload: 'caseload, 50 rows', casefile: 'case file, 24 events', history: 'its history page',
  search: 'search by name', note: 'add a note, durable' };

async function operations(port, facts, cookie) {
  const ops = {
    caseload: { paths: ['/cases'] },
    casefile: { paths: facts.cases.map((id) => `/cases/${id}`) },
    history: { paths: facts.cases.map((id) => `/cases/${id}/history`) },
    search: { paths: facts.words.map((word) => `/search?q=${word}`) },
  };
  for (const [name, op] of Object.entries(ops)) {
    if (!op.paths.length) throw new Error(`nothing to ask for: ${name}`);
    let bytes = 0, weights = [];
    for (const path of op.paths) {
      const plain = await get(port, path, { cookie });
      const packed = await get(port, path, { cookie, 'accept-encoding': 'gzip' });
      if (plain.status !== 200) op.missing = plain.status;
      bytes += plain.bytes / op.paths.length;
      weights.push(packed.body.length);
    }
    Object.assign(op, { bytes: Math.round(bytes), gzip: median(weights) });
    if (op.missing) ops[name] = { missing: op.missing };
  }
  const page = await get(port, `/cases/${facts.open[0]}/notes/new`, { cookie });
  const day = new Date().toISOString().slice(0, 10);
  const csrf = csrfOf(page);
  const post = await get(port, `/cases/${facts.open[0]}/notes`, { ...formHead, cookie },
    form({ csrf, kind: 'home_visit', occurred_on: day, body: 'first' }));
  ops.note = post.status === 303
    ? { paths: facts.open.map((id) => `/cases/${id}/notes`), bytes: post.bytes, csrf, day }
    : { missing: post.status };
  return ops;
}

/** One run of wrk: figures and CPU, of the workers and of the jobs until they have nothing left. */
async function once(server, op, conns, gzip = false) {
  const before = treeCpu(server.pid);
  const figures = await wrk(server.port, op, conns, seconds, gzip);
  await settled(server);
  const after = treeCpu(server.pid);
  if (figures.errors) say(`  ${figures.errors} errors of ${figures.requests} (${op.paths[0]}, ${conns})`);
  const per = (key) => (after[key] - before[key]) / 1e6 / figures.requests;
  return { ...figures, cpu: per('workers') + per('jobs'), workers: per('workers'), jobs: per('jobs') };
}

async function settled(server) {
  if (!server.hasJobs) return;
  for (let i = 0; i < 40; i++) {
    const before = treeCpu(server.pid).jobs;
    await sleep(1100);
    if (treeCpu(server.pid).jobs - before < 30e6) return; // 30 ms in a second: idle rounds
  }
}

async function measure(servers, name, op, conns, gzip) {
  const runs = Object.fromEntries(Object.keys(servers).map((k) => [k, []]));
  for (let i = 0; i < repeats; i++)
    for (const [k, server] of Object.entries(servers)) runs[k].push(await once(server, op, conns, gzip));
  const middle = (list) => {
    const by = (key) => median(list.map((r) => r[key]));
    return { cpu: by('cpu'), workers: by('workers'), jobs: by('jobs'), p50: by('p50') / 1000,
      p99: by('p99') / 1000, per_s: median(list.map((r) => r.requests / r.us * 1e6)),
      errors: list.reduce((n, r) => n + r.errors, 0), spread: list.map((r) => r.cpu) };
  };
  return Object.fromEntries(Object.entries(runs).map(([k, list]) => [k, middle(list)]));
}

async function freePort() {
  return new Promise((resolve) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });
}

async function both(path) {
  const copy = scratch(path), workers = 4 * os.cpus().length;
  const facts = JSON.parse(execFileSync(floor, ['facts', copy], { encoding: 'utf8' }));
  const server = await product(alidade, copy, await freePort(), workers);
  const cookie = await signIn(server.port, facts.login);
  const ops = await operations(server.port, facts, cookie);
  for (const op of Object.values(ops)) op.cookie = cookie;
  const sizes = Object.entries(ops).filter(([, op]) => !op.missing).map(([k, op]) => `${k}=${op.bytes}`);
  const bare = await floors(floor, copy, await freePort(), workers, facts.worker, sizes);
  return { facts, ops, servers: { floor: bare, product: server } };
}

const rssAnon = (pid) =>
  Number(fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(/RssAnon:\s+(\d+)/)[1]) / 1024;

async function startUp(path) {
  const times = [], cpu = [];
  for (let i = 0; i < 5; i++) {
    const began = process.hrtime.bigint();
    const server = await product(alidade, path, await freePort(), 4 * os.cpus().length);
    await get(server.port, '/sign-in');
    times.push(Number(process.hrtime.bigint() - began) / 1e6);
    const { workers, jobs } = treeCpu(server.pid);
    cpu.push((workers + jobs) / 1e6);
    await stop(server);
  }
  return { ms: median(times), cpu_ms: median(cpu) };
}

/** Everything that the first page of a new visitor loads. */
async function firstVisit(port) {
  const head = { 'accept-encoding': 'gzip' };
  const plain = (await get(port, '/sign-in')).body.toString();
  let n = (await get(port, '/sign-in', head)).body.length;
  const links = [...plain.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map((m) => m[1]);
  for (const link of new Set(links)) n += (await get(port, link, head)).body.length;
  return n;
}

// ---- all of it ----------------------------------------------------------------------------------

const small = database(Math.round(cases / 10)), large = quick ? small : database(cases);
const result = { date: new Date().toISOString(), load_before: os.loadavg(), cpus: os.cpus().length,
  seeded: quick ? [small.seeded] : [small.seeded, large.seeded], operations: {} };
result.fsync = JSON.parse(execFileSync(floor, ['fsync', `${dir}/fsync.tmp`], { encoding: 'utf8' }));

const main = await both(large.path);
result.facts = main.facts;
const pids = workersOf(main.servers.product.pid);
result.start = await startUp(large.path);
result.first_visit_bytes = await firstVisit(main.servers.product.port);
for (const [name, op] of Object.entries(main.ops)) {
  if (op.missing) {
    result.operations[name] = { missing: op.missing };
    continue;
  }
  const row = (result.operations[name] = { bytes: op.bytes, gzip_bytes: op.gzip, at: {} });
  for (const conns of connections) {
    say(`${titles[name]}, ${conns} connections, load ${load()}`);
    row.at[conns] = await measure(main.servers, name, op, conns);
  }
  if (op.gzip) row.gzip = (await measure({ product: main.servers.product }, name, op, 16, true)).product;
}
result.memory = { loaded_mib: Math.max(...pids.map(rssAnon)) };
const idle = await product(alidade, `${dir}/scratch.db`, await freePort(), 4 * os.cpus().length);
await sleep(300);
result.memory.idle_mib = Math.max(...workersOf(idle.pid).map(rssAnon));
for (const server of [idle, ...Object.values(main.servers)]) await stop(server);

if (!quick) {
  const other = await both(small.path);
  for (const [name, op] of Object.entries(other.ops)) {
    if (op.missing) continue;
    say(`${titles[name]} at ${small.seeded.cases} cases, load ${load()}`);
    result.operations[name].small = await measure(other.servers, name, op, 16);
  }
  for (const server of Object.values(other.servers)) await stop(server);
}
remove(`${dir}/scratch.db`);
result.load_after = os.loadavg();
fs.writeFileSync(`${dir}/latest.json`, JSON.stringify(result, null, 1));

// ---- the table ----------------------------------------------------------------------------------

const cell = (text, n) => String(text).padEnd(n), num = (v, digits = 3) => v.toFixed(digits);
const verdict = (met) => (met ? 'met' : 'MISSED');
const print = (...cells) => console.log(cells.map((c, i) => cell(c, i ? 10 : 30)).join('').trimEnd());

console.log(`\n${result.date.slice(0, 16)}Z, ${large.seeded.cases} cases, ${result.cpus} cores, load ` +
  `${result.load_before[0].toFixed(1)} before, ${result.load_after[0].toFixed(1)} after; the disk makes ` +
  `${result.fsync.per_s} writes/s durable (p50 ${result.fsync.p50_us} us, p99 ${result.fsync.p99_us} us)\n`);
console.log('Server CPU per request in ms at 16 connections, workers and jobs; no compression');
print('operation', 'floor', 'product', '(jobs)', '+gzip', 'ratio', 'budget', 'verdict');
for (const [name, row] of Object.entries(result.operations)) {
  if (row.missing) {
    print(titles[name], 'not there yet', '', `(status ${row.missing})`);
    continue;
  }
  const { floor: f, product: p } = row.at[16], sql = result.operations.caseload?.at?.[16].floor.cpu;
  // Searching by name is held against the floor of the caseload.
  const against = name === 'search' ? sql : f.cpu, budget = name === 'search' ? 4 : budgets[name];
  row.ratio = against ? p.cpu / against : null;
  print(titles[name], num(f.cpu), num(p.cpu), num(p.jobs), row.gzip ? num(row.gzip.cpu) : '',
    row.ratio ? num(row.ratio, 1) : '-', `<= ${budget}`, row.ratio ? verdict(row.ratio <= budget) : '-');
}
console.log('\nAnswers in ms, p50/p99, of the product (floor); requests/s of the product');
print('operation', ...connections.flatMap((c) => [`c=${c}`, '', '']));
for (const [name, row] of Object.entries(result.operations)) {
  if (row.missing) continue;
  const cells = connections.flatMap((c) => {
    const { floor: f, product: p } = row.at[c];
    return [`${num(p.p50, 1)}/${num(p.p99, 1)}`, `(${num(f.p50, 1)}/${num(f.p99, 1)})`,
      `${p.per_s.toFixed(0)}/s${p.errors ? ` ${p.errors} ERRORS` : ''}`];
  });
  console.log(cell(titles[name], 24) + cells.map((c) => cell(c, 15)).join('').trimEnd());
}
console.log();
print('other', 'measured', 'budget', 'verdict');
const other = (what, value, unit, budget) =>
  print(what, `${num(value, value < 100 ? 1 : 0)}`, `<= ${budget}`, verdict(value <= budget), unit);
for (const s of result.seeded.flatMap((s) => [s.plain, s])) {
  if (s.cases === 100000 && !s.plain) other('seeding 100,000 cases', s.wall_s, 's', 180);
  else print(`seeding ${s.cases} cases${s.plain ? ' --demo' : ''}`, num(s.wall_s, 1), '', '', 's');
  print('  its CPU; peak, half-way', `${num(s.cpu_s, 1)} s`, `${num(s.anon_peak_mib, 0)} MiB`,
    `${num(s.anon_half_way_mib, 0)} MiB`, `load ${s.load.map((l) => l.toFixed(0)).join(' to ')}`);
}
other('start-up', result.start.ms, `ms, of all processes ${num(result.start.cpu_ms, 0)} ms CPU`, 50);
other('memory of a worker, idle', result.memory.idle_mib, 'MiB', 12);
other('memory of a worker, after', result.memory.loaded_mib, 'MiB', 64);
const kib = (name) => (result.operations[name].gzip_bytes ?? 0) / 1024;
if (kib('caseload')) other('caseload, gzip', kib('caseload'), 'KiB', 4);
if (kib('casefile')) other('case file, gzip', kib('casefile'), 'KiB', 6);
other('first visit, gzip', result.first_visit_bytes / 1024, 'KiB', 40);
for (const [name, row] of Object.entries(result.operations)) {
  if (!row.small) continue;
  const grows = row.at[16].product.cpu / row.small.product.cpu;
  print(`growth of ${name}`, num(grows, 2), '<= 1.5', verdict(grows <= 1.5),
    `floor ${num(row.at[16].floor.cpu / row.small.floor.cpu, 2)}`);
}
fs.writeFileSync(`${dir}/latest.json`, JSON.stringify(result, null, 1));
