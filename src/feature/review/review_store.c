/* review/review_store.c: rows of reviews, see review_store.h. */
#include "feature/review/review_store.h"

#include "plat/db.h"
#include "review_sql.gen.h"

enum err review_store_insert(struct ctx *ctx, const struct review *r, struct id replaces_id)
{
    TRY(db_exec(ctx->db, &SQL_REVIEW_INSERT,
                BINDS(b_id(r->id), b_id(r->casefile_id),
                      b_str(r->is_evaluation ? STR("evaluation") : STR("review")),
                      b_date(ctx->arena, r->held_on), b_date(ctx->arena, r->next_on),
                      b_str(r->kind), b_str(r->outcome), b_str(r->decision),
                      b_id(ctx->actor.account_id), b_instant(ctx->now)),
                NULL));
    if (!id_given(replaces_id))
        return OK;
    return db_exec(ctx->db, &SQL_REVIEW_REPLACE,
                   BINDS(b_id(r->casefile_id), b_id(replaces_id), b_id(r->id)), NULL);
}

enum err review_store_by_casefile(struct ctx *ctx, struct id casefile_id, struct review_list *ret)
{
    struct review_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REVIEW_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct review){.id = col_id(&rows, 0),
                                  .casefile_id = col_id(&rows, 1),
                                  .is_evaluation = str_eq(col_str(&rows, 2), STR("evaluation")),
                                  .held_on = col_date(&rows, 3),
                                  .next_on = col_date(&rows, 4),
                                  .kind = col_str(&rows, 5),
                                  .outcome = col_str(&rows, 6),
                                  .decision = col_str(&rows, 7),
                                  .author_name = col_str(&rows, 8)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
