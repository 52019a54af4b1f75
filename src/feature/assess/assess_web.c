/* assess/assess_web.c: the forms of a case: which there are, one that was filled in, its
 * correction. Filling in is in assess_fill_web.c, paper in assess_blank_web.c. */
#include "assess_page.h"
#include "assess_tmpl.gen.h"
#include "core/feature.h"
#include "core/form_parse.h"
#include "core/form_version.h"
#include "core/messages.gen.h"
#include "feature/assess/assess_score.h"
#include "feature/casefile/casefile_page.h"

#define ENTRIES_SHOWN 3
#define ENTRIES_ALL 100
#define JUST_US (5 * MINUTE_US)
#define PLOT_RECORDS 12
#define PICTURE_ROWS 3

/* ---- which forms there are ------------------------------------------------------------------ */

/* All that the list of forms needs, loaded once. */
struct survey {
    struct casefile file;
    struct assess_record_list records;
    struct casefile_step_list open;
};

static enum err survey_load(struct req *r, struct survey *ret)
{
    TRY(casefile_load_part(r->ctx, req_id(r, "case"), CASEFILE_PART_FORMS, CASEFILE_READ,
                           &ret->file));
    TRY(assess_list_for_casefile(r->ctx, &ret->file, &ret->records));
    return casefile_open_steps(r->ctx, &ret->file, &ret->open);
}

static bool has_draft(const struct survey *s, struct str form)
{
    for (size_t i = 0; i < s->records.n; i++) {
        const struct assess_record *record = &s->records.items[i];

        if (!assess_is_submitted(record) && str_eq(record->form, form))
            return true;
    }
    return false;
}

static struct assess_row_view row_of(struct ctx *ctx, const struct survey *s,
                                     const struct pack_form *def, bool *ret_now)
{
    const struct casefile_step *step = assess_step(ctx, &s->open, def);
    bool draft = has_draft(s, def->name);
    struct assess_row_view row = {.title = text_in(&def->title, ctx->locale),
                                  .why = text_in(&def->why, ctx->locale),
                                  .href = assess_base(ctx, &s->file, def->name)};

    row.entries = assess_entries(ctx, &s->records, def->name, ENTRIES_SHOWN, &row.more_n);
    *ret_now = draft || step || def->phase == s->file.phase;
    if (step)
        row.due = casefile_due(ctx, step->due);
    row.status = msg_text(ctx->locale, draft           ? MSG_ASSESS_DRAFT
                                       : row.entries.n ? MSG_STATUS_COMPLETED
                                                       : MSG_ASSESS_UNTOUCHED);
    row.status_cls = draft ? STR("info") : row.entries.n ? STR("ok") : STR("plain");
    /* The day says it already: there is something to do. */
    if (str_given(row.due.cls) && !draft)
        row.status = STR_NONE;
    return row;
}

/* The phase's forms: into the card of what is to do now, or into the phase's own card. */
static void phase_fill(struct ctx *ctx, const struct survey *s, enum phase phase,
                       struct assess_list_view *view)
{
    struct assess_group_view group = {.heading =
                                          text_in(&ctx->pack->phases[phase].label, ctx->locale)};
    bool any = false;

    for (size_t i = 0; i < ctx->pack->forms.n; i++) {
        const struct pack_form *def = ctx->pack->forms.entries[i].value;
        bool now;

        if (def->phase != phase || !assess_is_for(&s->file, def))
            continue;
        struct assess_row_view row = row_of(ctx, s, def, &now);

        any = any || row.entries.n > 0;
        if (now && casefile_is_open(&s->file))
            LIST_ADD(ctx->arena, &view->now, row);
        else
            LIST_ADD(ctx->arena, &group.rows, row);
    }
    if (group.rows.n == 0)
        return;
    if (phase < s->file.phase || any)
        LIST_ADD(ctx->arena, &view->earlier, group);
    else
        LIST_ADD(ctx->arena, &view->later, group);
}

static enum err list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct survey s;
    struct assess_list_view view = {0};

    TRY(survey_load(r, &s));
    view.phase = text_in(&ctx->pack->phases[s.file.phase].label, ctx->locale);
    view.is_open = casefile_is_open(&s.file);
    for (int p = 0; p < PHASE_N; p++)
        phase_fill(ctx, &s, (enum phase)p, &view);
    return casefile_page(r, &s.file, "forms", ctx_msg(ctx, "assess.list_title"),
                         (struct panel_view){&tmpl_assess_list, &view});
}

/* A form by its name. Filled in before: its records, and ways to begin; else the form itself. */
static enum err form_get(struct req *r, struct str name)
{
    struct ctx *ctx = r->ctx;
    struct survey s;
    const struct pack_form *def;
    struct assess_record_list recent;
    struct assess_form_view view = {0};
    bool draft;
    int more;

    TRY(survey_load(r, &s));
    TRY(assess_def(r, &s.file, name, &def));
    view.base = assess_base(ctx, &s.file, def->name);
    view.may_fill = casefile_is_open(&s.file) && s.file.access >= CASEFILE_WRITE &&
                    authz_can(ctx, CAP_ASSESS_EDIT);
    view.entries = assess_entries(ctx, &s.records, def->name, ENTRIES_ALL, &more);
    draft = view.may_fill && has_draft(&s, def->name);
    if (view.may_fill && (view.entries.n == 0 || (draft && !str_given(req_get(r, "look")))))
        return resp_see_other(r, str_cat(ctx->arena, view.base, STR("/new")), NULL);
    view.may_fill = view.may_fill && !draft;
    TRY(assess_recent(ctx, &s.file, def->name, PLOT_RECORDS, &recent));
    if (recent.n > 0) {
        view.source_id = recent.items[0].id;
        view.source_on = date_of(recent.items[0].submitted_at, ctx->tz_offset_min);
    }
    if (recent.n > 1 && !casefile_is_part(&s.file))
        view.compare_href = assess_compare_href(ctx, &s.file, &recent.items[1], &recent.items[0]);
    TRY(assess_plot(ctx, &s.file, def, &recent, &view.plot));
    view.why = text_in(&def->why, ctx->locale);
    const struct casefile_step *step = assess_step(ctx, &s.open, def);

    if (step)
        view.due = casefile_due(ctx, step->due);
    return casefile_page(r, &s.file, "forms", text_in(&def->title, ctx->locale),
                         (struct panel_view){&tmpl_assess_form, &view});
}

/* ---- one record ----------------------------------------------------------------------------- */

static struct str record_href(struct ctx *ctx, const struct casefile *file, struct id id)
{
    char text[ID_TEXT];

    return id_given(id) ? assess_base(ctx, file, id_format(id, text)) : STR_NONE;
}

/* A record on its page. */
struct reading {
    struct ctx *ctx;
    const struct casefile *file;
    const struct assess_record *record;
    struct assess_record earlier; /* the one before; id: ID_NONE when there is none */
    struct form_answers answers;
    const struct pack_form *def;
    struct assess_record_view *view;
};

static void answer_fill(struct reading *g, const struct field *f, struct assess_answers_view *part)
{
    struct ctx *ctx = g->ctx;
    struct str stored = form_answer(&g->answers, str_c(f->name));
    struct str missing = form_answer(&g->answers, str_fmt(ctx->arena, "%s.missing", f->name));
    struct assess_answer_view answer = {.name = str_c(f->name),
                                        .label = field_label(ctx, f),
                                        .number = assess_number(g->def, f->item)};

    answer.is_heading = f->type == FIELD_HEADING || f->type == FIELD_INSTANCE;
    if (answer.is_heading) {
        LIST_ADD(ctx->arena, &part->answers, answer);
        return;
    }
    if (form_answer_is_hidden(ctx, &g->answers, f->name)) {
        answer.restricted = true;
        LIST_ADD(ctx->arena, &part->answers, answer);
        return;
    }
    answer.text = assess_words(ctx, f, stored, missing, &answer.empty);
    answer.path = form_answer_path(f, stored);
    if (f->type == FIELD_FILE)
        assess_file_show(ctx, g->file, g->record, stored, &answer);
    if (answer.empty && !str_given(missing))
        LIST_ADD(ctx->arena, &part->unanswered, answer);
    else
        LIST_ADD(ctx->arena, &part->answers, answer);
}

static void parts_fill(struct reading *g, const struct pack_form *def)
{
    struct assess_part_list parts =
        assess_parts(g->ctx, def, form_live_record(g->ctx, def, &g->answers));

    for (size_t i = 0; i < parts.n; i++) {
        struct assess_answers_view part = {.title = parts.n > 1 ? parts.items[i].title : STR_NONE};

        for (const struct field *f = parts.items[i].fields; f->name; f++) {
            if (!field_is_asked(f) && f->type != FIELD_COMPUTED && f->type != FIELD_INSTANCE &&
                f->type != FIELD_HEADING)
                continue;
            answer_fill(g, f, &part);
        }
        LIST_ADD(g->ctx->arena, &g->view->parts, part);
    }
}

static enum err earlier_fill(struct reading *g)
{
    TRY(assess_latest(g->ctx, g->file, g->record->form, g->record->submitted_at, &g->earlier));
    if (!id_given(g->earlier.id))
        return OK;
    g->view->earlier_on = date_of(g->earlier.submitted_at, g->ctx->tz_offset_min);
    g->view->earlier_href = record_href(g->ctx, g->file, g->earlier.id);
    g->view->compare_href = assess_compare_href(g->ctx, g->file, &g->earlier, g->record);
    return OK;
}

/* The scores of this record beside those of the one before, and what moved them. */
static enum err scores_fill(struct reading *g, const struct pack_form *def)
{
    struct ctx *ctx = g->ctx;
    struct assess_record_list both = {0};
    size_t rows = 0;

    LIST_ADD(ctx->arena, &both, *g->record);
    if (id_given(g->earlier.id))
        LIST_ADD(ctx->arena, &both, g->earlier);
    g->view->plot.is_pair = true;
    TRY(assess_plot(ctx, g->file, def, &both, &g->view->plot));
    for (size_t i = 0; i < g->view->plot.scales.n; i++)
        rows += g->view->plot.scales.items[i].rows.n;
    /* One or two are answers like others; a picture needs more. */
    if (rows < PICTURE_ROWS)
        g->view->plot.scales.n = 0;
    /* What cannot be computed with the form of today is not explained. */
    if (assess_moved_then(ctx, g->record, def, &g->view->moved) != OK)
        ctx->fail = (struct failure){0};
    return OK;
}

/* Who has just submitted a form wants to go on. */
static void next_fill(struct ctx *ctx, const struct casefile *file,
                      const struct assess_record *record, struct assess_record_view *view)
{
    bool fresh = ctx->now.us - record->submitted_at.us < JUST_US &&
                 id_eq(record->account_id, ctx->actor.account_id);

    if (!fresh || !casefile_is_open(file) || !str_given(file->next_what))
        return;
    view->next = casefile_next_text(ctx, file->next_what);
    view->next_href = casefile_next_href(ctx, file);
}

static enum err record_view(struct req *r, const struct casefile *file,
                            const struct assess_record *record)
{
    struct ctx *ctx = r->ctx;
    const struct pack_form *def, *now = pack_form_find(ctx->pack, record->form);
    struct assess_record_view view = {.record = record,
                                      .base = record_href(ctx, file, record->id),
                                      .replaces_href = record_href(ctx, file, record->replaces_id),
                                      .later_href = record_href(ctx, file, record->replaced_by),
                                      .has_restricted = record->has_hidden,
                                      .may_replace = assess_may_replace(ctx, file, record),
                                      .other_version =
                                          now && !str_eq(now->version, record->form_version)};
    struct reading g = {.ctx = ctx, .file = file, .record = record, .view = &view};

    next_fill(ctx, file, record, &view);
    TRY(assess_form_of(ctx, record, &def));
    g.def = def;
    TRY(form_answers_parse(ctx, record->answers, &g.answers));
    TRY(earlier_fill(&g));
    if (def) {
        parts_fill(&g, def);
        TRY(scores_fill(&g, def));
    }
    view.left = form_answers_left(ctx, def, &g.answers);
    return casefile_page(r, file, "forms", def ? text_in(&def->title, ctx->locale) : record->form,
                         (struct panel_view){&tmpl_assess_record, &view});
}

/* /forms/NAME is the form, /forms/ID one that was filled in. */
static enum err record_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct assess_record record;
    struct id id = req_id(r, "record");

    if (!id_given(id))
        return form_get(r, req_param(r, "record"));
    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_FORMS, CASEFILE_READ, &file));
    TRY(assess_load(ctx, &file, id, &record));
    if (!assess_is_submitted(&record))
        return resp_see_other(
            r, str_cat(ctx->arena, assess_base(ctx, &file, record.form), STR("/new")), NULL);
    return record_view(r, &file, &record);
}

/* ---- correcting ----------------------------------------------------------------------------- */

static const struct field replace_form[] = {
    {"reason", FIELD_TEXT, .label = "assess.reason", .hint = "assess.reason_hint", .required = true,
     .max = ASSESS_REASON_MAX},
    FIELDS_END,
};

static enum err replace_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct assess_record record;
    struct assess_replace_view view = {0};

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_FORMS, CASEFILE_READ, &file));
    TRY(assess_load(ctx, &file, req_id(r, "record"), &record));
    view.href = record_href(ctx, &file, record.id);
    view.reason = form_field(ctx, &r->form, replace_form, "reason", STR_NONE);
    view.submitted_on = date_of(record.submitted_at, ctx->tz_offset_min);
    view.author = record.author_name;
    view.may = assess_may_replace(ctx, &file, &record);
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "assess.replace_title"),
                         (struct panel_view){&tmpl_assess_replace, &view});
}

static enum err replace_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct assess_record record, draft;

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_FORMS, CASEFILE_WRITE, &file));
    TRY(assess_load(ctx, &file, req_id(r, "record"), &record));
    TRY(assess_replace(ctx, &file, &record, form_text(&r->form, "reason"), &draft));
    return assess_stays(r, str_cat(ctx->arena, assess_base(ctx, &file, draft.form), STR("/new")),
                        NULL);
}

/* ---- forms that wait, on the first page of the day ------------------------------------------ */

static enum err waiting_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct assess_waiting_list list;
    struct assess_waiting_view *view = ARENA_NEW(ctx->arena, struct assess_waiting_view);

    (void)subject;
    TRY(assess_waiting(ctx, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct assess_waiting *w = &list.items[i];
        const struct pack *pack = site_pack(ctx->site, w->programme);
        const struct pack_form *def = pack ? pack_form_find(pack, w->form) : NULL;
        struct casefile file = {.id = w->casefile_id};

        if (def)
            LIST_ADD(
                ctx->arena, &view->rows,
                ((struct assess_waiting_row_view){
                    .title = text_in(&def->title, ctx->locale),
                    .href = str_cat(ctx->arena, assess_base(ctx, &file, def->name), STR("/new")),
                    .client_name = w->client_name,
                    .at = w->saved_at}));
    }
    if (view->rows.n > 0)
        *ret = (struct panel_view){&tmpl_assess_waiting, view};
    return OK;
}

/* ---- the feature ---------------------------------------------------------------------------- */

/* A form may hold long texts in scripts that need several bytes a letter. */
#define FORM_POST(path_, handler_, again_)                                                         \
    {METHOD_POST,    path_, handler_, CAP_ASSESS_EDIT, NULL, again_, .body_max = FORM_BODY_MAX,    \
     .offline = true}
/* The same, with files among the answers. */
#define FORM_FILES(path_, handler_, again_)                                                        \
    {METHOD_POST,                                                                                  \
     path_,                                                                                        \
     handler_,                                                                                     \
     CAP_ASSESS_EDIT,                                                                              \
     NULL,                                                                                         \
     again_,                                                                                       \
     .body_max = UPLOAD_BODY_MAX,                                                                  \
     .files = true,                                                                                \
     .offline = true}

/* ---- pictures and sounds -------------------------------------------------------------------- */

/* Part of a form, not of a case: nobody's data. */
static enum err media_get(struct req *r)
{
    struct str kind, bytes;

    TRY(form_media_find(r->ctx, req_param(r, "digest"), &kind, &bytes));
    if (!str_given(kind))
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return resp_content(r, str_z(r->ctx->arena, kind), NULL, bytes);
}

static const struct route assess_routes[] = {
    ROUTE(GET, "/form-media/:digest", media_get, CAP_ASSESS_READ),
    ROUTE(GET, "/cases/:case/forms", list_get, CAP_ASSESS_READ),
    ROUTE(GET, "/cases/:case/forms/compare", assess_compare_get, CAP_ASSESS_READ),
    ROUTE_PAPER("/cases/:case/forms/:record", record_get, CAP_ASSESS_READ),
    ROUTE(GET, "/cases/:case/forms/:record/files/:answer", assess_file_get, CAP_ASSESS_READ),
    ROUTE_PAPER("/cases/:case/forms/:form/blank", assess_blank_get, CAP_ASSESS_READ),
    ROUTE(GET, "/cases/:case/forms/:form/new", assess_new_get, CAP_ASSESS_EDIT),
    FORM_FILES("/cases/:case/forms/:form/new", assess_new_post, assess_new_get),
    ROUTE(GET, "/cases/:case/forms/:form/new/:section", assess_section_get, CAP_ASSESS_EDIT),
    FORM_FILES("/cases/:case/forms/:form/new/:section", assess_section_post, assess_section_get),
    /* Keeps what is being typed: no command. */
    {METHOD_POST, "/cases/:case/forms/:form/draft", assess_draft_post, CAP_ASSESS_EDIT, NULL, NULL,
     .body_max = FORM_BODY_MAX, .here = true},
    ROUTE(GET, "/cases/:case/forms/:form/check", assess_check_get, CAP_ASSESS_EDIT),
    FORM_POST("/cases/:case/forms/:form/check", assess_check_post, assess_check_get),
    FORM_POST("/cases/:case/forms/:form/start", assess_start_post, NULL),
    ROUTE(POST, "/cases/:case/forms/:form/pages", assess_pages_post, CAP_ASSESS_EDIT),
    ROUTE_OFFLINE("/cases/:case/forms/:form/discard", assess_discard_post, CAP_ASSESS_EDIT, NULL,
                  NULL),
    ROUTE(GET, "/cases/:case/forms/:record/replace", replace_get, CAP_ASSESS_EDIT),
    ROUTE_OFFLINE("/cases/:case/forms/:record/replace", replace_post, CAP_ASSESS_EDIT, replace_form,
                  replace_get),
    ROUTES_END,
};

static const struct panel assess_panels[] = {
    {SLOT_TODAY, 60, CAP_ASSESS_EDIT, waiting_draw},
    PANELS_END,
};

/* Kinds of other features that a form of the pack may leave, review.held for one, are theirs. */
static const struct event_kind assess_events[] = {
    {"assess.begun", 0, "form"},
    {"assess.saved", 0, "form"},
    {"assess.discarded", 0, "form"},
    {"assess.submitted", EVENT_TIMELINE | EVENT_DOCUMENT, "form"},
    {"assess.recorded", EVENT_TIMELINE | EVENT_DOCUMENT, "form"},
    EVENTS_END,
};

extern const struct feature assess_feature;
const struct feature assess_feature = {
    .name = "assess",
    .routes = assess_routes,
    .panels = assess_panels,
    .events = assess_events,
};
