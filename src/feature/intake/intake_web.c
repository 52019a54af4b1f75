/* intake/intake_web.c: the inbox, the page of a request, and what a case shows of how it began. */
#include "core/feature.h"
#include "core/form_live.h"
#include "core/pack.h"
#include "feature/intake/intake_rules.h"
#include "intake_feature.h"
#include "intake_tmpl.gen.h"

#define TODAY_MAX 5

struct str intake_path(struct ctx *ctx, struct id id, const char *after)
{
    char text[ID_TEXT];
    struct str s = id_format(id, text);

    return after ? str_fmt(ctx->arena, "/intakes/%.*s/%s", STR_ARG(s), after)
                 : str_fmt(ctx->arena, "/intakes/%.*s", STR_ARG(s));
}

enum err intake_of_path(struct req *r, struct intake *ret)
{
    return intake_load(r->ctx, req_id(r, "intake"), ret);
}

/* How long somebody has been waiting, in the largest unit that says it. */
static struct str waiting_text(struct ctx *ctx, struct instant since)
{
    int64_t us = ctx->now.us - since.us;
    struct msg_arg n = {.name = "n", .is_number = true};
    const char *key = "date.just_now";

    if (us >= DAY_US) {
        n.number = us / DAY_US;
        key = "date.days_ago";
    } else if (us >= HOUR_US) {
        n.number = us / HOUR_US;
        key = "date.hours_ago";
    } else if (us >= MINUTE_US) {
        n.number = us / MINUTE_US;
        key = "date.minutes_ago";
    }
    return msg_by_key(ctx->arena, ctx->locale, str_c(key), &n, 1);
}

struct intake_row_view intake_row(struct ctx *ctx, const struct intake *i)
{
    struct intake_row_view row = {.id = i->id,
                                  .name = person_name(ctx, &i->person),
                                  .age = person_age_text(ctx, &i->person),
                                  .area = i->person.area_name,
                                  .channel = i->channel,
                                  .source = i->source,
                                  .urgency = i->urgency,
                                  .concerns = intake_labels(ctx, "concern", i->concerns),
                                  .received_at = i->received_at,
                                  .waiting = waiting_text(ctx, i->received_at),
                                  .screened = instant_given(i->screened_at),
                                  .due = {.on = DATE_NONE}};

    if (i->decided) {
        row.decision = i->decision;
        row.decided_by = i->decided_by_name;
        row.decided_at = i->decided_at;
        row.casefile_id = i->casefile_id;
        row.casefile_number = i->casefile_number;
    } else {
        row.due = casefile_due(ctx, intake_due(ctx, i));
    }
    return row;
}

struct intake_person_view intake_person(struct ctx *ctx, const struct person *p, bool visible)
{
    return (struct intake_person_view){.id = p->id,
                                       .name = person_name(ctx, p),
                                       .initials = person_initials(ctx, p),
                                       .age = person_age_text(ctx, p),
                                       .area = p->area_name,
                                       .phone = p->phone,
                                       .visible = visible};
}

/* ---- the inbox ------------------------------------------------------------------------------ */

/* They come in the order of urgency: a new group begins where it changes. */
static void groups_fill(struct ctx *ctx, const struct intake_list *list,
                        struct intake_list_view *view)
{
    for (size_t i = 0; i < list->n; i++) {
        struct str urgency = list->items[i].urgency;
        struct intake_group_view *group =
            view->groups.n ? &view->groups.items[view->groups.n - 1] : NULL;

        if (!group || !str_eq(group->urgency, urgency)) {
            group = LIST_PUSH(ctx->arena, &view->groups);
            group->urgency = urgency;
        }
        LIST_ADD(ctx->arena, &group->rows, intake_row(ctx, &list->items[i]));
    }
}

enum err intake_today_panel(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct intake_today_view *view = ARENA_NEW(ctx->arena, struct intake_today_view);
    struct intake_list list = {0};

    (void)subject;
    TRY(intake_list_first(ctx, TODAY_MAX, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view->rows, intake_row(ctx, &list.items[i]));
    if (list.n > 0)
        *ret = (struct panel_view){&tmpl_intake_today, view};
    return OK;
}

enum err intake_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake_list_view view = {.show_decided = str_eq(req_get(r, "show"), STR("decided")),
                                    .may_add = authz_can(ctx, CAP_INTAKE_ADD)};
    struct page page = {
        .title = ctx_msg(ctx, "nav.intake"), .nav = "/intakes", .own_heading = true};
    struct intake_list list = {0};
    int64_t number = req_get_int(r, "page", 1, 1000, 1);
    bool more;

    TRY(intake_list(ctx, view.show_decided, number, &list, &more));
    if (view.show_decided) {
        for (size_t i = 0; i < list.n; i++)
            LIST_ADD(ctx->arena, &view.decided, intake_row(ctx, &list.items[i]));
    } else {
        groups_fill(ctx, &list, &view);
    }
    view.empty = list.n == 0;
    view.pager = req_pager(r, number, more);
    view.paged = view.pager.has_prev || view.pager.has_next;
    return resp_page(r, &page, &tmpl_intakes, &view);
}

/* ---- one request ---------------------------------------------------------------------------- */

static enum err answers_fill(struct ctx *ctx, const struct intake *i, struct intake_view *view)
{
    const struct pack_form *form = intake_screening_form(ctx);

    view->has_screening = form != NULL;
    view->may_screen = view->may_edit && !i->has_hidden;
    if (form && str_given(i->answers)) {
        struct form_answers answers;

        TRY(form_answers_parse(ctx, i->answers, &answers));
        view->answers =
            form_answers_view(ctx, form_live_record(ctx, form, &answers), form_answer, &answers);
        for (size_t k = 0; k < view->answers.n; k++) {
            struct answer_view *a = &view->answers.items[k];

            if (!form_answer_is_hidden(ctx, &answers, str_z(ctx->arena, a->name)))
                continue;
            a->text = ctx_msg(ctx, "form.hidden");
            a->empty = false;
        }
    }
    return OK;
}

static enum err cases_fill(struct ctx *ctx, const struct intake *i, struct intake_view *view)
{
    struct person_case_list cases = {0};

    if (!i->person_visible || i->decided)
        return OK;
    TRY(person_cases(ctx, &i->person, &cases));
    for (size_t k = 0; k < cases.n; k++) {
        const struct person_case *c = &cases.items[k];

        if (str_eq(c->state, STR("open")) && !str_given(c->role))
            LIST_ADD(ctx->arena, &view->cases, ((struct intake_case_view){c->id, c->number}));
    }
    return OK;
}

enum err intake_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake intake;
    struct intake_view view = {0};
    struct page page = {.nav = "/intakes", .own_heading = true};

    TRY(intake_of_path(r, &intake));
    view.row = intake_row(ctx, &intake);
    view.person = intake_person(ctx, &intake.person, intake.person_visible);
    TRY(panels_draw(r, SLOT_INTAKE, &intake.person.id, &view.earlier));
    view.source_contact = intake.source_contact;
    view.narrative = intake.narrative;
    view.by = intake.by_name;
    view.team = intake.team_name;
    view.open = !intake.decided;
    view.may_edit = view.open && authz_can(ctx, CAP_INTAKE_ADD);
    view.may_decide = view.open && authz_can(ctx, CAP_INTAKE_DECIDE);
    view.has_case = str_given(intake.casefile_number);
    view.reason_list =
        str_eq(intake.decision, STR("refer")) ? STR("refer_reason") : STR("intake_close_reason");
    view.reason_code = intake.reason_code;
    view.reason = intake.reason;
    view.referred_to = intake.referred_to;
    TRY(answers_fill(ctx, &intake, &view));
    TRY(cases_fill(ctx, &intake, &view));
    page.title = view.row.name;
    return resp_page(r, &page, &tmpl_intake, &view);
}

enum err intake_case_panel(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct intake intake;
    struct intake_view *view;
    enum err e = intake_of_casefile(r->ctx, file, &intake);

    if (e == E_NOT_FOUND) {
        r->ctx->fail = (struct failure){0};
        return OK;
    }
    TRY(e);
    view = ARENA_NEW(r->ctx->arena, struct intake_view);
    view->row = intake_row(r->ctx, &intake);
    view->narrative = intake.narrative;
    *ret = (struct panel_view){&tmpl_intake_panel, view};
    return OK;
}

enum err intake_person_panel(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct person *person = subject;
    struct intake_list list = {0};
    struct intake_person_panel_view *view =
        ARENA_NEW(r->ctx->arena, struct intake_person_panel_view);

    TRY(intake_of_person(r->ctx, person, &list));
    view->person_id = person->id;
    view->may_add = authz_can(r->ctx, CAP_INTAKE_ADD);
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(r->ctx->arena, &view->rows, intake_row(r->ctx, &list.items[i]));
    *ret = (struct panel_view){&tmpl_intake_person_panel, view};
    return OK;
}
