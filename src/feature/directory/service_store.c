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
                            .version = col_int(rows, 26)};
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
