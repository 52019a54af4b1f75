/* person/relationship_store.c: see relationship_store.h. */
#include "feature/person/relationship_store.h"

#include "feature/person/person_store.h"
#include "plat/db.h"
#include "relationship_sql.gen.h"

#define PERSON_COLUMNS 17

enum err relationship_store_of(struct ctx *ctx, struct id person_id, struct relationship_list *ret,
                               bool *ret_first, size_t max)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_RELATIONSHIP_OF_PERSON,
                 BINDS(b_id(person_id), b_id(ctx->actor.scope_id)), &rows));
    while (ret->n < max && rows_next(&rows)) {
        struct relationship *r = LIST_PUSH(ctx->arena, ret);

        *r = (struct relationship){.other = person_store_read(&rows, 0),
                                   .id = col_id(&rows, PERSON_COLUMNS),
                                   .kind = col_str(&rows, PERSON_COLUMNS + 1),
                                   .since = col_date(&rows, PERSON_COLUMNS + 2),
                                   .has_case = col_int(&rows, PERSON_COLUMNS + 3) > 0};
        ret_first[ret->n - 1] = col_bool(&rows, PERSON_COLUMNS + 4);
        r->tie = col_str(&rows, PERSON_COLUMNS + 5);
    }
    return rows_end(&rows);
}

enum err relationship_store_insert(struct ctx *ctx, const struct relationship_row *row)
{
    return db_exec(ctx->db, &SQL_RELATIONSHIP_INSERT,
                   BINDS(b_id(row->id), b_id(row->person_id), b_id(row->other_id), b_str(row->kind),
                         b_date(ctx->arena, row->since), b_int(ctx->now.us), b_str(row->tie)),
                   NULL);
}

enum err relationship_store_set_tie(struct ctx *ctx, struct id id, struct id person_id,
                                    struct str tie)
{
    return db_exec(ctx->db, &SQL_RELATIONSHIP_SET_TIE, BINDS(b_id(id), b_id(person_id), b_str(tie)),
                   NULL);
}

enum err relationship_store_known(struct ctx *ctx, const struct relationship_row *row,
                                  struct str reverse, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_RELATIONSHIP_KNOWN,
                 BINDS(b_id(row->person_id), b_id(row->other_id), b_str(row->kind), b_str(reverse)),
                 &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err relationship_store_is_above(struct ctx *ctx, struct id person_id, struct id ancestor_id,
                                     bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_RELATIONSHIP_IS_ABOVE, BINDS(b_id(person_id), b_id(ancestor_id)),
                 &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err relationship_store_void(struct ctx *ctx, struct id id, struct id person_id,
                                 struct relationship_row *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_RELATIONSHIP_VOID,
                 BINDS(b_id(id), b_id(person_id), b_int(ctx->now.us)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = (struct relationship_row){.id = id,
                                         .person_id = col_id(&rows, 0),
                                         .other_id = col_id(&rows, 1),
                                         .kind = col_str(&rows, 2)};
    TRY(rows_end(&rows));
    return found ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}
