// Writes the tables of the shipped languages, as struct locale of src/core/i18n_tables.h, from the
// npm packages of the Unicode CLDR.
//
//   node tools/localec.mjs NODE_MODULES OUT.c [OUT_SAMPLES.h]
//
// Where a language is written differently from country to country, `from` says whose habit we take:
// see docs/adr/0101-languages.md.
import { readFileSync, writeFileSync } from 'node:fs';

const languages = [
  { tag: 'en', from: 'en-GB', region: 'GB', name: 'English' },
  { tag: 'fr', from: 'fr', region: 'FR', name: 'Français' },
  { tag: 'es', from: 'es', region: 'ES', name: 'Español' },
  { tag: 'ar', from: 'ar-EG', region: 'EG', name: 'العربية' },
];
// English that is longer and accented, to see what would be cut off; its messages are in debug builds.
const pseudo = { tag: 'xx', from: 'en-GB', region: 'GB', name: 'Þšéúðó', rules: 'en' };
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const [modules, out] = process.argv.slice(2);

function read(path) {
  try {
    return JSON.parse(readFileSync(`${modules}/${path}`, 'utf8'));
  } catch (e) {
    console.error(`localec: ${modules}/${path}: ${e.code ?? e.message}. Run tools/setup, which installs it.`);
    process.exit(1);
  }
}

function must(value, what) {
  if (value === undefined) {
    throw new Error(`CLDR has no ${what}`);
  }
  return value;
}

// A C string. Bytes other than printable ASCII are written as three octal digits, which end by themselves.
function c(text) {
  const bytes = [...Buffer.from(text)].map((b) =>
    b < 32 || b > 126 ? '\\' + b.toString(8).padStart(3, '0') : /["\\?]/.test(String.fromCharCode(b)) ? '\\' + String.fromCharCode(b) : String.fromCharCode(b));
  return `"${bytes.join('')}"`;
}

// A plural rule of CLDR for whole numbers, as a C expression over n. All other operands are then 0.
function condition(rule) {
  const term = (text) => {
    const m = /^([nivwfte])(?: % (\d+))? (=|!=) ([\d.,]+)$/.exec(text.trim());
    if (!m) {
      throw new Error(`cannot read the plural rule "${text}"`);
    }
    const [, operand, modulus, sign, list] = m;
    const value = 'ni'.includes(operand) ? (modulus ? `n % ${modulus}` : 'n') : '0';
    const ranges = list.split(',').map((r) => r.split('..'));
    if (value === '0') {
      const hit = ranges.some(([from, to]) => Number(from) <= 0 && 0 <= Number(to ?? from));
      return hit === (sign === '=');
    }
    const tests = ranges.map(([from, to]) => (to ? `(${value} >= ${from} && ${value} <= ${to})` : `${value} == ${from}`));
    if (sign === '!=' && tests.length === 1 && !ranges[0][1]) {
      return `${value} != ${ranges[0][0]}`;
    }
    return (sign === '=' ? '' : '!') + (tests.length > 1 || sign === '!=' ? `(${tests.join(' || ')})` : tests[0]);
  };
  const all = (text) => {
    const terms = text.split(' and ').map(term).filter((t) => t !== true);
    return terms.includes(false) ? false : terms.length ? terms.join(' && ') : true;
  };
  const any = rule.split(' or ').map(all).filter((t) => t !== false);
  const text = any.map((t) => (any.length > 1 && String(t).includes('&&') ? `(${t})` : t)).join(' || ');
  return any.includes(true) ? 'true' : text.replace(/^\(([^()]*)\)$/, '$1');
}

function pluralFunction(tag) {
  const rules = must(read('cldr-core/supplemental/plurals.json').supplemental['plurals-type-cardinal'][tag], `plurals of ${tag}`);
  const lines = [];
  for (const form of forms.slice(0, -1)) {
    const rule = rules[`pluralRule-count-${form}`];
    if (rule) {
      lines.push(`    if (${condition(rule.split('@')[0].trim())})`, `        return PLURAL_${form.toUpperCase()};`);
    }
  }
  return [`static enum plural plural_${tag}(uint64_t n)`, '{', ...lines, '    return PLURAL_OTHER;', '}'].join('\n');
}

// The pattern of a skeleton. Where a language has none of its own the nearest is widened, as ICU does.
function pattern(formats, ...skeletons) {
  const found = must(skeletons.find((s) => formats[s]), skeletons.join(', '));
  const wanted = skeletons[0];
  return formats[found].replace(/'[^']*'|E+|M+/g, (field) => {
    const letters = wanted.match(field[0] === 'E' ? /E+/ : /M+/);
    return field[0] === "'" || !letters || letters[0].length < 3 || field.length < 1 ? field : letters[0];
  });
}

function datePatterns(gregorian) {
  const formats = gregorian.dateTimeFormats.availableFormats;
  return {
    DATE_SHORT: must(formats.yMd, 'yMd'),
    DATE_MEDIUM: must(formats.yMMMd, 'yMMMd'),
    DATE_LONG: gregorian.dateFormats.long,
    DATE_MONTH: must(formats.yMMMM, 'yMMMM'),
    DATE_WEEKDAY: pattern(formats, 'MMMMEEEEd', 'MMMMEd', 'MMMEd'),
    DATE_DAY_MONTH: must(formats.MMMd, 'MMMd'),
    DATE_FULL: gregorian.dateFormats.full,
    DATE_MONTH_NAME: 'LLLL',
    DATE_WEEKDAY_NAME: 'cccc',
    DATE_WEEKDAY_SHORT: 'ccc',
    DATE_MONTH_SHORT: 'LLL',
  };
}

function names(gregorian) {
  const widths = [['format', 'abbreviated'], ['format', 'wide'], ['stand-alone', 'abbreviated'], ['stand-alone', 'wide']];
  const row = (values) => `            {${values.map(c).join(', ')}},`;
  return [
    '        .months = {',
    ...widths.map(([context, width]) => row(Array.from({ length: 12 }, (_, i) => gregorian.months[context][width][i + 1]))),
    '        },',
    '        .days = {',
    ...widths.map(([context, width]) => row(weekdays.map((d) => gregorian.days[context][width][d]))),
    '        },',
  ];
}

function numberPatterns(numbers) {
  const system = numbers.defaultNumberingSystem;
  const digits = read('cldr-core/supplemental/numberingSystems.json').supplemental.numberingSystems[system]._digits;
  const symbols = numbers[`symbols-numberSystem-${system}`];
  const percent = numbers[`percentFormats-numberSystem-${system}`].standard;
  if (!percent.includes('#,##0') || !numbers[`decimalFormats-numberSystem-${system}`].standard.startsWith('#,##0')) {
    throw new Error('groups are expected to have three digits');
  }
  return [
    `        .zero = ${digits.codePointAt(0)},`,
    `        .group_min = ${numbers.minimumGroupingDigits},`,
    `        .group = ${c(symbols.group)},`,
    `        .minus = ${c(symbols.minusSign)},`,
    `        .percent = ${c(percent.replace('#,##0', '#').replace('%', symbols.percentSign))},`,
  ];
}

function locale({ tag, from, region, name, rules = tag }, index) {
  const gregorian = read(`cldr-dates-full/main/${from}/ca-gregorian.json`).main[from].dates.calendars.gregorian;
  const numbers = read(`cldr-numbers-full/main/${from}/numbers.json`).main[from].numbers;
  const firstDay = read('cldr-core/supplemental/weekData.json').supplemental.weekData.firstDay;
  const layout = read('cldr-core/scriptMetadata.json').scriptMetadata;
  const script = tag === 'ar' ? 'Arab' : 'Latn';
  return [
    '    {',
    `        .tag = "${tag}",`,
    `        .name = ${c(name)},`,
    `        .table = ${index},`,
    `        .rtl = ${layout[script].rtl === 'YES'},`,
    `        .week_start = ${weekdays.indexOf(firstDay[region] ?? firstDay['001']) + 1},`,
    ...numberPatterns(numbers),
    '        .dates = {',
    ...Object.entries(datePatterns(gregorian)).map(([style, text]) => `            [${style}] = ${c(text)},`),
    '        },',
    `        .time = ${c(must(gregorian.dateTimeFormats.availableFormats.Hm, 'Hm'))},`,
    `        .instant = ${c(gregorian.dateTimeFormats.medium)},`,
    ...names(gregorian),
    `        .plural = plural_${rules},`,
    '    },',
  ].join('\n');
}

// CLDR's own examples of whole numbers for each form: "2~16, 100, 1000, 1c6".
function samples(tag) {
  const rules = read('cldr-core/supplemental/plurals.json').supplemental['plurals-type-cardinal'][tag];
  const rows = [];
  for (const form of forms) {
    const text = /@integer ([^@]*)/.exec(rules[`pluralRule-count-${form}`] ?? '')?.[1] ?? '';
    for (const item of text.split(',').map((t) => t.trim()).filter((t) => /^\d/.test(t))) {
      const [from, to] = item.split('~').map((n) => n.replace(/^(\d+)c(\d+)$/, (_, m, e) => m + '0'.repeat(e)));
      for (let n = Number(from); n <= Number(to ?? from); n++) {
        // 1c3 is "1 thousand" in words, which has rules of its own; we write digits only.
        if (!item.includes('c') || Number(from) >= 1e6) {
          rows.push(`    {"${tag}", ${n}, PLURAL_${form.toUpperCase()}},`);
        }
      }
    }
  }
  return rows;
}

if (!out) {
  console.error('usage: node tools/localec.mjs NODE_MODULES OUT.c [OUT_SAMPLES.h]');
  process.exit(2);
}
writeFileSync(out, [
  `/* Generated by tools/localec.mjs from CLDR ${read('cldr-core/package.json').version}: do not edit. */`,
  '#include "core/i18n_tables.h"',
  '',
  languages.map(({ tag }) => pluralFunction(tag)).join('\n\n'),
  '',
  'const struct locale locale_table[] = {',
  [...languages, pseudo].map(locale).join('\n'),
  '};',
  '',
].join('\n'));
if (process.argv[4]) {
  writeFileSync(process.argv[4], [
    '/* Generated by tools/localec.mjs from CLDR: do not edit. Examples of each plural form. */',
    'static const struct plural_sample {',
    '    const char *tag;',
    '    int64_t n;',
    '    int form;',
    '} plural_samples[] = {',
    languages.flatMap(({ tag }) => samples(tag)).join('\n'),
    '};',
    '',
  ].join('\n'));
}
