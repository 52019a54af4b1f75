/* referral/referral_handlers.h: the handlers, and what the files of pages share. Errors of
 * handlers: what the rules in referral.h answer. */
#ifndef REFERRAL_HANDLERS_H
#define REFERRAL_HANDLERS_H

#include "core/feature.h"
#include "referral_views.h"

struct req;

/** The fields of a new referral, and of all that can be done about one. */
extern const struct field referral_draft_form[], referral_answer_form[], referral_link_form[];

/* ---- shared ---------------------------------------------------------------------------------- */

/** The badge of a state. */
struct referral_state_view referral_state_badge(struct ctx *ctx, enum referral_state state);
/** The label of the urgency when it is urgent; else empty. */
struct str referral_urgent(struct ctx *ctx, struct str urgency);
/** What is shared, as the receiver sees it; for the sender also when the receiver sees it no more.
 * Errors: E_BUSY, E_IO. */
enum err referral_shared_fill(struct ctx *ctx, const struct referral *referral, bool for_receiver,
                              struct referral_shared_view *ret) MUST_CHECK;
/** Which acts are offered. */
struct referral_acts_wanted {
    const enum referral_act *acts;
    size_t n;
    enum referral_side side;
    struct str action; /* where they are sent to */
};
/** Those of the acts that can be done now, with what was typed. */
struct referral_acts_view referral_acts_fill(struct req *r, const struct referral *referral,
                                             const struct referral_acts_wanted *wanted);
/** What a receiver may do, in the order it is offered. */
extern const struct referral_acts_wanted referral_receiver_acts;
/** What was done so far. Errors: E_BUSY, E_IO. */
enum err referral_history_fill(struct ctx *ctx, const struct referral *referral, bool for_receiver,
                               struct referral_history_view *ret) MUST_CHECK;
/** Reads what was sent and does it. Errors: E_INVALID  at the box of the act; else as
 * referral_do().
 */
enum err referral_answer_take(struct req *r, const struct casefile *file, struct referral *referral,
                              enum referral_side side) MUST_CHECK;
/** A row of a list. */
struct referral_row_view referral_row_fill(struct ctx *ctx, const struct referral_row *row,
                                           enum referral_show show);

/* ---- handlers -------------------------------------------------------------------------------- */

/** GET /cases/:case/referrals */
enum err referral_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/referrals/new */
enum err referral_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/referrals */
enum err referral_new_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/referrals/:referral/edit */
enum err referral_edit_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/referrals/:referral/edit */
enum err referral_edit_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/referrals/:referral */
enum err referral_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/referrals/:referral */
enum err referral_post(struct req *r) MUST_CHECK;
/** POST /cases/:case/referrals/:referral/links */
enum err referral_link_post(struct req *r) MUST_CHECK;
/** POST /cases/:case/referrals/:referral/links/:link */
enum err referral_link_end_post(struct req *r) MUST_CHECK;
/** GET /referrals/sent */
enum err referral_sent_get(struct req *r) MUST_CHECK;
/** GET /referrals/received */
enum err referral_received_list_get(struct req *r) MUST_CHECK;
/** GET /referrals/received/:received */
enum err referral_received_get(struct req *r) MUST_CHECK;
/** POST /referrals/received/:received */
enum err referral_received_post(struct req *r) MUST_CHECK;
/** GET /link/:token */
enum err referral_open_get(struct req *r) MUST_CHECK;
/** POST /link/:token */
enum err referral_open_post(struct req *r) MUST_CHECK;
/** For struct feature: counts the use of a link. */
enum err referral_link_used(struct req *r) MUST_CHECK;
/** Panel: the open referrals of a case. */
enum err referral_panel_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;
/** Panel: the button for a new one. */
enum err referral_action_draw(struct req *r, const void *subject,
                              struct panel_view *ret) MUST_CHECK;
/** Panel of the day: what was received and waits for an answer. */
enum err referral_today_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;

#endif
