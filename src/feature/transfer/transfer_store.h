/* transfer/transfer_store.h: rows of offers and their items. Errors: those of plat/db.h. */
#ifndef TRANSFER_STORE_H
#define TRANSFER_STORE_H

#include "feature/transfer/transfer.h"

/** A new offer. */
enum err transfer_store_insert(struct ctx *ctx, const struct transfer *t) MUST_CHECK;
/** An item of it, at a place. */
enum err transfer_store_item_insert(struct ctx *ctx, const struct transfer *t,
                                    const struct transfer_item *item, int64_t place) MUST_CHECK;
/** Those of a case, newest first. */
enum err transfer_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct transfer_list *ret) MUST_CHECK;
/** Waiting ones for the actor's seat; those that the actor made. */
enum err transfer_store_received(struct ctx *ctx, struct transfer_list *ret) MUST_CHECK;
enum err transfer_store_sent(struct ctx *ctx, struct transfer_list *ret) MUST_CHECK;
/** Whoever it is for: transfer_load() asks. Errors: also E_NOT_FOUND. */
enum err transfer_store_find(struct ctx *ctx, struct id id, struct transfer *ret) MUST_CHECK;
/** Its items in their order. */
enum err transfer_store_items(struct ctx *ctx, const struct transfer *t,
                              struct transfer_item_list *ret) MUST_CHECK;
/** The answer to an item. */
enum err transfer_store_item_set(struct ctx *ctx, const struct transfer *t,
                                 const struct transfer_item *item) MUST_CHECK;
/** State and answer, by the actor, now; *ret_done: false when it does not wait any more. */
enum err transfer_store_set_state(struct ctx *ctx, const struct transfer *t,
                                  bool *ret_done) MUST_CHECK;
/** Colleagues of a team, and all teams. */
enum err transfer_store_places(struct ctx *ctx, struct id team_id,
                               struct transfer_place_list *ret) MUST_CHECK;

#endif
