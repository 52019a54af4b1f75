/* note/note_store.c: rows of notes, see note_store.h. */
#include "feature/note/note_store.h"

#include "core/authz.h"
#include "note_sql.gen.h"
#include "plat/db.h"

enum err note_store_insert(struct ctx *ctx, const struct note *n, bool contact)
{
    return db_exec(ctx->db, &SQL_NOTE_INSERT,
                   BINDS(b_id(n->id), b_id(n->casefile_id), b_str(n->kind), b_str(n->result),
                         b_date(ctx->arena, n->occurred_on), b_str(n->body),
                         b_bool(n->confidential), b_bool(contact), b_id(n->account_id),
                         b_int(n->created_at.us)),
                   NULL);
}

enum err note_store_put_seen(struct ctx *ctx, const struct note *note,
                             const struct casefile_id_list *seen)
{
    for (size_t i = 0; i < seen->n; i++)
        TRY(db_exec(ctx->db, &SQL_NOTE_PERSON_INSERT,
                    BINDS(b_id(note->id), b_id(note->casefile_id), b_id(seen->items[i])), NULL));
    return OK;
}

enum err note_store_seen(struct ctx *ctx, const struct note *note, struct note_name_list *ret)
{
    struct note_name_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_PEOPLE, BINDS(b_id(note->casefile_id), b_id(note->id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(col_str(&rows, 0)),
                         STR_ARG(col_str(&rows, 1))));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err note_store_put_actions(struct ctx *ctx, const struct note *note,
                                const struct casefile_id_list *actions)
{
    for (size_t i = 0; i < actions->n; i++)
        TRY(db_exec(ctx->db, &SQL_NOTE_ACTION_INSERT,
                    BINDS(b_id(note->id), b_id(note->casefile_id), b_id(actions->items[i])), NULL));
    return OK;
}

enum err note_store_actions(struct ctx *ctx, const struct note *note, struct note_name_list *ret)
{
    struct note_name_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_ACTIONS, BINDS(b_id(note->casefile_id), b_id(note->id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, col_str(&rows, 0));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

static struct note note_read(const struct rows *rows)
{
    return (struct note){.id = col_id(rows, 0),
                         .casefile_id = col_id(rows, 1),
                         .account_id = col_id(rows, 2),
                         .kind = col_str(rows, 3),
                         .result = col_str(rows, 4),
                         .body = col_str(rows, 5),
                         .author_name = col_str(rows, 6),
                         .occurred_on = col_date(rows, 7),
                         .created_at = col_instant(rows, 8),
                         .correction_n = col_int(rows, 9),
                         .version = col_int(rows, 10),
                         .confidential = col_bool(rows, 11),
                         .hidden = col_int(rows, 12) != 0};
}

enum err note_store_by_casefile(struct ctx *ctx, struct id casefile_id, const struct note_filter *f,
                                struct note_list *ret)
{
    struct note_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_BY_CASEFILE,
                 BINDS(b_id(casefile_id), b_id(ctx->actor.account_id),
                       b_bool(authz_can(ctx, CAP_NOTE_CONFIDENTIAL)), b_str(f->kind),
                       b_bool(f->contacts_only), b_int(NOTE_PAGE + 1),
                       b_int((f->page - 1) * NOTE_PAGE)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, note_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err note_store_find(struct ctx *ctx, struct id casefile_id, struct id id, struct note *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_FIND,
                 BINDS(b_id(casefile_id), b_id(ctx->actor.account_id),
                       b_bool(authz_can(ctx, CAP_NOTE_CONFIDENTIAL)), b_id(id)),
                 &rows));
    bool found = rows_next(&rows);
    struct note note = found ? note_read(&rows) : (struct note){0};

    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = note;
    return OK;
}

enum err note_store_texts(struct ctx *ctx, const struct note *note, struct note_text_list *ret)
{
    struct note_text_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_NOTE_TEXTS, BINDS(b_id(note->casefile_id), b_id(note->id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct note_text){.body = col_str(&rows, 0),
                                     .reason = col_str(&rows, 1),
                                     .author_name = col_str(&rows, 2),
                                     .at = col_instant(&rows, 3)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err note_store_correct(struct ctx *ctx, const struct note *note, const struct note_text *text)
{
    TRY(db_exec(ctx->db, &SQL_NOTE_CORRECTION_INSERT,
                BINDS(b_id(id_new(ctx, "note_correction")), b_id(note->id), b_id(note->casefile_id),
                      b_str(text->body), b_str(text->reason), b_id(ctx->actor.account_id),
                      b_int(ctx->now.us), b_int(note->version)),
                NULL));
    return db_exec(ctx->db, &SQL_NOTE_RAISE_VERSION, BINDS(b_id(note->id)), NULL);
}
