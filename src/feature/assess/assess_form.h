/* assess/assess_form.h: how answers of a page join those of its draft. Private to the feature. */
#ifndef ASSESS_FORM_H
#define ASSESS_FORM_H

#include "feature/assess/assess.h"

/** The fields of a section, or of the whole form when the name is empty; NULL: no such section. */
const struct field *assess_fields(struct ctx *ctx, const struct pack_form *def, struct str part);
/** The same questions, none of them required: a draft may have gaps. */
const struct field *assess_fields_loose(struct ctx *ctx, const struct field *fields);
/**
 * The answers of a draft after a page: those of the page's fields that are right come from the
 * form, all others stay. Answers whose question is gone stay too, until the form is submitted.
 */
struct str assess_fields_join(struct ctx *ctx, const struct pack_form *def,
                              const struct form_answers *stored, const struct form *form,
                              const struct field *fields);
/** Stored answers as if they were typed, for form_check(). */
void assess_fields_type(struct ctx *ctx, const struct field *fields,
                        const struct form_answers *stored, struct form *ret);
/** Names of all sections, separated by spaces. */
struct str assess_parts_all(struct ctx *ctx, const struct pack_form *def);
/** `seen` with one more section. */
struct str assess_parts_add(struct ctx *ctx, struct str seen, struct str part);
/** True when the section is among them. */
bool assess_parts_have(struct str seen, struct str part);

/** Takes out of a submitted record what the actor may not read: every load ends with it. Errors:
 *  E_INVALID  stored answers that cannot be read. */
enum err assess_hide(struct ctx *ctx, const struct casefile *file,
                     struct assess_record *record) MUST_CHECK;

#endif
