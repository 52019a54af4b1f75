/* assess/assess_form.h: how answers of a page join those of its draft. Private to the feature. */
#ifndef ASSESS_FORM_H
#define ASSESS_FORM_H

#include "feature/assess/assess.h"

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

/** What a contact is that the form tells of: the kind of note it asks for, or else its own name. */
struct str assess_contact(const struct pack_form *def, const struct form *form);

#endif
