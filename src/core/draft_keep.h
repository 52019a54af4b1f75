/* core/draft_keep.h: forms that go on later, because somebody said so or stopped typing. */
#ifndef CORE_DRAFT_KEEP_H
#define CORE_DRAFT_KEEP_H

#include "core/web.h"

/** A draft of the form that a page shows. */
struct draft_notice_view {
    struct id id; /* ID_NONE: there is none */
    struct instant at;
    bool here; /* only on this device */
};
/** The newest draft of the form that is sent to the path, for a page that shows the form empty;
 * none when the page shows what was sent or kept. Errors: E_IO. */
enum err draft_notice(struct req *r, struct str path, struct draft_notice_view *ret) MUST_CHECK;
/**
 * Keeps what stands in a form: in the draft it names ("draft"), else in a new one. The open
 * transaction is the caller's.
 *
 * Errors  E_INVALID  no form is sent to this path; E_DENIED; E_LIMIT  too long; E_IO
 */
enum err draft_keep(struct req *r, struct str path, struct id *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND  no such draft of the actor; E_IO. */
enum err draft_discard(struct ctx *ctx, struct id draft_id) MUST_CHECK;

#endif
