/* visit/visit_kit_web.c: all that is good to know at the door, on one page; and going out alone. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/plan/plan.h"
#include "feature/promise/promise.h"
#include "feature/task/task.h"
#include "visit_handlers.h"
#include "visit_tmpl.gen.h"

#define LINES_MAX 6
#define NEXT_MAX 2

const struct field visit_start_form[] = {
    {"minutes", FIELD_INT, .label = "visit.minutes", .hint = "visit.minutes_hint", .required = true,
     .max = 100000},
    {"place", FIELD_LINE, .label = "visit.place", .max = APPOINTMENT_PLACE_MAX},
    FIELDS_END,
};

enum err visit_banner_fill(struct req *r, const struct casefile *file,
                           struct visit_banner_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct visit running;

    TRY(visit_running(ctx, &running));
    *ret = (struct visit_banner_view){
        .id = running.id,
        .client = running.client_name,
        .expected_at = running.expected_at,
        .late = id_given(running.id) && running.expected_at.us < ctx->now.us,
        .elsewhere = id_given(running.id) && (!file || !id_eq(running.casefile_id, file->id)),
        .minutes = form_field(ctx, &r->form, visit_start_form, "minutes", STR("60")),
        .place = form_field(ctx, &r->form, visit_start_form, "place", STR_NONE)};
    if (file && !id_given(running.id) && appointment_may_edit(ctx, file))
        ret->start = casefile_href(ctx, file->id, "visit");
    return OK;
}

/* ---- who and where -------------------------------------------------------------------------- */

static enum err members_fill(struct ctx *ctx, const struct person *client,
                             struct visit_kit_view *view)
{
    struct household_list households = {0};
    struct household_member_list members = {0};

    TRY(household_list(ctx, client, &households));
    if (households.n == 0)
        return OK;
    view->household_address = households.items[0].address;
    TRY(household_members(ctx, &households.items[0], &members, &view->hidden_n));
    for (size_t i = 0; i < members.n; i++) {
        const struct household_member *m = &members.items[i];

        if (m->present)
            LIST_ADD(ctx->arena, &view->members,
                     ((struct visit_member_view){
                         .name = person_name(ctx, &m->person),
                         .role = pack_label(ctx->pack, STR("household_role"), m->role, ctx->locale),
                         .age = person_age_text(ctx, &m->person)}));
    }
    return OK;
}

static enum err client_fill(struct ctx *ctx, const struct casefile *file,
                            struct visit_kit_view *view)
{
    struct str rest = file->safety, code;
    struct person client;

    TRY(person_load(ctx, file->person_id, &client));
    view->address = client.address;
    while (str_split(&rest, ' ', &code))
        if (str_given(code))
            LIST_ADD(ctx->arena, &view->flags,
                     pack_label(ctx->pack, STR("safety_flag"), code, ctx->locale));
    return members_fill(ctx, &client, view);
}

/* ---- what it is about ----------------------------------------------------------------------- */

static enum err goals_fill(struct ctx *ctx, const struct casefile *file,
                           struct visit_kit_view *view)
{
    struct plan plan;
    struct plan_goal_list goals;

    TRY(plan_agreed(ctx, file, &plan));
    if (!id_given(plan.id))
        TRY(plan_prepared(ctx, file, &plan));
    if (!id_given(plan.id))
        return OK;
    TRY(plan_goals(ctx, &plan, &goals));
    for (size_t i = 0; i < goals.n; i++)
        if (plan_goal_is_open(&goals.items[i]))
            LIST_ADD(ctx->arena, &view->goals,
                     ((struct visit_line_view){.href = casefile_href(ctx, file->id, "plan"),
                                               .text = goals.items[i].wish,
                                               .percent = goals.items[i].progress,
                                               .has_percent = true,
                                               .due = casefile_due(ctx, goals.items[i].due)}));
    return OK;
}

static enum err promises_fill(struct ctx *ctx, const struct casefile *file,
                              struct visit_kit_view *view)
{
    struct promise_list list;

    TRY(promise_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n && promise_is_open(&list.items[i]); i++)
        LIST_ADD(ctx->arena, &view->promises,
                 ((struct visit_line_view){.href = casefile_href(ctx, file->id, "promises"),
                                           .text = list.items[i].what,
                                           .who = list.items[i].to_whom,
                                           .due = casefile_due(ctx, list.items[i].due)}));
    return OK;
}

static enum err steps_fill(struct ctx *ctx, const struct casefile *file,
                           struct visit_kit_view *view)
{
    struct casefile_step_list steps;

    TRY(casefile_open_steps(ctx, file, &steps));
    for (size_t i = 0; i < steps.n && view->steps.n < LINES_MAX; i++) {
        const struct pack_step *def = steps.items[i].def;

        LIST_ADD(ctx->arena, &view->steps,
                 ((struct visit_line_view){
                     .href = casefile_href(ctx, file->id, str_z(ctx->arena, def->link)),
                     .text = text_in(&def->what, ctx->locale),
                     .due = casefile_due(ctx, steps.items[i].due)}));
    }
    return OK;
}

static enum err tasks_fill(struct ctx *ctx, const struct casefile *file,
                           struct visit_kit_view *view)
{
    struct task_list list;
    char id[ID_TEXT];

    TRY(task_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n && view->tasks.n < LINES_MAX && task_is_open(&list.items[i]); i++)
        LIST_ADD(
            ctx->arena, &view->tasks,
            ((struct visit_line_view){.href = str_fmt(ctx->arena, "/tasks/%.*s",
                                                      STR_ARG(id_format(list.items[i].id, id))),
                                      .text = list.items[i].title,
                                      .due = casefile_due(ctx, list.items[i].due)}));
    return OK;
}

/* The last note that the actor may read. */
static enum err last_fill(struct ctx *ctx, const struct casefile *file, struct visit_kit_view *view)
{
    const struct note_filter contacts = {.contacts_only = true, .page = 1};
    struct note_list notes;
    bool more;

    TRY(note_list_for_casefile(ctx, file, &contacts, &notes, &more));
    for (size_t i = 0; i < notes.n; i++) {
        if (notes.items[i].hidden)
            continue;
        view->last_note = notes.items[i].body;
        view->last_on = notes.items[i].occurred_on;
        return OK;
    }
    return OK;
}

static enum err next_fill(struct ctx *ctx, const struct casefile *file, struct visit_kit_view *view)
{
    struct appointment_list list;
    char id[ID_TEXT];

    TRY(appointment_next(ctx, file, NEXT_MAX, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct appointment_row_view row = appointment_row(ctx, &list.items[i]);

        row.with_day = true;
        if (view->next.n == 0)
            view->debrief = str_fmt(ctx->arena, "%.*s?appointment=%.*s", STR_ARG(view->debrief),
                                    STR_ARG(id_format(list.items[i].id, id)));
        LIST_ADD(ctx->arena, &view->next, row);
    }
    return OK;
}

enum err visit_kit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct visit_kit_view view = {.file = &file};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    view.base = casefile_href(ctx, file.id, "");
    view.debrief = casefile_href(ctx, file.id, "debrief");
    view.may_edit = appointment_may_edit(ctx, &file);
    TRY(client_fill(ctx, &file, &view));
    TRY(goals_fill(ctx, &file, &view));
    TRY(promises_fill(ctx, &file, &view));
    TRY(steps_fill(ctx, &file, &view));
    TRY(tasks_fill(ctx, &file, &view));
    TRY(last_fill(ctx, &file, &view));
    TRY(next_fill(ctx, &file, &view));
    TRY(visit_banner_fill(r, &file, &view.out));
    return casefile_page(r, &file, "visit", msg_text(ctx->locale, MSG_VISIT_KIT),
                         (struct panel_view){&tmpl_visit_kit, &view});
}

enum err visit_start_post(struct req *r)
{
    struct casefile file;
    struct visit visit;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(visit_start(r->ctx, &file, form_text(&r->form, "place"), form_int(&r->form, "minutes", 0),
                    &visit));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "visit"), "visit.done_started");
}
