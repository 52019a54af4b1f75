/* core/weighed.h: what every form asks that makes a decision: what else was considered (one tick
 * when nothing was), who agreed, until when one can appeal. The rules of what is decided need not
 * know of it: it stands in ctx->weighed until the event of the decision is written down
 * (feature/decision). */
#ifndef CORE_WEIGHED_H
#define CORE_WEIGHED_H

#include "core/web.h"

#define WEIGHED_MAX 4000
/** The boxes, in the table of a form. */
#define WEIGHED_FIELDS                                                                             \
    {"alternatives", FIELD_TEXT, .label = "weighed.alternatives", .hint = "weighed.why_not",       \
     .max = WEIGHED_MAX},                                                                          \
        {"nothing_else", FIELD_BOOL, .label = "weighed.nothing_else"},                             \
        {"agreed", FIELD_TEXT, .label = "weighed.agreed", .hint = "weighed.agreed_hint",           \
         .max = 1000},                                                                             \
        {"appeal_until", FIELD_DATE, .label = "weighed.appeal_until",                              \
         .hint = "weighed.appeal_until_hint"},                                                     \
        {"evidence_1", FIELD_ID, .label = "weighed.evidence_1", .hint = "weighed.evidence_hint"},  \
        {"evidence_2", FIELD_ID, .label = "weighed.evidence_2"},                                   \
        {"evidence_3", FIELD_ID, .label = "weighed.evidence_3"}

/** Names of the boxes for what it rests on. */
extern const char *const weighed_evidence[WEIGHED_RESTS_ON];

/** The boxes on the page: {{> weighed weighed}}; the others than the first are folded away until
 * they say something. */
struct weighed_view {
    struct field_view alternatives, nothing_else, agreed, appeal_until;
    struct panel_view_list evidence; /* records of the case that it can rest on */
    bool is_open;
};
/** Fills them, for the table of the form; file: the case, or NULL when no records are offered.
 * Errors: those of the panels of SLOT_WEIGHED. */
enum err weighed_view(struct req *r, const struct field *fields, const void *file,
                      struct weighed_view *ret) MUST_CHECK;
/** Takes what was typed to ctx->weighed; the tick as the sentence that it stands for. Errors:
 * E_INVALID  the last day for an appeal is past. */
enum err weighed_take(struct req *r) MUST_CHECK;
/**
 * Whoever decides on a page says what else was considered. Asked once the rules have agreed to the
 * rest, so that what is wrong otherwise, or was decided meanwhile, is said first.
 *
 * Errors   E_INVALID  nothing typed and nothing ticked, at alternatives
 */
enum err weighed_check(struct ctx *ctx) MUST_CHECK;

#endif
