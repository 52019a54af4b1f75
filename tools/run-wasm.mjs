// Runs a WASI command in Node: `node tools/run-wasm.mjs build/wasm/test.wasm [ARGUMENT...]`.
// It sees this folder as `.` and a scratch folder, gone afterwards, as `/tmp`; anything else is closed.
// WASI knows no read-only folder, so that a test writes to /tmp only is up to the test.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.removeAllListeners('warning'); // "WASI is an experimental feature"
process.on('warning', () => {});
const { WASI } = await import('node:wasi');

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node tools/run-wasm.mjs FILE.wasm [ARGUMENT...]');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'alidade-wasm-'));
let status = 1;
try {
  const wasi = new WASI({
    version: 'preview1',
    args: [file, ...args],
    env: { TZ: 'UTC' },
    preopens: { '.': process.cwd(), '/tmp': scratch },
    returnOnExit: true,
  });
  // Through plain functions: called straight from wasm, Node's WASI may collect garbage where V8 does not
  // expect it (nodejs/node issue 46777), and the process crashes some thousand calls later.
  const calls = Object.fromEntries(
    Object.entries(wasi.wasiImport).map(([name, call]) => [name, (...args) => call(...args)]),
  );
  const module = await WebAssembly.compile(readFileSync(file));
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: calls });
  status = wasi.start(instance);
} catch (e) {
  console.error(`run-wasm: ${file}: ${e.stack ?? e}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(status);
