/* directory/benefit.c: rules of snapshots of other systems. */
#include "feature/directory/benefit.h"

#include "core/authz.h"
#include "core/event.h"
#include "feature/directory/benefit_rules.h"
#include "feature/directory/benefit_store.h"

static bool is_code(const struct ctx *ctx, const char *list, struct str code)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && !found->retired;
}

bool benefit_needs_care(const struct benefit *b)
{
    static const char *const states[] = {"not_paid", "reduced", "suspended",
                                         "stopped",  "refused", "unmet"};

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (str_eq(b->state, str_c(states[i])))
            return !b->voided;
    }
    return false;
}

bool benefit_is_same(const struct benefit *a, const struct benefit *b)
{
    return str_eq(a->source, b->source) && str_eq(a->reference, b->reference) &&
           str_eq(a->kind, b->kind) && str_eq(a->name, b->name);
}

enum err benefit_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                      const struct benefit *b)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = b->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = b->kind,
                                           .link = casefile_href(ctx, file->id, "benefits"),
                                           .summary = b->name});
}

enum err benefit_check(struct ctx *ctx, const struct benefit *b)
{
    if (!is_code(ctx, "stated_kind", b->kind))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "kind");
    if (!str_given(str_trim(b->name)))
        return ctx_fail(ctx, E_INVALID, "benefit.name_missing", "name");
    if (!is_code(ctx, "stated_state", b->state))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "state");
    if (!str_given(str_trim(b->source)))
        return ctx_fail(ctx, E_INVALID, "benefit.source_missing", "source");
    if (!date_given(b->stated_on))
        return ctx_fail(ctx, E_INVALID, "benefit.stated_on_missing", "stated_on");
    if (date_cmp(b->stated_on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "form.date_future", "stated_on");
    return OK;
}

enum err benefit_add(struct ctx *ctx, const struct casefile *file, const struct benefit *draft)
{
    struct benefit b = *draft;
    bool is_new;

    TRY(authz_need(ctx, CAP_BENEFIT_EDIT));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(benefit_check(ctx, &b));
    b.id = id_new(ctx, "benefit");
    b.casefile_id = file->id;
    TRY(benefit_store_insert(ctx, &b, &is_new));
    if (!is_new)
        return ctx_fail(ctx, E_INVALID, "benefit.known", "stated_on");
    return benefit_emit(ctx, file, "benefit.added", &b);
}

enum err benefit_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct benefit_list *ret)
{
    return benefit_store_by_casefile(ctx, file->id, ret);
}

enum err benefit_load(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct benefit *ret)
{
    struct benefit_list list;

    TRY(benefit_store_by_casefile(ctx, file->id, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (id_eq(list.items[i].id, id)) {
            *ret = list.items[i];
            return OK;
        }
    }
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err benefit_void(struct ctx *ctx, const struct casefile *file, struct id id, struct str reason)
{
    struct benefit b;
    bool done;

    TRY(authz_need(ctx, CAP_BENEFIT_EDIT));
    TRY(benefit_load(ctx, file, id, &b));
    if (!str_given(str_trim(reason)))
        return ctx_fail(ctx, E_INVALID, "benefit.reason_missing", "reason");
    TRY(benefit_store_void(ctx, &b, reason, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "benefit.voided_already", NULL);
    return benefit_emit(ctx, file, "benefit.voided", &b);
}
