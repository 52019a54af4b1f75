// tests/hsds/compare.mjs CORPUS EXAMPLE EXPORTED: what `alidade directory export json` wrote after the
// import of an example: valid by HSDS's own schemas, and with all that the example says.
// Prints one line about each thing that is wrong.
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const [corpus, example, exported] = process.argv.slice(2);
const read = (path) => JSON.parse(path.endsWith('.gz') ? gunzipSync(fs.readFileSync(path)) : fs.readFileSync(path));
const wrong = (text) => console.log(text);

const ajv = formats(new Ajv({ strict: false, allErrors: true, validateFormats: true }));
const schemas = {
  'organizations.json': ['organization.json.gz', 'organization_package.json.gz'],
  'services.json': ['service.json.gz', 'service_package.json.gz'],
  'service_at_locations.json': ['service_at_location.json.gz', 'service_at_location_package.json.gz'],
};
const out = {};
for (const name of fs.readdirSync(exported)) {
  out[name] = read(`${exported}/${name}`);
  for (const schema of schemas[name] ?? []) {
    const validate = ajv.compile(read(`${corpus}/schema/compiled/${schema}`));
    const whole = schema.includes('package') ? [out[name]] : out[name];
    for (const record of whole)
      if (!validate(record)) for (const e of validate.errors) wrong(`${name} by ${schema}: ${e.instancePath} ${e.message}`);
  }
}

// Every record of the example, by its table and id, with its own fields (not those inside).
const arrays = { organizations: 'organization', funding: 'funding', contacts: 'contact', phones: 'phone', locations: 'location',
  programs: 'program', organization_identifiers: 'organization_identifier', attributes: 'attribute', metadata: 'metadata',
  schedules: 'schedule', service_areas: 'service_area', service_at_locations: 'service_at_location', languages: 'language',
  cost_options: 'cost_option', required_documents: 'required_document', addresses: 'address', accessibility: 'accessibility',
  services: 'service', organization: 'organization', program: 'program', location: 'location', service: 'service',
  taxonomy_term: 'taxonomy_term', taxonomy_detail: 'taxonomy', taxonomy_terms: 'taxonomy_term', taxonomies: 'taxonomy' };
function collect(record, table, found) {
  const own = found.get(`${table}:${record.id}`) ?? {};
  found.set(`${table}:${record.id}`, own);
  for (const [key, value] of Object.entries(record)) {
    if (Array.isArray(value)) for (const part of value) collect(part, arrays[key] ?? key, found);
    else if (value && typeof value === 'object') collect(value, arrays[key] ?? key, found);
    else own[key] = value;
  }
  return found;
}
const tableOf = (r) => ('status' in r ? 'service' : 'location_type' in r ? 'location'
  : 'service' in r || 'location' in r ? 'service_at_location' : 'taxonomy' in r ? 'taxonomy_term'
  : 'version' in r ? 'taxonomy' : 'organization');
const have = new Map();
for (const [name, records] of Object.entries(out)) for (const r of records) collect(r, arrays[name.replace('.json', '')], have);
const given = read(example);
const want = new Map();
for (const r of given.contents ?? [given]) collect(r, tableOf(r), want);
for (const [id, fields] of want) {
  const got = have.get(id);
  if (!got) wrong(`${id} is gone`);
  else for (const [key, value] of Object.entries(fields))
    if (got[key] !== value) wrong(`${id}: ${key} was ${JSON.stringify(value)} and is ${JSON.stringify(got[key])}`);
}
