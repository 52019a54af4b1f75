/* account/account.h: accounts, seats, signing in, sessions, preferences. Administration of other
 * people's accounts is in admin, over these functions. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "core/authz.h"
#include "core/ctx.h"

#define PASSWORD_MIN 15
#define PASSWORD_MAX 200

struct account {
    struct id id;
    struct str login, name, phone, language, theme, density, text_size;
    struct str calendar;   /* code list "calendar": dates stand in it beside the Gregorian one */
    struct str form_pages; /* "section" or "question": what one page of a long form shows */
    bool must_change_password, disabled;
    int64_t version;
};

/** A role in a unit; an account may have several and acts in one at a time. */
struct seat {
    struct id id, account_id, scope_id, team_id, agency_id;
    enum role role;
    struct str scope_kind; /* "own", "team", "agency", "area", "all" */
    struct str unit_name;
};
LIST_TYPE(seat_list, struct seat);

struct session_row {
    struct id id;
    struct str device;
    struct instant created_at, seen_at;
};
LIST_TYPE(session_row_list, struct session_row);

/** What somebody at the door says, and from where. */
struct sign_in {
    struct str login, password, peer;
};
/** Checks login and password with throttling. The answer to a wrong login and to a wrong password
 *  is the same, and takes as long.
 *
 * Effects  counts failures by login and by address
 * Errors   E_INVALID  wrong; E_LIMIT  too many tries, wait
 */
enum err account_sign_in(struct ctx *ctx, const struct sign_in *sent, struct account *ret,
                         struct seat *ret_seat) MUST_CHECK;
/** The actor's own account. Errors: E_NOT_FOUND. */
enum err account_own(struct ctx *ctx, struct account *ret) MUST_CHECK;
/** Seats that have not ended. Errors: E_IO. */
enum err account_seats(struct ctx *ctx, struct id account_id, struct seat_list *ret) MUST_CHECK;
/** The actor's sessions that are still open, newest first. Errors: E_IO. */
enum err account_sessions(struct ctx *ctx, struct session_row_list *ret) MUST_CHECK;
/** Stores language and display settings. Event account.changed. Errors: E_IO. */
enum err account_set_preferences(struct ctx *ctx, const struct account *wanted) MUST_CHECK;
/** What one page of a long form shows the actor from now on: "section" or "question". Effects:
 * event account.changed. Errors: E_INVALID  it is neither. */
enum err account_set_form_pages(struct ctx *ctx, struct str form_pages) MUST_CHECK;
/**
 * Changes the own password; the account's other sessions end.
 *
 * Errors  E_INVALID  the present one is wrong, or the new one is too short or too common
 */
enum err account_set_password(struct ctx *ctx, struct id session_id, struct str present,
                              struct str wanted) MUST_CHECK;
/** Moves the session to another of the own seats. Event account.seat_chosen. Errors: E_NOT_FOUND.
 */
enum err account_choose_seat(struct ctx *ctx, struct id session_id, struct id seat_id) MUST_CHECK;

LIST_TYPE(account_list, struct account);
/** All accounts by login; for administrators. Errors: E_IO. */
enum err account_list_all(struct ctx *ctx, struct account_list *ret) MUST_CHECK;
/** Sets another's password, to be changed at the next sign-in; ends its sessions.
 *
 * Errors  E_NOT_FOUND  no such login; E_INVALID  as account_password_check
 */
enum err account_reset_password(struct ctx *ctx, struct str login, struct str wanted) MUST_CHECK;
/**
 * Disables (sessions end at once) or enables again. In a transaction of its own.
 *
 * Effects  event account.disabled or account.enabled
 * Errors   E_NOT_FOUND  no such login; E_INVALID  as account_set_disabled
 */
enum err account_disable(struct ctx *ctx, struct str login, bool disable) MUST_CHECK;
/** A team by name, or an agency or area by code. Errors: E_NOT_FOUND. */
enum err account_unit_find(struct ctx *ctx, struct str name, struct str *ret_kind,
                           struct id *ret) MUST_CHECK;

struct account_draft {
    struct str login, name, phone, language, password;
    bool must_change_password;
};
/** Gives the account a seat; scope_kind "own" uses the account itself. Event account.seat_added.
 *  Errors: E_NOT_FOUND  no such team; E_IO. */
enum err account_add_seat(struct ctx *ctx, struct id account_id, enum role role,
                          struct str scope_kind, struct id unit_id) MUST_CHECK;
/** The checks a new password must pass. Errors: E_INVALID with account.password_… */
enum err account_password_check(struct ctx *ctx, struct str wanted, struct str login) MUST_CHECK;
/** What is over and no use any more: counts of wrong passwords after a day, sessions a month after
 *  their end (an account's newest stays). For the jobs process. Errors: E_IO. */
enum err account_sweep(struct ctx *ctx) MUST_CHECK;
/** Four groups of three syllables, about 75 bits: easy to say over the phone, and one that
 * account_password_check() takes for this login (chance may put a short one into it). */
struct str account_passphrase(struct ctx *ctx, struct str login);

/* ---- for administrators ---- */

/** The account of this id. Errors: E_NOT_FOUND. */
enum err account_find(struct ctx *ctx, struct id id, struct account *ret) MUST_CHECK;
/**
 * Changes name, phone and language of somebody's account, if it is still as it was when the form
 * was opened (wanted->version).
 *
 * Effects  event account.edited with the fields that differ; none when nothing does
 * Errors   E_NOT_FOUND; E_CONFLICT  somebody else changed it, both versions stand in ctx->conflict
 */
enum err account_edit(struct ctx *ctx, const struct account *wanted) MUST_CHECK;
/**
 * Disables (sessions end at once) or enables again, in the caller's transaction.
 *
 * Effects  event account.disabled or account.enabled; none when it is so already
 * Errors   E_NOT_FOUND; E_INVALID  the own account, or that of the last administrator
 */
enum err account_set_disabled(struct ctx *ctx, struct id id, bool disable) MUST_CHECK;
/**
 * Gives the account a seat of the right kind: a worker's is in a team, a supervisor's in a team or
 * an agency, a coordinator's in an agency or an area, an analyst's may have either of these or
 * none; administrators and auditors have no unit (ID_NONE).
 *
 * Effects  event account.seat_added
 * Errors   E_NOT_FOUND; E_INVALID  the unit does not fit the role, or there is such a seat already
 */
enum err account_give_seat(struct ctx *ctx, struct id account_id, enum role role,
                           struct id unit_id) MUST_CHECK;
/** What account_give_seat would refuse, for a new account; unit_id may be ID_NONE. *ret_kind is the
 *  scope's kind. Errors: E_INVALID. */
enum err account_seat_check(struct ctx *ctx, enum role role, struct id unit_id,
                            struct str *ret_kind) MUST_CHECK;
/**
 * Ends a seat; sessions in it end at once. *ret_account_id is whose it was.
 *
 * Effects  event account.seat_ended
 * Errors   E_NOT_FOUND  no such seat, or ended already; E_INVALID  the last administrator's
 */
enum err account_end_seat(struct ctx *ctx, struct id seat_id, struct id *ret_account_id) MUST_CHECK;

/**
 * Adds an account together with its first seat, or neither.
 *
 * Effects  events account.added and account.seat_added
 * Errors   E_INVALID  password too short, login taken or not usable, or as account_give_seat
 */
enum err account_add_with_seat(struct ctx *ctx, const struct account_draft *draft, enum role role,
                               struct id unit_id, struct account *ret) MUST_CHECK;
/** "Firefox, Windows" of what a browser says of itself; empty when neither is known. */
struct str account_device_name(struct arena *a, struct str user_agent);
/* ---- what waits for a second person --------------------------------------------------------- */

/** Something that an administrator gives to an account and that somebody else has to confirm. */
struct account_change {
    struct id id, account_id, asked_by, unit_id;
    struct instant asked_at;
    struct str login, name, asked_by_name, unit_name;
    enum role role; /* a new role; ROLE_NONE when there is none */
    bool phrase;    /* a new pass phrase */
};
LIST_TYPE(account_change_list, struct account_change);
/** Who gave the actor the present pass phrase; at is INSTANT_NONE when nobody did. */
struct account_told {
    struct str asked_by, confirmed_by; /* confirmed_by: empty when from the command line */
    struct instant at;
};

/**
 * Makes a new pass phrase for an account; it works once somebody else has confirmed it. *ret_half
 * is its first half, for the actor; whoever confirms gets the second. In a transaction of its own.
 *
 * Effects  event account.phrase_asked; an earlier one that waits is one no more
 * Errors   E_NOT_FOUND; E_INVALID  the own account; E_BUSY
 */
enum err account_ask_phrase(struct ctx *ctx, struct id account_id, struct account *ret,
                            struct str *ret_half) MUST_CHECK;
/**
 * Adds an account that can sign in once somebody else has confirmed its role and pass phrase. In a
 * transaction of its own.
 *
 * Effects  events account.added and account.phrase_asked
 * Errors   E_INVALID  as account_add_with_seat; E_BUSY
 */
enum err account_ask_account(struct ctx *ctx, const struct account_draft *wanted,
                             const struct account_change *seat, struct account *ret,
                             struct str *ret_half) MUST_CHECK;
/** Asks for a seat. Event account.seat_asked. Errors: as account_give_seat. */
enum err account_ask_seat(struct ctx *ctx, struct id account_id, enum role role,
                          struct id unit_id) MUST_CHECK;
/** What waits and the actor may decide or has asked for: an administrator all, others what is about
 *  people of their own unit. The oldest first, at most 100; nothing older than a week. Errors:
 * E_IO. */
enum err account_changes(struct ctx *ctx, struct account_change_list *ret) MUST_CHECK;
/** True when the actor asked for it or it is about the actor: somebody else has to confirm. */
bool account_change_is_own(const struct ctx *ctx, const struct account_change *change);
/**
 * Decides "confirm", and so does it, or "refuse". *ret_half is the second half of a confirmed pass
 * phrase.
 *
 * Needs    CAP_ACCOUNT_CONFIRM
 * Effects  event account.change_confirmed or account.change_refused; account.password_reset (the
 *          account's sessions end) and account.seat_added
 * Errors   E_NOT_FOUND  not the actor's to decide; E_INVALID  another decision, confirming what one
 *          asked for, or the seat is there already; E_CONFLICT  somebody was quicker
 */
enum err account_change_decide(struct ctx *ctx, struct id id, struct str decision,
                               struct account_change *ret, struct str *ret_half) MUST_CHECK;
/** Confirms all that waits for a login, for the command line: who may use it needs no second.
 *  Errors: E_NOT_FOUND  nothing waits. */
enum err account_change_confirm_all(struct ctx *ctx, struct str login,
                                    struct str *ret_half) MUST_CHECK;
/** Who gave the actor's account its pass phrase, for the page that asks for an own one. Errors:
 * E_IO.
 */
enum err account_told(struct ctx *ctx, struct account_told *ret) MUST_CHECK;

/* ---- lists ---------------------------------------------------------------------------------- */

/** When somebody last used the account; INSTANT_NONE for never. Errors: E_IO. */
enum err account_last_seen(struct ctx *ctx, struct id id, struct instant *ret) MUST_CHECK;

/** An account as administrators list it. */
struct account_row {
    struct id id;
    struct str login, name, unit;
    struct str role;  /* code of the first seat; empty when there is none */
    struct str roles; /* codes of all seats, a space behind each */
    int64_t seat_n;
    bool disabled;
    struct instant last_seen; /* of the newest session */
};
LIST_TYPE(account_row_list, struct account_row);
/** What to list; empty members do not narrow. */
struct account_filter {
    struct str text; /* part of a name or login, folded before it is compared */
    struct str role;
    struct str state; /* "active" or "disabled" */
    size_t skip, most;
};
/**
 * Accounts by name. *ret_total is how many fit the filter.
 *
 * Shape   at most filter->most after filter->skip
 * Errors  E_IO
 */
enum err account_search(struct ctx *ctx, const struct account_filter *filter,
                        struct account_row_list *ret, size_t *ret_total) MUST_CHECK;

/**
 * Counts that a secret which opens something without signing in was used from an address, and
 * refuses what comes too often. Whether it opens anything makes no difference.
 *
 * Errors  E_LIMIT  and when to try again
 */
enum err account_secret_used(struct ctx *ctx, struct str secret, struct str peer) MUST_CHECK;

#endif
