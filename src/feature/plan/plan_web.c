/* plan/plan_web.c: the page of the plan, its versions, and proposing. Agreeing is in
 * plan_agree_web.c, goals in plan_goal_web.c, actions in plan_action_web.c, the family's copy in
 * plan_family_web.c. */
#include "base/num.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

/* ---- how goals and actions look ------------------------------------------------------------- */

struct str plan_base(struct ctx *ctx, const struct casefile *file)
{
    return casefile_href(ctx, file->id, "plan");
}

struct str plan_href(struct ctx *ctx, struct str base, const struct plan *plan)
{
    return str_fmt(ctx->arena, "%.*s?version=%lld", STR_ARG(base), (long long)plan->version_no);
}

struct str plan_part_href(struct ctx *ctx, struct str base, const char *parts, struct id id)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "%.*s/%s/%.*s", STR_ARG(base), parts, STR_ARG(id_format(id, text)));
}

enum err plan_file_load(struct req *r, bool writes, struct casefile *ret, struct str *ret_base)
{
    if (writes)
        TRY(casefile_load_open(r->ctx, req_id(r, "case"), ret));
    else
        TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_READ, ret));
    *ret_base = plan_base(r->ctx, ret);
    return OK;
}

bool plan_may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access >= CASEFILE_WRITE &&
           authz_can(ctx, CAP_PLAN_EDIT);
}

static struct str below(struct ctx *ctx, const struct casefile *file, const char *rest,
                        struct id id)
{
    char text[ID_TEXT];

    /* Of the plan, one of the case's team sees this page alone. */
    if (casefile_is_part(file))
        return STR_NONE;
    return casefile_href(ctx, file->id,
                         str_fmt(ctx->arena, "plan%s%.*s", rest, STR_ARG(id_format(id, text))).p);
}

/* Who does it, in words. */
static struct str plan_who(struct ctx *ctx, const struct casefile *file, struct str who,
                           struct str name)
{
    if (str_eq(who, STR("worker")) && str_given(file->worker_name))
        return file->worker_name;
    if (str_given(name))
        return name;
    return pack_label(ctx->pack, STR("action_who"), who, ctx->locale);
}

/* The badge of an action: when it is due, or what came of it. */
static const struct {
    const char *state, *cls;
} action_badges[] = {
    {"done", "ok"}, {"not_done", "bad"}, {"cancelled", "none"}, {"planned", "plain"}};

struct plan_action_view plan_action_shown(struct ctx *ctx, const struct casefile *file,
                                          const struct plan *plan, const struct plan_action *action)
{
    struct plan_action_view view = {
        .id = action->id,
        .href = below(ctx, file, "/actions/", action->id),
        .what = action->what,
        .who = plan_who(ctx, file, action->who, action->who_name),
        .outcome = action->outcome,
        .later = action->later,
        .is_open = plan_action_is_open(action),
        .due = {.on = action->due},
        .state_cls = STR("plain"),
    };

    view.may_end = view.is_open && plan_is_agreed(plan) && plan_may_edit(ctx, file);
    if (view.is_open && plan_is_agreed(plan)) {
        view.due = casefile_due(ctx, action->due);
        return view;
    }
    view.state = pack_label(ctx->pack, STR("action_status"), action->state, ctx->locale);
    for (size_t i = 0; i < sizeof action_badges / sizeof action_badges[0]; i++) {
        if (str_eq(action->state, str_c(action_badges[i].state)))
            view.state_cls = str_c(action_badges[i].cls);
    }
    return view;
}

struct plan_goal_view plan_goal_shown(struct ctx *ctx, const struct casefile *file,
                                      const struct plan *plan, const struct plan_goal *goal,
                                      const struct plan_action_list *actions)
{
    bool may = plan_may_edit(ctx, file), draft = plan_is_draft(plan), agreed = plan_is_agreed(plan);
    struct plan_goal_view view = {
        .id = goal->id,
        .href = below(ctx, file, "/goals/", goal->id),
        .wish = goal->wish,
        .domain = pack_label(ctx->pack, STR("domain"), goal->domain, ctx->locale),
        .progress = goal->progress,
        .reached = str_eq(goal->state, STR("achieved")),
        .given_up = str_eq(goal->state, STR("abandoned")),
        .is_open = plan_goal_is_open(goal),
        .due_on = goal->due,
        .due = {.on = DATE_NONE},
    };

    if (str_given(goal->baseline))
        view.baseline = pack_label(ctx->pack, STR("score"), goal->baseline, ctx->locale);
    if (str_given(goal->target))
        view.target = pack_label(ctx->pack, STR("score"), goal->target, ctx->locale);
    /* The day stands below; the badge says that it is near or over. */
    if (agreed && view.is_open)
        view.due = casefile_due(ctx, goal->due);
    if (str_eq(view.due.cls, STR("plain")))
        view.due.cls = STR_NONE;
    view.may_add = may && (draft || agreed) && view.is_open;
    view.may_edit = may && draft;
    view.may_record = may && agreed;
    for (size_t i = 0; i < actions->n; i++) {
        if (id_eq(actions->items[i].goal_id, goal->id))
            LIST_ADD(ctx->arena, &view.actions,
                     plan_action_shown(ctx, file, plan, &actions->items[i]));
    }
    return view;
}

/* ---- the plan ------------------------------------------------------------------------------- */

const struct field plan_propose_form[] = {
    {"words", FIELD_TEXT, .label = "plan.words", .hint = "plan.words_hint", .max = PLAN_TEXT_MAX},
    FIELDS_END,
};

static bool is_replaced(const struct plan *plan)
{
    return str_eq(plan->state, STR("replaced"));
}

/* The plan to show: the version asked for, else the one in force, else the one in preparation. */
static size_t plan_chosen(const struct plan_list *all, int64_t version_no)
{
    size_t prepared = all->n;

    for (size_t i = 0; i < all->n; i++) {
        bool wanted = version_no > 0 ? all->items[i].version_no == version_no
                                     : plan_is_agreed(&all->items[i]);

        if (wanted)
            return i;
        if (prepared == all->n && !is_replaced(&all->items[i]))
            prepared = i;
    }
    return prepared < all->n ? prepared : 0;
}

/* One of the case's team sees what was agreed, not what is in preparation or was before. */
static void keep_agreed(struct plan_list *all)
{
    size_t n = 0;

    for (size_t i = 0; i < all->n; i++)
        if (plan_is_agreed(&all->items[i]))
            all->items[n++] = all->items[i];
    all->n = n;
}

static void versions_fill(struct ctx *ctx, const struct plan_list *all, const struct plan *shown,
                          struct plan_page_view *view)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct plan *plan = &all->items[i];
        struct str href = plan_href(ctx, view->base, plan);

        LIST_ADD(ctx->arena, &view->versions,
                 ((struct plan_version_view){
                     .href = href,
                     .state = pack_label(ctx->pack, STR("plan_status"), plan->state, ctx->locale),
                     .state_cls = plan_is_agreed(plan) ? STR("ok")
                                  : is_replaced(plan)  ? STR("none")
                                                       : STR("info"),
                     .n = plan->version_no,
                     .agreed_on = plan->agreed_on,
                     .at = plan->state_at,
                     .current = plan == shown}));
        if (plan != shown && !plan_is_agreed(plan) && !is_replaced(plan))
            view->prepared_href = href;
    }
    view->has_versions = all->n > 1;
    if (view->is_part)
        return;
    if (shown->version_no > 1)
        view->compare_href = str_fmt(ctx->arena, "%.*s/compare?to=%lld", STR_ARG(view->base),
                                     (long long)shown->version_no);
    if (plan_is_agreed(shown) || is_replaced(shown))
        view->signed_href = str_fmt(ctx->arena, "%.*s/signed?version=%lld", STR_ARG(view->base),
                                    (long long)shown->version_no);
}

static void state_fill(const struct plan *plan, struct plan_page_view *view)
{
    view->is_draft = plan_is_draft(plan);
    view->is_waiting = str_eq(plan->state, STR("waiting"));
    view->is_approved = str_eq(plan->state, STR("approved"));
    view->is_agreed = plan_is_agreed(plan);
    view->is_replaced = is_replaced(plan);
    view->may_renew = view->may_edit && view->is_agreed && !str_given(view->prepared_href);
}

/* Who asked may take it back. */
static enum err approval_fill(struct ctx *ctx, const struct casefile *file,
                              struct plan_page_view *view)
{
    struct approval_list list;
    char text[ID_TEXT];

    if (!view->is_waiting)
        return OK;
    TRY(approval_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct approval *a = &list.items[i];

        if (id_eq(a->subject_id, view->plan.id) && str_eq(a->state, STR("waiting")) &&
            id_eq(a->asked_by, ctx->actor.account_id))
            view->approval_href =
                str_fmt(ctx->arena, "/approvals/%.*s/withdraw", STR_ARG(id_format(a->id, text)));
    }
    return OK;
}

static enum err needs_fill(struct ctx *ctx, const struct casefile *file,
                           const struct plan_goal_list *goals, struct plan_page_view *view)
{
    struct plan_needs needs;

    if (!view->is_draft || !view->may_edit)
        return OK;
    TRY(plan_needs(ctx, file, goals, &needs));
    view->needs_on = date_of(needs.at, ctx->tz_offset_min);
    for (size_t i = 0; i < needs.items.n; i++) {
        const struct plan_need *need = &needs.items.items[i];
        struct str href = str_fmt(ctx->arena, "%.*s/goals/new?domain=%.*s&baseline=%.*s",
                                  STR_ARG(view->base), STR_ARG(need->domain), STR_ARG(need->score));

        if (!need->has_goal)
            LIST_ADD(ctx->arena, &view->needs,
                     ((struct plan_need_view){
                         .domain = pack_label(ctx->pack, STR("domain"), need->domain, ctx->locale),
                         .score = str_given(need->score) ? pack_label(ctx->pack, STR("score"),
                                                                      need->score, ctx->locale)
                                                         : STR_NONE,
                         .href = href}));
    }
    return OK;
}

static enum err gaps_fill(struct ctx *ctx, const struct casefile *file, struct plan_page_view *view)
{
    struct plan_gaps gaps;

    if (!view->is_draft)
        return OK;
    TRY(plan_text(ctx, file, &view->plan, ctx->locale, &view->seen));
    view->seen_version = plan_text_version(view->seen);
    TRY(plan_gaps(ctx, &view->plan, &gaps));
    for (size_t i = 0; i < gaps.items.n; i++)
        LIST_ADD(ctx->arena, &view->gaps, gaps.items.items[i]);
    return OK;
}

static enum err plan_fill(struct req *r, const struct casefile *file, struct plan_page_view *view)
{
    struct ctx *ctx = r->ctx;
    struct plan_goal_list goals;
    struct plan_action_list actions;

    TRY(plan_goals(ctx, &view->plan, &goals));
    TRY(plan_actions(ctx, &view->plan, &actions));
    for (size_t i = 0; i < goals.n; i++) {
        struct plan_goal_view goal =
            plan_goal_shown(ctx, file, &view->plan, &goals.items[i], &actions);

        if (view->may_edit)
            plan_services_fill(r, file, &goal);
        LIST_ADD(ctx->arena, &view->goals, goal);
    }
    TRY(approval_fill(ctx, file, view));
    TRY(gaps_fill(ctx, file, view));
    TRY(needs_fill(ctx, file, &goals, view));
    TRY(plan_offers_fill(r, file, &goals, view));
    view->words = form_field(ctx, &r->form, plan_propose_form, "words", STR_NONE);
    return OK;
}

enum err plan_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan_list all;
    struct plan_page_view view = {0};
    const struct plan *shown = NULL;

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_PLAN, CASEFILE_READ, &file));
    TRY(plan_versions(ctx, &file, &all));
    view.is_part = casefile_is_part(&file);
    if (view.is_part)
        keep_agreed(&all);
    view.base = plan_base(ctx, &file);
    view.may_edit = plan_may_edit(ctx, &file);
    view.promise_href = casefile_href(ctx, file.id, "promises/new?source=plan");
    if (all.n > 0) {
        shown = &all.items[plan_chosen(&all, req_get_int(r, "version", 1, INT32_MAX, 0))];
        view.has_plan = true;
        view.plan = *shown;
        view.state_on = date_of(shown->state_at, ctx->tz_offset_min);
        versions_fill(ctx, &all, shown, &view);
        state_fill(shown, &view);
        TRY(plan_fill(r, &file, &view));
    }
    return casefile_page(r, &file, "plan", ctx_msg(ctx, "plan.title"),
                         (struct panel_view){&tmpl_plan_page, &view});
}

enum err plan_start_post(struct req *r)
{
    struct casefile file;
    struct plan plan;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(plan_start(r->ctx, &file, &plan));
    return resp_see_other(r, plan_href(r->ctx, plan_base(r->ctx, &file), &plan), NULL);
}

/* ---- what the family wants ------------------------------------------------------------------ */

const struct field plan_aim_form[] = {
    {"aim", FIELD_TEXT, .label = "plan.aim", .hint = "plan.aim_hint", .required = true,
     .max = PLAN_AIM_MAX},
    FIELDS_END,
};

enum err plan_instead(struct req *r, const struct casefile *file)
{
    return resp_see_other(r, plan_base(r->ctx, file), NULL);
}

enum err plan_aim_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan plan;
    struct plan_aim_view view;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(plan_prepared(ctx, &file, &plan));
    if (!plan_is_draft(&plan))
        return plan_instead(r, &file);
    view = (struct plan_aim_view){.base = plan_base(ctx, &file),
                                  .aim = form_field(ctx, &r->form, plan_aim_form, "aim", plan.aim),
                                  .version = plan.version};
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "plan.aim"),
                         (struct panel_view){&tmpl_plan_aim, &view});
}

int64_t plan_version_sent(const struct req *r)
{
    int64_t v;

    return num_parse_range(form_typed(&r->form, "version"), 0, INT32_MAX, &v) == OK ? v : -1;
}

struct str plan_text_sent(const struct req *r)
{
    struct str text = form_typed(&r->form, "seen");
    struct buf lines;

    /* Browsers send line ends of their own. */
    buf_init(&lines, r->ctx->arena, text.n);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '\r')
            buf_put_c(&lines, text.p[i]);
    return buf_str(&lines);
}

/* The page of the version that is being prepared. */
static enum err prepared_shown(struct req *r, const struct casefile *file, const struct plan *plan,
                               const char *done)
{
    return resp_see_other(r, plan_href(r->ctx, plan_base(r->ctx, file), plan), done);
}

enum err plan_aim_post(struct req *r)
{
    struct casefile file;
    struct plan plan;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(plan_prepared(r->ctx, &file, &plan));
    TRY(plan_set_aim(r->ctx, &file, &plan, form_text(&r->form, "aim"), plan_version_sent(r)));
    return prepared_shown(r, &file, &plan, NULL);
}

/* ---- to the supervisor, to the family ------------------------------------------------------- */

/* Where the page of a conflict leads back to. */
enum err plan_propose_get(struct req *r)
{
    struct casefile file;

    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_READ, &file));
    return plan_instead(r, &file);
}

enum err plan_propose_post(struct req *r)
{
    struct casefile file;
    struct plan plan;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(plan_prepared(r->ctx, &file, &plan));
    TRY(plan_propose(r->ctx, &file, &plan,
                     &(struct plan_proposal){.words = form_text(&r->form, "words"),
                                             .seen = plan_text_sent(r),
                                             .version = plan_version_sent(r)}));
    return prepared_shown(r, &file, &plan, "plan.proposed.done");
}

enum err plan_reopen_post(struct req *r)
{
    struct casefile file;
    struct plan plan;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(plan_prepared(r->ctx, &file, &plan));
    TRY(plan_reopen(r->ctx, &file, &plan));
    return prepared_shown(r, &file, &plan, NULL);
}
