/* review/closure_end_web.c: what people still wait for, on the page that ends a case. */
#include "base/utf8.h"
#include "closure_views.h"
#include "core/feature.h"
#include "review_handlers.h"

#define WORDS_MAX 1000

static struct str box(struct ctx *ctx, const char *name, struct id id)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "%s-%.*s", name, STR_ARG(id_format(id, text)));
}

static struct closure_end_view end_view(struct req *r, const struct loose_end *end,
                                        const struct closure_end *before)
{
    struct ctx *ctx = r->ctx;
    struct str name = box(ctx, "end", end->id), why = box(ctx, "why", end->id);
    struct str answer = before ? before->answer : STR_NONE,
               words = before ? before->words : STR_NONE;

    if (r->form.sent) {
        answer = form_typed(&r->form, name.p);
        words = form_typed(&r->form, why.p);
    }
    struct closure_end_view view = {.id = ctx_id_text(ctx, end->id),
                                    .what = end->what,
                                    .who = end->who,
                                    .href = end->link,
                                    .due = casefile_due(ctx, end->due),
                                    .words = words,
                                    .words_label = ctx_msg(ctx, end->words_label),
                                    .error = form_error(&r->form, name),
                                    .words_error = form_error(&r->form, why)};

    for (const struct loose_answer *a = end->answers; a->code; a++) {
        struct str id = str_fmt(ctx->arena, "f-%.*s%s%s", STR_ARG(name),
                                a == end->answers ? "" : "-", a == end->answers ? "" : a->code);

        LIST_ADD(ctx->arena, &view.options,
                 ((struct option_view){.value = str_c(a->code),
                                       .label = closure_end_label(ctx, str_c(a->code)),
                                       .id = id,
                                       .chosen = str_eq(answer, str_c(a->code))}));
    }
    return view;
}

enum err closure_end_fill(struct req *r, const struct casefile *file,
                          struct closure_page_view *view)
{
    struct ctx *ctx = r->ctx;
    struct loose_end_list open = {0};
    struct closure_end_list answered;
    struct id last = view->records.n > 0 ? view->records.items[0].closure.id : ID_NONE;

    TRY(closure_end_list(ctx, file, &answered));
    for (size_t i = 0; i < view->records.n; i++)
        for (size_t k = 0; k < answered.n; k++)
            if (id_eq(answered.items[k].closure_id, view->records.items[i].closure.id))
                LIST_ADD(ctx->arena, &view->records.items[i].ends,
                         ((struct closure_ended_view){
                             .what = answered.items[k].what,
                             .answer = closure_end_label(ctx, answered.items[k].answer),
                             .words = answered.items[k].words}));
    if (view->may_ask)
        TRY(closure_end_open(ctx, file, &open));
    for (size_t i = 0; i < open.n; i++)
        LIST_ADD(ctx->arena, &view->ends,
                 end_view(r, &open.items[i], closure_end_find(&answered, last, open.items[i].id)));
    return OK;
}

enum err closure_end_read(struct req *r, struct closure_end_list *ret)
{
    struct ctx *ctx = r->ctx;
    struct closure_end_list list = {0};

    for (size_t i = 0; i < r->form.values.n; i++) {
        struct str name = r->form.values.items[i].name;
        struct closure_end end = {.answer = r->form.values.items[i].typed};

        if (!str_has_prefix(name, STR("end-")) ||
            id_parse(str_from(name, 4), &end.subject_id) != OK)
            continue;
        struct str why = box(ctx, "why", end.subject_id);

        end.words = form_typed(&r->form, why.p);
        if (!utf8_is_valid(end.words))
            return form_fail(ctx, &r->form, why.p, "form.not_utf8");
        if (utf8_length(end.words) > WORDS_MAX)
            return form_fail(ctx, &r->form, why.p, "closure.end_long");
        LIST_ADD(ctx->arena, &list, end);
    }
    *ret = list;
    return OK;
}
