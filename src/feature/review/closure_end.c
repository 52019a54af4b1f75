/* review/closure_end.c: what people still wait for when a case is closed: asked for when the
 * closure is asked for, done when it is carried out. */
#include "feature/review/closure_end.h"

#include "feature/review/closure_store.h"

enum err closure_end_open(struct ctx *ctx, const struct casefile *file, struct loose_end_list *ret)
{
    struct loose_end_list list = {0};

    for (const struct feature *const *f = ctx->site->features; *f; f++)
        if ((*f)->loose_ends)
            TRY((*f)->loose_ends(ctx, file->id, &list));
    *ret = list;
    return OK;
}

enum err closure_end_list(struct ctx *ctx, const struct casefile *file,
                          struct closure_end_list *ret)
{
    return closure_store_ends(ctx, file->id, ret);
}

const struct closure_end *closure_end_find(const struct closure_end_list *list, struct id closure,
                                           struct id subject)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].closure_id, closure) && id_eq(list->items[i].subject_id, subject))
            return &list->items[i];
    return NULL;
}

struct str closure_end_label(struct ctx *ctx, struct str answer)
{
    return ctx_msg(ctx, str_fmt(ctx->arena, "closure.end_%.*s", STR_ARG(answer)).p);
}

static const char *box(struct ctx *ctx, const char *name, struct id id)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "%s-%.*s", name, STR_ARG(id_format(id, text))).p;
}

static enum err answer_check(struct ctx *ctx, const struct loose_end *end,
                             const struct closure_end *typed)
{
    const struct loose_answer *a = end->answers;

    while (a->code && !(typed && str_eq(typed->answer, str_c(a->code))))
        a++;
    if (!a->code)
        return ctx_fail(ctx, E_INVALID, "closure.end_missing", box(ctx, "end", end->id));
    if (a->why && !str_given(str_trim(typed->words)))
        return ctx_fail(ctx, E_INVALID, "closure.end_why", box(ctx, "why", end->id));
    return OK;
}

enum err closure_end_check(struct ctx *ctx, const struct casefile *file,
                           const struct closure_draft *draft, struct closure_end_list *ret)
{
    struct loose_end_list open;
    struct closure_end_list list = {0};

    TRY(closure_end_open(ctx, file, &open));
    for (size_t i = 0; i < open.n; i++) {
        const struct loose_end *end = &open.items[i];
        const struct closure_end *typed = closure_end_find(&draft->ends, ID_NONE, end->id);

        TRY(answer_check(ctx, end, typed));
        LIST_ADD(ctx->arena, &list,
                 ((struct closure_end){.subject_id = end->id,
                                       .what = end->what,
                                       .answer = typed->answer,
                                       .words = str_trim(typed->words)}));
    }
    *ret = list;
    return OK;
}

enum err closure_end_keep(struct ctx *ctx, const struct closure *c,
                          const struct closure_end_list *ends)
{
    for (size_t i = 0; i < ends->n; i++)
        TRY(closure_store_end_insert(ctx, c, (int64_t)i + 1, &ends->items[i]));
    return OK;
}

enum err closure_end_do(struct ctx *ctx, const struct casefile *file, const struct closure *c)
{
    struct closure_end_list ends;

    TRY(closure_store_ends(ctx, file->id, &ends));
    for (const struct feature *const *f = ctx->site->features; *f; f++) {
        struct loose_end_list open = {0};

        if (!(*f)->loose_ends)
            continue;
        TRY((*f)->loose_ends(ctx, file->id, &open));
        for (size_t i = 0; i < open.n; i++) {
            struct id id = open.items[i].id;
            const struct closure_end *end = closure_end_find(&ends, c->id, id);

            if (!end)
                return ctx_fail(ctx, E_CONFLICT, "closure.open_since", NULL);
            TRY((*f)->loose_end(ctx, file->id, id, end->answer, end->words));
        }
    }
    return OK;
}
