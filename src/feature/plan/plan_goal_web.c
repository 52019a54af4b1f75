/* plan/plan_goal_web.c: the page of a goal with its history, and the forms about it. */
#include "base/num.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

const struct field plan_goal_form[] = {
    {"wish", FIELD_LINE, .label = "plan.wish", .hint = "plan.wish_hint", .required = true,
     .max = PLAN_WISH_MAX},
    {"domain", FIELD_CODE, .label = "plan.domain", .codes = "domain", .required = true},
    {"baseline", FIELD_CODE, .label = "plan.baseline", .codes = "score"},
    {"target", FIELD_CODE, .label = "plan.target", .codes = "score"},
    {"due", FIELD_DATE, .label = "plan.goal_due", .hint = "plan.goal_due_hint"},
    FIELDS_END,
};

const struct field plan_progress_form[] = {
    {"reached", FIELD_CODE, .label = "plan.reached", .codes = "progress", .required = true},
    {"note", FIELD_TEXT, .label = "plan.progress_note", .hint = "plan.progress_note_hint",
     .max = PLAN_TEXT_MAX},
    FIELDS_END,
};

/* A goal with its plan and case, as the path names them. */
struct place {
    struct casefile file;
    struct plan plan;
    struct plan_goal goal;
    struct str base;
};

static enum err place_load(struct req *r, bool writes, struct place *ret)
{
    TRY(plan_file_load(r, writes, &ret->file, &ret->base));
    return plan_goal_load(r->ctx, &ret->file, req_id(r, "goal"), &ret->goal, &ret->plan);
}

static struct str goal_href(struct ctx *ctx, const struct place *p)
{
    return plan_part_href(ctx, p->base, "goals", p->goal.id);
}

/* ---- the picture of its progress ------------------------------------------------------------ */

#define PICTURE_WIDTH 500

/* Where in time an entry lies, from 0 to the width of the picture. */
static long long x_of(const struct plan_progress *p, const struct plan_progress *first,
                      const struct plan_progress *last)
{
    int64_t span = last->at.us - first->at.us;

    return span ? (long long)((p->at.us - first->at.us) / 1000 * PICTURE_WIDTH / (span / 1000)) : 0;
}

static void picture_fill(struct ctx *ctx, const struct plan_progress_list *list,
                         struct plan_goal_page_view *view)
{
    const struct plan_progress *last, *first;
    struct buf line, dots;

    if (list->n < 2)
        return;
    last = &list->items[0];
    first = &list->items[list->n - 1];
    if (last->at.us - first->at.us < DAY_US)
        return;
    buf_init(&line, ctx->arena, 4096);
    buf_init(&dots, ctx->arena, 4096);
    for (size_t i = list->n; i-- > 0;) {
        const struct plan_progress *p = &list->items[i];
        long long x = x_of(p, first, last), y = 100 - p->percent;

        buf_printf(&line, "%s%lld,%lld", line.n ? " " : "", x, y);
        buf_printf(&dots, "M%lld %lldh.01", x, y);
    }
    view->line = buf_str(&line);
    view->dots = buf_str(&dots);
    view->top = 100;
    view->middle = 50;
    view->first_at = first->at;
    view->last_at = last->at;
}

static enum err history_fill(struct ctx *ctx, const struct place *p,
                             struct plan_goal_page_view *view)
{
    struct plan_progress_list list;

    TRY(plan_progress_list(ctx, &p->goal, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct plan_progress *one = &list.items[i];

        LIST_ADD(ctx->arena, &view->history,
                 ((struct plan_progress_view){
                     .percent = one->percent,
                     .state = pack_label(ctx->pack, STR("goal_status"), one->state, ctx->locale),
                     .note = one->note,
                     .author = one->author_name,
                     .at = one->at}));
    }
    picture_fill(ctx, &list, view);
    return OK;
}

enum err plan_goal_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct place p;
    struct plan_action_list actions;
    struct plan_goal_page_view view = {0};

    TRY(place_load(r, false, &p));
    TRY(plan_actions(ctx, &p.plan, &actions));
    view.base = plan_href(ctx, p.base, &p.plan);
    view.href = goal_href(ctx, &p);
    view.goal = plan_goal_shown(ctx, &p.file, &p.plan, &p.goal, &actions);
    view.may_record = view.goal.may_record;
    TRY(history_fill(ctx, &p, &view));
    view.reached = form_field(ctx, &r->form, plan_progress_form, "reached", STR_NONE);
    view.note = form_field(ctx, &r->form, plan_progress_form, "note", STR_NONE);
    return casefile_page(r, &p.file, "plan", p.goal.wish,
                         (struct panel_view){&tmpl_plan_goal_page, &view});
}

enum err plan_progress_post(struct req *r)
{
    struct place p;
    struct plan_report report = {form_code(&r->form, "reached"), form_text(&r->form, "note")};

    TRY(place_load(r, true, &p));
    TRY(plan_progress_add(r->ctx, &p.file, &p.plan, &p.goal, &report));
    return resp_see_other(r, goal_href(r->ctx, &p), "plan.progress.done");
}

/* ---- the form of a goal --------------------------------------------------------------------- */

static struct plan_goal typed_goal(struct req *r)
{
    int64_t version;

    return (struct plan_goal){
        .wish = form_text(&r->form, "wish"),
        .domain = form_code(&r->form, "domain"),
        .baseline = form_code(&r->form, "baseline"),
        .target = form_code(&r->form, "target"),
        .due = form_date(&r->form, "due"),
        .version = num_parse_range(form_typed(&r->form, "version"), 0, INT32_MAX, &version) == OK
                       ? version
                       : -1};
}

static enum err goal_form_page(struct req *r, const struct place *p,
                               struct plan_goal_form_view *view)
{
    struct ctx *ctx = r->ctx;
    const struct plan_goal *g = &p->goal;
    const struct field *f = plan_goal_form;

    view->base = plan_href(ctx, p->base, &p->plan);
    view->wish = form_field(ctx, &r->form, f, "wish", g->wish);
    view->domain = form_field(ctx, &r->form, f, "domain", g->domain);
    view->baseline = form_field(ctx, &r->form, f, "baseline", g->baseline);
    view->target = form_field(ctx, &r->form, f, "target", g->target);
    view->due = form_field(ctx, &r->form, f, "due", ctx_date_text(ctx, g->due));
    view->has_scale = pack_codes_find(ctx->pack, STR("score")) != NULL;
    view->version = g->version;
    return casefile_page(r, &p->file, NULL,
                         ctx_msg(ctx, view->is_new ? "plan.goal_new" : "plan.goal_edit"),
                         (struct panel_view){&tmpl_plan_goal_form, view});
}

/* The draft that a new goal goes into. */
static enum err draft_load(struct req *r, bool writes, struct place *ret)
{
    struct ctx *ctx = r->ctx;

    if (writes)
        TRY(casefile_load_open(ctx, req_id(r, "case"), &ret->file));
    else
        TRY(casefile_load_for_form(ctx, req_id(r, "case"), &ret->file));
    TRY(plan_prepared(ctx, &ret->file, &ret->plan));
    ret->base = plan_base(ctx, &ret->file);
    return OK;
}

enum err plan_goal_new_get(struct req *r)
{
    struct place p = {.goal = {.due = DATE_NONE}};
    struct plan_goal_form_view view = {.is_new = true};

    TRY(draft_load(r, false, &p));
    if (!plan_is_draft(&p.plan))
        return resp_see_other(r, p.base, NULL);
    p.goal.domain = req_get(r, "domain");
    p.goal.baseline = req_get(r, "baseline");
    view.action = str_cat(r->ctx->arena, p.base, STR("/goals/new"));
    return goal_form_page(r, &p, &view);
}

enum err plan_goal_new_post(struct req *r)
{
    struct place p = {0};
    struct plan_goal goal = typed_goal(r);

    TRY(draft_load(r, true, &p));
    TRY(plan_goal_add(r->ctx, &p.file, &p.plan, &goal));
    /* A goal without an action is a wish: the first action comes right away. */
    p.goal = goal;
    return resp_see_other(r, str_cat(r->ctx->arena, goal_href(r->ctx, &p), STR("/action")), NULL);
}

enum err plan_goal_edit_get(struct req *r)
{
    struct place p = {0};
    struct plan_goal_form_view view = {0};

    TRY(place_load(r, false, &p));
    if (!plan_is_draft(&p.plan) || !plan_may_edit(r->ctx, &p.file))
        return resp_see_other(r, goal_href(r->ctx, &p), NULL);
    view.action = str_cat(r->ctx->arena, goal_href(r->ctx, &p), STR("/edit"));
    view.drop_href = str_cat(r->ctx->arena, goal_href(r->ctx, &p), STR("/drop"));
    return goal_form_page(r, &p, &view);
}

enum err plan_goal_edit_post(struct req *r)
{
    struct place p;
    struct plan_goal wanted = typed_goal(r);

    TRY(place_load(r, true, &p));
    TRY(plan_goal_edit(r->ctx, &p.file, &p.plan, &p.goal, &wanted));
    return resp_see_other(r, plan_href(r->ctx, p.base, &p.plan), "done.changed");
}

enum err plan_goal_drop_post(struct req *r)
{
    struct place p;

    TRY(place_load(r, true, &p));
    TRY(plan_goal_drop(r->ctx, &p.file, &p.plan, &p.goal));
    return resp_see_other(r, plan_href(r->ctx, p.base, &p.plan), "plan.dropped.done");
}
