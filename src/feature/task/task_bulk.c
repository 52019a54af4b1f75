/* task/task_bulk.c: the same done to several tasks, each for itself. */
#include "core/authz.h"
#include "feature/task/task.h"
#include "feature/task/task_store.h"

/* Cases are locked one after the other: in an order that is the same for everybody. */
struct place {
    struct id casefile_id;
    size_t at; /* in the results */
};
LIST_TYPE(place_list, struct place);

static enum err places_find(struct ctx *ctx, const struct task_result_list *results,
                            struct place_list *ret)
{
    for (size_t i = 0; i < results->n; i++) {
        struct task task = {0};
        enum err e = task_store_find(ctx, results->items[i].task_id, &task);
        struct place place = {task.casefile_id, i};
        size_t k = ret->n;

        if (e != E_NOT_FOUND)
            TRY(e);
        LIST_ADD(ctx->arena, ret, place);
        for (; k > 0 && id_cmp(place.casefile_id, ret->items[k - 1].casefile_id) < 0; k--)
            ret->items[k] = ret->items[k - 1];
        ret->items[k] = place;
    }
    return OK;
}

static enum err one(struct ctx *ctx, struct id id, const struct task_order *order)
{
    struct casefile file;
    struct task task;

    TRY(task_load(ctx, id, CASEFILE_WRITE, &task, &file));
    if (order->deed == TASK_DEED_DONE)
        return task_done(ctx, &task, &file, STR_NONE);
    if (order->deed == TASK_DEED_ASSIGN)
        return task_assign(ctx, &task, &file, order->account_id, task.version);
    return task_snooze(ctx, &task, &(struct task_draft){.due = order->due}, order->reason,
                       task.version);
}

static enum err order_check(struct ctx *ctx, const struct task_id_list *ids,
                            const struct task_order *order)
{
    TRY(authz_need(ctx, CAP_TASK_EDIT));
    if (ids->n == 0 || ids->n > TASK_BULK_MAX)
        return ctx_fail(ctx, E_INVALID, ids->n ? "task.too_many" : "task.none_chosen", "tasks");
    if (order->deed == TASK_DEED_ASSIGN && !id_given(order->account_id))
        return ctx_fail(ctx, E_INVALID, "task.nobody", "account");
    if (order->deed != TASK_DEED_LATER)
        return OK;
    if (!date_given(order->due) || date_cmp(order->due, ctx_today(ctx)) <= 0)
        return ctx_fail(ctx, E_INVALID, "task.later_day", "due");
    return str_given(order->reason) ? OK
                                    : ctx_fail(ctx, E_INVALID, "task.reason_missing", "reason");
}

static struct task_result_list once_each(struct ctx *ctx, const struct task_id_list *ids)
{
    struct task_result_list list = {0};

    for (size_t i = 0; i < ids->n; i++) {
        bool there = false;

        for (size_t k = 0; k < list.n; k++)
            there = there || id_eq(list.items[k].task_id, ids->items[i]);
        if (!there)
            LIST_ADD(ctx->arena, &list, ((struct task_result){.task_id = ids->items[i]}));
    }
    return list;
}

enum err task_bulk(struct ctx *ctx, const struct task_id_list *ids, const struct task_order *order,
                   struct task_result_list *ret)
{
    struct place_list places = {0};
    struct task_result_list results;

    TRY(order_check(ctx, ids, order));
    results = once_each(ctx, ids);
    TRY(places_find(ctx, &results, &places));
    for (size_t i = 0; i < places.n; i++) {
        struct task_result *result = &results.items[places.items[i].at];
        enum err e = one(ctx, result->task_id, order);

        /* A rule said no before anything was written; whatever else went wrong ends it all. */
        if (e == E_NOT_FOUND || e == E_CONFLICT || e == E_INVALID)
            result->problem = ctx->fail.msg ? ctx->fail.msg : "problem.not_found";
        else
            TRY(e);
        ctx->fail = (struct failure){0};
        ctx->conflict = (struct conflict){0};
    }
    *ret = results;
    return OK;
}
