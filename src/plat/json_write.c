/* plat/json_write.c: writes JSON into a buffer as it goes; no tree in between. */
#include "plat/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void json_writer_init(struct json_writer *w, struct buf *out)
{
    *w = (struct json_writer){.out = out};
}

/* Before any value: the comma that belongs in front of it. Inside an object a key must have come.
 */
static void json_before(struct json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth == 0)
        return;
    uint64_t bit = 1ULL << (w->depth - 1);
    assert(!(w->is_object & bit));
    if (w->has_item & bit)
        buf_put_c(w->out, ',');
    w->has_item |= bit;
}

void json_open(struct json_writer *w, char kind)
{
    assert(kind == '{' || kind == '[');
    assert(w->depth < JSON_DEPTH);
    json_before(w);
    uint64_t bit = 1ULL << w->depth++;
    w->has_item &= ~bit;
    w->is_object = kind == '{' ? w->is_object | bit : w->is_object & ~bit;
    buf_put_c(w->out, kind);
}

void json_close(struct json_writer *w, char kind)
{
    assert(w->depth > 0 && !w->after_key);
    uint64_t bit = 1ULL << --w->depth;
    assert(kind == (w->is_object & bit ? '}' : ']'));
    buf_put_c(w->out, kind);
}

void json_key(struct json_writer *w, struct str key)
{
    uint64_t bit = w->depth > 0 ? 1ULL << (w->depth - 1) : 0;
    assert((w->is_object & bit) && !w->after_key);
    if (w->has_item & bit)
        buf_put_c(w->out, ',');
    w->has_item |= bit;
    json_escape(w->out, key);
    buf_put_c(w->out, ':');
    w->after_key = true;
}

void json_put_str(struct json_writer *w, struct str s)
{
    json_before(w);
    json_escape(w->out, s);
}

void json_put_int(struct json_writer *w, int64_t v)
{
    json_before(w);
    buf_put_i64(w->out, v);
}

void json_put_real(struct json_writer *w, double v)
{
    if (!isfinite(v)) {
        json_put_null(w);
        return;
    }
    char text[32];
    int n = 0;
    for (int digits = 15; digits <= 17; digits++) {
        n = snprintf(text, sizeof text, "%.*g", digits, v);
        if (strtod(text, NULL) == v)
            break;
    }
    struct str s = {text, (size_t)n};
    json_before(w);
    buf_put(w->out, s);
    if (str_find(s, STR("."), 0) < 0 && str_find(s, STR("e"), 0) < 0)
        buf_put_z(w->out, ".0"); /* or it would be read as an integer */
}

void json_put_bool(struct json_writer *w, bool v)
{
    json_put_raw(w, v ? STR("true") : STR("false"));
}

void json_put_null(struct json_writer *w)
{
    json_put_raw(w, STR("null"));
}

void json_put_raw(struct json_writer *w, struct str json)
{
    json_before(w);
    buf_put(w->out, json);
}

static void json_put_items(struct json_writer *w, const struct json *value)
{
    bool is_object = value->kind == JSON_KIND_OBJECT;
    json_open(w, is_object ? '{' : '[');
    for (size_t i = 0; i < value->n; i++) {
        if (is_object)
            json_key(w, value->keys[i]);
        json_put(w, &value->items[i]);
    }
    json_close(w, is_object ? '}' : ']');
}

void json_put(struct json_writer *w, const struct json *value)
{
    switch (value->kind) {
    case JSON_KIND_NULL:
        json_put_null(w);
        break;
    case JSON_KIND_BOOL:
        json_put_bool(w, value->b);
        break;
    case JSON_KIND_INT:
        json_put_int(w, value->i);
        break;
    case JSON_KIND_REAL:
        json_put_real(w, value->r);
        break;
    case JSON_KIND_STR:
        json_put_str(w, value->s);
        break;
    case JSON_KIND_ARRAY:
    case JSON_KIND_OBJECT:
        json_put_items(w, value);
        break;
    }
}

/* What a byte becomes inside a string: 0 as it is, 'u' a \u00XX, else the letter after a backslash.
 */
static char json_escape_of(unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
        return (char)c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '<':
        return 'u';
    default:
        return c < 0x20 ? 'u' : 0;
    }
}

void json_escape(struct buf *out, struct str s)
{
    size_t from = 0;
    buf_put_c(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char e = json_escape_of((unsigned char)s.p[i]);
        if (!e)
            continue;
        buf_put(out, str_slice(s, from, i));
        from = i + 1;
        buf_put_c(out, '\\');
        if (e == 'u') {
            buf_put_z(out, "u00");
            buf_put_hex(out, &s.p[i], 1);
        } else {
            buf_put_c(out, e);
        }
    }
    buf_put(out, str_from(s, from));
    buf_put_c(out, '"');
}
