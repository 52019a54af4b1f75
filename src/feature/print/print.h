/* print/print.h: pages as PDF. A page is drawn when it is asked for, with the rights of who asks,
 * and lies sealed in the vault until the jobs process has made a PDF of it. Only who asked gets it,
 * as long as the page still opens for them. */
#ifndef PRINT_H
#define PRINT_H

#include "core/ctx.h"
#include "core/upload.h"

#define PRINT_KEPT_MIN 10 /* as long as the vault keeps what no record names, see blob_sweep() */

struct print {
    struct id id, account_id, casefile_id;
    struct str page; /* its address */
    struct str title;
    struct str state; /* "waiting", "done", "failed", or "large": it takes too long */
    struct id html_id;
    struct blob pdf; /* when it is done */
    struct instant at;
};

/**
 * Asks for a PDF of a page that was drawn: html stands alone, in the form's account, case and
 * title.
 *
 * Needs    who asks has read the page, in this transaction
 * Effects  event print.made; the page sealed in the vault
 * Errors   E_CONFLICT  no PDF can be made here; E_BUSY, E_IO
 */
enum err print_add(struct ctx *ctx, struct print *print, struct id person_id,
                   struct str html) MUST_CHECK;
/** One that the actor asked for, not long ago. Errors: E_NOT_FOUND; E_BUSY, E_IO. */
enum err print_load(struct ctx *ctx, struct id id, struct print *ret) MUST_CHECK;

/* ---- the jobs process ------------------------------------------------------------------------ */

/** The one that waits longest; ret->id is ID_NONE when none does. Errors: E_BUSY, E_IO. */
enum err print_next(struct ctx *ctx, struct print *ret) MUST_CHECK;
/** What became of it: a PDF; or NULL and why: E_LIMIT, or anything else. Errors: E_BUSY, E_IO. */
enum err print_end(struct ctx *ctx, struct id id, const struct blob *pdf, enum err why) MUST_CHECK;

#endif
