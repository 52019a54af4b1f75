/* plat/json.h: JSON read by jansson into our own values in an arena, written by a streaming writer. */
#ifndef PLAT_JSON_H
#define PLAT_JSON_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_STR, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_kind kind;
    bool b;
    int64_t i;
    double r;
    struct str s;
    struct json *items; /* array items, or member values */
    struct str *keys;   /* of an object, in the order of the text */
    size_t n;
};

/**
 * Parses a whole text: strict UTF-8, duplicate keys refused, depth ≤ 64.
 *
 * Errors  E_INVALID  not JSON; E_LIMIT  deeper than 64
 */
enum err json_parse(struct arena *a, struct str text, struct json *ret) MUST_CHECK;
/** The member's value, or NULL when it is not an object or has no such key. */
const struct json *json_get(const struct json *object, struct str key);
/** The member as text: strings as they are, numbers and booleans in JSON's writing; else STR_NONE. */
struct str json_get_str(struct arena *a, const struct json *object, struct str key);

/** Writes commas and escapes by itself: json_open('{'), json_key, json_str, json_close. */
struct json_writer {
    struct buf *out;
    uint64_t has_item; /* one bit a level */
    int depth;
    bool after_key;
};
void json_writer_init(struct json_writer *w, struct buf *out);
/** kind is '{' or '['. */
void json_open(struct json_writer *w, char kind);
void json_close(struct json_writer *w, char kind);
void json_key(struct json_writer *w, struct str key);
void json_put_str(struct json_writer *w, struct str s);
void json_put_int(struct json_writer *w, int64_t v);
void json_put_bool(struct json_writer *w, bool v);
void json_put_null(struct json_writer *w);
/** A value that is JSON already. */
void json_put_raw(struct json_writer *w, struct str json);
/** Appends a quoted, escaped JSON string; `<` is written as \u003c so that it may stand in HTML. */
void json_escape(struct buf *out, struct str s);

#endif
