/* review/closure_store.c: rows of closures, see closure_store.h. */
#include "feature/review/closure_store.h"

#include "closure_sql.gen.h"
#include "plat/db.h"

enum err closure_store_insert(struct ctx *ctx, const struct closure *c, bool *ret_done)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_CLOSURE_INSERT,
                BINDS(b_id(c->id), b_id(c->casefile_id), b_str(c->reason), b_str(c->words),
                      b_str(c->risk), b_str(c->told), b_str(c->missing_why),
                      b_id(ctx->actor.account_id), b_instant(c->asked_at)),
                &n));
    *ret_done = n > 0;
    return OK;
}

static struct closure closure_read(const struct rows *rows)
{
    return (struct closure){.id = col_id(rows, 0),
                            .casefile_id = col_id(rows, 1),
                            .state = col_str(rows, 2),
                            .reason = col_str(rows, 3),
                            .words = col_str(rows, 4),
                            .risk = col_str(rows, 5),
                            .told = col_str(rows, 6),
                            .missing_why = col_str(rows, 7),
                            .asked_by_name = col_str(rows, 8),
                            .decided_by_name = col_str(rows, 9),
                            .decided_words = col_str(rows, 10),
                            .asked_at = col_instant(rows, 11),
                            .decided_at = col_instant(rows, 12),
                            .reopened_by_name = col_str(rows, 13),
                            .reopened_words = col_str(rows, 14),
                            .reopened_reason = col_str(rows, 15),
                            .reopened_at = col_instant(rows, 16)};
}

enum err closure_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct closure *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CLOSURE_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    bool found = rows_next(&rows);
    struct closure c = found ? closure_read(&rows) : (struct closure){0};

    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = c;
    return OK;
}

enum err closure_store_by_casefile(struct ctx *ctx, struct id casefile_id, struct closure_list *ret)
{
    struct closure_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CLOSURE_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, closure_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err closure_store_end_insert(struct ctx *ctx, const struct closure *c, int64_t number,
                                  const struct closure_end *end)
{
    return db_exec(ctx->db, &SQL_CLOSURE_END_INSERT,
                   BINDS(b_id(c->id), b_id(c->casefile_id), b_id(end->subject_id), b_int(number),
                         b_str(end->what), b_str(end->answer), b_str(end->words)),
                   NULL);
}

enum err closure_store_ends(struct ctx *ctx, struct id casefile_id, struct closure_end_list *ret)
{
    struct closure_end_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CLOSURE_ENDS, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct closure_end){.closure_id = col_id(&rows, 0),
                                       .subject_id = col_id(&rows, 1),
                                       .what = col_str(&rows, 2),
                                       .answer = col_str(&rows, 3),
                                       .words = col_str(&rows, 4)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err closure_store_decide(struct ctx *ctx, const struct closure *c, bool *ret_done)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_CLOSURE_DECIDE,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_str(c->state),
                      b_id(ctx->actor.account_id), b_instant(ctx->now), b_str(c->decided_words)),
                &n));
    *ret_done = n > 0;
    return OK;
}

enum err closure_store_reopen(struct ctx *ctx, const struct reopening_draft *draft)
{
    return db_exec(ctx->db, &SQL_CLOSURE_REOPEN,
                   BINDS(b_id(draft->casefile_id), b_id(ctx->actor.account_id), b_instant(ctx->now),
                         b_str(draft->reason), b_str(draft->words)),
                   NULL);
}

enum err closure_store_of_person(struct ctx *ctx, struct id person_id,
                                 struct closure_earlier_list *ret)
{
    struct closure_earlier_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CLOSURE_OF_PERSON, BINDS(b_id(person_id), b_id(ctx->actor.scope_id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct closure_earlier){.casefile_id = col_id(&rows, 0),
                                           .number = col_str(&rows, 1),
                                           .programme = col_str(&rows, 2),
                                           .closed_on = col_date(&rows, 3),
                                           .reason = col_str(&rows, 4),
                                           .words = col_str(&rows, 5)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
