// tests/hsds/compare.mjs CORPUS EXAMPLES EXPORTED: what `alidade directory export json` wrote into
// EXPORTED/NAME after the import of EXAMPLES/NAME.json, for each NAME: valid by HSDS's own schemas, and with
// all that the example says. Prints "NAME: what" for each thing that is wrong.
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const [corpus, examples, exported] = process.argv.slice(2);
const read = (path) => JSON.parse(path.endsWith('.gz') ? gunzipSync(fs.readFileSync(path)) : fs.readFileSync(path));
const ajv = formats(new Ajv({ strict: false, allErrors: true, validateFormats: true }));
// A record each; the schemas of whole packages say the same of an array of them.
const schemas = {
  'organizations.json': 'organization.json.gz',
  'services.json': 'service.json.gz',
  'service_at_locations.json': 'service_at_location.json.gz',
};
const compiled = {};
const validator = (name) => (compiled[name] ??= ajv.compile(read(`${corpus}/schema/compiled/${schemas[name]}`)));

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

function compare(name, wrong) {
  const have = new Map(), want = new Map();
  for (const file of fs.readdirSync(`${exported}/${name}`)) {
    for (const record of read(`${exported}/${name}/${file}`)) {
      collect(record, arrays[file.replace('.json', '')], have);
      if (!schemas[file] || validator(file)(record)) continue;
      for (const e of validator(file).errors) wrong(`${file}: ${e.instancePath} ${e.message}`);
    }
  }
  const given = read(`${examples}/${name}.json`);
  for (const r of given.contents ?? [given]) collect(r, tableOf(r), want);
  for (const [id, fields] of want) {
    const got = have.get(id);
    if (!got) wrong(`${id} is gone`);
    else for (const [key, value] of Object.entries(fields))
      if (got[key] !== value) wrong(`${id}: ${key} was ${JSON.stringify(value)} and is ${JSON.stringify(got[key])}`);
  }
}
for (const name of fs.readdirSync(exported)) compare(name, (what) => console.log(`${name}: ${what}`));
