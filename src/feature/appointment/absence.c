/* appointment/absence.c: who is away, and who covers. */
#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/appointment/appointment.h"
#include "feature/appointment/appointment_store.h"

static enum err days_check(struct ctx *ctx, const struct absence *a)
{
    struct date today = ctx_today(ctx);

    if (!date_given(a->first) || !date_given(a->last))
        return ctx_fail(ctx, E_INVALID, "form.not_date", date_given(a->first) ? "last" : "first");
    if (date_cmp(a->last, a->first) < 0)
        return ctx_fail(ctx, E_INVALID, "absence.ends_early", "last");
    if (date_cmp(a->last, today) < 0)
        return ctx_fail(ctx, E_INVALID, "absence.over", "last");
    if (a->last.day - a->first.day >= ABSENCE_DAYS_MAX)
        return ctx_fail(ctx, E_INVALID, "absence.too_long", "last");
    if (a->first.day - today.day > APPOINTMENT_DAYS_AHEAD)
        return ctx_fail(ctx, E_INVALID, "appointment.too_far", "first");
    return OK;
}

static enum err cover_check(struct ctx *ctx, struct absence *a)
{
    struct absence_colleague_list list;

    if (!id_given(a->cover_id))
        return OK;
    TRY(absence_store_colleagues(ctx, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (!id_eq(list.items[i].account_id, a->cover_id))
            continue;
        a->cover_name = list.items[i].name;
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "absence.nobody", "cover");
}

static enum err absence_emit(struct ctx *ctx, const struct absence *a, const char *kind)
{
    return event_emit(ctx,
                      &(struct event){.kind = kind,
                                      .subject_id = a->id,
                                      .about = a->kind,
                                      .link = STR("/calendar/absences"),
                                      .summary = str_fmt(ctx->arena, "%.*s – %.*s",
                                                         STR_ARG(ctx_date_text(ctx, a->first)),
                                                         STR_ARG(ctx_date_text(ctx, a->last)))});
}

enum err absence_colleagues(struct ctx *ctx, struct absence_colleague_list *ret)
{
    return absence_store_colleagues(ctx, ret);
}

enum err absence_add(struct ctx *ctx, struct absence *a)
{
    const struct pack_code *kind = pack_code_find(ctx->pack, STR("absence_kind"), a->kind);

    TRY(authz_need(ctx, CAP_APPOINTMENT_EDIT));
    if (!kind || kind->retired)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "kind");
    TRY(days_check(ctx, a));
    TRY(cover_check(ctx, a));
    a->id = id_new(ctx, "absence");
    a->account_id = ctx->actor.account_id;
    a->from_at = date_start(a->first, ctx->tz_offset_min);
    a->until_at = date_start(date_add_days(a->last, 1), ctx->tz_offset_min);
    TRY(absence_store_insert(ctx, a));
    return absence_emit(ctx, a, "absence.added");
}

enum err absence_void(struct ctx *ctx, struct id id)
{
    struct absence absence;
    enum err e = absence_store_find(ctx, id, &absence);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, e, "problem.not_found", NULL);
    TRY(e);
    if (absence.voided)
        return OK;
    TRY(absence_store_void(ctx, id));
    return absence_emit(ctx, &absence, "absence.voided");
}

enum err absence_list(struct ctx *ctx, struct instant after, struct absence_list *ret)
{
    return absence_store_list(ctx, after, ret);
}
