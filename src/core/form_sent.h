/* core/form_sent.h: what a device has sent of a form that was filled in there, in words: all its
 * answers stand in one value of the body. */
#ifndef CORE_FORM_SENT_H
#define CORE_FORM_SENT_H

#include "core/form.h"

/** Name of that value. */
#define FORM_SENT "answers"

/**
 * The answers of such a body in the reader's language, without those that are empty; none of any
 * other body. path: where it was sent, ".../forms/NAME/…".
 *
 * Errors  E_BUSY, E_IO
 */
enum err form_sent_view(struct ctx *ctx, struct str path, const struct form *sent,
                        struct answer_view_list *ret) MUST_CHECK;

/** The title of the form at ".../forms/NAME…" in the reader's language, or empty. Errors: E_BUSY,
 * E_IO. */
enum err form_sent_title(struct ctx *ctx, struct str path, struct str *ret) MUST_CHECK;

#endif
