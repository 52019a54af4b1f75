/* proposal/proposal_store.c: rows of proposals, see proposal_store.h. */
#include "feature/proposal/proposal_store.h"

#include "plat/db.h"
#include "proposal_sql.gen.h"

static enum err run(struct ctx *ctx, const struct sql *sql, const struct bind *binds, int n,
                    bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, sql, binds, n, &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err proposal_store_insert(struct ctx *ctx, const struct proposal *p, bool *ret_done)
{
    return run(ctx, &SQL_PROPOSAL_INSERT,
               BINDS(b_id(p->id), b_id(p->casefile_id), b_str(p->kind),
                     b_date(ctx->arena, p->happened_on), b_str(p->facts), b_id(p->form_record_id),
                     b_str(p->asked_words), b_int(p->children_n), b_str(p->children_effect),
                     b_str(p->easements), b_str(p->easement_words), b_str(p->help_instead),
                     b_str(p->notice), b_id(ctx->actor.account_id), b_instant(ctx->now)),
               ret_done);
}

static struct proposal proposal_read(const struct rows *rows)
{
    return (struct proposal){.id = col_id(rows, 0),
                             .casefile_id = col_id(rows, 1),
                             .form_record_id = col_id(rows, 2),
                             .proposed_by = col_id(rows, 3),
                             .decided_by = col_id(rows, 4),
                             .decision_id = col_id(rows, 5),
                             .kind = col_str(rows, 6),
                             .state = col_str(rows, 7),
                             .happened_on = col_date(rows, 8),
                             .facts = col_str(rows, 9),
                             .asked_words = col_str(rows, 10),
                             .children_n = col_int(rows, 11),
                             .children_effect = col_str(rows, 12),
                             .easements = col_str(rows, 13),
                             .easement_words = col_str(rows, 14),
                             .help_instead = col_str(rows, 15),
                             .notice = col_str(rows, 16),
                             .proposed_by_name = col_str(rows, 17),
                             .decided_by_name = col_str(rows, 18),
                             .decided_words = col_str(rows, 19),
                             .proposed_at = col_instant(rows, 20),
                             .decided_at = col_instant(rows, 21),
                             .told_on = col_date(rows, 22),
                             .respond_by = col_date(rows, 23),
                             .answered_on = col_date(rows, 24),
                             .appeal_until = col_date(rows, 25),
                             .appealed_on = col_date(rows, 26),
                             .told_how = col_str(rows, 27),
                             .answer = col_str(rows, 28),
                             .appeal_words = col_str(rows, 29),
                             .appeal_decided_by_name = col_str(rows, 30),
                             .appeal_decided_words = col_str(rows, 31),
                             .appeal_decided_at = col_instant(rows, 32)};
}

enum err proposal_store_list(struct ctx *ctx, struct id casefile_id, struct proposal_list *ret)
{
    struct proposal_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PROPOSAL_LIST, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, proposal_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err proposal_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct proposal *ret)
{
    struct proposal p = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PROPOSAL_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    if (rows_next(&rows))
        p = proposal_read(&rows);
    TRY(rows_end(&rows));
    if (!id_given(p.id))
        return E_NOT_FOUND;
    *ret = p;
    return OK;
}

enum err proposal_store_tell(struct ctx *ctx, const struct proposal *p, bool *ret_done)
{
    return run(ctx, &SQL_PROPOSAL_TELL,
               BINDS(b_id(p->casefile_id), b_id(p->id), b_date(ctx->arena, p->told_on),
                     b_str(p->told_how), b_date(ctx->arena, p->respond_by)),
               ret_done);
}

enum err proposal_store_answer(struct ctx *ctx, const struct proposal *p, bool *ret_done)
{
    return run(ctx, &SQL_PROPOSAL_ANSWER,
               BINDS(b_id(p->casefile_id), b_id(p->id), b_date(ctx->arena, p->answered_on),
                     b_str(p->answer)),
               ret_done);
}

enum err proposal_store_decide(struct ctx *ctx, const struct proposal *p, bool *ret_done)
{
    return run(ctx, &SQL_PROPOSAL_DECIDE,
               BINDS(b_id(p->casefile_id), b_id(p->id), b_str(p->state),
                     b_id(ctx->actor.account_id), b_instant(ctx->now), b_str(p->decided_words),
                     b_id(p->decision_id), b_date(ctx->arena, p->appeal_until)),
               ret_done);
}

enum err proposal_store_appeal(struct ctx *ctx, const struct proposal *p, bool *ret_done)
{
    return run(ctx, &SQL_PROPOSAL_APPEAL,
               BINDS(b_id(p->casefile_id), b_id(p->id), b_date(ctx->arena, p->appealed_on),
                     b_str(p->appeal_words)),
               ret_done);
}

enum err proposal_store_appeal_decide(struct ctx *ctx, const struct proposal *p, bool *ret_done)
{
    return run(ctx, &SQL_PROPOSAL_APPEAL_DECIDE,
               BINDS(b_id(p->casefile_id), b_id(p->id), b_str(p->state),
                     b_id(ctx->actor.account_id), b_instant(ctx->now),
                     b_str(p->appeal_decided_words)),
               ret_done);
}
