/* sync/sync_handlers.h: handlers of the pages of what a person decides. */
#ifndef SYNC_HANDLERS_H
#define SYNC_HANDLERS_H

#include "core/web.h"
#include "sync/sync.h"

extern const struct field sync_review_form[];
/** All that waits for the actor. Errors: E_IO. */
enum err sync_reviews_get(struct req *r) MUST_CHECK;
/** One of them: what is stored, what was typed. Errors: E_NOT_FOUND. */
enum err sync_review_get(struct req *r) MUST_CHECK;
/** The decision. Errors: those of sync_review_take() and sync_review_drop(). */
enum err sync_review_post(struct req *r) MUST_CHECK;

#endif
