/* decision/decision_store.c: rows of decisions, see decision_store.h. */
#include "feature/decision/decision_store.h"

#include "decision_sql.gen.h"
#include "plat/db.h"

enum err decision_store_insert(struct ctx *ctx, const struct decision *d, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_DECISION_INSERT,
                BINDS(b_id(d->id), b_id(d->casefile_id), b_str(d->kind), b_str(d->what),
                      b_str(d->event_kind), b_str(d->event_about), b_str(d->reason),
                      b_str(d->alternatives), b_str(d->agreed), b_date(ctx->arena, d->appeal_until),
                      b_id(d->corrects_id), b_str(d->link), b_id(ctx->actor.account_id),
                      b_instant(d->at)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err decision_store_evidence_insert(struct ctx *ctx, const struct decision *d, int64_t number,
                                        const struct decision_evidence *e)
{
    return db_exec(
        ctx->db, &SQL_DECISION_EVIDENCE_INSERT,
        BINDS(b_id(d->id), b_int(number), b_id(d->casefile_id), b_str(e->link), b_str(e->label)),
        NULL);
}

static struct decision decision_read(const struct rows *rows)
{
    return (struct decision){.id = col_id(rows, 0),
                             .casefile_id = col_id(rows, 1),
                             .kind = col_str(rows, 2),
                             .what = col_str(rows, 3),
                             .event_kind = col_str(rows, 4),
                             .event_about = col_str(rows, 5),
                             .reason = col_str(rows, 6),
                             .alternatives = col_str(rows, 7),
                             .agreed = col_str(rows, 8),
                             .appeal_until = col_date(rows, 9),
                             .corrects_id = col_id(rows, 10),
                             .corrected_by = col_id(rows, 11),
                             .link = col_str(rows, 12),
                             .by_name = col_str(rows, 13),
                             .at = col_instant(rows, 14)};
}

enum err decision_store_list(struct ctx *ctx, struct id casefile_id, struct decision_list *ret)
{
    struct decision_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DECISION_LIST, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, decision_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err decision_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct decision *ret)
{
    struct decision d = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DECISION_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    if (rows_next(&rows))
        d = decision_read(&rows);
    TRY(rows_end(&rows));
    if (!id_given(d.id))
        return E_NOT_FOUND;
    *ret = d;
    return OK;
}

enum err decision_store_evidence(struct ctx *ctx, struct id casefile_id, struct id id,
                                 struct decision_evidence_list *ret)
{
    struct decision_evidence_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DECISION_EVIDENCE_LIST, BINDS(b_id(casefile_id), b_id(id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(
            ctx->arena, &list,
            ((struct decision_evidence){.link = col_str(&rows, 0), .label = col_str(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
