/* visit/visit_web.c: what came of a visit, told on one page; and back from a lone visit. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/note/note_page.h"
#include "feature/promise/promise.h"
#include "visit_handlers.h"
#include "visit_tmpl.gen.h"

const struct field visit_debrief_form[] = {
    {"kind", FIELD_CODE, .label = "note.kind", .codes = "note_kind", .required = true},
    {"occurred_on", FIELD_DATE, .label = "note.occurred_on", .required = true, .past = true},
    {"result", FIELD_CODE, .label = "note.result", .codes = "contact_result"},
    {"body", FIELD_TEXT, .label = "note.body", .hint = "note.body_hint", .required = true,
     .max = NOTE_BODY_MAX},
    {"appointment", FIELD_ID, .label = "appointment.one"},
    {"task_1_title", FIELD_LINE, .label = "visit.task"},
    {"task_1_due", FIELD_DATE, .label = "visit.task_due"},
    {"task_2_title", FIELD_LINE, .label = "visit.task_more"},
    {"task_2_due", FIELD_DATE, .label = "visit.task_due"},
    {"promise_what", FIELD_LINE, .label = "promise.what", .max = PROMISE_WHAT_MAX},
    {"promise_due", FIELD_DATE, .label = "promise.due"},
    {"next_mode", FIELD_CODE, .label = "appointment.mode", .codes = "appointment_mode"},
    {"next_on", FIELD_DATE, .label = "appointment.on"},
    {"next_from", FIELD_TIME, .label = "appointment.from", .hint = "visit.next_hint"},
    {"next_place", FIELD_LINE, .label = "appointment.place", .max = APPOINTMENT_PLACE_MAX},
    {"next_sure", FIELD_BOOL, .label = "appointment.sure"},
    FIELDS_END,
};
const struct field visit_end_form[] = {
    {"words", FIELD_LINE, .label = "visit.words", .max = VISIT_WORDS_MAX},
    FIELDS_END,
};

/* ---- what was typed ------------------------------------------------------------------------- */

static void debrief_typed(struct req *r, const struct casefile *file, struct visit_debrief *d)
{
    const struct form *f = &r->form;
    struct date on = form_date(f, "next_on");

    *d = (struct visit_debrief){
        .note = {.casefile_id = file->id,
                 .kind = form_code(f, "kind"),
                 .result = form_code(f, "result"),
                 .body = form_text(f, "body"),
                 .occurred_on = form_date(f, "occurred_on"),
                 .seen = casefile_ticked(r, "person"),
                 .actions = casefile_ticked(r, "action")},
        .appointment_id = form_id(f, "appointment"),
        .tasks = {{form_text(f, "task_1_title"), form_date(f, "task_1_due")},
                  {form_text(f, "task_2_title"), form_date(f, "task_2_due")}},
        .promise = form_text(f, "promise_what"),
        .promise_due = form_date(f, "promise_due"),
        .next = {.mode = form_code(f, "next_mode"),
                 .place = form_text(f, "next_place"),
                 .starts_at = appointment_moment(r->ctx, on, form_text(f, "next_from")),
                 .sure = form_bool(f, "next_sure")}};
    if (instant_given(d->next.starts_at))
        d->next.ends_at.us = d->next.starts_at.us + HOUR_US;
    LIST_ADD(r->ctx->arena, &d->next.people, file->person_id);
}

/* Half of a next appointment is none. */
static enum err next_whole(struct req *r, const struct visit_debrief *d)
{
    bool on = date_given(form_date(&r->form, "next_on"));
    bool from = str_given(form_text(&r->form, "next_from"));

    if (on && !from)
        return ctx_fail(r->ctx, E_INVALID, "form.time_missing", "next_from");
    if (from && !on)
        return ctx_fail(r->ctx, E_INVALID, "form.not_date", "next_on");
    if (on && !str_given(d->next.mode))
        return ctx_fail(r->ctx, E_INVALID, "form.unknown_answer", "next_mode");
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------- */

/* The kind of note that an appointment of this mode becomes. */
static struct str kind_of(struct ctx *ctx, const struct appointment *a)
{
    static const struct {
        const char *mode, *kind;
    } kinds[] = {{"office", "office_meeting"}, {"phone", "phone_call"}, {"video", "video_call"}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_eq(a->mode, str_c(kinds[i].mode)) &&
            pack_code_find(ctx->pack, STR("note_kind"), str_c(kinds[i].kind)))
            return str_c(kinds[i].kind);
    return STR("home_visit");
}

static enum err begins_with(struct req *r, const struct casefile *file, struct appointment *ret,
                            struct casefile_id_list *ret_seen)
{
    struct id id;

    *ret = (struct appointment){0};
    *ret_seen = casefile_ticked(r, "person");
    if (id_parse(r->form.sent ? form_typed(&r->form, "appointment") : req_get(r, "appointment"),
                 &id) != OK)
        return OK;
    TRY(appointment_load(r->ctx, file, id, ret));
    return r->form.sent ? OK : appointment_people(r->ctx, ret, ret_seen);
}

static struct field_view box(struct req *r, const char *name, struct str current)
{
    return form_field(r->ctx, &r->form, visit_debrief_form, name, current);
}

static enum err doubts_fill(struct req *r, const struct casefile *file,
                            struct visit_debrief_view *view)
{
    struct visit_debrief typed;

    if (!r->form.sent)
        return OK;
    debrief_typed(r, file, &typed);
    view->has_next = date_given(form_date(&r->form, "next_on")) || view->next_from.error.n > 0 ||
                     view->next_on.error.n > 0;
    if (!instant_given(typed.next.starts_at))
        return OK;
    return appointment_doubt_texts(r->ctx, file, &typed.next, ID_NONE, &view->doubts);
}

static void boxes_fill(struct req *r, const struct appointment *a, struct visit_debrief_view *view)
{
    struct ctx *ctx = r->ctx;

    view->kind = box(r, "kind", kind_of(ctx, a));
    view->occurred_on = box(r, "occurred_on", ctx_date_text(ctx, ctx_today(ctx)));
    view->result = box(r, "result", STR_NONE);
    view->body = box(r, "body", STR_NONE);
    view->task_1_title = box(r, "task_1_title", STR_NONE);
    view->task_1_due = box(r, "task_1_due", STR_NONE);
    view->task_2_title = box(r, "task_2_title", STR_NONE);
    view->task_2_due = box(r, "task_2_due", STR_NONE);
    view->promise_what = box(r, "promise_what", STR_NONE);
    view->promise_due = box(r, "promise_due", STR_NONE);
    view->next_mode = box(r, "next_mode", str_given(a->mode) ? a->mode : STR("home_visit"));
    view->next_on = box(r, "next_on", STR_NONE);
    view->next_from = box(r, "next_from", STR_NONE);
    view->next_place = box(r, "next_place", a->place);
    view->next_sure = box(r, "next_sure", STR_NONE);
}

enum err visit_debrief_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct appointment a;
    struct casefile_id_list seen;
    struct visit_debrief_view view = {0};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(begins_with(r, &file, &a, &seen));
    view.action = casefile_href(ctx, file.id, "debrief");
    view.back = casefile_href(ctx, file.id, "visit");
    view.appointment_id = a.id;
    boxes_fill(r, &a, &view);
    view.seen.legend = msg_text(ctx->locale, MSG_NOTE_SEEN);
    TRY(casefile_ticks(ctx, &file, &seen, &view.seen));
    TRY(note_actions_offer(r, &file, &view.actions));
    TRY(doubts_fill(r, &file, &view));
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_VISIT_DEBRIEF),
                         (struct panel_view){&tmpl_visit_debrief, &view});
}

enum err visit_debrief_post(struct req *r)
{
    struct casefile file;
    struct visit_debrief debrief;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    debrief_typed(r, &file, &debrief);
    TRY(next_whole(r, &debrief));
    TRY(visit_debrief(r->ctx, &file, &debrief));
    return resp_see_other(r, casefile_href(r->ctx, file.id, ""), "visit.done_debrief");
}

/* ---- back ----------------------------------------------------------------------------------- */

enum err visit_end_post(struct req *r)
{
    struct visit visit;

    TRY(visit_load(r->ctx, req_id(r, "visit"), &visit));
    TRY(visit_end(r->ctx, &visit, form_text(&r->form, "words")));
    return resp_see_other(r, STR("/today"), "visit.done_ended");
}

enum err visit_longer_post(struct req *r)
{
    struct visit visit;

    TRY(visit_load(r->ctx, req_id(r, "visit"), &visit));
    TRY(visit_prolong(r->ctx, &visit, form_int(&r->form, "minutes", 0)));
    return resp_see_other(r, STR("/today"), "visit.done_prolonged");
}
