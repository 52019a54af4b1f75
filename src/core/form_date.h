/* core/form_date.h: dates and times as people type them. Used by form.c and form_view.c. */
#ifndef CORE_FORM_DATE_H
#define CORE_FORM_DATE_H

#include "core/form.h"

/** What was typed into the boxes of one date. */
struct date_boxes {
    struct str day, month, year, time;
};

/**
 * A day from its three boxes: digits of any script we know, the month also by name.
 *
 * Returns  NULL, or the key of the message that says what to do; DATE_NONE when all are empty
 */
const char *form_date_read(struct ctx *ctx, const struct date_boxes *boxes, struct date *ret);
/** Minutes after midnight from "9:40", "09.40", "0940" or "9h40". NULL, or a message key. */
const char *form_time_read(struct ctx *ctx, struct str typed, int *ret_minutes);
/** Splits YYYY-MM-DD, and what follows as the time; the boxes are empty when it is none. */
void form_date_split(struct arena *a, struct str iso, struct date_boxes *ret);

#endif
