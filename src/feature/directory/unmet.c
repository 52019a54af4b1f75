/* directory/unmet.c: rules of unmet needs. */
#include "feature/directory/unmet.h"

#include "core/authz.h"
#include "core/event.h"
#include "feature/directory/unmet_store.h"

static bool is_code(const struct ctx *ctx, const char *list, struct str code)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && !found->retired;
}

static enum err emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                     const struct unmet *u)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = u->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = u->need,
                                           .link = casefile_href(ctx, file->id, "services"),
                                           .summary = u->remark});
}

enum err unmet_add(struct ctx *ctx, const struct casefile *file, const struct unmet *draft)
{
    struct unmet u = *draft;
    bool is_new;

    TRY(authz_need(ctx, CAP_CASE_EDIT));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    if (!is_code(ctx, "need", u.need))
        return ctx_fail(ctx, E_INVALID, "unmet.choose_need", "need");
    if (!is_code(ctx, "unmet_reason", u.reason))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "reason");
    u.id = id_new(ctx, "unmet_need");
    u.casefile_id = file->id;
    if (!id_given(u.area_id))
        u.area_id = file->area_id;
    enum err e = unmet_store_insert(ctx, &u, &is_new);

    if (e == E_CONFLICT)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "area");
    TRY(e);
    return is_new ? emit(ctx, file, "unmet.added", &u) : OK;
}

enum err unmet_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                 struct unmet_list *ret)
{
    return unmet_store_by_casefile(ctx, file->id, ret);
}

enum err unmet_end(struct ctx *ctx, const struct casefile *file, struct id id, struct str how)
{
    struct unmet_list list;
    bool done;

    TRY(authz_need(ctx, CAP_CASE_EDIT));
    if (!str_eq(how, STR("met")) && !str_eq(how, STR("passed")) && !str_eq(how, STR("error")))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "how");
    TRY(unmet_store_by_casefile(ctx, file->id, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct unmet *u = &list.items[i];

        if (!id_eq(u->id, id))
            continue;
        TRY(unmet_store_end(ctx, u, how, &done));
        return done ? emit(ctx, file, "unmet.ended", u)
                    : ctx_fail(ctx, E_CONFLICT, "unmet.ended_already", NULL);
    }
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err unmet_figures(struct ctx *ctx, struct id area_id, struct report_cell_list *ret_needs,
                       struct report_cell_list *ret_reasons)
{
    struct date since = date_add_months(ctx_today(ctx), -UNMET_MONTHS);

    TRY(unmet_store_count(ctx, date_start(since, ctx->tz_offset_min), area_id, ret_needs,
                          ret_reasons));
    report_hide(ret_needs);
    report_hide(ret_reasons);
    return OK;
}
