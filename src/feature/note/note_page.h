/* note/note_page.h: parts of pages that record a contact, for the *_web.c of other features. */
#ifndef NOTE_PAGE_H
#define NOTE_PAGE_H

#include "core/web.h"
#include "feature/casefile/casefile.h"

struct casefile_ticks_view;
/** The open actions of the plan in force as check boxes named "action"; no rows when there are
 * none. Errors: E_BUSY, E_IO. */
enum err note_actions_offer(struct req *r, const struct casefile *file,
                            struct casefile_ticks_view *ret) MUST_CHECK;

#endif
