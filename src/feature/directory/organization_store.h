/* directory/organization_store.h: rows of organisations. Errors: those of plat/db.h. */
#ifndef ORGANIZATION_STORE_H
#define ORGANIZATION_STORE_H

#include "feature/directory/directory.h"

/** By its id. Errors: also E_NOT_FOUND. */
enum err organization_store_find(struct ctx *ctx, struct id id,
                                 struct organization *ret) MUST_CHECK;
/** By its agency. Errors: also E_NOT_FOUND. */
enum err organization_store_of_agency(struct ctx *ctx, struct id agency_id,
                                      struct organization *ret) MUST_CHECK;
/** So many by name, after so many. */
enum err organization_store_page(struct ctx *ctx, int64_t most, int64_t after,
                                 struct organization_list *ret) MUST_CHECK;
/** All agencies of ours. */
enum err organization_store_agencies(struct ctx *ctx,
                                     struct organization_agency_list *ret) MUST_CHECK;
/** A new one. Errors: also E_CONFLICT  no such agency. */
enum err organization_store_insert(struct ctx *ctx, const struct organization *o) MUST_CHECK;
/** Another content; *ret_done: false when its version is not o->version any more. */
enum err organization_store_update(struct ctx *ctx, const struct organization *o,
                                   bool *ret_done) MUST_CHECK;

#endif
