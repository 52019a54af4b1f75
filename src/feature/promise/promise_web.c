/* promise/promise_web.c: the promises of a case, the page of one, and the panels on other pages. */
#include "base/num.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "promise_tmpl.gen.h"
#include "promise_views.h"

#define PANEL_MAX 5

static const struct field new_form[] = {
    {"what", FIELD_LINE, .label = "promise.what", .hint = "promise.what_hint", .required = true,
     .max = PROMISE_WHAT_MAX},
    {"due", FIELD_DATE, .label = "promise.due", .required = true},
    {"to_whom", FIELD_LINE, .label = "promise.to_whom", .hint = "promise.to_whom_hint"},
    {"made_on", FIELD_DATE, .label = "promise.made_on", .required = true, .past = true},
    {"note", FIELD_ID, .label = "promise.note"},
    {"source", FIELD_LINE, .label = "promise.source", .max = 10},
    FIELDS_END,
};
static const struct field end_form[] = {
    {"state", FIELD_CODE, .label = "promise.end_state", .codes = "promise_state", .required = true},
    {"words", FIELD_TEXT, .label = "promise.outcome", .hint = "promise.outcome_hint",
     .max = PROMISE_OUTCOME_MAX},
    FIELDS_END,
};
static const struct field later_form[] = {
    {"due", FIELD_DATE, .label = "promise.due_new", .required = true},
    {"words", FIELD_LINE, .label = "promise.told", .hint = "promise.told_hint", .required = true},
    FIELDS_END,
};

static struct str promise_href(struct ctx *ctx, struct id casefile_id, struct id id)
{
    char text[ID_TEXT];

    return casefile_href(ctx, casefile_id,
                         str_fmt(ctx->arena, "promises/%.*s", STR_ARG(id_format(id, text))).p);
}

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access >= CASEFILE_WRITE &&
           authz_can(ctx, CAP_TASK_EDIT);
}

static const struct {
    const char *state, *cls;
} badges[] = {{"kept", "ok"}, {"passed_on", "info"}, {"broken", "bad"}, {"released", "none"}};

static struct promise_row_view row_view(struct ctx *ctx, const struct promise *p)
{
    struct promise_row_view row = {
        .href = promise_href(ctx, p->casefile_id, p->id),
        .what = p->what,
        .to_whom = p->to_whom,
        .keeper = p->keeper_name,
        .client = p->client_name,
        .outcome = p->outcome,
        .is_open = promise_is_open(p),
        .due = {.on = p->due},
    };

    if (row.is_open) {
        row.due = casefile_due(ctx, p->due);
        return row;
    }
    row.state = pack_label(ctx->pack, STR("promise_state"), p->state, ctx->locale);
    for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++)
        if (str_eq(p->state, str_c(badges[i].state)))
            row.state_cls = str_c(badges[i].cls);
    return row;
}

/* ---- the promises of a case ----------------------------------------------------------------- */

static struct str today_text(struct ctx *ctx)
{
    return ctx_date_text(ctx, ctx_today(ctx));
}

static struct promise_new_view form_view(struct req *r, const struct casefile *file)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;

    return (struct promise_new_view){
        .base = casefile_href(ctx, file->id, "promises"),
        .what = form_field(ctx, f, new_form, "what", STR_NONE),
        .due = form_field(ctx, f, new_form, "due", STR_NONE),
        .to_whom = form_field(ctx, f, new_form, "to_whom", file->client_name),
        .made_on = form_field(ctx, f, new_form, "made_on", today_text(ctx)),
        .note = form_field(ctx, f, new_form, "note", req_get(r, "note")),
        .source = form_field(ctx, f, new_form, "source", req_get(r, "source")),
    };
}

static enum err promise_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct promise_list list;
    struct promise_case_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(promise_list_for_casefile(ctx, &file, &list));
    view.may_edit = may_edit(ctx, &file);
    view.form = form_view(r, &file);
    for (size_t i = 0; i < list.n; i++) {
        struct promise_row_view row = row_view(ctx, &list.items[i]);

        if (row.is_open)
            LIST_ADD(ctx->arena, &view.open, row);
        else
            LIST_ADD(ctx->arena, &view.ended, row);
    }
    return casefile_page(r, &file, "promises", ctx_msg(ctx, "promise.heading"),
                         (struct panel_view){&tmpl_promise_case, &view});
}

static enum err promise_new_get(struct req *r)
{
    struct casefile file;
    struct promise_new_view view;

    TRY(casefile_load_for_form(r->ctx, req_id(r, "case"), &file));
    view = form_view(r, &file);
    return casefile_page(r, &file, NULL, ctx_msg(r->ctx, "promise.new"),
                         (struct panel_view){&tmpl_promise_new, &view});
}

static enum err promise_post(struct req *r)
{
    struct casefile file;
    struct str source = form_text(&r->form, "source");
    struct promise promise = {.what = form_text(&r->form, "what"),
                              .to_whom = form_text(&r->form, "to_whom"),
                              .made_on = form_date(&r->form, "made_on"),
                              .due = form_date(&r->form, "due"),
                              .origin_id = form_id(&r->form, "note")};

    promise.source = id_given(promise.origin_id)   ? STR("note")
                     : str_eq(source, STR("plan")) ? source
                                                   : STR("talk");
    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(promise_add(r->ctx, &file, &promise));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "promises"), "promise.done_made");
}

/* ---- one promise ---------------------------------------------------------------------------- */

static enum err place_load(struct req *r, bool writes, struct casefile *ret_file,
                           struct promise *ret)
{
    if (writes)
        TRY(casefile_load_open(r->ctx, req_id(r, "case"), ret_file));
    else
        TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_READ, ret_file));
    return promise_load(r->ctx, ret_file, req_id(r, "promise"), ret);
}

static enum err promise_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct promise_page_view view = {0};
    const struct promise *p = &view.promise;
    char text[ID_TEXT];

    TRY(place_load(r, false, &file, &view.promise));
    view.base = casefile_href(ctx, file.id, "promises");
    view.href = promise_href(ctx, file.id, p->id);
    view.row = row_view(ctx, p);
    view.may_edit = may_edit(ctx, &file);
    if (id_given(p->origin_id) && str_eq(p->source, STR("note")))
        view.note_href = casefile_href(
            ctx, file.id,
            str_fmt(ctx->arena, "notes/%.*s", STR_ARG(id_format(p->origin_id, text))).p);
    view.source = pack_label(ctx->pack, STR("promise_source"), p->source, ctx->locale);
    view.state = form_field(ctx, &r->form, end_form, "state", STR("kept"));
    view.words = form_field(ctx, &r->form, end_form, "words", STR_NONE);
    view.due = form_field(ctx, &r->form, later_form, "due", STR_NONE);
    view.told = form_field(ctx, &r->form, later_form, "words", STR_NONE);
    view.is_late_open = r->form.sent && r->form.fields == later_form;
    return casefile_page(r, &file, "promises", p->what,
                         (struct panel_view){&tmpl_promise_page, &view});
}

static int64_t version_sent(const struct req *r)
{
    int64_t version;

    return num_parse_range(form_typed(&r->form, "version"), 0, INT32_MAX, &version) == OK ? version
                                                                                          : -1;
}

static enum err promise_end_post(struct req *r)
{
    struct casefile file;
    struct promise promise;
    struct promise_end end = {.state = form_code(&r->form, "state"),
                              .words = form_text(&r->form, "words"),
                              .due = DATE_NONE,
                              .version = version_sent(r)};

    TRY(place_load(r, true, &file, &promise));
    TRY(promise_finish(r->ctx, &file, &promise, &end));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "promises"), "done.changed");
}

static enum err promise_later_post(struct req *r)
{
    struct casefile file;
    struct promise promise;
    struct promise_end end = {.due = form_date(&r->form, "due"),
                              .words = form_text(&r->form, "words"),
                              .version = version_sent(r)};

    TRY(place_load(r, true, &file, &promise));
    TRY(promise_put_off(r->ctx, &file, &promise, &end));
    return resp_see_other(r, promise_href(r->ctx, file.id, promise.id), "done.changed");
}

/* Where the page of a conflict leads back to. */
static enum err promise_later_get(struct req *r)
{
    struct casefile file;
    struct promise promise;

    TRY(place_load(r, false, &file, &promise));
    return resp_see_other(r, promise_href(r->ctx, file.id, promise.id), NULL);
}

/* ---- elsewhere ------------------------------------------------------------------------------ */

static enum err case_panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct promise_panel_view *view = ARENA_NEW(r->ctx->arena, struct promise_panel_view);
    struct promise_list list;

    TRY(promise_list_for_casefile(r->ctx, file, &list));
    view->base = casefile_href(r->ctx, file->id, "promises");
    view->may_edit = may_edit(r->ctx, file);
    for (size_t i = 0; i < list.n && i < PANEL_MAX && promise_is_open(&list.items[i]); i++)
        LIST_ADD(r->ctx->arena, &view->rows, row_view(r->ctx, &list.items[i]));
    if (view->rows.n > 0 || view->may_edit)
        *ret = (struct panel_view){&tmpl_promise_panel, view};
    return OK;
}

/* In the team's day as well: a promise is kept by who gave it. */
static enum err due_add(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret)
{
    struct promise_list list;

    TRY(promise_due(ctx, ask, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct promise *p = &list.items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct duty){.casefile_id = p->casefile_id,
                                .what = p->what,
                                .link = promise_href(ctx, p->casefile_id, p->id),
                                .why = msg_text(ctx->locale, MSG_PROMISE_DUE_HEADING),
                                .client_name = p->client_name,
                                .number = p->number,
                                .due = p->due}));
    }
    return OK;
}

/* ---- the feature ---------------------------------------------------------------------------- */

static const struct route promise_routes[] = {
    ROUTE(GET, "/cases/:case/promises", promise_list_get, CAP_TASK_READ),
    ROUTE(GET, "/cases/:case/promises/new", promise_new_get, CAP_TASK_EDIT),
    ROUTE_OFFLINE("/cases/:case/promises", promise_post, CAP_TASK_EDIT, new_form, promise_new_get),
    ROUTE(GET, "/cases/:case/promises/:promise", promise_get, CAP_TASK_READ),
    ROUTE_OFFLINE("/cases/:case/promises/:promise", promise_end_post, CAP_TASK_EDIT, end_form,
                  promise_get),
    ROUTE(GET, "/cases/:case/promises/:promise/later", promise_later_get, CAP_TASK_READ),
    ROUTE_OFFLINE("/cases/:case/promises/:promise/later", promise_later_post, CAP_TASK_EDIT,
                  later_form, promise_get),
    ROUTES_END,
};

static const struct panel promise_panels[] = {
    {SLOT_CASE_SIDE, 15, CAP_TASK_READ, case_panel_draw},
    PANELS_END,
};

static const struct event_kind promise_events[] = {
    {"promise.made", EVENT_TIMELINE, NULL},
    {"promise.kept", EVENT_TIMELINE, NULL},
    {"promise.passed_on", EVENT_TIMELINE, NULL},
    {"promise.broken", EVENT_TIMELINE, NULL},
    {"promise.released", EVENT_TIMELINE, NULL},
    {"promise.put_off", EVENT_TIMELINE, NULL},
    EVENTS_END,
};

static const struct subscriber promise_subscribers[] = {
    {"casefile.assigned", promise_on_assigned}, {"promise.made", casefile_on_work},
    {"promise.kept", casefile_on_work},         {"promise.passed_on", casefile_on_work},
    {"promise.broken", casefile_on_work},       {"promise.released", casefile_on_work},
    {"promise.put_off", casefile_on_work},      SUBSCRIBERS_END,
};

extern const struct feature promise_feature;
const struct feature promise_feature = {
    .name = "promise",
    .routes = promise_routes,
    .panels = promise_panels,
    .events = promise_events,
    .subscribers = promise_subscribers,
    .first = promise_first,
    .loose_ends = promise_loose_ends,
    .loose_end = promise_loose_end,
    .due = due_add,
};
