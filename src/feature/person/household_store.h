/* person/household_store.h: rows of households and their members. Errors: those of plat/db.h. */
#ifndef HOUSEHOLD_STORE_H
#define HOUSEHOLD_STORE_H

#include "feature/person/person.h"

/** Errors: E_NOT_FOUND  no member is in the actor's scope. */
enum err household_store_find(struct ctx *ctx, struct id id, struct household *ret) MUST_CHECK;
enum err household_store_of(struct ctx *ctx, struct id person_id,
                            struct household_list *ret) MUST_CHECK;
enum err household_store_members(struct ctx *ctx, struct id household_id,
                                 struct household_member_list *ret) MUST_CHECK;
/** How many present members are outside the actor's scope. */
enum err household_store_hidden(struct ctx *ctx, struct id household_id, int64_t *ret) MUST_CHECK;
enum err household_store_insert(struct ctx *ctx, const struct household *household) MUST_CHECK;
/** Errors: E_CONFLICT  the version is another by now. */
enum err household_store_update(struct ctx *ctx, const struct household *household) MUST_CHECK;
enum err household_store_join(struct ctx *ctx, struct id household_id,
                              const struct household_member *member) MUST_CHECK;
/** Lives there now? */
enum err household_store_is_present(struct ctx *ctx, struct id household_id, struct id person_id,
                                    bool *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND  no such member in the actor's scope. */
enum err household_store_member(struct ctx *ctx, struct id household_id, struct id member_id,
                                struct household_member *ret) MUST_CHECK;
enum err household_store_end(struct ctx *ctx, struct id member_id, struct date until) MUST_CHECK;

#endif
