/* caseload/caseload_web.c: the lists of cases. The address holds everything that is filtered and
 * sorted; every link on the page is the same address with one thing changed. */
#include <string.h>

#include "base/buf.h"
#include "caseload_handlers.h"
#include "caseload_tmpl.gen.h"
#include "caseload_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/caseload/caseload.h"

/* ---- the address ------------------------------------------------------------------------------
 */

/* What stands in it, as text. */
struct address {
    struct str path, team, worker, q, phase, risk, state, due, sort;
};

static void put_pair(struct buf *out, char *sep, const char *name, struct str value)
{
    if (!str_given(value))
        return;
    buf_put_c(out, *sep);
    *sep = '&';
    buf_put_z(out, name);
    buf_put_c(out, '=');
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '-' || c == '_' || c == '.')
            buf_put_c(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

static struct str address_href(struct ctx *ctx, struct address a)
{
    struct buf out;
    char sep = '?';

    buf_init(&out, ctx->arena, 8192);
    buf_put(&out, a.path);
    put_pair(&out, &sep, "team", a.team);
    put_pair(&out, &sep, "worker", a.worker);
    put_pair(&out, &sep, "q", a.q);
    put_pair(&out, &sep, "phase", a.phase);
    put_pair(&out, &sep, "risk", a.risk);
    put_pair(&out, &sep, "state", a.state);
    put_pair(&out, &sep, "due", a.due);
    put_pair(&out, &sep, "sort", a.sort);
    return buf_str(&out);
}

static const struct {
    const char *code, *cls, *label;
    enum caseload_due due;
} dues[] = {
    {"over", "over", "date.overdue", CASELOAD_OVERDUE},
    {"today", "today", "date.today", CASELOAD_TODAY},
    {"week", "week", "caseload.due_week", CASELOAD_SOON},
    {"later", "later", "date.later", CASELOAD_LATER},
};
#define DUE_N (sizeof dues / sizeof dues[0])

static struct address address_read(const struct req *r)
{
    return (struct address){.path = r->path,
                            .team = req_get(r, "team"),
                            .worker = req_get(r, "worker"),
                            .q = req_get(r, "q"),
                            .phase = req_get(r, "phase"),
                            .risk = req_get(r, "risk"),
                            .state = req_get(r, "state"),
                            .due = req_get(r, "due"),
                            .sort = req_get(r, "sort")};
}

static struct caseload_filter filter_of(const struct req *r, const struct address *a)
{
    struct caseload_filter f = {.text = a->q,
                                .risk = a->risk,
                                .phase = -1,
                                .closed = str_eq(a->state, STR("closed")),
                                .sort = a->sort,
                                .page = req_get_int(r, "page", 1, 100000, 1)};
    enum phase phase;

    if (phase_parse(a->phase, &phase) == OK)
        f.phase = (int)phase;
    for (size_t i = 0; i < DUE_N; i++) {
        if (str_eq(a->due, str_c(dues[i].code)))
            f.due = dues[i].due;
    }
    if (str_eq(a->worker, STR("none")))
        f.whose = CASELOAD_NOBODY;
    else if (id_parse(a->worker, &f.worker_id) == OK)
        f.whose = CASELOAD_WORKER;
    return f;
}

/* ---- filters, chips, counters, columns ------------------------------------------------------- */

static struct caseload_select_view *select_add(struct ctx *ctx, struct caseload_view *view,
                                               const char *name, const char *label, const char *all)
{
    struct caseload_select_view *select = LIST_PUSH(ctx->arena, &view->selects);

    *select = (struct caseload_select_view){
        .id = str_fmt(ctx->arena, "f-%s", name), .name = str_c(name), .label = ctx_msg(ctx, label)};
    LIST_ADD(ctx->arena, &select->options, ((struct option_view){.label = ctx_msg(ctx, all)}));
    return select;
}

static void option_add(struct ctx *ctx, struct caseload_select_view *select, struct str value,
                       struct str label, struct str chosen)
{
    LIST_ADD(
        ctx->arena, &select->options,
        ((struct option_view){.value = value, .label = label, .chosen = str_eq(value, chosen)}));
}

static struct str risk_short(struct ctx *ctx, struct str risk)
{
    static const int texts[] = {MSG_RISK_SHORT_HIGH, MSG_RISK_SHORT_MEDIUM, MSG_RISK_SHORT_LOW,
                                MSG_RISK_SHORT_NONE};

    if (!str_given(risk) || str_eq(risk, STR("unknown")))
        return msg_text(ctx->locale, MSG_CASELOAD_RISK_UNKNOWN);
    return msg_text(ctx->locale, texts[risk_index(risk)]);
}

static void selects_fill(struct ctx *ctx, struct caseload_view *view, const struct address *a)
{
    static const char *const risks[] = {"high", "medium", "low", "none", "unknown"};
    struct caseload_select_view *s =
        select_add(ctx, view, "phase", "phase.label", "caseload.all_phases");

    for (int p = 0; p < PHASE_N; p++)
        option_add(ctx, s, phase_code((enum phase)p),
                   text_in(&ctx->pack->phases[p].label, ctx->locale), a->phase);
    s = select_add(ctx, view, "risk", "risk.label", "caseload.all_risks");
    for (size_t i = 0; i < sizeof risks / sizeof risks[0]; i++)
        option_add(ctx, s, str_c(risks[i]), risk_short(ctx, str_c(risks[i])), a->risk);
    s = select_add(ctx, view, "state", "core.status", "status.open");
    option_add(ctx, s, STR("closed"), msg_text(ctx->locale, MSG_STATUS_CLOSED), a->state);
}

static void chip_add(struct ctx *ctx, struct caseload_view *view, struct address without,
                     struct str label)
{
    LIST_ADD(ctx->arena, &view->chips,
             ((struct caseload_link_view){.href = address_href(ctx, without), .label = label}));
}

/* One for each filter in use; taking it away is the same address without it. */
static void chips_fill(struct ctx *ctx, struct caseload_view *view, const struct address *a,
                       const struct caseload_filter *f)
{
    struct address w = *a;

    if (str_given(a->q))
        w.q = STR_NONE, chip_add(ctx, view, w, a->q), w = *a;
    if (f->phase >= 0)
        w.phase = STR_NONE,
        chip_add(ctx, view, w, text_in(&ctx->pack->phases[f->phase].label, ctx->locale)), w = *a;
    if (str_given(f->risk))
        w.risk = STR_NONE, chip_add(ctx, view, w, risk_short(ctx, f->risk)), w = *a;
    if (f->closed)
        w.state = STR_NONE, chip_add(ctx, view, w, msg_text(ctx->locale, MSG_STATUS_CLOSED)),
        w = *a;
    if (f->due)
        w.due = STR_NONE, chip_add(ctx, view, w, ctx_msg(ctx, dues[f->due - 1].label)), w = *a;
    if (f->whose == CASELOAD_NOBODY)
        w.worker = STR_NONE, chip_add(ctx, view, w, msg_text(ctx->locale, MSG_CASELOAD_UNASSIGNED));
    view->is_filtered = view->chips.n > 0 || f->whose == CASELOAD_WORKER;
    if (view->chips.n > 0)
        LIST_ADD(ctx->arena, &view->chips,
                 ((struct caseload_link_view){
                     .href = address_href(ctx, (struct address){.path = a->path, .team = a->team}),
                     .label = msg_text(ctx->locale, MSG_CORE_CLEAR_FILTERS),
                     .current = true}));
}

static void counts_fill(struct ctx *ctx, struct caseload_view *view, const struct address *a,
                        const struct caseload_counts *counts)
{
    const int64_t n[] = {counts->overdue, counts->today, counts->soon, counts->later};

    for (size_t i = 0; i < DUE_N; i++) {
        bool current = str_eq(a->due, str_c(dues[i].code));
        struct address to = *a;

        to.due = current ? STR_NONE : str_c(dues[i].code);
        LIST_ADD(ctx->arena, &view->counts,
                 ((struct caseload_count_view){.cls = str_c(dues[i].cls),
                                               .label = ctx_msg(ctx, dues[i].label),
                                               .href = address_href(ctx, to),
                                               .n = n[i],
                                               .current = current}));
        if (current)
            view->total = n[i];
    }
    if (!view->is_team)
        return;
    struct address to = *a;
    bool current = str_eq(a->worker, STR("none"));

    to.worker = current ? STR_NONE : STR("none");
    LIST_ADD(ctx->arena, &view->counts,
             ((struct caseload_count_view){.label = msg_text(ctx->locale, MSG_CASELOAD_UNASSIGNED),
                                           .href = address_href(ctx, to),
                                           .n = counts->unassigned,
                                           .current = current}));
}

static void head_add(struct ctx *ctx, struct caseload_view *view, const struct address *a,
                     const char *label, const char *sort)
{
    struct caseload_head_view *head = LIST_PUSH(ctx->arena, &view->heads);
    struct address to = *a;
    struct str down = str_fmt(ctx->arena, "-%s", sort ? sort : "");

    head->label = ctx_msg(ctx, label);
    view->columns++;
    if (!sort)
        return;
    bool is_up = str_eq(a->sort, str_c(sort));

    if (is_up || str_eq(a->sort, down))
        head->sorted = is_up ? STR("ascending") : STR("descending");
    to.sort = is_up ? down : str_c(sort);
    head->href = address_href(ctx, to);
}

static void heads_fill(struct ctx *ctx, struct caseload_view *view, const struct address *a)
{
    view->columns = view->may_assign;
    head_add(ctx, view, a, "caseload.person", "name");
    head_add(ctx, view, a, "caseload.risk", "risk");
    head_add(ctx, view, a, "phase.label", "phase");
    head_add(ctx, view, a, "caseload.next", NULL);
    head_add(ctx, view, a, "core.due", "due");
    if (view->with_worker)
        head_add(ctx, view, a, "casefile.worker", "worker");
    head_add(ctx, view, a, "casefile.last_seen", NULL);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static struct str seen_text(struct ctx *ctx, struct date on)
{
    int64_t days = (int64_t)ctx_today(ctx).day - on.day;
    struct msg_arg arg = {.name = "n", .number = days, .is_number = true};

    if (!date_given(on))
        return msg_text(ctx->locale, MSG_CASELOAD_NOT_SEEN);
    if (days <= 0)
        return msg_text(ctx->locale, MSG_CASELOAD_SEEN_TODAY);
    return msg_format(ctx->arena, ctx->locale, MSG_CASELOAD_SEEN_DAYS, &arg, 1);
}

/* In the words of its own programme. */
static struct caseload_row_view row_view(struct ctx *ctx, const struct caseload_row *row)
{
    static const char *const icons[PHASE_N] = {"ph1", "ph2", "ph3", "ph4", "ph5", "ph6", "ph7"};
    const struct pack *was = ctx->pack;
    struct caseload_row_view view;

    site_enter(ctx, row->programme);
    view = (struct caseload_row_view){
        .id = row->id,
        .name = row->client_name,
        .number = row->number,
        .risk_cls = casefile_risk_class(row->risk),
        .risk = risk_short(ctx, row->risk),
        .phase = text_in(&ctx->pack->phases[row->phase].label, ctx->locale),
        .phase_icon = str_c(icons[row->phase]),
        .next = casefile_next_text(ctx, row->next_what),
        .worker = row->worker_name,
        .seen = seen_text(ctx, row->last_contact_on),
        .due = casefile_due(ctx, row->next_due)};
    ctx->pack = was;
    return view;
}

static enum caseload_due due_of(const struct ctx *ctx, const struct caseload_row *row)
{
    int left = date_given(row->next_due) ? row->next_due.day - ctx_today(ctx).day : INT32_MAX;

    return left < 0                ? CASELOAD_OVERDUE
           : left == 0             ? CASELOAD_TODAY
           : left <= CASELOAD_WEEK ? CASELOAD_SOON
                                   : CASELOAD_LATER;
}

static bool by_worker(struct str sort)
{
    return str_eq(sort, STR("worker")) || str_eq(sort, STR("-worker"));
}

/* The heading a row belongs under, as a number that changes with it, and its words. */
static int64_t group_of(struct ctx *ctx, const struct caseload_row *row, struct str sort,
                        const struct caseload_counts *counts, struct caseload_group_view *ret)
{
    const int64_t n[] = {counts->overdue, counts->today, counts->soon, counts->later};

    if (str_eq(sort, STR("due"))) {
        int due = (int)due_of(ctx, row);

        ret->label = ctx_msg(ctx, dues[due - 1].label);
        ret->n = n[due - 1];
        return due;
    }
    if (!by_worker(sort))
        return 0;
    ret->label = str_given(row->worker_name) ? row->worker_name
                                             : msg_text(ctx->locale, MSG_CASELOAD_UNASSIGNED);
    for (size_t i = 0; i < counts->shares.n; i++) {
        if (id_eq(counts->shares.items[i].worker_id, row->worker_id))
            ret->n = counts->shares.items[i].n;
    }
    return (int64_t)str_hash(str_given(row->worker_name) ? row->worker_name : STR(""));
}

static void rows_fill(struct ctx *ctx, struct caseload_view *view,
                      const struct caseload_row_list *rows, const struct caseload_filter *f,
                      const struct caseload_counts *counts)
{
    int64_t last = -1;

    for (size_t i = 0; i < rows->n; i++) {
        struct caseload_group_view group = {0};
        int64_t key = group_of(ctx, &rows->items[i], f->sort, counts, &group);

        if (i == 0 || key != last)
            LIST_ADD(ctx->arena, &view->groups, group);
        last = key;
        LIST_ADD(ctx->arena, &view->groups.items[view->groups.n - 1].rows,
                 row_view(ctx, &rows->items[i]));
    }
    view->has_rows = rows->n > 0;
    view->from = (f->page - 1) * CASELOAD_PAGE + 1;
    view->to = view->from + (int64_t)rows->n - 1;
}

/* ---- the two lists --------------------------------------------------------------------------- */

static enum err list_page(struct req *r, struct address *a, const struct caseload_filter *f,
                          struct caseload_view *view, const char *title)
{
    struct ctx *ctx = r->ctx;
    struct caseload_row_list rows;
    struct caseload_counts counts;
    struct page page = {
        .title = ctx_msg(ctx, title), .nav = str_z(ctx->arena, r->path), .own_heading = true};

    TRY(caseload_count(ctx, f, &counts));
    TRY(caseload_list(ctx, f, &rows));
    view->title = page.title;
    view->may_intake = casefile_has_route(r, "/intakes/new");
    view->action = r->path;
    view->q = a->q;
    view->due = a->due;
    view->team_id = a->team;
    view->total = counts.all;
    view->may_assign = authz_can(ctx, CAP_CASE_ASSIGN) && !f->closed;
    selects_fill(ctx, view, a);
    counts_fill(ctx, view, a, &counts);
    chips_fill(ctx, view, a, f);
    a->sort = f->sort;
    view->sort = f->sort;
    view->with_worker = view->is_team && !by_worker(f->sort);
    heads_fill(ctx, view, a);
    rows_fill(ctx, view, &rows, f, &counts);
    view->pager = req_pager(r, f->page, view->to < view->total && view->has_rows);
    view->has_pages = view->pager.has_next || view->pager.has_prev;
    return resp_page(r, &page, &tmpl_caseload, view);
}

enum err caseload_own_get(struct req *r)
{
    struct address a = address_read(r);
    struct caseload_filter f;
    struct caseload_view view = {0};

    a.team = a.worker = STR_NONE;
    f = filter_of(r, &a);
    if (!str_given(f.sort))
        f.sort = STR("due");
    return list_page(r, &a, &f, &view, "nav.caseload");
}

/* The team in the address if it is one of the actor's; else the actor's own, else the first. */
static struct id team_choose(struct ctx *ctx, const struct caseload_team_list *teams,
                             struct str wanted)
{
    struct id id = ID_NONE, ret = teams->n ? teams->items[0].id : ID_NONE;

    (void)!id_parse(wanted, &id);
    for (size_t i = 0; i < teams->n; i++) {
        if (id_eq(teams->items[i].id, ctx->actor.team_id) && !id_given(id))
            ret = teams->items[i].id;
        if (id_eq(teams->items[i].id, id))
            return id;
    }
    return ret;
}

static enum err team_workers_fill(struct req *r, struct caseload_view *view,
                                  const struct caseload_filter *f, struct str chosen)
{
    struct ctx *ctx = r->ctx;
    struct caseload_colleague_list colleagues;
    struct caseload_select_view *select =
        select_add(ctx, view, "worker", "casefile.worker", "caseload.all_workers");

    TRY(caseload_colleagues(ctx, f->team_id, &colleagues));
    option_add(ctx, select, STR("none"), msg_text(ctx->locale, MSG_CASELOAD_UNASSIGNED), chosen);
    for (size_t i = 0; i < colleagues.n; i++) {
        const struct caseload_colleague *c = &colleagues.items[i];

        option_add(ctx, select, ctx_id_text(ctx, c->id), c->name, chosen);
    }
    return OK;
}

enum err caseload_team_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct address a = address_read(r);
    struct caseload_filter f = filter_of(r, &a);
    struct caseload_team_list teams;
    struct caseload_view view = {.is_team = true};

    TRY(caseload_teams(ctx, &teams));
    f.team_id = team_choose(ctx, &teams, a.team);
    if (!str_given(f.sort))
        f.sort = STR("worker");
    view.has_teams = teams.n > 1;
    if (view.has_teams)
        a.team = ctx_id_text(ctx, f.team_id);
    for (size_t i = 0; i < teams.n; i++) {
        struct address to = {.path = a.path, .team = ctx_id_text(ctx, teams.items[i].id)};

        LIST_ADD(ctx->arena, &view.teams,
                 ((struct caseload_link_view){.href = address_href(ctx, to),
                                              .label = teams.items[i].name,
                                              .current = id_eq(teams.items[i].id, f.team_id)}));
    }
    TRY(team_workers_fill(r, &view, &f, a.worker));
    return list_page(r, &a, &f, &view, "caseload.team_title");
}
