/* person/person_merge_store.c: see person_merge_store.h. */
#include "feature/person/person_merge_store.h"

#include "person_merge_sql.gen.h"
#include "plat/db.h"

static const struct {
    const char *noun;
    const struct sql *move, *back;
} tables[PERSON_ROWS_N] = {
    [PERSON_ROWS_ALIAS] = {"alias", &SQL_PERSON_MERGE_ALIASES, &SQL_PERSON_MERGE_ALIAS_BACK},
    [PERSON_ROWS_IDENTIFIER] = {"identifier", &SQL_PERSON_MERGE_IDENTIFIERS,
                                &SQL_PERSON_MERGE_IDENTIFIER_BACK},
    [PERSON_ROWS_MEMBER] = {"member", &SQL_PERSON_MERGE_MEMBERS, &SQL_PERSON_MERGE_MEMBER_BACK},
    [PERSON_ROWS_RELATED] = {"related", &SQL_PERSON_MERGE_RELATED, &SQL_PERSON_MERGE_RELATED_BACK},
    [PERSON_ROWS_RELATING] = {"relating", &SQL_PERSON_MERGE_RELATING,
                              &SQL_PERSON_MERGE_RELATING_BACK},
};

const char *person_merge_store_noun(enum person_rows rows)
{
    return tables[rows].noun;
}

enum err person_merge_store_insert(struct ctx *ctx, const struct person_merge *m, struct str moved)
{
    return db_exec(ctx->db, &SQL_PERSON_MERGE_INSERT,
                   BINDS(b_id(m->id), b_id(m->kept_id), b_id(m->merged_id), b_str(moved),
                         b_str(m->reason), b_id(ctx->actor.account_id), b_int(ctx->now.us)),
                   NULL);
}

static struct person_merge merge_read(struct ctx *ctx, const struct rows *rows)
{
    struct person merged = {.given_name = col_str(rows, 3), .family_name = col_str(rows, 4)};

    return (struct person_merge){.id = col_id(rows, 0),
                                 .kept_id = col_id(rows, 1),
                                 .merged_id = col_id(rows, 2),
                                 .merged_name = person_name(ctx, &merged),
                                 .reason = col_str(rows, 5),
                                 .by_name = col_str(rows, 6),
                                 .at = col_instant(rows, 7),
                                 .undone_at = col_instant(rows, 8)};
}

enum err person_merge_store_find(struct ctx *ctx, struct id id, struct person_merge *ret,
                                 struct str *ret_moved)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_MERGE_FIND, BINDS(b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found) {
        *ret = merge_read(ctx, &rows);
        if (ret_moved)
            *ret_moved = col_str(&rows, 9);
    }
    TRY(rows_end(&rows));
    return found ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err person_merge_store_list(struct ctx *ctx, struct id kept_id, struct person_merge_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_MERGE_LIST, BINDS(b_id(kept_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret, merge_read(ctx, &rows));
    return rows_end(&rows);
}

enum err person_merge_store_note(struct ctx *ctx, struct id id, struct str line)
{
    return db_exec(ctx->db, &SQL_PERSON_MERGE_NOTE, BINDS(b_id(id), b_str(line)), NULL);
}

enum err person_merge_store_undone(struct ctx *ctx, struct id id)
{
    return db_exec(ctx->db, &SQL_PERSON_MERGE_UNDONE, BINDS(b_id(id), b_int(ctx->now.us)), NULL);
}

enum err person_merge_store_point(struct ctx *ctx, struct id merged, struct id kept)
{
    return db_exec(ctx->db, &SQL_PERSON_MERGE_POINT, BINDS(b_id(merged), b_id(kept)), NULL);
}

static enum err ids_read(struct ctx *ctx, const struct sql *sql, struct id kept, struct id merged,
                         struct person_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, sql, BINDS(b_id(kept), b_id(merged)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret, col_id(&rows, 0));
    return rows_end(&rows);
}

enum err person_merge_store_move(struct ctx *ctx, enum person_rows rows, struct id kept,
                                 struct id merged, struct person_row_list *ret)
{
    return ids_read(ctx, tables[rows].move, kept, merged, ret);
}

enum err person_merge_store_back(struct ctx *ctx, enum person_rows rows, struct id row,
                                 const struct person_merge *merge)
{
    return db_exec(ctx->db, tables[rows].back,
                   BINDS(b_id(row), b_id(merge->merged_id), b_id(merge->kept_id)), NULL);
}

enum err person_merge_store_scopes(struct ctx *ctx, struct id kept, struct id merged,
                                   struct person_row_list *ret)
{
    return ids_read(ctx, &SQL_PERSON_MERGE_SCOPES, kept, merged, ret);
}
