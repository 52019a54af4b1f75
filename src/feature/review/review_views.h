/* review/review_views.h: views of the pages of reviews; those of closures are in closure_views.h.
 */
#ifndef REVIEW_VIEWS_H
#define REVIEW_VIEWS_H

#include "closure_views.h"

#endif
