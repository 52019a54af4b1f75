/* core/form_version.h: forms as they were when answers were given to them. A draft stays on its
 * version, and a record is read with the questions it answered. */
#ifndef CORE_FORM_VERSION_H
#define CORE_FORM_VERSION_H

#include "core/ctx.h"
#include "core/pack.h"

/**
 * Keeps the forms of all programmes as they are now, each under its version. To be called when a
 * program starts to use a pack.
 *
 * Effects  form_version, form_media
 * Errors   E_CONFLICT  *problem: a form is not what it was under the same version; E_BUSY, E_IO
 */
enum err form_version_publish(struct ctx *ctx, struct str *problem) MUST_CHECK;
/**
 * The form of the programme of ctx->pack in a version; NULL when nobody knows it any more.
 *
 * Errors  E_BUSY, E_IO
 */
enum err form_version_find(struct ctx *ctx, struct str form, struct str version,
                           const struct pack_form **ret) MUST_CHECK;
/**
 * A picture or sound of a form, of any version. *ret_kind is empty when there is none.
 *
 * Errors  E_BUSY, E_IO
 */
enum err form_media_find(struct ctx *ctx, struct str digest, struct str *ret_kind,
                         struct str *ret) MUST_CHECK;

#endif
