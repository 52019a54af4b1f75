// The answers of `alidade form eval` as lines that people can read and compare:
//   alidade form eval FORM <answers.jsonl | node tests/eval/show.mjs
import { readFileSync } from 'node:fs';

const flags = (f) =>
  [f.relevant ? '' : ' hidden', f.required ? ' required' : '', f.readonly ? ' readonly' : '', f.valid ? '' : ' invalid'].join('');

for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const { error, fields } = JSON.parse(line);
  console.log(error === undefined ? '--' : `-- ${error}`);
  for (const f of fields ?? []) {
    const choices = f.choices ? ` [${f.choices.join(' ')}]` : '';
    const message = f.message ? ` (${f.message})` : '';
    console.log(`${f.path} = ${JSON.stringify(f.value)}${flags(f)}${choices}${message}`);
  }
}
