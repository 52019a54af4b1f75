/* core/draft.h: what was typed but not accepted, kept over a sign-out or a crash. */
#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/sync_table.h"
#include "core/web.h"

/** The typed values as application/x-www-form-urlencoded, without token and secrets. */
struct str draft_encode(struct ctx *ctx, const struct form *form);
/** Keeps a draft for an account; body as from draft_encode. In the open transaction.
 *
 * Errors  E_INVALID  not a path of ours; E_IO
 */
enum err draft_add(struct ctx *ctx, struct id account_id, struct str path, struct str body,
                   struct id *ret) MUST_CHECK;
/** What was sent is no draft any more: removes the one of r->draft_id, if it is the actor's. In the
 *  open transaction. Errors: E_IO. */
enum err draft_sent(struct req *r) MUST_CHECK;
/** Removes drafts older than the pack's draft_days, for the jobs process. Errors: E_IO. */
enum err draft_sweep(struct ctx *ctx) MUST_CHECK;
/**
 * Answers with the form of a draft of the actor, filled with what was typed.
 *
 * Errors  E_NOT_FOUND  no such draft, or its page is no more
 */
enum err draft_show(struct req *r, struct id draft_id) MUST_CHECK;
/** The pages that a draft on a device belongs to, see struct sync_table. */
struct str draft_stays_pages(struct ctx *ctx, struct sync_row *row);
/** What was typed into it, see struct sync_table. */
struct str draft_stays_typed(struct ctx *ctx, struct sync_row *row);

#endif
