/* app/print_work.c: PDFs of pages, see print_work.h. */
#include "app/print_work.h"

#include <stdio.h>

#include "feature/print/print.h"
#include "plat/pdf.h"

static enum err waiting_find(struct ctx *ctx, struct print *ret)
{
    TRY(tx_begin(ctx->db, TX_READ));
    enum err e = print_next(ctx, ret);

    tx_rollback(ctx->db);
    return e;
}

static enum err page_read(struct ctx *ctx, struct id html_id, struct str *ret)
{
    struct vault_reader *reader;
    struct buf html;
    struct str piece;

    buf_init(&html, ctx->arena, PDF_HTML_MAX);
    TRY(blob_open(ctx, html_id, &reader));
    do {
        TRY(vault_read(reader, &piece));
        buf_put(&html, piece);
    } while (piece.n > 0);
    return buf_done(&html, ret);
}

static enum err pdf_of(struct ctx *ctx, const struct print *print, struct blob *ret)
{
    struct str html, pdf;

    TRY(page_read(ctx, print->html_id, &html));
    TRY(pdf_make(ctx->arena, html, &pdf));
    return blob_put(ctx, "application/pdf", pdf, ret);
}

static enum err ended(struct ctx *ctx, struct id id, const struct blob *pdf, enum err why)
{
    install_new_command(ctx);
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = print_end(ctx, id, pdf, why);

    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}

enum err print_work(const struct install *in, struct ctx *ctx)
{
    struct print print;
    struct blob pdf;

    if (!in->site.prints)
        return OK;
    arena_reset(ctx->arena);
    TRY(waiting_find(ctx, &print));
    if (!id_given(print.id))
        return OK;
    enum err why = pdf_of(ctx, &print, &pdf);

    if (why != OK)
        fprintf(stderr, "{\"job\":\"print\",\"error\":\"%s\"}\n", err_name(why));
    TRY(ended(ctx, print.id, why == OK ? &pdf : NULL, why));
    /* The page has served; what a failure leaves here goes with the sweep. */
    return blob_remove(ctx, print.html_id);
}
