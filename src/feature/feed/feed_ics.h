/* feed/feed_ics.h: a calendar as text of RFC 5545. */
#ifndef FEED_ICS_H
#define FEED_ICS_H

#include "base/buf.h"
#include "base/date.h"
#include "base/id.h"
#include "base/list.h"

struct feed_entry {
    struct id id;     /* the same entry as last time */
    int64_t sequence; /* how often it was moved */
    struct instant starts_at, ends_at, changed_at;
    struct str summary, location; /* location: may be empty */
    bool cancelled;
};
LIST_TYPE(feed_entry_list, struct feed_entry);

/**
 * Writes the calendar: lines of at most 75 bytes that end with CR and LF, folded between
 * characters; texts escaped; times in UTC.
 *
 * Shape  entries in their order; name is what the calendar is called
 */
void feed_ics(struct buf *out, struct str name, const struct feed_entry_list *entries);

#endif
