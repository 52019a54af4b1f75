/* today/today.c: gathers what features say is due, once each, in the order of the day. */
#include "feature/today/today.h"

#include <string.h>

static bool is_before(const struct duty *a, const struct duty *b)
{
    int days = date_cmp(a->due, b->due);

    if (days != 0)
        return days < 0;
    if (a->late != b->late)
        return a->late;
    return a->high && !b->high;
}

/* Stable, and by merging: a team may have a few hundred. */
static void sort(struct arena *a, const struct duty **items, size_t n)
{
    size_t half = n / 2, left = 0, right = half;

    if (n < 2)
        return;
    sort(a, items, half);
    sort(a, items + half, n - half);
    const struct duty **merged = arena_alloc(a, n * sizeof(const struct duty *));

    for (size_t i = 0; i < n; i++) {
        bool from_right = left == half || (right < n && is_before(items[right], items[left]));

        merged[i] = items[from_right ? right++ : left++];
    }
    memcpy(items, merged, n * sizeof(const struct duty *));
}

/* Another one of the case that awaits the same, and tells more. */
static bool is_told(const struct duty_list *all, size_t i)
{
    const struct duty *d = &all->items[i];

    for (size_t k = i + 1; str_given(d->met_by) && k < all->n; k++)
        if (str_eq(all->items[k].met_by, d->met_by) &&
            str_eq(all->items[k].met_about, d->met_about) &&
            id_eq(all->items[k].casefile_id, d->casefile_id))
            return true;
    return false;
}

struct duty today_told(struct ctx *ctx, const struct duty *duty)
{
    const struct pack *was = ctx->pack;
    struct duty told = *duty;

    if (told.tell)
        told.tell(ctx, &told);
    ctx->pack = was;
    return told;
}

/* By each ask, or by all of them at once where that may have left out nothing. */
static enum err feature_duties(struct ctx *ctx, const struct feature *f,
                               const struct duty_ask *asks, size_t n, struct duty_list *all)
{
    size_t before = all->n;
    struct duty_ask whole = asks[0];

    whole.until = asks[n - 1].until;
    for (size_t i = 1; i < n; i++)
        whole.most += asks[i].most;
    if (f->due_is_rare) {
        TRY(f->due(ctx, &whole, all));
        if (all->n - before < (size_t)whole.most)
            return OK;
        all->n = before;
    }
    for (size_t i = 0; i < n; i++)
        TRY(f->due(ctx, &asks[i], all));
    return OK;
}

enum err today_duties(struct ctx *ctx, const struct duty_ask *asks, size_t n, struct duty_refs *ret)
{
    struct duty_list all = {0};
    struct duty_refs once = {0};

    for (const struct feature *const *f = ctx->site->features; *f; f++)
        if ((*f)->due)
            TRY(feature_duties(ctx, *f, asks, n, &all));
    /* Steps come first: casefile stands before deadline in the list of features. */
    for (size_t i = 0; i < all.n; i++)
        if (!is_told(&all, i))
            LIST_ADD(ctx->arena, &once, &all.items[i]);
    sort(ctx->arena, once.items, once.n);
    *ret = once;
    return OK;
}
