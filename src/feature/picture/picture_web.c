/* picture/picture_web.c: a case at a glance: who lives there, who was seen when, how far the goals
 * are; and the links between the pictures. */
#include "base/buf.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/casefile/casefile_page.h"
#include "feature/plan/plan.h"
#include "picture_handlers.h"
#include "picture_tmpl.gen.h"

#define DAY 13 /* from a day of the calendar to the next one */
#define SQUARE 10
#define HEAD 18 /* above the calendar, for the months */
#define WEEKS (PICTURE_DAYS / 7 + 1)
#define PATH_MAX (64 << 10)
#define LINE_WIDTH 240
#define LINE_HEIGHT 40

struct picture_views_nav_view picture_nav(const struct req *r, const struct casefile *file,
                                          const char *current)
{
    return (struct picture_views_nav_view){
        .casefile_id = file->id,
        .current = str_c(current),
        .has_network = casefile_has_route(r, "/cases/:case/ecomap"),
        .has_chronology = casefile_has_route(r, "/cases/:case/chronology")};
}

/* ---- who lives there ------------------------------------------------------------------------ */

static enum err home_fill(struct ctx *ctx, const struct casefile *file,
                          struct picture_glance_view *view)
{
    struct picture_network net;
    struct person client;

    TRY(person_load(ctx, file->person_id, &client));
    TRY(picture_home(ctx, &client, &net));
    view->hidden = net.hidden;
    for (size_t i = 0; i < net.home.n; i++) {
        const struct person *p = &net.home.items[i];

        LIST_ADD(ctx->arena, &view->home,
                 ((struct picture_home_view){.id = p->id,
                                             .name = person_name(ctx, p),
                                             .symbol = p->sex,
                                             .age = person_age_text(ctx, p),
                                             .is_index = i == 0}));
    }
    return OK;
}

/* ---- who was seen when ---------------------------------------------------------------------- */

enum kind { NOTHING, GAP, SEEN, OFTEN, KINDS };
static const char *const kind_cls[KINDS] = {"", "gap", "seen", "often"};

static enum kind kind_of(const struct picture_contact_list *contacts,
                         const struct picture_glance_view *view, struct date day)
{
    int n = 0;

    for (size_t i = 0; i < contacts->n; i++)
        n += date_cmp(contacts->items[i].on, day) == 0;
    if (n > 0)
        return n > 1 ? OFTEN : SEEN;
    return date_given(view->gap_from) && date_cmp(day, view->gap_from) > 0 &&
                   date_cmp(day, view->gap_to) < 0
               ? GAP
               : NOTHING;
}

static int week_x(const struct ctx *ctx, int week)
{
    return (locale_is_rtl(ctx->locale) ? WEEKS - 1 - week : week) * DAY;
}

/* A month is named where its first whole week stands, if there is room up to the next name. */
static void month_name(struct ctx *ctx, struct picture_glance_view *view, struct date monday,
                       int week)
{
    int y, m, d;

    date_to_ymd(monday, &y, &m, &d);
    if (d <= 7 && week < WEEKS - 3)
        LIST_ADD(ctx->arena, &view->months,
                 ((struct picture_month_view){ctx_date_words(ctx, monday, DATE_MONTH_SHORT),
                                              week_x(ctx, week) +
                                                  (locale_is_rtl(ctx->locale) ? -DAY : 2 * DAY)}));
}

static void calendar_fill(struct ctx *ctx, const struct picture_contact_list *contacts,
                          struct date since, struct picture_glance_view *view)
{
    struct date today = ctx_today(ctx);
    struct date first = date_add_days(today, 1 - date_weekday(today) - 7 * (WEEKS - 1));
    struct buf paths[KINDS];

    for (int k = 0; k < KINDS; k++)
        buf_init(&paths[k], ctx->arena, PATH_MAX);
    for (int i = 0; i < 7 * WEEKS; i++) {
        struct date day = date_add_days(first, i);

        if (i % 7 == 0)
            month_name(ctx, view, day, i / 7);
        if (date_cmp(day, since) >= 0 && date_cmp(day, today) <= 0)
            buf_printf(&paths[kind_of(contacts, view, day)], "M%d %dh%dv%dh-%dz",
                       week_x(ctx, i / 7), HEAD + i % 7 * DAY, SQUARE, SQUARE, SQUARE);
    }
    for (int k = 0; k < KINDS; k++)
        if (paths[k].n)
            LIST_ADD(ctx->arena, &view->days,
                     ((struct picture_line_view){buf_str(&paths[k]), str_c(kind_cls[k])}));
    view->width = WEEKS * DAY;
    view->height = HEAD + 7 * DAY;
}

static enum err contacts_fill(struct ctx *ctx, const struct casefile *file,
                              struct picture_glance_view *view)
{
    struct picture_contact_list contacts = {0};
    struct date since = date_add_days(ctx_today(ctx), 1 - PICTURE_DAYS);

    view->may_contacts = authz_can(ctx, CAP_NOTE_READ);
    if (!view->may_contacts)
        return OK;
    TRY(picture_contacts(ctx, file, &contacts));
    since = date_cmp(file->opened_on, since) > 0 ? file->opened_on : since;
    if (contacts.n && date_cmp(contacts.items[contacts.n - 1].on, since) < 0)
        since = contacts.items[contacts.n - 1].on; /* met before the case was opened */
    view->from = since;
    picture_gap(&contacts, since, date_given(file->closed_on) ? file->closed_on : ctx_today(ctx),
                &view->gap_from, &view->gap_to);
    view->gap_n = date_given(view->gap_from) ? view->gap_to.day - view->gap_from.day : 0;
    calendar_fill(ctx, &contacts, since, view);
    for (size_t i = 0; i < contacts.n; i++) {
        const struct picture_contact *c = &contacts.items[i];
        const struct pack_form *form = pack_form_find(ctx->pack, c->form);

        LIST_ADD(ctx->arena, &view->seen,
                 ((struct picture_seen_view){
                     .on = c->on,
                     .what = form ? text_in(&form->title, ctx->locale)
                                  : pack_label(ctx->pack, STR("note_kind"), c->kind, ctx->locale),
                     .by = c->by}));
    }
    view->seen_n = (int)view->seen.n;
    return OK;
}

/* ---- how far the goals are ------------------------------------------------------------------ */

static int day_x(const struct ctx *ctx, struct date day, struct date from, struct date to)
{
    int span = to.day > from.day ? to.day - from.day : 1;
    int at = day.day < from.day ? 0 : day.day > to.day ? span : day.day - from.day;
    int x = (int)((int64_t)at * LINE_WIDTH / span);

    return locale_is_rtl(ctx->locale) ? LINE_WIDTH - x : x;
}

static enum err goal_fill(struct ctx *ctx, const struct casefile *file, const struct plan_goal *g,
                          struct picture_goal_view *view)
{
    struct date today = ctx_today(ctx), from = date_of(g->created_at, ctx->tz_offset_min);
    struct date to = date_given(g->due) && date_cmp(g->due, today) > 0 ? g->due : today;
    struct plan_progress_list reports = {0};
    struct buf line;
    char id[ID_TEXT];

    TRY(plan_progress_list(ctx, g, &reports));
    if (reports.n && date_of(reports.items[reports.n - 1].at, ctx->tz_offset_min).day < from.day)
        from = date_of(reports.items[reports.n - 1].at, ctx->tz_offset_min);
    *view = (struct picture_goal_view){
        .wish = g->wish,
        .href = casefile_href(
            ctx, file->id, str_fmt(ctx->arena, "plan/goals/%.*s", STR_ARG(id_format(g->id, id))).p),
        .percent = g->progress,
        .due = g->due,
        .due_x = day_x(ctx, g->due, from, to),
        .is_late = plan_goal_is_open(g) && date_given(g->due) && date_cmp(g->due, today) < 0};
    buf_init(&line, ctx->arena, PATH_MAX);
    buf_printf(&line, "M%d %d", day_x(ctx, from, from, to), LINE_HEIGHT);
    for (size_t i = reports.n; i > 0; i--) {
        const struct plan_progress *p = &reports.items[i - 1];
        struct date on = date_of(p->at, ctx->tz_offset_min);

        buf_printf(&line, "H%dV%d", day_x(ctx, on, from, to),
                   LINE_HEIGHT - (int)p->percent * LINE_HEIGHT / 100);
    }
    buf_printf(&line, "H%d", day_x(ctx, today, from, to));
    view->line = buf_str(&line);
    for (size_t i = 0; i < reports.n; i++)
        LIST_ADD(ctx->arena, &view->reports,
                 ((struct picture_report_view){date_of(reports.items[i].at, ctx->tz_offset_min),
                                               reports.items[i].percent, reports.items[i].note,
                                               reports.items[i].author_name}));
    return OK;
}

static enum err goals_fill(struct ctx *ctx, const struct casefile *file,
                           struct picture_glance_view *view)
{
    struct plan plan;
    struct plan_goal_list goals = {0};

    view->may_goals = authz_can(ctx, CAP_PLAN_READ);
    if (!view->may_goals)
        return OK;
    TRY(plan_agreed(ctx, file, &plan));
    if (!id_given(plan.id))
        return OK;
    TRY(plan_goals(ctx, &plan, &goals));
    for (size_t i = 0; i < goals.n; i++)
        TRY(goal_fill(ctx, file, &goals.items[i], LIST_PUSH(ctx->arena, &view->goals)));
    return OK;
}

enum err picture_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct picture_glance_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    view.nav = picture_nav(r, &file, "pictures");
    TRY(home_fill(ctx, &file, &view));
    TRY(contacts_fill(ctx, &file, &view));
    TRY(goals_fill(ctx, &file, &view));
    return casefile_page(r, &file, "pictures", msg_text(ctx->locale, MSG_PICTURE_HEADING),
                         (struct panel_view){&tmpl_picture_glance, &view});
}
