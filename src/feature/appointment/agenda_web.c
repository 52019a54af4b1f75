/* appointment/agenda_web.c: the calendar: appointments, what is due, who is away; as an agenda, a
 * week or a month. No script: each view and each day is an address. */
#include "appointment_handlers.h"
#include "appointment_tmpl.gen.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/deadline/deadline.h"
#include "feature/task/task.h"

#define AGENDA_DAYS 14
#define YEARS_AWAY 20 /* further off nothing is looked at */
#define WEEK 7

enum agenda_show { AGENDA_LIST, AGENDA_WEEK, AGENDA_MONTH };
static const char *const show_codes[] = {"agenda", "week", "month"};

/* What is asked for. */
struct agenda {
    struct req *r;
    enum agenda_show show;
    struct date on, from, until; /* until: the first day that is not shown */
    bool team;
    struct workdays workdays;
    struct agenda_day_view *days;
};

static struct str agenda_href(const struct agenda *g, enum agenda_show show, struct date on,
                              bool team)
{
    return str_fmt(g->r->ctx->arena, "/calendar?show=%s&on=%.*s%s", show_codes[show],
                   STR_ARG(ctx_date_text(g->r->ctx, on)), team ? "&who=team" : "");
}

/* ---- which days ----------------------------------------------------------------------------- */

static struct date week_begin(const struct ctx *ctx, struct date d)
{
    int back = (date_weekday(d) - locale_week_start(ctx->locale) + WEEK) % WEEK;

    return date_add_days(d, -back);
}

static struct date month_begin(struct date d)
{
    int year, month, day;

    date_to_ymd(d, &year, &month, &day);
    return date_from_ymd(year, month, 1);
}

static void days_choose(struct agenda *g)
{
    struct ctx *ctx = g->r->ctx;

    g->from = g->show == AGENDA_WEEK ? week_begin(ctx, g->on) : g->on;
    g->until = date_add_days(g->from, g->show == AGENDA_WEEK ? WEEK : AGENDA_DAYS);
    if (g->show != AGENDA_MONTH)
        return;
    g->from = week_begin(ctx, month_begin(g->on));
    g->until = date_add_days(
        week_begin(ctx, date_add_days(date_add_months(month_begin(g->on), 1), -1)), WEEK);
}

static void asked(struct agenda *g)
{
    struct req *r = g->r;
    struct date today = ctx_today(r->ctx), on;

    for (int i = AGENDA_LIST; i <= AGENDA_MONTH; i++)
        if (str_eq(req_get(r, "show"), str_c(show_codes[i])))
            g->show = (enum agenda_show)i;
    g->team = str_eq(req_get(r, "who"), STR("team")) && authz_can(r->ctx, CAP_CASE_TEAM);
    g->on = today;
    if (date_parse(req_get(r, "on"), &on) == OK && on.day > today.day - YEARS_AWAY * 366 &&
        on.day < today.day + YEARS_AWAY * 366)
        g->on = on;
    days_choose(g);
    g->workdays = pack_workdays(r->ctx->arena, r->ctx->pack, STR_NONE);
}

/* ---- what is on them ------------------------------------------------------------------------ */

static int days_n(const struct agenda *g)
{
    return g->until.day - g->from.day;
}

static struct agenda_day_view *day_of(const struct agenda *g, struct date on)
{
    bool shown = date_cmp(on, g->from) >= 0 && date_cmp(on, g->until) < 0;

    return shown ? &g->days[on.day - g->from.day] : NULL;
}

static void days_begin(struct agenda *g)
{
    struct ctx *ctx = g->r->ctx;
    struct date today = ctx_today(ctx);
    struct date month = month_begin(g->on), next = date_add_months(month, 1);

    g->days = arena_alloc(ctx->arena, sizeof *g->days * (size_t)days_n(g));
    for (int i = 0; i < days_n(g); i++) {
        struct date on = date_add_days(g->from, i);

        int year, m, day;

        date_to_ymd(on, &year, &m, &day);
        g->days[i] = (struct agenda_day_view){
            .on = on,
            .day = day,
            .href = agenda_href(g, AGENDA_LIST, on, g->team),
            .today = date_cmp(on, today) == 0,
            .free = !workdays_is(&g->workdays, on),
            .outside =
                g->show == AGENDA_MONTH && (date_cmp(on, month) < 0 || date_cmp(on, next) >= 0)};
    }
}

static enum err appointments_put(struct agenda *g, bool *ret_cut)
{
    struct ctx *ctx = g->r->ctx;
    struct appointment_span span = {g->team ? ID_NONE : ctx->actor.account_id,
                                    date_start(g->from, ctx->tz_offset_min),
                                    date_start(g->until, ctx->tz_offset_min)};
    struct appointment_list list;

    TRY(appointment_list(ctx, &span, &list));
    *ret_cut = list.n == APPOINTMENT_LIST_MAX;
    for (size_t i = 0; i < list.n; i++) {
        const struct appointment *a = &list.items[i];
        struct agenda_day_view *day = day_of(g, ctx_day_of(ctx, a->starts_at));
        struct appointment_row_view row = appointment_row(ctx, a);

        if (!g->team && !a->covered)
            row.worker = STR_NONE;
        LIST_ADD(ctx->arena, &day->rows, row);
        day->n++;
    }
    return OK;
}

static void due_put(struct agenda *g, struct date on, struct agenda_due_view due)
{
    struct agenda_day_view *day = day_of(g, on);

    if (!day)
        return;
    LIST_ADD(g->r->ctx->arena, &day->dues, due);
    day->n++;
}

static enum err dues_put(struct agenda *g)
{
    struct ctx *ctx = g->r->ctx;
    struct id whose = g->team ? ID_NONE : ctx->actor.account_id;
    struct deadline_row_list deadlines;
    struct task_list tasks = {0};
    char id[ID_TEXT];

    TRY(deadline_list_between(ctx, whose, g->from, g->until, &deadlines));
    for (size_t i = 0; i < deadlines.n; i++)
        due_put(
            g, deadlines.items[i].deadline.due_on,
            (struct agenda_due_view){
                .href = casefile_href(ctx, deadlines.items[i].deadline.casefile_id, "deadlines"),
                .text = deadline_label(ctx, &deadlines.items[i].deadline),
                .who = deadlines.items[i].client_name,
                .is_deadline = true});
    if (!g->team)
        TRY(task_between(ctx, g->from, g->until, &tasks));
    for (size_t i = 0; i < tasks.n; i++)
        due_put(g, tasks.items[i].due,
                (struct agenda_due_view){.href = str_fmt(ctx->arena, "/tasks/%.*s",
                                                         STR_ARG(id_format(tasks.items[i].id, id))),
                                         .text = tasks.items[i].title,
                                         .who = tasks.items[i].client_name});
    return OK;
}

static enum err absences_put(struct agenda *g)
{
    struct ctx *ctx = g->r->ctx;
    struct absence_list list;

    TRY(absence_list(ctx, date_start(g->from, ctx->tz_offset_min), &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct absence *a = &list.items[i];
        struct msg_arg args[] = {
            {.name = "name", .text = a->account_name},
            {.name = "kind",
             .text = pack_label(ctx->pack, STR("absence_kind"), a->kind, ctx->locale)}};
        struct str text = msg_format(ctx->arena, ctx->locale, MSG_ABSENCE_LINE, args, 2);

        for (int k = 0; k < days_n(g); k++)
            if (date_cmp(g->days[k].on, a->first) >= 0 && date_cmp(g->days[k].on, a->last) <= 0)
                LIST_ADD(ctx->arena, &g->days[k].away, text);
    }
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------- */

static struct str title_of(const struct agenda *g)
{
    struct ctx *ctx = g->r->ctx;
    struct msg_arg args[] = {
        {.name = "from", .text = ctx_date_words(ctx, g->from, DATE_DAY_MONTH)},
        {.name = "until", .text = ctx_date_words(ctx, date_add_days(g->until, -1), DATE_MEDIUM)}};

    if (g->show == AGENDA_MONTH)
        return ctx_date_words(ctx, g->on, DATE_MONTH);
    return msg_format(ctx->arena, ctx->locale, MSG_AGENDA_SPAN, args, 2);
}

static struct date step(const struct agenda *g, int n)
{
    if (g->show == AGENDA_MONTH)
        return date_add_months(month_begin(g->on), n);
    return date_add_days(g->on, n * (g->show == AGENDA_WEEK ? WEEK : AGENDA_DAYS));
}

static void links_fill(const struct agenda *g, struct agenda_view *view)
{
    static const int labels[] = {MSG_AGENDA_LIST, MSG_AGENDA_WEEK, MSG_AGENDA_MONTH};
    struct ctx *ctx = g->r->ctx;

    for (int i = AGENDA_LIST; i <= AGENDA_MONTH; i++)
        LIST_ADD(ctx->arena, &view->shows,
                 ((struct appointment_link_view){
                     .href = agenda_href(g, (enum agenda_show)i, g->on, g->team),
                     .label = msg_text(ctx->locale, labels[i]),
                     .current = i == (int)g->show}));
    for (int team = 0; team <= 1 && authz_can(ctx, CAP_CASE_TEAM); team++)
        LIST_ADD(ctx->arena, &view->whose,
                 ((struct appointment_link_view){
                     .href = agenda_href(g, g->show, g->on, team),
                     .label = msg_text(ctx->locale, team ? MSG_TASK_TEAM : MSG_TASK_MINE),
                     .current = team == g->team}));
    view->prev_href = agenda_href(g, g->show, step(g, -1), g->team);
    view->next_href = agenda_href(g, g->show, step(g, 1), g->team);
    view->today_href = agenda_href(g, g->show, ctx_today(ctx), g->team);
    if (casefile_has_route(g->r, "/calendar/feed"))
        view->feed_href = STR("/calendar/feed");
}

static void days_fill(const struct agenda *g, struct agenda_view *view)
{
    struct ctx *ctx = g->r->ctx;

    if (g->show == AGENDA_LIST) {
        for (int i = 0; i < days_n(g); i++)
            if (g->days[i].n > 0 || g->days[i].away.n > 0 || g->days[i].today)
                LIST_ADD(ctx->arena, &view->days, g->days[i]);
        return;
    }
    for (int i = 0; i < days_n(g); i++) {
        if (i % WEEK == 0)
            (void)LIST_PUSH(ctx->arena, &view->weeks);
        LIST_ADD(ctx->arena, &view->weeks.items[view->weeks.n - 1].days, g->days[i]);
        if (i < WEEK)
            LIST_ADD(ctx->arena, &view->heads, ((struct agenda_day_view){.on = g->days[i].on}));
    }
}

enum err agenda_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct agenda g = {.r = r};
    struct page page = {
        .title = msg_text(ctx->locale, MSG_NAV_CALENDAR), .nav = "/calendar", .own_heading = true};

    asked(&g);
    days_begin(&g);
    struct agenda_view view = {.title = title_of(&g),
                               .is_agenda = g.show == AGENDA_LIST,
                               .is_week = g.show == AGENDA_WEEK};

    TRY(appointments_put(&g, &view.is_cut));
    TRY(dues_put(&g));
    TRY(absences_put(&g));
    links_fill(&g, &view);
    days_fill(&g, &view);
    return resp_page(r, &page, &tmpl_agenda, &view);
}
