/* core/session.h: signed-in sessions and the tokens against forged posts. */
#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include "core/web.h"

/** The session of a request; account settings ride along, so that a page needs one query. */
struct session {
    struct id id;
    struct instant seen_at, ends_at; /* ends_at: absolute end */
    struct instant idle_ends_at;
    struct str theme, density, text_size;
    bool by_question; /* long forms: one question a page */
    bool must_change_password;
    bool present;   /* signed in */
    bool expired;   /* a cookie came, but its session is over */
    struct str pre; /* cookie of a visitor who is not signed in, for the sign-in form's token */
    bool pre_is_new;
};

/** Fills r->session and the actor from the cookie; never fails for a bad cookie. Errors: E_IO. */
enum err session_resume(struct req *r) MUST_CHECK;
/** Notes that the session is in use, at most once a minute. Errors: E_BUSY, E_IO. */
enum err session_touch(struct req *r) MUST_CHECK;
/**
 * Starts a session for an account in a seat and sets its cookie. The open transaction is the
 * caller's.
 *
 * Effects  a row in session; the event is the caller's
 * Errors   E_IO
 */
enum err session_start(struct req *r, struct id account_id, struct id seat_id) MUST_CHECK;
/** Ends one of the actor's sessions; with the own one the cookie goes too. Errors: E_NOT_FOUND. */
enum err session_end(struct req *r, struct id session_id) MUST_CHECK;
/** Sets a cookie of ours, or takes it back: for no script, not sent along from other sites, and
 * over TLS only where the site is behind it. */
void session_cookie_set(struct req *r, const char *name, struct str value, bool clear);
/** The token for this response's forms, masked afresh. */
struct str session_csrf(struct req *r);
/** True when somebody else knows the password: until it is changed, nothing else is shown or done.
 */
bool session_password_first(const struct req *r);
/** Errors: E_DENIED  the browser says that another site's page sent this. */
enum err session_origin_check(struct req *r) MUST_CHECK;
/** Errors: E_DENIED (missing or wrong token, or a foreign Origin). */
enum err session_csrf_check(struct req *r) MUST_CHECK;

#endif
