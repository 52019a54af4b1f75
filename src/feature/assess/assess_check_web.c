/* assess/assess_check_web.c: all answers of a draft before it is submitted: what is lacking, what
 * is wrong, and what will be removed. */
#include "assess_page.h"
#include "assess_tmpl.gen.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_score.h"
#include "feature/casefile/casefile_page.h"
#include "feature/doc/doc.h"

static void check_answer(struct req *r, struct assess_work *w, const struct field *f,
                         struct assess_check_view *view, struct assess_answers_view *part)
{
    struct ctx *ctx = r->ctx;
    const struct form_state *s = form_live_state(w->answers.live, str_c(f->name));
    bool own = s && !s->offered;
    struct str stored = own ? form_live_answer(w->answers.live, str_c(f->name)) : STR_NONE;
    struct str missing = own ? s->missing : STR_NONE;
    struct assess_answer_view answer = {.name = str_c(f->name),
                                        .label = field_label(ctx, f),
                                        .is_heading =
                                            f->type == FIELD_HEADING || f->type == FIELD_INSTANCE,
                                        .href = str_fmt(ctx->arena, "%.*s?at=%s&back=check#f-%s",
                                                        STR_ARG(part->href), f->name, f->name)};

    answer.path = form_answer_path(f, stored);
    /* What is computed is not changed by hand. */
    if (!field_is_asked(f))
        answer.href = STR_NONE;
    answer.text = assess_words(ctx, f, stored, missing, &answer.empty);
    answer.lacking = f->required && !str_given(stored) && !str_given(missing);
    answer.error = form_error(&r->form, answer.name);
    view->lacking_n += answer.lacking;
    LIST_ADD(ctx->arena, &part->answers, answer);
}

/* Not asked, but part of what is read: headings, and what was computed. */
static bool is_read(const struct field *f)
{
    return f->type == FIELD_COMPUTED || f->type == FIELD_HEADING || f->type == FIELD_INSTANCE;
}

enum err assess_check_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct assess_work w;
    struct assess_check_view view = {0};

    TRY(assess_work_load(r, &w));
    if (!id_given(w.draft.id))
        return resp_see_other(r, str_cat(ctx->arena, w.base, STR("/new")), NULL);
    view.base = w.base;
    TRY(assess_notice(ctx, &w, &view.notice));
    for (size_t i = 0; i < w.answers.parts.n; i++) {
        const struct assess_part *p = &w.answers.parts.items[i];
        int unused;
        struct assess_answers_view part = {
            .title = p->title,
            .href = str_fmt(ctx->arena, "%.*s/new/%.*s", STR_ARG(w.base), STR_ARG(p->name)),
            .is_offered = assess_progress(&w.answers, p, &unused) == ASSESS_OFFERED};

        for (const struct field *f = p->fields; f->name; f++) {
            if (field_is_asked(f) || is_read(f))
                check_answer(r, &w, f, &view, &part);
        }
        LIST_ADD(ctx->arena, &view.parts, part);
    }
    TRY(assess_dropped(r, w.answers.live, &view.dropped));
    view.has_lacking = view.lacking_n > 0;
    TRY(assess_moved(w.answers.live, &view.moved));
    return casefile_page(r, &w.file, NULL, ctx_msg(ctx, "assess.check_title"),
                         (struct panel_view){&tmpl_assess_check, &view});
}

enum err assess_check_post(struct req *r)
{
    struct assess_work w;
    struct form form = r->form;
    struct assess_record record;
    enum err e;

    TRY(assess_work_load(r, &w));
    if (assess_sent_is(&r->form))
        return assess_sent_check_post(r, &w);
    e = assess_submit_draft(r->ctx, &w.file, w.def, &form, &record);
    if (e == E_INVALID) {
        struct str agreed = form_typed(&r->form, ASSESS_DROP);

        r->form = form;
        LIST_ADD(r->ctx->arena, &r->form.values,
                 ((struct form_value){.name = STR(ASSESS_DROP), .typed = agreed}));
    }
    TRY(e);
    TRY(doc_answer_settle(r->ctx, &w.file, record.id, record.answers));
    TRY(assess_sends(r, &w, "check", &record));
    return assess_shown(r, &w.file, &record);
}
