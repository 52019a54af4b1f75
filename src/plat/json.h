/* plat/json.h: JSON read by jansson into our own values in an arena, written by a streaming writer.
 */
#ifndef PLAT_JSON_H
#define PLAT_JSON_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* jansson.h has JSON_NULL and the like for itself. */
enum json_kind {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_INT,
    JSON_KIND_REAL,
    JSON_KIND_STR,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT
};

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

#define JSON_DEPTH 64

/**
 * Parses a whole text (any value, not only an object) into the arena.
 *
 * Strict: UTF-8, no duplicate keys, no bytes after the value. Also refused, since no field of ours
 * can hold them: the character U+0000, integers outside 64 bits and reals too large for a double.
 *
 * Errors  E_INVALID  not JSON; E_LIMIT  deeper than JSON_DEPTH arrays and objects
 */
enum err json_parse(struct arena *a, struct str text, struct json *ret) MUST_CHECK;
/** The member's value, or NULL when it is not an object or has no such key. */
const struct json *json_get(const struct json *object, struct str key);
/** The member as text: strings as they are, numbers and booleans in JSON's writing; else STR_NONE.
 */
struct str json_get_str(struct arena *a, const struct json *object, struct str key);

/** Writes commas and escapes by itself: json_open('{'), json_key, json_put_str, json_close. At most
 * JSON_DEPTH levels; what the calls open and close must match (asserted). */
struct json_writer {
    struct buf *out;
    uint64_t has_item, is_object; /* one bit a level */
    int depth;
    bool after_key;
};
void json_writer_init(struct json_writer *w, struct buf *out);
/** kind is '{' or '[', in json_close '}' or ']'. */
void json_open(struct json_writer *w, char kind);
void json_close(struct json_writer *w, char kind);
void json_key(struct json_writer *w, struct str key);
void json_put_str(struct json_writer *w, struct str s);
void json_put_int(struct json_writer *w, int64_t v);
/** In as few digits (15 to 17) as read back as the same double; null when it is not finite. */
void json_put_real(struct json_writer *w, double v);
void json_put_bool(struct json_writer *w, bool v);
void json_put_null(struct json_writer *w);
/** A parsed value: parsing what is written gives an equal one. */
void json_put(struct json_writer *w, const struct json *value);
/** A value that is JSON already. */
void json_put_raw(struct json_writer *w, struct str json);
/** Appends a quoted, escaped JSON string; `<` is written as \u003c so that it may stand in HTML. */
void json_escape(struct buf *out, struct str s);
/** Same kind, same value, same members in the same order. 1 and 1.0 differ. */
bool json_eq(const struct json *a, const struct json *b);

#endif
