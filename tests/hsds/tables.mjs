// tests/hsds/tables.mjs CORPUS GIVEN EXPORTED: the CSVs that `alidade directory export csv` wrote into EXPORTED/NAME:
// columns that HSDS has, rows valid by its tabular schema; in EXPORTED/csv every row of the folder GIVEN with
// all its cells. Prints "NAME: what" for each thing that is wrong.
import fs from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const [corpus, given, exported] = process.argv.slice(2);
const tabular = JSON.parse(fs.readFileSync(`${corpus}/schema/compiled/tabular.json`)).properties;
const ajv = formats(new Ajv({ strict: false, allErrors: true }));

function rowsOf(path) {
  const rows = [[]];
  let cell = '', quoted = false;
  const text = fs.readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell.replace(/\r$/, ''));
      cell = '';
      if (c === '\n') rows.push([]);
    } else cell += c;
  }
  if (cell || rows.at(-1).length) rows.at(-1).push(cell);
  const [head, ...body] = rows.filter((r) => r.length > 1 || r[0]);
  return body.map((r) => Object.fromEntries(head.map((name, i) => [name, r[i]]).filter(([, v]) => v)));
}

// A CSV has text only: numbers are made from what the schema calls one. Parts that nest are not there.
const tables = Object.values(tabular).map(({ items }) => {
  const properties = Object.fromEntries(Object.entries(items.properties).filter(([, p]) => p.type !== 'array' && !p.$ref));
  return { items, validate: ajv.compile({ type: 'object', properties, required: [...(items.required ?? []), ...(items.tabular_required ?? [])] }) };
});

function look(name, wrong) {
  for (const { items, validate } of tables) {
    const path = `${exported}/${name}/${items.path}`;
    const rows = fs.existsSync(path) ? rowsOf(path) : [];
    for (const row of rows) {
      const typed = Object.fromEntries(Object.entries(row).map(([k, v]) => {
        if (!(k in items.properties)) wrong(`${items.path}: HSDS has no column ${k}`);
        return [k, items.properties[k]?.type === 'number' ? Number(v) : v];
      }));
      if (!validate(typed)) for (const e of validate.errors) wrong(`${items.path}: ${e.instancePath} ${e.message}`);
    }
    if (name !== 'csv' || !fs.existsSync(`${given}/${items.path}`)) continue;
    for (const want of rowsOf(`${given}/${items.path}`)) {
      const got = rows.find((r) => r.id === want.id);
      if (!got) wrong(`${items.path}: ${want.id} is gone`);
      else for (const [k, v] of Object.entries(want)) if (k in items.properties && got[k] !== v) wrong(`${items.path}: ${k} was ${v} and is ${got[k]}`);
    }
  }
}
for (const name of fs.readdirSync(exported)) look(name, (what) => console.log(`${name}: ${what}`));
