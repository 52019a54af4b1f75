/* assess/assess_form.h: how answers of a page join those of its draft. Private to the feature. */
#ifndef ASSESS_FORM_H
#define ASSESS_FORM_H

#include "feature/assess/assess.h"

#define ASSESS_HERE (-1) /* a draft begun on a device: the server has none of it */

/** Names of all sections, separated by spaces. */
struct str assess_parts_all(struct ctx *ctx, const struct pack_form *def);
/** `seen` with one more section. */
struct str assess_parts_add(struct ctx *ctx, struct str seen, struct str part);
/** True when the section is among them. */
bool assess_parts_have(struct str seen, struct str part);

/** What alidade:prefill of a question gives, or nothing: as much as the actor may read. Errors:
 * those of loading the person or the record. */
enum err assess_prefill_find(struct assess_answers *answers, const struct form_item *item,
                             struct str *ret) MUST_CHECK;
/** Takes out of a submitted record what the actor may not read: every load ends with it. Errors:
 *  E_INVALID  stored answers that cannot be read. */
enum err assess_hide(struct ctx *ctx, const struct casefile *file,
                     struct assess_record *record) MUST_CHECK;

/** False for what is not the reader's, see assess_is_for(). */
bool assess_may_have(const struct ctx *ctx, const struct casefile *file,
                     const struct assess_record *record);
/** Takes out of a list what the reader does not have, see assess_is_for(). */
void assess_keep_own(const struct ctx *ctx, const struct casefile *file,
                     struct assess_record_list *list);
/** Errors: E_DENIED; E_NOT_FOUND  the actor may only read the case; E_CONFLICT  it is closed. */
enum err assess_may_write(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** A draft of the actor that is not stored yet. */
struct assess_record assess_record_new(struct ctx *ctx, const struct casefile *file,
                                       const struct pack_form *def);
/** The event of this kind, about a draft. Errors: E_BUSY, E_IO. */
enum err assess_draft_emit(struct ctx *ctx, const struct casefile *file,
                           const struct assess_record *draft, const char *kind) MUST_CHECK;

/**
 * What a device sends of a form that was filled in there: all its answers in one body. record as it
 * is stored there, a draft or just submitted. Errors: E_LIMIT  too long.
 */
enum err assess_sent_write(struct ctx *ctx, const struct assess_record *record,
                           struct str *ret) MUST_CHECK;
/** A draft on a device that is sent on is no draft there any more, until it is answered. Errors:
 * E_BUSY, E_IO. */
enum err assess_sent_take(struct ctx *ctx, const struct assess_record *draft) MUST_CHECK;
/** On top of which version of the server's draft it was changed on this device, or ASSESS_HERE;
 * *ret_here: it was. Errors: E_BUSY, E_IO. */
enum err assess_sent_base(struct ctx *ctx, const struct assess_record *draft, int64_t *ret,
                          bool *ret_here) MUST_CHECK;
/** True for what assess_sent_write() made. */
bool assess_sent_is(const struct form *form);
/**
 * Reads it. own: the author's draft of this form here, if there is one. The one that was continued
 * on the device, and not changed here since, goes on; any other stays, and this is one more.
 *
 * Errors  E_INVALID  not such a body, a file that is not the author's; E_CONFLICT  what it corrects
 *         was replaced
 */
enum err assess_sent_read(struct ctx *ctx, const struct casefile *file,
                          const struct assess_record *own, const struct form *form,
                          struct assess_filled *ret) MUST_CHECK;
/** Errors: E_CONFLICT  somebody submitted this form meanwhile: ctx->conflict has both. */
enum err assess_sent_compare(struct ctx *ctx, const struct casefile *file,
                             const struct assess_filled *filled,
                             const struct form *form) MUST_CHECK;
/** Keeps it as a draft. Errors: E_CONFLICT  there is another one; E_INVALID  it cannot be read. */
enum err assess_sent_keep(struct ctx *ctx, const struct casefile *file,
                          const struct assess_record *own, struct assess_filled *filled) MUST_CHECK;

/** What a contact is that the form tells of: the kind of note it asks for, or else its own name. */
struct str assess_contact(const struct pack_form *def, const struct form *form);

#endif
