/* core/form_check.c: the typed values of a form against its declaration. One function a type, each
 * gives NULL or the key of the message that says what to do. */
#include "core/form_checking.h"

#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "core/form_date.h"
#include "core/pack.h"

#define INT_LIMIT 1000000000000000LL

static void arg_number(struct form_checking *c, const char *name, int64_t number)
{
    c->args.arg[c->args.n++] = (struct msg_arg){.name = name, .number = number, .is_number = true};
}

static const char *too_long(struct form_checking *c, int64_t max)
{
    arg_number(c, "n", max);
    return "form.too_long";
}

/* An example of a date or a time, as the language writes it: the one of now. */
const char *form_check_example(struct form_checking *c, const char *msg)
{
    struct buf out;

    buf_init(&out, c->ctx->arena, 200);
    if (strcmp(msg, "form.not_time") == 0 || strcmp(msg, "form.time_missing") == 0)
        locale_time(&out, c->ctx->locale, c->ctx->now, c->ctx->tz_offset_min);
    else
        locale_date(&out, c->ctx->locale, ctx_today(c->ctx), DATE_MEDIUM);
    c->args.arg[0] = (struct msg_arg){.name = "example", .text = buf_str(&out)};
    c->args.n = 1;
    return msg;
}

const char *form_check_text(struct form_checking *c)
{
    bool line = c->field->type == FIELD_LINE;
    int max = c->field->max ? c->field->max : line ? FIELD_LINE_MAX : FIELD_TEXT_MAX;
    struct str clean;

    if (utf8_clean(c->ctx->arena, c->typed, &clean) != OK)
        return "form.not_utf8";
    if (line && str_find(clean, STR("\n"), 0) >= 0) {
        char *copy = arena_copy(c->ctx->arena, clean.p, clean.n);

        for (size_t i = 0; i < clean.n; i++)
            if (copy[i] == '\n')
                copy[i] = ' ';
        clean.p = copy;
    }
    if (utf8_length(clean) > (size_t)max)
        return too_long(c, max);
    c->value = clean;
    return NULL;
}

/* Kept exactly as typed: spaces are part of a password. */
static const char *check_secret(struct form_checking *c)
{
    int max = c->field->max ? c->field->max : FIELD_SECRET_MAX;

    if (!utf8_is_valid(c->typed))
        return "form.not_utf8";
    if (utf8_length(c->typed) > (size_t)max)
        return too_long(c, max);
    c->value = c->typed;
    return NULL;
}

static struct str was(struct form_checking *c)
{
    return form_typed_part(c->ctx, c->form, c->field->name, "was");
}

/* Is it a choice of the list, and still offered or already so on the record? */
static const char *check_one_code(struct form_checking *c, struct str code)
{
    const struct pack_code *found = codes_find(field_list(c->ctx, c->field), code);
    const struct pack_code_refs *offered = c->field->offered;
    bool is_offered = !offered;

    for (size_t i = 0; offered && i < offered->n; i++)
        is_offered = is_offered || offered->items[i] == found;
    if (!found || !is_offered)
        return "form.not_choice";
    if (found->retired && !form_word_in(was(c), code))
        return "form.unknown_answer";
    return NULL;
}

static const char *check_code(struct form_checking *c)
{
    struct str code = str_trim(c->typed);
    const char *msg = str_given(code) ? check_one_code(c, code) : NULL;

    if (!msg)
        c->value = str_dup(c->ctx->arena, code);
    return msg;
}

const char *form_check_codes(struct form_checking *c)
{
    struct str rest = c->typed, code;
    struct buf out;

    buf_init(&out, c->ctx->arena, c->typed.n + 1);
    while (str_split(&rest, ' ', &code)) {
        const char *msg;

        code = str_trim(code);
        if (!str_given(code) || form_word_in(buf_str(&out), code))
            continue;
        msg = check_one_code(c, code);
        if (msg)
            return msg;
        if (out.n > 0)
            buf_put_c(&out, ' ');
        buf_put(&out, code);
    }
    c->value = buf_str(&out);
    return NULL;
}

static const char *check_bool(struct form_checking *c)
{
    static const char *const ticked[] = {"1", "on", "true", "yes"};
    static const char *const empty[] = {"", "0", "false", "no"};
    struct str typed = str_trim(c->typed);

    for (int i = 0; i < 4; i++) {
        if (str_eq(typed, str_c(ticked[i]))) {
            c->value = STR("1");
            return NULL;
        }
        if (str_eq(typed, str_c(empty[i])))
            return NULL;
    }
    return "form.not_choice";
}

static const char *check_yesno(struct form_checking *c)
{
    struct str typed = str_trim(c->typed);

    if (str_eq(typed, STR("yes")) || str_eq(typed, STR("1")))
        c->value = STR("yes");
    else if (str_eq(typed, STR("no")) || str_eq(typed, STR("0")))
        c->value = STR("no");
    else if (c->field->unknown && str_eq(typed, STR("not_known")))
        c->value = STR("not_known");
    else if (str_given(typed))
        return "form.not_choice";
    return NULL;
}

static const char *check_int(struct form_checking *c)
{
    const struct field *f = c->field;
    struct str clean;
    int64_t v;

    if (utf8_clean(c->ctx->arena, c->typed, &clean) != OK)
        return "form.not_number";
    clean = num_ascii_digits(c->ctx->arena, clean);
    if (!str_given(clean))
        return NULL;
    if (num_parse_range(clean, -INT_LIMIT, INT_LIMIT, &v) != OK)
        return "form.not_number";
    if (f->max != 0 && (v < f->min || v > f->max)) {
        arg_number(c, "min", f->min);
        arg_number(c, "max", f->max);
        return "form.out_of_range";
    }
    c->value = str_fmt(c->ctx->arena, "%lld", (long long)v);
    return NULL;
}

/* The boxes of a date; *whole when it came in one piece under the field's name. */
static struct date_boxes boxes_of(struct form_checking *c)
{
    const char *name = c->field->name;

    return (struct date_boxes){
        .day = form_typed_part(c->ctx, c->form, name, "day"),
        .month = form_typed_part(c->ctx, c->form, name, "month"),
        .year = form_typed_part(c->ctx, c->form, name, "year"),
        .time = form_typed_part(c->ctx, c->form, name, "time"),
    };
}

static const char *check_date(struct form_checking *c)
{
    struct date_boxes boxes = boxes_of(c);
    struct str whole = str_trim(c->typed);
    char text[11];
    struct date date;
    const char *msg = NULL;

    if (!str_given(whole))
        msg = form_date_read(c->ctx, &boxes, &date);
    else if (date_parse(num_ascii_digits(c->ctx->arena, whole), &date) != OK)
        msg = "form.not_date";
    if (msg)
        return form_check_example(c, msg);
    if (!date_given(date))
        return NULL;
    if (c->field->past && date_cmp(date, ctx_today(c->ctx)) > 0)
        return "form.date_future";
    c->value = str_dup(c->ctx->arena, date_format(date, text));
    return NULL;
}

/* RFC 3339 in the agency's zone: 2026-11-20T09:40:00+02:00. */
static struct str instant_text(struct ctx *ctx, struct instant t)
{
    char utc[21];
    int offset = ctx->tz_offset_min, size = offset < 0 ? -offset : offset;
    struct instant local = {t.us + offset * MINUTE_US};

    return str_fmt(ctx->arena, "%.*s%c%02d:%02d", 19, instant_format(local, utc).p,
                   offset < 0 ? '-' : '+', size / 60, size % 60);
}

/* The boxes of day and time; *given is false when all are empty. */
static const char *read_boxes(struct form_checking *c, const struct date_boxes *boxes,
                              struct instant *ret, bool *given)
{
    struct date date;
    int minutes;
    const char *msg = form_date_read(c->ctx, boxes, &date);

    *given = false;
    if (msg)
        return form_check_example(c, msg);
    if (!date_given(date))
        return str_given(str_trim(boxes->time)) ? "form.date_incomplete" : NULL;
    msg = form_time_read(c->ctx, boxes->time, &minutes);
    if (msg)
        return form_check_example(c, msg);
    *ret = (struct instant){date_start(date, c->ctx->tz_offset_min).us + minutes * MINUTE_US};
    *given = true;
    return NULL;
}

static const char *check_datetime(struct form_checking *c)
{
    struct date_boxes boxes = boxes_of(c);
    struct str whole = str_trim(c->typed);
    struct instant t;
    const char *msg = NULL;
    bool given = str_given(whole) && instant_parse(whole, &t) == OK;

    if (str_given(whole) && !given) {
        form_date_split(c->ctx->arena, whole, &boxes);
        if (!str_given(boxes.day) || (whole.n != 16 && whole.n != 19))
            return form_check_example(c, "form.not_date");
    }
    if (!given)
        msg = read_boxes(c, &boxes, &t, &given);
    if (msg || !given)
        return msg;
    if (c->field->past && t.us > c->ctx->now.us)
        return "form.time_future";
    c->value = instant_text(c->ctx, t);
    return NULL;
}

static const char *check_id(struct form_checking *c)
{
    char text[ID_TEXT];
    struct id id;
    struct str typed = str_trim(c->typed);

    if (!str_given(typed))
        return NULL;
    if (id_parse(typed, &id) != OK)
        return "form.not_choice";
    c->value = str_dup(c->ctx->arena, id_format(id, text));
    return NULL;
}

static const char *check_type(struct form_checking *c)
{
    switch (c->field->type) {
    case FIELD_LINE:
    case FIELD_TEXT:
        return form_check_text(c);
    case FIELD_CODE:
        return check_code(c);
    case FIELD_CODES:
        return form_check_codes(c);
    case FIELD_BOOL:
        return check_bool(c);
    case FIELD_YESNO:
        return check_yesno(c);
    case FIELD_INT:
        return check_int(c);
    case FIELD_DATE:
        return check_date(c);
    case FIELD_DATETIME:
        return check_datetime(c);
    case FIELD_ID:
        return check_id(c);
    case FIELD_SECRET:
        return check_secret(c);
    case FIELD_DECIMAL:
        return form_check_decimal(c);
    case FIELD_TIME:
        return form_check_time(c);
    case FIELD_PLACE:
        return form_check_place(c);
    case FIELD_RANK:
        return form_check_rank(c);
    case FIELD_SIGNATURE:
        return form_check_signature(c);
    case FIELD_FILE:
        return form_check_upload(c);
    case FIELD_NOTE:
    case FIELD_SECTION:
    case FIELD_COMPUTED:
    case FIELD_HIDDEN:
    case FIELD_HEADING:
    case FIELD_INSTANCE:
    case FIELD_MORE:
    case FIELD_BLOCKED:
        break;
    }
    return NULL;
}

static const char *required_message(struct ctx *ctx, const struct field *field)
{
    struct str label = field_label(ctx, field);

    if (field->type == FIELD_BOOL)
        return "form.required_confirm";
    if (field->type == FIELD_CODE || field->type == FIELD_CODES || field->type == FIELD_YESNO ||
        field->type == FIELD_ID)
        return "form.required_choice";
    if (str_has_suffix(label, STR("?")) || str_has_suffix(label, STR("؟")))
        return "form.required_question";
    return "form.required";
}

/* The companion of a sensitive question. It and an answer exclude each other. */
static const char *check_missing(struct form_checking *c, bool *ret_missing)
{
    struct str name = str_fmt(c->ctx->arena, "%s.missing", c->field->name);
    struct form_value *value = form_value_find(c->form, name);
    struct str code = value ? str_trim(value->typed) : STR_NONE;
    bool known = false;

    *ret_missing = false;
    if (value)
        value->value = STR_NONE;
    if (!str_given(code))
        return NULL;
    for (int i = 0; i < FORM_REASON_N; i++)
        known = known || str_eq(code, str_c(form_reasons[i].code));
    if (!known)
        return "form.not_choice";
    if (str_given(c->value))
        return "form.answer_or_reason";
    value->value = str_dup(c->ctx->arena, code);
    *ret_missing = true;
    return NULL;
}

/* NULL, or what is wrong with the field; its value or its error is then in the form. */
static const char *check_field(struct ctx *ctx, struct form *form, const struct field *field)
{
    struct form_checking c = {.ctx = ctx, .form = form, .field = field};
    struct form_value *value;
    const char *msg;
    bool missing = false, left_out = false;

    c.typed = form_typed(form, field->name);
    msg = check_type(&c);
    if (!msg && field->sensitive)
        msg = check_missing(&c, &missing);
    if (!msg && field->required && !missing && !str_given(c.value)) {
        msg = required_message(ctx, field);
        left_out = true;
    }
    value = form_value_of(ctx, form, str_c(field->name));
    value->value = msg ? STR_NONE : c.value;
    value->error = STR_NONE;
    if (!msg)
        return NULL;
    if (left_out && field->required_text)
        value->error = text_in(field->required_text, ctx->locale);
    else
        value->error = form_sentence(ctx, field, msg, &c.args);
    return msg;
}

enum err form_check(struct ctx *ctx, struct form *form)
{
    const char *first = NULL, *first_msg = NULL;

    form->sent = true;
    for (const struct field *f = form->fields; f && f->name; f++) {
        const char *msg = field_is_asked(f) ? check_field(ctx, form, f) : NULL;

        if (msg && !first) {
            first = f->name;
            first_msg = msg;
        }
    }
    return first ? ctx_fail(ctx, E_INVALID, first_msg, first) : OK;
}
