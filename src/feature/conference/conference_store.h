/* conference/conference_store.h: rows of conferences. Errors: those of plat/db.h, and those listed.
 */
#ifndef CONFERENCE_STORE_H
#define CONFERENCE_STORE_H

#include "feature/conference/conference.h"

/** All of a case; with attended, only those that the actor was asked to or present at. */
enum err conference_store_list(struct ctx *ctx, struct id casefile_id, bool attended,
                               struct conference_list *ret) MUST_CHECK;
/** One of a case. Errors: E_NOT_FOUND. */
enum err conference_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                               struct conference *ret) MUST_CHECK;
/** A planned one. */
enum err conference_store_insert(struct ctx *ctx, const struct conference *c) MUST_CHECK;
/** *ret_done: it was planned and had c->version. */
enum err conference_store_set(struct ctx *ctx, const struct conference *c,
                              bool *ret_done) MUST_CHECK;
/** Something in it changed: the version counts on. *ret_done: it was planned. */
enum err conference_store_touch(struct ctx *ctx, const struct conference *c,
                                bool *ret_done) MUST_CHECK;
/** To c->state, with its summary, next day and reason. *ret_done: it was planned and had
 * c->version. */
enum err conference_store_end(struct ctx *ctx, const struct conference *c,
                              bool *ret_done) MUST_CHECK;
/** *ret_done: nobody with this account or name was invited. */
enum err conference_store_invite(struct ctx *ctx, const struct conference *c,
                                 const struct conference_participant *p, bool *ret_done) MUST_CHECK;
/** *ret_done: was invited. */
enum err conference_store_presence(struct ctx *ctx, const struct conference *c,
                                   struct id participant_id, struct str presence,
                                   bool *ret_done) MUST_CHECK;
/** *ret_done: was invited, and no action is noted for them. */
enum err conference_store_uninvite(struct ctx *ctx, const struct conference *c,
                                   struct id participant_id, bool *ret_done) MUST_CHECK;
/** In the order of being invited. */
enum err conference_store_participants(struct ctx *ctx, const struct conference *c,
                                       struct conference_participant_list *ret) MUST_CHECK;
/** One more entry. */
enum err conference_store_write(struct ctx *ctx, const struct conference *c,
                                const struct conference_entry *e) MUST_CHECK;
/** *ret_done: there was one, and no correction. */
enum err conference_store_unwrite(struct ctx *ctx, const struct conference *c, struct id entry_id,
                                  bool *ret_done) MUST_CHECK;
/** The entry has become a record. */
enum err conference_store_become(struct ctx *ctx, const struct conference *c, struct id entry_id,
                                 struct id record_id) MUST_CHECK;
/** In the order of being written. */
enum err conference_store_entries(struct ctx *ctx, const struct conference *c,
                                  struct conference_entry_list *ret) MUST_CHECK;

#endif
