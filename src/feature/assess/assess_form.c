/* assess/assess_form.c: the sections of a form, what stands in them while it is filled in, and how
 * far they have come. No rows are written here; who may read what is in assess_hide.c. */
#include "feature/assess/assess_form.h"

#include "core/authz.h"
#include "core/form_version.h"
#include "feature/assess/assess_store.h"

#define PAGE_QUESTIONS 21 /* a form with more is filled in section by section */

/* ---- sections ------------------------------------------------------------------------------- */

bool assess_is_long(const struct pack_form *def)
{
    int questions = 0, sections = 0;

    for (const struct field *f = def->fields; f->name; f++) {
        questions += field_is_asked(f);
        sections += f->item->kind != FORM_QUESTION && !f->item->parent->parent;
    }
    return sections > 1 && questions > PAGE_QUESTIONS;
}

/* The section that begins here, with its fields up to the next one. */
static struct assess_part part_from(struct ctx *ctx, const struct pack_form *def,
                                    const struct field *head)
{
    bool section = head->type == FIELD_SECTION;
    const struct field *first = head + section;
    struct assess_part part = {.name = section ? str_c(head->name) : STR("all"),
                               .title = section ? field_label(ctx, head)
                                                : text_in(&def->title, ctx->locale)};
    struct field *fields;
    size_t n = 0;

    if (section && head->hint_text)
        part.hint = text_in(head->hint_text, ctx->locale);
    while (first[n].name && first[n].type != FIELD_SECTION)
        n++;
    fields = ARENA_ARRAY(ctx->arena, struct field, n + 1);
    for (size_t i = 0; i < n; i++) {
        fields[i] = first[i];
        part.question_n += field_is_asked(&first[i]);
    }
    part.fields = fields;
    return part;
}

/* What stays in the background makes no page of its own. */
static bool is_shown(const struct assess_part *part)
{
    const struct field *f = part->fields;

    while (f->name && f->type == FIELD_HIDDEN)
        f++;
    return f->name != NULL;
}

struct assess_part_list assess_parts(struct ctx *ctx, const struct pack_form *def,
                                     const struct field *fields)
{
    struct assess_part_list list = {0};

    for (const struct field *f = fields; f->name;) {
        bool section = f->type == FIELD_SECTION;
        struct assess_part part = part_from(ctx, def, f);

        if (section || is_shown(&part))
            LIST_ADD(ctx->arena, &list, part);
        f += section;
        while (f->name && f->type != FIELD_SECTION)
            f++;
    }
    return list;
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
    const struct form_items *top = &def->model->items.items[0]->children;
    struct str all = STR_NONE;

    for (size_t i = 0; i < top->n; i++)
        all = assess_parts_add(ctx, all, form_live_section(top->items[i]));
    return all;
}

/* ---- what stands in a form ------------------------------------------------------------------ */

enum err assess_form_of(struct ctx *ctx, const struct assess_record *record,
                        const struct pack_form **ret)
{
    TRY(form_version_find(ctx, record->form, record->form_version, ret));
    if (!*ret)
        *ret = pack_form_find(ctx->pack, record->form);
    return OK;
}

/* Judgements and the dates of the event are new each time. */
static bool is_offered(const struct assess_answers *a, const struct field *f)
{
    struct str name = str_c(f->name);

    if (str_eq(name, a->def->risk_field) || str_eq(name, a->def->risk_reason_field))
        return false;
    return f->type != FIELD_BOOL && f->type != FIELD_DATETIME && f->type != FIELD_SIGNATURE &&
           !(f->type == FIELD_DATE && f->past && f->required);
}

/* What may not be read is no answer; that something cannot be read just now must not become one. */
static struct str known_answer(struct assess_answers *a, const struct form_item *item)
{
    struct failure before = a->ctx->fail;
    struct str known;
    enum err e = assess_prefill_find(a, item, &known);

    if (e == OK)
        return known;
    if (e == E_NOT_FOUND)
        a->ctx->fail = before;
    else if (a->prefill_error == OK)
        a->prefill_error = e;
    return STR_NONE;
}

/* For form_live_open(): the draft's own answer, else what the earlier record offers. */
static struct str answer_from(void *arg, struct str name, bool *ret_offered)
{
    struct assess_answers *a = arg;
    struct str own = form_answer(&a->own, name), earlier;
    const struct field *field;

    *ret_offered = false;
    if (str_given(own))
        return own;
    field = pack_form_field(a->def, name);
    if (!field || assess_parts_have(a->seen, form_live_section(field->item)))
        return own;
    earlier =
        id_given(a->source.id) && is_offered(a, field) ? form_answer(&a->earlier, name) : STR_NONE;
    /* A correction has all its answers already. */
    if (!str_given(earlier) && str_given(field->item->prefill))
        earlier = known_answer(a, field->item);
    *ret_offered = str_given(earlier);
    return earlier;
}

enum err assess_answers_load(struct ctx *ctx, const struct casefile *file,
                             const struct pack_form *def, const struct assess_record *draft,
                             struct assess_answers *ret)
{
    struct assess_answers *answers = ret;
    enum err e;

    *answers = (struct assess_answers){.ctx = ctx, .def = def, .seen = draft->seen, .file = file};
    TRY(form_answers_parse(ctx, draft->answers, &answers->own));
    if (id_given(draft->source_id)) {
        TRY(assess_store_find(ctx, file->id, draft->source_id, &answers->source));
        TRY(assess_hide(ctx, file, &answers->source));
        TRY(form_answers_parse(ctx, answers->source.answers, &answers->earlier));
    }
    e = form_live_open(ctx, def, &(struct form_source){answer_from, answers, draft->seen},
                       &answers->live);
    TRY(answers->prefill_error);
    TRY(e);
    answers->parts = assess_parts(ctx, def, form_live_fields(answers->live));
    return OK;
}

bool assess_is_earlier(const struct assess_answers *a, struct str name)
{
    const struct form_state *s = form_live_state(a->live, name);

    return s && s->offered && str_given(s->value) &&
           str_given(form_answer((void *)&a->earlier, name));
}

enum assess_progress assess_progress(struct assess_answers *a, const struct assess_part *part,
                                     int *ret_answered)
{
    int own = 0, offered = 0, lacking = 0;

    for (const struct field *f = part->fields; f->name; f++) {
        const struct form_state *s = form_live_state(a->live, str_c(f->name));
        bool given;

        if (!field_is_asked(f))
            continue;
        given = !s->offered && (str_given(s->value) || str_given(s->missing));
        own += given;
        offered += assess_is_earlier(a, str_c(f->name));
        lacking += f->required && !given;
    }
    *ret_answered = own;
    if (assess_parts_have(a->seen, part->name))
        return lacking ? ASSESS_BEGUN : ASSESS_COMPLETE;
    if (own)
        return ASSESS_BEGUN;
    return offered ? ASSESS_OFFERED : ASSESS_UNTOUCHED;
}
