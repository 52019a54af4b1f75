/* casefile/casefile_share.c: a case shown to a team or agency until a day. */
#include "feature/casefile/casefile_share.h"

#include "core/authz.h"
#include "core/event.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/share_store.h"

struct str casefile_unit_name(struct ctx *ctx, const struct casefile_unit *unit)
{
    if (!str_given(unit->team))
        return unit->agency;
    return str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(unit->team), STR_ARG(unit->agency));
}

enum err casefile_units(struct ctx *ctx, struct casefile_unit_list *ret)
{
    return share_store_units(ctx, ret);
}

enum err casefile_share_list(struct ctx *ctx, const struct casefile *file,
                             struct casefile_share_list *ret)
{
    return share_store_list(ctx, file->id, ret);
}

static enum err share_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                           const struct casefile_share *share)
{
    struct event_diff diff = {.ctx = ctx};
    struct str summary = casefile_unit_name(ctx, &share->unit);
    char unit[ID_TEXT];

    event_diff_add(&diff, "unit", STR_NONE, id_format(share->unit.id, unit));
    if (date_given(share->until))
        event_diff_add(&diff, "until", STR_NONE, ctx_date_text(ctx, share->until));
    if (str_given(share->reason))
        summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(summary), STR_ARG(share->reason));
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = share->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .link = casefile_href(ctx, file->id, "access"),
                                           .summary = summary,
                                           .data = event_diff_done(&diff)});
}

/* ---- beginning ------------------------------------------------------------------------------ */

static enum err wanted_check(struct ctx *ctx, const struct casefile_share *wanted)
{
    struct date today = ctx_today(ctx);

    if (!date_given(wanted->until) || date_cmp(wanted->until, today) < 0 ||
        date_cmp(wanted->until, date_add_days(today, CASEFILE_SHARE_DAYS)) > 0)
        return ctx_fail(ctx, E_INVALID, "casefile.share_day", "until");
    if (!str_given(wanted->reason))
        return ctx_fail(ctx, E_INVALID, "casefile.reason_missing", "reason");
    return OK;
}

static enum err people_share(struct ctx *ctx, const struct casefile *file)
{
    struct casefile_person_list people;

    TRY(casefile_people(ctx, file, &people));
    TRY(person_share_with_case(ctx, file->person_id, file->id));
    for (size_t i = 0; i < people.n; i++)
        TRY(person_share_with_case(ctx, people.items[i].person_id, file->id));
    return OK;
}

enum err casefile_share_add(struct ctx *ctx, const struct casefile *file,
                            const struct casefile_share *wanted)
{
    struct casefile_share share = *wanted;
    bool sees;

    TRY(authz_need(ctx, CAP_CASE_ASSIGN));
    TRY(wanted_check(ctx, wanted));
    enum err e = share_store_unit(ctx, wanted->unit.id, &share.unit);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_INVALID, "casefile.share_unit_missing", "unit");
    TRY(e);
    TRY(share_store_sees(ctx, file->id, share.unit.id, &sees));
    if (sees)
        return ctx_fail(ctx, E_CONFLICT, "casefile.share_sees", NULL);
    share.id = id_new(ctx, "casefile_share");
    share.casefile_id = file->id;
    TRY(share_store_add(ctx, &share));
    TRY(people_share(ctx, file));
    return share_emit(ctx, file, "casefile.shared", &share);
}

/* ---- the end -------------------------------------------------------------------------------- */

static enum err end(struct ctx *ctx, const struct casefile *file,
                    const struct casefile_share *share, bool *ret_ended)
{
    struct casefile_person_list people;

    TRY(share_store_end(ctx, share, ret_ended));
    if (!*ret_ended)
        return OK;
    TRY(casefile_people(ctx, file, &people));
    TRY(person_unshare(ctx, file->person_id, share->unit.id));
    for (size_t i = 0; i < people.n; i++)
        TRY(person_unshare(ctx, people.items[i].person_id, share->unit.id));
    return share_emit(ctx, file, "casefile.share_ended", share);
}

enum err casefile_share_end(struct ctx *ctx, const struct casefile *file, struct id id)
{
    struct casefile_share_list list;
    bool ended = false, there = false;

    TRY(authz_need(ctx, CAP_CASE_ASSIGN));
    TRY(share_store_list(ctx, file->id, &list));
    for (size_t i = 0; i < list.n && !there; i++) {
        struct casefile_share share = list.items[i];

        if (!id_eq(share.id, id))
            continue;
        there = true;
        share.reason = STR_NONE;
        TRY(end(ctx, file, &share, &ended));
    }
    if (!there)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return ended ? OK : ctx_fail(ctx, E_CONFLICT, "casefile.share_over", NULL);
}

static enum err share_find(struct ctx *ctx, const struct event *event, struct casefile_share *ret)
{
    struct casefile_share_list list;

    TRY(share_store_list(ctx, event->casefile_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (!id_eq(list.items[i].id, event->subject_id))
            continue;
        *ret = list.items[i];
        return OK;
    }
    return E_NOT_FOUND;
}

enum err casefile_shared(struct ctx *ctx, const struct event *event, struct casefile_shared *ret)
{
    struct casefile_share share;

    TRY(share_find(ctx, event, &share));
    *ret = (struct casefile_shared){.unit = share.unit, .until = share.until};
    return OK;
}

enum err casefile_share_on_stopped(struct ctx *ctx, const struct event *event)
{
    struct casefile file = {.id = event->casefile_id, .person_id = event->person_id};
    struct casefile_share share;
    bool ended;

    if (!str_eq(event->about, STR("share")))
        return OK;
    TRY(share_find(ctx, event, &share));
    share.reason = STR_NONE;
    return end(ctx, &file, &share, &ended);
}

enum err casefile_share_is_over(struct ctx *ctx, struct id casefile_id, bool *ret)
{
    struct date until;

    TRY(share_store_until(ctx, casefile_id, ctx->actor.scope_id, &until));
    *ret = date_given(until) && date_cmp(until, ctx_today(ctx)) < 0;
    return OK;
}

static enum err due_end(struct ctx *ctx, struct share_due *due)
{
    struct casefile file = {.id = due->share.casefile_id, .person_id = due->person_id};
    bool ended;

    TRY(share_store_unit(ctx, due->share.unit.id, &due->share.unit));
    return end(ctx, &file, &due->share, &ended);
}

/* Each is a transaction of its own: one that cannot be ended keeps no other one open. The job fails
 * with the first error, for the log, when the others are done. */
enum err casefile_share_sweep(struct ctx *ctx)
{
    struct share_due_list list;
    enum err first = OK;

    TRY(share_store_due(ctx, ctx_today(ctx), &list));
    for (size_t i = 0; i < list.n; i++) {
        enum err e = due_end(ctx, &list.items[i]);

        TRY(share_store_next(ctx, &e));
        if (first == OK)
            first = e;
    }
    return first;
}
