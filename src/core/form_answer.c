/* core/form_answer.c: finished answers, read from their JSON and put into words. */
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "core/form_internal.h"
#include "core/form_model.h"
#include "core/form_upload.h"
#include "core/pack.h"
#include "plat/json.h"

#define WORDS_MAX 20000
#define ANSWERS_MAX (8 << 20)

enum err form_answers_parse(struct ctx *ctx, struct str stored, struct form_answers *ret)
{
    struct json *json = ARENA_NEW(ctx->arena, struct json);

    if (str_given(stored)) {
        TRY(json_parse(ctx->arena, stored, json));
        if (json->kind != JSON_KIND_OBJECT)
            return ctx_fail(ctx, E_INVALID, "form.unknown_answer", NULL);
    }
    *ret = (struct form_answers){.arena = ctx->arena, .json = str_given(stored) ? json : NULL};
    return OK;
}

struct str form_answer(void *arg, struct str name)
{
    const struct form_answers *answers = arg;
    const struct json *v = answers->json ? json_get(answers->json, name) : NULL;
    struct buf out;

    if (!v)
        return STR_NONE;
    if (v->kind != JSON_KIND_ARRAY)
        return json_get_str(answers->arena, answers->json, name);
    buf_init(&out, answers->arena, WORDS_MAX);
    for (size_t i = 0; i < v->n; i++) {
        if (v->items[i].kind != JSON_KIND_STR)
            continue;
        if (out.n > 0)
            buf_put_c(&out, ' ');
        buf_put(&out, v->items[i].s);
    }
    return buf_str(&out);
}

struct str form_code_label(struct ctx *ctx, const struct field *field, struct str code)
{
    if (field->type == FIELD_YESNO || field->type == FIELD_BOOL) {
        if (str_eq(code, STR("yes")) || str_eq(code, STR("1")))
            return ctx_msg(ctx, "core.yes");
        return ctx_msg(ctx, str_eq(code, STR("no")) ? "core.no" : "core.not_known");
    }
    const struct pack_code *found = codes_find(field_list(ctx, field), code);

    return found ? text_in(&found->label, ctx->locale) : code;
}

/* Labels of all codes, each on its own line: labels may hold commas. */
static struct str codes_text(struct ctx *ctx, const struct field *field, struct str codes)
{
    struct buf out;
    struct str code;

    buf_init(&out, ctx->arena, WORDS_MAX);
    while (str_split(&codes, ' ', &code)) {
        if (out.n > 0)
            buf_put_c(&out, '\n');
        buf_put(&out, form_code_label(ctx, field, code));
    }
    return buf_str(&out);
}

static struct str date_text(struct ctx *ctx, const struct field *field, struct str stored)
{
    struct buf out;
    struct date date;
    struct instant t;

    if (field->type == FIELD_DATE && date_parse(stored, &date) == OK)
        return ctx_date_words(ctx, date, DATE_MEDIUM);
    if (field->type != FIELD_DATETIME || instant_parse(stored, &t) != OK)
        return stored;
    buf_init(&out, ctx->arena, 200);
    calendar_instant(&out, ctx->locale, ctx->calendar, t, ctx->tz_offset_min);
    return buf_str(&out);
}

/* A year is no amount: its thousands are not set apart. */
static bool is_year(const struct field *field)
{
    return field->item && pack_has_word(field->item->appearance, STR("year"));
}

static struct str number_text(struct ctx *ctx, const struct field *field, struct str stored)
{
    struct buf out;
    int64_t v;

    if (num_parse_i64(stored, &v) != OK)
        return stored;
    if (is_year(field))
        return locale_digits(ctx->arena, ctx->locale, stored);
    buf_init(&out, ctx->arena, 200);
    locale_number(&out, ctx->locale, v);
    return buf_str(&out);
}

/* Codes in their order, numbered. */
static struct str rank_text(struct ctx *ctx, const struct field *field, struct str codes)
{
    struct buf out;
    struct str code;
    int n = 0;

    buf_init(&out, ctx->arena, WORDS_MAX);
    while (str_split(&codes, ' ', &code)) {
        if (n++)
            buf_put_c(&out, '\n');
        locale_number(&out, ctx->locale, n);
        buf_put_z(&out, ". ");
        buf_put(&out, form_code_label(ctx, field, code));
    }
    return buf_str(&out);
}

/* A computed answer may be a number, a day or a code of the question that it proposes for. */
static struct str computed_text(struct ctx *ctx, const struct field *field, struct str stored)
{
    struct date day;

    if (field->list || field->codes)
        return codes_text(ctx, field, stored);
    /* Computed from an answer that is not there yet: expressions go on with it, people do not. */
    if (str_eq(stored, STR("NaN")))
        return STR("–");
    if (stored.n != 10 || date_parse(stored, &day) != OK)
        return number_text(ctx, field, stored);
    return ctx_date_words(ctx, day, DATE_MEDIUM);
}

struct str form_answer_text(struct ctx *ctx, const struct field *field, struct str stored)
{
    switch (field->type) {
    case FIELD_CODE:
    case FIELD_YESNO:
    case FIELD_BOOL:
        return form_code_label(ctx, field, stored);
    case FIELD_CODES:
        return codes_text(ctx, field, stored);
    case FIELD_DATE:
    case FIELD_DATETIME:
        return date_text(ctx, field, stored);
    case FIELD_INT:
        return number_text(ctx, field, stored);
    case FIELD_RANK:
        return rank_text(ctx, field, stored);
    case FIELD_COMPUTED:
        return computed_text(ctx, field, stored);
    case FIELD_SIGNATURE:
        return form_is_drawn(stored) ? ctx_msg(ctx, "form.signed") : stored;
    case FIELD_FILE:
        return form_upload_words(ctx, stored);
    case FIELD_DECIMAL:
    case FIELD_TIME:
    case FIELD_PLACE:
    case FIELD_HIDDEN:
    case FIELD_HEADING:
    case FIELD_INSTANCE:
    case FIELD_MORE:
    case FIELD_BLOCKED:
    case FIELD_LINE:
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_SECRET:
    case FIELD_NOTE:
    case FIELD_SECTION:
        break;
    }
    return stored;
}

struct str form_answer_path(const struct field *field, struct str stored)
{
    return field->type == FIELD_SIGNATURE && form_is_drawn(stored) ? stored : STR_NONE;
}

static struct str why_empty(struct ctx *ctx, const struct field *field, struct str missing)
{
    if (field->type == FIELD_BOOL)
        return ctx_msg(ctx, "core.no");
    for (int i = 0; i < FORM_REASON_N; i++)
        if (str_eq(missing, str_c(form_reasons[i].code)))
            return ctx_msg(ctx, form_reasons[i].msg);
    return ctx_msg(ctx, "core.not_given");
}

static bool is_for_reading(const struct field *f)
{
    return f->type != FIELD_NOTE && f->type != FIELD_SECRET && f->type != FIELD_HIDDEN &&
           f->type != FIELD_MORE && f->type != FIELD_BLOCKED;
}

struct answer_view_list form_answers_view(struct ctx *ctx, const struct field *fields,
                                          struct str (*current)(void *arg, struct str name),
                                          void *arg)
{
    struct answer_view_list list = {0};

    for (const struct field *f = fields; f->name; f++) {
        struct str name = str_c(f->name), stored, missing = STR_NONE;
        struct answer_view *view;

        if (!is_for_reading(f))
            continue;
        view = LIST_PUSH(ctx->arena, &list);
        view->name = name;
        view->label = field_label(ctx, f);
        view->sensitive = f->sensitive;
        view->is_section = f->type == FIELD_SECTION;
        view->is_heading = f->type == FIELD_HEADING || f->type == FIELD_INSTANCE;
        if (view->is_section || view->is_heading)
            continue;
        stored = current(arg, name);
        if (f->sensitive)
            missing = current(arg, str_cat(ctx->arena, name, STR(".missing")));
        view->empty = !str_given(stored) && f->type != FIELD_BOOL;
        view->text = form_answer_text(ctx, f, stored);
        if (!str_given(stored))
            view->text = why_empty(ctx, f, missing);
        view->path = form_answer_path(f, stored);
        if (f->type == FIELD_FILE)
            form_upload_show(stored, view);
    }
    return list;
}

/* "child_says" for "child_says.missing" and "child_says.hidden". */
static struct str question_of(struct str name)
{
    static const char *const suffixes[] = {".missing", ".hidden"};

    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (str_has_suffix(name, str_c(suffixes[i])))
            return str_slice(name, 0, name.n - strlen(suffixes[i]));
    }
    return name;
}

bool form_answer_is_hidden(struct ctx *ctx, const struct form_answers *answers, const char *name)
{
    return str_given(form_answer((void *)answers, str_fmt(ctx->arena, "%s.hidden", name)));
}

static void put_marked(struct ctx *ctx, struct json_writer *w, struct str question)
{
    json_key(w, str_cat(ctx->arena, question, STR(".hidden")));
    json_put_str(w, STR("1"));
}

struct str form_answers_hide(struct ctx *ctx, const struct form_answers *answers,
                             struct form_hiding *hiding)
{
    const struct json *json = answers->json;
    struct json_writer w;
    struct buf out;

    hiding->any = hiding->also.n > 0;
    buf_init(&out, ctx->arena, ANSWERS_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    for (size_t i = 0; json && i < json->n; i++) {
        struct str name = json->keys[i], stored = form_answer((void *)answers, name);
        struct str question = question_of(name);
        enum form_sight sight = FORM_SHOWN;

        if (str_given(stored))
            sight = hiding->sight(hiding->arg, question, stored);
        hiding->any = hiding->any || sight != FORM_SHOWN;
        if (sight == FORM_MARKED) {
            put_marked(ctx, &w, question);
        } else if (sight == FORM_SHOWN) {
            json_key(&w, name);
            json_put_str(&w, stored);
        }
    }
    for (size_t i = 0; i < hiding->also.n; i++)
        put_marked(ctx, &w, hiding->also.items[i]);
    json_close(&w, '}');
    return buf_str(&out);
}

enum err form_answers_keep(struct ctx *ctx, const struct form_answers *answers,
                           struct str (*kept)(void *arg, struct str name, struct str stored),
                           void *arg, struct form_answers *ret)
{
    const struct json *json = answers->json;
    struct json_writer w;
    struct buf out;

    buf_init(&out, ctx->arena, ANSWERS_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    for (size_t i = 0; json && i < json->n; i++) {
        struct str name = json->keys[i];
        struct str keep = kept(arg, question_of(name), form_answer((void *)answers, name));

        if (!str_given(keep))
            continue;
        json_key(&w, name);
        json_put_str(&w, keep);
    }
    json_close(&w, '}');
    return form_answers_parse(ctx, buf_str(&out), ret);
}

bool form_answers_hide_any(const struct form_answers *answers, const struct pack_form *def,
                           const bool *items)
{
    const struct json *json = answers->json;

    for (size_t i = 0; json && i < json->n; i++) {
        const struct field *f = str_has_suffix(json->keys[i], STR(".hidden"))
                                    ? pack_form_field(def, question_of(json->keys[i]))
                                    : NULL;

        if (f && f->item && items[f->item->index])
            return true;
    }
    return false;
}

/* How many there are of a repeat: the larger of the two. */
static struct str joined(const struct pack_form *def, struct str name, struct str a, struct str b)
{
    const struct field *field = pack_form_field(def, name);
    int64_t left, right;

    if (!field || field->type != FIELD_INSTANCE)
        return str_given(a) ? a : b;
    if (num_parse_i64(a, &left) != OK || num_parse_i64(b, &right) != OK)
        return str_given(a) ? a : b;
    return left < right ? b : a;
}

struct form_answers form_answers_join(struct ctx *ctx, const struct pack_form *def,
                                      const struct form_answers *a, const struct form_answers *b)
{
    const struct form_answers *both[] = {a, b};
    struct json *json = ARENA_NEW(ctx->arena, struct json);
    struct json_writer w;
    struct buf out;

    buf_init(&out, ctx->arena, (size_t)2 * ANSWERS_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    for (size_t k = 0; k < 2; k++) {
        const struct json *from = both[k]->json;

        for (size_t i = 0; from && i < from->n; i++) {
            struct str name = from->keys[i];

            if (k == 1 && a->json && json_get(a->json, name))
                continue;
            json_key(&w, name);
            json_put_str(
                &w, joined(def, name, form_answer((void *)a, name), form_answer((void *)b, name)));
        }
    }
    json_close(&w, '}');
    /* What we wrote ourselves can be read, unless it does not fit into memory. */
    if (json_parse(ctx->arena, buf_str(&out), json) != OK)
        return *a;
    return (struct form_answers){.arena = ctx->arena, .json = json};
}

struct answer_view_list form_answers_left(struct ctx *ctx, const struct pack_form *def,
                                          const struct form_answers *answers)
{
    struct answer_view_list list = {0};
    const struct json *json = answers->json;

    for (size_t i = 0; json && i < json->n; i++) {
        struct str name = json->keys[i], question = question_of(name);
        struct str text = form_answer((void *)answers, name);

        if (str_has_suffix(name, STR(".hidden")))
            text = ctx_msg(ctx, "form.hidden");
        if (str_given(text) && !(def && pack_form_field(def, question)))
            LIST_ADD(ctx->arena, &list,
                     ((struct answer_view){.name = question, .label = question, .text = text}));
    }
    return list;
}
