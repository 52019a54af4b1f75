/* referral/referral_store.h: rows of referrals. Errors: those of plat/db.h unless more are listed.
 */
#ifndef REFERRAL_STORE_H
#define REFERRAL_STORE_H

#include "feature/referral/referral.h"

/** A new draft. */
enum err referral_store_insert(struct ctx *ctx, const struct referral *r) MUST_CHECK;
/** Of a draft. *ret_changed: false when it was in another version, or sent. */
enum err referral_store_set_draft(struct ctx *ctx, const struct referral *r,
                                  bool *ret_changed) MUST_CHECK;
/** State and what was answered, and a higher version. *ret_changed: false when it was in another.
 */
enum err referral_store_set_state(struct ctx *ctx, const struct referral *r,
                                  bool *ret_changed) MUST_CHECK;
/** Of a case that was loaded. Errors: E_NOT_FOUND. */
enum err referral_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct referral *ret) MUST_CHECK;
/** All of a case. */
enum err referral_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct referral_list *ret) MUST_CHECK;
/** For the actor's unit. Errors: E_NOT_FOUND. */
enum err referral_store_to_us(struct ctx *ctx, struct id id, struct referral *ret) MUST_CHECK;
/** The case of a referral that was sent, whoever asks; ID_NONE when there is none. */
enum err referral_store_there(struct ctx *ctx, struct id id, struct id *ret) MUST_CHECK;
/** What is late. */
enum err referral_store_late(struct ctx *ctx, struct date today,
                             struct referral_list *ret) MUST_CHECK;
/** *ret_changed: false when somebody else was faster. */
enum err referral_store_set_chased(struct ctx *ctx, const struct referral *r,
                                   bool *ret_changed) MUST_CHECK;
/** The first of those that the actor's unit received and nobody answered. */
enum err referral_store_new(struct ctx *ctx, int most, struct referral_row_list *ret) MUST_CHECK;
/** One page and one row more, so that the caller sees whether it ends. */
enum err referral_store_list(struct ctx *ctx, enum referral_show show, bool ended, int64_t page,
                             struct referral_row_list *ret) MUST_CHECK;

/** A team or an agency, and whose it is. Errors: E_NOT_FOUND. */
enum err referral_store_unit(struct ctx *ctx, struct id id, struct casefile_unit *ret,
                             struct id *ret_agency_id) MUST_CHECK;

/** Puts these in the place of all there were. */
enum err referral_store_set_items(struct ctx *ctx, struct id referral_id,
                                  const struct referral_item_list *items) MUST_CHECK;
/** As they are stored, in order. */
enum err referral_store_items(struct ctx *ctx, struct id referral_id,
                              struct referral_item_list *ret) MUST_CHECK;

/** Adds one; by the actor, or by nobody. */
enum err referral_store_add_answer(struct ctx *ctx, struct id referral_id,
                                   const struct referral_answer *a) MUST_CHECK;
/** Newest first. */
enum err referral_store_answers(struct ctx *ctx, struct id referral_id,
                                struct referral_answer_list *ret) MUST_CHECK;

/** A link as its secret finds it. */
struct referral_link_found {
    struct referral referral;
    struct id link_id;
    int64_t opened_n;
    struct instant ends_at;
};
/** By the hash of the secret, when it is still good. Errors: E_NOT_FOUND. */
enum err referral_store_by_token(struct ctx *ctx, struct str hash,
                                 struct referral_link_found *ret) MUST_CHECK;
/** *ret_put: false when this link was opened already. */
enum err referral_store_put_link(struct ctx *ctx, struct id referral_id,
                                 const struct referral_link *link, struct str hash,
                                 bool *ret_put) MUST_CHECK;
/** Newest first. */
enum err referral_store_links(struct ctx *ctx, struct id referral_id,
                              struct referral_link_list *ret) MUST_CHECK;
/** *ret_revoked: false when it is not of this referral, or over already. */
enum err referral_store_revoke_link(struct ctx *ctx, struct id referral_id, struct id link_id,
                                    bool *ret_revoked) MUST_CHECK;
/** All but one (ID_NONE: all). */
enum err referral_store_revoke_links(struct ctx *ctx, struct id referral_id,
                                     struct id but_id) MUST_CHECK;
/** Counts an opening. */
enum err referral_store_opened(struct ctx *ctx, struct id link_id) MUST_CHECK;

#endif
