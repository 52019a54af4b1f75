// Workbooks that must be refused, written from scratch:  node tests/xlsforms/bad.mjs DIR
// Each is DIR/NAME.xlsx; a line "NAME<TAB>what the refusal says" for each goes to standard output.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => {
  let c = 0xffffffff;
  for (const b of bytes) c = (c >>> 8) ^ table[(c ^ b) & 255];
  return (c ^ 0xffffffff) >>> 0;
};

/** A ZIP file; flags and the size that a part says of itself may be lies. */
function zip(parts, { flags = 0, method = 8, size } = {}) {
  const bodies = [];
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const raw = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(crc32(raw), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size ?? raw.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name));
    bodies.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(18);
  const entries = Object.keys(parts).length;
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from("PK\x05\x06"), end]);
}

const relation = (id, type, target) => `<Relationship Id="${id}" Type="t/${type}" Target="${target}"/>`;
const cell = (ref, text) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (n, ...texts) => `<row r="${n}">${texts.map((t, i) => cell("ABCDEFG"[i] + n, t)).join("")}</row>`;
const sheet = (...rows) => `<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`;
const header = row(1, "type", "name", "label::en", "calculation");
const survey = (...rows) => sheet(header, ...rows);
const parts = (body, more = {}) => ({
  "_rels/.rels": `<Relationships>${relation("a", "officeDocument", "xl/workbook.xml")}</Relationships>`,
  "xl/workbook.xml": `<workbook><sheets><sheet name="survey" id="s"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships>${relation("s", "worksheet", "survey.xml")}</Relationships>`,
  "xl/survey.xml": body,
  ...more,
});
const good = parts(survey(row(2, "text", "a", "A")));
const many = (n, each) => Array.from({ length: n }, (_, i) => each(i)).join("");

const files = {
  good: [zip(good), ""],
  empty: [Buffer.alloc(0), "not a workbook"],
  text: [Buffer.from("type,name\ntext,a\n"), "not a workbook"],
  cut: [zip(good).subarray(0, 400), "not a workbook"],
  password: [zip(good, { flags: 1 }), "without a password"],
  packed_oddly: [zip(good, { method: 14 }), "not a workbook|save it"],
  no_parts: [zip({ "a.txt": "a" }), "no workbook in it"],
  no_survey: [zip(parts(survey(), { "xl/workbook.xml": `<workbook><sheets><sheet name="a" id="s"/></sheets></workbook>` })), 'no sheet "survey"'],
  no_such_sheet: [zip({ ...good, "xl/_rels/workbook.xml.rels": "<Relationships/>" }), "a part is missing"],
  not_xml: [zip(parts("<worksheet><sheetData></worksheet>")), 'sheet "survey": the workbook is damaged'],
  entities: [zip(parts(`<!DOCTYPE a [<!ENTITY a "b">]>${survey(row(2, "text", "a", "&a;"))}`)), "declares entities"],
  billion_laughs: [zip(parts(`<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(1000)}"><!ENTITY c "${"&b;".repeat(1000)}">]><a>&c;</a>`)), "declares entities"],
  file_entity: [zip(parts(`<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>`)), "declares entities"],
  zip_bomb: [zip(parts(" ".repeat(40 << 20))), "more than 200 times its size"],
  zip_bomb_that_lies: [zip(parts(" ".repeat(40 << 20)), { size: 100 }), "more than 200 times its size|not a workbook"],
  big_cell: [zip(parts(survey(row(2, "text", "a", many(5 << 17, (i) => `${i * 7919} `))))), 'sheet "survey", row 2, column C: a cell holds more than'],
  rows: [zip(parts(survey(many(10000, (i) => row(i + 2, "text", `q${i}`, "Q"))))), 'sheet "survey", row 10000, column A: there are more than 9999 rows'],
  columns: [zip(parts(sheet(`<row r="1">${cell("XFD1", "x")}</row>`))), 'row 1, column XFD: there are more than 256 columns'],
  sheets: [zip(parts(survey(), { "xl/workbook.xml": `<workbook><sheets>${many(65, (i) => `<sheet name="s${i}" id="s"/>`)}</sheets></workbook>` })), "more than 64 sheets"],
  deep: [zip(parts("<a>".repeat(70))), "nested too deeply"],
  formula: [zip(parts(survey(row(2, "text", "a", "=cmd|' /C calc'!A0")))), "survey, row 2, column C: the text begins like a formula"],
  computed_formula: [zip(parts(survey(`<row r="2">${cell("A2", "text")}${cell("B2", "a")}<c r="C2" t="str"><f>A1</f><v>=HYPERLINK("x")</v></c></row>`))), "survey, row 2, column C: the text begins like a formula"],
  unknown_type: [zip(parts(survey(row(2, "text", "a", "A"), row(3, "wish", "b", "B")))), 'survey, row 3: the type "wish" is not known'],
  circle: [zip(parts(survey(row(2, "calculate", "a", "A", "${b}"), row(3, "calculate", "b", "B", "${a}")))), "b and a .row 2. wait for each other"],
  name_twice: [zip(parts(survey(row(2, "text", "a", "A"), row(3, "text", "a", "B")))), 'survey, row 3, column B: the name "a" stands in row 2 too; rename'],
  no_name: [zip(parts(survey(row(2, "text", "", "A")))), "survey, row 2, column B: the row has no name; give it one"],
  name_with_space: [zip(parts(survey(row(2, "text", "a b", "A")))), 'survey, row 2, column B: "a b" is not a name; begin it'],
  no_list: [zip(parts(survey(row(2, "select_one l", "a", "A")))), 'survey, row 2, column A: there is no list "l" in the sheet choices; add'],
  open_group: [zip(parts(survey(row(2, "begin group", "g", "G")))), "survey, row 2, column A: this begin_group is not ended"],
};
for (const [name, [bytes, says]] of Object.entries(files)) {
  writeFileSync(join(process.argv[2], `${name}.xlsx`), bytes);
  console.log(`${name}\t${says}`);
}
