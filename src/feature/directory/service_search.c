/* directory/service_search.c: finding services. The index is walked in the order the page shows, so
 * that a page of a common need costs no more than one of a rare need; a word that few services have
 * is the better beginning. */
#include "feature/directory/service_key.h"
#include "feature/directory/service_store.h"
#include "feature/person/person.h"

/* More than this is "many": the walk will find a page of them soon. */
#define COUNT_MAX 2000

/* A key that no service has. */
static const struct str no_key = {"-", 1};

static enum err areas_fill(struct ctx *ctx, struct id area_id, struct service_question *q)
{
    struct id up[SERVICE_KEY_AREAS - 1];
    size_t n;

    if (!id_given(area_id))
        return OK;
    TRY(service_store_area_up(ctx, area_id, SERVICE_KEY_AREAS - 1, up, &n));
    q->areas[0] = service_key_area(ctx, ID_NONE);
    for (size_t i = 1; i < SERVICE_KEY_AREAS; i++)
        q->areas[i] = i <= n ? service_key_area(ctx, up[i - 1]) : no_key;
    return OK;
}

static void words_fill(struct ctx *ctx, struct str text, struct service_question *q)
{
    struct person_words words = person_words(ctx, text, false);

    for (size_t i = 0; i < SERVICE_KEY_WORDS && words.n > 0; i++)
        q->words[i] = (struct service_range){words.word[i].from, words.word[i].to};
}

static void begin_at(struct service_question *q, struct str key)
{
    q->from_word = false;
    q->from[0] = key;
    for (size_t i = 1; i < SERVICE_KEY_AREAS; i++)
        q->from[i] = no_key;
}

/* *least becomes what the key has, when that is less. */
static enum err is_rarer(struct ctx *ctx, struct service_range range, int64_t *least, bool *ret)
{
    int64_t n;

    TRY(service_store_key_count(ctx, range, COUNT_MAX, &n));
    *ret = n < *least;
    *least = *ret ? n : *least;
    return OK;
}

static enum err beginning_choose(struct ctx *ctx, struct service_question *q)
{
    const struct str keys[] = {q->need, q->language};
    int64_t least = COUNT_MAX + 1, in_areas = 0, n;
    bool rarer = false;

    begin_at(q, STR_NONE);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (str_given(keys[i]))
            TRY(is_rarer(ctx, service_key_only(ctx, keys[i]), &least, &rarer));
        if (str_given(keys[i]) && rarer)
            begin_at(q, keys[i]);
    }
    for (size_t i = 0; i < SERVICE_KEY_AREAS && str_given(q->areas[0]); i++) {
        TRY(service_store_key_count(ctx, service_key_only(ctx, q->areas[i]), COUNT_MAX, &n));
        in_areas += n;
    }
    if (str_given(q->areas[0]) && in_areas < least) {
        least = in_areas;
        for (size_t i = 0; i < SERVICE_KEY_AREAS; i++)
            q->from[i] = q->areas[i];
    }
    if (!str_given(q->words[0].from))
        return OK;
    n = COUNT_MAX; /* a word is no order: only rare ones are worth sorting */
    least = least < n ? least : n;
    return is_rarer(ctx, q->words[0], &least, &q->from_word);
}

enum err service_search(struct ctx *ctx, const struct service_filter *f, struct service_list *ret,
                        bool *ret_more)
{
    struct service_question q = {
        .age = f->age, .most = SERVICE_PAGE + 1, .after = (f->page - 1) * SERVICE_PAGE};
    struct service_list list;

    if (str_given(f->need))
        q.need = str_cat(ctx->arena, STR("n:"), f->need);
    if (str_given(f->language))
        q.language = str_cat(ctx->arena, STR("l:"), f->language);
    TRY(areas_fill(ctx, f->area_id, &q));
    words_fill(ctx, f->words, &q);
    TRY(beginning_choose(ctx, &q));
    TRY(service_store_search(ctx, &q, &list));
    *ret_more = list.n > SERVICE_PAGE;
    list.n = *ret_more ? SERVICE_PAGE : list.n;
    *ret = list;
    return OK;
}

static bool has_organization(const struct organization_list *list, struct id id)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].id, id))
            return true;
    return false;
}

enum err organization_search(struct ctx *ctx, struct str words, struct organization_list *ret)
{
    const struct service_filter filter = {.words = words, .age = -1, .page = 1};
    struct service_list services;
    struct organization_list list = {0};
    bool more;

    TRY(service_search(ctx, &filter, &services, &more));
    for (size_t i = 0; i < services.n; i++) {
        const struct service *s = &services.items[i];

        if (id_given(s->organization_id) && !has_organization(&list, s->organization_id))
            LIST_ADD(
                ctx->arena, &list,
                ((struct organization){.id = s->organization_id, .name = s->organization_name}));
    }
    *ret = list;
    return OK;
}
