// Every message key in C code exists. A text in quotes that looks like a key (note.in_future) must be
// one, or the name of an event (event.note.added is then its message). Templates need no such check:
// they are compiled against the MSG_ constants.
//
//   node tools/check-messages.mjs             fails on keys that do not exist
//   node tools/check-messages.mjs --unused    lists texts that nothing seems to show
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const list = (...args) => execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...args], { encoding: 'utf8' }).split('\n').filter(Boolean);
const read = (path) => readFileSync(path, 'utf8');

const keys = new Set(list('src/*.en.po').flatMap((f) => [...read(f).matchAll(/^msgid "([^"]+)"/gm)].map((m) => m[1])));
const nouns = new Set([...keys].map((k) => k.split('.')[0]).concat([...keys].filter((k) => k.startsWith('event.')).map((k) => k.split('.')[1])));
const used = new Set();
const prefixes = [];
let failed = 0;

for (const file of list('src/*.c', 'src/*.h')) {
  const test = /_test\.c$/.test(file);
  read(file).replace(/\/\*.*?\*\//gs, (c) => c.replace(/[^\n]/g, ' ')).split('\n').forEach((line, i) => {
    for (const [, text] of line.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
      if (/^[a-z_]+\.([a-z0-9_]+\.)*%/.test(text)) {
        prefixes.push(text.replace(/%.*/, ''));
      }
      if (/^[a-z][a-z0-9_]*\.([a-z0-9_]+\.)*$/.test(text)) {
        prefixes.push(text);
      }
      const file_name = /\.(csv|css|db|h|html|js|json|key|mjs|png|po|pub|svg|txt|xlsx)$/.test(text);
      if (file_name || !/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(text) || line.trimStart().startsWith('#include')) {
        continue;
      }
      if (keys.has(text) || keys.has(`event.${text}`)) {
        used.add(text).add(`event.${text}`);
      } else if (!test && nouns.has(text.split('.')[0])) {
        console.log(`${file}:${i + 1}: "${text}" is no message (src/**/*.en.po)`);
        failed++;
      }
    }
    for (const [, constant] of line.matchAll(/\bMSG_([A-Z0-9_]+)\b/g)) {
      used.add(constant);
    }
  });
}

if (process.argv[2] === '--unused') {
  for (const file of list('src/*.html')) {
    for (const [, key] of read(file).matchAll(/[{(]t ([a-z0-9_.]+)/g)) {
      used.add(key);
    }
  }
  const constant = (k) => k.toUpperCase().replaceAll('.', '_');
  for (const key of [...keys].sort()) {
    if (!used.has(key) && !used.has(constant(key)) && !prefixes.some((p) => key.startsWith(p))) {
      console.log(key);
    }
  }
}
process.exit(failed ? 1 : 0);
