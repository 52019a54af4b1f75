// What tools/msgc refuses, and that it writes the same bytes each time.
//
//   node tests/i18n/msgc.mjs build/debug/tools/msgc
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const msgc = process.argv[2];
const plurals = {
  en: 'nplurals=2; plural=n != 1;',
  fr: 'nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;',
  es: 'nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;',
  ar: 'nplurals=6; plural=n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5;',
};
const tags = Object.keys(plurals);
let failed = 0;

function header(tag) {
  return `msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: ${plurals[tag]}\\n"\n`;
}

const entry = (key, text) => `\nmsgid "${key}"\nmsgstr "${text}"\n`;
const plural = (key, forms) => `\nmsgid "${key}"\nmsgid_plural "${key}"\n${forms.map((f, i) => `msgstr[${i}] "${f}"\n`).join('')}`;
const forms = { en: 2, fr: 3, es: 3, ar: 6 };
const counted = (key, tag, text = '{n} x') => plural(key, Array(forms[tag]).fill(text));

// files: name → contents. Answers the exit status, what was said, and what was written.
function run(files, ...flags) {
  const dir = mkdtempSync(join(tmpdir(), 'msgc-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(dir, name), text);
    }
    const out = join(dir, 'out.c');
    const { status, stderr } = spawnSync(msgc, [...flags, out, ...['h', 'fr', 'es', 'ar'].map((e) => join(dir, `out.${e}`)), dir], { encoding: 'utf8' });
    const fr = status === 0 ? readFileSync(join(dir, 'out.fr'), 'utf8') : '';
    return { fr, status, stderr: stderr.replaceAll(dir + '/', ''), c: status === 0 ? readFileSync(out, 'utf8') : '', h: status === 0 ? readFileSync(join(dir, 'out.h'), 'utf8') : '' };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

// The same text in all languages, but for what is given otherwise.
const all = (body, other = {}) => Object.fromEntries(tags.map((tag) => [`note.${tag}.po`, other[tag] ?? header(tag) + (typeof body === 'function' ? body(tag) : body)]));

function check(name, good, detail = '') {
  if (!good) {
    console.log(`# ${detail.trim().replaceAll('\n', '\n# ')}`);
    failed++;
  }
  console.log(`${good ? 'ok' : 'not ok'} msgc::${name}`);
}

function refuses(name, files, ...said) {
  const r = run(files);
  check(name, r.status === 1 && said.every((s) => r.stderr.includes(s)), `status ${r.status}: ${r.stderr}`);
}

const a = entry('note.a', 'A {name}.');
let r = run(all((tag) => a + counted('note.n', tag)));
check('writes_constants_in_the_order_of_keys', r.status === 0 && /MSG_NOTE_A,\s+MSG_NOTE_N,\s+MSG_N\b/.test(r.h), r.stderr + r.h);
check('writes_a_file_for_each_language', r.fr === 'A {name}.\x03\x01\x02{n} x\x02\x02\x02{n} x\x02{n} x\x03', JSON.stringify(r.fr));
check('writes_the_same_bytes_again', r.c === run(all((tag) => counted('note.n', tag) + a)).c);

refuses('refuses_a_key_twice', all(a, { en: header('en') + a + a }), 'note.en.po:9: note.a is there twice');
refuses('lists_what_is_missing_where', all(a, { fr: header('fr'), ar: header('ar') + entry('note.a', '') }), 'note.fr.po: missing: note.a', 'note.ar.po: missing: note.a');
refuses('counts_a_fuzzy_text_as_missing', all(a, { es: header('es') + a.replace('\nmsgid', '\n#, fuzzy\nmsgid') }), 'note.es.po: missing: note.a');
refuses('refuses_other_places', all(a, { fr: header('fr') + entry('note.a', 'A {nom}.') }), '{nom} is not in the English text', '{name} is missing');
refuses('refuses_braces_that_are_no_place', all(entry('note.a', 'A { b')), 'braces hold the name');
refuses('refuses_missing_plural_forms', all((tag) => counted('note.n', tag), { ar: header('ar') + plural('note.n', ['{n}', '{n}']) }), 'note.ar.po:6: note.n: msgstr[2], the form "two", is missing', 'the form "other", is missing');
refuses('refuses_too_many_plural_forms', all((tag) => counted('note.n', tag), { en: header('en') + plural('note.n', ['{n}', '{n}', '{n}']) }), 'en has 2 plural forms, not 3');
refuses('refuses_a_plural_in_one_language_only', all((tag) => counted('note.n', tag), { fr: header('fr') + entry('note.n', '{n}') }), 'plural in English, not here');
refuses('refuses_one_without_n_where_it_means_zero_too', all((tag) => counted('note.n', tag), { fr: header('fr') + plural('note.n', ['un', '{n}', '{n}']) }), 'note.fr.po:6: note.n: {n} is missing');
check('allows_two_without_n_in_arabic', run(all((tag) => counted('note.n', tag), { ar: header('ar') + plural('note.n', ['لا', 'واحد', 'اثنان', '{n}', '{n}', '{n}']) })).status === 0);
refuses('refuses_bidi_controls', all(entry('note.a', 'A\u200F')), 'a bidi control character');
refuses('refuses_isolates', all(entry('note.a', '\u2068A\u2069')), 'a bidi control character');
refuses('refuses_markup', all(entry('note.a', 'a <b>b</b>')), 'HTML belongs into the template');
refuses('refuses_entities', all(entry('note.a', 'a&nbsp;b')), 'HTML belongs into the template');
check('allows_signs_that_are_no_markup', run(all(entry('note.a', 'R&D: 3 < 4 & 5; 5 > 2'))).status === 0);
refuses('refuses_white_space_at_the_ends', all(entry('note.a', 'a ')), 'white space at the start or the end');
refuses('refuses_what_is_not_utf8', { ...all(a), 'note.en.po': Buffer.concat([Buffer.from(header('en')), Buffer.from(entry('note.a', '{name} \xff'), 'latin1')]) }, 'not UTF-8');
refuses('refuses_keys_of_other_folders', all(entry('task.a', 'A')), 'task.a does not begin with note.');
check('allows_event_names', run(all(entry('event.note.added', 'A'))).status === 0);
refuses('refuses_a_key_without_a_dot', all(entry('note', 'A')), 'is not a key like');
refuses('refuses_two_keys_of_one_constant', all(entry('note.a_b', 'A') + entry('note.a.b', 'A')), 'have the same constant');
refuses('refuses_a_wrong_header', all(a, { ar: header('en') + a }), 'note.ar.po:1: the header must say Plural-Forms: nplurals=6');
refuses('refuses_contexts', all('\nmsgctxt "x"' + a), 'msgctxt is not used here');
refuses('refuses_broken_lines', all('\nmsgid "note.a"\nmsgstr "A\n'), 'the quotation mark at the end');
refuses('refuses_other_languages', { ...all(a), 'note.de.po': header('en') + a }, 'note.de.po: a catalogue is named NOUN.LANGUAGE.po');

r = run(all(a, { fr: header('fr') }), '--allow-missing');
check('shows_english_for_missing_texts_when_told', r.status === 0 && r.stderr.includes('missing: note.a'), r.stderr);
check('never_lets_english_be_missing', run(all(a, { en: header('en') }), '--allow-missing').status === 1);
r = run(all(entry('note.a', 'Save {name} now')), '--pseudo');
check('makes_the_pseudo_language', r.c.includes('"[Sáṽé {name} ñóŵ ~~~]"'), r.c.slice(-900));
r = run(all(entry('note.a', 'a « b » : c ?')));
check('makes_french_spaces_unbreakable', r.c.includes('"a «\u00A0b\u00A0»\u00A0: c\u202F\\?"') && r.c.includes('"a « b » : c \\?"'), r.c);
r = run(all(entry('note.a', '15 و80. UTF-8 2a {n}')));
check('writes_arabic_digits_in_arabic', r.c.includes('"١٥ و٨٠. UTF-8 2a {n}"') && r.c.includes('"15 و80. UTF-8 2a {n}"'), r.stderr + r.c);

const files = execFileSync('git', ['ls-files', '*.po'], { encoding: 'utf8' }).trim().split('\n');
if (spawnSync('msgfmt', ['--version']).error) {
  console.log('skip msgc::catalogues_are_good_gettext the package gettext is not installed');
} else {
  const bad = files.map((f) => spawnSync('msgfmt', ['--check-format', '--check-domain', '-o', '/dev/null', f], { encoding: 'utf8' })).filter((m) => m.status !== 0 || m.stderr);
  check('catalogues_are_good_gettext', bad.length === 0, bad.map((m) => m.stderr).join(''));
}
process.exit(failed ? 1 : 0);
