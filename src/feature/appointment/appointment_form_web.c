/* appointment/appointment_form_web.c: the form of an appointment, new or changed, and what speaks
 * against the time that was typed. */
#include "appointment_handlers.h"
#include "appointment_tmpl.gen.h"
#include "core/messages.gen.h"
#include "feature/task/task.h"

const struct field appointment_form[] = {
    {"mode", FIELD_CODE, .label = "appointment.mode", .codes = "appointment_mode",
     .required = true},
    {"on", FIELD_DATE, .label = "appointment.on", .required = true},
    {"from", FIELD_TIME, .label = "appointment.from", .hint = "appointment.from_hint",
     .required = true},
    {"until", FIELD_TIME, .label = "appointment.until", .hint = "appointment.until_hint"},
    {"place", FIELD_LINE, .label = "appointment.place", .hint = "appointment.place_hint",
     .max = APPOINTMENT_PLACE_MAX},
    {"title", FIELD_LINE, .label = "appointment.title", .max = APPOINTMENT_TITLE_MAX},
    {"account", FIELD_ID, .label = "appointment.account"},
    {"reason", FIELD_LINE, .label = "appointment.reason", .hint = "appointment.reason_hint"},
    {"sure", FIELD_BOOL, .label = "appointment.sure"},
    {"version", FIELD_INT, .label = "core.version", .max = 1000000},
    FIELDS_END,
};

/* ---- what was typed ------------------------------------------------------------------------- */

static void draft_typed(struct req *r, struct appointment_draft *draft)
{
    const struct form *f = &r->form;
    struct date on = form_date(f, "on");
    struct str until = form_text(f, "until");

    *draft = (struct appointment_draft){.account_id = form_id(f, "account"),
                                        .mode = form_code(f, "mode"),
                                        .place = form_text(f, "place"),
                                        .title = form_text(f, "title"),
                                        .starts_at =
                                            appointment_moment(r->ctx, on, form_text(f, "from")),
                                        .ends_at = appointment_moment(r->ctx, on, until),
                                        .people = casefile_ticked(r, "person"),
                                        .reason = form_text(f, "reason"),
                                        .sure = form_bool(f, "sure")};
    if (!str_given(until) && instant_given(draft->starts_at))
        draft->ends_at.us = draft->starts_at.us + HOUR_US;
}

/* Where nothing else is said, a visit is where the client lives. */
static enum err place_default(struct req *r, const struct casefile *file,
                              struct appointment_draft *draft)
{
    struct person client;

    if (!str_eq(draft->mode, STR("home_visit")) || str_given(str_trim(draft->place)))
        return OK;
    TRY(person_load(r->ctx, file->person_id, &client));
    draft->place = client.address;
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------- */

static enum err keepers_fill(struct req *r, const struct casefile *file, struct field_view *field)
{
    struct task_person_list people;

    TRY(task_people(r->ctx, file, &people));
    for (size_t i = 0; i < people.n; i++)
        field_option_add(r->ctx, field, ctx_id_text(r->ctx, people.items[i].account_id),
                         people.items[i].name);
    return OK;
}

static struct str time_text(struct ctx *ctx, struct instant at)
{
    int64_t minute;

    if (!instant_given(at))
        return STR_NONE;
    minute = (at.us - date_start(ctx_day_of(ctx, at), ctx->tz_offset_min).us) / MINUTE_US;
    return str_fmt(ctx->arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

static enum err doubts_fill(struct req *r, const struct casefile *file, struct id except,
                            struct appointment_form_view *view)
{
    struct ctx *ctx = r->ctx;
    struct appointment_draft draft;

    if (!r->form.sent || r->form.fields != appointment_form)
        return OK;
    draft_typed(r, &draft);
    if (!instant_given(draft.starts_at) || draft.ends_at.us <= draft.starts_at.us)
        return OK;
    return appointment_doubt_texts(ctx, file, &draft, except, &view->doubts);
}

static struct field_view box(struct req *r, const char *name, struct str current)
{
    return form_field(r->ctx, &r->form, appointment_form, name, current);
}

/* The boxes with what is stored, or what a new one begins with. */
static enum err form_fill(struct req *r, const struct casefile *file, const struct appointment *a,
                          struct appointment_form_view *view)
{
    struct ctx *ctx = r->ctx;
    struct casefile_id_list people = {0};
    struct person client;

    view->mode = box(r, "mode", a->mode);
    view->on = box(r, "on", ctx_date_text(ctx, ctx_day_of(ctx, a->starts_at)));
    view->from = box(r, "from", time_text(ctx, a->starts_at));
    view->until = box(r, "until", time_text(ctx, a->ends_at));
    view->place = box(r, "place", a->place);
    view->title = box(r, "title", a->title);
    view->reason = box(r, "reason", STR_NONE);
    view->sure = box(r, "sure", STR_NONE);
    view->account = box(r, "account", ctx_id_text(ctx, a->account_id));
    TRY(keepers_fill(r, file, &view->account));
    TRY(person_load(ctx, file->person_id, &client));
    view->address = client.address;
    if (r->form.sent) {
        people = casefile_ticked(r, "person");
    } else if (id_given(a->id)) {
        TRY(appointment_people(ctx, a, &people));
    } else {
        LIST_ADD(ctx->arena, &people, file->person_id);
    }
    view->people.legend = msg_text(ctx->locale, MSG_APPOINTMENT_PEOPLE);
    TRY(casefile_ticks(ctx, file, &people, &view->people));
    return doubts_fill(r, file, a->id, view);
}

enum err appointment_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct date on = DATE_NONE;
    struct appointment begun = {.mode = req_get(r, "mode"), .account_id = ctx->actor.account_id};
    struct appointment_form_view view = {.is_new = true};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    view.action = view.back = appointment_href(ctx, file.id, ID_NONE, "");
    TRY(form_fill(r, &file, &begun, &view));
    if (!r->form.sent && date_parse(req_get(r, "on"), &on) == OK)
        view.on = form_field(ctx, &r->form, appointment_form, "on", req_get(r, "on"));
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_APPOINTMENT_NEW),
                         (struct panel_view){&tmpl_appointment_form, &view});
}

enum err appointment_post(struct req *r)
{
    struct casefile file;
    struct appointment_draft draft;
    struct appointment made;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    draft_typed(r, &draft);
    TRY(place_default(r, &file, &draft));
    TRY(appointment_add(r->ctx, &file, &draft, &made));
    return resp_see_other(r, appointment_href(r->ctx, file.id, made.id, ""),
                          "appointment.done_made");
}

enum err appointment_change_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct appointment a;
    struct appointment_form_view view = {0};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(appointment_load(ctx, &file, req_id(r, "appointment"), &a));
    if (!appointment_is_planned(&a))
        return ctx_fail(ctx, E_CONFLICT, "appointment.not_planned", NULL);
    view.action = appointment_href(ctx, file.id, a.id, "change");
    view.back = appointment_href(ctx, file.id, a.id, "");
    view.version = r->form.sent ? form_int(&r->form, "version", a.version) : a.version;
    TRY(form_fill(r, &file, &a, &view));
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_APPOINTMENT_CHANGE),
                         (struct panel_view){&tmpl_appointment_form, &view});
}

enum err appointment_change_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct appointment a;
    struct appointment_draft draft;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(appointment_load(ctx, &file, req_id(r, "appointment"), &a));
    draft_typed(r, &draft);
    TRY(place_default(r, &file, &draft));
    TRY(appointment_change(ctx, &file, &a, &draft, form_int(&r->form, "version", 0)));
    return resp_see_other(r, appointment_href(ctx, file.id, a.id, ""), "done.changed");
}
