/* app/doc_work.c: what is done to uploaded files before anybody gets them, see doc_work.h. */
#include "app/doc_work.h"

#include <stdio.h>

#include "feature/doc/doc.h"
#include "plat/scan.h"

#define FILES_MAX 5 /* in a round: other jobs are waiting too */

static enum err piece_next(void *arg, struct str *ret)
{
    return vault_read(arg, ret);
}

static enum err waiting_find(struct ctx *ctx, struct doc_file *ret)
{
    TRY(tx_begin(ctx->db, TX_READ));
    enum err e = doc_check_next(ctx, ret);

    tx_rollback(ctx->db);
    return e;
}

static enum err said(struct ctx *ctx, const struct blob *blob, bool clean)
{
    install_new_command(ctx);
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = doc_check_done(ctx, blob, clean);

    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}

static enum err one(const struct install *in, struct ctx *ctx, const struct doc_file *file)
{
    struct vault_reader *reader;
    struct blob blob = file->blob;
    bool clean = true;

    if (in->site.scans) {
        TRY(blob_open(ctx, file->blob.id, &reader));
        TRY(scan_file(in->options.scanner, piece_next, reader, &clean));
    }
    if (clean && file->is_large) {
        enum err e = blob_shrink(ctx, &blob);

        if (e != OK)
            fprintf(stderr, "{\"photo\":\"as it came\",\"error\":\"%s\"}\n", err_name(e));
    }
    return said(ctx, &blob, clean);
}

enum err doc_work(const struct install *in, struct ctx *ctx)
{
    for (int i = 0; i < FILES_MAX; i++) {
        struct doc_file file;

        arena_reset(ctx->arena);
        TRY(waiting_find(ctx, &file));
        if (!id_given(file.blob.id))
            return OK;
        TRY(one(in, ctx, &file));
    }
    return OK;
}
