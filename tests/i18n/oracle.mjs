// Compares what the product writes about dates, numbers and names with ICU, through Node's Intl. ICU is
// not used in the product: the server and the browser would not write the same bytes.
//
//   node tests/i18n/oracle.mjs build/debug/i18n_probe
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const probe = process.argv[2];
const root = new URL('../..', import.meta.url);
const languages = { en: 'en-GB', fr: 'fr', es: 'es', ar: 'ar-EG' };
let failed = 0;

// Asks all questions at once; the answers come in the same order.
function ask(questions) {
  const run = spawnSync(probe, { input: questions.map((q) => q.join('\t') + '\n').join(''), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) {
    throw new Error(`${probe}: ${run.error ?? run.stderr}`);
  }
  return run.stdout.split('\n').slice(0, questions.length);
}

function report(name, wrong) {
  wrong.slice(0, 10).forEach((line) => console.log(`# ${line}`));
  console.log(`${wrong.length ? 'not ok' : 'ok'} languages::${name}`);
  failed += wrong.length > 0;
}

// rows: [question, what ICU says]
function compare(name, rows) {
  const got = ask(rows.map(([question]) => question));
  report(name, rows.flatMap(([question, want], i) => (got[i] === want ? [] : [`${question.join(' ')}: "${got[i]}", ICU says "${want}"`])));
}

const day = (d) => d.toISOString().slice(0, 10);
// All days of a leap year, and one a month for two hundred.
const days = [
  ...Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2028, 0, 1 + i))),
  ...Array.from({ length: 2400 }, (_, i) => new Date(Date.UTC(1900 + i / 12, i % 12, 1 + ((i * 7) % 28)))),
];
const styles = [
  { year: 'numeric', month: 'numeric', day: 'numeric' },
  { year: 'numeric', month: 'short', day: 'numeric' },
  { dateStyle: 'long' },
  { year: 'numeric', month: 'long' },
  { weekday: 'long', day: 'numeric', month: 'long' },
  { day: 'numeric', month: 'short' },
  { dateStyle: 'full' },
  { month: 'long' },
  { weekday: 'long' },
  { weekday: 'short' },
  { month: 'short' },
];

function dates() {
  return Object.entries(languages).flatMap(([tag, icu]) =>
    styles.flatMap((options, style) => {
      const format = new Intl.DateTimeFormat(icu, { ...options, timeZone: 'UTC' });
      return days.map((d) => [['date', tag, style, day(d)], format.format(d)]);
    }));
}

function instants() {
  const clock = { hour: 'numeric', minute: 'numeric', hourCycle: 'h23', timeZone: 'UTC' };
  return Object.entries(languages).flatMap(([tag, icu]) => {
    const both = new Intl.DateTimeFormat(icu, { year: 'numeric', month: 'short', day: 'numeric', ...clock });
    const time = new Intl.DateTimeFormat(icu, clock);
    return Array.from({ length: 500 }, (_, i) => new Date(Date.UTC(1970, 0, 2 + i * 41, i % 24, (i * 7) % 60, i % 60))).flatMap((d, i) => {
      const offset = [0, 60, -570, 345, 840][i % 5];
      const wall = new Date(d.getTime() + offset * 60000);
      const text = d.toISOString().replace(/\.\d+/, '');
      return [[['instant', tag, text, offset], both.format(wall)], [['time', tag, text, offset], time.format(wall)]];
    });
  });
}

const numbers = [...Array.from({ length: 1200 }, (_, i) => i), ...Array.from({ length: 16 }, (_, i) => 10 ** i),
  ...Array.from({ length: 300 }, (_, i) => i * 987654321), 2e6, 1234567, -1, -1234, -9876543];

function plurals() {
  const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];
  return Object.keys(languages).flatMap((tag) => {
    const rules = new Intl.PluralRules(tag);
    return numbers.map((n) => [['plural', tag, n], String(forms.indexOf(rules.select(n)))]);
  });
}

function formatted(question, options, value) {
  return Object.entries(languages).flatMap(([tag, icu]) => {
    const format = new Intl.NumberFormat(icu, options);
    return numbers.map((n) => [[question, tag, n], format.format(value(n))]);
  });
}

// What Unicode's own normalization makes of each letter of Latin and Greek that has a diacritic (but for
// ancient Greek, whose iota below the line is a letter when case is folded).
function folding() {
  const rows = [];
  for (let cp = 0xc0; cp < 0x1f80; cp++) {
    const letter = String.fromCodePoint(cp);
    const base = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (/^[a-zα-ω]+$/.test(base) && letter.normalize('NFD') !== letter) {
      rows.push([['fold', letter], base.replace(/ς/g, 'σ')]);
    }
  }
  return rows;
}

// The order of ICU's root collation, pair by pair of neighbours. The rest are letters that ICU counts
// as letters of their own (ı, đ, ø, ة) and we beside the letter people type for them.
// Every fifth day from 1883 to 2119: the years for which people's calendars and their arithmetic agree.
function calendars() {
  const kinds = { persian: 'persian', islamic: 'islamic-civil', umalqura: 'islamic-umalqura', ethiopic: 'ethiopic' };
  return Object.entries(kinds).flatMap(([kind, icu]) => {
    const format = new Intl.DateTimeFormat(`en-u-ca-${icu}-nu-latn`, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
    return Array.from({ length: 17240 }, (_, i) => {
      const d = new Date(Date.UTC(1883, 0, 1 + 5 * i));
      const part = Object.fromEntries(format.formatToParts(d).map(({ type, value }) => [type, value]));
      return [['calendar', 'en', kind, day(d)], `${part.year}-${part.month}-${part.day}`];
    });
  });
}

function sorting() {
  const names = readFileSync(new URL('tests/i18n/names.txt', root), 'utf8').trim().split('\n');
  const key = new Map();
  ask(names.map((n) => ['sort', n])).forEach((hex, i) => key.set(names[i], hex));
  const sorted = [...names].sort(new Intl.Collator('en').compare);
  const wrong = sorted.slice(1).flatMap((name, i) => (key.get(sorted[i]) <= key.get(name) ? [] : [`${sorted[i]} | ${name}`]));
  const part = 1 - wrong.length / (names.length - 1);
  wrong.forEach((line) => console.log(`# sorts otherwise than ICU: ${line}`));
  console.log(`# ${(part * 100).toFixed(1)} % of ${names.length - 1} neighbours as in ICU`);
  report('sorts_names_as_icu_does', part >= 0.95 ? [] : ['less than 95 %']);
}

if (Intl.DateTimeFormat.supportedLocalesOf(Object.values(languages)).length < 4) {
  console.log('skip languages this Node.js has no full ICU');
  process.exit(0);
}
const ours = JSON.parse(readFileSync(new URL('node_modules/cldr-core/package.json', root))).version.split('.')[0];
const theirs = (process.versions.cldr ?? '0').split('.')[0];
if (ours === theirs) {
  compare('writes_dates_as_icu_does', dates());
  compare('writes_times_as_icu_does', instants());
} else {
  console.log(`skip languages::writes_dates_as_icu_does ICU here has CLDR ${theirs}, we have ${ours}`);
}
compare('knows_calendars_as_icu_does', calendars());
compare('counts_as_icu_does', plurals());
compare('writes_numbers_as_icu_does', formatted('number', {}, (n) => n));
compare('writes_percents_as_icu_does', formatted('percent', { style: 'percent' }, (n) => n / 100));
compare('folds_as_unicode_normalizes', folding());
sorting();
process.exit(failed ? 1 : 0);
