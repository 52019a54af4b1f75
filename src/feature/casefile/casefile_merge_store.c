/* casefile/casefile_merge_store.c: see casefile_merge_store.h. */
#include "feature/casefile/casefile_merge_store.h"

#include "casefile_merge_sql.gen.h"
#include "plat/db.h"

static enum err rows_move(struct ctx *ctx, const struct sql *sql, const struct person_merge *merge,
                          struct person_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, sql, BINDS(b_id(merge->kept_id), b_id(merge->merged_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret, col_id(&rows, 0));
    return rows_end(&rows);
}

static enum err row_back(struct ctx *ctx, const struct sql *sql, const struct person_merge *merge,
                         struct id casefile_id)
{
    return db_exec(ctx->db, sql,
                   BINDS(b_id(casefile_id), b_id(merge->merged_id), b_id(merge->kept_id)), NULL);
}

enum err casefile_merge_store_cases(struct ctx *ctx, const struct person_merge *merge,
                                    struct person_row_list *ret)
{
    return rows_move(ctx, &SQL_CASEFILE_MERGE_CASES, merge, ret);
}

enum err casefile_merge_store_people(struct ctx *ctx, const struct person_merge *merge,
                                     struct person_row_list *ret)
{
    return rows_move(ctx, &SQL_CASEFILE_MERGE_PEOPLE, merge, ret);
}

enum err casefile_merge_store_case_back(struct ctx *ctx, const struct person_merge *merge,
                                        struct id casefile_id)
{
    return row_back(ctx, &SQL_CASEFILE_MERGE_CASE_BACK, merge, casefile_id);
}

enum err casefile_merge_store_person_back(struct ctx *ctx, const struct person_merge *merge,
                                          struct id casefile_id)
{
    return row_back(ctx, &SQL_CASEFILE_MERGE_PERSON_BACK, merge, casefile_id);
}
