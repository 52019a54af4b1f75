/* casefile/approval_store.c: rows of approvals, see approval_store.h. */
#include "feature/casefile/approval_store.h"

#include "approval_sql.gen.h"
#include "plat/db.h"

static struct str ids_text(struct ctx *ctx, const struct id ids[WEIGHED_RESTS_ON])
{
    struct str text = STR_NONE;

    for (size_t i = 0; i < WEIGHED_RESTS_ON; i++)
        if (id_given(ids[i]))
            text = str_fmt(ctx->arena, "%.*s%s%.*s", STR_ARG(text), str_given(text) ? " " : "",
                           STR_ARG(ctx_id_text(ctx, ids[i])));
    return text;
}

static void ids_read(struct str text, struct id ret[WEIGHED_RESTS_ON])
{
    struct str one;

    for (size_t i = 0; i < WEIGHED_RESTS_ON && str_split(&text, ' ', &one); i++)
        if (id_parse(one, &ret[i]) != OK)
            ret[i] = ID_NONE;
}

enum err approval_store_insert(struct ctx *ctx, const struct approval *a, struct id team_id)
{
    return db_exec(ctx->db, &SQL_APPROVAL_INSERT,
                   BINDS(b_id(a->id), b_id(a->casefile_id), b_str(a->kind), b_id(a->subject_id),
                         b_id(team_id), b_id(a->asked_by), b_int(a->asked_at.us),
                         b_str(a->asked_reason), b_str(a->detail), b_str(a->weighed.alternatives),
                         b_str(a->weighed.agreed), b_str(a->weighed.appeal_until),
                         b_str(ids_text(ctx, a->weighed.rests_on))),
                   NULL);
}

enum err approval_store_is_waiting(struct ctx *ctx, const struct approval *a, bool *ret)
{
    struct rows rows;
    bool waiting = false;

    TRY(db_query(ctx->db, &SQL_APPROVAL_STATES,
                 BINDS(b_id(a->casefile_id), b_str(a->kind), b_id(a->subject_id)), &rows));
    while (rows_next(&rows))
        waiting = waiting || str_eq(col_str(&rows, 0), STR("waiting"));
    TRY(rows_end(&rows));
    *ret = waiting;
    return OK;
}

static struct approval approval_read(const struct rows *rows)
{
    struct approval a = {.id = col_id(rows, 0),
                         .casefile_id = col_id(rows, 1),
                         .subject_id = col_id(rows, 2),
                         .asked_by = col_id(rows, 3),
                         .decided_by = col_id(rows, 4),
                         .kind = col_str(rows, 5),
                         .state = col_str(rows, 6),
                         .asked_reason = col_str(rows, 7),
                         .decided_reason = col_str(rows, 8),
                         .asked_by_name = col_str(rows, 9),
                         .decided_by_name = col_str(rows, 10),
                         .detail = col_str(rows, 11),
                         .casefile_number = col_str(rows, 12),
                         .client_name = col_str(rows, 13),
                         .programme = col_str(rows, 16),
                         .asked_at = col_instant(rows, 14),
                         .decided_at = col_instant(rows, 15),
                         .weighed = {.alternatives = col_str(rows, 17),
                                     .agreed = col_str(rows, 18),
                                     .appeal_until = col_str(rows, 19)}};

    ids_read(col_str(rows, 20), a.weighed.rests_on);
    return a;
}

static enum err approvals_read(struct ctx *ctx, struct rows *rows, struct approval_list *ret)
{
    struct approval_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, approval_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

static enum err approvals(struct ctx *ctx, const struct sql *sql, struct id key,
                          struct approval_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, sql, BINDS(b_id(key)), &rows));
    return approvals_read(ctx, &rows, ret);
}

enum err approval_store_find(struct ctx *ctx, struct id id, struct approval *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPROVAL_FIND, BINDS(b_id(id), b_id(ctx->actor.scope_id)), &rows));
    bool found = rows_next(&rows);
    struct approval a = found ? approval_read(&rows) : (struct approval){0};

    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = a;
    return OK;
}

enum err approval_store_waiting(struct ctx *ctx, struct approval_list *ret)
{
    return approvals(ctx, &SQL_APPROVAL_WAITING, ctx->actor.scope_id, ret);
}

enum err approval_store_waiting_team(struct ctx *ctx, int max, struct approval_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPROVAL_WAITING_TEAM,
                 BINDS(b_id(ctx->actor.scope_id), b_id(ctx->actor.team_id), b_int(max)), &rows));
    return approvals_read(ctx, &rows, ret);
}

enum err approval_store_dealt(struct ctx *ctx, const struct casefile *file)
{
    return db_exec(ctx->db, &SQL_APPROVAL_DEALT, BINDS(b_id(file->id), b_id(file->team_id)), NULL);
}

enum err approval_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct approval_list *ret)
{
    return approvals(ctx, &SQL_APPROVAL_BY_CASEFILE, casefile_id, ret);
}

enum err approval_store_set(struct ctx *ctx, const struct approval *a)
{
    return db_exec(ctx->db, &SQL_APPROVAL_SET,
                   BINDS(b_id(a->id), b_str(a->state), b_id(a->decided_by), b_int(a->decided_at.us),
                         b_str(a->decided_reason)),
                   NULL);
}
