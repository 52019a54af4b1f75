/* casefile/timeline_store.h: events and reads of a case. Errors: those of plat/db.h. */
#ifndef TIMELINE_STORE_H
#define TIMELINE_STORE_H

#include "feature/casefile/timeline.h"

/** Events, at most filter->limit; the texts of hidden ones are not read. */
enum err timeline_store_events(struct ctx *ctx, struct id casefile_id,
                               const struct timeline_filter *filter,
                               struct timeline_entry_list *ret) MUST_CHECK;

/** Events of all cases of the person that the actor may see, the oldest first, at most p->limit. */
enum err timeline_store_chronology(struct ctx *ctx, struct id person_id,
                                   const struct timeline_period *p,
                                   struct timeline_entry_list *ret) MUST_CHECK;

/** See timeline_contacts(). */
enum err timeline_store_contacts(struct ctx *ctx, struct id casefile_id, struct instant from,
                                 struct casefile_contact_list *ret) MUST_CHECK;

/** Looks of one account in one role at one kind of page on one day. */
struct timeline_look {
    struct id account_id;
    struct str name, role, route;
    struct instant first, last;
    int64_t day; /* days since 1970 in the agency's zone */
    int64_t n;
    bool denied;
};
LIST_TYPE(timeline_look_list, struct timeline_look);
/** Reads already in the journal, newest day first. */
enum err timeline_store_looks(struct ctx *ctx, struct id casefile_id, int64_t limit,
                              struct timeline_look_list *ret) MUST_CHECK;
/** Reads that still wait to be folded into the journal, each by itself. */
enum err timeline_store_fresh_looks(struct ctx *ctx, struct id casefile_id, int64_t limit,
                                    struct timeline_look_list *ret) MUST_CHECK;
/** The name of an account; empty when there is none. */
enum err timeline_store_name(struct ctx *ctx, struct id account_id, struct str *ret) MUST_CHECK;

#endif
