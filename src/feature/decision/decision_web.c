/* decision/decision_web.c: the pages of decisions: the list, one, writing one down. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "core/weighed.h"
#include "decision_handlers.h"
#include "decision_tmpl.gen.h"
#include "decision_views.h"
#include "feature/assess/assess.h"
#include "feature/casefile/casefile_page.h"

const struct field decision_form[] = {
    {"kind", FIELD_CODE, .label = "decision.kind", .codes = "decision_kind", .required = true},
    {"what", FIELD_LINE, .label = "decision.what", .hint = "decision.what_hint", .required = true},
    {"reason", FIELD_TEXT, .label = "decision.reason", .hint = "decision.reason_hint",
     .required = true, .max = DECISION_WORDS_MAX},
    {"alternatives", FIELD_TEXT, .label = "weighed.alternatives",
     .hint = "weighed.alternatives_hint", .required = true, .max = DECISION_WORDS_MAX},
    {"evidence_1", FIELD_ID, .label = "weighed.evidence_1", .hint = "weighed.evidence_hint"},
    {"evidence_2", FIELD_ID, .label = "weighed.evidence_2"},
    {"evidence_3", FIELD_ID, .label = "weighed.evidence_3"},
    {"agreed", FIELD_TEXT, .label = "weighed.agreed", .hint = "weighed.agreed_hint", .max = 1000},
    {"appeal_until", FIELD_DATE, .label = "weighed.appeal_until",
     .hint = "weighed.appeal_until_hint"},
    {"corrects", FIELD_ID, .label = "decision.corrects"},
    FIELDS_END,
};
static struct str decision_href(struct ctx *ctx, struct id casefile_id, struct id id)
{
    char text[ID_TEXT];

    return casefile_href(ctx, casefile_id,
                         str_fmt(ctx->arena, "decisions/%.*s", STR_ARG(id_format(id, text))).p);
}

static bool may_add(const struct ctx *ctx, const struct casefile *file)
{
    return file->access == CASEFILE_WRITE && authz_can(ctx, CAP_DECISION_ADD);
}

enum err decision_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct decision_list list;
    struct decision_list_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(decision_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.may_add = may_add(ctx, &file);
    for (size_t i = 0; i < list.n; i++) {
        const struct decision *d = &list.items[i];

        LIST_ADD(ctx->arena, &view.decisions,
                 ((struct decision_row_view){.href = decision_href(ctx, file.id, d->id),
                                             .title = decision_title(ctx, d),
                                             .kind = d->kind,
                                             .reason = d->reason,
                                             .by = d->by_name,
                                             .appeal_until = d->appeal_until,
                                             .at = d->at,
                                             .is_corrected = id_given(d->corrected_by),
                                             .is_correction = id_given(d->corrects_id)}));
    }
    return casefile_page(r, &file, "decisions", msg_text(ctx->locale, MSG_DECISION_HEADING),
                         (struct panel_view){&tmpl_decision_list, &view});
}

enum err decision_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct decision_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(decision_load(ctx, &file, req_id(r, "decision"), &view.one, &view.evidence));
    view.casefile_id = file.id;
    view.title = decision_title(ctx, &view.one);
    view.may_correct = may_add(ctx, &file) && !id_given(view.one.corrected_by);
    return casefile_page(r, &file, "decisions", view.title,
                         (struct panel_view){&tmpl_decision_page, &view});
}

/* ---- writing one down -------------------------------------------------------------------------
 */

/* Submitted forms of the case, in each of the boxes. */
static enum err evidence_offer(struct req *r, const struct casefile *file,
                               struct field_view_list *ret)
{
    struct ctx *ctx = r->ctx;
    struct assess_record_list records;

    /* What was typed belongs to the form that it was sent to. */
    const struct field *fields = r->form.sent ? r->form.fields : decision_form;

    TRY(assess_list_for_casefile(ctx, file, &records));
    for (size_t k = 0; k < WEIGHED_RESTS_ON; k++) {
        struct field_view box = form_field(ctx, &r->form, fields, weighed_evidence[k], STR_NONE);

        field_option_add(ctx, &box, STR_NONE, STR_NONE);
        for (size_t i = 0; i < records.n; i++) {
            const struct assess_record *record = &records.items[i];

            if (assess_is_submitted(record))
                field_option_add(ctx, &box, ctx_id_text(ctx, record->id),
                                 decision_record_text(ctx, record));
        }
        LIST_ADD(ctx->arena, ret, box);
    }
    return OK;
}

enum err decision_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct decision old = {.appeal_until = DATE_NONE};
    struct decision_evidence_list evidence;
    struct decision_new_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    if (!may_add(ctx, &file))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    struct str corrects = r->form.sent ? form_typed(&r->form, "corrects") : req_get(r, "corrects");

    if (id_parse(corrects, &view.corrects_id) == OK) {
        TRY(decision_load(ctx, &file, view.corrects_id, &old, &evidence));
        view.old = decision_title(ctx, &old);
    }
    view.casefile_id = file.id;
    view.kind = form_field(ctx, &r->form, decision_form, "kind", old.kind);
    view.what = form_field(ctx, &r->form, decision_form, "what", view.old);
    view.reason = form_field(ctx, &r->form, decision_form, "reason", old.reason);
    view.alternatives = form_field(ctx, &r->form, decision_form, "alternatives", old.alternatives);
    view.agreed = form_field(ctx, &r->form, decision_form, "agreed", old.agreed);
    view.appeal_until =
        form_field(ctx, &r->form, decision_form, "appeal_until",
                   date_given(old.appeal_until) ? ctx_date_text(ctx, old.appeal_until) : STR_NONE);
    TRY(evidence_offer(r, &file, &view.evidence));
    TRY(draft_notice(r, casefile_href(ctx, file.id, "decisions"), &view.draft));
    return casefile_page(
        r, &file, NULL,
        msg_text(ctx->locale, str_given(view.old) ? MSG_DECISION_CORRECT : MSG_DECISION_NEW),
        (struct panel_view){&tmpl_decision_new, &view});
}

enum err decision_evidence_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct decision_evidence_view *view = ARENA_NEW(r->ctx->arena, struct decision_evidence_view);

    TRY(evidence_offer(r, subject, &view->boxes));
    if (view->boxes.n > 0 && view->boxes.items[0].options.n > 1)
        *ret = (struct panel_view){&tmpl_decision_evidence, view};
    return OK;
}

enum err decision_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;
    struct casefile file;
    struct decision_evidence_list evidence = {0};
    struct id rests_on[WEIGHED_RESTS_ON];
    struct decision added;
    struct decision draft = {.kind = form_code(f, "kind"),
                             .what = form_text(f, "what"),
                             .reason = form_text(f, "reason"),
                             .alternatives = form_text(f, "alternatives"),
                             .agreed = form_text(f, "agreed"),
                             .appeal_until = form_date(f, "appeal_until"),
                             .corrects_id = form_id(f, "corrects")};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    for (size_t k = 0; k < WEIGHED_RESTS_ON; k++)
        rests_on[k] = form_id(f, weighed_evidence[k]);
    TRY(decision_evidence_read(ctx, &file, rests_on, &evidence));
    TRY(decision_add(ctx, &file, &draft, &evidence, &added));
    return resp_see_other(r, decision_href(ctx, file.id, added.id), "decision.done");
}
