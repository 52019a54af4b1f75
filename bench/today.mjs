// bench/today.mjs N: the page of the day beside the caseload; see bench/today.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { ask, freePort, signIn } from './client.mjs';
import { median, product, stop, treeCpu } from './servers.mjs';

const most = Number(process.argv[2]), budget = 2, requests = 300, rounds = 3;
const alidade = 'build/release/alidade';

/** Server CPU a request, in turns so that both pages have the same neighbours. */
async function measure(server, head, paths) {
  const times = Object.fromEntries(paths.map((p) => [p, []]));
  for (const path of paths) {
    const one = await ask(server.port, path, head);
    if (one.status !== 200) throw new Error(`${path}: ${one.status}`);
  }
  for (let round = 0; round < rounds; round++)
    for (const path of paths) {
      const before = treeCpu(server.pid).workers;
      for (let i = 0; i < requests; i++) await ask(server.port, path, head);
      times[path].push((treeCpu(server.pid).workers - before) / 1e6 / requests);
    }
  return Object.fromEntries(paths.map((p) => [p, median(times[p])]));
}

let missed = 0;
for (const n of [Math.ceil(most / 10), most]) {
  const dir = fs.mkdtempSync(`${os.tmpdir()}/alidade-today.`), db = `${dir}/d.db`;
  let server;
  try {
    execFileSync(alidade, ['init', '--db', `sqlite:${db}`], { stdio: 'ignore' });
    execFileSync(alidade, ['seed', '--cases', String(n), '--seed', '1', '--demo', '--db', `sqlite:${db}`], { stdio: 'ignore' });
    server = await product(alidade, db, await freePort(), 2);
    for (const [login, list] of [['worker1', '/cases'], ['supervisor1', '/team']]) {
      const ms = await measure(server, await signIn(server.port, login), [list, '/today']);
      const ratio = ms['/today'] / ms[list];
      missed += ratio > budget;
      console.log(`${String(n).padStart(7)} cases, ${login.padEnd(11)}  ${list.padEnd(6)} ${ms[list].toFixed(2)} ms   /today ${ms['/today'].toFixed(2)} ms   ` +
        `${ratio.toFixed(2)} x  ${ratio <= budget ? 'met' : 'missed'}`);
    }
  } finally {
    if (server) await stop(server);
    fs.rmSync(dir, { recursive: true, force: true });
  }
}
console.log(`server CPU of the day at most ${budget} x the caseload's: ${missed ? `${missed} missed` : 'met'}`);
process.exit(missed ? 1 : 0);
