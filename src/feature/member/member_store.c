/* member/member_store.c: rows of memberships, see member_store.h. */
#include "feature/member/member_store.h"

#include "member_sql.gen.h"
#include "plat/db.h"

static struct member member_read(const struct rows *rows)
{
    return (struct member){.id = col_id(rows, 0),
                           .casefile_id = col_id(rows, 1),
                           .account_id = col_id(rows, 2),
                           .name = col_str(rows, 3),
                           .profession = col_str(rows, 4),
                           .organization = col_str(rows, 5),
                           .phone = col_str(rows, 6),
                           .parts = col_str(rows, 7),
                           .since = col_date(rows, 8),
                           .until = col_date(rows, 9),
                           .coordinator = col_bool(rows, 10),
                           .added_at = col_instant(rows, 11),
                           .ended_by_name = col_str(rows, 12),
                           .ended_at = col_instant(rows, 13),
                           .ended_why = col_str(rows, 14),
                           .sees_all = col_bool(rows, 15),
                           .version = col_int(rows, 16)};
}

static enum err members_read(struct ctx *ctx, struct rows *rows, struct member_list *ret)
{
    struct member_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, member_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err member_store_list(struct ctx *ctx, struct id casefile_id, struct member_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_MEMBER_LIST, BINDS(b_id(casefile_id)), &rows));
    return members_read(ctx, &rows, ret);
}

enum err member_store_find(struct ctx *ctx, struct id casefile_id, struct id id, struct member *ret)
{
    struct member_list list;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_MEMBER_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    TRY(members_read(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

enum err member_store_due(struct ctx *ctx, struct date today, struct member_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_MEMBER_DUE, BINDS(b_date(ctx->arena, today)), &rows));
    return members_read(ctx, &rows, ret);
}

enum err member_store_insert(struct ctx *ctx, const struct member *m, struct str key,
                             bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_MEMBER_INSERT,
                BINDS(b_id(m->id), b_id(m->casefile_id), b_id(m->account_id), b_str(m->name),
                      b_str(key), b_str(m->profession), b_str(m->organization), b_str(m->phone),
                      b_str(m->parts), b_date(ctx->arena, m->since), b_date(ctx->arena, m->until),
                      b_id(ctx->actor.account_id), b_instant(m->added_at)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err member_store_end(struct ctx *ctx, const struct member *m, struct str why, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_MEMBER_END,
                BINDS(b_id(m->casefile_id), b_id(m->id), b_instant(ctx->now),
                      b_id(ctx->actor.account_id), b_str(why)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err member_store_set(struct ctx *ctx, const struct member *m)
{
    return db_exec(ctx->db, &SQL_MEMBER_SET,
                   BINDS(b_id(m->casefile_id), b_id(m->id), b_str(m->phone), b_str(m->parts),
                         b_date(ctx->arena, m->until)),
                   NULL);
}

enum err member_store_coordinate(struct ctx *ctx, struct id casefile_id, struct id id,
                                 bool *ret_done)
{
    int64_t changed = 1;

    TRY(db_exec(ctx->db, &SQL_MEMBER_COORDINATOR_NONE, BINDS(b_id(casefile_id)), NULL));
    if (id_given(id))
        TRY(db_exec(ctx->db, &SQL_MEMBER_COORDINATOR_SET, BINDS(b_id(casefile_id), b_id(id)),
                    &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err member_store_people(struct ctx *ctx, struct id agency_id, struct member_person_list *ret)
{
    struct member_person_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_MEMBER_PEOPLE, BINDS(b_id(agency_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct member_person){.account_id = col_id(&rows, 0),
                                         .name = col_str(&rows, 1),
                                         .team = col_str(&rows, 2)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err member_store_account(struct ctx *ctx, struct id account_id, struct member_seat *ret)
{
    struct member_seat seat = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_MEMBER_ACCOUNT, BINDS(b_id(account_id)), &rows));
    if (rows_next(&rows))
        seat = (struct member_seat){.name = col_str(&rows, 0),
                                    .phone = col_str(&rows, 1),
                                    .unit_id = col_id(&rows, 2),
                                    .agency_id = col_id(&rows, 3),
                                    .agency = col_str(&rows, 4)};
    TRY(rows_end(&rows));
    if (!id_given(seat.agency_id))
        return E_NOT_FOUND;
    *ret = seat;
    return OK;
}

enum err member_store_mine(struct ctx *ctx, int most, struct member_case_list *ret)
{
    struct member_case_list list = {0};
    struct rows rows;

    TRY(db_query(
        ctx->db, &SQL_MEMBER_MINE,
        BINDS(b_id(ctx->actor.account_id), b_date(ctx->arena, ctx_today(ctx)), b_int(most)),
        &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct member_case){.casefile_id = col_id(&rows, 0),
                                       .client_name = col_str(&rows, 1),
                                       .number = col_str(&rows, 2),
                                       .programme = col_str(&rows, 3),
                                       .profession = col_str(&rows, 4),
                                       .until = col_date(&rows, 5)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
