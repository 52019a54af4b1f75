/* directory/benefit_store.c: see benefit_store.h. */
#include "feature/directory/benefit_store.h"

#include "benefit_sql.gen.h"
#include "plat/db.h"

enum err benefit_store_insert(struct ctx *ctx, const struct benefit *b, bool *ret_new)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_BENEFIT_INSERT,
                BINDS(b_id(b->id), b_id(b->casefile_id), b_str(b->kind), b_str(b->name),
                      b_str(b->state), b_str(b->amount), b_date(ctx->arena, b->due),
                      b_str(b->detail), b_str(b->source), b_str(b->reference),
                      b_date(ctx->arena, b->stated_on), b_bool(b->imported),
                      b_id(ctx->actor.account_id), b_int(ctx->now.us)),
                &changed));
    *ret_new = changed == 1;
    return OK;
}

enum err benefit_store_by_casefile(struct ctx *ctx, struct id casefile_id, struct benefit_list *ret)
{
    struct benefit_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_BENEFIT_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct benefit){.id = col_id(&rows, 0),
                                   .casefile_id = casefile_id,
                                   .kind = col_str(&rows, 1),
                                   .name = col_str(&rows, 2),
                                   .state = col_str(&rows, 3),
                                   .amount = col_str(&rows, 4),
                                   .due = col_date(&rows, 5),
                                   .detail = col_str(&rows, 6),
                                   .source = col_str(&rows, 7),
                                   .reference = col_str(&rows, 8),
                                   .stated_on = col_date(&rows, 9),
                                   .author_name = col_str(&rows, 10),
                                   .at = col_instant(&rows, 11),
                                   .imported = col_bool(&rows, 12),
                                   .void_reason = col_str(&rows, 13),
                                   .voided = col_int(&rows, 14) != 0}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err benefit_store_void(struct ctx *ctx, const struct benefit *b, struct str reason,
                            bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_BENEFIT_VOID,
                BINDS(b_id(b->casefile_id), b_id(b->id), b_int(ctx->now.us), b_str(reason)),
                &changed));
    *ret_done = changed == 1;
    return OK;
}

enum err benefit_store_case(struct ctx *ctx, struct str number, struct casefile *ret)
{
    struct casefile file = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_BENEFIT_CASE, BINDS(b_str(number)), &rows));
    bool found = rows_next(&rows);

    if (found)
        file = (struct casefile){
            .id = col_id(&rows, 0), .person_id = col_id(&rows, 1), .programme = col_str(&rows, 2)};
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = file;
    return OK;
}
