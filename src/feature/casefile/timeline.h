/* casefile/timeline.h: the journal of one case as people read it. Private to the feature. */
#ifndef TIMELINE_H
#define TIMELINE_H

#include "feature/casefile/casefile.h"

/** One event of a case. */
struct timeline_entry {
    struct id id;
    struct str kind, about, by, link, summary;
    struct instant at;
    unsigned flags; /* EVENT_… */
    bool confidential;
    bool hidden; /* confidential, and not for this reader: nothing but `at` is set */
    bool erased;
    /* Of a chronology: the case that it stands in. */
    struct id casefile_id;
    struct str number, programme, team, agency;
};
LIST_TYPE(timeline_entry_list, struct timeline_entry);

struct timeline_filter {
    unsigned flags; /* events with one of these: EVENT_TIMELINE for all */
    int64_t limit, offset;
};
/**
 * Events of a case, newest first. One more than asked for is never given; *ret_more tells.
 *
 * Errors  E_BUSY, E_IO
 */
enum err timeline_list(struct ctx *ctx, const struct casefile *file,
                       const struct timeline_filter *filter, struct timeline_entry_list *ret,
                       bool *ret_more) MUST_CHECK;

struct timeline_period {
    unsigned flags;              /* events with one of these: EVENT_TIMELINE for all */
    struct instant after, until; /* after the event of that time and id; before until */
    struct id after_id;
    int64_t limit;
};
/**
 * What happened to the client, the oldest first, in all cases that the actor may see: of other
 * programmes and agencies too. Each of those cases is noted in the journal of reads.
 *
 * Returns  *ret_last: behind which one it goes on; without an id when nothing follows
 * Errors  E_BUSY, E_IO
 */
enum err timeline_chronology(struct ctx *ctx, const struct casefile *file,
                             const struct timeline_period *period, struct timeline_entry_list *ret,
                             struct timeline_entry *ret_last) MUST_CHECK;

/** Somebody's looks at a case on one day, or how often the case was refused to somebody. */
struct timeline_read {
    struct date day;
    struct str name, role;
    struct str routes; /* paths of the route table, each once, separated by spaces */
    struct instant first, last;
    int64_t n;
    bool denied;
};
LIST_TYPE(timeline_read_list, struct timeline_read);
/**
 * Who saw the case, or asked for it in vain, newest day first, reads of a moment ago included.
 *
 * Shape   one row a day, account and role (two, when also refused); *ret_cut: there were older ones
 * that did not fit Errors  E_BUSY, E_IO
 */
enum err timeline_reads(struct ctx *ctx, const struct casefile *file,
                        struct timeline_read_list *ret, bool *ret_cut) MUST_CHECK;

#endif
