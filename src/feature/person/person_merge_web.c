/* person/person_merge_web.c: comparing two records, making one of them, taking them apart again. */
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_part.h"
#include "person_tmpl.gen.h"

const struct field person_merge_form[] = {
    {"other", FIELD_ID, .label = "person.person", .required = true},
    {"reason", FIELD_LINE, .label = "person.merge_reason", .hint = "person.merge_reason_hint",
     .required = true, .max = 500},
    {"kept_version", FIELD_INT},
    {"merged_version", FIELD_INT},
    FIELDS_END,
};

/* "take.phone" = 1: the record that goes has the right phone number. */
static const char *take_name(struct ctx *ctx, const struct person_part *part)
{
    return str_fmt(ctx->arena, "take.%s", part->name).p;
}

static void parts_fill(struct req *r, const struct person *kept, const struct person *merged,
                       struct person_merge_view *view)
{
    struct ctx *ctx = r->ctx;

    for (int i = 0; i < person_part_n; i++) {
        const struct person_part *part = &person_parts[i];
        struct merge_part_view row = {.name = str_c(part->name),
                                      .label = ctx_msg(ctx, part->label),
                                      .kept = person_part_words(ctx, kept, part),
                                      .merged = person_part_words(ctx, merged, part)};
        struct str a = person_part_get(ctx, kept, part), b = person_part_get(ctx, merged, part);

        if (!str_given(a) && !str_given(b))
            continue;
        row.differs = !str_eq(a, b);
        /* What only one of them knows is kept unless somebody says otherwise. */
        row.take = r->form.sent ? str_eq(form_typed(&r->form, take_name(ctx, part)), STR("1"))
                                : !str_given(a);
        LIST_ADD(ctx->arena, &view->parts, row);
    }
}

static enum err compare_fill(struct req *r, const struct person *kept, struct str other,
                             struct person_merge_view *view)
{
    struct person merged;

    TRY(person_of_text(r, other, &merged));
    TRY(person_row_numbered(r->ctx, &merged, &view->merged));
    parts_fill(r, kept, &merged, view);
    view->kept_version = kept->version;
    view->merged_version = merged.version;
    view->chosen = true;
    return OK;
}

enum err person_merge_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_merge_view view = {.pick = {.param = STR("other")}};
    struct page page = {
        .title = ctx_msg(ctx, "person.merge"), .nav = "/people", .own_heading = true};
    struct str other = r->form.sent ? form_typed(&r->form, "other") : req_get(r, "other");
    struct person_twin_list twins = {0};

    TRY(person_of_path(r, &person, &view.kept));
    view.reason = form_field(ctx, &r->form, person_merge_form, "reason", STR_NONE);
    if (str_given(other))
        TRY(compare_fill(r, &person, other, &view));
    TRY(person_pick_fill(r, person.id, &view.pick));
    if (!view.chosen && !view.pick.searched) {
        TRY(person_twins(ctx, &person, STR_NONE, &twins));
        for (size_t i = 0; i < twins.n; i++) {
            struct person_row_view row;

            if (!twins.items[i].visible)
                continue;
            row = person_row(ctx, &twins.items[i].person);
            row.case_number = twins.items[i].case_number;
            row.case_state = twins.items[i].case_state;
            row.matched = twins.items[i].why;
            LIST_ADD(ctx->arena, &view.pick.rows, row);
        }
    }
    return resp_page(r, &page, &tmpl_person_merge, &view);
}

static struct str take_read(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct str take = STR_NONE;

    for (int i = 0; i < person_part_n; i++) {
        if (str_eq(form_typed(&r->form, take_name(ctx, &person_parts[i])), STR("1")))
            take = str_fmt(ctx->arena, "%.*s %s", STR_ARG(take), person_parts[i].name);
    }
    return take;
}

enum err person_merge_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person kept, merged;
    struct person_merge_draft draft = {.take = take_read(r),
                                       .reason = form_text(&r->form, "reason"),
                                       .kept_version = form_int(&r->form, "kept_version", 0),
                                       .merged_version = form_int(&r->form, "merged_version", 0)};
    struct id merge_id;

    TRY(person_load(ctx, req_id(r, "person"), &kept));
    TRY(person_load(ctx, form_id(&r->form, "other"), &merged));
    TRY(person_merge(ctx, &kept, &merged, &draft, &merge_id));
    return resp_see_other(r, person_path(ctx, kept.id, NULL), "person.merged.done");
}

enum err person_merges_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_merges_view view = {.may_undo = authz_can(ctx, CAP_PERSON_MERGE)};
    struct person_merge_list merges = {0};
    struct page page = {.title = ctx_msg(ctx, "person.merges"), .nav = "/people"};

    TRY(person_of_path(r, &person, &view.person));
    TRY(person_merges(ctx, &person, &merges));
    for (size_t i = 0; i < merges.n; i++) {
        const struct person_merge *m = &merges.items[i];

        LIST_ADD(ctx->arena, &view.merges,
                 ((struct merge_view){.id = m->id,
                                      .merged_name = m->merged_name,
                                      .reason = m->reason,
                                      .by = m->by_name,
                                      .at = m->at,
                                      .undone_at = m->undone_at}));
    }
    return resp_page(r, &page, &tmpl_person_merges, &view);
}

enum err person_merge_undo_post(struct req *r)
{
    struct person_merge merge;

    TRY(person_merge_undo(r->ctx, req_id(r, "merge"), &merge));
    return resp_see_other(r, person_path(r->ctx, merge.merged_id, NULL),
                          "person.merge_undone.done");
}
