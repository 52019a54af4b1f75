/* assess/assess_shared_web.c: what the pages of forms share, see assess_page.h. */
#include "assess_page.h"

#include "feature/assess/assess_form.h"
#include "feature/casefile/casefile_page.h"

struct str assess_base(struct ctx *ctx, const struct casefile *file, struct str name)
{
    return casefile_href(ctx, file->id,
                         str_z(ctx->arena, str_cat(ctx->arena, STR("forms/"), name)));
}

enum err assess_def(struct req *r, const struct casefile *file, struct str name,
                    const struct pack_form **ret)
{
    const struct pack_form *def = pack_form_find(r->ctx->pack, name);

    if (!def || !assess_is_for(file, def))
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = def;
    return OK;
}

/* A page is drawn in a transaction that only reads, also when it is drawn again after a mistake. */
static enum err file_load(struct req *r, struct casefile *ret)
{
    bool writes = r->route->method == METHOD_POST && r->resp.status != 422;

    TRY(casefile_load_part(r->ctx, req_id(r, "case"), CASEFILE_PART_FORMS,
                           writes ? CASEFILE_WRITE : CASEFILE_READ, ret));
    return assess_may_write(r->ctx, ret);
}

enum err assess_work_load(struct req *r, struct assess_work *ret)
{
    TRY(file_load(r, &ret->file));
    TRY(assess_def(r, &ret->file, req_param(r, "form"), &ret->def));
    TRY(assess_draft(r->ctx, &ret->file, ret->def->name, &ret->draft));
    if (id_given(ret->draft.id))
        TRY(assess_form_of(r->ctx, &ret->draft, &ret->def));
    ret->base = assess_base(r->ctx, &ret->file, ret->def->name);
    return assess_answers_load(r->ctx, &ret->file, ret->def, &ret->draft, &ret->answers);
}

struct assess_entry_view_list assess_entries(struct ctx *ctx, const struct assess_record_list *all,
                                             struct str form, int most, int *ret_more)
{
    struct assess_entry_view_list list = {0};
    char text[ID_TEXT];

    *ret_more = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct assess_record *record = &all->items[i];

        if (!assess_is_submitted(record) || !str_eq(record->form, form))
            continue;
        if ((int)list.n == most) {
            ++*ret_more;
            continue;
        }
        LIST_ADD(ctx->arena, &list,
                 ((struct assess_entry_view){
                     .href = casefile_href(ctx, record->casefile_id,
                                           str_z(ctx->arena, str_cat(ctx->arena, STR("forms/"),
                                                                     id_format(record->id, text)))),
                     .author = record->author_name,
                     .at = record->submitted_at,
                     .replaced = id_given(record->replaced_by),
                     .is_correction = id_given(record->replaces_id)}));
    }
    return list;
}

const struct casefile_step *assess_step(struct ctx *ctx, const struct casefile_step_list *open,
                                        const struct pack_form *def)
{
    const struct event sent = {.kind = str_z(ctx->arena, def->event),
                               .about = def->name,
                               .contact = str_given(def->contact_on) ? def->name : STR_NONE};

    for (size_t i = 0; i < open->n; i++) {
        const struct pack_step *step = open->items[i].def;

        if (event_is_heard(&sent, step->done_by, step->done_about))
            return &open->items[i];
    }
    return NULL;
}

/* Somebody else was quicker: both may be right, but the author should know. */
static enum err other_fill(struct ctx *ctx, const struct assess_work *w,
                           struct assess_notice_view *view)
{
    struct assess_record latest;
    char text[ID_TEXT];

    TRY(assess_latest(ctx, &w->file, w->def->name, INSTANT_NONE, &latest));
    if (!id_given(latest.id) || latest.submitted_at.us <= w->draft.created_at.us ||
        id_eq(latest.account_id, ctx->actor.account_id))
        return OK;
    view->other_author = latest.author_name;
    view->other_on = date_of(latest.submitted_at, ctx->tz_offset_min);
    view->other_href = casefile_href(
        ctx, w->file.id,
        str_z(ctx->arena, str_cat(ctx->arena, STR("forms/"), id_format(latest.id, text))));
    return OK;
}

enum err assess_notice(struct ctx *ctx, const struct assess_work *w, struct assess_notice_view *ret)
{
    struct assess_record replaced;
    const struct pack_form *now;
    int64_t base;
    bool here;

    if (!id_given(w->draft.id))
        return OK;
    TRY(assess_here(ctx, w, &here, &base));
    ret->here_base = here ? w->base : STR_NONE;
    if (id_given(w->draft.replaces_id)) {
        TRY(assess_load(ctx, &w->file, w->draft.replaces_id, &replaced));
        ret->is_correction = true;
        ret->corrects_on = date_of(replaced.submitted_at, ctx->tz_offset_min);
        ret->corrects_reason = w->draft.reason;
    }
    now = pack_form_find(ctx->pack, w->draft.form);
    ret->form_changed = now && !str_eq(w->draft.form_version, now->version);
    ret->left = form_answers_left(ctx, w->def, &w->answers.own);
    return other_fill(ctx, w, ret);
}

int assess_number(const struct pack_form *def, const struct form_item *item)
{
    int number = 0;

    for (const struct field *f = def->fields; f->name; f++) {
        number += field_is_asked(f);
        if (f->item == item)
            return field_is_asked(f) ? number : 0;
    }
    return 0;
}

/* One question at a time through form_answers_view(), which knows the words. */
struct one_answer {
    struct str stored, missing, name;
};

static struct str one_value(void *arg, struct str name)
{
    const struct one_answer *one = arg;

    return str_eq(name, one->name) ? one->stored : one->missing;
}

struct str assess_words(struct ctx *ctx, const struct field *field, struct str stored,
                        struct str missing, bool *ret_empty)
{
    struct one_answer one = {stored, missing, str_c(field->name)};
    const struct field fields[] = {*field, FIELDS_END};
    struct answer_view_list list = form_answers_view(ctx, fields, one_value, &one);

    *ret_empty = list.n == 0 || list.items[0].empty;
    return list.n ? list.items[0].text : STR_NONE;
}
