#!/usr/bin/env node
// Makes the C file that holds the files of a folder, so that one program is a whole installation.
// usage: tools/embed.mjs OUT.c DIR
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const [out, dir] = process.argv.slice(2);
if (!dir) {
  console.error("usage: tools/embed.mjs OUT.c DIR");
  process.exit(2);
}
const TYPES = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};
const names = (from) =>
  readdirSync(from, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? names(join(from, e.name)) : [join(from, e.name)]));
const bytes = (data) => data.toString("hex").replace(/../g, "\\x$&").replace(/(.{4000})/g, '$1"\n"');

const hash = createHash("sha256");
let rows = "";
for (const path of names(dir).sort()) {
  const name = relative(dir, path);
  const type = TYPES[name.split(".").pop()];
  if (!type || name.startsWith(".")) continue;
  const data = readFileSync(path);
  const gzip = gzipSync(data, { level: 9 });
  hash.update(name).update(data);
  const squeezed = gzip.length < data.length * 0.9 ? gzip : Buffer.alloc(0);
  rows += `    {"${name}", "${type}",\n     {"${bytes(data)}", ${data.length}},\n     {"${bytes(squeezed)}", ${squeezed.length}}},\n`;
}
const version = hash.digest("hex").slice(0, 12);
writeFileSync(
  out,
  `/* Made by tools/embed.mjs from the bundle of web/. */
#include "app/assets.h"

#include <string.h>

static const struct asset assets[] = {
${rows}};

struct str asset_version(void)
{
    return STR("${version}");
}

const struct asset *asset_nth(size_t n)
{
    return n < sizeof assets / sizeof assets[0] ? &assets[n] : NULL;
}

const struct asset *asset_find(struct str path)
{
    static const char prefix[] = "/assets/${version}/";

    if (!str_has_prefix(path, str_c(prefix)))
        return NULL;
    for (size_t i = 0; i < sizeof assets / sizeof assets[0]; i++) {
        if (str_eq(str_from(path, sizeof prefix - 1), str_c(assets[i].name)))
            return &assets[i];
    }
    return NULL;
}
`,
);
