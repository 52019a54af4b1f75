/* note/note_word_store.c: see note_word_store.h. */
#include "feature/note/note_word_store.h"

#include "note_word_sql.gen.h"
#include "plat/db.h"

/* Ends of the order of ids; ID_NONE would be NULL. */
static const struct id lowest = {{[15] = 1}},
                       highest = {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                   0xff, 0xff, 0xff, 0xff, 0xff}};

static struct bind b_id_or(struct id id, struct id none)
{
    return b_id(id_given(id) ? id : none);
}

enum err note_word_store_find(struct ctx *ctx, struct id casefile_id, struct str *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_WORD_FIND, BINDS(b_id(casefile_id)), &rows));
    bool found = rows_next(&rows);
    struct str words = found ? col_str(&rows, 0) : STR_NONE;

    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = words;
    return OK;
}

enum err note_word_store_put(struct ctx *ctx, struct id casefile_id, struct str words)
{
    return db_exec(ctx->db, &SQL_NOTE_WORD_PUT, BINDS(b_id(casefile_id), b_str(words)), NULL);
}

enum err note_word_store_clear(struct ctx *ctx, struct id casefile_id)
{
    return db_exec(ctx->db, &SQL_NOTE_WORD_CLEAR, BINDS(b_id(casefile_id)), NULL);
}

enum err note_word_store_texts(struct ctx *ctx, struct id casefile_id, struct note_body_list *ret)
{
    struct note_body_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_WORD_TEXTS, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, col_str(&rows, 0));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

static enum err ids_read(struct ctx *ctx, struct rows *rows, struct casefile_id_list *ret)
{
    struct casefile_id_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, col_id(rows, 0));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err note_word_store_all(struct ctx *ctx, struct id after, struct casefile_id_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_WORD_ALL, BINDS(b_id_or(after, lowest)), &rows));
    return ids_read(ctx, &rows, ret);
}

enum err note_word_store_window(struct ctx *ctx, struct id from, int64_t n, struct id *ret)
{
    struct casefile_id_list list;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_WORD_WINDOW,
                 BINDS(b_id(ctx->actor.scope_id), b_id_or(from, highest), b_int(n)), &rows));
    TRY(ids_read(ctx, &rows, &list));
    *ret = list.n > 0 ? list.items[0] : ID_NONE;
    return OK;
}

enum err note_word_store_cases(struct ctx *ctx, struct id from, struct id before,
                               const struct str words[NOTE_WORD_ASKED], struct note_case_list *ret)
{
    struct note_case_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_WORD_CASES,
                 BINDS(b_id(ctx->actor.scope_id), b_id_or(from, highest), b_id_or(before, lowest),
                       b_str(words[0]), b_str(words[1]), b_str(words[2]), b_int(NOTE_CASES)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct note_case){.id = col_id(&rows, 0),
                                     .number = col_str(&rows, 1),
                                     .client_name = col_str(&rows, 2),
                                     .person_id = col_id(&rows, 3)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
