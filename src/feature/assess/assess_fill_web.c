/* assess/assess_fill_web.c: filling in a form: its sections, its pages of questions, checking the
 * answers, submitting; keeping what is typed meanwhile. */
#include "assess_page.h"
#include "assess_tmpl.gen.h"
#include "base/num.h"
#include "core/messages.gen.h"
#include "core/session.h"
#include "feature/account/account.h"
#include "feature/assess/assess_form.h"
#include "feature/casefile/casefile_page.h"
#include "feature/doc/doc.h"

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

int64_t assess_version_sent(const struct form *form)
{
    int64_t v;

    return num_parse_range(form_typed(form, "version"), 0, INT32_MAX, &v) == OK ? v : -1;
}

/* A button beside the questions: one more of a repeat, one less, or what follows from the answers.
 */
struct button {
    struct str act;  /* for struct assess_page; empty: another button */
    struct str sure; /* one of several has answers: ask before it is removed */
};

static struct button button_of(struct req *r, const struct assess_work *w)
{
    struct str typed = form_typed(&r->form, "do");
    struct str name = str_from(typed, (size_t)(str_find(typed, STR(" "), 0) + 1));

    if (str_has_prefix(typed, STR("drop ")))
        return (struct button){.act = str_cat(r->ctx->arena, STR("remove "), name)};
    if (str_has_prefix(typed, STR("remove ")) && assess_has_answers(w, &r->form, name))
        return (struct button){.act = STR("show"), .sure = name};
    if (str_eq(typed, STR("show")) || str_has_prefix(typed, STR("add ")) ||
        str_has_prefix(typed, STR("remove ")))
        return (struct button){.act = typed};
    return (struct button){0};
}

/* "child/3" when "add child" has made the third; the repeat itself when one was removed. */
static enum err touched(struct ctx *ctx, const struct assess_record *record, struct str act,
                        struct str *ret)
{
    struct str name = str_from(act, (size_t)(str_find(act, STR(" "), 0) + 1));
    struct form_answers answers;

    TRY(form_answers_parse(ctx, record->answers, &answers));
    *ret = STR_NONE;
    if (str_has_prefix(act, STR("add ")))
        *ret =
            str_fmt(ctx->arena, "%.*s/%.*s", STR_ARG(name), STR_ARG(form_answer(&answers, name)));
    else if (str_has_prefix(act, STR("remove ")))
        for (size_t i = name.n; i-- > 0 && !str_given(*ret);)
            *ret = name.p[i] == '/' ? str_slice(name, 0, i) : STR_NONE;
    return OK;
}

/* Back to the same page, at what was added, or where to say whether it may go. */
static enum err act_done(struct req *r, struct str page, const struct button *button,
                         const struct assess_record *record)
{
    struct arena *a = r->ctx->arena;
    struct str at = button->sure, one = form_typed(&r->form, "at"), query = STR_NONE;

    if (!str_given(at))
        TRY(touched(r->ctx, record, button->act, &at));
    if (str_given(one))
        query = str_cat(a, STR("?at="), str_given(at) && !str_given(button->sure) ? at : one);
    if (str_given(button->sure))
        query = str_fmt(a, "%.*s%csure=%.*s", STR_ARG(query), query.n ? '&' : '?',
                        STR_ARG(button->sure));
    if (str_eq(form_typed(&r->form, "back"), STR("check")))
        query = str_fmt(a, "%.*s%cback=check", STR_ARG(query), query.n ? '&' : '?');
    if (str_given(at))
        query = str_fmt(a, "%.*s#f-%.*s", STR_ARG(query), STR_ARG(at));
    return assess_stays(r, str_cat(a, page, query), NULL);
}

/* ---- a page of questions -------------------------------------------------------------------- */

static struct str either(struct req *r, const char *name)
{
    return str_given(req_get(r, name)) ? req_get(r, name) : form_typed(&r->form, name);
}

/* What a person prefers is chosen with a connection. */
static struct assess_pages_view pages_of(struct req *r, const struct assess_work *w)
{
    return (struct assess_pages_view){r->ctx->site->device ? STR_NONE : w->base,
                                      r->session->by_question};
}

static enum err fill_view(struct req *r, struct assess_work *w, struct assess_fill_view *view)
{
    view->base = w->base;
    view->discard.base = w->base;
    view->pages = pages_of(r, w);
    view->has_draft = id_given(w->draft.id);
    for (const struct field *f = w->def->fields; f->name; f++)
        view->has_files = view->has_files || (f->type == FIELD_FILE && !r->ctx->site->device);
    view->saved_at = w->draft.saved_at;
    view->source_on = date_of(w->answers.source.submitted_at, r->ctx->tz_offset_min);
    view->back = str_eq(either(r, "back"), STR("check")) ? STR("check") : STR_NONE;
    return assess_notice(r->ctx, w, &view->notice);
}

/* Somebody who likes one question at a time has sections of every form. */
static bool in_sections(const struct req *r, const struct assess_work *w)
{
    return r->session->by_question || assess_is_long(w->def);
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
                                        .pages = pages_of(r, w),
                                        .has_draft = id_given(w->draft.id)};
    int more;

    sections_fill(ctx, w, &view);
    view.may_check = view.has_draft;
    TRY(assess_notice(ctx, w, &view.notice));
    TRY(assess_list_for_casefile(ctx, &w->file, &records));
    view.entries = assess_entries(ctx, &records, w->def->name, 5, &more);
    TRY(casefile_open_steps(ctx, &w->file, &open));
    const struct casefile_step *step = assess_step(ctx, &open, w->def);

    if (step)
        view.due = casefile_due(ctx, step->due);
    return casefile_page(r, &w->file, "forms", text_in(&w->def->title, ctx->locale),
                         (struct panel_view){&tmpl_assess_sections, &view});
}

enum err assess_new_get(struct req *r)
{
    struct assess_work w;
    struct assess_fill_view view = {0};
    struct assess_where where = {.sure = req_get(r, "sure")};

    TRY(assess_work_load(r, &w));
    if (in_sections(r, &w) && !r->form.sent)
        return sections_get(r, &w);
    TRY(fill_view(r, &w, &view));
    TRY(assess_questions(r, &w, &where, &view, NULL));
    view.action = below(r->ctx, &w, "new");
    view.why = text_in(&w.def->why, r->ctx->locale);
    return casefile_page(r, &w.file, NULL, text_in(&w.def->title, r->ctx->locale),
                         (struct panel_view){&tmpl_assess_fill, &view});
}

enum err assess_shown(struct req *r, const struct casefile *file,
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
    struct assess_page page = {.form = &form, .version = assess_version_sent(&r->form)};
    struct assess_record record;
    struct button button;
    bool draft = str_eq(form_typed(&r->form, "do"), STR("draft"));
    struct assess_files files = {0};
    enum err e = OK;

    TRY(assess_work_load(r, &w));
    TRY(assess_files_take(r, &w, &form, &files));
    button = button_of(r, &w);
    page.def = w.def;
    page.act = button.act;
    draft = draft || str_given(page.act);
    if (!files.any_refused)
        e = draft ? assess_save(r->ctx, &w.file, &page, &record)
                  : assess_submit(r->ctx, &w.file, &page, &record);
    if (files.any_refused || (e == E_INVALID && files.ids.n > 0))
        return assess_files_again(r, &w, &page, &files, assess_new_get);
    if (e == E_INVALID)
        r->form = form;
    TRY(e);
    TRY(assess_files_bind(r, &w, &files, record.id));
    if (str_given(page.act))
        return act_done(r, below(r->ctx, &w, "new"), &button, &record);
    if (draft)
        return assess_stays(r, casefile_href(r->ctx, w.file.id, "forms"), "assess.saved.done");
    TRY(doc_answer_settle(r->ctx, &w.file, record.id, record.answers));
    TRY(assess_sends(r, &w, "check", &record));
    return assess_shown(r, &w.file, &record);
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

/* Where the page of one question stands among those of its section. */
static void one_fill(struct assess_fill_view *view, const struct assess_one *one)
{
    view->by_question = true;
    view->question_k = one->k + 1;
    view->question_n = one->n;
    view->percent = (one->k + 1) * 100 / one->n;
    view->has_before = str_given(one->before);
    view->is_last = view->is_last && !str_given(one->behind);
}

enum err assess_section_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct assess_work w;
    const struct assess_part *part;
    struct assess_fill_view view = {.is_section = true};
    struct assess_where where = {
        .one = r->session->by_question, .at = either(r, "at"), .sure = req_get(r, "sure")};
    struct assess_one one;

    TRY(assess_work_load(r, &w));
    part = part_named(r, &w, &view.k);
    if (!part)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    view.k++;
    view.total = (int)w.answers.parts.n;
    view.is_last = view.k == view.total;
    where.section = part->name;
    TRY(fill_view(r, &w, &view));
    TRY(assess_questions(r, &w, &where, &view, &one));
    if (where.one)
        one_fill(&view, &one);
    view.hint = view.question_k > 1 ? STR_NONE : part->hint;
    view.why = text_in(&w.def->title, ctx->locale);
    view.action = part_href(ctx, &w, part->name);
    return casefile_page(r, &w.file, NULL, part->title,
                         (struct panel_view){&tmpl_assess_fill, &view});
}

/* A page of a section that was sent. */
struct sent {
    struct assess_work w;
    const struct assess_part *part;
    int k; /* the part's place */
    struct assess_one one;
    bool is_one; /* a page of one question */
    bool back, later;
};

/* Where it goes on: back to where "Change" was, to all sections, or to the next one. */
static struct str section_next(struct req *r, const struct sent *s)
{
    struct str one = s->back ? s->one.before : s->one.behind;

    if (s->later)
        return below(r->ctx, &s->w, "new");
    if (str_eq(form_typed(&r->form, "back"), STR("check")) && !s->back)
        return below(r->ctx, &s->w, "check");
    if (s->is_one && str_given(one))
        return str_fmt(r->ctx->arena, "%.*s?at=%.*s",
                       STR_ARG(part_href(r->ctx, &s->w, s->part->name)), STR_ARG(one));
    if (s->back)
        return below(r->ctx, &s->w, "new");
    if (s->k + 1 == (int)s->w.answers.parts.n)
        return below(r->ctx, &s->w, "check");
    return part_href(r->ctx, &s->w, s->w.answers.parts.items[s->k + 1].name);
}

/* The neighbours of the question, with the answer that was just typed. */
static enum err one_sent(struct req *r, struct sent *s)
{
    struct assess_where where = {
        .section = s->part->name, .one = true, .at = form_typed(&r->form, "at")};
    struct assess_fill_view unused = {0};

    s->is_one = str_given(where.at);
    return s->is_one ? assess_questions(r, &s->w, &where, &unused, &s->one) : OK;
}

static enum err sent_load(struct req *r, struct sent *s)
{
    struct str what = form_typed(&r->form, "do");

    s->back = str_eq(what, STR("back"));
    s->later = str_eq(what, STR("later"));
    TRY(assess_work_load(r, &s->w));
    s->part = part_named(r, &s->w, &s->k);
    if (!s->part)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return OK;
}

enum err assess_section_post(struct req *r)
{
    struct sent s = {0};
    struct form form = form_copy(r);
    struct assess_page page = {.form = &form, .version = assess_version_sent(&r->form)};
    struct assess_record record;
    struct button button;
    struct assess_files files = {0};
    enum err e = OK;

    TRY(sent_load(r, &s));
    TRY(assess_files_take(r, &s.w, &form, &files));
    button = button_of(r, &s.w);
    TRY(one_sent(r, &s));
    page.def = s.w.def;
    page.part = s.part->name;
    page.act = button.act;
    /* Of a section that is asked question by question all has been seen at its end. */
    if (s.is_one && !str_given(page.act) && (s.back || s.later || str_given(s.one.behind)))
        page.act = STR("next");
    if (!files.any_refused)
        e = assess_save(r->ctx, &s.w.file, &page, &record);
    if (files.any_refused || (e == E_INVALID && files.ids.n > 0))
        return assess_files_again(r, &s.w, &page, &files, assess_section_get);
    if (e == E_INVALID)
        r->form = form;
    TRY(e);
    TRY(assess_files_bind(r, &s.w, &files, record.id));
    if (str_given(button.act))
        return act_done(r, part_href(r->ctx, &s.w, s.part->name), &button, &record);
    /* The answers may have brought up the next section, or taken it away. */
    TRY(assess_work_load(r, &s.w));
    s.part = part_named(r, &s.w, &s.k);
    if (!s.part)
        return assess_stays(r, below(r->ctx, &s.w, "new"), NULL);
    return assess_stays(r, section_next(r, &s), s.later ? "assess.saved.done" : NULL);
}

/* ---- kept while it is typed ----------------------------------------------------------------- */

static bool has_errors(const struct form *form)
{
    for (size_t i = 0; i < form->values.n; i++)
        if (str_given(form->values.items[i].error))
            return true;
    return false;
}

enum err assess_draft_post(struct req *r)
{
    struct assess_work w;
    struct form form = form_copy(r);
    struct assess_page page = {.part = form_typed(&r->form, "part"),
                               .form = &form,
                               .version = assess_version_sent(&r->form)};
    struct assess_where where = {
        .section = page.part, .at = form_typed(&r->form, "at"), .kept = true};
    struct assess_record record;
    struct assess_fill_view view = {0};
    struct assess_one unused;
    struct assess_files none = {0};
    struct button button;

    TRY(assess_work_load(r, &w));
    TRY(assess_files_take(r, &w, &form, &none));
    button = button_of(r, &w);
    page.def = w.def;
    page.act = button.act;
    TRY(assess_keep(r->ctx, &w.file, &page, &record));
    where.one = str_given(where.at);
    where.sure = button.sure;
    r->form = form;
    /* What was removed took its names along: the page shows what is kept now. */
    if (str_given(page.act) && !has_errors(&form)) {
        r->form.sent = false;
        TRY(assess_work_load(r, &w));
    }
    TRY(assess_questions(r, &w, &where, &view, &unused));
    view.questions.version = record.version;
    view.questions.kept = assess_kept(r->ctx, record.saved_at);
    return resp_part(r, &tmpl_assess_questions, &view.questions);
}

enum err assess_pages_post(struct req *r)
{
    struct assess_work w;

    TRY(assess_work_load(r, &w));
    TRY(account_set_form_pages(r->ctx, form_typed(&r->form, "by")));
    return resp_see_other(r, below(r->ctx, &w, "new"), NULL);
}

/* ---- beginning with earlier answers, throwing away ------------------------------------------ */

enum err assess_start_post(struct req *r)
{
    struct assess_work w;
    struct assess_record draft;
    struct id source;

    TRY(assess_work_load(r, &w));
    if (assess_sent_is(&r->form))
        return assess_sent_start_post(r, &w);
    if (str_eq(form_typed(&r->form, "do"), STR("move")) && id_given(w.draft.id)) {
        TRY(assess_sends(r, &w, "start", &w.draft));
        return resp_see_other(r, below(r->ctx, &w, "new"), "assess.moved.done");
    }
    if (id_parse(form_typed(&r->form, "from"), &source) == OK)
        TRY(assess_begin(r->ctx, &w.file, source, &draft));
    return assess_stays(r, below(r->ctx, &w, "new"), NULL);
}

enum err assess_discard_post(struct req *r)
{
    struct assess_work w;
    int64_t base;
    bool here;

    TRY(assess_work_load(r, &w));
    TRY(assess_here(r->ctx, &w, &here, &base));
    r->resp.on_device.stays = here && base == ASSESS_HERE;
    TRY(assess_discard(r->ctx, &w.file, w.def));
    return resp_see_other(r, casefile_href(r->ctx, w.file.id, "forms"), "assess.discarded.done");
}
