/* admin/admin_journal_store.c: see admin_journal_store.h. */
#include "feature/admin/admin_journal_store.h"

#include "admin_journal_sql.gen.h"
#include "plat/db.h"

static void row_read(const struct rows *rows, struct admin_journal_row *ret)
{
    *ret = (struct admin_journal_row){.id = col_id(rows, 0),
                                      .position = col_int(rows, 1),
                                      .kind = col_str(rows, 2),
                                      .subject_id = col_id(rows, 3),
                                      .casefile_id = col_id(rows, 4),
                                      .person_id = col_id(rows, 5),
                                      .about = col_str(rows, 6),
                                      .role = col_str(rows, 7),
                                      .confidential = col_bool(rows, 8),
                                      .at = col_instant(rows, 9),
                                      .login = col_str(rows, 10),
                                      .name = col_str(rows, 11),
                                      .number = col_str(rows, 12),
                                      .erased = !col_is_null(rows, 13),
                                      .account_id = col_id(rows, 14)};
}

enum err admin_journal_store_read(struct ctx *ctx, const struct admin_journal_key *key,
                                  const struct admin_journal_point *point, size_t most,
                                  struct admin_journal_list *ret)
{
    static const struct sql *const queries[] = {
        [ADMIN_JOURNAL_BY_AT] = &SQL_ADMIN_JOURNAL_BY_AT,
        [ADMIN_JOURNAL_BY_KIND] = &SQL_ADMIN_JOURNAL_BY_KIND,
        [ADMIN_JOURNAL_BY_ACCOUNT] = &SQL_ADMIN_JOURNAL_BY_ACCOUNT,
        [ADMIN_JOURNAL_BY_CASEFILE] = &SQL_ADMIN_JOURNAL_BY_CASEFILE,
        [ADMIN_JOURNAL_BY_PERSON] = &SQL_ADMIN_JOURNAL_BY_PERSON,
    };
    struct bind binds[] = {b_int(point->first.us), b_int(point->at.us), b_id(point->id),
                           b_int((int64_t)most),
                           key->by == ADMIN_JOURNAL_BY_KIND ? b_str(key->kind) : b_id(key->id)};
    int bind_n = key->by == ADMIN_JOURNAL_BY_AT ? 4 : 5;
    struct rows rows;

    TRY(db_query(ctx->db, queries[key->by], binds, bind_n, &rows));
    while (rows_next(&rows))
        row_read(&rows, LIST_PUSH(ctx->arena, ret));
    return rows_end(&rows);
}

enum err admin_journal_store_point(struct ctx *ctx, struct id id, int64_t position,
                                   struct admin_journal_point *ret)
{
    struct rows rows;

    if (id_given(id))
        TRY(db_query(ctx->db, &SQL_ADMIN_JOURNAL_POINT, BINDS(b_id(id)), &rows));
    else
        TRY(db_query(ctx->db, &SQL_ADMIN_JOURNAL_POINT_AT, BINDS(b_int(position)), &rows));
    bool found = rows_next(&rows);

    if (found) {
        ret->at = col_instant(&rows, 0);
        ret->id = col_id(&rows, 1);
    }
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

static enum err id_find(struct ctx *ctx, const struct sql *query, struct str key, struct id *ret)
{
    struct rows rows;

    *ret = ID_NONE;
    TRY(db_query(ctx->db, query, BINDS(b_str(key)), &rows));
    if (rows_next(&rows))
        *ret = col_id(&rows, 0);
    return rows_end(&rows);
}

enum err admin_journal_store_account(struct ctx *ctx, struct str login, struct id *ret)
{
    return id_find(ctx, &SQL_ADMIN_JOURNAL_ACCOUNT, login, ret);
}

enum err admin_journal_store_casefile(struct ctx *ctx, struct str number, struct id *ret)
{
    return id_find(ctx, &SQL_ADMIN_JOURNAL_CASEFILE, number, ret);
}

struct arena *admin_journal_store_arena(struct ctx *ctx, struct arena *arena)
{
    struct arena *before = ctx->arena;

    ctx->arena = arena;
    db_use_arena(ctx->db, arena);
    return before;
}
