/* core/weighed.h: the two boxes of every form that makes a decision: what else was considered, and
 * who agreed. The rules of what is decided need not know of them: they stand in ctx->weighed until
 * the event of the decision is written down (feature/decision). */
#ifndef CORE_WEIGHED_H
#define CORE_WEIGHED_H

#include "core/web.h"

#define WEIGHED_MAX 4000
/** The boxes, in the table of a form. */
#define WEIGHED_FIELDS                                                                             \
    {"alternatives", FIELD_TEXT, .label = "weighed.alternatives",                                  \
     .hint = "weighed.alternatives_hint", .max = WEIGHED_MAX},                                     \
        {"agreed", FIELD_TEXT, .label = "weighed.agreed", .hint = "weighed.agreed_hint",           \
         .max = 1000}

/** The boxes on the page, folded away until something stands in them: {{> weighed weighed}}. */
struct weighed_view {
    struct field_view alternatives, agreed;
    bool is_open;
};
/** Fills them, for the table of the form. */
struct weighed_view weighed_view(struct req *r, const struct field *fields);
/** Takes what was typed to ctx->weighed. */
void weighed_take(struct req *r);

#endif
