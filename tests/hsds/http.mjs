// tests/hsds/http.mjs CORPUS ADDRESS: pages and records of the server's HSDA, valid by HSDS's own schemas; every
// record of a page is there by its id. Prints what is wrong; fails when anything is, or nothing was there.
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const [corpus, address] = process.argv.slice(2);
const read = (path) => JSON.parse(path.endsWith('.gz') ? gunzipSync(fs.readFileSync(path)) : fs.readFileSync(path));
const ajv = formats(new Ajv({ strict: false, allErrors: true, validateFormats: true }));
const compiled = (name) => ajv.compile(read(`${corpus}/schema/compiled/${name}`));
const page = ajv.compile(read(`${corpus}/schema/openapi.json`).components.schemas.Page);
let wrongs = 0;
const wrong = (where, what) => { wrongs++; console.log(`${where}: ${what}`); };
const valid = (check, value, where) => { if (!check(value)) for (const e of check.errors) wrong(where, `${e.instancePath} ${e.message}`); };
async function get(path) {
  const answer = await fetch(address + path);
  if (answer.status !== 200) wrong(path, `status ${answer.status}`);
  if (!/^application\/json/.test(answer.headers.get('content-type'))) wrong(path, answer.headers.get('content-type'));
  return answer.json();
}

for (const name of ['service', 'organization', 'service_at_location']) {
  const [one, listed] = [compiled(`${name}.json.gz`), compiled(`${name}_list.json`)];
  const list = await get(`/hsda/${name}s`);
  valid(page, list, name);
  if (list.contents.length === 0 || list.contents.length !== list.size) wrong(name, `${list.contents.length} records on a page of ${list.size}`);
  for (const record of list.contents) {
    valid(listed, record, `${name}_list`);
    const whole = await get(`/hsda/${name}s/${record.id}`);
    valid(one, whole, name);
    if (whole.id !== record.id) wrong(name, `${record.id} gives ${whole.id}`);
    if (/"contacts"/.test(JSON.stringify(whole))) wrong(name, 'names people to talk to');
  }
  for (const record of (await get(`/hsda/${name}s?full=true`)).contents) valid(one, record, `${name} full`);
  const last = await get(`/hsda/${name}s?per_page=1&page=${list.total_items}`);
  if (last.contents[0]?.id !== list.contents.at(-1).id || !last.last_page) wrong(name, 'the last page has another record');
}
process.exit(wrongs ? 1 : 0);
