/* admin/admin_journal.c: which index answers a filter, and what the index cannot say filtered
 * here, in batches that end. */
#include "feature/admin/admin_journal.h"

#include <string.h>

#include "core/event.h"
#include "feature/admin/admin_journal_store.h"

#define LOOKED_MOST 20000
#define BATCH 500
#define EXPORT_BATCH 250
#define EXPORT_ARENA ((size_t)16 << 20)
#define VIEWED STR("viewed")

/* ---- kinds ---------------------------------------------------------------------------------- */

static struct str kind_noun(struct str kind)
{
    ptrdiff_t dot = str_find(kind, STR("."), 0);

    return dot < 0 ? kind : str_slice(kind, 0, (size_t)dot);
}

/* Seen, or asked for in vain. */
static bool is_look(struct str kind)
{
    return str_has_suffix(kind, STR(".viewed")) || str_has_suffix(kind, STR(".denied"));
}

static bool kind_fits(struct str kind, struct str group)
{
    if (str_eq(group, VIEWED))
        return is_look(kind);
    return !str_given(group) || (str_eq(kind_noun(kind), group) && !is_look(kind));
}

LIST_TYPE(kind_list, struct str);

static struct kind_list kinds_of(struct ctx *ctx, struct str group)
{
    struct kind_list list = {0};

    for (const struct feature *const *f = ctx->site->features; *f; f++) {
        for (const struct event_kind *kind = (*f)->events; kind && kind->name; kind++) {
            if (kind_fits(str_c(kind->name), group))
                LIST_ADD(ctx->arena, &list, str_c(kind->name));
        }
    }
    return list;
}

struct str admin_journal_group(struct ctx *ctx, size_t n)
{
    struct kind_list kinds = kinds_of(ctx, STR_NONE);
    struct kind_list seen = {0};

    LIST_ADD(ctx->arena, &seen, VIEWED);
    for (size_t i = 0; i < kinds.n; i++) {
        struct str noun = kind_noun(kinds.items[i]);
        bool known = is_look(kinds.items[i]);

        for (size_t k = 0; k < seen.n && !known; k++)
            known = str_eq(seen.items[k], noun);
        if (!known)
            LIST_ADD(ctx->arena, &seen, noun);
    }
    return n < seen.n ? seen.items[n] : STR_NONE;
}

/* ---- where to begin ------------------------------------------------------------------------- */

/* The id behind this one, so that "before it" includes this one. */
static struct id id_after(struct id id)
{
    for (int i = (int)sizeof id.b - 1; i >= 0 && ++id.b[i] == 0; i--)
        ;
    return id;
}

static enum err point_find(struct ctx *ctx, const struct admin_journal_filter *filter,
                           struct admin_journal_point *ret)
{
    struct admin_journal_point point = {.at = {INT64_MAX}}, found = {0};

    memset(point.id.b, 0xff, sizeof point.id.b);
    if (date_given(filter->from))
        point.first = date_start(filter->from, ctx->tz_offset_min);
    if (date_given(filter->to))
        point.at.us = date_start(date_add_days(filter->to, 1), ctx->tz_offset_min).us - 1;
    if (id_given(filter->before) || filter->position > 0) {
        enum err e = admin_journal_store_point(ctx, filter->before, filter->position, &found);

        if (e != OK && e != E_NOT_FOUND)
            return e;
        if (!id_given(filter->before))
            found.id = id_after(found.id);
        if (e == OK && found.at.us <= point.at.us) {
            point.at = found.at;
            point.id = found.id;
        }
    }
    *ret = point;
    return OK;
}

/* ---- reading -------------------------------------------------------------------------------- */

struct reading {
    const struct admin_journal_filter *filter;
    struct admin_journal_point point; /* of the event last looked at */
    struct admin_journal_list *ret;
    size_t most;
    bool more; /* there may be events behind the point */
};

static void reading_move(struct reading *r, const struct admin_journal_row *row)
{
    r->point.at = row->at;
    r->point.id = row->id;
}

static bool id_fits(struct id wanted, struct id id)
{
    return !id_given(wanted) || id_eq(wanted, id);
}

static bool row_fits(const struct admin_journal_filter *filter, const struct admin_journal_row *row)
{
    return kind_fits(row->kind, filter->group) && id_fits(filter->casefile_id, row->casefile_id) &&
           id_fits(filter->person_id, row->person_id) &&
           id_fits(filter->account_id, row->account_id);
}

/* As the queries order: newest first. */
static bool row_is_before(const struct admin_journal_row *a, const struct admin_journal_row *b)
{
    if (a->at.us != b->at.us)
        return a->at.us > b->at.us;
    return memcmp(a->id.b, b->id.b, sizeof a->id.b) > 0;
}

/* Takes the newest of the first rows of all lists; NULL when all are empty. */
static const struct admin_journal_row *newest_take(struct admin_journal_list *lists, size_t n)
{
    struct admin_journal_list *from = NULL;

    for (size_t i = 0; i < n; i++) {
        if (lists[i].n > 0 && (!from || row_is_before(lists[i].items, from->items)))
            from = &lists[i];
    }
    if (!from)
        return NULL;
    from->n--;
    return from->items++;
}

/* A group is several kinds, each with an index of its own: the newest of each, merged. */
static enum err kinds_read(struct ctx *ctx, struct reading *r)
{
    struct kind_list kinds = kinds_of(ctx, r->filter->group);
    struct admin_journal_list *lists = ARENA_ARRAY(ctx->arena, struct admin_journal_list, kinds.n);
    const struct admin_journal_row *row = NULL;

    for (size_t i = 0; i < kinds.n; i++) {
        struct admin_journal_key key = {.by = ADMIN_JOURNAL_BY_KIND, .kind = kinds.items[i]};

        TRY(admin_journal_store_read(ctx, &key, &r->point, r->most + 1, &lists[i]));
    }
    while (r->ret->n < r->most && (row = newest_take(lists, kinds.n)) != NULL) {
        reading_move(r, row);
        LIST_ADD(ctx->arena, r->ret, *row);
    }
    r->more = row && newest_take(lists, kinds.n) != NULL;
    return OK;
}

static struct admin_journal_key key_of(const struct admin_journal_filter *filter)
{
    if (id_given(filter->casefile_id))
        return (struct admin_journal_key){ADMIN_JOURNAL_BY_CASEFILE, filter->casefile_id, STR_NONE};
    if (id_given(filter->person_id))
        return (struct admin_journal_key){ADMIN_JOURNAL_BY_PERSON, filter->person_id, STR_NONE};
    if (id_given(filter->account_id))
        return (struct admin_journal_key){ADMIN_JOURNAL_BY_ACCOUNT, filter->account_id, STR_NONE};
    return (struct admin_journal_key){ADMIN_JOURNAL_BY_AT, ID_NONE, STR_NONE};
}

static void batch_take(struct ctx *ctx, struct reading *r, const struct admin_journal_list *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (r->ret->n == r->most) {
            r->more = true;
            return;
        }
        reading_move(r, &rows->items[i]);
        if (row_fits(r->filter, &rows->items[i]))
            LIST_ADD(ctx->arena, r->ret, rows->items[i]);
    }
}

/* One index backwards; what else is asked for is looked at row by row. */
static enum err index_read(struct ctx *ctx, struct reading *r)
{
    const struct admin_journal_key key = key_of(r->filter);
    size_t batch = r->most + 1;

    for (size_t looked = 0; !r->more; looked += batch, batch = BATCH) {
        struct admin_journal_list rows = {0};

        if (looked >= LOOKED_MOST) {
            r->more = true;
            break;
        }
        TRY(admin_journal_store_read(ctx, &key, &r->point, batch, &rows));
        batch_take(ctx, r, &rows);
        if (rows.n < batch)
            break;
    }
    return OK;
}

enum err admin_journal_read(struct ctx *ctx, const struct admin_journal_filter *filter, size_t most,
                            struct admin_journal_list *ret, struct id *ret_next)
{
    struct reading r = {.filter = filter, .ret = ret, .most = most};
    bool only_kinds = str_given(filter->group) && !id_given(filter->casefile_id) &&
                      !id_given(filter->person_id) && !id_given(filter->account_id);

    TRY(point_find(ctx, filter, &r.point));
    TRY(only_kinds ? kinds_read(ctx, &r) : index_read(ctx, &r));
    *ret_next = r.more ? r.point.id : ID_NONE;
    return OK;
}

/* ---- export --------------------------------------------------------------------------------- */

struct each {
    struct admin_journal_filter filter;
    void (*put)(void *arg, const struct admin_journal_row *row);
    void *arg;
    size_t n;
};

static enum err batches_put(struct ctx *ctx, struct each *each)
{
    do {
        struct admin_journal_list rows = {0};
        size_t left = ADMIN_JOURNAL_EXPORT - each->n;

        arena_reset(ctx->arena);
        TRY(admin_journal_read(ctx, &each->filter, left < EXPORT_BATCH ? left : EXPORT_BATCH, &rows,
                               &each->filter.before));
        for (size_t i = 0; i < rows.n; i++)
            each->put(each->arg, &rows.items[i]);
        each->n += rows.n;
    } while (id_given(each->filter.before) && each->n < ADMIN_JOURNAL_EXPORT);
    return OK;
}

enum err admin_journal_each(struct ctx *ctx, const struct admin_journal_filter *filter,
                            void (*put)(void *arg, const struct admin_journal_row *row), void *arg,
                            bool *ret_cut)
{
    struct each each = {.filter = *filter, .put = put, .arg = arg};
    struct arena *scratch = arena_new(EXPORT_ARENA);
    struct arena *own = admin_journal_store_arena(ctx, scratch);
    enum err e = batches_put(ctx, &each);

    admin_journal_store_arena(ctx, own);
    arena_free(scratch);
    *ret_cut = e == OK && id_given(each.filter.before);
    return e;
}

static struct str id_text(struct ctx *ctx, struct id id)
{
    return id_given(id) ? ctx_id_text(ctx, id) : STR_NONE;
}

enum err admin_journal_exported(struct ctx *ctx, const struct admin_journal_filter *filter,
                                int64_t rows)
{
    struct event_diff asked = {.ctx = ctx};

    event_diff_add(&asked, "from", STR_NONE, ctx_date_text(ctx, filter->from));
    event_diff_add(&asked, "to", STR_NONE, ctx_date_text(ctx, filter->to));
    event_diff_add(&asked, "group", STR_NONE, filter->group);
    event_diff_add(&asked, "account", STR_NONE, id_text(ctx, filter->account_id));
    event_diff_add(&asked, "casefile", STR_NONE, id_text(ctx, filter->casefile_id));
    event_diff_add(&asked, "person", STR_NONE, id_text(ctx, filter->person_id));
    event_diff_add(&asked, "rows", STR_NONE, str_fmt(ctx->arena, "%lld", (long long)rows));
    return event_emit(ctx, &(struct event){.kind = "journal.exported",
                                           .subject_id = ctx->actor.account_id,
                                           .casefile_id = filter->casefile_id,
                                           .person_id = filter->person_id,
                                           .data = event_diff_done(&asked)});
}

enum err admin_journal_find(struct ctx *ctx, struct str login, struct str number,
                            struct id *ret_account, struct id *ret_casefile)
{
    if (str_given(login))
        TRY(admin_journal_store_account(ctx, login, ret_account));
    if (str_given(number) && id_parse(number, ret_casefile) != OK)
        TRY(admin_journal_store_casefile(ctx, number, ret_casefile));
    return OK;
}
