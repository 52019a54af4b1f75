// Writes the folding table of src/core/text.c from Debian's unicode-data: what each character becomes
// when names are compared. See docs/how-to/text.md for what people see of it.
//
//   node tools/foldc.mjs UNICODE_DIR OUT.c
//
// A character is left alone, dropped, a space, a mark (diacritic, vowel sign), an apostrophe, or a
// sequence: its canonical decomposition, lower case, with letters reduced to their base and a mark.
import { readFileSync, writeFileSync } from 'node:fs';

const [dir, out] = process.argv.slice(2);
const LAST = 0x1ffff;
const BLOCK = 64;
const KEEP = 0, DROP = 1, SPACE = 2, MARK = 3, APOSTROPHE = 4, SEQUENCES = 8, UPPER = 0x8000;
const OVERLAY = 0x335; // "this letter had a stroke": a mark, so that it counts when sorting only

if (!out) {
  console.error('usage: node tools/foldc.mjs UNICODE_DIR OUT.c');
  process.exit(2);
}

function rows(name) {
  try {
    const lines = readFileSync(`${dir}/${name}`, 'utf8').split('\n');
    return lines.map((l) => l.replace(/#.*/, '').split(';').map((f) => f.trim())).filter((r) => r.length > 1);
  } catch (e) {
    console.error(`foldc: ${dir}/${name}: ${e.code}. Run tools/setup, which installs the package unicode-data.`);
    process.exit(1);
  }
}

const hex = (text) => text.split(' ').map((h) => parseInt(h, 16));
const within = (...ranges) => (cp) => ranges.some(([from, to]) => cp >= from && cp <= (to ?? from));

// Marks that may go: those of Latin, Greek, Cyrillic, Hebrew and Arabic. In scripts of India and
// South-East Asia the like are vowels, and stay.
const removable = within([0x300, 0x36f], [0x483, 0x487], [0x591, 0x5c7], [0x610, 0x61a], [0x64b, 0x65f], [0x670],
  [0x6d6, 0x6ed], [0x898, 0x89f], [0x8ca, 0x8ff], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x20d0, 0x20ff], [0xfe20, 0xfe2f]);
// Old forms of ordinary letters, which texts copied from elsewhere hold: taken apart as well.
const compatible = within([0xaa], [0xb2, 0xb3], [0xb9, 0xba], [0x132, 0x133], [0x149], [0x1c4, 0x1cc], [0x1f1, 0x1f3],
  [0x1e9a], [0xfb00, 0xfb06], [0xfb50, 0xfdff], [0xfe70, 0xfefc], [0xff01, 0xff5e]);
// Chinese and Korean characters stay: nobody folds them, and they would be most of the table.
const skipped = within([0xac00, 0xd7a3], [0xf900, 0xfaff]);
// Beyond the first plane stand scripts of the past; of the living there, Adlam has capitals.
const living = within([0, 0xffff], [0x1e900, 0x1e95f], [0x1f000, 0x1faff]);
const apostrophes = within([0x27], [0x60], [0xb4], [0x2018, 0x201b], [0x2032], [0xa78b, 0xa78c], [0xff07]);
// ʿ ʾ ʻ ʼ and their kind write a sound that most people leave out.
const dropped = within([0xad], [0x34f], [0x2b0, 0x2ff], [0x640], [0x674], [0x180b, 0x180e], [0xfe00, 0xfe0f]);

// Letters without a decomposition, as people type them who lack the key. 'x~' keeps a difference for
// sorting. Latin letters named "… LETTER D WITH STROKE" are found by that name and not listed.
const letters = {
  'æ': 'ae~', 'œ': 'oe~', 'þ': 'th~', 'ð': 'd~', 'ı': 'i~', 'ŋ': 'ng~', 'ɛ': 'e~', 'ɔ': 'o~', 'ə': 'a~', 'ɣ': 'g~',
  'ʃ': 'sh~', 'ʒ': 'z~', 'ɩ': 'i~', 'ʊ': 'u~', 'ĸ': 'k~', 'ƴ': 'y~',
  // Arabic: alef wasla and its kind, alef maqsura, ta marbuta; letters of Persian, Urdu, Kurdish, Uyghur
  'ٱ': 'ا~', 'ٲ': 'ا~', 'ٳ': 'ا~', 'ى': 'ي~', 'ة': 'ه~',
  'ی': 'ي~', 'ې': 'ي~', 'ۍ': 'ي~', 'ے': 'ي~', 'ێ': 'ي~', 'ک': 'ك~', 'ڪ': 'ك~', 'ہ': 'ه~', 'ھ': 'ه~', 'ە': 'ه~', 'ۃ': 'ه~',
  'ۆ': 'و~', 'ۇ': 'و~', 'ۈ': 'و~', 'ۋ': 'و~', 'ں': 'ن~',
};

const unicode = new Map();
for (const [code, name, category, , , decomposition, digit] of rows('UnicodeData.txt')) {
  unicode.set(parseInt(code, 16), { name, category, decomposition, digit });
}
const lower = new Map();
for (const [code, status, mapping] of rows('CaseFolding.txt')) {
  if (status === 'C' || status === 'F') {
    lower.set(parseInt(code, 16), hex(mapping));
  }
}

function apart(cp) {
  const text = unicode.get(cp)?.decomposition;
  if (!text || (text[0] === '<' && !compatible(cp)) || skipped(cp)) {
    return [cp];
  }
  return hex(text.replace(/^<.*> /, '')).flatMap(apart);
}

function base(cp) {
  const { name = '', digit = '', category } = unicode.get(cp) ?? {};
  if (category === 'Nd') {
    return [0x30 + Number(digit)];
  }
  const known = letters[String.fromCodePoint(cp)];
  if (known) {
    return [...known].map((ch) => (ch === '~' ? OVERLAY : ch.codePointAt(0)));
  }
  const named = /^LATIN SMALL LETTER ([A-Z]) WITH /.exec(name);
  return named ? [named[1].toLowerCase().codePointAt(0), OVERLAY] : [cp];
}

function folded(cp) {
  const once = (cps) => cps.flatMap(apart).flatMap((x) => lower.get(x) ?? [x]).flatMap(apart);
  const cps = once(once([cp])).flatMap(base).filter((x) => !dropped(x));
  // Presentation forms of a lone vowel sign come with a space in front.
  return compatible(cp) ? cps.filter((x) => x !== 0x20) : cps;
}

const pool = [];
const offsets = new Map();

function sequence(cps) {
  const text = String.fromCodePoint(...cps);
  if (!offsets.has(text)) {
    offsets.set(text, pool.length);
    pool.push(text.length, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
  }
  return SEQUENCES + offsets.get(text);
}

function entry(cp) {
  const { category = 'Cn' } = unicode.get(cp) ?? {};
  if (!living(cp)) {
    return KEEP;
  }
  if (apostrophes(cp)) {
    return APOSTROPHE;
  }
  if (dropped(cp) || category === 'Cf') {
    return DROP;
  }
  if (removable(cp) && category[0] === 'M') {
    return MARK;
  }
  if (/^[ZPS]|^Cc/.test(category) && !compatible(cp)) {
    return SPACE;
  }
  const cps = folded(cp);
  const upper = category === 'Lu' || category === 'Lt' ? UPPER : 0;
  if (cps.length === 0) {
    return DROP;
  }
  if (cps.length === 1 && unicode.get(cps[0]) && /^[PS]/.test(unicode.get(cps[0]).category)) {
    return SPACE;
  }
  return cps.length === 1 && cps[0] === cp ? KEEP : sequence(cps) | upper;
}

const blocks = [];
const first = [];
const seen = new Map();
for (let at = 0; at <= LAST; at += BLOCK) {
  const block = Array.from({ length: BLOCK }, (_, i) => entry(at + i));
  const text = block.join();
  if (!seen.has(text)) {
    seen.set(text, blocks.length);
    blocks.push(block);
  }
  first.push(seen.get(text));
}
if (blocks.length > 255 || pool.length + SEQUENCES >= UPPER) {
  throw new Error(`the table is too large: ${blocks.length} blocks, ${pool.length} in sequences`);
}

const numbers = (list) => list.map((n, i) => (i % 16 ? ' ' : '\n    ') + n + ',').join('');
writeFileSync(out, [
  '/* Generated by tools/foldc.mjs from unicode-data: do not edit. */',
  '#include "core/text_tables.h"',
  '',
  `const uint8_t fold_first[] = {${numbers(first)}`,
  '};',
  `const uint16_t fold_block[] = {${numbers(blocks.flat())}`,
  '};',
  `const uint16_t fold_pool[] = {${numbers(pool)}`,
  '};',
  '',
].join('\n'));
if (process.env.FOLDC_VERBOSE) {
  console.error(`${blocks.length} blocks, ${pool.length} units: ${first.length + 2 * (blocks.length * BLOCK + pool.length)} bytes`);
}
