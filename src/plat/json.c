/* plat/json.c: reads JSON with jansson and copies it into values of an arena. See json_write.c. */
#include "plat/json.h"

#include <jansson.h>
#include <math.h>

/* A seed for jansson's tables must be random where strangers choose the keys, and would ask the
 * browser's module for a file and a process id it does not have. Members keep the order of the text
 * whatever the seed is. */
#ifdef __wasm__
#define JSON_SEED 1
#else
#define JSON_SEED 0 /* jansson takes one from the operating system */
#endif

/* Counts brackets outside strings, so that jansson's recursion is bounded before it starts. */
static bool json_is_deep(struct str text)
{
    int depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '[' || c == '{') && ++depth > JSON_DEPTH)
            return true;
        else if (!in_string && (c == ']' || c == '}'))
            depth--;
    }
    return false;
}

static void json_convert(struct arena *a, json_t *from, struct json *ret);

static void json_convert_object(struct arena *a, json_t *from, struct json *ret)
{
    const char *key;
    json_t *value;
    size_t i = 0, n = json_object_size(from);

    *ret = (struct json){.kind = JSON_KIND_OBJECT,
                         .n = n,
                         .keys = ARENA_ARRAY(a, struct str, n),
                         .items = ARENA_ARRAY(a, struct json, n)};
    json_object_foreach(from, key, value)
    {
        ret->keys[i] = str_dup(a, str_c(key));
        json_convert(a, value, &ret->items[i++]);
    }
}

static void json_convert_array(struct arena *a, json_t *from, struct json *ret)
{
    size_t n = json_array_size(from);
    *ret = (struct json){.kind = JSON_KIND_ARRAY, .n = n, .items = ARENA_ARRAY(a, struct json, n)};
    for (size_t i = 0; i < n; i++)
        json_convert(a, json_array_get(from, i), &ret->items[i]);
}

static void json_convert(struct arena *a, json_t *from, struct json *ret)
{
    switch (json_typeof(from)) {
    case JSON_TRUE:
    case JSON_FALSE:
        *ret = (struct json){.kind = JSON_KIND_BOOL, .b = json_is_true(from)};
        return;
    case JSON_INTEGER:
        *ret = (struct json){.kind = JSON_KIND_INT, .i = json_integer_value(from)};
        return;
    case JSON_REAL:
        *ret = (struct json){.kind = JSON_KIND_REAL, .r = json_real_value(from)};
        return;
    case JSON_STRING: {
        struct str s = {json_string_value(from), json_string_length(from)};
        *ret = (struct json){.kind = JSON_KIND_STR, .s = str_dup(a, s)};
        return;
    }
    case JSON_ARRAY:
        json_convert_array(a, from, ret);
        return;
    case JSON_OBJECT:
        json_convert_object(a, from, ret);
        return;
    case JSON_NULL:
        break;
    }
    *ret = (struct json){.kind = JSON_KIND_NULL};
}

enum err json_parse(struct arena *a, struct str text, struct json *ret)
{
    if (json_is_deep(text))
        return E_LIMIT;
    json_object_seed(JSON_SEED);
    json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
    if (!root)
        return E_INVALID;
    json_convert(a, root, ret);
    json_decref(root);
    return OK;
}

const struct json *json_get(const struct json *object, struct str key)
{
    if (!object || object->kind != JSON_KIND_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->n; i++)
        if (str_eq(object->keys[i], key))
            return &object->items[i];
    return NULL;
}

struct str json_get_str(struct arena *a, const struct json *object, struct str key)
{
    const struct json *value = json_get(object, key);
    if (!value)
        return STR_NONE;
    if (value->kind == JSON_KIND_STR)
        return value->s;
    if (value->kind != JSON_KIND_BOOL && value->kind != JSON_KIND_INT &&
        value->kind != JSON_KIND_REAL)
        return STR_NONE;
    struct buf out;
    struct json_writer w;
    buf_init(&out, a, 64);
    json_writer_init(&w, &out);
    json_put(&w, value);
    return buf_str(&out);
}

static bool json_items_eq(const struct json *a, const struct json *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        if (a->kind == JSON_KIND_OBJECT && !str_eq(a->keys[i], b->keys[i]))
            return false;
        if (!json_eq(&a->items[i], &b->items[i]))
            return false;
    }
    return true;
}

bool json_eq(const struct json *a, const struct json *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case JSON_KIND_NULL:
        return true;
    case JSON_KIND_BOOL:
        return a->b == b->b;
    case JSON_KIND_INT:
        return a->i == b->i;
    case JSON_KIND_REAL:
        return a->r == b->r && signbit(a->r) == signbit(b->r);
    case JSON_KIND_STR:
        return str_eq(a->s, b->s);
    case JSON_KIND_ARRAY:
    case JSON_KIND_OBJECT:
        return json_items_eq(a, b);
    }
    return false;
}
