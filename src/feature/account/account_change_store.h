/* account/account_change_store.h: rows of changes that wait. Errors: those of plat/db.h. */
#ifndef ACCOUNT_CHANGE_STORE_H
#define ACCOUNT_CHANGE_STORE_H

#include "feature/account/account.h"

/* With what nobody but the rules may see. */
struct account_change_secret {
    struct account_change change;
    struct str password, half;
};
LIST_TYPE(account_change_secret_list, struct account_change_secret);

/** A change that waits. */
enum err account_change_store_insert(struct ctx *ctx,
                                     const struct account_change_secret *x) MUST_CHECK;
/** A pass phrase that waits for this account is one no more. */
enum err account_change_store_replace(struct ctx *ctx, struct id account_id) MUST_CHECK;
/** What waits and the actor may decide or has asked for; only this one when id is given. */
enum err account_change_store_waiting(struct ctx *ctx, bool all, struct id id,
                                      struct account_change_secret_list *ret) MUST_CHECK;
/** Errors: E_CONFLICT  somebody was quicker. */
enum err account_change_store_decide(struct ctx *ctx, struct id id, bool confirm) MUST_CHECK;
/** ret->at is INSTANT_NONE when nobody ever gave it one. */
enum err account_change_store_told(struct ctx *ctx, struct account_told *ret) MUST_CHECK;
/** Removes what nobody has decided in time. */
enum err account_change_store_sweep(struct ctx *ctx) MUST_CHECK;

#endif
