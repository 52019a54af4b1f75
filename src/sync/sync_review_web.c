/* sync/sync_review_web.c: "Needs your decision": the list, and each with both versions. */
#include "core/feature.h"
#include "core/form_parse.h"
#include "core/form_sent.h"
#include "core/messages.gen.h"
#include "plat/json.h"
#include "sync/sync_handlers.h"
#include "sync_tmpl.gen.h"
#include "sync_views.h"

/* Nothing is chosen beforehand. */
const struct field sync_review_form[] = {
    {"choice", FIELD_CODE, .label = "sync.choice", .codes = "sync_choice", .required = true},
    {"words", FIELD_LINE, .label = "sync.words", .hint = "sync.words_hint"},
    FIELDS_END,
};

static struct str why_of(struct ctx *ctx, const struct sync_review *review)
{
    return ctx_msg(ctx, str_z(ctx->arena, str_cat(ctx->arena, STR("sync.why."), review->reason)));
}

enum err sync_reviews_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct sync_review_list waiting;
    struct sync_reviews_view view = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_SYNC_NEEDS_DECISION),
                        .nav = "/decisions-to-make"};

    TRY(sync_review_waiting(ctx, &waiting));
    for (size_t i = 0; i < waiting.n; i++) {
        const struct sync_review *w = &waiting.items[i];

        if (str_given(w->number))
            ctx_access(ctx, "casefile", w->casefile_id, w->casefile_id, ID_NONE);
        LIST_ADD(ctx->arena, &view.rows,
                 ((struct sync_row_view){.id = w->id,
                                         .what = why_of(ctx, w),
                                         .client = w->client,
                                         .number = w->number,
                                         .author = w->author,
                                         .device = w->device,
                                         .claimed_at = w->claimed_at,
                                         .own = id_eq(w->account_id, ctx->actor.account_id),
                                         .for_others = sync_review_is_for_others(ctx, w)}));
    }
    return resp_page(r, &page, &tmpl_sync_reviews, &view);
}

static struct str text_at(const struct json *row, size_t i)
{
    return row->kind == JSON_KIND_ARRAY && i < row->n ? row->items[i].s : STR_NONE;
}

static enum err values_fill(struct ctx *ctx, const struct sync_review *review,
                            struct sync_review_page_view *view)
{
    struct form typed = {0};
    struct answer_view_list answers = {0};
    struct json json = {0};

    if (str_given(review->stored) && json_parse(ctx->arena, review->stored, &json) != OK)
        return ctx_fail(ctx, E_IO, "problem.bug", NULL);
    for (size_t i = 0; json.kind == JSON_KIND_ARRAY && i < json.n; i++)
        LIST_ADD(ctx->arena, &view->values,
                 ((struct sync_value_view){text_at(&json.items[i], 0), text_at(&json.items[i], 1),
                                           text_at(&json.items[i], 2)}));
    if (view->values.n > 0)
        return OK;
    if (form_parse_body(ctx->arena, STR("application/x-www-form-urlencoded"), review->body,
                        &typed.values) != OK)
        return OK;
    TRY(form_sent_view(ctx, review->path, &typed, &answers));
    for (size_t i = 0; i < answers.n; i++)
        LIST_ADD(ctx->arena, &view->typed,
                 ((struct sync_value_view){.label = answers.items[i].label,
                                           .typed = answers.items[i].text}));
    for (size_t i = 0; i < typed.values.n && answers.n == 0; i++) {
        const struct form_value *v = &typed.values.items[i];

        if (str_given(v->typed) && !str_eq(v->name, STR("version")))
            LIST_ADD(ctx->arena, &view->typed,
                     ((struct sync_value_view){.label = v->name, .typed = v->typed}));
    }
    return OK;
}

enum err sync_review_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct sync_review review;
    struct page page = {.title = msg_text(ctx->locale, MSG_SYNC_NEEDS_DECISION),
                        .nav = "/decisions-to-make"};

    TRY(sync_review_load(ctx, req_id(r, "review"), &review));
    struct sync_review_page_view view = {
        .id = review.id,
        .why = why_of(ctx, &review),
        .client = review.client,
        .number = review.number,
        .casefile_id = str_given(review.number) ? review.casefile_id : ID_NONE,
        .author = review.author,
        .device = review.device,
        .claimed_at = review.claimed_at,
        .at = review.at,
        .choice = form_field(ctx, &r->form, sync_review_form, "choice", STR_NONE),
        .words = form_field(ctx, &r->form, sync_review_form, "words", STR_NONE),
        .may_decide =
            !sync_review_is_for_others(ctx, &review) && str_eq(review.state, STR("waiting")),
    };

    TRY(values_fill(ctx, &review, &view));
    return resp_page(r, &page, &tmpl_sync_review_page, &view);
}

enum err sync_review_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct sync_review review;
    struct str words = form_text(&r->form, "words"), location;

    TRY(sync_review_load(ctx, req_id(r, "review"), &review));
    if (str_eq(form_code(&r->form, "choice"), STR("stored"))) {
        TRY(sync_review_drop(ctx, &review, words));
        return resp_see_other(r, STR("/decisions-to-make"), "sync.done_dropped");
    }
    TRY(sync_review_take(ctx, &review, words, &location));
    return resp_see_other(r, location, "sync.done_taken");
}
