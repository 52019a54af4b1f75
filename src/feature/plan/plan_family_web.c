/* plan/plan_family_web.c: the plan for the kitchen table: plain words, large, with pictures, in one
 * language or in two side by side. Without flags, risk and the frame of the case. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

/* What the copy is made of. */
struct copy {
    struct req *r;
    const struct casefile *file;
    const struct plan *plan;
    const struct locale *in[2];
    struct plan_sentence_list words[2];
    struct plan_goal_list goals, old_goals;
    struct plan_action_list actions, old_actions;
    size_t n;    /* languages */
    bool is_new; /* there was a version before: what came is marked */
    struct plan_family_view view;
};

static struct plan_copy_row_view *row_add(struct copy *c, const char *kind, struct str picture)
{
    struct plan_copy_row_view *row = LIST_PUSH(c->r->ctx->arena, &c->view.rows);

    row->kind = str_c(kind);
    row->picture.name = picture;
    return row;
}

static struct plan_copy_view *cell_add(struct copy *c, struct plan_copy_row_view *row, size_t i)
{
    struct plan_copy_view *cell = LIST_PUSH(c->r->ctx->arena, &row->cells);

    cell->tag = locale_tag(c->in[i]);
    cell->flow = locale_is_rtl(c->in[i]) ? STR("rtl") : STR("ltr");
    return cell;
}

/* A row of the program's own words. */
static struct plan_copy_row_view *said_add(struct copy *c, const char *kind, int msg)
{
    struct plan_copy_row_view *row = row_add(c, kind, STR_NONE);

    for (size_t i = 0; i < c->n; i++)
        cell_add(c, row, i)->text = msg_text(c->in[i], msg);
    return row;
}

static struct str day_said(struct copy *c, size_t i, int msg, struct date day)
{
    struct arena *a = c->r->ctx->arena;
    struct buf text;

    if (!date_given(day))
        return STR_NONE;
    buf_init(&text, a, 100);
    calendar_date(&text, c->in[i], c->r->ctx->calendar, day, DATE_LONG);

    struct msg_arg arg = {.name = "date", .text = buf_str(&text)};

    return msg_format(a, c->in[i], msg, &arg, 1);
}

/* In the language of the cell; as it was written where nobody has translated it. */
static void words_set(struct copy *c, struct plan_copy_view *cell, size_t i, struct id origin,
                      struct str source)
{
    cell->text = plan_sentence_in(&c->words[i], origin);
    cell->foreign = i > 0 && !str_given(cell->text);
    if (!str_given(cell->text))
        cell->text = source;
}

static struct str who_said(struct copy *c, size_t i, const struct plan_action *a)
{
    if (str_eq(a->who, STR("worker")) && str_given(c->file->worker_name))
        return c->file->worker_name;
    if (str_given(a->who_name))
        return a->who_name;
    return pack_label(c->r->ctx->pack, STR("action_who"), a->who, c->in[i]);
}

static struct str who_picture(const struct plan_action *a)
{
    return str_eq(a->who, STR("family"))  ? STR("family")
           : str_eq(a->who, STR("other")) ? STR("service")
                                          : STR("worker");
}

static bool was_there(const struct copy *c, const struct plan_action *a)
{
    for (size_t i = 0; i < c->old_actions.n; i++)
        if (id_eq(c->old_actions.items[i].origin_id, a->origin_id))
            return true;
    return !c->is_new && !a->later;
}

static bool goal_was_there(const struct copy *c, const struct plan_goal *g)
{
    for (size_t i = 0; i < c->old_goals.n; i++)
        if (id_eq(c->old_goals.items[i].origin_id, g->origin_id))
            return true;
    return !c->is_new;
}

static void step_add(struct copy *c, const struct plan_action *a)
{
    struct ctx *ctx = c->r->ctx;
    struct plan_copy_row_view *row = row_add(c, "step", who_picture(a));

    row->done = !plan_action_is_open(a);
    for (size_t i = 0; i < c->n; i++) {
        struct plan_copy_view *cell = cell_add(c, row, i);

        cell->lead = who_said(c, i, a);
        words_set(c, cell, i, a->origin_id, a->what);
        cell->tail = row->done ? pack_label(ctx->pack, STR("action_status"), a->state, c->in[i])
                               : day_said(c, i, MSG_PLAN_FAMILY_UNTIL, a->due);
        cell->is_new = !was_there(c, a);
    }
}

static void goal_add(struct copy *c, const struct plan_goal *g)
{
    const struct pack_code *domain = pack_code_find(c->r->ctx->pack, STR("domain"), g->domain);
    struct plan_copy_row_view *row = row_add(c, "goal", domain ? domain->group : STR_NONE);

    row->done = str_eq(g->state, STR("achieved"));
    for (size_t i = 0; i < c->n; i++) {
        struct plan_copy_view *cell = cell_add(c, row, i);

        words_set(c, cell, i, g->origin_id, g->wish);
        cell->tail = row->done ? msg_text(c->in[i], MSG_PLAN_REACHED_BADGE)
                               : day_said(c, i, MSG_PLAN_FAMILY_BY, g->due);
        cell->is_new = !goal_was_there(c, g);
    }
    for (size_t i = 0; i < c->actions.n; i++)
        if (id_eq(c->actions.items[i].goal_id, g->id) &&
            !str_eq(c->actions.items[i].state, STR("cancelled")))
            step_add(c, &c->actions.items[i]);
}

static void head_add(struct copy *c)
{
    struct plan_copy_row_view *row;

    (void)said_add(c, "title", MSG_PLAN_FAMILY_TITLE);
    row = row_add(c, "day", STR_NONE);
    for (size_t i = 0; i < c->n; i++) {
        struct str day = c->view.is_agreed ? day_said(c, i, MSG_PLAN_AGREED_DAY, c->plan->agreed_on)
                                           : msg_text(c->in[i], MSG_PLAN_FAMILY_DRAFT);

        cell_add(c, row, i)->text = day;
    }
    if (!str_given(c->plan->aim))
        return;
    (void)said_add(c, "part", MSG_PLAN_FAMILY_AIM);
    row = row_add(c, "aim", STR("talk"));
    for (size_t i = 0; i < c->n; i++)
        words_set(c, cell_add(c, row, i), i, c->file->id, c->plan->aim);
}

static void help_add(struct copy *c)
{
    struct msg_arg name = {.name = "name", .text = c->file->worker_name};
    struct plan_copy_row_view *row;

    (void)said_add(c, "part", MSG_PLAN_FAMILY_HELP);
    row = row_add(c, "call", STR("talk"));
    for (size_t i = 0; i < c->n; i++)
        cell_add(c, row, i)->text =
            str_given(name.text)
                ? msg_format(c->r->ctx->arena, c->in[i], MSG_PLAN_FAMILY_CALL, &name, 1)
                : msg_text(c->in[i], MSG_PLAN_FAMILY_CALL_US);
    (void)said_add(c, "seal", MSG_PLAN_FAMILY_SIGN_FAMILY);
    (void)said_add(c, "seal", MSG_PLAN_FAMILY_SIGN_WORKER);
    (void)said_add(c, "seal", MSG_CORE_DATE);
}

/* The version that was in force before this one, to mark what is new. */
static enum err before_load(struct copy *c, const struct plan_list *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct plan *old = &all->items[i];

        if (old->version_no >= c->plan->version_no ||
            !(plan_is_agreed(old) || str_eq(old->state, STR("replaced"))))
            continue;
        c->is_new = true;
        TRY(plan_goals(c->r->ctx, old, &c->old_goals));
        return plan_actions(c->r->ctx, old, &c->old_actions);
    }
    return OK;
}

/* What is printed to be signed says which text it has, see plan_copy_code(). */
static enum err code_fill(struct copy *c)
{
    struct plan_tongues tongues = {.in = {c->in[0], c->in[1]}, .n = c->n};
    struct str text;

    if (c->view.is_agreed)
        return OK;
    TRY(plan_copy_text(c->r->ctx, c->file, c->plan, &tongues, &text));
    c->view.code = plan_copy_code(c->r->ctx, &tongues, text);
    return OK;
}

static enum err copy_fill(struct copy *c, const struct plan_list *all)
{
    struct ctx *ctx = c->r->ctx;
    const struct field pad = {"signature", FIELD_SIGNATURE};
    struct plan_signature signature;

    TRY(plan_goals(ctx, c->plan, &c->goals));
    TRY(plan_actions(ctx, c->plan, &c->actions));
    for (size_t i = 0; i < c->n; i++)
        TRY(plan_sentences(ctx, c->plan, c->in[i], &c->words[i]));
    TRY(before_load(c, all));
    TRY(plan_signature(ctx, c->plan, &signature));
    c->view.path = form_answer_path(&pad, signature.signature);
    c->view.signed_name = str_given(c->view.path) ? STR_NONE : signature.signature;
    head_add(c);
    for (size_t i = 0; i < c->goals.n; i++)
        if (!str_eq(c->goals.items[i].state, STR("abandoned")))
            goal_add(c, &c->goals.items[i]);
    help_add(c);
    return code_fill(c);
}

/* ---- which version, which languages --------------------------------------------------------- */

static const struct plan *plan_for_family(struct req *r, const struct plan_list *all)
{
    const struct plan *found = NULL;

    if (str_given(req_get(r, "version")))
        return plan_version_asked(r, all, "version");
    for (size_t i = 0; i < all->n; i++) {
        const struct plan *plan = &all->items[i];

        if (plan_is_agreed(plan))
            return plan;
        if (!found && !str_eq(plan->state, STR("replaced")))
            found = plan;
    }
    return found;
}

/* The second language: as asked, else the first of the family's that is ours. */
static const struct locale *beside_of(struct req *r, const struct casefile *file,
                                      const struct locale *first)
{
    struct str asked = req_get(r, "with"), languages = file->client_languages, code;
    const struct locale *found = locale_find(asked);

    while (!str_given(asked) && !found && str_split(&languages, ' ', &code))
        if (locale_find(code) != first)
            found = locale_find(code);
    return found == first ? NULL : found;
}

static struct str address(struct copy *c, const struct locale *first, const struct locale *second)
{
    return str_fmt(c->r->ctx->arena, "%.*s?version=%lld&lang=%.*s&with=%.*s", STR_ARG(c->r->path),
                   (long long)c->plan->version_no, STR_ARG(locale_tag(first)),
                   STR_ARG(second && second != first ? locale_tag(second) : STR("none")));
}

static void languages_fill(struct copy *c)
{
    struct arena *a = c->r->ctx->arena;
    const struct locale *second = c->n > 1 ? c->in[1] : NULL;

    for (const struct locale *const *l = locale_all; *l; l++) {
        LIST_ADD(a, &c->view.languages,
                 ((struct plan_language_view){address(c, *l, second), locale_name(*l),
                                              locale_tag(*l), *l == c->in[0]}));
        if (*l != c->in[0])
            LIST_ADD(a, &c->view.beside,
                     ((struct plan_language_view){address(c, c->in[0], *l), locale_name(*l),
                                                  locale_tag(*l), *l == second}));
    }
    LIST_ADD(
        a, &c->view.beside,
        ((struct plan_language_view){address(c, c->in[0], NULL), msg_text(c->in[0], MSG_CORE_NONE),
                                     locale_tag(c->in[0]), !second}));
}

enum err plan_family_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan_list all;
    struct copy c = {.r = r, .file = &file};
    struct contact_rules rules;
    const struct locale *wanted = locale_find(req_get(r, "lang"));

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(plan_versions(ctx, &file, &all));
    TRY(casefile_contact(ctx, &file, &rules));
    if (wanted)
        ctx->locale = wanted;
    c.view.paper = contact_paper(r, &rules, file.person_id);
    c.plan = plan_for_family(r, &all);
    c.view.back = plan_base(ctx, &file);
    c.view.number = file.number;
    c.view.client = file.client_name;
    if (c.plan) {
        c.in[0] = ctx->locale;
        c.in[1] = beside_of(r, &file, ctx->locale);
        c.n = c.in[1] ? 2 : 1;
        c.view.has_plan = true;
        c.view.two = c.n > 1;
        c.view.plan = *c.plan;
        c.view.is_agreed = date_given(c.plan->agreed_on);
        if (c.n > 1 && plan_may_edit(ctx, &file))
            c.view.words_href = str_fmt(ctx->arena, "%.*s/words?lang=%.*s", STR_ARG(c.view.back),
                                        STR_ARG(locale_tag(c.in[1])));
        TRY(copy_fill(&c, &all));
        languages_fill(&c);
    }
    struct page page = {.title = ctx_msg(ctx, "plan.family_title"),
                        .nav = "/cases",
                        .narrow = c.n < 2,
                        .own_heading = true};

    return resp_page(r, &page, &tmpl_plan_family, &c.view);
}
