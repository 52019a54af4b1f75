// The words on the screen, from where the product has them: the catalogues and the pack.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const unquote = (text) => JSON.parse(`"${text}"`);

/** Message key → text of one language; of a plural the form for one. */
function catalogue(lang) {
  const words = new Map();
  for (const file of readdirSync("src", { recursive: true }).filter((f) => f.endsWith(`.${lang}.po`))) {
    const one = lang === "ar" ? 1 : 0;
    const entry = /^msgid "(.+)"\n(?:msgid_plural .*\n)?((?:msgstr.*\n)+)/gm;
    for (const [, key, texts] of `${readFileSync(join("src", file), "utf8")}\n`.matchAll(entry)) {
      const forms = [...texts.matchAll(/^msgstr(?:\[\d\])? "(.*)"$/gm)];
      if (forms.length) words.set(key, unquote((forms[one] ?? forms[0])[1]));
    }
  }
  return words;
}

/** The rows of a CSV text, quoted cells included. */
function rows(text) {
  const out = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    out.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\n") out.push([]);
    if (end === "") break;
  }
  return out.filter((row) => row.length > 1);
}

/** Objects by column name. */
export function table(file) {
  const [head, ...body] = rows(readFileSync(file, "utf8"));
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

/** t(key, {name: value}), and the labels of the pack, in a language. */
export function words(lang) {
  const known = catalogue(lang);
  const pack = (file) => table(`packs/child-family/${file}.csv`);
  const phases = pack("phases");
  const steps = pack("steps");
  const forms = pack("forms");
  const must = (text, what) => {
    if (!text) throw new Error(`${lang} has no words for ${what}`);
    return text;
  };
  return {
    t: (key, values = {}) =>
      must(known.get(key), key).replace(/\{(\w+)[^}]*\}/g, (all, name) => values[name] ?? all),
    phase: (code) => must(phases.find((p) => p.phase === code)?.[`label:${lang}`], code),
    step: (phase, step) => must(steps.find((s) => s.phase === phase && s.step === step)?.[`what:${lang}`], step),
    form: (form) => must(forms.find((f) => f.form === form)?.[`title:${lang}`], form),
  };
}

const ASKED = /^(text|integer|decimal|range|date|time|dateTime|select_one|select_multiple|rank|acknowledge|geopoint|image|file|audio)\b/;

/** The form of the pack that asks most. */
export function longest(pack) {
  const count = (form) => table(join("packs", pack, "forms", form)).filter((row) => ASKED.test(row.type)).length;
  return readdirSync(join("packs", pack, "forms")).filter((name) => name.endsWith(".csv")).sort((a, b) => count(b) - count(a))[0].replace(".csv", "");
}
