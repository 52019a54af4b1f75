/* core/form_base.h: what a page showed of each answer, so that two windows of one author do not
 * undo each other's work: each changes only what was changed in it. */
#ifndef CORE_FORM_BASE_H
#define CORE_FORM_BASE_H

#include "base/map.h"
#include "core/form.h"

/** Name of the hidden boxes, each "name mark" of an answered question; one at least says that the
 * page has them. The page's script puts a star behind the mark of what was changed. */
#define FORM_BASE "base-marks"

/** The marks that came with a form. */
struct form_base {
    bool given;       /* the page has marks */
    struct map marks; /* name in answers → struct str *; what is not there was not answered */
};
/** Reads them. */
void form_base_read(struct arena *a, const struct form *form, struct form_base *ret);
/** The mark of an answer; empty when there is none. Returns it without a star. */
struct str form_base_mark(struct arena *a, struct str text, struct str missing);
/** True when the page showed just this answer. False also when it has no marks. */
bool form_base_showed(struct arena *a, const struct form_base *base, struct str name,
                      struct str text, struct str missing);
/** True when the page's script saw the question being changed. */
bool form_base_is_changed(const struct form_base *base, struct str name);

#endif
