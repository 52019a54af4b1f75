/* core/form_view.c: fields as the boxes of a page. What stands in a box is what was typed, even
 * when it was wrong; else what is on record. */
#include <assert.h>

#include "base/num.h"
#include "core/feature.h"
#include "core/form_date.h"
#include "core/form_internal.h"
#include "core/form_model.h"
#include "core/form_upload.h"
#include "core/pack.h"

#define COUNTED_FROM 500 /* a text this long shows how many characters are left */

/* Everything the drawing of one field needs. */
struct draw {
    struct ctx *ctx;
    const struct form *form; /* NULL when it was not sent for this declaration */
    const struct field *field;
    struct str current, missing;
    struct field_view view;
};

static struct str part_id(struct draw *d, const char *suffix)
{
    return str_fmt(d->ctx->arena, "f-%s-%s", d->field->name, suffix);
}

/* Digits and codes do not turn with the page's language: what is drawn is what was typed. */
static struct str shown(const struct draw *d)
{
    return d->form ? form_typed(d->form, d->field->name) : d->current;
}

/* The picture of a choice: what its row says under image. */
static struct str image_of(const struct draw *d, const struct pack_code *code)
{
    const struct pack_picture *picture = NULL;

    for (const struct expr_node *n = code->node && d->field->pictures ? code->node->first : NULL; n;
         n = n->next)
        if (str_eq(n->name, STR("image")) || str_eq(n->name, STR("media::image")))
            picture = pack_picture_of(d->field->pictures, &(struct text){.in[0] = n->text}, false,
                                      d->ctx->locale);
    return picture ? picture->digest : STR_NONE;
}

static void option_put(struct draw *d, struct str code, struct str label, bool chosen)
{
    struct option_view *o = LIST_PUSH(d->ctx->arena, &d->view.options);
    int n = (int)d->view.options.n;

    /* The first box has the field's own id: errors link to it. */
    o->id = n == 1 ? d->view.id : str_fmt(d->ctx->arena, "f-%s-%d", d->field->name, n);
    o->value = code;
    o->label = label;
    o->chosen = chosen;
}

/* What can be chosen: of a form with logic what it offers now, else all that is not retired. */
static struct pack_code_refs offered(const struct draw *d)
{
    const struct pack_codes *list = field_list(d->ctx, d->field);
    struct pack_code_refs refs = {0};

    if (d->field->offered)
        return *d->field->offered;
    for (size_t i = 0; list && i < list->codes.n; i++) {
        const struct pack_code *code = &list->codes.items[i];

        if (!code->retired || form_word_in(d->current, code->code))
            LIST_ADD(d->ctx->arena, &refs, code);
    }
    return refs;
}

static void draw_codes(struct draw *d)
{
    struct pack_code_refs refs = offered(d);
    bool several = d->field->type == FIELD_CODES;
    struct str chosen = shown(d);

    /* Where nothing is offered the page says so, and a list would not. */
    d->view.as_select =
        !several && refs.n > 0 &&
        (refs.n > FIELD_RADIOS_MAX ||
         (d->field->item && pack_has_word(d->field->item->appearance, STR("minimal"))));
    d->view.choices = !d->view.as_select;
    d->view.none_offered = refs.n == 0;
    if (d->view.as_select)
        option_put(d, STR_NONE, ctx_msg(d->ctx, "core.choose"), !str_given(chosen));
    for (size_t i = 0; i < refs.n; i++) {
        const struct pack_code *code = refs.items[i];
        bool on = several ? form_word_in(chosen, code->code) : str_eq(chosen, code->code);

        if (code->retired)
            d->view.was = d->current;
        option_put(d, code->code, text_in(&code->label, d->ctx->locale), on);
        d->view.options.items[d->view.options.n - 1].image = image_of(d, code);
    }
}

/* The k-th word of an order that was sent in one piece or place by place. */
static struct str rank_at(const struct draw *d, size_t k)
{
    struct str words = shown(d), word = STR_NONE;

    if (d->form && !str_given(words))
        return str_trim(form_typed_part(d->ctx, d->form, d->field->name,
                                        str_fmt(d->ctx->arena, "%zu", k + 1).p));
    for (size_t i = 0; i <= k; i++)
        if (!str_split(&words, ' ', &word))
            return STR_NONE;
    return word;
}

static void draw_rank(struct draw *d)
{
    struct pack_code_refs refs = offered(d);

    d->view.choices = true;
    d->view.none_offered = refs.n == 0;
    for (size_t k = 0; k < refs.n; k++) {
        struct rank_view *place = LIST_PUSH(d->ctx->arena, &d->view.places);
        struct msg_arg number = {.name = "n", .number = (int64_t)k + 1, .is_number = true};
        struct str chosen = rank_at(d, k);

        place->name = str_fmt(d->ctx->arena, "%s.%zu", d->field->name, k + 1);
        place->id = k == 0 ? d->view.id : str_fmt(d->ctx->arena, "f-%s-%zu", d->field->name, k + 1);
        place->label =
            msg_by_key(d->ctx->arena, d->ctx->locale, STR("form.rank_place"), &number, 1);
        LIST_ADD(d->ctx->arena, &place->options,
                 ((struct option_view){.label = ctx_msg(d->ctx, "core.choose"),
                                       .chosen = !str_given(chosen)}));
        for (size_t i = 0; i < refs.n; i++)
            LIST_ADD(d->ctx->arena, &place->options,
                     ((struct option_view){.value = refs.items[i]->code,
                                           .label = text_in(&refs.items[i]->label, d->ctx->locale),
                                           .chosen = str_eq(chosen, refs.items[i]->code)}));
    }
}

static void draw_yesno(struct draw *d)
{
    static const char *const codes[] = {"yes", "no", "not_known"};
    struct str chosen = shown(d);

    d->view.choices = true;
    for (int i = 0; i < (d->field->unknown ? 3 : 2); i++) {
        struct str code = str_c(codes[i]);

        option_put(d, code, form_code_label(d->ctx, d->field, code), str_eq(chosen, code));
    }
}

static void draw_date(struct draw *d)
{
    struct date_boxes boxes = {0};
    struct str whole = shown(d);
    const char *name = d->field->name;

    if (d->form && !str_given(whole)) {
        boxes.day = form_typed_part(d->ctx, d->form, name, "day");
        boxes.month = form_typed_part(d->ctx, d->form, name, "month");
        boxes.year = form_typed_part(d->ctx, d->form, name, "year");
        boxes.time = form_typed_part(d->ctx, d->form, name, "time");
    } else {
        struct instant t;

        if (d->field->type == FIELD_DATETIME && instant_parse(whole, &t) == OK) {
            struct instant local = {t.us + d->ctx->tz_offset_min * MINUTE_US};
            char *text = arena_alloc(d->ctx->arena, 21);

            whole = instant_format(local, text);
        }
        form_date_split(d->ctx->arena, whole, &boxes);
        boxes.day = locale_digits(d->ctx->arena, d->ctx->locale, boxes.day);
        boxes.month = locale_digits(d->ctx->arena, d->ctx->locale, boxes.month);
        boxes.year = locale_digits(d->ctx->arena, d->ctx->locale, boxes.year);
        boxes.time = locale_digits(d->ctx->arena, d->ctx->locale, boxes.time);
    }
    d->view.day = boxes.day;
    d->view.month = boxes.month;
    d->view.year = boxes.year;
    d->view.time = boxes.time;
    d->view.choices = true;
    if (d->field->past && !d->field->autocomplete) {
        int y, m, day;

        date_to_ymd(ctx_today(d->ctx), &y, &m, &day);
        d->view.today = locale_digits(d->ctx->arena, d->ctx->locale,
                                      str_fmt(d->ctx->arena, "%d %d %d", day, m, y));
    }
}

static void draw_text(struct draw *d)
{
    const struct field *f = d->field;
    int standard = f->type == FIELD_TEXT     ? FIELD_TEXT_MAX
                   : f->type == FIELD_SECRET ? FIELD_SECRET_MAX
                                             : FIELD_LINE_MAX;

    d->view.max = f->max ? f->max : standard;
    d->view.counted = f->type == FIELD_TEXT && f->max >= COUNTED_FROM;
}

static void draw_kind(struct draw *d)
{
    switch (d->field->type) {
    case FIELD_CODE:
    case FIELD_CODES:
        draw_codes(d);
        break;
    case FIELD_YESNO:
        draw_yesno(d);
        break;
    case FIELD_DATE:
    case FIELD_DATETIME:
        draw_date(d);
        break;
    case FIELD_LINE:
    case FIELD_TEXT:
    case FIELD_SECRET:
        draw_text(d);
        break;
    case FIELD_INT:
        d->view.inputmode = d->field->max != 0 && d->field->min >= 0 ? STR("numeric") : STR_NONE;
        d->view.max = 20;
        break;
    case FIELD_BOOL:
        option_put(d, STR("1"), d->view.label, str_given(shown(d)) && !str_eq(shown(d), STR("0")));
        break;
    case FIELD_ID:
        d->view.is_hidden = true;
        break;
    case FIELD_RANK:
        draw_rank(d);
        break;
    case FIELD_DECIMAL:
        d->view.inputmode = STR("decimal");
        d->view.max = 40;
        break;
    case FIELD_SIGNATURE:
        d->view.path = form_answer_path(d->field, shown(d));
        break;
    case FIELD_FILE:
        form_upload_draw(d->field, shown(d), &d->view);
        d->view.no_file = d->ctx->site && d->ctx->site->device;
        break;
    case FIELD_COMPUTED:
        d->view.text = form_answer_text(d->ctx, d->field, d->current);
        break;
    case FIELD_TIME:
    case FIELD_PLACE:
    case FIELD_NOTE:
    case FIELD_SECTION:
    case FIELD_HIDDEN:
    case FIELD_HEADING:
    case FIELD_INSTANCE:
    case FIELD_MORE:
    case FIELD_BLOCKED:
        break;
    }
}

static void draw_missing(struct draw *d)
{
    struct str chosen = d->missing;

    if (d->form)
        chosen = str_trim(form_typed_part(d->ctx, d->form, d->field->name, "missing"));
    d->view.missing = chosen;
    for (int i = -1; i < FORM_REASON_N; i++) {
        struct option_view *o = LIST_PUSH(d->ctx->arena, &d->view.missing_options);

        o->value = i < 0 ? STR_NONE : str_c(form_reasons[i].code);
        o->label = ctx_msg(d->ctx, i < 0 ? "form.answered" : form_reasons[i].msg);
        o->id = str_fmt(d->ctx->arena, "f-%s-missing-%d", d->field->name, i + 2);
        o->chosen = str_eq(chosen, o->value);
    }
}

static struct str described_by(struct draw *d)
{
    struct str hint = str_given(d->view.hint) ? part_id(d, "h") : STR_NONE;
    struct str error = str_given(d->view.error) ? part_id(d, "e") : STR_NONE;

    if (!str_given(hint) || !str_given(error))
        return str_given(hint) ? hint : error;
    return str_cat(d->ctx->arena, str_cat(d->ctx->arena, hint, STR(" ")), error);
}

static struct str hint_of(struct ctx *ctx, const struct field *f)
{
    if (f->hint_text)
        return text_in(f->hint_text, ctx->locale);
    return f->hint ? ctx_msg(ctx, f->hint) : STR_NONE;
}

static struct field_view draw_field(struct draw *d)
{
    const struct field *f = d->field;
    const struct form_value *value = d->form ? form_value_find(d->form, str_c(f->name)) : NULL;

    d->view = (struct field_view){
        .name = str_c(f->name),
        .id = form_box_id(d->ctx, str_c(f->name)),
        .label = field_label(d->ctx, f),
        .hint = hint_of(d->ctx, f),
        .guidance = f->guidance_text ? text_in(f->guidance_text, d->ctx->locale) : STR_NONE,
        .value = f->type == FIELD_SECRET ? STR_NONE : shown(d),
        .error = value ? value->error : STR_NONE,
        .type = (int)f->type,
        .required = f->required,
        .sensitive = f->sensitive,
        .autocomplete = str_c(f->autocomplete),
    };
    if (f->item) {
        const struct pack_picture *image =
            pack_picture_of(f->pictures, &f->item->image, false, d->ctx->locale);
        const struct pack_picture *audio =
            pack_picture_of(f->pictures, &f->item->audio, true, d->ctx->locale);

        d->view.image = image ? image->digest : STR_NONE;
        d->view.audio = audio ? audio->digest : STR_NONE;
    }
    d->view.described_by = described_by(d);
    d->view.has_hint_or_error = str_given(d->view.described_by);
    draw_kind(d);
    if (f->sensitive)
        draw_missing(d);
    return d->view;
}

/* The form when what was sent is for these fields; else NULL. */
static const struct form *sent_for(const struct form *form, const struct field *fields)
{
    return form && form->sent && (!form->fields || form->fields == fields) ? form : NULL;
}

struct field_view form_field(struct ctx *ctx, const struct form *form, const struct field *fields,
                             const char *name, struct str current)
{
    struct draw d = {.ctx = ctx, .form = sent_for(form, fields), .current = current};

    d.field = field_find(fields, str_c(name));
    assert(d.field);
    return draw_field(&d);
}

struct field_view_list form_fields(struct ctx *ctx, const struct form *form,
                                   const struct field *fields,
                                   struct str (*current)(void *arg, struct str name), void *arg)
{
    struct field_view_list list = {0};

    for (const struct field *f = fields; f->name; f++) {
        struct draw d = {.ctx = ctx, .form = sent_for(form, fields), .field = f};

        if (f->type == FIELD_HIDDEN)
            continue;
        if (current && (field_is_asked(f) || f->type == FIELD_COMPUTED))
            d.current = current(arg, str_c(f->name));
        if (current && f->sensitive)
            d.missing = current(arg, str_fmt(ctx->arena, "%s.missing", f->name));
        LIST_ADD(ctx->arena, &list, draw_field(&d));
    }
    return list;
}

void field_option_add(struct ctx *ctx, struct field_view *field, struct str value, struct str label)
{
    struct draw d = {.ctx = ctx, .field = &(struct field){.name = str_z(ctx->arena, field->name)}};

    d.view = *field;
    option_put(&d, value, label, str_eq(value, field->value));
    d.view.as_select = true;
    d.view.is_hidden = false;
    *field = d.view;
}
