/* person/person_identifier_store.c: see person_identifier_store.h. */
#include "feature/person/person_identifier_store.h"

#include "person_identifier_sql.gen.h"
#include "plat/db.h"

enum err person_identifier_store_list(struct ctx *ctx, struct id person_id,
                                      struct person_identifier_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_IDENTIFIER_LIST, BINDS(b_id(person_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct person_identifier){.id = col_id(&rows, 0),
                                             .kind = col_str(&rows, 1),
                                             .value = col_str(&rows, 2),
                                             .created_at = col_instant(&rows, 3)}));
    return rows_end(&rows);
}

enum err person_identifier_store_insert(struct ctx *ctx, struct id person_id,
                                        const struct person_identifier *i, struct str folded)
{
    return db_exec(ctx->db, &SQL_PERSON_IDENTIFIER_INSERT,
                   BINDS(b_id(i->id), b_id(person_id), b_str(i->kind), b_str(i->value),
                         b_str(folded), b_int(ctx->now.us)),
                   NULL);
}

enum err person_identifier_store_holder(struct ctx *ctx, struct id person_id, struct str kind,
                                        struct str folded, struct id *ret)
{
    struct rows rows;

    *ret = ID_NONE;
    TRY(db_query(ctx->db, &SQL_PERSON_IDENTIFIER_TAKEN,
                 BINDS(b_str(folded), b_str(kind), b_id(person_id)), &rows));
    if (rows_next(&rows))
        *ret = col_id(&rows, 1);
    return rows_end(&rows);
}

enum err person_identifier_store_void(struct ctx *ctx, struct id person_id, struct id id,
                                      struct person_identifier *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_IDENTIFIER_VOID,
                 BINDS(b_id(id), b_id(person_id), b_int(ctx->now.us)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = (struct person_identifier){
            .id = id, .kind = col_str(&rows, 0), .value = col_str(&rows, 1)};
    TRY(rows_end(&rows));
    return found ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}
