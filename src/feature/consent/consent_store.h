/* consent/consent_store.h: rows of consents. Errors: those of plat/db.h unless more are listed. */
#ifndef CONSENT_STORE_H
#define CONSENT_STORE_H

#include "feature/consent/consent.h"

/** A new one, as the actor's. */
enum err consent_store_insert(struct ctx *ctx, const struct consent *c) MUST_CHECK;
/** All of a case, the newest first. */
enum err consent_store_list(struct ctx *ctx, struct id casefile_id,
                            struct consent_list *ret) MUST_CHECK;
/** One of a case. Errors: E_NOT_FOUND. */
enum err consent_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct consent *ret) MUST_CHECK;
/** Takes it back; *ret_done is false when that was done before, or it was replaced. */
enum err consent_store_withdraw(struct ctx *ctx, const struct consent *c,
                                bool *ret_done) MUST_CHECK;
/** by takes the place of old, and what hangs on old hangs on by. */
enum err consent_store_replace(struct ctx *ctx, const struct consent *old, struct id by) MUST_CHECK;
/** The agency that a unit belongs to: of an agency itself; ID_NONE when there is no such unit. */
enum err consent_store_agency(struct ctx *ctx, struct id unit_id, struct id *ret) MUST_CHECK;

/** Something that hangs on a consent. */
enum err consent_store_use_insert(struct ctx *ctx, struct id casefile_id,
                                  const struct consent_use *use) MUST_CHECK;
/** It hangs on nothing any more. */
enum err consent_store_use_end(struct ctx *ctx, struct id casefile_id, struct str noun,
                               struct id subject_id) MUST_CHECK;
/** The newest first, at most 100. */
enum err consent_store_uses(struct ctx *ctx, struct id casefile_id, struct id consent_id,
                            struct consent_use_list *ret) MUST_CHECK;
/** Those that go on, the oldest first, at most 100. */
enum err consent_store_running(struct ctx *ctx, struct id casefile_id, struct id consent_id,
                               struct consent_use_list *ret) MUST_CHECK;

/** Something that still hangs on a consent that is over, and whose case it is. */
struct consent_over {
    struct consent_use use;
    struct id casefile_id, person_id;
};
LIST_TYPE(consent_over_list, struct consent_over);
/** Of consents whose last day was before today, at most 200. */
enum err consent_store_over(struct ctx *ctx, struct date today,
                            struct consent_over_list *ret) MUST_CHECK;

#endif
