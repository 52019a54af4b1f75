/* core/form_parse.c: urlencoded and JSON bodies, query strings. Multipart is in form_multipart.c.
 */
#include "core/form_parse.h"

#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/utf8.h"
#include "core/form_multipart.h"
#include "plat/json.h"

enum err form_pair_add(struct arena *a, struct form_value_list *pairs, struct str name,
                       struct str typed)
{
    if (!str_given(name) || !utf8_is_valid(name) || !utf8_is_valid(typed))
        return E_INVALID;
    if (name.n > FORM_NAME_MAX || pairs->n == FORM_VALUES_MAX)
        return E_LIMIT;
    LIST_ADD(a, pairs, ((struct form_value){.name = name, .typed = typed}));
    return OK;
}

/* All texts of the name from pair i on, joined by spaces; the later pairs lose their name. Empty
 * ones add nothing: the hidden box that stands before a row of check boxes. */
static struct str join_one(struct arena *a, struct form_value_list *pairs, size_t i)
{
    struct str first = pairs->items[i].typed;
    struct buf joined;
    bool several = false;

    for (size_t k = i + 1; k < pairs->n; k++) {
        struct form_value *pair = &pairs->items[k];

        if (!str_eq(pair->name, pairs->items[i].name))
            continue;
        pair->name = STR_NONE;
        if (!str_given(pair->typed))
            continue;
        if (!several) {
            buf_init(&joined, a, FORM_BODY_MAX + FORM_VALUES_MAX);
            buf_put(&joined, first);
            several = true;
        }
        if (joined.n > 0)
            buf_put_c(&joined, ' ');
        buf_put(&joined, pair->typed);
    }
    return several ? buf_str(&joined) : first;
}

struct form_value_list form_pairs_join(struct arena *a, struct form_value_list *pairs)
{
    struct form_value_list list = {0};

    for (size_t i = 0; i < pairs->n; i++)
        if (str_given(pairs->items[i].name))
            LIST_ADD(a, &list,
                     ((struct form_value){.name = pairs->items[i].name,
                                          .typed = join_one(a, pairs, i)}));
    return list;
}

/* Plus is a space, %XX a byte. A piece without either is returned as it is. */
static enum err url_decode(struct arena *a, struct str s, struct str *ret)
{
    char *out;
    size_t n = 0;

    if (s.n == 0 || (!memchr(s.p, '%', s.n) && !memchr(s.p, '+', s.n))) {
        *ret = s;
        return OK;
    }
    out = arena_alloc(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        int high, low;

        if (s.p[i] != '%') {
            out[n++] = s.p[i];
            if (s.p[i] == '+')
                out[n - 1] = ' ';
            continue;
        }
        if (s.n - i < 3)
            return E_INVALID;
        high = num_hex_digit(s.p[i + 1]);
        low = num_hex_digit(s.p[i + 2]);
        if (high < 0 || low < 0)
            return E_INVALID;
        out[n++] = (char)(high << 4 | low);
        i += 2;
    }
    *ret = (struct str){out, n};
    return OK;
}

static enum err parse_urlencoded(struct arena *a, struct str query, struct form_value_list *pairs)
{
    struct str pair;

    while (str_split(&query, '&', &pair)) {
        ptrdiff_t equals = str_find(pair, STR("="), 0);
        struct str name = equals < 0 ? pair : str_slice(pair, 0, (size_t)equals);
        struct str typed = equals < 0 ? STR_NONE : str_from(pair, (size_t)equals + 1);

        if (!str_given(pair))
            continue;
        TRY(url_decode(a, name, &name));
        TRY(url_decode(a, typed, &typed));
        TRY(form_pair_add(a, pairs, name, typed));
    }
    return OK;
}

enum err form_parse_query(struct arena *a, struct str query, struct form_value_list *ret)
{
    struct form_value_list pairs = {0};

    if (query.n > FORM_BODY_MAX)
        return E_LIMIT;
    TRY(parse_urlencoded(a, query, &pairs));
    *ret = form_pairs_join(a, &pairs);
    return OK;
}

/* A number, a boolean or a text as it would have been typed. */
static enum err scalar(struct arena *a, const struct json *object, size_t i, struct str *ret)
{
    const struct json *v = &object->items[i];

    switch (v->kind) {
    case JSON_KIND_STR:
        *ret = v->s;
        return OK;
    case JSON_KIND_BOOL:
        *ret = v->b ? STR("1") : STR("0");
        return OK;
    case JSON_KIND_INT:
        *ret = str_fmt(a, "%lld", (long long)v->i);
        return OK;
    case JSON_KIND_REAL:
        *ret = json_get_str(a, object, object->keys[i]);
        return OK;
    case JSON_KIND_NULL:
    case JSON_KIND_ARRAY:
    case JSON_KIND_OBJECT:
        break;
    }
    return E_INVALID;
}

static enum err add_array(struct arena *a, struct form_value_list *pairs, struct str name,
                          const struct json *array)
{
    /* An empty array is an answer too: nothing is ticked. */
    TRY(form_pair_add(a, pairs, name, STR_NONE));
    for (size_t i = 0; i < array->n; i++) {
        if (array->items[i].kind != JSON_KIND_STR)
            return E_INVALID;
        TRY(form_pair_add(a, pairs, name, array->items[i].s));
    }
    return OK;
}

static enum err add_object(struct arena *a, struct form_value_list *pairs, struct str name,
                           const struct json *object)
{
    struct str prefix;

    if (name.n > FORM_NAME_MAX)
        return E_LIMIT;
    prefix = str_cat(a, name, STR("."));
    for (size_t i = 0; i < object->n; i++) {
        struct str typed;

        if (object->items[i].kind == JSON_KIND_NULL)
            continue;
        TRY(scalar(a, object, i, &typed));
        TRY(form_pair_add(a, pairs, str_cat(a, prefix, object->keys[i]), typed));
    }
    return OK;
}

static enum err parse_json(struct arena *a, struct str body, struct form_value_list *pairs)
{
    struct json root;

    TRY(json_parse(a, body, &root));
    if (root.kind != JSON_KIND_OBJECT)
        return E_INVALID;
    for (size_t i = 0; i < root.n; i++) {
        const struct json *v = &root.items[i];
        struct str typed;

        if (v->kind == JSON_KIND_NULL) {
            continue;
        } else if (v->kind == JSON_KIND_ARRAY) {
            TRY(add_array(a, pairs, root.keys[i], v));
        } else if (v->kind == JSON_KIND_OBJECT) {
            TRY(add_object(a, pairs, root.keys[i], v));
        } else {
            TRY(scalar(a, &root, i, &typed));
            TRY(form_pair_add(a, pairs, root.keys[i], typed));
        }
    }
    return OK;
}

enum err form_parse_body(struct arena *a, struct str content_type, struct str body,
                         struct form_value_list *ret)
{
    struct form_value_list pairs = {0};
    ptrdiff_t semicolon = str_find(content_type, STR(";"), 0);
    struct str type =
        str_trim(semicolon < 0 ? content_type : str_slice(content_type, 0, (size_t)semicolon));

    if (body.n > FORM_BODY_MAX)
        return E_LIMIT;
    if (str_eq_nocase(type, STR("application/x-www-form-urlencoded")))
        TRY(parse_urlencoded(a, body, &pairs));
    else if (str_eq_nocase(type, STR("application/json")))
        TRY(parse_json(a, body, &pairs));
    else if (str_eq_nocase(type, STR("multipart/form-data")))
        TRY(form_multipart_parse(a, content_type, body, &pairs));
    else if (str_given(type) || str_given(body))
        return E_INVALID;
    *ret = form_pairs_join(a, &pairs);
    return OK;
}
