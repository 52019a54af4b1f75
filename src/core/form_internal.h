/* core/form_internal.h: what form.c, form_check.c and form_view.c share; nobody else includes it.
 */
#ifndef CORE_FORM_INTERNAL_H
#define CORE_FORM_INTERNAL_H

#include "core/form.h"

/** The value of that name, or NULL. */
struct form_value *form_value_find(const struct form *form, struct str name);
/** The value that belongs to the field itself; made when nothing was sent under its name. */
struct form_value *form_value_of(struct ctx *ctx, struct form *form, struct str name);
/** What was typed under name.suffix; STR_NONE when nothing. */
struct str form_typed_part(struct ctx *ctx, const struct form *form, const char *name,
                           const char *suffix);
/** Places of a message besides {label}. */
struct form_args {
    struct msg_arg arg[2];
    int n;
};
/** The sentence of a message about a field (or NULL), in the reader's language. */
struct str form_sentence(struct ctx *ctx, const struct field *field, const char *msg,
                         const struct form_args *more);
/** "f-" and the name, as ids of boxes begin. */
struct str form_box_id(struct ctx *ctx, struct str name);
/** The label of a code of the field: the pack's, or yes and no of the core. */
struct str form_code_label(struct ctx *ctx, const struct field *field, struct str code);
/** True for the strokes of a signature, "M1 2 3 4": letters of a name are none. */
bool form_is_drawn(struct str signature);
/** True when the word is one of the space-separated words. */
bool form_word_in(struct str words, struct str word);

/** Why a sensitive question has no answer, and how that is said. */
struct form_reason {
    const char *code, *msg;
};
#define FORM_REASON_N 3
extern const struct form_reason form_reasons[FORM_REASON_N];

#endif
