// bench/servers.mjs: starts and stops servers and wrk, and reads from /proc what they used.
import { spawn } from 'node:child_process';
import fs from 'node:fs';

/** The middle one. */
export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const childrenOf = (pid) =>
  fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/** Nanoseconds on a CPU so far; all our servers have one thread. */
const cpuOf = (pid) => Number(fs.readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);

/** The first child that `alidade serve` makes looks after the jobs process. */
const jobsOf = new Map();

const subtree = (pid) => cpuOf(pid) + childrenOf(pid).reduce((n, p) => n + subtree(p), 0);

/** { workers, jobs } in ns; the parent counts as a worker. */
export function treeCpu(pid) {
  const jobs = jobsOf.get(pid), all = subtree(pid), ofJobs = jobs ? subtree(jobs) : 0;
  return { workers: all - ofJobs, jobs: ofJobs };
}

export const workersOf = (pid) => childrenOf(pid).filter((p) => p !== jobsOf.get(pid));

/** Starts a program and waits for the line that says it is ready. */
async function start(program, args, ready, stream) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  await new Promise((resolve, reject) => {
    const other = stream === 'stdout' ? 'stderr' : 'stdout';
    child[other].on('data', (d) => { text += d; });
    child[stream].on('data', (d) => { text = (text + d).slice(-2000); if (text.includes(ready)) resolve(); });
    child.on('exit', () => reject(new Error(`${program} ${args[0]}: ${text}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

/** The request log is written, to a pipe that is read: it is on in production too. */
export async function product(alidade, db, port, workers, more = []) {
  const child = await start(alidade, ['serve', '--db', `sqlite:${db}`, '--listen', `127.0.0.1:${port}`,
    '--workers', String(workers), ...more], 'serving on', 'stderr');
  jobsOf.set(child.pid, Math.min(...childrenOf(child.pid)));
  return { pid: child.pid, child, port, hasJobs: true };
}

export async function floors(floor, db, port, workers, worker, sizes) {
  const child = await start(floor, ['serve', db, String(port), String(workers), worker, ...sizes], 'ready', 'stdout');
  return { pid: child.pid, child, port, hasJobs: false };
}

export async function stop(server) {
  const pids = childrenOf(server.pid).flatMap((p) => [p, ...childrenOf(p)]);
  const gone = new Promise((resolve) => server.child.once('exit', resolve));
  server.child.kill('SIGTERM');
  await Promise.race([gone, sleep(12000)]);
  for (const pid of [server.pid, ...pids]) {
    try { process.kill(pid, 'SIGKILL'); } catch { /* it has ended */ }
  }
}

export function wrk(port, op, conns, seconds, gzip) {
  const env = { ...process.env, BENCH_PATHS: op.paths.join('|'), BENCH_COOKIE: op.cookie };
  if (gzip) env.BENCH_GZIP = '1';
  if (op.csrf)
    Object.assign(env, { BENCH_CSRF: encodeURIComponent(op.csrf), BENCH_DAY: op.day,
      BENCH_SEED: Math.floor(Math.random() * 65536).toString(16).padStart(4, '0') });
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', ['-t1', `-c${conns}`, `-d${seconds}s`, '--timeout', '20s', '-s', 'bench/wrk.lua',
      `http://127.0.0.1:${port}`], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (d) => { out += d; });
    child.on('exit', () => {
      const line = out.split('\n').find((l) => l.startsWith('{'));
      if (line) resolve(JSON.parse(line));
      else reject(new Error(`wrk: ${out}`));
    });
  });
}
