/* appointment/appointment_check.c: which times cannot be, and which are doubtful. */
#include "base/num.h"
#include "core/pack.h"
#include "feature/appointment/appointment_rules.h"
#include "feature/appointment/appointment_store.h"
#include "feature/task/task.h"

struct instant appointment_moment(const struct ctx *ctx, struct date on, struct str time)
{
    int64_t hour, minute;

    if (!date_given(on) || time.n != 5 || num_parse_range(str_slice(time, 0, 2), 0, 23, &hour) ||
        num_parse_range(str_from(time, 3), 0, 59, &minute))
        return INSTANT_NONE;
    return (struct instant){date_start(on, ctx->tz_offset_min).us + hour * HOUR_US +
                            minute * MINUTE_US};
}

static enum err time_check(struct ctx *ctx, const struct appointment *a)
{
    struct date today = ctx_today(ctx), day = ctx_day_of(ctx, a->starts_at);

    if (!instant_given(a->starts_at) || !date_given(day))
        return ctx_fail(ctx, E_INVALID, "form.not_date", "on");
    if (date_cmp(day, today) < 0)
        return ctx_fail(ctx, E_INVALID, "appointment.past", "on");
    if (date_cmp(day, date_add_days(today, APPOINTMENT_DAYS_AHEAD)) > 0)
        return ctx_fail(ctx, E_INVALID, "appointment.too_far", "on");
    if (a->ends_at.us <= a->starts_at.us)
        return ctx_fail(ctx, E_INVALID, "appointment.ends_early", "until");
    if (a->ends_at.us - a->starts_at.us > APPOINTMENT_HOURS_MAX * HOUR_US)
        return ctx_fail(ctx, E_INVALID, "appointment.too_long", "until");
    return OK;
}

/* Only who sees the case can keep an appointment of it. */
static enum err keeper_check(struct ctx *ctx, const struct casefile *file,
                             const struct appointment *a)
{
    struct task_person_list people;

    if (id_eq(a->account_id, ctx->actor.account_id))
        return OK;
    TRY(task_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++)
        if (id_eq(people.items[i].account_id, a->account_id))
            return OK;
    return ctx_fail(ctx, E_INVALID, "task.nobody", "account");
}

enum err appointment_check(struct ctx *ctx, const struct casefile *file,
                           const struct appointment *a)
{
    const struct pack_code *mode = pack_code_find(ctx->pack, STR("appointment_mode"), a->mode);

    if (!mode || mode->retired)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "mode");
    TRY(time_check(ctx, a));
    return keeper_check(ctx, file, a);
}

/* By which channel of the safe-contact rules a mode reaches the client. */
static const struct {
    const char *mode, *channel;
} channels[] = {
    {"home_visit", "visit"}, {"office", "office"}, {"phone", "phone"}, {"video", "chat"}};

static enum err contact_doubt(struct ctx *ctx, const struct casefile *file,
                              const struct appointment_draft *draft,
                              struct appointment_doubt_list *ret)
{
    struct contact_rules rules;
    struct contact_ask ask = {.at = draft->starts_at};

    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++)
        if (str_eq(draft->mode, str_c(channels[i].mode)))
            ask.channel = str_c(channels[i].channel);
    if (!str_given(ask.channel))
        return OK;
    TRY(casefile_contact(ctx, file, &rules));
    struct contact_plan plan = contact_plan(&rules, &ask, ctx->tz_offset_min);

    if (!plan.allowed)
        LIST_ADD(ctx->arena, ret, ((struct appointment_doubt){.msg = plan.why}));
    return OK;
}

enum err appointment_doubts(struct ctx *ctx, const struct casefile *file,
                            const struct appointment_draft *draft, struct id except,
                            struct appointment_doubt_list *ret)
{
    struct appointment_doubt_list list = {0};
    struct id keeper = id_given(draft->account_id) ? draft->account_id : ctx->actor.account_id;
    struct appointment_span span = {keeper, draft->starts_at, draft->ends_at};

    TRY(appointment_store_clashes(ctx, &span, except, &list));
    TRY(appointment_store_away(ctx, &span, &list));
    TRY(contact_doubt(ctx, file, draft, &list));
    *ret = list;
    return OK;
}
