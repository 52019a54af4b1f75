/* account/account_store.h: SQL of accounts, seats, sessions and sign-in throttling. */
#ifndef ACCOUNT_STORE_H
#define ACCOUNT_STORE_H

#include "feature/account/account.h"

/* An account with its password's hash, which never leaves the rules. */
struct account_secret {
    struct account account;
    struct str password;
};

/** By login or, when login is empty, by id. Errors: E_NOT_FOUND, E_IO. */
enum err account_store_find(struct ctx *ctx, struct str login, struct id id,
                            struct account_secret *ret) MUST_CHECK;
enum err account_store_list(struct ctx *ctx, struct account_list *ret) MUST_CHECK;
enum err account_store_set_disabled(struct ctx *ctx, struct id id, bool disabled) MUST_CHECK;
enum err account_store_end_sessions(struct ctx *ctx, struct id account_id,
                                    struct id but) MUST_CHECK;
/** Errors: E_NOT_FOUND. */
enum err account_store_unit(struct ctx *ctx, struct str name, struct str *ret_kind,
                            struct id *ret) MUST_CHECK;
enum err account_store_insert(struct ctx *ctx, const struct account *account,
                              struct str password_hash) MUST_CHECK;
enum err account_store_preferences(struct ctx *ctx, const struct account *a) MUST_CHECK;
enum err account_store_form_pages(struct ctx *ctx, struct str form_pages) MUST_CHECK;
enum err account_store_password(struct ctx *ctx, struct id id, struct str hash,
                                bool must_change) MUST_CHECK;
enum err account_store_seats(struct ctx *ctx, struct id account_id,
                             struct seat_list *ret) MUST_CHECK;
enum err account_store_add_seat(struct ctx *ctx, const struct seat *seat) MUST_CHECK;
/** Fills the agency of a team. Errors: E_NOT_FOUND. */
enum err account_store_team_agency(struct ctx *ctx, struct id team_id, struct id *ret) MUST_CHECK;
enum err account_store_sessions(struct ctx *ctx, struct session_row_list *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND  the seat is not the actor's. */
enum err account_store_set_seat(struct ctx *ctx, struct id session_id,
                                struct id seat_id) MUST_CHECK;

/** Errors: E_CONFLICT  the account has another version by now. */
enum err account_store_edit(struct ctx *ctx, const struct account *wanted) MUST_CHECK;
/** All accounts with their seats, by login; last_seen is not filled. Errors: E_IO. */
enum err account_store_search(struct ctx *ctx, struct account_row_list *ret) MUST_CHECK;
/** When the account was last used; INSTANT_NONE for never. Errors: E_IO. */
enum err account_store_last_seen(struct ctx *ctx, struct id id, struct instant *ret) MUST_CHECK;
/** "team", "agency" or "area". Errors: E_NOT_FOUND. */
enum err account_store_unit_kind(struct ctx *ctx, struct id unit_id, struct str *ret) MUST_CHECK;
/** Whether the account holds such a seat now. Errors: E_IO. */
enum err account_store_has_seat(struct ctx *ctx, const struct seat *seat, bool *ret) MUST_CHECK;
/** Ends the seat and the sessions in it. Errors: E_NOT_FOUND. */
enum err account_store_end_seat(struct ctx *ctx, struct id seat_id, struct id *ret_account_id,
                                struct str *ret_role) MUST_CHECK;
/** Holds up others who change administrators until the end of the transaction. Errors: E_BUSY. */
enum err account_store_lock_administrators(struct ctx *ctx) MUST_CHECK;
/** Whether anybody can administer. Errors: E_IO. */
enum err account_store_has_administrator(struct ctx *ctx, bool *ret) MUST_CHECK;

struct throttle {
    int64_t failures;
    struct instant until;
};
/** Failures so far of a login or address; zeros when there were none. Errors: E_IO. */
enum err account_store_throttle(struct ctx *ctx, struct str key, struct throttle *ret) MUST_CHECK;
/** One failure more of a key; begins at 1 again after an hour without. Errors: E_IO. */
enum err account_store_throttle_count(struct ctx *ctx, struct str key, int64_t *ret) MUST_CHECK;
/** Stores the failures of a key. Errors: E_IO. */
enum err account_store_throttle_set(struct ctx *ctx, struct str key,
                                    const struct throttle *t) MUST_CHECK;
/** Forgets the failures of a key. Errors: E_IO. */
enum err account_store_throttle_clear(struct ctx *ctx, struct str key) MUST_CHECK;
/** Removes counts and sessions that are over, see account_sweep(). Errors: E_IO. */
enum err account_store_sweep(struct ctx *ctx) MUST_CHECK;

#endif
