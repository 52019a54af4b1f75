// The expression corpus: each line is asked of `alidade expr` and compared with what it expects.
// Usage: node tests/expr/corpus.mjs PROGRAM CORPUS
// Lines that are limits of the engine the corpus was made with are counted as "ok" whatever we answer,
// as long as we answer; all others must agree.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [program, corpus] = process.argv.slice(2);
const lines = readFileSync(corpus, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const input = lines.map(({ id, expr, context }) => JSON.stringify({ id, expr, context, tz: 'UTC' })).join('\n');
const run = spawnSync(program, ['expr'], { input: input + '\n', encoding: 'utf8', maxBuffer: 1 << 26 });
const answers = run.stdout.trim().split('\n').map((line) => JSON.parse(line));

const number = (v) => (typeof v === 'string' ? Number(v) : v);

function sameNumber(want, got, tolerance) {
  const x = number(want);
  const y = number(got);
  return Object.is(x, y) || x === y || Math.abs(x - y) <= tolerance;
}

function agrees(want, got, note) {
  if (note.startsWith('limit of')) return true;
  if (want.type === 'error') return 'error' in got;
  if (want.type !== got.type) return false;
  if (want.type === 'number') return sameNumber(want.value, got.value, want.tolerance);
  if (note.includes('as an instant')) return Date.parse(got.value) === Date.parse(`${want.value}Z`);
  return JSON.stringify(want.value) === JSON.stringify(got.value);
}

let failed = run.status === 0 && answers.length === lines.length ? 0 : 1;
if (failed) console.log(`not ok corpus-runs ${run.stderr}`);
lines.forEach(({ id, expr, expect, note }, i) => {
  const got = answers[i] ?? {};
  const ok = got.id === id && agrees(expect, got, note);
  if (!ok) failed++;
  console.log(ok ? `ok ${id}` : `not ok ${id} ${expr} gives ${JSON.stringify(got)}, not ${JSON.stringify(expect)}`);
});
process.exit(failed ? 1 : 0);
