/* referral/referral_internal.h: what the files of the rules share. Private to the feature. */
#ifndef REFERRAL_INTERNAL_H
#define REFERRAL_INTERNAL_H

#include "feature/referral/referral.h"

/** What a draft shares, as it will be stored. Errors: E_INVALID  an answer that is not on offer, or
 * nobody said what it is about. */
enum err referral_choose(struct ctx *ctx, const struct casefile *file,
                         const struct referral_draft *draft,
                         struct referral_item_list *ret) MUST_CHECK;
/** A stored name, "Amal|Nasser", as it is written; empty when it is not shared. */
struct str referral_name(struct ctx *ctx, struct str stored);
/** The kinds of data in it: codes of list consent_kind, each once. */
struct str referral_kinds(struct ctx *ctx, const struct referral_item_list *items);
/** Does what was checked already, and all that follows from it. Errors: E_CONFLICT  not possible in
 * this state, or changed meanwhile. */
enum err referral_apply(struct ctx *ctx, struct referral *referral,
                        const struct referral_answer *answer) MUST_CHECK;
/** Asks the consent and hangs the referral on it; within the own agency nobody is asked. Errors:
 * E_INVALID  no consent for this. */
enum err referral_consent_begin(struct ctx *ctx, const struct casefile *file,
                                struct referral *referral) MUST_CHECK;
/** Nothing is shown any more because of the consent. Errors: E_BUSY, E_IO. */
enum err referral_consent_end(struct ctx *ctx, const struct referral *referral) MUST_CHECK;
/** Writes an event of this referral; about may be empty. Errors: those of event_emit(). */
enum err referral_emit(struct ctx *ctx, const struct referral *referral, const char *kind,
                       struct str about, struct str more) MUST_CHECK;
/** A task for the worker of the case, in the worker's language: msg with the place {to}. Errors:
 * E_BUSY, E_IO. */
enum err referral_task(struct ctx *ctx, const struct referral *referral, int msg) MUST_CHECK;

#endif
