/* directory/service_store.c: see service_store.h. */
#include "feature/directory/service_store.h"

#include "plat/db.h"
#include "service_sql.gen.h"

/* -1 is "not stated", which the database keeps as NULL. */
static int64_t stated(const struct rows *rows, int i)
{
    return col_is_null(rows, i) ? -1 : col_int(rows, i);
}

static struct service service_read(const struct rows *rows)
{
    return (struct service){.id = col_id(rows, 0),
                            .organization_id = col_id(rows, 1),
                            .organization_name = col_str(rows, 2),
                            .name = col_str(rows, 3),
                            .alternate_name = col_str(rows, 4),
                            .description = col_str(rows, 5),
                            .state = col_str(rows, 6),
                            .needs = col_str(rows, 7),
                            .languages = col_str(rows, 8),
                            .eligibility = col_str(rows, 9),
                            .minimum_age = stated(rows, 10),
                            .maximum_age = stated(rows, 11),
                            .application = col_str(rows, 12),
                            .fees = col_str(rows, 13),
                            .schedule = col_str(rows, 14),
                            .area_text = col_str(rows, 15),
                            .email = col_str(rows, 16),
                            .phone = col_str(rows, 17),
                            .url = col_str(rows, 18),
                            .alert = col_str(rows, 19),
                            .assured_on = col_date(rows, 20),
                            .capacity_free = stated(rows, 21),
                            .capacity_total = stated(rows, 22),
                            .wait_days = stated(rows, 23),
                            .capacity_at = col_instant(rows, 24),
                            .changed_at = col_instant(rows, 25),
                            .version = col_int(rows, 26),
                            .is_public = col_bool(rows, 27)};
}

enum err service_store_find(struct ctx *ctx, struct id id, struct service *ret)
{
    struct service found = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SERVICE_FIND, BINDS(b_id(id)), &rows));
    bool is_there = rows_next(&rows);

    if (is_there)
        found = service_read(&rows);
    TRY(rows_end(&rows));
    if (!is_there)
        return E_NOT_FOUND;
    *ret = found;
    return OK;
}

enum err service_store_by_organization(struct ctx *ctx, struct id organization_id, int64_t most,
                                       struct service_list *ret)
{
    struct service_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SERVICE_BY_ORGANIZATION, BINDS(b_id(organization_id), b_int(most)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, service_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err service_store_areas(struct ctx *ctx, struct id id, struct service_area_list *ret)
{
    struct service_area_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SERVICE_AREAS, BINDS(b_id(id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, ((struct service_area){col_id(&rows, 0), col_str(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err service_store_area_choices(struct ctx *ctx, struct service_area_list *ret)
{
    struct service_area_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SERVICE_AREA_CHOICES, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, ((struct service_area){col_id(&rows, 0), col_str(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err service_store_area_up(struct ctx *ctx, struct id id, int64_t most, struct id *ret,
                               size_t *ret_n)
{
    struct rows rows;
    size_t n = 0;

    TRY(db_query(ctx->db, &SQL_SERVICE_AREA_UP, BINDS(b_id(id), b_int(most)), &rows));
    while (rows_next(&rows))
        ret[n++] = col_id(&rows, 0);
    *ret_n = n;
    return rows_end(&rows);
}

enum err service_store_places(struct ctx *ctx, struct id id, struct service_place_list *ret)
{
    struct service_place_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SERVICE_PLACES, BINDS(b_id(id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct service_place){.id = col_id(&rows, 0),
                                         .kind = col_str(&rows, 1),
                                         .name = col_str(&rows, 2),
                                         .address = col_str(&rows, 3),
                                         .transport = col_str(&rows, 4),
                                         .description = col_str(&rows, 5)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

/* ---- writing -------------------------------------------------------------------------------- */

static struct bind b_stated(int64_t n)
{
    return n < 0 ? b_int_null() : b_int(n);
}

/* What both insert and update set, in the order of their placeholders. */
#define SERVICE_BINDS(ctx, s)                                                                      \
    b_id((s)->id), b_id((s)->organization_id), b_str((s)->name),                                   \
        b_str(text_sort_key((ctx)->arena, (s)->name)), b_str((s)->alternate_name),                 \
        b_str((s)->description), b_str((s)->state), b_str((s)->needs), b_str((s)->languages),      \
        b_str((s)->eligibility), b_stated((s)->minimum_age), b_stated((s)->maximum_age),           \
        b_str((s)->application), b_str((s)->fees), b_str((s)->schedule), b_str((s)->area_text),    \
        b_str((s)->email), b_str((s)->phone), b_str((s)->url), b_str((s)->alert),                  \
        b_date((ctx)->arena, (s)->assured_on), b_int((ctx)->now.us), b_bool((s)->is_public)

enum err service_store_insert(struct ctx *ctx, const struct service *s)
{
    return db_exec(ctx->db, &SQL_SERVICE_INSERT, BINDS(SERVICE_BINDS(ctx, s)), NULL);
}

enum err service_store_update(struct ctx *ctx, const struct service *s, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_SERVICE_UPDATE, BINDS(SERVICE_BINDS(ctx, s), b_int(s->version)),
                &changed));
    *ret_done = changed == 1;
    return OK;
}

enum err service_store_set_capacity(struct ctx *ctx, struct id id, const struct service_capacity *c)
{
    return db_exec(ctx->db, &SQL_SERVICE_SET_CAPACITY,
                   BINDS(b_id(id), b_stated(c->free), b_stated(c->total), b_stated(c->wait_days),
                         b_int(ctx->now.us)),
                   NULL);
}

enum err service_store_assure(struct ctx *ctx, struct id id)
{
    return db_exec(ctx->db, &SQL_SERVICE_ASSURE,
                   BINDS(b_id(id), b_date(ctx->arena, ctx_today(ctx)), b_int(ctx->now.us)), NULL);
}

enum err service_store_set_areas(struct ctx *ctx, struct id id,
                                 const struct service_area_list *areas)
{
    TRY(db_exec(ctx->db, &SQL_SERVICE_AREAS_CLEAR, BINDS(b_id(id)), NULL));
    for (size_t i = 0; i < areas->n; i++)
        TRY(db_exec(ctx->db, &SQL_SERVICE_AREA_INSERT, BINDS(b_id(id), b_id(areas->items[i].id)),
                    NULL));
    return OK;
}

enum err service_store_set_place(struct ctx *ctx, const struct service *s,
                                 const struct service_place *place)
{
    struct id id = place->id;

    if (id_given(id))
        return db_exec(
            ctx->db, &SQL_SERVICE_LOCATION_UPDATE,
            BINDS(b_id(id), b_str(place->name), b_str(place->address), b_int(ctx->now.us)), NULL);
    id = id_new(ctx, "location");
    TRY(db_exec(ctx->db, &SQL_SERVICE_LOCATION_INSERT,
                BINDS(b_id(id), b_id(s->organization_id), b_str(place->name), b_str(place->address),
                      b_int(ctx->now.us)),
                NULL));
    return db_exec(ctx->db, &SQL_SERVICE_LOCATION_ADD,
                   BINDS(b_id(id_new(ctx, "service_at_location")), b_id(s->id), b_id(id)), NULL);
}

/* ---- finding -------------------------------------------------------------------------------- */

enum err service_store_set_keys(struct ctx *ctx, struct id id, struct str rank,
                                const struct service_key_list *keys)
{
    TRY(db_exec(ctx->db, &SQL_SERVICE_KEYS_CLEAR, BINDS(b_id(id)), NULL));
    for (size_t i = 0; i < keys->n; i++)
        TRY(db_exec(ctx->db, &SQL_SERVICE_KEY_INSERT,
                    BINDS(b_str(keys->items[i]), b_str(rank), b_id(id)), NULL));
    return OK;
}

enum err service_store_key_count(struct ctx *ctx, struct service_range range, int64_t most,
                                 int64_t *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SERVICE_KEY_COUNT,
                 BINDS(b_str(range.from), b_str(range.to), b_int(most)), &rows));
    *ret = rows_next(&rows) ? col_int(&rows, 0) : 0;
    return rows_end(&rows);
}

/* $1 to $16 of both searches. */
#define QUESTION_BINDS(q)                                                                          \
    b_str((q)->need), b_str((q)->language), b_str((q)->areas[0]), b_str((q)->areas[1]),            \
        b_str((q)->areas[2]), b_str((q)->areas[3]), b_str((q)->areas[4]),                          \
        b_str((q)->words[0].from), b_str((q)->words[0].to), b_str((q)->words[1].from),             \
        b_str((q)->words[1].to), b_str((q)->words[2].from), b_str((q)->words[2].to),               \
        b_int((q)->age), b_int((q)->most), b_int((q)->after)

enum err service_store_search(struct ctx *ctx, const struct service_question *q,
                              struct service_list *ret)
{
    struct service_list list = {0};
    struct rows rows;

    if (q->from_word)
        TRY(db_query(ctx->db, &SQL_SERVICE_SEARCH_WORD,
                     BINDS(QUESTION_BINDS(q), b_str(q->words[0].from), b_str(q->words[0].to)),
                     &rows));
    else
        TRY(db_query(ctx->db, &SQL_SERVICE_SEARCH,
                     BINDS(QUESTION_BINDS(q), b_int(q->most + q->after), b_str(q->from[0]),
                           b_str(q->from[1]), b_str(q->from[2]), b_str(q->from[3]),
                           b_str(q->from[4])),
                     &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, service_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
