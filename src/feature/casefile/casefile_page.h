/* casefile/casefile_page.h: the frame of every page of a case, for the *_web.c of other features.
 */
#ifndef CASEFILE_PAGE_H
#define CASEFILE_PAGE_H

#include "core/web.h"
#include "feature/casefile/casefile.h"

/**
 * Answers a page of a case: identity bar, phase tracker, sub-navigation, then the template.
 *
 * section is the sub-navigation entry that is current ("notes", "plan", …); title is the page's
 * heading, below the name of the client.
 */
enum err casefile_page(struct req *r, const struct casefile *file, const char *section,
                       struct str title, const struct tmpl *tmpl, const void *view) MUST_CHECK;

#endif
