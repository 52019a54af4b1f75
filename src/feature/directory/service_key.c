/* directory/service_key.c: see service_key.h. */
#include "feature/directory/service_key.h"

#include "base/utf8.h"
#include "feature/directory/service_store.h"

#define WORDS_MAX 60 /* of a service: its name comes first, its description last */
#define WORD_BYTES_MAX 60
#define RANK_NAME_MAX 24

struct service_range service_key_only(struct ctx *ctx, struct str key)
{
    return (struct service_range){key, str_cat(ctx->arena, key, STR("\x01"))};
}

struct str service_key_area(struct ctx *ctx, struct id area_id)
{
    char text[ID_TEXT];

    return str_cat(ctx->arena, STR("a:"), id_format(area_id, text));
}

static void key_add(struct ctx *ctx, struct service_key_list *keys, struct str key)
{
    for (size_t i = 0; i < keys->n; i++) {
        if (str_eq(keys->items[i], key))
            return;
    }
    LIST_ADD(ctx->arena, keys, key);
}

/* Codes or folded words, a blank between. */
static void words_add(struct ctx *ctx, struct service_key_list *keys, const char *kind,
                      struct str text)
{
    struct str rest = text, word;

    while (keys->n < WORDS_MAX && str_split(&rest, ' ', &word)) {
        if (str_given(word) && word.n <= WORD_BYTES_MAX)
            key_add(ctx, keys, str_cat(ctx->arena, str_c(kind), word));
    }
}

struct service_key_list service_keys(struct ctx *ctx, const struct service *s,
                                     const struct service_area_list *areas)
{
    const struct str texts[] = {s->name, s->alternate_name, s->organization_name, s->area_text,
                                s->description};
    struct service_key_list keys = {0};

    key_add(ctx, &keys, STR_NONE);
    words_add(ctx, &keys, "n:", s->needs);
    words_add(ctx, &keys, "l:", s->languages);
    for (size_t i = 0; i < areas->n; i++)
        key_add(ctx, &keys, service_key_area(ctx, areas->items[i].id));
    if (areas->n == 0)
        key_add(ctx, &keys, service_key_area(ctx, ID_NONE));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        words_add(ctx, &keys, "w:", text_fold(ctx->arena, texts[i]));
    return keys;
}

struct str service_rank(struct ctx *ctx, const struct service *s)
{
    struct str name = utf8_cut(text_sort_key(ctx->arena, s->name), RANK_NAME_MAX);
    bool waits = s->capacity_free == 0 || (s->capacity_free < 0 && s->wait_days > 0);
    int64_t days = !waits ? 0 : s->wait_days < 0 ? 9999 : s->wait_days;
    int group = str_eq(s->state, STR("temporarily closed")) ? 3
                : waits                                     ? 2
                : s->capacity_free < 0                      ? 1
                                                            : 0;

    return str_fmt(ctx->arena, "%d%04lld%.*s", group, (long long)(days > 9999 ? 9999 : days),
                   STR_ARG(name));
}

enum err service_keys_renew(struct ctx *ctx, const struct service *s,
                            const struct service_area_list *areas)
{
    struct service_key_list keys = {0};

    if (service_is_open(s))
        keys = service_keys(ctx, s, areas);
    return service_store_set_keys(ctx, s->id, service_rank(ctx, s), &keys);
}
