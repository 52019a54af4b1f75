/* plan/plan_words.c: the sentences of a plan in another language, and their rows. A translation
 * counts while the plan says what was translated; what the pack brought knows its languages. */
#include "feature/plan/plan_rules.h"
#include "feature/plan/plan_store.h"

static void sentence_add(struct ctx *ctx, struct plan_sentence_list *list, struct id origin,
                         struct str source)
{
    if (str_given(source))
        LIST_ADD(ctx->arena, list, ((struct plan_sentence){.origin_id = origin, .source = source}));
}

static const struct plan_sentence *stored_of(const struct plan_sentence_list *stored,
                                             struct id origin, struct str lang)
{
    for (size_t i = 0; i < stored->n; i++)
        if (id_eq(stored->items[i].origin_id, origin) && str_eq(stored->items[i].lang, lang))
            return &stored->items[i];
    return NULL;
}

/* A sentence of the pack's templates in another of its languages. */
static struct str from_pack(const struct pack *pack, struct str source, const struct locale *in)
{
    for (size_t i = 0; i < pack->templates.n; i++) {
        const struct text *text = &pack->templates.items[i].text;

        for (int lang = 0; lang < 4; lang++)
            if (str_eq(text->in[lang], source))
                return text_in(text, in);
    }
    return STR_NONE;
}

enum err plan_sentences(struct ctx *ctx, const struct plan *plan, const struct locale *in,
                        struct plan_sentence_list *ret)
{
    struct plan_sentence_list list = {0}, stored;
    struct plan_goal_list goals;
    struct plan_action_list actions;

    TRY(plan_store_goals(ctx, plan, &goals));
    TRY(plan_store_actions(ctx, plan, &actions));
    TRY(plan_store_words(ctx, plan->casefile_id, &stored));
    sentence_add(ctx, &list, plan->casefile_id, plan->aim);
    for (size_t i = 0; i < goals.n; i++) {
        sentence_add(ctx, &list, goals.items[i].origin_id, goals.items[i].wish);
        for (size_t k = 0; k < actions.n; k++)
            if (id_eq(actions.items[k].goal_id, goals.items[i].id))
                sentence_add(ctx, &list, actions.items[k].origin_id, actions.items[k].what);
    }
    for (size_t i = 0; i < list.n; i++) {
        struct plan_sentence *one = &list.items[i];
        const struct plan_sentence *found = stored_of(&stored, one->origin_id, locale_tag(in));

        one->lang = locale_tag(in);
        one->body = found && str_eq(found->source, one->source)
                        ? found->body
                        : from_pack(ctx->pack, one->source, in);
        one->outdated = found && !str_eq(found->source, one->source) ? found->body : STR_NONE;
    }
    *ret = list;
    return OK;
}

struct str plan_sentence_in(const struct plan_sentence_list *list, struct id origin)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].origin_id, origin))
            return list->items[i].body;
    return STR_NONE;
}

int64_t plan_sentences_version(struct ctx *ctx, const struct plan_sentence_list *list)
{
    struct buf all;

    buf_init(&all, ctx->arena, 1 << 20);
    for (size_t i = 0; i < list->n; i++)
        buf_printf(&all, "%.*s\n%.*s\n", STR_ARG(list->items[i].source),
                   STR_ARG(list->items[i].body));
    return plan_text_version(buf_str(&all));
}

static enum err words_check(struct ctx *ctx, const struct plan_sentence_list *now,
                            const struct plan_sentence_list *wanted, int64_t version)
{
    int64_t is = plan_sentences_version(ctx, now);

    if (version == is)
        return OK;
    for (size_t i = 0; i < now->n; i++) {
        const struct plan_sentence *typed =
            stored_of(wanted, now->items[i].origin_id, now->items[i].lang);

        if (typed)
            ctx_conflict_add(ctx, "plan.words_body", now->items[i].body, typed->body);
    }
    if (ctx->conflict.rows.n == 0)
        return OK;
    return ctx_conflict(ctx, is, "plan.changed");
}

enum err plan_words_set(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_sentence_list *wanted, int64_t version)
{
    struct plan_sentence_list now;
    bool changed = false;

    TRY(plan_may_write(ctx, file));
    if (wanted->n == 0)
        return OK;
    TRY(plan_sentences(ctx, plan, locale_find(wanted->items[0].lang), &now));
    TRY(words_check(ctx, &now, wanted, version));
    for (size_t i = 0; i < now.n; i++) {
        struct plan_sentence *one = &now.items[i];
        const struct plan_sentence *typed = stored_of(wanted, one->origin_id, one->lang);

        if (!typed || str_eq(typed->body, one->body))
            continue;
        one->body = typed->body;
        TRY(plan_store_words_set(ctx, file->id, one));
        changed = true;
    }
    if (!changed)
        return OK;
    return plan_emit(ctx, file,
                     &(struct event){.kind = "plan.translated",
                                     .subject_id = plan->id,
                                     .summary = locale_name(locale_find(now.items[0].lang))});
}
