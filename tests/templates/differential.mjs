// The shared subset against npm handlebars: the same templates and data through both must give the
// same page, white space aside. And handlebars fed with our JSON must give our page again: so JSON
// holds all that the page shows. 30 cases by hand, the others random from a fixed seed.
//
//   node tests/templates/differential.mjs [CASES]     needs build/debug
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const random_n = Number(process.argv[2] ?? 120);

let Handlebars;
try {
  Handlebars = (await import('handlebars')).default;
} catch {
  console.log('skip templates::differential npm handlebars is not installed: tools/setup check');
  process.exit(0);
}
if (!existsSync(join(root, 'build/debug/tools/tmplc'))) {
  console.log('not ok templates::differential build/debug is missing: tools/build debug');
  process.exit(1);
}

// A type is 'str', 'int', 'bool' or {struct: {field: type}}, {list: type}, {pointer: structType}.
const item = { struct: { name: 'str', n: 'int', on: 'bool', tags: { list: 'str' }, sub: { struct: { name: 'str', n: 'int' } } } };
const shape = {
  struct: {
    title: 'str', text: 'str', empty: 'str', n: 'int', zero: 'int', yes: 'bool', no: 'bool',
    words: { list: 'str' }, none: { list: 'str' }, numbers: { list: 'int' }, items: { list: item }, no_items: { list: item },
    file: { struct: { number: 'str', year: 'int', owner: { struct: { name: 'str', age: 'int' } } } },
    link: { pointer: { struct: { name: 'str', deep: { pointer: { struct: { name: 'str' } } } } } },
    gone: { pointer: { struct: { name: 'str', deep: { pointer: { struct: { name: 'str' } } } } } },
  },
};
const nasty = ['a', 'Met family', '<b>&"\'', '`=`', '&amp;', '{{title}}', 'Été', 'محمد', 'a\nb', '</p>', ' x ', '0', 'true', '-', "it's", '\u{1F600}'];

let seed = 20261120;
const rnd = n => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * n);
};
const pick = list => list[rnd(list.length)];

const make = (type, key = '') => {
  if (type === 'str') return key === 'empty' ? '' : pick(nasty);
  if (type === 'int') return key === 'zero' ? 0 : pick([0, 1, 2, -5, 7, 2147483647]);
  if (type === 'bool') return key === 'yes' || (key !== 'no' && rnd(2) === 0);
  if (type.list) return key.startsWith('no') ? [] : Array.from({ length: rnd(4) }, () => make(type.list));
  if (type.pointer) return key === 'gone' ? null : make(type.pointer);
  return Object.fromEntries(Object.entries(type.struct).map(([k, t]) => [k, make(t, k)]));
};

// ---- random templates; each value stands where HTML allows it
const paths = (type, prefix = '', depth = 0) =>
  Object.entries((type.pointer ?? type).struct ?? {}).flatMap(([k, t]) => {
    const inner = t.struct || t.pointer;
    return [[prefix + k, t], ...(inner && depth < 2 ? paths(t, `${prefix}${k}.`, depth + 1) : [])];
  });
const candidates = scopes =>
  scopes.flatMap((type, up) => {
    const dots = '../'.repeat(up);
    return typeof type === 'string' ? [[up ? '..' + '/..'.repeat(up - 1) : 'this', type]].filter(() => up === 0) : paths(type, dots);
  });
const of = (scopes, ok) => {
  const list = candidates(scopes).filter(([, t]) => ok(t));
  return list.length ? pick(list) : null;
};
const printed = t => t === 'str' || t === 'int';
const gap = () => pick(['', ' ', '\n', '\n  ', ' - ']);
const body = (scopes, depth, loop) => {
  let out = '';
  for (let k = 1 + rnd(4); k > 0; k--) out += gap() + node(scopes, depth, loop);
  return out + gap();
};
const node = (scopes, depth, loop) => {
  const roll = rnd(depth > 3 ? 5 : 12);
  const value = of(scopes, printed)[0];
  if (roll < 2) return `{{${value}}}`;
  if (roll === 2) return `<i title="${pick(['', 'x '])}{{${value}}}" class='{{${of(scopes, printed)[0]}}}'>{{${value}}}</i>`;
  if (roll === 3) return pick(['<br>', 'word', '{{! note }}', '{{!-- {{x}} --}}', loop ? '{{@index}}' : 'end']);
  if (roll === 4) return `<p${pick(['', ` {{#if ${of(scopes, t => t === 'bool' || printed(t))[0]}}}hidden{{/if}}`])}>{{${value}}}</p>`;
  if (roll < 8) {
    const name = pick(['if', 'unless']);
    const test = loop && rnd(3) === 0 ? pick(['@first', '@last']) : of(scopes, t => printed(t) || t === 'bool' || t.list || t.pointer)[0];
    const more = name === 'if' && rnd(2) ? `{{else if ${of(scopes, t => printed(t) || t === 'bool')[0]}}}${body(scopes, depth + 1, loop)}` : '';
    return `{{#${name} ${test}}}${body(scopes, depth + 1, loop)}${more}${rnd(2) ? `{{else}}${body(scopes, depth + 1, loop)}` : ''}{{/${name}}}`;
  }
  if (roll === 8) {
    const [path, type] = of(scopes, printed);
    const to = type === 'int' ? pick([0, 1, 7]) : `"${pick(['a', 'Met family', 'x'])}"`;
    return `{{#is ${path} ${to}}}${body(scopes, depth + 1, loop)}{{else}}${body(scopes, depth + 1, loop)}{{/is}}`;
  }
  // Handlebars adds no level for a context that equals (==) the one around it; we always do.
  const scalar = t => typeof t === 'string';
  const list = of(scopes, t => t.list && !scopes.includes(t.list) && !(scalar(t.list) && scopes.some(scalar)));
  const struct = of(scopes, t => (t.struct || t.pointer) && !scopes.includes(t.pointer ?? t));
  if (roll < 11 && list)
    return `{{#each ${list[0]}}}${body([list[1].list, ...scopes], depth + 1, true)}${rnd(2) ? `{{else}}${body(scopes, depth + 1, loop)}` : ''}{{/each}}`;
  if (struct)
    return `{{#with ${struct[0]}}}${body([struct[1].pointer ?? struct[1], ...scopes], depth + 1, loop)}{{else}}none{{/with}}`;
  return `{{${value}}}`;
};

const by_hand = [
  'plain', '{{title}}', '<p>{{text}}</p>', '{{n}} {{zero}}', '{{file.number}} {{file.owner.name}}',
  '{{link.name}}{{link.deep.name}}', '{{gone.name}}|{{gone.deep.name}}|', '{{#if yes}}a{{/if}}{{#if no}}b{{/if}}',
  '{{#if empty}}a{{else}}b{{/if}}', '{{#if zero}}a{{else if n}}b{{else}}c{{/if}}', '{{#unless none}}a{{else}}b{{/unless}}',
  '{{#each words}}[{{this}}]{{/each}}', '{{#each none}}x{{else}}none{{/each}}', '{{#each words}}{{@index}}{{#if @first}}f{{/if}}{{#if @last}}l{{/if}};{{/each}}',
  '{{#each items}}{{name}}{{#each tags}}<b>{{this}} {{../name}} {{../../title}}</b>{{/each}}{{/each}}',
  '{{#each items}}{{#with sub}}{{name}} {{../name}} {{../../title}} {{@index}}{{/with}}{{/each}}',
  '{{#with file}}{{number}}{{#with owner}}{{name}}{{../number}}{{../../title}}{{/with}}{{/with}}',
  '{{#with gone}}{{name}}{{else}}none{{/with}}', '{{#with link}}{{name}}{{#with deep}}{{name}}{{/with}}{{/with}}',
  '{{#is title "a"}}A{{else is title "Met family"}}M{{else}}-{{/is}}', '{{#is n 7}}seven{{else}}-{{/is}}',
  '<ul>\n  {{#each words}}\n    <li>{{this}}</li>\n  {{/each}}\n</ul>\n', 'a {{#if yes}}\n  b\n{{/if}}\n c', 'a{{#if no}}\nb\n{{/if}}\n c',
  '<a title="{{text}}" class=\'x {{#if yes}}y{{/if}} {{#each words}}{{this}} {{/each}}\'>{{text}}</a>',
  '<textarea name="t">{{text}}</textarea><title>{{title}}</title>', '{{#each words}}\n  {{this}}{{/each}}',
  '<i>a</i>\n{{! x }}\n<i>b</i>\n\n\n   <i>c</i>', '{{> part file}}{{#each items}}{{> row}}{{/each}}', '{{#each items}}\n  {{> row this}}\n{{/each}}\n{{#each numbers}}{{this}},{{/each}}',
];
const partials = { part: '{{number}}/{{year}} {{#with owner}}{{name}}{{/with}}', row: '<p>{{name}} {{sub.name}}{{#each tags}} {{this}}{{/each}}</p>\n' };

// ---- C: structs, data, one program that draws all
const names = new Map();
let structs = '';
const c_type = type => {
  if (type === 'str') return 'struct str';
  if (type === 'int') return 'int';
  if (type === 'bool') return 'bool';
  const key = JSON.stringify(type);
  if (!names.has(key)) {
    if (type.list) {
      const inner = c_type(type.list);
      names.set(key, `struct d_list${names.size}`);
      structs += `${names.get(key)} { ${inner} *items; size_t n, cap; };\n`;
    } else if (type.pointer) {
      names.set(key, `const ${c_type(type.pointer)} *`);
    } else {
      const fields = Object.entries(type.struct).map(([k, t]) => `${c_type(t)} ${k};`).join(' ');
      names.set(key, type === shape ? 'struct d_view' : type === item ? 'struct row_view' : type === shape.struct.file ? 'struct part_view' : `struct d_s${names.size}`);
      structs += `${names.get(key)} { ${fields} };\n`;
    }
  }
  return names.get(key);
};
const c_text = s => `"${[...Buffer.from(s)].map(b => '\\' + b.toString(8).padStart(3, '0')).join('')}"`;
const c_value = (type, v) => {
  if (type === 'str') return `{${c_text(v)}, ${Buffer.byteLength(v)}}`;
  if (type === 'int' || type === 'bool') return String(v);
  if (type.list) return v.length ? `{(${c_type(type.list)}[]){${v.map(x => c_value(type.list, x)).join(', ')}}, ${v.length}, ${v.length}}` : '{0}';
  if (type.pointer) return v ? `&(const ${c_type(type.pointer)})${c_value(type.pointer, v)}` : 'NULL';
  return `{${Object.entries(type.struct).map(([k, t]) => `.${k} = ${c_value(t, v[k])}`).join(', ')}}`;
};

const cases = [];
for (const text of by_hand) for (let k = 0; k < 2; k++) cases.push({ text, data: make(shape) });
for (let k = 0; k < random_n; k++) cases.push({ text: body([shape], 0, false), data: make(shape) });

const dir = mkdtempSync(join(tmpdir(), 'templates-'));
const run = (command, args) => execFileSync(command, args, { cwd: dir, encoding: 'utf8', maxBuffer: 1 << 26 });
let ours;
try {
  c_type(shape);
  writeFileSync(join(dir, 'd_views.h'), `#include "core/view.h"\n${structs}`);
  const files = cases.map((c, k) => [`d${k}.html`, `{{view d_view}}\n${c.text}`]);
  for (const [k, v] of Object.entries(partials)) files.push([`${k}.html`, `{{view ${k}_view}}\n${v}`]);
  for (const [name, text] of files) writeFileSync(join(dir, name), text);
  run(join(root, 'build/debug/tools/tmplc'), ['d', 'd_tmpl.gen.c', 'd_tmpl.gen.h', ...files.map(f => f[0])]);
  writeFileSync(join(dir, 'main.c'), `#include <stdio.h>
#include "d_tmpl.gen.h"
#include "d_views.h"
${cases.map((c, k) => `static const struct d_view v${k} = ${c_value(shape, c.data)};`).join('\n')}
static const struct { const struct tmpl *t; const struct d_view *v; } all[] = {${cases.map((c, k) => `{&tmpl_d${k}, &v${k}}`).join(', ')}};
int main(void)
{
    struct arena *a = arena_new(64u << 20);
    struct view_env env = {.arena = a};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct buf html, json;
        buf_init(&html, a, 1u << 20);
        buf_init(&json, a, 1u << 20);
        if (view_html(all[i].t, all[i].v, &env, &html) != OK || view_json(all[i].t, all[i].v, &env, &json) != OK)
            return 1;
        printf("%.*s%c%.*s%c", STR_ARG(buf_str(&html)), 0, STR_ARG(buf_str(&json)), 0);
        arena_reset(a);
    }
    arena_free(a);
    return 0;
}
`);
  const lib = name => join(root, `build/debug/src/${name}/lib${name}.a`);
  run(process.env.CC ?? 'gcc', ['-std=gnu17', '-D_GNU_SOURCE', '-g', '-Wall', '-Wextra', '-Wno-missing-field-initializers', '-fsanitize=address,undefined', `-I${join(root, 'src')}`, '-I.',
    'main.c', 'd_tmpl.gen.c', lib('core'), join(root, 'build/debug/src/core/libmessages.a'), lib('plat'), lib('base'), '-ljansson', '-lm', '-o', 'draw']);
  ours = run(join(dir, 'draw'), []).split('\0');
} catch (e) {
  console.log(String(e.stderr || e.stdout || e).split('\n').slice(0, 20).map(l => `# ${l}`).join('\n'));
  console.log('not ok templates::differential');
  console.log(`# the files are in ${dir}`);
  process.exit(1);
}
rmSync(dir, { recursive: true });

Handlebars.registerHelper('is', function (a, b, options) {
  return a === b ? options.fn(this) : options.inverse(this);
});
for (const [k, v] of Object.entries(partials)) Handlebars.registerPartial(k, v);
const theirs = (text, data) => Handlebars.compile(text, { preventIndent: true })(data)
  .replaceAll('&#x27;', '&#39;').replaceAll('&#x60;', '`').replaceAll('&#x3D;', '=');
const squeeze = s => s.replace(/<textarea name="t">\n/g, '<textarea name="t">').replace(/\s+/g, ' ').trim();

let passed = 0, failed = 0;
cases.forEach((c, k) => {
  const html = ours[2 * k];
  const json = ours[2 * k + 1];
  const show = (what, want) => {
    failed++;
    console.log(`not ok templates::differential_${k}`);
    for (const [name, s] of [['template', c.text], ['data', JSON.stringify(c.data)], ['json', json], ['ours', html], [what, want]])
      console.log(`# ${name}: ${JSON.stringify(s)}`);
  };
  const want = theirs(c.text, c.data);
  if (squeeze(html) !== squeeze(want)) return show('handlebars', want);
  const again = theirs(c.text, JSON.parse(json));
  if (squeeze(html) !== squeeze(again)) return show('handlebars on our JSON', again);
  passed++;
  console.log(`ok templates::differential_${k}`);
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
