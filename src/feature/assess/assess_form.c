/* assess/assess_form.c: the sections of a form, what stands in them while it is filled in, and how
 * far they have come. No rows are written here. */
#include "feature/assess/assess_form.h"

#include "core/authz.h"
#include "feature/assess/assess_store.h"

#define PAGE_QUESTIONS 20 /* a form with more is filled in section by section */

static bool is_question(const struct field *f)
{
    return f->type != FIELD_NOTE && f->type != FIELD_SECTION;
}

/* ---- sections ------------------------------------------------------------------------------- */

bool assess_is_long(const struct pack_form *def)
{
    int questions = 0, sections = 0;

    for (const struct field *f = def->fields; f->name; f++) {
        questions += is_question(f);
        sections += f->type == FIELD_SECTION;
    }
    return sections > 1 && questions > PAGE_QUESTIONS;
}

/* The fields from `first` up to the next section, with an end of their own. */
static struct assess_part part_from(struct ctx *ctx, const struct field *first)
{
    struct assess_part part = {0};
    struct field *fields;
    size_t n = 0;

    while (first[n].name && first[n].type != FIELD_SECTION)
        n++;
    fields = ARENA_ARRAY(ctx->arena, struct field, n + 1);
    for (size_t i = 0; i < n; i++) {
        fields[i] = first[i];
        part.question_n += is_question(&first[i]);
    }
    part.fields = fields;
    return part;
}

struct assess_part_list assess_parts(struct ctx *ctx, const struct pack_form *def)
{
    struct assess_part_list list = {0};

    for (const struct field *f = def->fields; f->name;) {
        bool section = f->type == FIELD_SECTION;
        struct assess_part part = part_from(ctx, section ? f + 1 : f);

        part.name = section ? str_c(f->name) : STR("all");
        part.title = section ? field_label(ctx, f) : text_in(&def->title, ctx->locale);
        if (section && f->hint_text)
            part.hint = text_in(f->hint_text, ctx->locale);
        LIST_ADD(ctx->arena, &list, part);
        f += section;
        while (f->name && f->type != FIELD_SECTION)
            f++;
    }
    return list;
}

static const struct assess_part *part_find(const struct assess_part_list *parts, struct str name)
{
    for (size_t i = 0; i < parts->n; i++) {
        if (str_eq(parts->items[i].name, name))
            return &parts->items[i];
    }
    return NULL;
}

const struct field *assess_fields(struct ctx *ctx, const struct pack_form *def, struct str part)
{
    struct assess_part_list parts;
    const struct assess_part *found;

    if (!str_given(part))
        return def->fields;
    parts = assess_parts(ctx, def);
    found = part_find(&parts, part);
    return found ? found->fields : NULL;
}

const struct field *assess_fields_loose(struct ctx *ctx, const struct field *fields)
{
    struct field *loose;
    size_t n = 0;

    while (fields[n].name)
        n++;
    loose = ARENA_ARRAY(ctx->arena, struct field, n + 1);
    for (size_t i = 0; i < n; i++) {
        loose[i] = fields[i];
        loose[i].required = false;
    }
    return loose;
}

bool assess_parts_have(struct str seen, struct str part)
{
    struct str one;

    while (str_split(&seen, ' ', &one)) {
        if (str_given(one) && str_eq(one, part))
            return true;
    }
    return false;
}

struct str assess_parts_add(struct ctx *ctx, struct str seen, struct str part)
{
    if (assess_parts_have(seen, part))
        return seen;
    if (!str_given(seen))
        return part;
    return str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(seen), STR_ARG(part));
}

struct str assess_parts_all(struct ctx *ctx, const struct pack_form *def)
{
    struct assess_part_list parts = assess_parts(ctx, def);
    struct str all = STR_NONE;

    for (size_t i = 0; i < parts.n; i++)
        all = assess_parts_add(ctx, all, parts.items[i].name);
    return all;
}

/* ---- joining a page and its draft ----------------------------------------------------------- */

static bool has_error(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->values.n; i++) {
        const struct form_value *v = &form->values.items[i];

        if (str_eq(v->name, str_c(name)) && str_given(v->error))
            return true;
    }
    return false;
}

static void value_add(struct ctx *ctx, struct form *form, struct str name, struct str value)
{
    if (str_given(value))
        LIST_ADD(ctx->arena, &form->values,
                 ((struct form_value){.name = name, .typed = value, .value = value}));
}

static struct str missing_name(struct ctx *ctx, const struct field *f)
{
    return str_fmt(ctx->arena, "%s.missing", f->name);
}

/* The questions of the form, and behind them as plain lines what it no longer asks. */
static const struct field *fields_with_left(struct ctx *ctx, const struct pack_form *def,
                                            const struct answer_view_list *left)
{
    struct field *all;
    size_t n = 0;

    while (def->fields[n].name)
        n++;
    all = ARENA_ARRAY(ctx->arena, struct field, n + left->n + 1);
    for (size_t i = 0; i < n; i++)
        all[i] = def->fields[i];
    for (size_t i = 0; i < left->n; i++)
        all[n + i] =
            (struct field){.name = str_z(ctx->arena, left->items[i].name), .type = FIELD_LINE};
    return all;
}

struct str assess_fields_join(struct ctx *ctx, const struct pack_form *def,
                              const struct form_answers *stored, const struct form *form,
                              const struct field *fields)
{
    struct answer_view_list left = form_answers_left(ctx, def->fields, stored);
    struct form joined = {0};

    for (const struct field *f = def->fields; f->name; f++) {
        struct str name = str_c(f->name);
        bool typed = field_find(fields, name) && !has_error(form, f->name);

        if (!is_question(f))
            continue;
        value_add(ctx, &joined, name,
                  typed ? form_text(form, f->name) : form_answer((void *)stored, name));
        name = missing_name(ctx, f);
        value_add(ctx, &joined, name,
                  typed ? form_missing(form, f->name) : form_answer((void *)stored, name));
    }
    for (size_t i = 0; i < left.n; i++)
        value_add(ctx, &joined, left.items[i].name, left.items[i].text);
    return form_to_json(ctx, &joined, fields_with_left(ctx, def, &left));
}

void assess_fields_type(struct ctx *ctx, const struct field *fields,
                        const struct form_answers *stored, struct form *ret)
{
    *ret = (struct form){.fields = fields, .sent = true};
    for (const struct field *f = fields; f->name; f++) {
        struct str answer = form_answer((void *)stored, str_c(f->name));

        if (!is_question(f))
            continue;
        value_add(ctx, ret, str_c(f->name), answer);
        value_add(ctx, ret, missing_name(ctx, f),
                  form_answer((void *)stored, missing_name(ctx, f)));
        /* A code that was retired since it was chosen may stay. */
        if (f->codes)
            value_add(ctx, ret, str_fmt(ctx->arena, "%s.was", f->name), answer);
    }
}

/* ---- what stands in a form ------------------------------------------------------------------ */

enum err assess_answers_load(struct ctx *ctx, const struct casefile *file,
                             const struct pack_form *def, const struct assess_record *draft,
                             struct assess_answers *ret)
{
    struct assess_answers answers = {
        .ctx = ctx, .def = def, .seen = draft->seen, .parts = assess_parts(ctx, def)};

    TRY(form_answers_parse(ctx, draft->answers, &answers.own));
    if (id_given(draft->source_id)) {
        TRY(assess_store_find(ctx, file->id, draft->source_id, &answers.source));
        TRY(assess_hide(ctx, file, &answers.source));
        TRY(form_answers_parse(ctx, answers.source.answers, &answers.earlier));
    }
    *ret = answers;
    return OK;
}

/* Judgements and the dates of the event are new each time. */
static bool is_offered(const struct assess_answers *a, const struct field *f)
{
    struct str name = str_c(f->name);

    if (str_eq(name, a->def->risk_field) || str_eq(name, a->def->risk_reason_field))
        return false;
    return f->type != FIELD_BOOL && f->type != FIELD_DATETIME &&
           !(f->type == FIELD_DATE && f->past && f->required);
}

static const struct assess_part *part_of(const struct assess_answers *a, struct str name)
{
    for (size_t i = 0; i < a->parts.n; i++) {
        if (field_find(a->parts.items[i].fields, name))
            return &a->parts.items[i];
    }
    return NULL;
}

struct str assess_answer(struct assess_answers *a, struct str name, bool *ret_earlier)
{
    struct str own = form_answer(&a->own, name), earlier;
    const struct assess_part *part;

    *ret_earlier = false;
    if (str_given(own) || !id_given(a->source.id))
        return own;
    part = part_of(a, name);
    if (!part || assess_parts_have(a->seen, part->name))
        return own;
    earlier = form_answer(&a->earlier, name);
    if (!str_given(earlier) || !is_offered(a, field_find(part->fields, name)))
        return own;
    *ret_earlier = true;
    return earlier;
}

enum assess_progress assess_progress(struct assess_answers *a, const struct assess_part *part,
                                     int *ret_answered)
{
    int own = 0, offered = 0, lacking = 0;

    for (const struct field *f = part->fields; f->name; f++) {
        bool earlier = false;
        struct str answer = assess_answer(a, str_c(f->name), &earlier);
        bool given = str_given(answer) || str_given(form_answer(&a->own, missing_name(a->ctx, f)));

        if (!is_question(f))
            continue;
        own += given && !earlier;
        offered += earlier;
        lacking += f->required && (!given || earlier);
    }
    *ret_answered = own;
    if (assess_parts_have(a->seen, part->name))
        return lacking ? ASSESS_BEGUN : ASSESS_COMPLETE;
    if (own)
        return ASSESS_BEGUN;
    return offered ? ASSESS_OFFERED : ASSESS_UNTOUCHED;
}

/* ---- who may read what ---------------------------------------------------------------------- */

enum assess_reader assess_may_read(const struct ctx *ctx, const struct casefile *file,
                                   const struct assess_record *record)
{
    struct id me = ctx->actor.account_id, unit = ctx->actor.scope_id;
    bool supervises = authz_can(ctx, CAP_NOTE_CONFIDENTIAL) &&
                      (id_eq(unit, file->team_id) || id_eq(unit, file->agency_id));

    if (supervises || id_eq(file->worker_id, me))
        return ASSESS_ALL;
    return id_eq(record->account_id, me) ? ASSESS_SENSITIVE : ASSESS_PLAIN;
}

enum assess_reader assess_reader_of(struct ctx *ctx, const struct field *field, struct str stored)
{
    struct str code;

    if (field->sensitive)
        return field->restricted ? ASSESS_ALL : ASSESS_SENSITIVE;
    while (field->codes && str_split(&stored, ' ', &code)) {
        const struct pack_code *found = pack_code_find(ctx->pack, str_c(field->codes), code);

        if (found && found->sensitive)
            return ASSESS_SENSITIVE;
    }
    return ASSESS_PLAIN;
}

struct hiding {
    struct ctx *ctx;
    const struct pack_form *def; /* NULL: the pack has the form no more */
    enum assess_reader reader;
};

static bool answer_hides(void *arg, struct str name, struct str stored)
{
    const struct hiding *h = arg;
    const struct field *field = h->def ? field_find(h->def->fields, name) : NULL;
    /* Nobody knows any more how private it was. */
    enum assess_reader need = field ? assess_reader_of(h->ctx, field, stored) : ASSESS_SENSITIVE;

    return need > h->reader;
}

enum err assess_hide(struct ctx *ctx, const struct casefile *file, struct assess_record *record)
{
    struct hiding h = {.ctx = ctx,
                       .def = pack_form_find(ctx->pack, record->form),
                       .reader = assess_may_read(ctx, file, record)};
    struct form_answers answers;

    if (!id_given(record->id) || h.reader == ASSESS_ALL || !assess_is_submitted(record))
        return OK;
    TRY(form_answers_parse(ctx, record->answers, &answers));
    struct str left = form_answers_hide(ctx, &answers, answer_hides, &h, &record->has_hidden);

    if (record->has_hidden)
        record->answers = left;
    return OK;
}
