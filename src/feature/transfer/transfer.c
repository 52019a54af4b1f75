/* transfer/transfer.c: the rules of handing a case over. */
#include "feature/transfer/transfer.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/deadline/deadline.h"
#include "feature/plan/plan.h"
#include "feature/promise/promise.h"
#include "feature/task/task.h"
#include "feature/transfer/transfer_store.h"

static bool is_asked(const struct transfer *t)
{
    return str_eq(t->state, STR("asked"));
}

static enum err transfer_emit(struct ctx *ctx, const struct transfer *t, const char *kind,
                              struct str summary)
{
    char id[ID_TEXT];

    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = t->id,
                                           .casefile_id = t->casefile_id,
                                           .about = t->reason,
                                           .link = str_fmt(ctx->arena, "/transfers/%.*s",
                                                           STR_ARG(id_format(t->id, id))),
                                           .summary = summary});
}

/* ---- what goes along ------------------------------------------------------------------------ */

static void item_add(struct ctx *ctx, struct transfer_item_list *list, struct transfer_item item)
{
    item.taken = -1;
    LIST_ADD(ctx->arena, list, item);
}

/* Risk and flags in one line, with the note to them. */
static void risk_add(struct ctx *ctx, const struct casefile *file, struct transfer_item_list *list)
{
    struct buf text;
    struct str flags = file->safety, flag;

    buf_init(&text, ctx->arena, 8000);
    buf_put(&text, pack_label(ctx->pack, STR("risk"),
                              str_given(file->risk) ? file->risk : STR("none"), ctx->locale));
    while (str_split(&flags, ' ', &flag))
        if (str_given(flag))
            buf_printf(&text, " · %.*s",
                       STR_ARG(pack_label(ctx->pack, STR("safety_flag"), flag, ctx->locale)));
    if (str_given(file->safety_note))
        buf_printf(&text, " · %.*s", STR_ARG(file->safety_note));
    item_add(ctx, list,
             (struct transfer_item){.kind = STR("risk"), .what = buf_str(&text), .due = DATE_NONE});
}

static enum err actions_add(struct ctx *ctx, const struct casefile *file,
                            struct transfer_item_list *list)
{
    struct plan plan;
    struct plan_action_list actions;

    TRY(plan_agreed(ctx, file, &plan));
    if (!id_given(plan.id))
        return OK;
    TRY(plan_actions(ctx, &plan, &actions));
    for (size_t i = 0; i < actions.n; i++) {
        const struct plan_action *a = &actions.items[i];

        if (plan_action_is_open(a))
            item_add(ctx, list,
                     (struct transfer_item){
                         .kind = STR("action"),
                         .what = a->what,
                         .who = str_given(a->who_name)
                                    ? a->who_name
                                    : pack_label(ctx->pack, STR("action_who"), a->who, ctx->locale),
                         .due = a->due});
    }
    return OK;
}

static enum err deadlines_add(struct ctx *ctx, const struct casefile *file,
                              struct transfer_item_list *list)
{
    struct deadline_list deadlines;

    TRY(deadline_list_for_casefile(ctx, file, &deadlines));
    for (size_t i = 0; i < deadlines.n; i++) {
        const struct deadline *d = &deadlines.items[i];
        const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

        if (c && deadline_runs(d))
            item_add(ctx, list,
                     (struct transfer_item){.kind = STR("deadline"),
                                            .what = text_in(&c->label, ctx->locale),
                                            .due = d->due_on});
    }
    return OK;
}

enum err transfer_pack(struct ctx *ctx, const struct casefile *file, struct transfer_item_list *ret)
{
    struct transfer_item_list list = {0};
    struct promise_list promises;
    struct casefile_step_list steps;
    struct task_list tasks;

    risk_add(ctx, file, &list);
    TRY(promise_list_for_casefile(ctx, file, &promises));
    for (size_t i = 0; i < promises.n && promise_is_open(&promises.items[i]); i++)
        item_add(ctx, &list,
                 (struct transfer_item){.kind = STR("promise"),
                                        .what = promises.items[i].what,
                                        .who = promises.items[i].keeper_name,
                                        .due = promises.items[i].due});
    TRY(casefile_open_steps(ctx, file, &steps));
    for (size_t i = 0; i < steps.n; i++)
        if (date_given(steps.items[i].due))
            item_add(ctx, &list,
                     (struct transfer_item){.kind = STR("step"),
                                            .what = text_in(&steps.items[i].def->what, ctx->locale),
                                            .due = steps.items[i].due});
    TRY(deadlines_add(ctx, file, &list));
    TRY(actions_add(ctx, file, &list));
    TRY(task_list_for_casefile(ctx, file, &tasks));
    for (size_t i = 0; i < tasks.n && task_is_open(&tasks.items[i]); i++)
        item_add(ctx, &list,
                 (struct transfer_item){.kind = STR("task"),
                                        .what = tasks.items[i].title,
                                        .who = tasks.items[i].worker_name,
                                        .due = tasks.items[i].due});
    *ret = list;
    return OK;
}

/* ---- asking --------------------------------------------------------------------------------- */

enum err transfer_places(struct ctx *ctx, const struct casefile *file,
                         struct transfer_place_list *ret)
{
    return transfer_store_places(ctx, file->team_id, ret);
}

enum err transfer_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct transfer_list *ret)
{
    return transfer_store_by_casefile(ctx, file->id, ret);
}

static enum err may_write(struct ctx *ctx, const struct casefile *file)
{
    TRY(authz_need(ctx, CAP_CASE_EDIT));
    if (file->access < CASEFILE_WRITE)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return casefile_is_open(file) ? OK : ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
}

/* A colleague, or a team. */
static enum err place_find(struct ctx *ctx, const struct casefile *file, const struct transfer *t,
                           struct transfer_place *ret)
{
    struct transfer_place_list places;

    TRY(transfer_places(ctx, file, &places));
    for (size_t i = 0; i < places.n; i++) {
        const struct transfer_place *p = &places.items[i];
        bool is_team = !id_given(p->account_id);

        if (is_team ? id_eq(p->team_id, t->to_team_id)
                    : id_given(t->to_account_id) && id_eq(p->account_id, t->to_account_id)) {
            *ret = *p;
            return OK;
        }
    }
    return ctx_fail(ctx, E_INVALID, "transfer.nobody", "to");
}

static enum err waiting_find(struct ctx *ctx, const struct casefile *file, struct transfer *ret)
{
    struct transfer_list list;

    *ret = (struct transfer){0};
    TRY(transfer_store_by_casefile(ctx, file->id, &list));
    for (size_t i = 0; i < list.n; i++)
        if (is_asked(&list.items[i]))
            *ret = list.items[i];
    return OK;
}

enum err transfer_ask(struct ctx *ctx, const struct casefile *file, struct transfer *transfer)
{
    struct transfer waiting;
    struct transfer_place place;
    struct transfer_item_list items;

    TRY(may_write(ctx, file));
    TRY(waiting_find(ctx, file, &waiting));
    if (id_given(waiting.id)) {
        ctx_conflict_add(ctx, "journal.who", waiting.asked_by_name, ctx->actor.name);
        ctx_conflict_add(ctx, "transfer.words", waiting.words, transfer->words);
        return ctx_conflict(ctx, 0, "transfer.waits_already");
    }
    TRY(place_find(ctx, file, transfer, &place));
    if (id_given(place.account_id) && id_eq(place.account_id, file->worker_id))
        return ctx_fail(ctx, E_INVALID, "transfer.has_it", "to");
    if (!pack_code_find(ctx->pack, STR("handover_reason"), transfer->reason))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "reason");
    if (!str_given(transfer->words))
        return ctx_fail(ctx, E_INVALID, "transfer.words_missing", "words");
    transfer->id = id_new(ctx, "transfer");
    transfer->casefile_id = file->id;
    transfer->from_worker_id = file->worker_id;
    transfer->to_team_id = place.team_id;
    transfer->to_agency_id = place.agency_id;
    transfer->to_account_id = place.account_id;
    transfer->asked_by = ctx->actor.account_id;
    transfer->asked_at = ctx->now;
    transfer->state = STR("asked");
    TRY(transfer_store_insert(ctx, transfer));
    TRY(transfer_pack(ctx, file, &items));
    for (size_t i = 0; i < items.n; i++)
        TRY(transfer_store_item_insert(ctx, transfer, &items.items[i], (int64_t)i));
    return transfer_emit(ctx, transfer, "transfer.asked",
                         str_given(place.name) ? place.name : place.team);
}

static enum err state_set(struct ctx *ctx, struct transfer *t, const char *state, struct str answer)
{
    bool done = false;

    t->state = str_c(state);
    t->answer = answer;
    TRY(transfer_store_set_state(ctx, t, &done));
    return done ? OK : ctx_fail(ctx, E_CONFLICT, "transfer.answered_already", NULL);
}

enum err transfer_withdraw(struct ctx *ctx, const struct casefile *file)
{
    struct transfer waiting;

    TRY(may_write(ctx, file));
    TRY(waiting_find(ctx, file, &waiting));
    if (!id_given(waiting.id))
        return ctx_fail(ctx, E_CONFLICT, "transfer.answered_already", NULL);
    TRY(state_set(ctx, &waiting, "withdrawn", STR_NONE));
    return transfer_emit(ctx, &waiting, "transfer.withdrawn", STR_NONE);
}

/* ---- answering ------------------------------------------------------------------------------ */

enum err transfer_received(struct ctx *ctx, struct transfer_list *ret)
{
    return transfer_store_received(ctx, ret);
}

enum err transfer_sent(struct ctx *ctx, struct transfer_list *ret)
{
    return transfer_store_sent(ctx, ret);
}

static bool is_for(const struct ctx *ctx, const struct transfer *t)
{
    if (id_given(t->to_account_id))
        return id_eq(t->to_account_id, ctx->actor.account_id);
    return id_eq(t->to_team_id, ctx->actor.scope_id) || id_eq(t->to_agency_id, ctx->actor.scope_id);
}

bool transfer_may_answer(const struct ctx *ctx, const struct transfer *transfer)
{
    return is_asked(transfer) && is_for(ctx, transfer) && authz_can(ctx, CAP_CASE_EDIT);
}

enum err transfer_load(struct ctx *ctx, struct id id, struct transfer *ret)
{
    struct transfer transfer;
    struct casefile file;

    TRY(transfer_store_find(ctx, id, &transfer));
    if (is_for(ctx, &transfer)) {
        if (!site_enter(ctx, transfer.programme))
            return ctx_fail(ctx, E_CONFLICT, "casefile.programme_missing", NULL);
        ctx_access(ctx, "transfer", transfer.id, transfer.casefile_id, ID_NONE);
    } else {
        TRY(casefile_load(ctx, transfer.casefile_id, CASEFILE_READ, &file));
    }
    *ret = transfer;
    return OK;
}

enum err transfer_items(struct ctx *ctx, const struct transfer *transfer,
                        struct transfer_item_list *ret)
{
    return transfer_store_items(ctx, transfer, ret);
}

/* What was answered meanwhile, beside what was to be answered. */
static enum err must_answer(struct ctx *ctx, const struct transfer *t, const char *state,
                            struct str words)
{
    TRY(authz_need(ctx, CAP_CASE_EDIT));
    if (!is_for(ctx, t))
        return ctx_fail(ctx, E_CONFLICT, "transfer.not_for_you", NULL);
    if (is_asked(t))
        return OK;
    ctx_conflict_add(ctx, "core.status",
                     pack_label(ctx->pack, STR("handover_state"), t->state, ctx->locale),
                     pack_label(ctx->pack, STR("handover_state"), str_c(state), ctx->locale));
    ctx_conflict_add(ctx, "transfer.answer", t->answer, words);
    ctx_conflict_add(ctx, "journal.who", t->answered_by_name, ctx->actor.name);
    return ctx_conflict(ctx, 0, "transfer.answered_already");
}

/* An item is taken, or there is a word why not. */
static enum err answers_check(struct ctx *ctx, const struct transfer_item_list *items,
                              const struct transfer_item_list *answers)
{
    for (size_t i = 0; i < items->n; i++) {
        const struct transfer_item *answer = NULL;
        char id[ID_TEXT];

        for (size_t k = 0; k < answers->n; k++)
            if (id_eq(answers->items[k].id, items->items[i].id))
                answer = &answers->items[k];
        if (!answer || (answer->taken != 1 && !str_given(answer->remark)))
            return ctx_fail(ctx, E_INVALID, "transfer.item_open",
                            str_z(ctx->arena, str_fmt(ctx->arena, "r-%.*s",
                                                      STR_ARG(id_format(items->items[i].id, id)))));
    }
    return OK;
}

enum err transfer_accept(struct ctx *ctx, struct transfer *transfer, struct id worker_id,
                         const struct transfer_item_list *answers)
{
    struct transfer_item_list items;

    TRY(must_answer(ctx, transfer, "accepted", STR_NONE));
    TRY(transfer_store_items(ctx, transfer, &items));
    TRY(answers_check(ctx, &items, answers));
    TRY(state_set(ctx, transfer, "accepted", STR_NONE));
    for (size_t i = 0; i < answers->n; i++)
        TRY(transfer_store_item_set(ctx, transfer, &answers->items[i]));
    TRY(casefile_take_over(
        ctx, transfer->casefile_id, transfer->from_worker_id,
        id_given(worker_id) ? worker_id : ctx->actor.account_id,
        pack_label(ctx->pack, STR("handover_reason"), transfer->reason, ctx->locale)));
    return transfer_emit(ctx, transfer, "transfer.accepted", STR_NONE);
}

enum err transfer_refuse(struct ctx *ctx, struct transfer *transfer, struct str why)
{
    TRY(must_answer(ctx, transfer, "refused", why));
    if (!str_given(why))
        return ctx_fail(ctx, E_INVALID, "transfer.why_missing", "why");
    TRY(state_set(ctx, transfer, "refused", why));
    return transfer_emit(ctx, transfer, "transfer.refused", why);
}
