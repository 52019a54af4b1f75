/* directory/organization_store.c: see organization_store.h. */
#include "feature/directory/organization_store.h"

#include "organization_sql.gen.h"
#include "plat/db.h"

static struct organization organization_read(const struct rows *rows)
{
    return (struct organization){.id = col_id(rows, 0),
                                 .agency_id = col_id(rows, 1),
                                 .name = col_str(rows, 2),
                                 .alternate_name = col_str(rows, 3),
                                 .description = col_str(rows, 4),
                                 .email = col_str(rows, 5),
                                 .phone = col_str(rows, 6),
                                 .website = col_str(rows, 7),
                                 .changed_at = col_instant(rows, 8),
                                 .version = col_int(rows, 9)};
}

static enum err one(struct ctx *ctx, const struct sql *sql, struct id id, struct organization *ret)
{
    struct organization found = {0};
    struct rows rows;

    TRY(db_query(ctx->db, sql, BINDS(b_id(id)), &rows));
    bool is_there = rows_next(&rows);

    if (is_there)
        found = organization_read(&rows);
    TRY(rows_end(&rows));
    if (!is_there)
        return E_NOT_FOUND;
    *ret = found;
    return OK;
}

enum err organization_store_find(struct ctx *ctx, struct id id, struct organization *ret)
{
    return one(ctx, &SQL_ORGANIZATION_FIND, id, ret);
}

enum err organization_store_of_agency(struct ctx *ctx, struct id agency_id,
                                      struct organization *ret)
{
    return one(ctx, &SQL_ORGANIZATION_OF_AGENCY, agency_id, ret);
}

enum err organization_store_page(struct ctx *ctx, int64_t most, int64_t after,
                                 struct organization_list *ret)
{
    struct organization_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ORGANIZATION_PAGE, BINDS(b_int(most), b_int(after)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, organization_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err organization_store_agencies(struct ctx *ctx, struct organization_agency_list *ret)
{
    struct organization_agency_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ORGANIZATION_AGENCIES, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct organization_agency){col_id(&rows, 0), col_str(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err organization_store_insert(struct ctx *ctx, const struct organization *o)
{
    return db_exec(ctx->db, &SQL_ORGANIZATION_INSERT,
                   BINDS(b_id(o->id), b_id(o->agency_id), b_str(o->name),
                         b_str(text_sort_key(ctx->arena, o->name)), b_str(o->alternate_name),
                         b_str(o->description), b_str(o->email), b_str(o->phone), b_str(o->website),
                         b_int(ctx->now.us)),
                   NULL);
}

enum err organization_store_update(struct ctx *ctx, const struct organization *o, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ORGANIZATION_UPDATE,
                BINDS(b_id(o->id), b_id(o->agency_id), b_str(o->name),
                      b_str(text_sort_key(ctx->arena, o->name)), b_str(o->alternate_name),
                      b_str(o->description), b_str(o->email), b_str(o->phone), b_str(o->website),
                      b_int(ctx->now.us), b_int(o->version)),
                &changed));
    *ret_done = changed == 1;
    return OK;
}
