/* caseload/caseload.c: lists of cases, and giving several away at once. */
#include "feature/caseload/caseload.h"

#include "core/authz.h"
#include "feature/caseload/caseload_store.h"

enum err caseload_list(struct ctx *ctx, const struct caseload_filter *filter,
                       struct caseload_row_list *ret)
{
    return caseload_store_list(ctx, filter, ret);
}

enum err caseload_count(struct ctx *ctx, const struct caseload_filter *filter,
                        struct caseload_counts *ret)
{
    return caseload_store_count(ctx, filter, ret);
}

enum err caseload_teams(struct ctx *ctx, struct caseload_team_list *ret)
{
    return caseload_store_teams(ctx, ret);
}

enum err caseload_colleagues(struct ctx *ctx, struct id team_id,
                             struct caseload_colleague_list *ret)
{
    return caseload_store_colleagues(ctx, team_id, ret);
}

enum err caseload_rows(struct ctx *ctx, const struct caseload_id_list *ids,
                       struct caseload_row_list *ret)
{
    struct caseload_row_list list = {0};

    for (size_t i = 0; i < ids->n && i < CASELOAD_BULK_MAX; i++)
        TRY(caseload_store_one(ctx, ids->items[i], &list));
    *ret = list;
    return OK;
}

/* Cases are locked in the order of their ids, so that two people who do this do not wait for each
 * other forever. */
static void sort_ids(struct caseload_id_list *ids)
{
    for (size_t i = 1; i < ids->n; i++) {
        struct id id = ids->items[i];
        size_t k = i;

        for (; k > 0 && id_cmp(ids->items[k - 1], id) > 0; k--)
            ids->items[k] = ids->items[k - 1];
        ids->items[k] = id;
    }
}

enum err caseload_assign(struct ctx *ctx, struct caseload_id_list *ids, struct id worker_id,
                         struct str reason, int *ret_n)
{
    int n = 0;

    TRY(authz_need(ctx, CAP_CASE_ASSIGN));
    if (ids->n > CASELOAD_BULK_MAX)
        return ctx_fail(ctx, E_LIMIT, "caseload.too_many", NULL);
    sort_ids(ids);
    for (size_t i = 0; i < ids->n; i++) {
        struct casefile file;

        TRY(casefile_load_open(ctx, ids->items[i], &file));
        if (id_eq(file.worker_id, worker_id))
            continue;
        TRY(casefile_assign(ctx, &file, worker_id, reason));
        n++;
    }
    *ret_n = n;
    return OK;
}
