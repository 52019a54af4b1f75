/* casefile/timeline.c: the journal of a case for its pages: what happened, and who looked. */
#include "feature/casefile/timeline.h"

#include "core/feature.h"
#include "feature/casefile/timeline_store.h"

#define LOOKS_MAX 2000

enum err timeline_list(struct ctx *ctx, const struct casefile *file,
                       const struct timeline_filter *filter, struct timeline_entry_list *ret,
                       bool *ret_more)
{
    struct timeline_filter one_more = *filter;
    struct timeline_entry_list list;

    one_more.limit++;
    TRY(timeline_store_events(ctx, file->id, &one_more, &list));
    *ret_more = (int64_t)list.n > filter->limit;
    list.n = *ret_more ? (size_t)filter->limit : list.n;
    *ret = list;
    return OK;
}

/* What is of a programme that does not run here is not shown. */
static void drop_unknown(struct ctx *ctx, struct timeline_entry_list *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        if (!str_given(list->items[i].programme) || site_pack(ctx->site, list->items[i].programme))
            list->items[n++] = list->items[i];
    list->n = n;
}

/* A case that was read along with this one; its own load has noted that one. */
static void other_noted(struct ctx *ctx, const struct casefile *file,
                        const struct timeline_entry_list *list, size_t i)
{
    struct id id = list->items[i].casefile_id;

    for (size_t k = 0; k < i; k++)
        if (id_eq(list->items[k].casefile_id, id))
            return;
    if (!id_eq(id, file->id))
        ctx_access(ctx, "casefile", id, id, file->person_id);
}

enum err timeline_chronology(struct ctx *ctx, const struct casefile *file,
                             const struct timeline_period *period, struct timeline_entry_list *ret,
                             struct timeline_entry *ret_last)
{
    struct timeline_period one_more = *period;
    struct timeline_entry_list list;
    bool more;

    one_more.limit++;
    TRY(timeline_store_chronology(ctx, file->person_id, &one_more, &list));
    more = (int64_t)list.n > period->limit;
    list.n = more ? (size_t)period->limit : list.n;
    *ret_last = more ? list.items[list.n - 1] : (struct timeline_entry){0};
    drop_unknown(ctx, &list);
    for (size_t i = 0; i < list.n; i++)
        other_noted(ctx, file, &list, i);
    *ret = list;
    return OK;
}

enum err timeline_contacts(struct ctx *ctx, const struct casefile *file, struct date from,
                           struct casefile_contact_list *ret)
{
    return timeline_store_contacts(ctx, file->id, date_start(from, ctx->tz_offset_min), ret);
}

static bool has_word(struct str words, struct str word)
{
    struct str one;

    while (str_split(&words, ' ', &one)) {
        if (str_eq(one, word))
            return true;
    }
    return false;
}

static bool is_of(const struct timeline_read *r, const struct timeline_look *l)
{
    return r->day.day == l->day && r->denied == l->denied && str_eq(r->name, l->name) &&
           str_eq(r->role, l->role);
}

/* A day, account and role are one row, whatever pages were seen. */
static void look_add(struct ctx *ctx, struct timeline_read_list *reads,
                     const struct timeline_look *l)
{
    struct timeline_read *row = NULL;

    for (size_t i = 0; i < reads->n && !row; i++) {
        if (is_of(&reads->items[i], l))
            row = &reads->items[i];
    }
    if (!row) {
        row = LIST_PUSH(ctx->arena, reads);
        *row = (struct timeline_read){.day = {(int32_t)l->day},
                                      .name = l->name,
                                      .role = l->role,
                                      .denied = l->denied,
                                      .first = l->first,
                                      .last = l->last};
    }
    row->n += l->n;
    row->first = l->first.us < row->first.us ? l->first : row->first;
    row->last = l->last.us > row->last.us ? l->last : row->last;
    if (!has_word(row->routes, l->route))
        row->routes = str_given(row->routes) ? str_cat(ctx->arena, row->routes,
                                                       str_cat(ctx->arena, STR(" "), l->route))
                                             : l->route;
}

/* Names of the accounts of fresh reads; few people look within a second. */
static enum err names_fill(struct ctx *ctx, struct timeline_look_list *looks)
{
    for (size_t i = 0; i < looks->n; i++) {
        struct timeline_look *l = &looks->items[i];

        for (size_t k = 0; k < i && !str_given(l->name); k++) {
            if (id_eq(looks->items[k].account_id, l->account_id))
                l->name = looks->items[k].name;
        }
        if (!str_given(l->name))
            TRY(timeline_store_name(ctx, l->account_id, &l->name));
    }
    return OK;
}

static void sort_newest_first(struct timeline_read_list *list)
{
    for (size_t i = 1; i < list->n; i++) {
        struct timeline_read r = list->items[i];
        size_t k = i;

        for (; k > 0 && list->items[k - 1].last.us < r.last.us; k--)
            list->items[k] = list->items[k - 1];
        list->items[k] = r;
    }
}

enum err timeline_reads(struct ctx *ctx, const struct casefile *file,
                        struct timeline_read_list *ret, bool *ret_cut)
{
    struct timeline_look_list fresh, looks;
    struct timeline_read_list reads = {0};

    TRY(timeline_store_fresh_looks(ctx, file->id, LOOKS_MAX, &fresh));
    TRY(names_fill(ctx, &fresh));
    TRY(timeline_store_looks(ctx, file->id, LOOKS_MAX, &looks));
    for (size_t i = 0; i < fresh.n; i++)
        look_add(ctx, &reads, &fresh.items[i]);
    for (size_t i = 0; i < looks.n; i++)
        look_add(ctx, &reads, &looks.items[i]);
    sort_newest_first(&reads);
    *ret_cut = looks.n == LOOKS_MAX;
    *ret = reads;
    return OK;
}
