/* review/review_web.c: the list of reviews of a case, and when the next one is due. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/review/review.h"
#include "review_handlers.h"
#include "review_tmpl.gen.h"
#include "review_views.h"

static bool may_add(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_ASSESS_EDIT);
}

/* Between planning and evaluation somebody looks at the plan now and then; afterwards it is done.
 */
static struct due_view next_due(struct ctx *ctx, const struct casefile *file,
                                const struct review_list *list)
{
    bool runs = casefile_is_open(file) && file->phase >= PHASE_IMPLEMENTATION &&
                file->phase <= PHASE_MONITORING;

    return casefile_due(ctx, runs ? review_next_on(ctx, file, list) : DATE_NONE);
}

static struct review_row_view row_view(struct ctx *ctx, const struct review *review)
{
    char id[ID_TEXT];
    struct str rest = str_fmt(ctx->arena, "forms/%.*s", STR_ARG(id_format(review->id, id)));

    return (struct review_row_view){
        .review = *review,
        .title = review->is_evaluation || !str_given(review->kind)
                     ? msg_text(ctx->locale,
                                review->is_evaluation ? MSG_REVIEW_EVALUATION : MSG_REVIEW_ONE)
                     : pack_label(ctx->pack, STR("review_kind"), review->kind, ctx->locale),
        .href = casefile_href(ctx, review->casefile_id, rest.p),
        .decision = pack_label(
            ctx->pack, review->is_evaluation ? STR("recommendation") : STR("review_decision"),
            review->decision, ctx->locale)};
}

/* Where what the last one decided is done. */
static struct str decision_href(struct ctx *ctx, const struct review *review)
{
    static const struct {
        const char *code, *rest;
    } places[] = {{"close", "closure"},
                  {"transfer", "closure"},
                  {"evaluate", "phase?to=evaluation"},
                  {"reassess", "phase?to=assessment"},
                  {"change_plan", "plan"}};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (str_eq(review->decision, str_c(places[i].code)))
            return casefile_href(ctx, review->casefile_id, places[i].rest);
    }
    return STR_NONE;
}

static void forms_fill(struct ctx *ctx, const struct casefile *file, struct review_page_view *view)
{
    static const char *const forms[] = {"review", "evaluation"};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const struct pack_form *def = pack_form_find(ctx->pack, str_c(forms[i]));
        struct str rest = str_fmt(ctx->arena, "forms/%s/new", forms[i]);

        if (def)
            LIST_ADD(ctx->arena, &view->forms,
                     ((struct review_form_view){.href = casefile_href(ctx, file->id, rest.p),
                                                .title = text_in(&def->title, ctx->locale)}));
    }
}

enum err review_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct review_list list;
    struct review_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(review_list_for_casefile(ctx, &file, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.rows, row_view(ctx, &list.items[i]));
    view.may_add = may_add(ctx, &file);
    if (view.may_add) {
        forms_fill(ctx, &file, &view);
        view.next = next_due(ctx, &file, &list);
    }
    if (view.may_add && list.n > 0) {
        view.decision = view.rows.items[0].decision;
        view.decision_href = decision_href(ctx, &list.items[0]);
    }
    return casefile_page(r, &file, "reviews", msg_text(ctx->locale, MSG_REVIEW_HEADING),
                         (struct panel_view){&tmpl_review_page, &view});
}

enum err review_panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct review_panel_view *view = ARENA_NEW(ctx->arena, struct review_panel_view);
    struct review_list list;

    TRY(review_list_for_casefile(ctx, file, &list));
    view->casefile_id = file->id;
    view->next = next_due(ctx, file, &list);
    if (list.n > 0)
        view->last = row_view(ctx, &list.items[0]);
    view->has_last = list.n > 0;
    if (view->has_last || str_given(view->next.cls))
        *ret = (struct panel_view){&tmpl_review_panel, view};
    return OK;
}
