/* note/note_web.c: the pages of notes, and the quick buttons on the case's overview. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/casefile/casefile_page.h"
#include "feature/note/note.h"
#include "feature/note/note_page.h"
#include "feature/note/note_word.h"
#include "feature/plan/plan.h"
#include "feature/promise/promise.h"
#include "note_tmpl.gen.h"
#include "note_views.h"

static const struct field note_form[] = {
    {"kind", FIELD_CODE, .label = "note.kind", .codes = "note_kind", .required = true},
    {"occurred_on", FIELD_DATE, .label = "note.occurred_on", .required = true, .past = true},
    {"body", FIELD_TEXT, .label = "note.body", .hint = "note.body_hint", .required = true,
     .max = NOTE_BODY_MAX},
    {"result", FIELD_CODE, .label = "note.result", .hint = "note.result_hint",
     .codes = "contact_result"},
    {"confidential", FIELD_BOOL, .label = "note.confidential", .hint = "note.confidential_why"},
    {"promise", FIELD_LINE, .label = "promise.what", .hint = "promise.what_hint",
     .max = PROMISE_WHAT_MAX},
    {"promise_due", FIELD_DATE, .label = "promise.due"},
    FIELDS_END,
};

static struct str href(struct ctx *ctx, struct id casefile_id, struct id note_id, const char *rest)
{
    char text[ID_TEXT];

    return casefile_href(
        ctx, casefile_id,
        str_fmt(ctx->arena, "notes/%.*s%s", STR_ARG(id_format(note_id, text)), rest).p);
}

/* A list to open instead of many buttons: the question is seldom answered. */
static struct field_view as_list(struct ctx *ctx, struct field_view field)
{
    struct option_view_list options = {0};

    if (field.as_select)
        return field;
    LIST_ADD(ctx->arena, &options, ((struct option_view){.chosen = !str_given(field.value)}));
    for (size_t i = 0; i < field.options.n; i++)
        LIST_ADD(ctx->arena, &options, field.options.items[i]);
    field.options = options;
    field.as_select = true;
    field.choices = false;
    return field;
}

static bool may_add(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE && authz_can(ctx, CAP_NOTE_ADD);
}

/* In a closed case only contacts can be recorded: the follow-ups. */
static bool may_record(const struct ctx *ctx, const struct casefile *file)
{
    return file->access == CASEFILE_WRITE && authz_can(ctx, CAP_NOTE_ADD);
}

static void contacts_only(const struct ctx *ctx, struct field_view *kind)
{
    struct option_view_list contacts = {0};

    for (size_t i = 0; i < kind->options.n; i++) {
        const struct pack_code *code =
            pack_code_find(ctx->pack, STR("note_kind"), kind->options.items[i].value);

        if (!code || str_eq(code->group, STR("contact")))
            LIST_ADD(ctx->arena, &contacts, kind->options.items[i]);
    }
    kind->options = contacts;
}

enum err note_actions_offer(struct req *r, const struct casefile *file,
                            struct casefile_ticks_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile_id_list chosen = casefile_ticked(r, "action");
    struct plan_action_list actions = {0};
    struct plan plan;

    TRY(plan_agreed(ctx, file, &plan));
    if (id_given(plan.id))
        TRY(plan_actions(ctx, &plan, &actions));
    ret->name = STR("action");
    ret->legend = ctx_msg(ctx, "note.actions");
    for (size_t i = 0; i < actions.n; i++) {
        const struct plan_action *a = &actions.items[i];

        if (plan_action_is_open(a))
            LIST_ADD(
                ctx->arena, &ret->rows,
                ((struct casefile_tick_view){.id = a->origin_id,
                                             .name = a->what,
                                             .chosen = casefile_is_ticked(&chosen, a->origin_id)}));
    }
    return OK;
}

static enum err note_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    if (!may_record(ctx, &file))
        TRY(casefile_load_for_form(ctx, file.id, &file));
    struct note_new_view view = {
        .casefile_id = file.id,
        .kind = form_field(ctx, &r->form, note_form, "kind", req_get(r, "kind")),
        .occurred_on =
            form_field(ctx, &r->form, note_form, "occurred_on", ctx_date_text(ctx, ctx_today(ctx))),
        .body = form_field(ctx, &r->form, note_form, "body", STR_NONE),
        .result = as_list(ctx, form_field(ctx, &r->form, note_form, "result", STR_NONE)),
        .confidential = form_field(ctx, &r->form, note_form, "confidential", STR_NONE),
        .promise = form_field(ctx, &r->form, note_form, "promise", STR_NONE),
        .promise_due = form_field(ctx, &r->form, note_form, "promise_due", STR_NONE)};

    const struct casefile_id_list ticked = casefile_ticked(r, "person");

    view.is_open = casefile_is_open(&file);
    if (!view.is_open)
        contacts_only(ctx, &view.kind);
    view.seen.legend = msg_text(ctx->locale, MSG_NOTE_SEEN);
    TRY(casefile_ticks(ctx, &file, &ticked, &view.seen));
    TRY(note_actions_offer(r, &file, &view.actions));
    TRY(draft_notice(r, casefile_href(ctx, file.id, "notes"), &view.draft));
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_NOTE_RECORD),
                         (struct panel_view){&tmpl_note_new, &view});
}

/* What was promised in the contact goes along. */
static enum err promise_typed(struct req *r, const struct note *note)
{
    struct casefile file;
    struct promise promise = {.what = form_text(&r->form, "promise"),
                              .made_on = note->occurred_on,
                              .due = form_date(&r->form, "promise_due"),
                              .source = STR("note"),
                              .origin_id = note->id};

    if (!str_given(promise.what) && !date_given(promise.due))
        return OK;
    if (!str_given(promise.what))
        return ctx_fail(r->ctx, E_INVALID, "promise.what_missing", "promise");
    if (!date_given(promise.due))
        return ctx_fail(r->ctx, E_INVALID, "promise.due_missing", "promise_due");
    if (date_cmp(promise.due, promise.made_on) < 0)
        return ctx_fail(r->ctx, E_INVALID, "promise.due_early", "promise_due");
    TRY(casefile_load_open(r->ctx, note->casefile_id, &file));
    return promise_add(r->ctx, &file, &promise);
}

static enum err note_post(struct req *r)
{
    struct note_draft draft = {.casefile_id = req_id(r, "case"),
                               .kind = form_code(&r->form, "kind"),
                               .result = form_code(&r->form, "result"),
                               .body = form_text(&r->form, "body"),
                               .occurred_on = form_date(&r->form, "occurred_on"),
                               .confidential = form_bool(&r->form, "confidential"),
                               .seen = casefile_ticked(r, "person"),
                               .actions = casefile_ticked(r, "action")};
    struct note note;

    TRY(note_add(r->ctx, &draft, &note));
    TRY(promise_typed(r, &note));
    return resp_see_other(r, casefile_href(r->ctx, note.casefile_id, ""), "note.done_added");
}

/* ---- list ----------------------------------------------------------------------------------- */

static void shows_fill(struct req *r, struct note_list_view *view, const struct note_filter *f)
{
    struct str all = casefile_href(r->ctx, view->casefile_id, "notes");
    bool any = !f->contacts_only && !str_given(f->kind);

    LIST_ADD(r->ctx->arena, &view->shows,
             ((struct note_link_view){all, msg_text(r->ctx->locale, MSG_CORE_ALL), any}));
    LIST_ADD(
        r->ctx->arena, &view->shows,
        ((struct note_link_view){str_cat(r->ctx->arena, all, STR("?show=contacts")),
                                 msg_text(r->ctx->locale, MSG_NOTE_CONTACTS), f->contacts_only}));
}

static void kinds_fill(struct ctx *ctx, struct note_list_view *view, struct str chosen)
{
    const struct pack_codes *kinds = pack_codes_find(ctx->pack, STR("note_kind"));

    LIST_ADD(ctx->arena, &view->kinds,
             ((struct option_view){.label = msg_text(ctx->locale, MSG_NOTE_ALL_KINDS),
                                   .chosen = !str_given(chosen)}));
    for (size_t i = 0; kinds && i < kinds->codes.n; i++) {
        const struct pack_code *code = &kinds->codes.items[i];

        LIST_ADD(ctx->arena, &view->kinds,
                 ((struct option_view){.value = code->code,
                                       .label = text_in(&code->label, ctx->locale),
                                       .chosen = str_eq(chosen, code->code)}));
    }
}

static enum err note_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct note_list_view view = {0};
    struct note_filter filter = {.kind = req_get(r, "kind"),
                                 .contacts_only = str_eq(req_get(r, "show"), STR("contacts")),
                                 .page = req_get_int(r, "page", 1, 100000, 1)};
    bool more;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(note_list_for_casefile(ctx, &file, &filter, &view.notes, &more));
    view.casefile_id = file.id;
    view.may_add = may_record(ctx, &file);
    view.pager = req_pager(r, filter.page, more);
    view.has_pages = more || filter.page > 1;
    view.is_filtered = filter.contacts_only || str_given(filter.kind) || filter.page > 1;
    shows_fill(r, &view, &filter);
    kinds_fill(ctx, &view, filter.kind);
    return casefile_page(r, &file, "notes", msg_text(ctx->locale, MSG_NOTE_HEADING),
                         (struct panel_view){&tmpl_note_list, &view});
}

/* ---- one note ------------------------------------------------------------------------------- */

static enum err note_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct note_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(note_load(ctx, &file, req_id(r, "note"), &view.note));
    TRY(note_seen(ctx, &view.note, &view.seen));
    TRY(note_actions(ctx, &view.note, &view.actions));
    view.is_corrected = view.note.correction_n > 0;
    if (view.is_corrected)
        TRY(note_texts(ctx, &view.note, &view.texts));
    view.may_promise = may_add(ctx, &file);
    view.may_correct = may_add(ctx, &file) && note_may_correct(ctx, &view.note);
    return casefile_page(r, &file, "notes",
                         pack_label(ctx->pack, STR("note_kind"), view.note.kind, ctx->locale),
                         (struct panel_view){&tmpl_note_page, &view});
}

static const struct field correct_form[] = {
    {"body", FIELD_TEXT, .label = "note.body_corrected", .required = true, .max = NOTE_BODY_MAX},
    {"reason", FIELD_LINE, .label = "note.reason", .required = true},
    {"version", FIELD_INT, .label = "note.version", .required = true, .max = 1000000},
    FIELDS_END,
};

static enum err note_correct_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct note note;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(note_load(ctx, &file, req_id(r, "note"), &note));
    if (!note_may_correct(ctx, &note))
        return ctx_fail(ctx, E_CONFLICT, "note.not_yours", NULL);
    struct note_correct_view view = {
        .casefile_id = file.id,
        .note_id = note.id,
        .version = note.version,
        .body = form_field(ctx, &r->form, correct_form, "body", note.body),
        .reason = form_field(ctx, &r->form, correct_form, "reason", STR_NONE)};

    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_NOTE_CORRECT),
                         (struct panel_view){&tmpl_note_correct, &view});
}

static enum err note_correct_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct note note;
    struct note_text wanted = {.body = form_text(&r->form, "body"),
                               .reason = form_text(&r->form, "reason")};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(note_load(ctx, &file, req_id(r, "note"), &note));
    TRY(note_correct(ctx, &file, &note, &wanted, form_int(&r->form, "version", 0)));
    return resp_see_other(r, href(ctx, file.id, note.id, ""), "note.done_corrected");
}

/* ---- on the case's overview ----------------------------------------------------------------- */

static enum err note_action_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct note_action_view *view = ARENA_NEW(r->ctx->arena, struct note_action_view);

    if (!may_record(r->ctx, file))
        return OK;
    view->casefile_id = file->id;
    view->has_visit = pack_code_find(r->ctx->pack, STR("note_kind"), STR("home_visit")) != NULL;
    *ret = (struct panel_view){&tmpl_note_action, view};
    return OK;
}

static const struct route note_routes[] = {
    ROUTE(GET, "/cases/:case/notes", note_list_get, CAP_NOTE_READ),
    ROUTE(GET, "/cases/:case/notes/new", note_new_get, CAP_NOTE_ADD),
    ROUTE_OFFLINE("/cases/:case/notes", note_post, CAP_NOTE_ADD, note_form, note_new_get),
    ROUTE(GET, "/cases/:case/notes/:note", note_get, CAP_NOTE_READ),
    ROUTE(GET, "/cases/:case/notes/:note/correct", note_correct_get, CAP_NOTE_ADD),
    ROUTE_OFFLINE("/cases/:case/notes/:note/correct", note_correct_post, CAP_NOTE_ADD, correct_form,
                  note_correct_get),
    ROUTES_END,
};

static const struct panel note_panels[] = {
    {SLOT_CASE_ACTIONS, 10, CAP_NOTE_ADD, note_action_draw},
    PANELS_END,
};

static const struct event_kind note_events[] = {
    {"note.added", EVENT_TIMELINE, "note_kind"},
    {"note.followed_up", EVENT_TIMELINE, "note_kind"},
    {"note.attempted", EVENT_TIMELINE, "note_kind"},
    {"note.corrected", EVENT_TIMELINE, "note_kind"},
    EVENTS_END,
};

/* Notes of a new case are found by their words from the first one on. */
static enum err note_on_opened(struct ctx *ctx, const struct event *event)
{
    return note_word_begin(ctx, event->casefile_id);
}

static const struct subscriber note_subscribers[] = {
    {"casefile.opened", note_on_opened},
    SUBSCRIBERS_END,
};

const struct feature note_feature = {
    .name = "note",
    .routes = note_routes,
    .panels = note_panels,
    .events = note_events,
    .subscribers = note_subscribers,
};
