/* today/today_web.c: the page of the day: what is late, what today brings, what waits. Where to be
 * and when, and what waits for a decision, are panels of other features. */
#include <limits.h>

#include "core/feature.h"
#include "core/messages.gen.h"
#include "feature/today/today.h"
#include "today_tmpl.gen.h"
#include "today_views.h"

#define REACH_MAX 20 /* lines of a day with address and telephone: more is no day */

enum group { OVER, TODAY, SOON, GROUP_N };

static const struct {
    const char *id;
    int label;
    const char *more;
    int from, until; /* days from today, both included */
    size_t first, counted,
        max; /* lines on the page of the day; and of how many it says so; alone */
} groups[GROUP_N] = {
    [OVER] = {"over", MSG_DATE_OVERDUE, "?due=over", INT_MIN, -1, 7, 10, 40},
    [TODAY] = {"today", MSG_DATE_TODAY, "?due=today", 0, 0, 40, 40, 40},
    [SOON] = {"soon", MSG_DATE_NEXT_DAYS, "?due=week", 1, TODAY_AHEAD_DAYS, 5, 5, 20},
};

static enum group group_of(const struct ctx *ctx, const struct duty *d)
{
    int left = d->due.day - ctx_today(ctx).day;

    if (left < 0 || d->late)
        return OVER;
    return left == 0 ? TODAY : SOON;
}

/* The page may show one of them alone: GROUP_N when it does not. */
static enum group group_asked(const struct req *r)
{
    int g = 0;

    while (g < GROUP_N && !str_eq(req_get(r, "only"), str_c(groups[g].id)))
        g++;
    return (enum group)g;
}

static struct today_row_view row_view(struct ctx *ctx, const struct duty *d)
{
    bool is_high = str_given(d->risk) && risk_index(d->risk) == 0;
    struct duty told = today_told(ctx, d);

    return (struct today_row_view){.what = told.what,
                                   .href = told.link,
                                   .why = told.why,
                                   .who = told.who,
                                   .done_href = told.done_href,
                                   .casefile_id = d->casefile_id,
                                   .client_name = d->client_name,
                                   .number = d->number,
                                   .worker_name = d->worker_name,
                                   .risk_cls = casefile_risk_class(d->risk),
                                   .risk = is_high ? casefile_risk_label(ctx, d->risk) : STR_NONE,
                                   .due = casefile_due(ctx, d->due),
                                   .high = d->high};
}

/* Once for each person: the lines of a day are read one after the other. */
static enum err reach_fill(struct ctx *ctx, struct today_row_view_list *rows)
{
    size_t n = 0;

    for (size_t i = 0; i < rows->n && n < REACH_MAX; i++) {
        struct today_row_view *row = &rows->items[i];
        bool told = !id_given(row->casefile_id) || !str_given(row->client_name);

        for (size_t k = 0; k < i; k++)
            told = told || id_eq(rows->items[k].casefile_id, row->casefile_id);
        if (told)
            continue;
        TRY(casefile_reach_view(ctx, row->casefile_id, &row->reach, &row->has_reach));
        n += row->has_reach;
    }
    return OK;
}

/* Some of a group are seen at once, more behind a link; what is beyond is only said to be there. */
static void rows_fill(struct ctx *ctx, const struct duty_refs *duties, enum group g, bool alone,
                      struct today_group_view *group)
{
    size_t shown = alone ? groups[g].max : groups[g].first, n = 0;
    size_t most = alone ? groups[g].max : groups[g].counted;

    for (size_t i = 0; i < duties->n; i++) {
        if (group_of(ctx, duties->items[i]) != g)
            continue;
        if (n++ < shown)
            LIST_ADD(ctx->arena, &group->rows, row_view(ctx, duties->items[i]));
    }
    group->is_cut = n > most;
    group->n = (int)(group->is_cut ? most : n);
    group->rest_n = group->n - (int)group->rows.n;
}

/* Where the rest of a group is: on a page of its own, and from there among the cases. */
static struct str more_href(struct ctx *ctx, enum group g, bool alone, bool team, const char *show)
{
    return alone ? str_fmt(ctx->arena, "%s%s", team ? "/team" : "/cases", groups[g].more)
                 : str_fmt(ctx->arena, "/today?%sonly=%s", show, groups[g].id);
}

static enum err groups_fill(struct req *r, const struct duty_refs *duties, bool team,
                            struct today_view *view)
{
    struct ctx *ctx = r->ctx;
    enum group only = group_asked(r);
    bool alone = only != GROUP_N, none_now = true;
    const char *show = view->shows.n && !team ? "show=mine&" : "";

    for (int g = 0; g < GROUP_N; g++) {
        struct today_group_view group = {.id = str_c(groups[g].id),
                                         .label = msg_text(ctx->locale, groups[g].label),
                                         .more_href =
                                             more_href(ctx, (enum group)g, alone, team, show)};

        if (!alone || g == (int)only)
            rows_fill(ctx, duties, (enum group)g, alone, &group);
        if (group.rows.n == 0)
            continue;
        if (g == TODAY && !team)
            TRY(reach_fill(ctx, &group.rows));
        none_now = none_now && g == SOON;
        LIST_ADD(ctx->arena, &view->groups, group);
    }
    view->is_free = alone ? view->groups.n == 0 : none_now;
    return OK;
}

/* Who leads a team sees the team's day first, and may look at the own. */
static bool shows_fill(const struct req *r, struct today_view *view)
{
    struct ctx *ctx = r->ctx;
    bool leads = authz_can(ctx, CAP_CASE_TEAM) && id_given(ctx->actor.team_id);
    bool team = leads && !str_eq(req_get(r, "show"), STR("mine"));

    if (!leads)
        return false;
    LIST_ADD(
        ctx->arena, &view->shows,
        ((struct today_link_view){STR("/today"), msg_text(ctx->locale, MSG_TODAY_TEAM), team}));
    LIST_ADD(ctx->arena, &view->shows,
             ((struct today_link_view){STR("/today?show=mine"),
                                       msg_text(ctx->locale, MSG_TODAY_MINE), !team}));
    return team;
}

/* Each group for itself, so that much of one does not hide another; no more than is counted, and
 * one that tells whether there are more. */
static enum err duties_find(struct req *r, bool team, struct duty_refs *ret)
{
    struct date today = ctx_today(r->ctx);
    enum group only = group_asked(r);
    struct duty_ask asks[GROUP_N];
    size_t n = 0;

    for (int g = 0; g < GROUP_N; g++) {
        /* What was due by an hour that has passed is late, and due today. */
        bool asked = only == GROUP_N || g == (int)only || (only == OVER && g == TODAY);

        if (asked)
            asks[n++] = (struct duty_ask){
                .from = groups[g].from == INT_MIN ? date_from_ymd(1, 1, 1)
                                                  : date_add_days(today, groups[g].from),
                .until = date_add_days(today, groups[g].until),
                .most = 1 + (int)(only == GROUP_N ? groups[g].counted : groups[g].max),
                .team = team};
    }
    return today_duties(r->ctx, asks, n, ret);
}

static enum err today_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct today_view view = {.on = ctx_today(ctx), .may_add = authz_can(ctx, CAP_TASK_EDIT)};
    bool team = shows_fill(r, &view);
    struct duty_refs duties;
    struct page page = {
        .title = msg_text(ctx->locale, MSG_NAV_TODAY), .nav = "/today", .own_heading = true};

    if (group_asked(r) != GROUP_N)
        view.day_href = str_c(view.shows.n && !team ? "/today?show=mine" : "/today");
    TRY(duties_find(r, team, &duties));
    TRY(groups_fill(r, &duties, team, &view));
    if (!str_given(view.day_href)) {
        TRY(panels_draw(r, SLOT_TODAY_VISITS, NULL, &view.visits));
        TRY(panels_draw(r, SLOT_TODAY, NULL, &view.waiting));
    }
    return resp_page(r, &page, &tmpl_today, &view);
}

static const struct route today_routes[] = {
    ROUTE_PAPER("/today", today_get, CAP_CASE_READ),
    ROUTES_END,
};

static const struct nav_item today_nav[] = {
    {"/today", "nav.today", "calendar", CAP_CASE_READ, 5, true},
    NAV_END,
};

extern const struct feature today_feature;
const struct feature today_feature = {
    .name = "today",
    .routes = today_routes,
    .nav = today_nav,
};
