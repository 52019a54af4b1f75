/* assess/assess_store.h: rows of form_record. Errors: those of plat/db.h. Finding calls leave
 * ret->id ID_NONE when there is nothing. */
#ifndef ASSESS_STORE_H
#define ASSESS_STORE_H

#include "feature/assess/assess_form.h"

/** A new one, draft or submitted. */
enum err assess_store_insert(struct ctx *ctx, const struct assess_record *r) MUST_CHECK;
/** Answers, sections seen, time and version of a draft. Errors: also E_CONFLICT  no draft any more.
 */
enum err assess_store_save(struct ctx *ctx, const struct assess_record *r) MUST_CHECK;
/** A draft becomes a record. Errors: also E_CONFLICT  no draft any more, or what it corrects was
 *  replaced. */
enum err assess_store_submit(struct ctx *ctx, const struct assess_record *r) MUST_CHECK;
/** The actor's draft of a form is no more; *ret_any tells whether there was one. */
enum err assess_store_discard(struct ctx *ctx, struct id casefile_id, struct str form,
                              bool *ret_any) MUST_CHECK;
/** One record of a case; drafts only of the actor. */
enum err assess_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                           struct assess_record *ret) MUST_CHECK;
/** The actor's draft of a form. */
enum err assess_store_draft(struct ctx *ctx, struct id casefile_id, struct str form,
                            struct assess_record *ret) MUST_CHECK;
/** The newest submitted one that was not replaced, before a moment. */
enum err assess_store_latest(struct ctx *ctx, struct id casefile_id, struct str form,
                             struct instant before, struct assess_record *ret) MUST_CHECK;
/** The newest submitted ones that were not replaced, newest first, at most `most`. */
enum err assess_store_recent(struct ctx *ctx, struct id casefile_id, struct str form, int most,
                             struct assess_record_list *ret) MUST_CHECK;
/** Submitted ones and the actor's drafts, newest first, without answers. */
enum err assess_store_list(struct ctx *ctx, struct id casefile_id,
                           struct assess_record_list *ret) MUST_CHECK;
/** The actor's drafts in visible cases. */
enum err assess_store_waiting(struct ctx *ctx, struct assess_waiting_list *ret) MUST_CHECK;
/** On a device: its draft was changed there, on top of that version of the server's draft, or
 * ASSESS_HERE; only the first call counts. */
enum err assess_store_stays(struct ctx *ctx, const struct assess_record *r,
                            int64_t base) MUST_CHECK;
/** That version; *ret_here: the draft was changed here. */
enum err assess_store_base(struct ctx *ctx, const struct assess_record *r, int64_t *ret,
                           bool *ret_here) MUST_CHECK;
/** How many records of a form were submitted. */
enum err assess_store_count(struct ctx *ctx, struct id casefile_id, struct str form,
                            int64_t *ret) MUST_CHECK;

/** From now on rows are read into this arena; the caller goes back to that of ctx. */
void assess_store_into(struct ctx *ctx, struct arena *arena);

#endif
