/* assess/assess_fill_web.c: filling in a form: its sections, its pages of questions, checking the
 * answers, submitting; keeping what is typed meanwhile. */
#include "assess_page.h"
#include "assess_tmpl.gen.h"
#include "base/num.h"
#include "core/messages.gen.h"
#include "feature/assess/assess_score.h"
#include "feature/casefile/casefile_page.h"

#define ASKED_MAX 100000

static struct str below(struct ctx *ctx, const struct assess_work *w, const char *rest)
{
    return str_fmt(ctx->arena, "%.*s/%s", STR_ARG(w->base), rest);
}

static struct str part_href(struct ctx *ctx, const struct assess_work *w, struct str part)
{
    return str_fmt(ctx->arena, "%.*s/new/%.*s", STR_ARG(w->base), STR_ARG(part));
}

/* What was sent, as a form of its own: checking it must not change what the dispatcher compares. */
static struct form form_copy(struct req *r)
{
    struct form copy = {.sent = true};

    for (size_t i = 0; i < r->form.values.n; i++)
        LIST_ADD(r->ctx->arena, &copy.values, r->form.values.items[i]);
    return copy;
}

static int64_t version_sent(struct req *r)
{
    int64_t v;

    return num_parse_range(form_typed(&r->form, "version"), 0, INT32_MAX, &v) == OK ? v : -1;
}

/* A button beside the questions: one more of a repeat, one less, or what follows from the answers.
 */
static struct str act_of(struct req *r)
{
    struct str act = form_typed(&r->form, "do");

    return str_eq(act, STR("show")) || str_has_prefix(act, STR("add ")) ||
                   str_has_prefix(act, STR("remove "))
               ? act
               : STR_NONE;
}

/* Back to the same page, at what was added. */
static struct str act_href(struct ctx *ctx, struct str page, struct str act)
{
    if (!str_has_prefix(act, STR("add ")))
        return page;
    return str_fmt(ctx->arena, "%.*s#f-%.*s", STR_ARG(page), STR_ARG(str_from(act, 4)));
}

/* ---- a page of questions -------------------------------------------------------------------- */

/* What the page shows: a box that comes back empty was left empty, others were not there. */
static struct str names_asked(struct ctx *ctx, const struct field *fields)
{
    struct buf out;

    buf_init(&out, ctx->arena, ASKED_MAX);
    for (const struct field *f = fields; f->name; f++)
        if (field_is_asked(f))
            buf_printf(&out, "%s%s", out.n ? " " : "", f->name);
    return buf_str(&out);
}

/* Answers of this form decide what else is asked. */
static bool has_logic(const struct pack_form *def)
{
    for (const struct field *f = def->fields; f->name; f++)
        if (f->item->relevant || f->item->filter || f->item->calculation || f->item->count)
            return true;
    return false;
}

static enum err fields_fill(struct req *r, struct assess_work *w, struct str section,
                            struct assess_fill_view *view)
{
    struct ctx *ctx = r->ctx;
    struct form_live *live = w->answers.live;
    const struct field *fields;

    TRY(form_live_page(live, &r->form, section, &fields));
    view->fields = form_fields(ctx, &r->form, fields, form_live_answer, live);
    TRY(assess_propose(live, &view->fields));
    view->asked = names_asked(ctx, fields);
    view->has_logic = has_logic(w->def);
    for (size_t i = 0; i < view->fields.n; i++) {
        struct field_view *field = &view->fields.items[i];

        view->is_sensitive = view->is_sensitive || field->sensitive;
        if (!r->form.sent)
            field->from = assess_from(&w->answers, field->name);
        view->is_offered = view->is_offered || assess_is_earlier(&w->answers, field->name);
    }
    return OK;
}

static enum err fill_view(struct req *r, struct assess_work *w, struct assess_fill_view *view)
{
    view->base = w->base;
    view->discard.base = w->base;
    view->has_draft = id_given(w->draft.id);
    view->saved_at = w->draft.saved_at;
    view->source_on = date_of(w->answers.source.submitted_at, r->ctx->tz_offset_min);
    view->version = w->draft.version;
    view->back = str_eq(req_get(r, "back"), STR("check")) ||
                         str_eq(form_typed(&r->form, "back"), STR("check"))
                     ? STR("check")
                     : STR_NONE;
    return assess_notice(r->ctx, w, &view->notice);
}

/* ---- the whole form ------------------------------------------------------------------------- */

static const struct {
    int status;
    const char *cls;
} progress_words[] = {
    [ASSESS_UNTOUCHED] = {MSG_ASSESS_UNTOUCHED, "plain"},
    [ASSESS_OFFERED] = {MSG_ASSESS_OFFERED, "warn"},
    [ASSESS_BEGUN] = {MSG_STATUS_IN_PROGRESS, "info"},
    [ASSESS_COMPLETE] = {MSG_STATUS_COMPLETED, "ok"},
};

static void sections_fill(struct ctx *ctx, struct assess_work *w, struct assess_sections_view *view)
{
    for (size_t i = 0; i < w->answers.parts.n; i++) {
        const struct assess_part *part = &w->answers.parts.items[i];
        int answered;
        enum assess_progress progress = assess_progress(&w->answers, part, &answered);
        struct msg_arg args[] = {{.name = "done", .number = answered, .is_number = true},
                                 {.name = "n", .number = part->question_n, .is_number = true}};
        struct str hint = progress == ASSESS_BEGUN
                              ? msg_format(ctx->arena, ctx->locale, MSG_ASSESS_ANSWERED, args, 2)
                              : STR_NONE;

        view->done_n += progress == ASSESS_COMPLETE;
        LIST_ADD(ctx->arena, &view->sections,
                 ((struct assess_section_view){
                     .title = part->title,
                     .href = part_href(ctx, w, part->name),
                     .status = msg_text(ctx->locale, progress_words[progress].status),
                     .status_cls = str_c(progress_words[progress].cls),
                     .hint = hint}));
    }
    view->total_n = (int)w->answers.parts.n;
    view->percent = view->total_n ? view->done_n * 100 / view->total_n : 0;
}

static enum err sections_get(struct req *r, struct assess_work *w)
{
    struct ctx *ctx = r->ctx;
    struct assess_record_list records;
    struct casefile_step_list open;
    struct assess_sections_view view = {.base = w->base,
                                        .why = text_in(&w->def->why, ctx->locale),
                                        .discard = {w->base},
                                        .has_draft = id_given(w->draft.id)};
    int more;

    sections_fill(ctx, w, &view);
    view.may_check = view.has_draft;
    TRY(assess_notice(ctx, w, &view.notice));
    TRY(assess_list_for_casefile(ctx, &w->file, &records));
    view.entries = assess_entries(ctx, &records, w->def->name, 5, &more);
    TRY(casefile_open_steps(ctx, &w->file, &open));
    if (assess_step(&open, w->def))
        view.due = casefile_due(ctx, assess_step(&open, w->def)->due);
    return casefile_page(r, &w->file, "forms", text_in(&w->def->title, ctx->locale),
                         (struct panel_view){&tmpl_assess_sections, &view});
}

enum err assess_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct assess_work w;
    struct assess_fill_view view = {0};

    TRY(assess_work_load(r, &w));
    if (assess_is_long(w.def) && !r->form.sent)
        return sections_get(r, &w);
    TRY(fill_view(r, &w, &view));
    TRY(fields_fill(r, &w, STR_NONE, &view));
    view.action = below(ctx, &w, "new");
    view.why = text_in(&w.def->why, ctx->locale);
    return casefile_page(r, &w.file, NULL, text_in(&w.def->title, ctx->locale),
                         (struct panel_view){&tmpl_assess_fill, &view});
}

static enum err record_shown(struct req *r, const struct casefile *file,
                             const struct assess_record *record)
{
    char text[ID_TEXT];

    return resp_see_other(r, assess_base(r->ctx, file, id_format(record->id, text)),
                          "assess.submitted.done");
}

enum err assess_new_post(struct req *r)
{
    struct assess_work w;
    struct form form = form_copy(r);
    struct assess_page page = {.form = &form, .version = version_sent(r), .act = act_of(r)};
    struct assess_record record;
    bool draft = str_eq(form_typed(&r->form, "do"), STR("draft")) || str_given(page.act);
    enum err e;

    TRY(assess_work_load(r, &w));
    page.def = w.def;
    e = draft ? assess_save(r->ctx, &w.file, &page, &record)
              : assess_submit(r->ctx, &w.file, &page, &record);
    if (e == E_INVALID)
        r->form = form;
    TRY(e);
    if (str_given(page.act))
        return resp_see_other(r, act_href(r->ctx, below(r->ctx, &w, "new"), page.act), NULL);
    if (draft)
        return resp_see_other(r, casefile_href(r->ctx, w.file.id, "forms"), "assess.saved.done");
    return record_shown(r, &w.file, &record);
}

/* ---- one section ---------------------------------------------------------------------------- */

/* The section that the path names, or NULL; *ret_k: its place among the others. */
static const struct assess_part *part_named(struct req *r, const struct assess_work *w, int *ret_k)
{
    struct str name = req_param(r, "section");

    for (size_t i = 0; i < w->answers.parts.n; i++) {
        *ret_k = (int)i;
        if (str_eq(w->answers.parts.items[i].name, name))
            return &w->answers.parts.items[i];
    }
    return NULL;
}

enum err assess_section_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct assess_work w;
    const struct assess_part *part;
    struct assess_fill_view view = {.is_section = true};

    TRY(assess_work_load(r, &w));
    part = part_named(r, &w, &view.k);
    if (!part)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(fill_view(r, &w, &view));
    TRY(fields_fill(r, &w, part->name, &view));
    view.k++;
    view.total = (int)w.answers.parts.n;
    view.is_last = view.k == view.total;
    view.part = part->name;
    view.hint = part->hint;
    view.why = text_in(&w.def->title, ctx->locale);
    view.action = part_href(ctx, &w, part->name);
    return casefile_page(r, &w.file, NULL, part->title,
                         (struct panel_view){&tmpl_assess_fill, &view});
}

/* Where it goes on: back to where "Change" was, to all sections, or to the next one. */
static struct str section_next(struct req *r, const struct assess_work *w, int k)
{
    if (str_eq(form_typed(&r->form, "do"), STR("later")))
        return below(r->ctx, w, "new");
    if (str_eq(form_typed(&r->form, "back"), STR("check")) || k + 1 == (int)w->answers.parts.n)
        return below(r->ctx, w, "check");
    return part_href(r->ctx, w, w->answers.parts.items[k + 1].name);
}

enum err assess_section_post(struct req *r)
{
    struct assess_work w;
    const struct assess_part *part;
    struct form form = form_copy(r);
    struct assess_page page = {.form = &form, .version = version_sent(r), .act = act_of(r)};
    struct assess_record record;
    bool later = str_eq(form_typed(&r->form, "do"), STR("later"));
    enum err e;
    int k = 0;

    TRY(assess_work_load(r, &w));
    part = part_named(r, &w, &k);
    if (!part)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    page.def = w.def;
    page.part = part->name;
    e = assess_save(r->ctx, &w.file, &page, &record);
    if (e == E_INVALID)
        r->form = form;
    TRY(e);
    if (str_given(page.act))
        return resp_see_other(r, act_href(r->ctx, part_href(r->ctx, &w, part->name), page.act),
                              NULL);
    /* What was answered may have added a section, or taken one away. */
    TRY(assess_work_load(r, &w));
    (void)part_named(r, &w, &k);
    return resp_see_other(r, section_next(r, &w, k), later ? "assess.saved.done" : NULL);
}

/* ---- kept while it is typed ----------------------------------------------------------------- */

enum err assess_draft_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct assess_work w;
    struct form form = form_copy(r);
    struct assess_page page = {
        .part = form_typed(&r->form, "part"), .form = &form, .version = version_sent(r)};
    struct assess_record record;
    struct buf time;

    TRY(assess_work_load(r, &w));
    page.def = w.def;
    TRY(assess_keep(ctx, &w.file, &page, &record));
    buf_init(&time, ctx->arena, 200);
    locale_time(&time, ctx->locale, record.saved_at, ctx->tz_offset_min);
    struct msg_arg arg = {.name = "time", .text = buf_str(&time)};

    return resp_content(r, "text/plain; charset=utf-8", NULL,
                        msg_format(ctx->arena, ctx->locale, MSG_ASSESS_KEPT, &arg, 1));
}

/* ---- checking and submitting ---------------------------------------------------------------- */

static struct str error_of(const struct form *form, struct str name)
{
    for (size_t i = 0; i < form->values.n; i++) {
        if (str_eq(form->values.items[i].name, name))
            return form->values.items[i].error;
    }
    return STR_NONE;
}

static void check_answer(struct req *r, struct assess_work *w, const struct field *f,
                         struct assess_check_view *view, struct assess_answers_view *part)
{
    struct ctx *ctx = r->ctx;
    const struct form_state *s = form_live_state(w->answers.live, str_c(f->name));
    bool own = s && !s->offered;
    struct str stored = own ? form_live_answer(w->answers.live, str_c(f->name)) : STR_NONE;
    struct str missing = own ? s->missing : STR_NONE;
    struct assess_answer_view answer = {
        .name = str_c(f->name),
        .label = field_label(ctx, f),
        .href = str_fmt(ctx->arena, "%.*s?back=check#f-%s", STR_ARG(part->href), f->name)};

    answer.text = assess_words(ctx, f, stored, missing, &answer.empty);
    answer.lacking = f->required && !str_given(stored) && !str_given(missing);
    answer.error = error_of(&r->form, answer.name);
    view->lacking_n += answer.lacking;
    LIST_ADD(ctx->arena, &part->answers, answer);
}

enum err assess_check_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct assess_work w;
    struct assess_check_view view = {0};

    TRY(assess_work_load(r, &w));
    if (!id_given(w.draft.id))
        return resp_see_other(r, below(ctx, &w, "new"), NULL);
    view.base = w.base;
    TRY(assess_notice(ctx, &w, &view.notice));
    for (size_t i = 0; i < w.answers.parts.n; i++) {
        const struct assess_part *p = &w.answers.parts.items[i];
        int unused;
        struct assess_answers_view part = {.title = p->title,
                                           .href = part_href(ctx, &w, p->name),
                                           .is_offered = assess_progress(&w.answers, p, &unused) ==
                                                         ASSESS_OFFERED};

        for (const struct field *f = p->fields; f->name; f++) {
            if (field_is_asked(f) || f->type == FIELD_COMPUTED)
                check_answer(r, &w, f, &view, &part);
        }
        LIST_ADD(ctx->arena, &view.parts, part);
    }
    view.has_lacking = view.lacking_n > 0;
    TRY(assess_moved(w.answers.live, &view.moved));
    return casefile_page(r, &w.file, NULL, ctx_msg(ctx, "assess.check_title"),
                         (struct panel_view){&tmpl_assess_check, &view});
}

enum err assess_check_post(struct req *r)
{
    struct assess_work w;
    struct form form = {0};
    struct assess_record record;
    enum err e;

    TRY(assess_work_load(r, &w));
    e = assess_submit_draft(r->ctx, &w.file, w.def, &form, &record);
    if (e == E_INVALID)
        r->form = form;
    TRY(e);
    return record_shown(r, &w.file, &record);
}

/* ---- beginning with earlier answers, throwing away ------------------------------------------ */

enum err assess_start_post(struct req *r)
{
    struct assess_work w;
    struct assess_record draft;
    struct id source;

    TRY(assess_work_load(r, &w));
    if (id_parse(form_typed(&r->form, "from"), &source) != OK)
        return resp_see_other(r, below(r->ctx, &w, "new"), NULL);
    TRY(assess_begin(r->ctx, &w.file, source, &draft));
    return resp_see_other(r, below(r->ctx, &w, "new"), NULL);
}

enum err assess_discard_post(struct req *r)
{
    struct assess_work w;

    TRY(assess_work_load(r, &w));
    TRY(assess_discard(r->ctx, &w.file, w.def));
    return resp_see_other(r, casefile_href(r->ctx, w.file.id, "forms"), "assess.discarded.done");
}
