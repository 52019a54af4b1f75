/* deadline/deadline.c: clocks begin, are met, stand and go on, follow the risk, and are told of.
 * What begins and meets them are events; their rows are written in the event's own transaction. */
#include "feature/deadline/deadline.h"

#include "core/feature.h"
#include "feature/deadline/deadline_store.h"

#define TELL_A_ROUND 300 /* each is a few rows: a fraction of a second */

/* ---- when ----------------------------------------------------------------------------------- */

static struct instant before(struct instant t, int64_t days)
{
    return (struct instant){t.us - days * DAY_US};
}

/* What is to be told next of it, and when. Days begin at midnight: "2 days before" the 10th is the
 * 8th. Of hours that give no warning there is none. */
static struct instant tell_next(const struct pack_clock *c, const struct deadline *d,
                                enum deadline_told *ret)
{
    bool warns = c && c->warn_days >= 0 && (d->unit != CLOCK_HOURS || c->warn_days > 0);

    *ret = d->told;
    if (!instant_given(d->due_at) || d->told == TOLD_ESCALATED)
        return INSTANT_NONE;
    if (d->told == TOLD_NOTHING && warns) {
        *ret = TOLD_SOON;
        return before(d->due_at, c->warn_days + (d->unit != CLOCK_HOURS));
    }
    if (d->told < TOLD_LATE) {
        *ret = TOLD_LATE;
        return d->due_at;
    }
    if (!c || !str_given(c->escalate_to) || c->escalate_after_days < 0)
        return INSTANT_NONE;
    *ret = TOLD_ESCALATED;
    return before(d->due_at, -c->escalate_after_days);
}

static struct instant look_at(const struct pack_clock *c, const struct deadline *d)
{
    enum deadline_told next;

    return tell_next(c, d, &next);
}

enum err deadline_end(struct ctx *ctx, const struct deadline *d, const struct workdays *workdays,
                      struct clock_end *ret)
{
    struct deadline_pause_list pauses = {0};
    LIST_OF(struct clock_pause) times = {0};

    if (!str_eq(d->state, STR("new")))
        TRY(deadline_store_pauses(ctx, d, &pauses));
    for (size_t i = 0; i < pauses.n; i++)
        LIST_ADD(ctx->arena, &times,
                 ((struct clock_pause){pauses.items[i].began_at, pauses.items[i].over_at}));
    struct clock_run run = {.unit = d->unit,
                            .limit = d->amount,
                            .began = d->began_at,
                            .tz_offset_min = ctx->tz_offset_min,
                            .workdays = workdays,
                            .pauses = times.items,
                            .pause_n = times.n};

    return clock_end(&run, ret);
}

/* Sets state and end from the rule, as the calendar of the case's area has it. */
static enum err end_set(struct ctx *ctx, struct deadline *d, struct str area)
{
    struct workdays workdays = {0};
    struct clock_end end;

    if (d->unit == CLOCK_WORKING_DAYS)
        workdays = pack_workdays(ctx->arena, ctx->pack, area);
    TRY(deadline_end(ctx, d, &workdays, &end));
    d->state = end.stands ? STR("paused") : STR("open");
    d->due_at = end.stands ? INSTANT_NONE : end.at;
    d->due_on = end.stands ? DATE_NONE : end.on;
    d->free_days = end.stands ? 0 : end.free;
    d->paused_days = end.stands ? 0 : end.paused;
    if (d->unit == CLOCK_HOURS)
        d->paused_days /= DAY_US / SECOND_US;
    return OK;
}

/* "The child has been seen · Illness" */
struct str deadline_label(struct ctx *ctx, const struct deadline *d)
{
    const struct pack_clock *c = pack_clock_find(site_pack_of(ctx, d->pack), d->clock);

    return c ? text_in(&c->label, ctx->locale) : d->clock;
}

static struct str labelled(struct ctx *ctx, const struct deadline *d, struct str more)
{
    return str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(deadline_label(ctx, d)), STR_ARG(more));
}

static enum err emit(struct ctx *ctx, const struct deadline *d, struct id person_id,
                     const char *kind, struct str summary)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = d->id,
                                           .casefile_id = d->casefile_id,
                                           .person_id = person_id,
                                           .link = casefile_href(ctx, d->casefile_id, "deadlines"),
                                           .summary = summary});
}

/* ---- what happens in a case ----------------------------------------------------------------- */

/* An event, and its case. */
struct happening {
    const struct event *event;
    struct deadline_case file;
};

static bool is_met(const struct pack_clock *c, const struct event *event)
{
    return event_is_heard(event, c->met_by, c->met_about);
}

static bool starts(const struct pack_clock *c, const struct event *event)
{
    return event_is_heard(event, c->trigger, c->trigger_about);
}

/* Somebody sent the form with the day that the clock counts from. */
static bool may_date(const struct pack *pack, const struct pack_clock *c, const struct event *event)
{
    const struct pack_form *form;

    return pack_counts_from(pack, c, &form) && str_eq(event->about, form->name) &&
           (str_has_prefix(str_c(event->kind), STR("assess.")) ||
            str_eq(str_c(event->kind), form->event));
}

/* A case that goes on does so in a phase. */
static bool starts_again(const struct pack_clock *c, const struct event *event)
{
    return pack_is_heard(c->trigger, c->trigger_about, STR("casefile.phase_entered"), event->about);
}

static bool is_kind(const struct event *event, const char *kind)
{
    return str_eq(str_c(event->kind), str_c(kind));
}

/* The case ends or goes on: what ran until then does not run any more. */
static bool is_turn(const struct event *event)
{
    return is_kind(event, "casefile.closed") || is_kind(event, "casefile.reopened");
}

/* Most events concern no clock: that is known from the pack alone. */
static bool concerns_a_clock(const struct pack *pack, const struct event *event)
{
    if (is_turn(event) || is_kind(event, "casefile.risk_changed"))
        return true;
    for (size_t i = 0; i < pack->clocks.n; i++) {
        const struct pack_clock *c = &pack->clocks.items[i];

        if (is_met(c, event) || starts(c, event) || may_date(pack, c, event))
            return true;
    }
    return false;
}

static void count_from(const struct pack_clock *c, struct instant from, struct deadline *d)
{
    d->began_by = STR(DEADLINE_ANSWER);
    d->began_about = c->counts_from;
    d->began_at = from;
}

/* again: it was met and begins again, from then on or from what the same form says. */
static enum err begin(struct ctx *ctx, struct happening *h, const struct pack_clock *c, bool again)
{
    struct deadline_says says;
    struct deadline d = {.casefile_id = h->event->casefile_id,
                         .clock = c->name,
                         .pack = ctx->pack->name,
                         .pack_version = ctx->pack->version,
                         .began_by = str_c(h->event->kind),
                         .began_about = h->event->about,
                         .began_at = ctx->claimed_at,
                         .state = STR("new")};

    d.risk = h->file.risk;
    d.amount = c->limit[risk_index(d.risk)];
    d.unit = c->unit[risk_index(d.risk)];
    if (d.amount < 0)
        return OK;
    TRY(deadline_says(ctx, c, d.casefile_id, &says));
    if (!says.holds)
        return OK;
    if (instant_given(says.from) && (!again || may_date(ctx->pack, c, h->event)))
        count_from(c, says.from, &d);
    /* A pack whose calendar leaves no such day: nothing can be promised. */
    if (end_set(ctx, &d, h->file.area) == E_INVALID)
        return OK;
    d.id = id_new(ctx, "deadline");
    return deadline_store_insert(ctx, &d, look_at(c, &d), c->repeats);
}

/* After the closing several follow-ups run at once, and the same contact could meet them all: it is
 * the one whose warning has come, or that is late. What is called early counts for none. So it is
 * with a clock of which the pack says so: the review after a year is not one after three months. */
static enum err is_its_time(struct ctx *ctx, const struct happening *h, const struct pack_clock *c,
                            bool *ret)
{
    struct deadline_list list;

    *ret = str_eq(h->file.state, STR("open")) && !c->once_warned;
    if (*ret)
        return OK;
    TRY(deadline_store_running(ctx, h->event->casefile_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct deadline *d = &list.items[i];
        int warned = (c->warn_days > 0 ? c->warn_days : 0) + 1;

        if (str_eq(d->clock, c->name) && instant_given(d->due_at))
            *ret = before(d->due_at, warned).us <= ctx->claimed_at.us;
    }
    return OK;
}

/* *ret_any: it ran, and this event met it. */
static enum err meet(struct ctx *ctx, const struct happening *h, const struct pack_clock *c,
                     bool *ret_any)
{
    bool is_time = false;

    *ret_any = false;
    if (!is_met(c, h->event))
        return OK;
    TRY(is_its_time(ctx, h, c, &is_time));
    if (!is_time)
        return OK;
    return deadline_store_over(ctx,
                               &(struct deadline){.casefile_id = h->event->casefile_id,
                                                  .clock = c->name,
                                                  .state = STR("met"),
                                                  .over_by = str_c(h->event->kind),
                                                  .over_about = h->event->about,
                                                  .over_at = ctx->claimed_at},
                               ret_any);
}

/* Only follow-ups run in a closed case: nothing else could be met there. */
static bool may_run(const struct happening *h, const struct pack_clock *c)
{
    return str_eq(h->file.state, STR("open")) || pack_has_word(c->trigger, STR("casefile.closed"));
}

/* What this turn meets is met by it; what else runs has ended; then those begin that it starts. */
static enum err turned(struct ctx *ctx, struct happening *h)
{
    const struct pack_clock_list *clocks = &ctx->pack->clocks;
    bool again = is_kind(h->event, "casefile.reopened"), any;

    for (size_t i = 0; i < clocks->n; i++)
        TRY(meet(ctx, h, &clocks->items[i], &any));
    TRY(deadline_store_all_over(ctx, h->event->casefile_id, str_c(h->event->kind)));
    for (size_t i = 0; i < clocks->n; i++) {
        const struct pack_clock *c = &clocks->items[i];

        if ((starts(c, h->event) || (again && starts_again(c, h->event))) && may_run(h, c))
            TRY(begin(ctx, h, c, false));
    }
    return OK;
}

static struct str day_text(struct ctx *ctx, struct date day)
{
    return date_given(day) ? ctx_date_text(ctx, day) : STR("–");
}

/* What was in time is not late by a new rule alone: there is the rest of the day. */
static void spare_today(struct ctx *ctx, struct instant was, struct deadline *d)
{
    struct date today = ctx_today(ctx);

    if (!instant_given(was) || !instant_given(d->due_at) || was.us <= ctx->now.us ||
        d->due_at.us > ctx->now.us)
        return;
    d->due_on = today;
    d->due_at = date_start(date_add_days(today, 1), ctx->tz_offset_min);
}

/* *moved gains what it says of one that ends on another day now. */
static enum err moved_store(struct ctx *ctx, struct deadline *d, struct date was, struct str *moved)
{
    struct str days;

    if (d->due_at.us > ctx->now.us)
        d->told = TOLD_NOTHING;
    TRY(deadline_store_renew(ctx, d, look_at(pack_clock_find(ctx->pack, d->clock), d)));
    if (date_cmp(was, d->due_on) == 0)
        return OK;
    days = str_fmt(ctx->arena, "%.*s → %.*s", STR_ARG(day_text(ctx, was)),
                   STR_ARG(day_text(ctx, d->due_on)));
    *moved = str_fmt(ctx->arena, "%.*s%s%.*s", STR_ARG(*moved), str_given(*moved) ? "; " : "",
                     STR_ARG(labelled(ctx, d, days)));
    return OK;
}

static enum err risk_follow(struct ctx *ctx, struct happening *h, struct deadline *d,
                            struct str *moved)
{
    const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);
    struct deadline was = *d;

    d->risk = h->file.risk;
    d->amount = c ? c->limit[risk_index(d->risk)] : -1;
    if (d->amount < 0) {
        d->state = STR("ended");
        d->over_by = str_c(h->event->kind);
        d->over_at = ctx->claimed_at;
        return deadline_store_over(ctx, d, NULL);
    }
    d->unit = c->unit[risk_index(d->risk)];
    d->pack_version = ctx->pack->version;
    TRY(end_set(ctx, d, h->file.area));
    spare_today(ctx, was.due_at, d);
    return moved_store(ctx, d, was.due_on, moved);
}

/* One line on the timeline for all. */
static enum err risk_changed(struct ctx *ctx, struct happening *h)
{
    struct deadline_list list;
    struct str moved = STR_NONE;

    TRY(deadline_store_running(ctx, h->event->casefile_id, &list));
    for (size_t i = 0; i < list.n; i++)
        TRY(risk_follow(ctx, h, &list.items[i], &moved));
    if (!str_given(moved))
        return OK;
    return emit(ctx, &list.items[0], h->file.person_id, "deadline.redated", moved);
}

/* It runs, and the day that it counts from is answered, or is another now. What is late by that is
 * late: the law counts from that day, whenever it was written down. */
static enum err answer_follow(struct ctx *ctx, struct happening *h, const struct pack_clock *c)
{
    struct deadline_list list;
    struct deadline_says says;
    struct str moved = STR_NONE;

    TRY(deadline_says(ctx, c, h->event->casefile_id, &says));
    if (!instant_given(says.from))
        return OK;
    TRY(deadline_store_running(ctx, h->event->casefile_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct deadline *d = &list.items[i];
        struct date was = d->due_on;

        if (!str_eq(d->clock, c->name) || d->began_at.us == says.from.us)
            continue;
        count_from(c, says.from, d);
        TRY(end_set(ctx, d, h->file.area));
        TRY(moved_store(ctx, d, was, &moved));
        if (str_given(moved))
            TRY(emit(ctx, d, h->file.person_id, "deadline.redated", moved));
    }
    return OK;
}

static enum err clock_hears(struct ctx *ctx, struct happening *h, const struct pack_clock *c)
{
    bool any;

    TRY(meet(ctx, h, c, &any));
    if (!any && may_date(ctx->pack, c, h->event))
        TRY(answer_follow(ctx, h, c));
    if (!may_run(h, c) || !(starts(c, h->event) || (any && c->repeats)))
        return OK;
    return begin(ctx, h, c, any && !starts(c, h->event));
}

enum err deadline_on_event(struct ctx *ctx, const struct event *event)
{
    struct happening h = {.event = event};

    if (!id_given(event->casefile_id))
        return OK;
    if (is_kind(event, "casefile.assigned") || is_kind(event, "casefile.unassigned"))
        TRY(deadline_store_dealt(ctx, event->casefile_id));
    if (!concerns_a_clock(ctx->pack, event))
        return OK;
    TRY(deadline_store_case(ctx, event->casefile_id, &h.file));
    if (!site_enter(ctx, h.file.programme))
        return OK;
    if (is_turn(event))
        return turned(ctx, &h);
    if (is_kind(event, "casefile.risk_changed"))
        TRY(risk_changed(ctx, &h));
    for (size_t i = 0; i < ctx->pack->clocks.n; i++)
        TRY(clock_hears(ctx, &h, &ctx->pack->clocks.items[i]));
    return OK;
}

/* ---- pauses --------------------------------------------------------------------------------- */

static enum err renew(struct ctx *ctx, const struct casefile *file, struct deadline *d)
{
    TRY(end_set(ctx, d, file->area_name));
    if (d->due_at.us > ctx->now.us)
        d->told = TOLD_NOTHING;
    return deadline_store_renew(ctx, d, look_at(pack_clock_find(ctx->pack, d->clock), d));
}

enum err deadline_pause(struct ctx *ctx, const struct casefile *file, struct deadline *d,
                        struct str reason)
{
    const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

    if (!str_eq(d->state, STR("open")))
        return ctx_fail(ctx, E_CONFLICT, "deadline.not_running", NULL);
    if (!c || !pack_has_word(c->pause_reasons, reason))
        return ctx_fail(ctx, E_INVALID, "deadline.reason_wrong", "reason");
    TRY(deadline_store_pause(ctx, d, reason));
    TRY(renew(ctx, file, d));
    return emit(ctx, d, file->person_id, "deadline.paused",
                labelled(ctx, d, pack_label(ctx->pack, STR("pause_reason"), reason, ctx->locale)));
}

enum err deadline_resume(struct ctx *ctx, const struct casefile *file, struct deadline *d)
{
    if (!str_eq(d->state, STR("paused")))
        return ctx_fail(ctx, E_CONFLICT, "deadline.not_paused", NULL);
    TRY(deadline_store_resume(ctx, d));
    TRY(renew(ctx, file, d));
    return emit(ctx, d, file->person_id, "deadline.resumed",
                labelled(ctx, d, day_text(ctx, d->due_on)));
}

/* ---- telling -------------------------------------------------------------------------------- */

static enum err tell(struct ctx *ctx, struct deadline *d)
{
    static const char *const kinds[] = {NULL, "deadline.soon", "deadline.late",
                                        "deadline.escalated"};
    const struct pack_clock *c;
    struct deadline_case file;
    enum deadline_told next;

    /* Of a programme that does not run here nothing is known: asked again tomorrow. */
    if (!site_enter(ctx, d->pack))
        return deadline_store_told(ctx, d, before(ctx->now, -1));
    c = pack_clock_find(ctx->pack, d->clock);
    TRY(deadline_store_case(ctx, d->casefile_id, &file));
    for (struct instant at = tell_next(c, d, &next); instant_given(at) && at.us <= ctx->now.us;
         at = tell_next(c, d, &next)) {
        d->told = next;
        TRY(emit(ctx, d, file.person_id, kinds[next], labelled(ctx, d, day_text(ctx, d->due_on))));
    }
    return deadline_store_told(ctx, d, look_at(c, d));
}

enum err deadline_tell(struct ctx *ctx)
{
    struct deadline_list list;

    TRY(deadline_store_to_tell(ctx, TELL_A_ROUND, &list));
    for (size_t i = 0; i < list.n; i++)
        TRY(tell(ctx, &list.items[i]));
    return OK;
}
