/* person/person_contact_store.h: rows of how people may be reached. Errors: those of plat/db.h. */
#ifndef PERSON_CONTACT_STORE_H
#define PERSON_CONTACT_STORE_H

#include "feature/person/person.h"

/** The rules, of all records of the person together; *ret_version is the highest, 0 without any. */
enum err person_contact_store_find(struct ctx *ctx, struct id person_id, struct contact_rules *ret,
                                   int64_t *ret_version) MUST_CHECK;
/** The first ones (version 0), or those that stood at this version. *ret_done: false when they were
 * others meanwhile. */
enum err person_contact_store_set(struct ctx *ctx, struct id person_id,
                                  const struct contact_rules *rules, int64_t version,
                                  bool *ret_done) MUST_CHECK;

#endif
