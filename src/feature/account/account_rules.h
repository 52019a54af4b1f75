/* account/account_rules.h: what the feature's rules share. Private to the feature. */
#ifndef ACCOUNT_RULES_H
#define ACCOUNT_RULES_H

#include "feature/account/account.h"

/** The halves of a pass phrase: four groups, two and two. */
void account_phrase_halve(struct str phrase, struct str *ret_first, struct str *ret_second);
/**
 * Writes down, in the open transaction, what waits for a second person: wanted->role in
 * wanted->unit_id, if any; and the pass phrase whose hash is given, if any, with its second half.
 *
 * Effects  event account.phrase_asked or account.seat_asked
 * Errors   E_IO
 */
enum err account_change_add(struct ctx *ctx, const struct account_change *wanted,
                            struct str password, struct str half) MUST_CHECK;
/** What account_give_seat() would refuse, without giving it; *ret gets the kind of scope. Errors:
 * as account_give_seat. */
enum err account_seat_may(struct ctx *ctx, struct id account_id, enum role role, struct id unit_id,
                          struct str *ret) MUST_CHECK;

#endif
