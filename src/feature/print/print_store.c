/* print/print_store.c: rows of prints, see print_store.h. */
#include "feature/print/print_store.h"

#include "plat/db.h"
#include "print_sql.gen.h"

enum err print_store_insert(struct ctx *ctx, const struct print *p)
{
    return db_exec(ctx->db, &SQL_PRINT_INSERT,
                   BINDS(b_id(p->id), b_id(p->account_id), b_id(p->casefile_id), b_str(p->page),
                         b_str(p->title), b_id(p->html_id), b_int(p->at.us)),
                   NULL);
}

static struct print print_read(const struct rows *rows)
{
    return (struct print){
        .id = col_id(rows, 0),
        .account_id = col_id(rows, 1),
        .casefile_id = col_id(rows, 2),
        .page = col_str(rows, 3),
        .title = col_str(rows, 4),
        .state = col_str(rows, 5),
        .html_id = col_id(rows, 6),
        .pdf = {.id = col_id(rows, 7), .type = STR("application/pdf"), .size = col_int(rows, 8)},
        .at = col_instant(rows, 9)};
}

static enum err print_one(struct rows *rows, struct print *ret)
{
    struct print print = {0};
    bool found = rows_next(rows);

    if (found)
        print = print_read(rows);
    TRY(rows_end(rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = print;
    return OK;
}

enum err print_store_find(struct ctx *ctx, struct id id, struct instant since, struct print *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PRINT_FIND,
                 BINDS(b_id(id), b_id(ctx->actor.account_id), b_int(since.us)), &rows));
    return print_one(&rows, ret);
}

enum err print_store_waiting(struct ctx *ctx, struct print *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PRINT_WAITING, NO_BINDS, &rows));
    return print_one(&rows, ret);
}

enum err print_store_end(struct ctx *ctx, struct id id, const char *state, const struct blob *pdf)
{
    return db_exec(ctx->db, &SQL_PRINT_END,
                   BINDS(b_id(id), b_str(str_c(state)), b_id(pdf ? pdf->id : ID_NONE),
                         b_int(pdf ? pdf->size : 0)),
                   NULL);
}

enum err print_store_forget(struct ctx *ctx, struct instant before)
{
    return db_exec(ctx->db, &SQL_PRINT_FORGET, BINDS(b_int(before.us)), NULL);
}
