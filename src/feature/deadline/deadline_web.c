/* deadline/deadline_web.c: the deadlines of a case with why they are that day, and those that are
 * late or soon across cases. */
#include "base/buf.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "deadline_tmpl.gen.h"
#include "deadline_views.h"

/* ---- words ---------------------------------------------------------------------------------- */

/* "Registration: Signed on", of what counts from an answer; else empty. */
static struct str question_of(struct ctx *ctx, const struct deadline *d)
{
    const struct pack_clock answered = {.counts_from = d->began_about};
    const struct pack_form *form;
    const struct field *field;

    if (!str_eq(d->began_by, STR(DEADLINE_ANSWER)))
        return STR_NONE;
    field = pack_counts_from(ctx->pack, &answered, &form);
    return field ? str_fmt(ctx->arena, "%.*s: %.*s", STR_ARG(text_in(&form->title, ctx->locale)),
                           STR_ARG(field_label(ctx, field)))
                 : d->began_about;
}

/* The rule, what it began with, and what did not count: whole sentences, one after the other. */
static struct str why_that_day(struct ctx *ctx, const struct deadline *d)
{
    static const int amounts[] = {[CLOCK_HOURS] = MSG_DEADLINE_HOURS,
                                  [CLOCK_DAYS] = MSG_DEADLINE_DAYS,
                                  [CLOCK_WORKING_DAYS] = MSG_DEADLINE_WORKING_DAYS,
                                  [CLOCK_MONTHS] = MSG_DEADLINE_MONTHS};
    struct str from = question_of(ctx, d);
    struct msg_arg args[] = {
        {.name = "amount", .text = ctx_msg_n(ctx, amounts[d->unit], d->amount)},
        {.name = "event",
         .text = str_given(from) ? from : event_title(ctx, d->began_by, d->began_about)},
        {.name = "date", .text = ctx_date_words(ctx, ctx_day_of(ctx, d->began_at), DATE_MEDIUM)},
        {.name = "risk", .text = casefile_risk_label(ctx, d->risk)},
    };
    struct str why = msg_format(ctx->arena, ctx->locale, MSG_DEADLINE_WHY, args, 4);

    if (d->free_days > 0)
        why = str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(why),
                      STR_ARG(ctx_msg_n(ctx, MSG_DEADLINE_FREE, d->free_days)));
    if (d->paused_days > 0)
        why = str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(why),
                      STR_ARG(ctx_msg_n(ctx, MSG_DEADLINE_STOOD, d->paused_days)));
    return why;
}

static struct str owner_of(struct ctx *ctx, struct str owner)
{
    if (str_eq(owner, STR("family")))
        return pack_label(ctx->pack, STR("action_who"), owner, ctx->locale);
    if (str_eq(owner, STR("provider")))
        return msg_text(ctx->locale, MSG_HELP_DEADLINES_PROVIDER);
    return pack_label(ctx->pack, STR("role"), owner, ctx->locale);
}

/* ---- of a day ------------------------------------------------------------------------------- */

/* What the supervisor has to do stands in the team's day, not in the worker's. */
static bool is_for(const struct pack_clock *c, bool team)
{
    return team || !c || !pack_has_word(STR("supervisor coordinator"), c->owner);
}

static void duty_tell(struct ctx *ctx, struct duty *duty)
{
    const struct deadline *d = duty->of;

    site_enter(ctx, d->pack);
    const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

    duty->what = deadline_label(ctx, d);
    duty->link = casefile_href(ctx, d->casefile_id, "deadlines");
    duty->why = why_that_day(ctx, d);
    if (c && !str_eq(c->owner, STR("worker")))
        duty->who = owner_of(ctx, c->owner);
}

static enum err deadline_due(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret)
{
    const struct pack *was = ctx->pack;
    struct deadline_row_list rows;

    TRY(deadline_list_due(ctx, ask, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        const struct deadline_row *row = &rows.items[i];
        const struct deadline *d = &row->deadline;

        ctx->pack = was;
        site_enter(ctx, d->pack);
        const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

        if (is_for(c, ask->team))
            LIST_ADD(ctx->arena, ret,
                     ((struct duty){.casefile_id = d->casefile_id,
                                    .client_name = row->client_name,
                                    .number = row->number,
                                    .risk = row->risk,
                                    .worker_name = row->worker_name,
                                    .due = d->due_on,
                                    .late = d->due_at.us <= ctx->now.us,
                                    .met_by = c ? c->met_by : STR_NONE,
                                    .met_about = c ? c->met_about : STR_NONE,
                                    .tell = duty_tell,
                                    .of = d}));
    }
    ctx->pack = was;
    return OK;
}

/* ---- of a case ------------------------------------------------------------------------------ */

static void reasons_fill(struct ctx *ctx, struct str codes, struct deadline_view *view)
{
    struct str code;

    while (str_split(&codes, ' ', &code))
        if (str_given(code))
            LIST_ADD(ctx->arena, &view->reasons,
                     ((struct deadline_reason_view){
                         code, pack_label(ctx->pack, STR("pause_reason"), code, ctx->locale)}));
}

static enum err view_fill(struct ctx *ctx, const struct deadline *d, bool may_edit,
                          struct deadline_view *view)
{
    const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);
    struct deadline_pause_list pauses;

    *view = (struct deadline_view){.id = d->id,
                                   .label = deadline_label(ctx, d),
                                   .why_that_day = why_that_day(ctx, d),
                                   .due = casefile_due(ctx, d->due_on),
                                   .paused = str_eq(d->state, STR("paused")),
                                   .met = str_eq(d->state, STR("met")),
                                   .over_on = ctx_day_of(ctx, d->over_at)};
    if (str_given(d->over_by))
        view->over = event_title(ctx, d->over_by, d->over_about);
    if (d->unit == CLOCK_HOURS)
        view->at = d->due_at;
    if (!deadline_runs(d))
        return OK;
    view->may_resume = may_edit && view->paused;
    if (c) {
        view->why_it_matters = text_in(&c->why, ctx->locale);
        view->owner = owner_of(ctx, c->owner);
        if (may_edit && !view->paused)
            reasons_fill(ctx, c->pause_reasons, view);
    }
    TRY(deadline_pauses(ctx, d, &pauses));
    for (size_t i = 0; i < pauses.n; i++)
        LIST_ADD(
            ctx->arena, &view->pauses,
            ((struct deadline_pause_view){.reason = pack_label(ctx->pack, STR("pause_reason"),
                                                               pauses.items[i].reason, ctx->locale),
                                          .began = ctx_day_of(ctx, pauses.items[i].began_at),
                                          .over = ctx_day_of(ctx, pauses.items[i].over_at)}));
    return OK;
}

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_CASE_EDIT);
}

static enum err deadline_case_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct deadline_list list;
    struct deadline_case_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(deadline_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    for (size_t i = 0; i < list.n; i++) {
        struct deadline_view one;

        TRY(view_fill(ctx, &list.items[i], may_edit(ctx, &file), &one));
        if (deadline_runs(&list.items[i]))
            LIST_ADD(ctx->arena, &view.running, one);
        else
            LIST_ADD(ctx->arena, &view.over, one);
    }
    if (r->form.sent)
        view.error = msg_text(ctx->locale, MSG_DEADLINE_REASON_WRONG);
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_DEADLINE_HEADING),
                         (struct panel_view){&tmpl_deadline_case, &view});
}

static const struct field deadline_pause_form[] = {
    {"reason", FIELD_CODE, .label = "deadline.pause_why", .codes = "pause_reason",
     .required = true},
    FIELDS_END,
};

static enum err deadline_pause_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct deadline deadline;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(deadline_find(ctx, &file, req_id(r, "deadline"), &deadline));
    TRY(deadline_pause(ctx, &file, &deadline, form_code(&r->form, "reason")));
    return resp_see_other(r, casefile_href(ctx, file.id, "deadlines"), "deadline.done_paused");
}

static enum err deadline_resume_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct deadline deadline;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(deadline_find(ctx, &file, req_id(r, "deadline"), &deadline));
    TRY(deadline_resume(ctx, &file, &deadline));
    return resp_see_other(r, casefile_href(ctx, file.id, "deadlines"), "deadline.done_resumed");
}

/* A step that is a line already awaits the same record, until the same day or before. */
static bool is_a_line(struct ctx *ctx, const struct casefile_next *next, const struct deadline *d)
{
    const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

    for (size_t i = 0; c && i < next->open->n && i < (size_t)next->max; i++) {
        const struct casefile_step *s = &next->open->items[i];

        if (str_eq(s->def->done_by, c->met_by) && str_eq(s->def->done_about, c->met_about) &&
            date_given(s->due) && (!date_given(d->due_on) || date_cmp(s->due, d->due_on) <= 0))
            return true;
    }
    return false;
}

static enum err deadline_next_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile_next *next = subject;
    struct deadline_next_view *view = ARENA_NEW(ctx->arena, struct deadline_next_view);
    struct deadline_list list;

    TRY(deadline_next(ctx, next->file, 2 * next->max, &list));
    view->casefile_id = next->file->id;
    for (size_t i = 0; i < list.n && view->lines.n < (size_t)next->max; i++) {
        const struct deadline *d = &list.items[i];
        const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

        if (!is_a_line(ctx, next, d))
            LIST_ADD(ctx->arena, &view->lines,
                     ((struct deadline_line_view){.label = deadline_label(ctx, d),
                                                  .who = c && !str_eq(c->owner, STR("worker"))
                                                             ? owner_of(ctx, c->owner)
                                                             : STR_NONE,
                                                  .due = casefile_due(ctx, d->due_on),
                                                  .paused = str_eq(d->state, STR("paused"))}));
    }
    if (view->lines.n > 0)
        *ret = (struct panel_view){&tmpl_deadline_next, view};
    return OK;
}

/* ---- across cases --------------------------------------------------------------------------- */

static struct deadline_row_view row_view(struct ctx *ctx, const struct deadline_row *row,
                                         bool with_worker)
{
    return (struct deadline_row_view){.casefile_id = row->deadline.casefile_id,
                                      .label = deadline_label(ctx, &row->deadline),
                                      .client_name = row->client_name,
                                      .number = row->number,
                                      .worker_name = with_worker ? row->worker_name : STR_NONE,
                                      .risk_text = casefile_risk_label(ctx, row->risk),
                                      .risk_cls = casefile_risk_class(row->risk),
                                      .due = casefile_due(ctx, row->deadline.due_on),
                                      .escalated = row->deadline.told == TOLD_ESCALATED};
}

static enum err deadline_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct deadline_row_list rows;
    struct deadline_list_view view = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_DEADLINE_HEADING)};

    TRY(deadline_list_visible(ctx, &rows));
    view.with_worker = authz_can(ctx, CAP_CASE_TEAM);
    view.is_cut = rows.n == DEADLINE_LIST_MAX;
    for (size_t i = 0; i < rows.n; i++) {
        struct deadline_row_view one = row_view(ctx, &rows.items[i], view.with_worker);

        if (rows.items[i].deadline.due_at.us <= ctx->now.us)
            LIST_ADD(ctx->arena, &view.late, one);
        else
            LIST_ADD(ctx->arena, &view.soon, one);
    }
    return resp_page(r, &page, &tmpl_deadline_list, &view);
}

/* ---- what the feature hands to the core ------------------------------------------------------ */

static const struct route deadline_routes[] = {
    ROUTE(GET, "/deadlines", deadline_list_get, CAP_CASE_READ),
    ROUTE(GET, "/cases/:case/deadlines", deadline_case_get, CAP_CASE_READ),
    ROUTE_OFFLINE("/cases/:case/deadlines/:deadline/pause", deadline_pause_post, CAP_CASE_EDIT,
                  deadline_pause_form, deadline_case_get),
    ROUTE_OFFLINE("/cases/:case/deadlines/:deadline/resume", deadline_resume_post, CAP_CASE_EDIT,
                  NULL, NULL),
    ROUTES_END,
};

static const struct panel deadline_panels[] = {
    {SLOT_CASE_NEXT, 10, CAP_CASE_READ, deadline_next_draw},
    PANELS_END,
};

static const struct nav_item deadline_nav[] = {
    {"/deadlines", "deadline.heading", "clock", CAP_CASE_READ, 36, false},
    NAV_END,
};

static const struct event_kind deadline_events[] = {
    {"deadline.redated", EVENT_TIMELINE, NULL},
    {"deadline.paused", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"deadline.resumed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"deadline.soon", 0, NULL},
    {"deadline.late", EVENT_TIMELINE, NULL},
    {"deadline.escalated", 0, NULL},
    EVENTS_END,
};

static const struct subscriber deadline_subscribers[] = {{"*", deadline_on_event}, SUBSCRIBERS_END};

static const struct job deadline_jobs[] = {{"deadline_tell", 5, deadline_tell}, JOBS_END};

extern const struct feature deadline_feature;
const struct feature deadline_feature = {
    .name = "deadline",
    .routes = deadline_routes,
    .panels = deadline_panels,
    .nav = deadline_nav,
    .events = deadline_events,
    .subscribers = deadline_subscribers,
    .jobs = deadline_jobs,
    .due = deadline_due,
};
