/* core/form_checking.h: what form_check.c and form_check_kind.c share; nobody else includes it. */
#ifndef CORE_FORM_CHECKING_H
#define CORE_FORM_CHECKING_H

#include "core/form_internal.h"

/** What is being checked, and what came of it. */
struct form_checking {
    struct ctx *ctx;
    struct form *form;
    const struct field *field;
    struct str typed;      /* under the field's own name */
    struct str value;      /* result */
    struct form_args args; /* further places of the message */
};

/* Each checks one type and gives NULL, or the key of the message that says what to do. */

/** One line or several of text. */
const char *form_check_text(struct form_checking *c);
/** Several codes of a list. */
const char *form_check_codes(struct form_checking *c);
/** A number that may have a fraction. */
const char *form_check_decimal(struct form_checking *c);
/** A time of day. */
const char *form_check_time(struct form_checking *c);
/** Degrees north and east. */
const char *form_check_place(struct form_checking *c);
/** Codes in an order. */
const char *form_check_rank(struct form_checking *c);
/** Drawn strokes or a typed name. */
const char *form_check_signature(struct form_checking *c);
const char *form_check_upload(struct form_checking *c);
/** The message with an example of a date or a time, as the language writes it. */
const char *form_check_example(struct form_checking *c, const char *msg);

#endif
