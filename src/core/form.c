/* core/form.c: values of a form, its errors and its answers as JSON. Checking is in form_check.c,
 * the boxes of the page in form_view.c, parsing of bodies in form_parse.c. */
#include <assert.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "core/form_internal.h"
#include "core/pack.h"
#include "plat/json.h"

#define SENTENCE_LABEL_MAX 100 /* code points; a longer label is a text of its own */

const struct form_reason form_reasons[FORM_REASON_N] = {
    {"not_asked", "missing.not_asked"},
    {"not_known", "missing.not_known"},
    {"prefers_not", "missing.not_said"},
};

struct form_value *form_value_find(const struct form *form, struct str name)
{
    for (size_t i = 0; i < form->values.n; i++)
        if (str_eq(form->values.items[i].name, name))
            return &form->values.items[i];
    return NULL;
}

struct form_value *form_value_of(struct ctx *ctx, struct form *form, struct str name)
{
    struct form_value *value = form_value_find(form, name);

    if (value)
        return value;
    value = LIST_PUSH(ctx->arena, &form->values);
    value->name = name;
    value->added = true;
    return value;
}

struct str form_typed_part(struct ctx *ctx, const struct form *form, const char *name,
                           const char *suffix)
{
    const struct form_value *value =
        form_value_find(form, str_fmt(ctx->arena, "%s.%s", name, suffix));

    return value ? value->typed : STR_NONE;
}

bool field_is_asked(const struct field *field)
{
    switch (field->type) {
    case FIELD_NOTE:
    case FIELD_SECTION:
    case FIELD_COMPUTED:
    case FIELD_HIDDEN:
    case FIELD_HEADING:
    case FIELD_INSTANCE:
    case FIELD_MORE:
    case FIELD_BLOCKED:
        return false;
    default:
        return true;
    }
}

const struct pack_codes *field_list(const struct ctx *ctx, const struct field *field)
{
    if (field->list || !field->codes || !ctx->pack)
        return field->list;
    return pack_codes_find(ctx->pack, str_c(field->codes));
}

bool form_word_in(struct str words, struct str word)
{
    struct str one;

    while (str_split(&words, ' ', &one))
        if (str_given(one) && str_eq(one, word))
            return true;
    return false;
}

const struct field *field_find(const struct field *fields, struct str name)
{
    for (const struct field *f = fields; f && f->name; f++)
        if (str_eq(str_c(f->name), name))
            return f;
    return NULL;
}

struct str field_label(struct ctx *ctx, const struct field *field)
{
    if (field->label_text)
        return text_in(field->label_text, ctx->locale);
    return field->label ? ctx_msg(ctx, field->label) : str_c(field->name);
}

struct str form_sentence(struct ctx *ctx, const struct field *field, const char *msg,
                         const struct form_args *more)
{
    struct msg_arg args[3] = {{.name = "label"}};
    int n = 1;

    if (field)
        args[0].text = utf8_cut(field_label(ctx, field), SENTENCE_LABEL_MAX);
    for (int i = 0; more && i < more->n; i++)
        args[n++] = more->arg[i];
    return msg_by_key(ctx->arena, ctx->locale, str_c(msg), args, n);
}

enum err form_fail(struct ctx *ctx, struct form *form, const char *field, const char *msg)
{
    struct form_value *value = form_value_of(ctx, form, str_c(field));

    if (!str_given(value->error))
        value->error = form_sentence(ctx, field_find(form->fields, str_c(field)), msg, NULL);
    return ctx_fail(ctx, E_INVALID, msg, field);
}

struct str form_typed(const struct form *form, const char *name)
{
    const struct form_value *value = form_value_find(form, str_c(name));

    return value ? value->typed : STR_NONE;
}

bool form_has(const struct form *form, const char *name)
{
    const struct form_value *value = form_value_find(form, str_c(name));

    return value && !value->added;
}

struct str form_error(const struct form *form, struct str name)
{
    const struct form_value *value = form_value_find(form, name);

    return value ? value->error : STR_NONE;
}

struct str form_text(const struct form *form, const char *name)
{
    const struct form_value *value = form_value_find(form, str_c(name));

    return value ? value->value : STR_NONE;
}

struct str form_code(const struct form *form, const char *name)
{
    return form_text(form, name);
}

bool form_bool(const struct form *form, const char *name)
{
    struct str text = form_text(form, name);

    return str_eq(text, STR("1")) || str_eq(text, STR("yes"));
}

int64_t form_int(const struct form *form, const char *name, int64_t if_empty)
{
    int64_t v;

    return num_parse_i64(form_text(form, name), &v) == OK ? v : if_empty;
}

struct date form_date(const struct form *form, const char *name)
{
    struct date d;

    return date_parse(form_text(form, name), &d) == OK ? d : DATE_NONE;
}

struct instant form_instant(const struct form *form, const char *name)
{
    struct instant t;

    return instant_parse(form_text(form, name), &t) == OK ? t : INSTANT_NONE;
}

struct id form_id(const struct form *form, const char *name)
{
    struct id id;

    return id_parse(form_text(form, name), &id) == OK ? id : ID_NONE;
}

struct str form_missing(const struct form *form, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i < form->values.n; i++) {
        struct str full = form->values.items[i].name;

        if (full.n == n + 8 && memcmp(full.p, name, n) == 0 &&
            str_eq(str_from(full, n), STR(".missing")))
            return form->values.items[i].value;
    }
    return STR_NONE;
}

struct str form_box_id(struct ctx *ctx, struct str name)
{
    return str_cat(ctx->arena, STR("f-"), name);
}

static void error_add(struct ctx *ctx, struct error_view_list *list, const struct form_value *value)
{
    struct error_view *error = LIST_PUSH(ctx->arena, list);

    if (str_given(value->name))
        error->href = str_cat(ctx->arena, STR("#"), form_box_id(ctx, value->name));
    error->text = value->error;
}

struct error_view_list form_errors(struct ctx *ctx, const struct form *form)
{
    struct error_view_list list = {0};

    for (const struct field *f = form->fields; f && f->name; f++) {
        const struct form_value *value = form_value_find(form, str_c(f->name));

        if (value && str_given(value->error))
            error_add(ctx, &list, value);
    }
    for (size_t i = 0; i < form->values.n; i++) {
        const struct form_value *value = &form->values.items[i];

        if (str_given(value->error) && !field_find(form->fields, value->name))
            error_add(ctx, &list, value);
    }
    return list;
}

static void put_codes(struct json_writer *w, struct str codes)
{
    struct str code;

    json_open(w, '[');
    while (str_split(&codes, ' ', &code))
        json_put_str(w, code);
    json_close(w, ']');
}

struct str form_to_json(struct ctx *ctx, const struct form *form, const struct field *fields)
{
    struct buf out;
    struct json_writer w;
    struct str json;
    enum err e;

    /* Every byte of a 1 MiB body may become six. */
    buf_init(&out, ctx->arena, 8 << 20);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    for (const struct field *f = fields; f->name; f++) {
        struct str value = form_text(form, f->name);
        struct str missing = f->sensitive ? form_missing(form, f->name) : STR_NONE;

        if (f->type == FIELD_SECRET)
            continue;
        if (str_given(value)) {
            json_key(&w, str_c(f->name));
            if (f->type == FIELD_CODES)
                put_codes(&w, value);
            else
                json_put_str(&w, value);
        } else if (str_given(missing)) {
            json_key(&w, str_fmt(ctx->arena, "%s.missing", f->name));
            json_put_str(&w, missing);
        }
    }
    json_close(&w, '}');
    e = buf_done(&out, &json);
    assert(e == OK);
    return json;
}
