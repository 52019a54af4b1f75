/* app/cmd_index.c: `alidade index`: makes the index of words that notes are found by, anew, from
 * the notes. After an upgrade from a version without it; others may work meanwhile. */
#include <stdio.h>

#include "app/command.h"
#include "feature/note/note.h"
#include "plat/db.h"

/* Some cases, in a transaction of their own, so that nobody waits long. */
static enum err some(struct ctx *ctx, struct id *after, bool *ret_left)
{
    arena_reset(ctx->arena);
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = note_index(ctx, *after, after);

    *ret_left = id_given(*after);
    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}

int cmd_index(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;
    struct id after = ID_NONE;
    bool left;

    if (install_open(options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(&in, install_arena((size_t)64 << 20), db, NULL);

    db_use_arena(db, ctx.arena);
    do {
        enum err e = some(&ctx, &after, &left);

        if (e != OK)
            install_die("stopped: %s %s; run it again", err_name(e), db_error(db));
    } while (left);
    db_close(db);
    puts("all notes are in the index");
    return 0;
}
